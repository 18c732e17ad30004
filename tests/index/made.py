"""Reports made by hand, for tests that need to know every record in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from corpus.report import (
    Cell,
    Facts,
    Figure,
    Locator,
    Paragraph,
    Passage,
    PassageKind,
    Period,
    PeriodKind,
    Report,
    Role,
    Row,
    Section,
    Table,
)

NOW = Period(PeriodKind.RANGE, date(2015, 4, 1), date(2015, 7, 15), "1.4-15.7")
THEN = Period(PeriodKind.RANGE, date(2014, 4, 1), date(2014, 7, 15), "1.4-15.7")
HEADINGS = ("Objective One", "Performance")

SENTENCES = (
    "Mounted officers patrol the river bank at dawn.",
    "A survey of complainants begins in July.",
    "Twelve lorries were stopped and searched on the motorway.",
    "The café on Grey Street hosts a weekly surgery for residents.",
)


def made_report(
    name: str = "quarter-one", version: str = "a" * 64, sentences: Sequence[str] = SENTENCES
) -> Report:
    """A report with a passage a sentence and four figures in two rows."""
    return Report(
        id=name,
        version=version,
        facts=Facts("Quarter one", publisher="A commissioner", period=NOW),
        lines=("Objective One", *sentences, "Robbery\t20\t23", "Burglary\t7.50\tN/A"),
        sections=(Section(HEADINGS[:1], (1, 1)),),
        paragraphs=tuple(Paragraph(text, HEADINGS[:1], (n, n)) for n, text in enumerate(sentences, start=2)),
        tables=(_table(len(sentences) + 2),),
        passages=tuple(
            Passage(f"{name}:{n}", PassageKind.TEXT, text, ("Quarter one", *HEADINGS), None, _at(name, n))
            for n, text in enumerate(sentences, start=2)
        ),
        figures=tuple(_figures(name, len(sentences) + 2)),
    )


def many_figures(name: str, count: int) -> Report:
    """A report of `count` figures, four to a row, a hundred measures to an area."""
    return Report(
        name, "b" * 64, Facts(name), (), (), (), (), (), tuple(_many(name, n) for n in range(count))
    )


def _at(name: str, line: int) -> Locator:
    return Locator(name, (line, line), HEADINGS)


def _table(line: int) -> Table:
    def cell(text: str, on: int) -> Cell:
        return Cell(text, (on, on))

    rows = (
        Row((), "1", cell("Robbery", line), (cell("20", line), cell("23", line)), (line, line)),
        Row(
            (),
            "2",
            cell("Burglary", line + 1),
            (cell("7.50", line + 1), cell("N/A", line + 1)),
            (line + 1, line + 1),
        ),
    )
    return Table("Riverside", HEADINGS, ("Now", "Then"), rows, (), (line, line + 1))


def _figures(name: str, line: int) -> list[Figure]:
    cells = (
        ("Robbery", Role.CURRENT, NOW, Decimal(20), None, "20", line),
        ("Robbery", Role.PREVIOUS, THEN, Decimal(23), None, "23", line),
        ("Burglary", Role.CURRENT, NOW, Decimal("7.50"), Decimal("0.6"), "7.50% (+/- 0.6%)", line + 1),
        ("Burglary", Role.PREVIOUS, None, None, None, "N/A", line + 1),
    )
    return [
        Figure(
            id=f"{name}:{on}:{role.value}",
            row_path=(measure,),
            column_path=(role.value,),
            measure=measure,
            area="Riverside",
            period=period,
            role=role,
            value=value,
            unit="%" if margin else None,
            margin=margin,
            raw=raw,
            where=Locator(name, (on, on), HEADINGS, None, "Riverside", measure, role.value),
        )
        for measure, role, period, value, margin, raw, on in cells
    ]


def _many(name: str, number: int) -> Figure:
    row, column = divmod(number, 4)
    role = (Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT)[column]
    area, measure = f"Area {row // 100}", f"Measure {row % 100}"
    where = Locator(name, (row, row), (area,), None, area, measure, role.value)
    value = Decimal(number) / 10
    return Figure(
        f"{name}:{number}",
        (measure,),
        (role.value,),
        measure,
        area,
        NOW,
        role,
        value,
        None,
        None,
        str(value),
        where,
    )
