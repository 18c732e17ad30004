"""The server's time for each page, over one report, over many, and within one that is very long; its weight.

Every page of a kind is fetched once, each with other words or of another measure, so that nothing kept from
the one before flatters it; only the first, which makes what all share, is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from flask.testing import FlaskClient
from lxml.html import document_fromstring

from corpus.read import read_report
from index.account import AccountRole
from index.library import Library, open_library
from qa.catalogue import catalogue
from web.app import create_app
from web.figures.explorer import View
from web.settings import Settings

from .builds import Built
from .results import Result

AT_MOST = 50  # milliseconds
HEAVIEST = 200  # kB of a first visit, without the drawers of charts
PASSWORD = "three random words"  # noqa: S105 - of an account in a folder that is thrown away
LONG_ROWS = 20_000
TOPICS = (
    *("mental health triage", "domestic abuse", "anti-social behaviour in Gateshead", "hate crime"),
    *(
        "victim satisfaction",
        "robbery",
        "complaints",
        "legal highs",
        "burglary dwelling",
        "restorative justice",
    ),
    *("what did the inspectors find", "police custody", "sexual offences", "volunteers", "vehicle crime"),
)


def page_times(one: Built, many: Built, count: int, long: Path) -> Iterator[Result]:
    """The median of each kind of page, in milliseconds."""
    for built, words in ((one, "one report"), (many, f"{count} reports")):
        client = _client(built.library, built.home)
        for name, addresses in _pages(built.library, client).items():
            yield _result(f"{name}, {words}", client, addresses)
            if built is one:
                yield _weight(name, client, addresses[0])
    library = _long_report(long)
    client = _client(library, long)
    parts = [f"/reports/long?line={line}" for line in range(1, LONG_ROWS, LONG_ROWS // 20)]
    yield _result(f"a part of a report of {LONG_ROWS:,} rows", client, parts)
    library.store.close()


def _pages(library: Library, client: FlaskClient) -> dict[str, list[str]]:
    asked = client.post("/api/v1/ask", json={"question": "which area had the biggest rise in robbery?"}).json
    _sign_in(library, client)
    reports = [stored.id for stored in library.store.reports()]
    measures = list(catalogue(library).measures)
    search = [f"/search?{urlencode({'q': topic})}" for topic in TOPICS]
    return {
        "first page": ["/"] * 9,
        "a conversation": [f"/c/{asked['conversation']}"] * 9,
        "an answer": [f"/answers/{asked['id']}"] * 9,
        "a draft to check": ["/check"] * 9,
        "about": ["/about"] * 9,
        "editors: reports": ["/admin/reports"] * 9,
        "editors: a report": [f"/admin/reports/published/{report}" for report in (reports * 9)[:9]],
        "editors: questions": ["/admin/questions"] * 9,
        "editors: audit trail": ["/admin/trail"] * 9,
        "reports": ["/reports"] * 9,
        "a report": [f"/reports/{report}" for report in (reports * 9)[:9]],
        "search": search,
        "search with three filters": [
            f"{one}&kind=text&words=all&words=some&force=Northumbria" for one in reversed(search)
        ],
        "measures": ["/figures"] * 9,
        **{
            f"figures, {view}": [
                f"/figures?{urlencode({'measure': name, 'view': view})}" for name in measures[at::4]
            ]
            for at, view in enumerate((View.COMPARE, View.TIME, View.CHANGE, View.TABLE))
        },
    }


def _sign_in(library: Library, client: FlaskClient) -> None:
    """As an admin, who gets to every page."""
    if not library.store.accounts.all():
        library.store.accounts.add("admin", PASSWORD, AccountRole.ADMIN)
    token = document_fromstring(client.get("/sign-in").data).xpath(
        "string(//input[@name='csrf_token']/@value)"
    )
    client.post("/sign-in", data={"csrf_token": token, "name": "admin", "password": PASSWORD})


def _weight(name: str, client: FlaskClient, address: str) -> Result:
    """What a first visit loads: the page, and the styles, scripts and icon that it names."""
    sent = client.get(address).data
    named = document_fromstring(sent).xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    kilobytes = (len(sent) + sum(len(client.get(one).data) for one in named)) / 1000
    return Result("pages", f"{name}, its weight", "kB", kilobytes, at_most=HEAVIEST)


def _client(library: Library, home: Path) -> FlaskClient:
    return create_app(Settings(home=home), library).test_client()


def _result(name: str, client: FlaskClient, addresses: Sequence[str]) -> Result:
    return Result("pages", name, "ms", 1000 * median(_served(client, addresses)), at_most=AT_MOST)


def _served(client: FlaskClient, addresses: Sequence[str]) -> list[float]:
    """Seconds for each address, after the first has been fetched once."""
    seconds = []
    for address in (addresses[0], *addresses):
        start = perf_counter()
        sent = client.get(address)
        seconds.append(perf_counter() - start)
        if sent.status_code != 200:
            raise RuntimeError(f"{address} gave {sent.status_code}")
    return seconds[1:]


def _long_report(folder: Path) -> Library:
    """A library with one report, of one table with very many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = (f"Beat {n}\t{n}\t{n + 1}" for n in range(1, LONG_ROWS + 1))
    path = folder / "long.txt"
    path.write_text(
        "\n".join(("A Long Report", "", "Crime", "", "\tMay 2015\tJune 2015", *rows, "")), "utf-8"
    )
    library = open_library(folder)
    library.store.put(read_report(path))
    return library
