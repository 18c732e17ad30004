"""The SQL truth: reports with their passages, figures and what the checks found, and conversations.

Everything that search keeps beside it is a cache that can be made again from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Select, and_, func, not_, or_, select

from corpus.file import ReportFile
from corpus.report import Facts, Figure, Finding, FindingKind, Format, Passage, Period, Report, Role
from index import schema
from index.accounts import Accounts
from index.audit import Audit
from index.conversations import Conversations, NoSuchAnswer, NoSuchConversation, Turn
from index.desk import Desk
from index.feedback import FeedbackBook
from index.files import NoOriginal, described_facts, file_digest, file_of
from index.findings import check_again, findings_of
from index.options import Options
from index.owned import OwnedConversations
from index.rows import (
    figure_from,
    passage_from,
    period_from,
)
from index.series import Series
from index.settled import SettledBook
from index.unanswered import UnansweredBook
from index.whole import NoSuchReport, document, layout, report_ids, whole_report
from index.writing import BATCH, put_report, take_out

__all__ = [
    "NoOriginal",
    "NoSuchAnswer",
    "NoSuchConversation",
    "NoSuchReport",
    "Series",
    "Store",
    "StoredReport",
    "Turn",
]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The part of a report's document that holds its source text."""

    lines: tuple[str, ...]


_lines_decoder = msgspec.json.Decoder(_Lines)
_facts_decoder = msgspec.json.Decoder(Facts)
_warnings_decoder = msgspec.json.Decoder(tuple[str, ...])
_series_decoder = msgspec.json.Decoder(tuple[Series, ...])

