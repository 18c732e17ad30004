"""Answers, passages and lists as the command line prints them; JSON is printed as the API sends it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from corpus.periods import in_words
from web.rendering import citation_place
from web.reports.findings import grouped

if TYPE_CHECKING:
    from corpus.report import Finding
    from index.store import StoredReport
    from qa.scoring.score import Score
    from web.command.adding import Outcome

NO_REPORTS = "No reports are in. Add one with: reports add FILE"


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_answer(answer: Mapping[str, Any]) -> None:
    click.echo(answer["answer"])
    _section("Calculated", [f"{c['formula']} (from {_markers(c['inputs'])})" for c in answer["calculations"]])
    _section("Please note", answer["notes"])
    _section("Sources", [_source(citation) for citation in answer["citations"]], bullet="")
    _section("How I read this", _read_as(answer["read_as"]), bullet="")
    _section("You could ask", answer["suggestions"])
    click.echo(f"\nGo on with: reports ask --conversation {answer['conversation']} QUESTION")


def print_checked(found: Mapping[str, Any]) -> None:
    """Each claim of a draft with its verdict and cells, then the corrected text."""
    if not found["claims"]:
        click.echo("There is no figure in this draft that can be checked.")
        return
    for claim in found["claims"]:
        click.echo(f"{claim['number']}. “{claim['said'].strip()}”: {claim['verdict'].replace('_', ' ')}")
        click.echo(f"   {claim['reason']}")
        for figure in claim["figures"]:
            click.echo(f"   {figure['report']}, line {figure['lines'][0]}: {figure['raw']}")
    counts = f"{found['supported']} supported, {found['contradicted']} contradicted"
    click.echo(f"\n{counts}, {found['not_found']} not found.\n\nCorrected text:\n{found['corrected']}")


def print_found(found: Mapping[str, Any]) -> None:
    """Passages with their places, then how many there are of what: the filters' own words and counts."""
    if not found["passages"]:
        click.echo("Nothing was found. Try other words, or fewer.")
        return
    for number, passage in enumerate(found["passages"], start=1):
        click.echo(f"{number}. {' > '.join(passage['heading_path'])}")
        click.echo(f"   {' '.join(p for p in (passage['lead_in'], passage['text']) if p)}")
        click.echo(f"   {passage['report']}, line {passage['lines'][0]}\n")
    click.echo(f"{len(found['passages'])} of {found['total']:,}{' or more' if found['is_cut'] else ''}.")
    for one in found["filters"]:
        counts = (f"{choice['label']} ({choice['count']:,})" for choice in one["choices"])
        click.echo(f"  --{one['name']}: {'; '.join(counts)}")
    if found["next_offset"] is not None:
        click.echo(f"There are more: --offset {found['next_offset']}")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[str] = ()
) -> None:
    """A table with folded cells; as wide as the terminal, or wide enough for a file."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    right = set(numbers)
    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def print_figures(found: Mapping[str, Any]) -> None:
    columns = ("Measure", "Area", "Period", "Role", "Value", "Unit", "As published", "Report", "Line")
    if not found["figures"]:
        click.echo("No figures fit that. Run it with fewer options to see what there is.")
        return
    print_table(columns, map(_figure_row, found["figures"]), numbers=("Value", "Line"))
    if found["next_offset"] is not None:
        click.echo(f"There are more: --offset {found['next_offset']}")


def print_reports(found: Mapping[str, Any]) -> None:
    columns = ("Id", "Title", "Period", "Passages", "Tables", "Figures", "Findings", "Added")
    if not found["reports"]:
        click.echo(NO_REPORTS)
        return
    print_table(columns, map(_report_row, found["reports"]), numbers=columns[3:7])


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """What became of each file, then the warnings in full."""
    columns = ("File", "Report", "Period", "Passages", "Tables", "Figures", "Findings", "Warnings", "Result")
    print_table(columns, map(_outcome_row, outcomes), numbers=columns[3:8])
    for outcome in outcomes:
        warnings = outcome.stored.warnings if outcome.stored else ()
        _section(f"Warnings of {outcome.path}", warnings)


def print_described(stored: StoredReport) -> None:
    """What is known of a report as a whole."""
    facts = stored.facts
    period = facts.period and in_words(facts.period)
    rows = {"Title": facts.title, "Publisher": facts.publisher, "Area": facts.area, "Period": period}
    print_table(("Fact", stored.id), rows.items())


def print_findings(findings: Iterable[Finding]) -> None:
    """How many there are of each kind, then each with its lines."""
    groups = grouped(findings)
    if not groups:
        click.echo("Nothing. What the report says twice and can be held together agrees.")
    for group in groups:
        click.echo(f"{group.words}.")
    for group in groups:
        _section(group.words, [f"{finding.said} ({_lines(finding)})" for finding in group.findings])


def print_scores(scores: Sequence[Score], failures: Iterable[Mapping[str, Any]] = ()) -> None:
    """By kind: what became of the questions, what was held against the reports, how long answers took."""
    from qa.scoring.judge import Verdict

    columns = ("Kind", "Questions", *(str(verdict).capitalize() for verdict in Verdict))
    rows = [(one.kind, one.questions, *(one.verdicts[verdict] for verdict in Verdict)) for one in scores]
    print_table(columns, rows, numbers=columns[1:])
    columns = (
        "Kind",
        "Figures",
        "Wrong",
        "Expected",
        "Missed",
        "Citations",
        "Precise",
        "Recall",
        "Median",
        "p95",
    )
    click.echo()
    print_table(columns, map(_proof_row, scores), numbers=columns[1:])
    for failure in failures:
        click.echo(f"\n{failure['verdict']}: {failure['question']}")
        for amiss in failure["amiss"]:
            click.echo(f"  {amiss}")
    for total in scores[-1:]:
        click.echo(f"\n{total.right.percent:.1f}% right, {total.wrong_figures} wrong figures.")


def _proof_row(score: Score) -> tuple[object, ...]:
    return (
        score.kind,
        score.figures.of,
        score.wrong_figures,
        score.expected.of,
        score.expected.of - score.expected.held,
        score.precision.of,
        f"{score.precision.percent:.1f}%",
        f"{score.recall.percent:.1f}%",
        f"{1000 * score.median:.1f} ms",
        f"{1000 * score.p95:.1f} ms",
    )


def _figure_row(figure: Mapping[str, Any]) -> tuple[object, ...]:
    period = figure["period"] and figure["period"]["words"]
    named = figure["measure"] or " > ".join(figure["row_path"])
    place = (figure["report"], figure["lines"][0])
    return (
        named,
        figure["area"],
        period,
        figure["role"],
        figure["value"],
        figure["unit"],
        figure["raw"],
        *place,
    )


def _report_row(report: Mapping[str, Any]) -> tuple[object, ...]:
    period = report["period"] and report["period"]["words"]
    counts = (report["passages"], report["tables"], report["figures"], report["findings"])
    return report["id"], report["title"], period, *counts, report["added"][:10]


def _outcome_row(outcome: Outcome) -> tuple[object, ...]:
    stored = outcome.stored
    if stored is None:
        return outcome.path, *[None] * 7, outcome.result
    period = stored.facts.period and in_words(stored.facts.period)
    counts = (stored.passages, stored.tables, stored.figures, stored.findings, len(stored.warnings))
    return outcome.path, stored.id, period, *counts, outcome.result


def _lines(finding: Finding) -> str:
    firsts = [str(first) for first, _ in finding.lines]
    return f"line{'s' if len(firsts) > 1 else ''} {', '.join(firsts)}"


def _section(title: str, lines: Sequence[str], bullet: str = "- ") -> None:
    if lines:
        click.echo(f"\n{title}")
        for line in lines:
            click.echo(f"  {bullet}{line}")


def _source(citation: Mapping[str, Any]) -> str:
    folded = " ".join(citation["quote"].split())
    return f"[{citation['number']}] {citation['title']}, {citation_place(citation)}: “{folded}”"


def _read_as(read_as: Mapping[str, Any]) -> list[str]:
    named = (
        f"{name}: {', '.join(read_as[name])}" for name in ("measures", "areas", "periods") if read_as[name]
    )
    carried = ", ".join(read_as["carried"])
    read = "; ".join((read_as["wants"], *named))
    return [read, f"Carried over from your last question: {carried}"] if carried else [read]


def _markers(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)
