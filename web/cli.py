"""The `reports` command. Imports that cost time happen in the commands that need them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from web.command.accounts import user
from web.settings import SETTINGS, BadSetting, Settings

if TYPE_CHECKING:
    from index.library import Library


class Reports(click.Group):
    """Says what went wrong in one line, and exits with 1; faults of ours keep their stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        from sqlalchemy.exc import SQLAlchemyError

        from corpus.report import UnreadableReport
        from index.broken import IndexBroken, IndexBusy
        from index.store import NoOriginal, NoSuchReport
        from web.problems import Problem

        try:
            return super().invoke(ctx)
        except IndexBroken as error:
            raise click.ClickException(f"{error} with: reports rebuild") from error
        except Problem as problem:
            action = problem.kind.command or problem.kind.action
            raise click.ClickException(f"{problem.detail} {action}") from problem
        except (BadSetting, IndexBusy, NoOriginal, NoSuchReport, UnreadableReport) as error:
            raise click.ClickException(str(error)) from error
        except SQLAlchemyError as error:
            reason = str(error).splitlines()[0]
            raise click.ClickException(
                f"the database cannot be used: {reason}. Check REPORTS_DATABASE and REPORTS_HOME."
            ) from error
        except OSError as error:
            raise click.ClickException(f"{error}. Check REPORTS_HOME and the names of files.") from error


