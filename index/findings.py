"""What the checks found, stored with each report; found again where the checks have changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, delete, select, update

from corpus import checks
from corpus.report import Finding, FindingKind, Report
from index import schema
from index.rows import finding_from, finding_values

_checked_by = select(schema.state.c.value).where(schema.state.c.name == "checks")


def put_findings(connection: Connection, report: Report) -> None:
    """Check a report and store what is found."""
    if found := [finding_values(finding, report.id) for finding in checks.check(report)]:
        connection.execute(schema.findings.insert(), found)


def findings_of(
    connection: Connection, reports: Sequence[str], kind: FindingKind | None = None
) -> tuple[Finding, ...]:
    """What was found in reports, in the order of their lines."""
    columns = schema.findings.c
    asked = select(schema.findings).where(columns.report.in_(reports)).order_by(columns.report, columns.id)
    if kind is not None:
        asked = asked.where(columns.kind == kind.value)
    return tuple(map(finding_from, connection.execute(asked)))


def check_again(engine: Engine, read: Callable[[Connection, str], Report]) -> None:
    """Check every report that is held, unless these very checks have: a database may be of an older version.

    `read` reads a report of the store.
    """
    with engine.connect() as connection:
        if connection.scalar(_checked_by) == checks.VERSION:
            return
    # Another process may do the same: it waits here, and finds it done.
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = connection.scalar(_checked_by.with_for_update())
        if version == checks.VERSION:
            return
        connection.execute(delete(schema.findings))
        for report_id in connection.scalars(select(schema.reports.c.id)).all():
            put_findings(connection, read(connection, report_id))
        _note_version(connection, is_new=version is None)


def _note_version(connection: Connection, *, is_new: bool) -> None:
    state = schema.state
    if is_new:
        connection.execute(state.insert().values(name="checks", value=checks.VERSION))
    else:
        connection.execute(update(state).where(state.c.name == "checks").values(value=checks.VERSION))
