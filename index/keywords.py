"""Keyword search: SQLite's FTS5 ranked by BM25, in a file of its own in the folder of one build."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any
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

# A question's rarest words are asked for, so many that they are met so often at the most, but always two:
# common words add little to BM25, and most of its time. Of fewer passages than this every word is asked for.
MOST_MET = 5_000
LEAST_WORDS = 2
COUNTS_KEPT = 10_000

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
        self._times_met: dict[str, int] = {}
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

    def find(
        self,
        question: str,
        limit: int,
        allowed: Collection[str] | None = None,
        *,
        every_word: bool = False,
    ) -> tuple[Found, ...]:
        """The `limit` passages (of those allowed) that match any telling word of the question, best first.

        With `every_word`, those that match all of them.
        """
        words = list(telling_words(question)) if every_word else self._rarest(telling_words(question))
        if not words or (allowed is not None and not allowed):
            return ()
        among, listed = ("", ()) if allowed is None else self._among(allowed)
        asked = (
            "SELECT passage, -rank FROM words JOIN entries ON entry = words.rowid "  # noqa: S608 - constants
            f"WHERE words MATCH ? {among} ORDER BY rank, entry LIMIT ?"
        )
        return tuple(
            self._rows(asked, (match_all(words) if every_word else match_any(words), *listed, limit))
        )

    def holds(self, phrase: str) -> bool:
        """Whether any passage has the words of a phrase side by side."""
        words = _TOKEN.findall(phrase)
        asked = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
        return bool(words) and bool(self._rows(asked, (f'"{" ".join(words)}"',)))

    def _rarest(self, words: Sequence[str]) -> list[str]:
        """Of the words those met least, as many as are met MOST_MET times together, in their own order."""
        if self._count <= MOST_MET:
            return list(words)
        kept: list[str] = []
        met = 0
        for word in sorted(words, key=self._met):
            met += self._met(word)
            if met > MOST_MET and len(kept) >= LEAST_WORDS:
                break
            kept.append(word)
        return [word for word in words if word in kept]

    def _met(self, word: str) -> int:
        """How many passages have a word; a build never changes, so it is counted once."""
        if len(self._times_met) > COUNTS_KEPT:
            self._times_met.clear()
        if word not in self._times_met:
            asked = "SELECT count(*) FROM words WHERE words MATCH ?"
            self._times_met[word] = int(self._rows(asked, (match_any([word]),))[0][0])
        return self._times_met[word]

    def _among(self, allowed: Collection[str]) -> tuple[str, tuple[str | int, ...]]:
        """The condition that keeps to the passages allowed. FTS5 is quick to keep to a run of rows.

        For scattered rows the "+" has it match once and look each row up among them; without it, it matches
        once for every row that is allowed, which took a second and a half for 6,000.
        """
        entries = sorted(self._entries[passage] for passage in allowed if passage in self._entries) or [0]
        within = "AND words.rowid BETWEEN ? AND ?"
        first, last = entries[0], entries[-1]
        if last - first + 1 == len(entries):
            return within, (first, last)
        listed = json.dumps(entries)
        return f"{within} AND +words.rowid IN (SELECT value FROM json_each(?))", (first, last, listed)  # noqa: S608 - constants

    @cached_property
    def _entries(self) -> dict[str, int]:
        return dict(self._rows("SELECT passage, entry FROM entries", ()))

    def _rows(self, asked: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        """Raises KeywordsBroken."""
        try:
            with self._lock:
                return self._connection.execute(asked, values).fetchall()
        except sqlite3.Error as error:
            raise KeywordsBroken(self._path, str(error)) from error


def telling_words(question: str) -> tuple[str, ...]:
    """The words of a question, each once, without those that say nothing if it has others."""
    words = list(dict.fromkeys(token.lower() for token in _TOKEN.findall(question)))[:MOST_WORDS]
    return tuple(word for word in words if word not in STOP_WORDS) or tuple(words)


def match_any(words: Iterable[str]) -> str:
    """An FTS5 query that matches any of the words, each quoted so that none is read as syntax."""
    return " OR ".join(f'"{word}"' for word in words)


def match_all(words: Iterable[str]) -> str:
    """An FTS5 query that matches all of the words, each quoted as above."""
    return " AND ".join(f'"{word}"' for word in words)
