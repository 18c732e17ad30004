"""The editors' desk: reports that readers do not see.

A file comes in, is read, is looked at by an editor, and is published. What is taken back, replaced or deleted
comes to the desk again, so that each of these can be undone. What is published stands in the store alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, exists, select, update

from corpus import checks
from corpus.file import ReportFile
from corpus.report import Report
from index import schema
from index.entry import PUBLISHABLE, Entry, NotOnDesk, State, Summary
from index.files import NoOriginal, file_of
from index.whole import whole_report
from index.writing import put_report, take_out

UNDO = timedelta(days=30)
"""How long what was deleted or replaced can be brought back; after that it is erased."""

_columns = schema.desk.c
_light = [column for column in _columns if column.name not in ("content", "reading")]
_facts = msgspec.json.Decoder(dict[str, str])
_report = msgspec.json.Decoder(Report)
_summary = msgspec.json.Decoder(Summary)


class Desk:
    """The desk of one store. What names an entry raises NotOnDesk for one that is not there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, file: ReportFile, report: str, by: str) -> str:
        """Lay a file on the desk, to be read; returns the entry's id."""
        values = {"report": report, "state": State.WAITING.value, **_file_values(file), **_stamp(by)}
        with self._engine.begin() as connection:
            return _insert(connection, values)

    def listed(self, states: Collection[State] = tuple(State)) -> tuple[Entry, ...]:
        """What is in these states, the latest first."""
        asked = select(*_light).where(_columns.state.in_([state.value for state in states]))
        with self._engine.begin() as connection:
            return tuple(map(_entry, connection.execute(asked.order_by(_columns.at.desc(), _columns.id))))

    def one(self, entry: str) -> Entry:
        with self._engine.begin() as connection:
            return _entry(_row(connection, entry, *_light))

    def next_waiting(self) -> Entry | None:
        """The one that has waited longest to be read."""
        asked = select(*_light).where(_columns.state == State.WAITING.value)
        with self._engine.begin() as connection:
            row = connection.execute(asked.order_by(_columns.at, _columns.id).limit(1)).one_or_none()
            return _entry(row) if row else None

    def file(self, entry: str) -> ReportFile:
        """Raises NoOriginal for a report whose file was never kept."""
        with self._engine.begin() as connection:
            file = _file(_row(connection, entry, *_columns))
        if file is None:
            raise NoOriginal(entry)
        return file

    def reading(self, entry: str) -> Report | None:
        """The whole report as it was read; None before, and where another version of the software read it."""
        with self._engine.begin() as connection:
            return _reading(_row(connection, entry, *_columns))

    def has_read(self, entry: str, report: Report) -> None:
        """Keep what was read of a file: it is then to be looked at."""
        self._came_of(
            entry, state=State.READY.value, report=report.id, refused=None, **_reading_values(report)
        )

    def refuse(self, entry: str, reason: str) -> None:
        """Note why a file cannot be read."""
        self._came_of(entry, state=State.REFUSED.value, refused=reason, publish=False)

    def read_again(
        self, entry: str, described: Mapping[str, str], report: str, by: str, *, publish: bool
    ) -> None:
        """Have an entry read once more, with other facts or under another id; raises NoOriginal."""
        self.file(entry)
        values = {"described": _json(described), "report": report, "publish": publish}
        again = update(schema.desk).where(_columns.id == entry)
        with self._engine.begin() as connection:
            connection.execute(again.values(state=State.WAITING.value, **values, **_stamp(by)))

    def take(self, report_id: str, by: str, state: State = State.WITHDRAWN) -> str:
        """Take a published report back, or delete it; returns the entry's id. Raises NoSuchReport."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            entry = _copy(connection, report_id, state, by)
            take_out(connection, report_id)
        return entry

    def copy(self, report_id: str, described: Mapping[str, str], by: str) -> str:
        """Have a published report's file read again with corrections, and published in its place.

        Raises NoSuchReport, NoOriginal.
        """
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            entry = _copy(connection, report_id, State.WAITING, by)
            file_of(connection, report_id)  # it is to be read again
            values = {"described": _json(described), "publish": True}
            connection.execute(update(schema.desk).where(_columns.id == entry).values(values))
        return entry

    def publish(self, entry: str, by: str) -> tuple[str, str | None]:
        """Publish what was read, in place of what is published under its id.

        Returns the report's id, and the entry that the earlier version became. Raises NotOnDesk also for
        what is in no state to be published.
        """
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            row = _row(connection, entry, *_columns)
            report = _reading(row)
            if State(row.state) not in PUBLISHABLE or report is None:
                raise NotOnDesk(entry)
            held = select(exists().where(schema.reports.c.id == report.id))
            earlier = _copy(connection, report.id, State.REPLACED, by) if connection.scalar(held) else None
            connection.execute(delete(schema.desk).where(_columns.id == entry))
            if not put_report(connection, report, _file(row)) and earlier:
                connection.execute(delete(schema.desk).where(_columns.id == earlier))
                earlier = None
        return report.id, earlier

    def delete(self, entry: str, by: str) -> None:
        """To be brought back for as long as UNDO."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            state = _row(connection, entry, _columns.state).state
            if state == State.DELETED.value:
                return
            values = {"state": State.DELETED.value, "before": state, "publish": False, **_stamp(by)}
            connection.execute(update(schema.desk).where(_columns.id == entry).values(values))

    def restore(self, entry: str, by: str) -> Entry:
        """Bring back what was deleted, to the desk where it was published. Raises NotOnDesk."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            row = _row(connection, entry, *_light)
            if row.state != State.DELETED.value:
                raise NotOnDesk(entry)
            was = State.WITHDRAWN if row.before == State.PUBLISHED.value else State(row.before)
            values = {"state": was.value, "before": None, **_stamp(by)}
            connection.execute(update(schema.desk).where(_columns.id == entry).values(values))
        return self.one(entry)

    def erase(self) -> int:
        """Erase what was deleted or replaced longer ago than UNDO; returns how many are gone."""
        oldest = (datetime.now(UTC) - UNDO).isoformat()
        gone = delete(schema.desk).where(
            _columns.state.in_([State.DELETED.value, State.REPLACED.value]), _columns.at < oldest
        )
        with self._engine.begin() as connection:
            return connection.execute(gone).rowcount

    def _came_of(self, entry: str, **values: Any) -> None:
        """What came of reading an entry; nothing changes where it was deleted meanwhile."""
        waits = (_columns.id == entry) & (_columns.state == State.WAITING.value)
        with self._engine.begin() as connection:
            connection.execute(update(schema.desk).where(waits).values(values))


def _copy(connection: Connection, report_id: str, state: State, by: str) -> str:
    """A published report as an entry in a state; raises NoSuchReport."""
    report = whole_report(connection, report_id)
    try:
        file: ReportFile | None = file_of(connection, report_id)
    except NoOriginal:
        file = None
    kept = _file_values(file) if file else {"name": report_id, "stated": "{}", "described": "{}"}
    before = State.PUBLISHED.value if state is State.DELETED else None
    values = {"report": report_id, "state": state.value, "before": before, **kept}
    return _insert(connection, {**values, **_reading_values(report), **_stamp(by)})


def _reading_values(report: Report) -> dict[str, Any]:
    counts = len(report.passages), len(report.tables), len(report.figures), len(checks.check(report))
    summary = Summary(report.facts, report.format, *counts, report.warnings)
    return {"reading": msgspec.json.encode(report), "summary": _json(summary)}


def _insert(connection: Connection, values: dict[str, Any]) -> str:
    entry = secrets.token_urlsafe(12)
    connection.execute(schema.desk.insert().values({"id": entry, "publish": False, **values}))
    return entry


def _file_values(file: ReportFile) -> dict[str, Any]:
    facts = {"stated": _json(file.stated), "described": _json(file.described)}
    return {"name": file.name, "content": file.content, **facts}


def _file(row: Any) -> ReportFile | None:
    if row.content is None:
        return None
    return ReportFile(row.name, bytes(row.content), _facts.decode(row.stated), _facts.decode(row.described))


def _reading(row: Any) -> Report | None:
    try:
        return _report.decode(row.reading) if row.reading else None
    except msgspec.ValidationError:
        return None


def _row(connection: Connection, entry: str, *columns: Any) -> Any:
    row = connection.execute(select(*columns).where(_columns.id == entry)).one_or_none()
    if row is None:
        raise NotOnDesk(entry)
    return row


def _entry(row: Any) -> Entry:
    return Entry(
        row.id,
        row.report,
        row.name,
        State(row.state),
        row.publish,
        _facts.decode(row.described),
        _summary.decode(row.summary) if row.summary else None,
        row.refused,
        row.by,
        datetime.fromisoformat(row.at),
        State(row.before) if row.before else None,
    )


def _stamp(by: str) -> dict[str, str]:
    return {"by": by, "at": datetime.now(UTC).isoformat()}


def _json(value: Any) -> str:
    return msgspec.json.encode(dict(value) if isinstance(value, Mapping) else value).decode()
