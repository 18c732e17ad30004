"""Other words for a thing that tables put in brackets after its acronym: "ASMs (capacity)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.units import is_unit
from index.library import Library
from qa.headers.headings import headed_tables
from qa.headers.same_word import content_stems
from qa.snapshot import once_a_generation

_ACRONYM_AND_WORD = re.compile(r"^\W*([A-Z][A-Z&]{2,5})s?\b(?:\s*\([\d,]+\))?\s*[(\"“]([a-z]{4,})[)\"”]")


@once_a_generation
def aliases(library: Library) -> Mapping[str, str]:
    """The acronym that a stem is another word for, where the headers of one table or more say so."""
    found: dict[str, str] = {}
    for table in headed_tables(library):
        for heading in (*table.rows.headings, *table.columns.headings):
            match = _ACRONYM_AND_WORD.match(heading.label)
            if match and not is_unit(match[2]):
                found.update(dict.fromkeys(content_stems(match[2]), match[1]))
    return found
