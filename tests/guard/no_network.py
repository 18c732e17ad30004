"""Refuses every socket to anywhere but this machine, in the process that imports it.

`tests/conftest.py` imports it for the tests, and puts its folder on the path of the processes that they
start, whose Python imports `sitecustomize.py` beside it.
"""

from __future__ import annotations

import socket
from typing import Any

_LOOPBACK = ("127.", "::1", "localhost")

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


class NetworkRefused(RuntimeError):
    """A socket to somewhere else; not an OSError, so that no library takes it for bad luck and goes on."""


def _check(host: Any) -> None:
    if isinstance(host, bytes):
        host = host.decode()
    if host and not str(host).startswith(_LOOPBACK):
        raise NetworkRefused(f"a connection to {host!r} was attempted")


def _check_address(sock: socket.socket, address: Any) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        _check(address[0])


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _check_address(self, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _check_address(self, address)
    return _connect_ex(self, address)


def _guarded_getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
    _check(host)
    return _getaddrinfo(host, *rest, **more)


socket.socket.connect = _guarded_connect  # type: ignore[method-assign, assignment]
socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign, assignment]
socket.getaddrinfo = _guarded_getaddrinfo
