"""Outline -> Passages: what search finds, small enough that the embedding model reads all of it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.outline import Outline
from corpus.report import Facts, Locator, Paragraph, Passage, PassageKind, Row, Section, Table
from corpus.sentences import split_sentences

# The model reads 256 tokens. English reports give 4 to 5 characters a token, names and numbers
# fewer: at 3.3 a passage with its headings stays inside (the index counts each one and says so).
_LONGEST = 840


def report_passages(report_id: str, facts: Facts, outline: Outline) -> tuple[Passage, ...]:
    """Every heading, paragraph, bullet and table row, in the order of their lines, each with its headings."""
    passages = [
        *(p for s in outline.sections for p in _heading(report_id, facts, s, outline)),
        *(p for paragraph in outline.paragraphs for p in _paragraph(report_id, facts, paragraph)),
        *(p for table in outline.tables for p in _table(report_id, facts, table)),
    ]
    return tuple(sorted(passages, key=lambda passage: (passage.where.lines, passage.id)))


def _heading(report_id: str, facts: Facts, section: Section, outline: Outline) -> Iterator[Passage]:
    """A heading is a passage of its own, so that "what are the objectives?" has something to cite."""
    if any(p.lines == section.lines for p in outline.paragraphs):
        return  # a commitment: it stands as a paragraph already
    where = Locator(report_id, section.lines, section.path)
    path = (facts.title, *section.path[:-1])
    yield Passage(_id(report_id, section.lines, 0), PassageKind.HEADING, section.path[-1], path, None, where)


def _paragraph(report_id: str, facts: Facts, paragraph: Paragraph) -> Iterator[Passage]:
    section = paragraph.section
    if section and section[-1] == paragraph.text:
        section = section[:-1]  # a commitment is not its own heading
    path = (facts.title, *section)
    kind = PassageKind.BULLET if paragraph.is_bullet else PassageKind.TEXT
    lead_in = paragraph.lead_in if paragraph.lead_in != path[-1] else None
    room = _LONGEST - sum(len(part) for part in path[-2:]) - len(lead_in or "")
    for count, text in enumerate(_pieces(paragraph.text, max(room, 200))):
        where = Locator(report_id, paragraph.lines, section)
        yield Passage(_id(report_id, paragraph.lines, count), kind, text, path, lead_in, where)


def _pieces(text: str, room: int) -> Iterator[str]:
    """The text in runs of whole sentences of at most `room` characters; longer ones are cut between words."""
    run = ""
    for sentence in split_sentences(text):
        for part in _parts(sentence, room):
            if run and len(run) + 1 + len(part) > room:
                yield run
                run = ""
            run = f"{run} {part}" if run else part
    if run:
        yield run


def _parts(sentence: str, room: int) -> Iterator[str]:
    while len(sentence) > room:
        cut = sentence.rfind(" ", 0, room)
        cut = cut if cut > 0 else room
        yield sentence[:cut]
        sentence = sentence[cut:].lstrip()
    yield sentence


def _table(report_id: str, facts: Facts, table: Table) -> Iterator[Passage]:
    path = (facts.title, *table.section)
    for row in table.rows:
        if row.is_group:
            continue
        where = Locator(report_id, row.lines, table.section, table=table.title, row=row.label.text)
        for count, text in enumerate(_parts(_row_text(table, row), max(_LONGEST - len(path[-1]), 200))):
            yield Passage(_id(report_id, row.lines, count), PassageKind.ROW, text, path, None, where)
    for note in table.notes:
        where = Locator(report_id, note.lines, table.section, table=table.title)
        yield Passage(_id(report_id, note.lines, 0), PassageKind.TEXT, note.text, path, None, where)


def _row_text(table: Table, row: Row) -> str:
    """A row said with its headers: "Robbery. 2015-16: 32; 2014-15: 24; Change: + 8"."""
    label = " ".join((*row.group, row.label.text)).rstrip(".")
    cells = "; ".join(
        f"{column}: {cell.text}" for column, cell in zip(table.columns, row.cells, strict=False) if cell.text
    )
    return f"{label}. {cells}"


def _id(report_id: str, lines: tuple[int, int], count: int) -> str:
    return f"{report_id}:{lines[0]}:{count}"
