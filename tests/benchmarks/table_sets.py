"""Public questions over other fields' tables, each table loaded as a report: AIT-QA, HiTab's justice tables.

AIT-QA (CDLA-Sharing-1.0) asks for cells of airlines' annual reports; HiTab (C-UDA) for cells of Statistics
Canada's tables and for what follows from them. Only the text, the spans and, where the set has them, the
headers are loaded: nothing of the questions, and none of HiTab's marks of which rows and columns are headers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.grid import RawCell
from corpus.report import Report

from ..reports.grids import report_of

DATA = Path(__file__).parents[3] / "shared" / "data"
SETS = {"aitqa": "aitqa", "hitab": "hitab_justice"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set. `kind` is "look-up", or what is to be done with cells; `answers` are its own."""

    table: str
    text: str
    kind: str
    answers: tuple[str, ...]


def is_there(name: str) -> bool:
    return (DATA / SETS[name] / "tables.jsonl").is_file()


def reports(name: str) -> list[Report]:
    """Each table of a set as a report of its own."""
    return [report_of(f"{name}-{number}", title, cells) for number, title, cells in tables(name)]


def tables(name: str) -> list[tuple[str, str, list[RawCell]]]:
    """The number, the title and the cells of each table of a set."""
    cells = {"aitqa": _aitqa_cells, "hitab": _hitab_cells}[name]
    return [(str(t["id"]), t.get("title") or "A table", list(cells(t))) for t in _lines(name, "tables")]


def questions(name: str) -> list[Asked]:
    read = {"aitqa": _aitqa_question, "hitab": _hitab_question}[name]
    return [read(line) for line in _lines(name, "questions")]


def _lines(name: str, what: str) -> list[Any]:
    text = (DATA / SETS[name] / f"{what}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _hitab_cells(table: dict[str, Any]) -> Iterator[RawCell]:
    spans = {(m["first_row"], m["first_column"]): m for m in table["merged_regions"]}
    inside = {
        (row, column)
        for m in table["merged_regions"]
        for row in range(m["first_row"], m["last_row"] + 1)
        for column in range(m["first_column"], m["last_column"] + 1)
    }
    for row, texts in enumerate(table["texts"]):
        for column, text in enumerate(texts):
            if span := spans.get((row, column)):
                rows, columns = 1 + span["last_row"] - row, 1 + span["last_column"] - column
                yield RawCell(text, row, column, (row + 1, row + 1), rows, columns)
            elif (row, column) not in inside and text:
                yield RawCell(text, row, column, (row + 1, row + 1))


def _aitqa_cells(table: dict[str, Any]) -> Iterator[RawCell]:
    """The header paths set out as header cells: one that has fewer headers than the others spans the rest."""
    above = [_path(path) for path in table["column_header"]]
    before = [_path(path) for path in table["row_header"]] or [("",)] * len(table["data"])
    height, width = max(map(len, above)), max(map(len, before))
    yield RawCell("", 0, 0, (1, 1), height, width, is_header=True)
    for at, path in enumerate(above):
        for text, first, count in _set_out(path, height):
            yield RawCell(text, first, width + at, (first + 1, first + 1), count, is_header=True)
    for at, (path, texts) in enumerate(zip(before, table["data"], strict=False)):
        row, line = height + at, (height + at + 1, height + at + 1)
        for text, first, count in _set_out(path, width):
            yield RawCell(text, row, first, line, 1, count, is_header=True)
        for column, text in enumerate(texts):
            yield RawCell(" ".join(text.split()), row, width + column, line, is_header=False)


def _path(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in path if text.strip()) or ("",)


def _set_out(path: Sequence[str], places: int) -> Iterator[tuple[str, int, int]]:
    """Each header with its first place and how many it takes; the outermost takes what is left over."""
    over = places - len(path)
    for at, text in enumerate(path):
        yield (text, 0, over + 1) if at == 0 else (text, over + at, 1)


def _aitqa_question(line: dict[str, Any]) -> Asked:
    return Asked(f"aitqa-{line['table_id']}", line["question"], "look-up", tuple(line["answers"]))


def _hitab_question(line: dict[str, Any]) -> Asked:
    done = " and ".join(line["aggregation"])
    several = "several look-ups" if len(line["answer_cells"]) > 1 else "look-up"
    kind = {"none": several, "opposite": "look-up of a fall"}.get(done, done)
    return Asked(f"hitab-{line['table_id']}", line["question"], kind, tuple(map(str, line["answer"])))
