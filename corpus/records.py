"""Tables of records: several columns before the values name each row's area, its period and what is counted.

As in "Force | Offence | Year | Count": open data is published so, and so are lists with a measure a row
under an area a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.columns import area_name
from corpus.marks import without_marks
from corpus.periods import parse_period
from corpus.report import Period, Row, Table
from corpus.vocabulary import vocabulary

_NAMED = re.compile(r"\s*\b(?:names?|descriptions?|titles?|groups?|types?)$", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:(?:financial|fiscal|calendar|reporting)\s+)?(?:year|quarter|month|period|date)s?", re.I
)
_QUARTER = re.compile(r"\bquarter\b", re.IGNORECASE)
_OF_YEAR = re.compile(r"[1-4]")
_PLAIN = re.compile(
    r"(?:recorded\s+)?(?:values?|counts?|figures?|totals?|obs(?:ervation)?s?|offences|crimes|incidents"
    r"|(?:number|no\.?|count|total)s?(?:\s+of\s+\w+)?)",
    re.IGNORECASE,
)
_CODES = re.compile(r"\bcodes?$", re.IGNORECASE)
_LISTED = re.compile(r"[A-Z]\d{8}")
_MOST = 0.5  # of a column's cells


def counts_plainly(header: str) -> bool:
    """Whether the header of a value column says only that things are counted: "Number of offences"."""
    return _PLAIN.fullmatch(without_marks(header)) is not None


class Key(Enum):
    """What a column before the values tells of its rows."""

    AREA = auto()
    PERIOD = auto()
    MEASURE = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Record:
    """What the keys of a row say; `parts` name what is counted, outermost first."""

    area: str | None
    period: Period | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The keys of a table of records."""

    kinds: tuple[Key, ...]
    heads: tuple[str, ...]
    context: Period | None

    def of(self, row: Row) -> Record:
        areas = [text for text in self._texts(row, Key.AREA) if text]
        parts = tuple(text for text in self._texts(row, Key.MEASURE) if text)
        return Record(areas[-1] if areas else None, self._period(row), parts)

    @property
    def has_periods(self) -> bool:
        return Key.PERIOD in self.kinds

    def _texts(self, row: Row, kind: Key) -> Iterator[str]:
        return (text for text, own in zip(row.keys, self.kinds, strict=False) if own is kind)

    def _period(self, row: Row) -> Period | None:
        """The period of one column, or of a year and a quarter in two: "2014/15" and "2"."""
        texts = [without_marks(text) for text in self._texts(row, Key.PERIOD) if text]
        heads = [head for head, kind in zip(self.heads, self.kinds, strict=True) if kind is Key.PERIOD]
        if len(texts) == 1:
            return parse_period(texts[0], self.context)
        named = [
            f"Q{text}" if _QUARTER.search(head) and _OF_YEAR.fullmatch(text) else text
            for head, text in zip(heads, texts, strict=False)
        ]
        joined = (" ".join(order) for order in (named, named[::-1]))
        return next((found for text in joined if (found := parse_period(text, self.context))), None)


def find_records(table: Table, listed: frozenset[str], context: Period | None) -> Records | None:
    """The keys of a table, where several columns stand before its values and one names areas or periods.

    `listed` are the areas that the report's tables list, in small letters.
    """
    rows = [row for row in table.rows if not row.is_group]
    if len(table.keys) < 2 or not rows:
        return None
    columns = list(zip(*(row.keys for row in rows), strict=True))
    kinds = tuple(
        _kind(head, column, listed, context) for head, column in zip(table.keys, columns, strict=True)
    )
    if not {Key.AREA, Key.PERIOD} & set(kinds):
        return None
    return Records(kinds, table.keys, context)


def _kind(head: str, texts: Sequence[str], listed: frozenset[str], context: Period | None) -> Key:
    own = [text for text in dict.fromkeys(texts) if text]
    if _CODES.search(head) or (own and all(map(_LISTED.fullmatch, own))):
        return Key.CODE
    if _WHEN.fullmatch(head.strip()) or _most([parse_period(without_marks(t), context) for t in own]):
        return Key.PERIOD
    name = _NAMED.sub("", without_marks(head))
    is_area = vocabulary().is_area_kind(name) or _most(
        [area_name(text) or text.casefold() in listed for text in own]
    )
    return Key.AREA if is_area else Key.MEASURE


def _most(found: Sequence[object]) -> bool:
    return bool(found) and sum(map(bool, found)) > _MOST * len(found)
