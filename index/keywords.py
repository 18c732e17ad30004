"""Keyword search: SQLite's FTS5 ranked by BM25, in a file of its own in the folder of one build."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from weakref import finalize

from corpus.report import Passage
from index.broken import KeywordsBroken

# How much a word found in the headings and in the passage itself counts.
HEADING_WEIGHT = 0.5
TEXT_WEIGHT = 1.0

# Words that say nothing of what is asked for; they are left out of a question that has others.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be been being but by can could did do does doing for
    from get give had has have he her here hers him his how i if in into is it its just many may me might
    more most much my no not of on or our ours out over please she should show so some such tell than that the
    their them then there these they this those to too under up us was we were what when where which while who
    whom whose why will with would you your""".split()  # noqa: SIM905 - a list would take a page
)

MOST_WORDS = 200  # of a question; FTS5 refuses queries of thousands

_TOKEN = re.compile(r"\w+")  # FTS5's unicode61 splits at least wherever this does

_TABLES = """
PRAGMA secure_delete = ON;
CREATE TABLE entries (entry INTEGER PRIMARY KEY, passage TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(heading, text, tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25({heading}, {text})');
"""

Found = tuple[str, float]  # a passage's id and its BM25 score, greater for a better match


def make_keywords(path: Path) -> None:
    """Write an empty keyword index."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_TABLES.format(heading=HEADING_WEIGHT, text=TEXT_WEIGHT))


def change_keywords(
    path: Path, added: Iterable[Passage], digests: Mapping[str, str], removed: Sequence[str]
) -> None:
    """Take passages out by id and put others in, in one transaction; `digests` are those of all added.

    When any was taken out the whole is merged anew, so that no word of a removed report stays in the file.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA secure_delete = ON")
        for gone in removed:
            entry = connection.execute("SELECT entry FROM entries WHERE passage = ?", (gone,)).fetchone()
            connection.execute("DELETE FROM words WHERE rowid = ?", entry)
            connection.execute("DELETE FROM entries WHERE entry = ?", entry)
        for passage in added:
            _insert(connection, passage, digests[passage.id])
        if removed:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _insert(connection: sqlite3.Connection, passage: Passage, digest: str) -> None:
    entry = connection.execute(
        "INSERT INTO entries (passage, digest) VALUES (?, ?)", (passage.id, digest)
    ).lastrowid
    # embedded_text starts with the headings; they get a column of their own to be weighed apart.
    heading = " > ".join(passage.heading_path)
    text = " ".join(part for part in (passage.lead_in, passage.text) if part)
    connection.execute("INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)", (entry, heading, text))


class Keywords:
    """An open keyword index; it may be shared between threads."""

    def __init__(self, path: Path) -> None:
        """Raises KeywordsBroken."""
        self._path = path
        self._lock = Lock()
        try:
            # A build never changes once it is in place, so no locks are taken and no files made beside it.
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            finalize(self, self._connection.close)
            self._count = int(self._connection.execute("SELECT count(*) FROM entries").fetchone()[0])
        except sqlite3.Error as error:
            raise KeywordsBroken(path, str(error)) from error

    def __len__(self) -> int:
        return self._count

    def digests(self) -> dict[str, str]:
        """The digest of every passage by its id."""
        with self._lock:
            return dict(self._connection.execute("SELECT passage, digest FROM entries"))

    def find(self, question: str, limit: int, allowed: Collection[str] | None = None) -> tuple[Found, ...]:
        """The `limit` passages (of those allowed) that match any word of the question, best first."""
        match = match_any(question)
        if not match:
            return ()
        among = "" if allowed is None else "AND passage IN (SELECT value FROM json_each(?))"
        listed = () if allowed is None else (json.dumps(list(allowed)),)
        asked = (
            "SELECT passage, -rank FROM words JOIN entries ON entry = words.rowid "  # noqa: S608 - constants
            f"WHERE words MATCH ? {among} ORDER BY rank, entry LIMIT ?"
        )
        try:
            with self._lock:
                return tuple(self._connection.execute(asked, (match, *listed, limit)).fetchall())
        except sqlite3.Error as error:
            raise KeywordsBroken(self._path, str(error)) from error


def match_any(question: str) -> str:
    """An FTS5 query that matches any word of a question, each quoted so that none is read as syntax.

    Empty when the question holds no word at all.
    """
    words = list(dict.fromkeys(token.lower() for token in _TOKEN.findall(question)))[:MOST_WORDS]
    telling = [word for word in words if word not in STOP_WORDS]
    return " OR ".join(f'"{word}"' for word in telling or words)