Names = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report in the list: when it was added (UTC), how much of each it holds, and how many findings.

    `filename` is its file's name, blank where the file is not held.
    """

    id: str
    version: str
    facts: Facts
    added: datetime
    passages: int
    tables: int
    figures: int
    findings: int
    format: Format = Format.TEXT
    warnings: tuple[str, ...] = ()
    filename: str = ""


class Store:
    """Reports, passages, figures and conversations in the database at a SQLAlchemy URL."""

    def __init__(self, url: str | URL) -> None:
        self._engine = schema.connect(url)
        check_again(self._engine, whole_report)
        self._conversations = Conversations(self._engine)
        self.owned = OwnedConversations(self._engine)
        self.feedback = FeedbackBook(self._engine)
        self.settled = SettledBook(self._engine)
        self.unanswered = UnansweredBook(self._engine, self.settled)
        self.accounts = Accounts(self._engine)
        self.desk = Desk(self._engine)
        self.options = Options(self._engine)
        self.audit = Audit(self._engine)
        self._series: dict[tuple[str, str], tuple[Series, ...]] = {}  # by report and version

    def close(self) -> None:
        self._engine.dispose()

    # Writing

    def put(self, report: Report, file: ReportFile | None = None) -> bool:
        """Add a report with the file that it was read from, or replace another version, in one transaction.

        False, and nothing changed, when that version already stands.
        """
        with self._engine.connect() as connection:
            is_new = put_report(connection, report, file)
            if is_new:
                connection.commit()
        return is_new

    def remove(self, report_id: str) -> None:
        """Take a report out with all that came from it; raises NoSuchReport."""
        with self._engine.connect() as connection:
            if not take_out(connection, report_id):
                raise NoSuchReport(report_id, report_ids(connection))
            connection.commit()

    # Reports

    def generation(self) -> int:
        """Goes up by every write of reports; what is made from the store is current while this stands."""
        with self._engine.begin() as connection:
            return _generation(connection)

    def reports(self) -> tuple[StoredReport, ...]:
        columns, found = schema.reports.c, schema.findings.c.report
        findings = select(func.count()).where(found == columns.id).scalar_subquery().label("findings")
        held = (column for column in columns if column.name not in ("document", "series"))
        files = schema.files.c
        listed = select(*held, findings, files.format, files.warnings, files.name.label("filename"))
        listed = listed.join(schema.files, files.report == columns.id, isouter=True).order_by(columns.id)
        with self._engine.begin() as connection:
            return tuple(_stored(row) for row in connection.execute(listed))

    def report(self, report_id: str) -> Report:
        """A report as it was put; raises NoSuchReport."""
        with self._engine.begin() as connection:
            return whole_report(connection, report_id)

    def layout(self, report_id: str) -> Report:
        """A report without its passages and figures, which is quicker to read; raises NoSuchReport."""
        with self._engine.begin() as connection:
            return layout(connection, report_id)

    def lines(self, report_id: str) -> tuple[str, ...]:
        """A report's source text alone, which is quick to read; raises NoSuchReport."""
        with self._engine.begin() as connection:
            return _lines_decoder.decode(document(connection, report_id)).lines

    def original(self, report_id: str) -> tuple[str, bytes]:
        """The name and the bytes of a report's file as it was added; raises NoSuchReport, NoOriginal."""
        file = self.file(report_id)
        return file.name, file.content

    def file(self, report_id: str) -> ReportFile:
        """A report's file with what is said of it; raises NoSuchReport, NoOriginal."""
        with self._engine.begin() as connection:
            document(connection, report_id)
            return file_of(connection, report_id)

    def digest(self, report_id: str) -> str | None:
        """The SHA-256 of a report's file; None where it is not held."""
        with self._engine.begin() as connection:
            return file_digest(connection, report_id)

    def described(self, report_id: str) -> Mapping[str, str]:
        """What people have corrected of a report's facts; nothing for a report that is not held."""
        with self._engine.begin() as connection:
            return described_facts(connection, report_id)

    def findings(self, reports: str | Sequence[str], kind: FindingKind | None = None) -> tuple[Finding, ...]:
        """What the checks found in a report or in several, of a kind or all, in the order of their lines."""
        with self._engine.begin() as connection:
            return findings_of(connection, [reports] if isinstance(reports, str) else reports, kind)

    # Passages

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages with these ids, in the order asked; one that is no longer held is left out."""
        asked = select(schema.passages)
        with self._engine.begin() as connection:
            found = {row.id: row for row in _with_ids(connection, asked, schema.passages.c.id, ids)}
        return tuple(passage_from(found[identity]) for identity in ids if identity in found)

    def every_passage(self) -> Iterator[Passage]:
        ordered = select(schema.passages).order_by(schema.passages.c.report, schema.passages.c.position)
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=1000).execute(ordered):
                yield passage_from(row)

    def passage_ids(
        self, *, report: Names = None, section: Names = None, kind: Names = None
    ) -> frozenset[str]:
        """Ids of the passages of reports, under headings (at any depth), of kinds: all that is given."""
        columns = schema.passages.c
        asked = select(columns.id)
        for column, names in ((columns.report, report), (columns.kind, kind)):
            if names is not None:
                asked = asked.where(column.in_(_several(names)))
        if section is not None:
            asked = asked.join(schema.headings).where(schema.headings.c.heading.in_(_several(section)))
        with self._engine.begin() as connection:
            return frozenset(connection.scalars(asked))

    def digests(self) -> tuple[int, dict[str, str]]:
        """The generation, and the digest of every passage by its id, as they stood together."""
        asked = select(schema.passages.c.id, schema.passages.c.digest)
        with self._engine.begin() as connection:
            return _generation(connection), {row.id: row.digest for row in connection.execute(asked)}

    # Figures

    def figures(  # noqa: PLR0913 - one filter a column, each by name
        self,
        *,
        report: Names = None,
        measure: Names = None,
        area: Names = None,
        role: Role | None = None,
        recognised: bool | None = None,
        ids: Sequence[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Figure, ...]:
        """The figures that match all that is given, in the order of reports' ids and of their lines.

        `recognised` ones are known by measure, area, and a role or period; the others by their headers alone.
        """
        columns = schema.figures.c
        asked = select(schema.figures).order_by(columns.report, columns.first_line, columns.position)
        for column, names in ((columns.report, report), (columns.measure, measure), (columns.area, area)):
            if names is not None:
                asked = asked.where(column.in_(_several(names)))
        if role is not None:
            asked = asked.where(columns.role == role.value)
        if recognised is not None:
            no_part = and_(columns.role.is_(None), columns.period_kind.is_(None))
            lacks = or_(columns.measure.is_(None), columns.area.is_(None), no_part)
            asked = asked.where(not_(lacks) if recognised else lacks)
        with self._engine.begin() as connection:
            if ids is None:
                found = list(connection.execute(asked.limit(limit).offset(offset)))
            else:
                found = sorted(_with_ids(connection, asked, columns.id, ids), key=_in_order)
                found = found[offset : None if limit is None else offset + limit]
        return tuple(map(figure_from, found))

    def periods(self, measure: Names, area: Names, roles: Sequence[Role]) -> tuple[Period, ...]:
        """The distinct periods in which measures have a value in areas, in one of these roles."""
        columns = schema.figures.c
        asked = (
            select(columns.period_kind, columns.period_start, columns.period_end, columns.period_raw)
            .where(columns.measure.in_(_several(measure or ())), columns.area.in_(_several(area or ())))
            .where(columns.role.in_([role.value for role in roles]), columns.value.is_not(None))
            .distinct()
        )
        with self._engine.begin() as connection:
            found: Iterable[Any] = connection.execute(asked)
            return tuple(filter(None, map(period_from, found)))

    def series(self) -> tuple[Series, ...]:
        """Every distinct row of figures in every report; a version once read is kept while it is held."""
        columns = schema.reports.c
        with self._engine.begin() as connection:
            listed = connection.execute(select(columns.id, columns.version).order_by(columns.id))
            held = [(row.id, row.version) for row in listed]
            new = [report for report, version in held if (report, version) not in self._series]
            asked = select(columns.id, columns.version, columns.series)
            found = {
                (row.id, row.version): _series_decoder.decode(row.series)
                for row in _with_ids(connection, asked, columns.id, new)
            }
        self._series = {one: found[one] if one in found else self._series[one] for one in held}
        return tuple(series for one in held for series in self._series[one])

    # Conversations

    def start_conversation(self) -> str:
        return self._conversations.start()

    def add_turn(
        self,
        conversation: str,
        question: str,
        query: dict[str, Any],
        answer: dict[str, Any],
        unanswered: tuple[str, str] | None = None,
    ) -> None:
        """Append a turn; raises NoSuchConversation.

        `unanswered` are the measure and the area that were asked for and that the reports do not tell.
        """
        self._conversations.add(conversation, question, query, answer, unanswered)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns so far, first to last; raises NoSuchConversation."""
        return self._conversations.turns(conversation)

    def answered(self, answer: str) -> Turn:
        """The turn of an answer by its id; raises NoSuchAnswer."""
        return self._conversations.answered(answer)


def _generation(connection: Connection) -> int:
    asked = select(schema.state.c.value).where(schema.state.c.name == "generation")
    return int(connection.execute(asked).scalar_one())


def _several(names: str | Sequence[str]) -> list[str]:
    return [str(names)] if isinstance(names, str) else [str(name) for name in names]


def _with_ids(connection: Connection, asked: Select[Any], column: Any, ids: Sequence[str]) -> Iterator[Any]:
    for start in range(0, len(ids), BATCH):
        yield from connection.execute(asked.where(column.in_(ids[start : start + BATCH])))


def _in_order(row: Any) -> tuple[str, int, int]:
    return row.report, row.first_line, row.position


def _stored(row: Any) -> StoredReport:
    return StoredReport(
        id=row.id,
        version=row.version,
        facts=_facts_decoder.decode(row.facts),
        added=datetime.fromisoformat(row.added),
        passages=row.passages,
        tables=row.tables,
        figures=row.figures,
        findings=row.findings,
        format=Format(row.format or Format.TEXT),
        warnings=_warnings_decoder.decode(row.warnings or "[]"),
        filename=row.filename or "",
    )