@click.group(cls=Reports, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Answers from police-and-crime-plan reports, every figure with its source.

    The first use, on an empty data folder, adds the report that comes with the software.

    Exit status: 0 done (an answer may be "the reports do not tell"), 1 failed, 2 wrong usage.
    """


json_option = click.option("--json", "as_json", is_flag=True, help="Print what the API would send.")


@main.command(epilog='Example: reports ask "How did robbery change?" --json')
@click.argument("question")
@click.option("--conversation", metavar="ID", help="Go on with the conversation of an earlier answer.")
@json_option
def ask(question: str, conversation: str | None, *, as_json: bool) -> None:
    """Answer QUESTION from the reports, with sources."""
    from web.chat.conversation import ask as ask_in
    from web.command import console

    library = _library()
    settings = Settings.from_environment().changed_by(library.store.options.all())
    said = ask_in(library, question, conversation, small_number=settings.small_number)
    (console.print_json if as_json else console.print_answer)(said)
    if not library.store.reports():
        click.echo(console.NO_REPORTS, err=True)


@main.command("check-draft", epilog="Example: reports check-draft release.txt --json")
@click.argument("file", type=click.File(encoding="utf-8"), metavar="FILE")
@json_option
def check_draft(file: TextIO, *, as_json: bool) -> None:
    """Check every figure of the draft in FILE ("-": standard input) against the reports.

    Each is supported, contradicted, with the right one, or not found; the corrected text follows.
    """
    from web.command import console
    from web.drafts import checked, checked_to_json

    try:
        text = file.read()
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} is not text in UTF-8.") from error
    found = checked_to_json(checked(_library(), text))
    (console.print_json if as_json else console.print_checked)(found)


@main.command(epilog='Example: reports search "mental health" --period "June 2015" --kind text --csv')
@click.argument("query")
@click.option("--report", metavar="ID", multiple=True, help="Only in this report.")
@click.option("--force", metavar="AREA", multiple=True, help="Only in reports of this force's area.")
@click.option("--period", multiple=True, help="Only in reports whose period has these words.")
@click.option("--section", metavar="HEADING", multiple=True, help="Only under this heading, at any depth.")
@click.option("--kind", type=click.Choice(["text", "table"]), multiple=True, help="Only this kind.")
@click.option(
    "--words",
    type=click.Choice(["all", "some", "near"]),
    multiple=True,
    help="Only with all or some of the words, or near them in meaning.",
)
@click.option("--newest", is_flag=True, help="The newest reports first.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option("--csv", "as_csv", is_flag=True, help="Print all that is found as CSV.")
@json_option
def search(  # noqa: PLR0913 - one an option
    query: str, limit: int, offset: int, *, as_csv: bool, as_json: bool, newest: bool, **filters: Any
) -> None:
    """Find the passages that have the words of QUERY or are near it in meaning, the best first.

    Options for what to keep may be given several times: any one of their values will do.
    """
    from web.command import console
    from web.contract import search_to_json
    from web.search.searching import Sought, find

    listing = find(_library(), Sought(query, **filters, newest=newest))
    found = search_to_json(query, listing, limit, offset)
    if as_csv:
        from web.search.page import listing_csv

        click.echo(listing_csv(listing), nl=False)
    elif as_json:
        console.print_json(found)
    else:
        console.print_found(found)


@main.command(epilog="Example: reports figures --period 2015 --limit 20")
@click.option("--measure", help="Only figures of this measure.")
@click.option("--area", help="Only figures of this area.")
@click.option("--period", help="Only figures whose period has these words.")
@click.option("--report", metavar="ID", help="Only figures of this report.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@json_option
def figures(*, limit: int, offset: int, as_json: bool, **names: str | None) -> None:
    """List the figures that the reports state."""
    from web.command import console
    from web.figures.listing import Wanted, figures_to_json

    found = figures_to_json(_library().store, Wanted(**names), limit, offset)
    if as_json:
        console.print_json(found)
    else:
        console.print_figures(found)


@main.command(epilog="Example: reports add quarter-2.pdf quarter-3.docx years/")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def add(files: tuple[Path, ...]) -> None:
    """Add reports, or replace them by a newer version; of a FILE that is a folder, all that is in it.

    PDF, Word (.docx), Excel (.xlsx), OpenDocument (.ods), CSV, TSV, web pages, Markdown and plain text. What
    is said in a YAML file of the same name ("title: ...", "period: ...") counts before the report's own
    words. A file that cannot be read is named with the reason and left out.
    """
    from web.command import adding, console

    outcomes = adding.add(_library(), files)
    console.print_outcomes(outcomes)
    if any(outcome.stored is None for outcome in outcomes):
        raise SystemExit(1)


@main.command(epilog='Example: reports describe q1 --period "April to June 2015" --area Northumbria')
@click.argument("report")
@click.option("--title", help="What the report is called.")
@click.option("--publisher", help="Who published it.")
@click.option("--area", help="The area that it is about, where its tables name none.")
@click.option("--period", help="The period that it covers.")
def describe(report: str, **given: str | None) -> None:
    """Correct what was proposed of REPORT from its text, and read it again from its file.

    A correction stands when the file is added again; a blank one ("") is taken back.
    """
    from web.command import adding, console

    facts = {name: words for name, words in given.items() if words is not None}
    console.print_described(adding.describe(_library(), report, facts))


@main.command("list", epilog="Example: reports list --json")
@json_option
def list_(*, as_json: bool) -> None:
    """List the reports that are in."""
    from web.command import console
    from web.contract import reports_to_json

    found = reports_to_json(_library().store.reports())
    if as_json:
        console.print_json(found)
    else:
        console.print_reports(found)


@main.command(epilog="Example: reports checks northern-2015-q1 (reports list shows the ids)")
@click.argument("report")
@json_option
def checks(report: str, *, as_json: bool) -> None:
    """Show what REPORT says twice and differently: changes, totals, sentences, statuses."""
    from web.command import console
    from web.contract import checks_to_json
    from web.reports.lookup import stored_report

    store = _library().store
    found = store.findings(stored_report(store, report).id)
    if as_json:
        console.print_json(checks_to_json(report, found))
    else:
        console.print_findings(found)


@main.command(epilog="Example: reports remove northern-2015-q1 (reports list shows the ids)")
@click.argument("report")
def remove(report: str) -> None:
    """Take REPORT out, with all that came from it."""
    from web.command import adding

    adding.remove(_library(), report)
    click.echo(f"Removed {report}.")


_EVALUATE_EXAMPLES = """\b
Example: reports evaluate questions.yaml --failures
Example: reports evaluate tests/questions/figures.test.yaml \\
           --cells tests/corpus/cells.yaml --bars tests/questions/bars.yaml
"""
_path = click.Path(path_type=Path)


@main.command(epilog=_EVALUATE_EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=_path, metavar="FILE...")
@click.option(
    "--reports", "folders", multiple=True, type=_path, metavar="FOLDER", help="Where the reports' files are."
)
@click.option("--cells", multiple=True, type=_path, help="A report's cells, listed by hand; may be repeated.")
@click.option("--bars", type=_path, help="YAML of bars; exit with 1 under one of them.")
@click.option("--out", type=_path, help="Folder for the JSON; evaluations in the data folder otherwise.")
@click.option("--failures", is_flag=True, help="Name what was not right. Not for questions set aside.")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON instead of tables.")
def evaluate(  # noqa: PLR0913 - one an option
    *,
    files: tuple[Path, ...],
    folders: tuple[Path, ...],
    cells: tuple[Path, ...],
    bars: Path | None,
    out: Path | None,
    failures: bool,
    as_json: bool,
) -> None:
    """Ask the questions of FILEs of the reports that are in, and score the answers by kind of question.

    Every figure, and every citation, is held against the report's own file, or, with --cells, against a
    list of its cells. The scores are also written as JSON, in a file named by the time.
    """
    from web.command import console, evaluating

    settings = Settings.from_environment()
    material = evaluating.Material(files, folders, cells, bars)
    try:
        found = evaluating.evaluate(material, _library(), settings.small_number)
    except evaluating.UNUSABLE as error:
        raise click.ClickException(str(error)) from error
    written = evaluating.write(found, out or settings.home / "evaluations", failures=failures)
    if as_json:
        console.print_json(evaluating.as_json(found, failures=failures))
    else:
        console.print_scores(found.scores, found.failures if failures else ())
    click.echo(f"Written to {written}", err=as_json)
    if found.missed_bars:
        raise click.ClickException("under the bars: " + "; ".join(found.missed_bars))


@main.command(epilog="Example: reports feedback --unhelpful --csv > feedback.csv")
@click.option("--unhelpful", is_flag=True, help="Only what was said not to help.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of a table.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def feedback(*, unhelpful: bool, as_csv: bool, as_json: bool) -> None:
    """List what people said of answers, the latest first."""
    from web.chat import feedback
    from web.command import console

    found = _library().store.feedback.all(helpful=False if unhelpful else None)
    if as_csv:
        click.echo(feedback.as_csv(found), nl=False)
    elif as_json:
        console.print_json(feedback.as_json(found))
    elif found:
        console.print_table(feedback.COLUMNS, map(feedback.row, found))
    else:
        click.echo("Nobody has said anything of an answer yet.")


@main.command(epilog="Example: reports rebuild")
def rebuild() -> None:
    """Make the search index again from the database."""
    from web.command import adding

    built = adding.rebuild(_library())
    click.echo(f"The search index was made again over {built.passages:,} passages.")
    if built.without_vectors:
        click.echo(f"It finds by keywords only: {built.without_vectors}", err=True)


@main.command(epilog="Example: reports serve --host 0.0.0.0 --port 8080")
@click.option("--host", help="Address to listen on; REPORTS_HOST otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; REPORTS_PORT otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the chat, the pages and the API, until SIGTERM or Ctrl-C."""
    from dataclasses import replace

    from web.app import create_app
    from web.command.adding import opened
    from web.serve import CannotListen
    from web.serve import serve as serve_app

    settings = Settings.from_environment()
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = replace(settings, **given)  # type: ignore[arg-type]
    try:
        serve_app(create_app(settings, opened(settings)), settings)
    except CannotListen as error:
        raise click.ClickException(str(error)) from error


@main.command("settings", epilog="Example: REPORTS_PORT=8080 reports settings")
@json_option
def settings_(*, as_json: bool) -> None:
    """List the settings: the environment variable, its value now, and what it does."""
    from web.command import console

    now = Settings.from_environment()
    if as_json:
        values = {s.name: getattr(now, s.field) for s in SETTINGS if not s.secret}
        console.print_json({n: v if isinstance(v, int | None) else str(v) for n, v in values.items()})
    else:
        rows = [(s.name, s.shown(getattr(now, s.field)), s.description) for s in SETTINGS]
        console.print_table(("Variable", "Value", "What it does"), rows)


main.add_command(user)


def _library() -> Library:
    from web.command.adding import opened

    return opened(Settings.from_environment())


if __name__ == "__main__":
    main()
