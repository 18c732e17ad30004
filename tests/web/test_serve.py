"""A real server in a process of its own, on the loopback, stopped by real signals."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask, url_for

from web.serve import LARGEST_REQUEST, UPLOADS

SLOW_APP = Path(__file__).parent / "slow_app.py"

Start = Callable[[int], tuple["subprocess.Popen[str]", int]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(drain_seconds: int) -> tuple[subprocess.Popen[str], int]:
        command = [sys.executable, str(SLOW_APP), str(tmp_path), str(drain_seconds)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        started.append(process)
        listening = re.search(r"listening on http://127\.0\.0\.1:(\d+)/", until(process, "listening"))
        assert listening
        return process, int(listening[1])

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stderr
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"the server ended before it said {words!r}")


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_under_way_is_answered_before_the_server_stops(
    start: Start, number: signal.Signals
) -> None:
    process, port = start(20)
    with ThreadPoolExecutor() as threads:
        under_way = threads.submit(get, port, "/slow/15")
        until(process, "working")
        process.send_signal(number)
        until(process, "stopping")
        with pytest.raises(ConnectionRefusedError):
            get(port, "/health/live")
        assert under_way.result() == (200, "finished")
    assert process.wait(timeout=10) == 0


def test_a_request_that_takes_too_long_does_not_keep_the_server(start: Start) -> None:
    process, port = start(1)
    with ThreadPoolExecutor() as threads:
        under_way = threads.submit(get, port, "/slow/150")
        until(process, "working")
        began = time.monotonic()
        process.terminate()
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - began < 6
        with pytest.raises((http.client.HTTPException, OSError)):
            under_way.result()


def test_an_idle_server_with_an_open_connection_stops_at_once(start: Start) -> None:
    process, port = start(20)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/health/live")
    assert connection.getresponse().read()
    began = time.monotonic()
    process.terminate()
    assert process.wait(timeout=10) == 0
    assert time.monotonic() - began < 5
    connection.close()


def test_a_body_beyond_all_measure_is_refused_by_the_server(start: Start) -> None:
    _, port = start(20)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("POST", "/api/v1/ask")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_large_body_is_read_by_the_upload_s_address_alone(start: Start) -> None:
    _, port = start(1)
    body = b"x" * (LARGEST_REQUEST + 1)
    assert status_of_post(port, "/ask", body) == 413
    assert status_of_post(port, UPLOADS, body) == 303  # read, and led to the sign-in


def test_the_upload_s_address_is_the_one_that_takes_more(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("desk.upload") == UPLOADS


def status_of_post(port: int, path: str, body: bytes) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", path, body)
        return connection.getresponse().status
    finally:
        connection.close()
