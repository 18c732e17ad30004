"""The tables of the store, and the engine that reaches them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    select,
)

WAIT_MS = 30_000  # how long a writer waits for another one before it gives up

metadata = MetaData()

# Counters of the store as a whole: "generation" goes up by every write of reports; "checks" is the version
# of the checks that all findings are of.
state = Table(
    "state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

# `document` is the report as JSON without its passages and figures, which stand in their own tables;
# `series` is what its figures make of a catalogue, worked out once when it is put.
reports = Table(
    "reports",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", String(64), nullable=False),
    Column("added", String(40), nullable=False),
    Column("facts", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("tables", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("series", LargeBinary, nullable=False),
)

# A report's file as it was added, so that it can be given out and read again; `content` and its SHA-256 are
# NULL where it was added before files were kept. `stated` and `described` are JSON: the facts of its sidecar,
# and those that people corrected.
files = Table(
    "files",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("format", String(10), nullable=False),
    Column("warnings", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stated", Text, nullable=False),
    Column("described", Text, nullable=False),
    Column("digest", String(64)),
    Column("content", LargeBinary),
)


def _report_key() -> Column[str]:
    return Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False)


def _where() -> tuple[Column[Any], ...]:
    """The columns of a Locator but for its report."""
    return (
        Column("section", Text, nullable=False),
        Column("first_line", Integer, nullable=False),
        Column("last_line", Integer, nullable=False),
        Column("page", Integer),
        Column("table_title", Text),
        Column("row_label", Text),
        Column("column_label", Text),
    )


# `digest` is the SHA-256 of what the model reads of a passage: the same digest has the same vector.
passages = Table(
    "passages",
    metadata,
    Column("id", String(250), primary_key=True),
    _report_key(),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("heading_path", Text, nullable=False),
    Column("lead_in", Text),
    Column("digest", String(64), nullable=False),
    *_where(),
)
Index("passages_in_order", passages.c.report, passages.c.position)

# One row a heading that a passage stands under, so that a filter by section is an index look-up.
headings = Table(
    "headings",
    metadata,
    Column("heading", String(500), primary_key=True),
    Column("passage", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
)
Index("headings_of_passage", headings.c.passage)

figures = Table(
    "figures",
    metadata,
    Column("id", String(250), primary_key=True),
    _report_key(),
    Column("position", Integer, nullable=False),
    Column("row_path", Text, nullable=False),
    Column("column_path", Text, nullable=False),
    Column("measure", String(300)),
    Column("area", String(200)),
    Column("role", String(20)),
    Column("period_kind", String(20)),
    Column("period_start", String(10)),
    Column("period_end", String(10)),
    Column("period_raw", Text),
    Column("value", String(60)),  # exact decimal text: no binary fraction ever stands for a figure
    Column("unit", String(60)),
    Column("margin", String(60)),
    Column("raw", Text, nullable=False),
    *_where(),
)
Index("figures_in_order", figures.c.report, figures.c.first_line, figures.c.position)
Index("figures_by_measure", figures.c.measure, figures.c.area)
Index("figures_by_area", figures.c.area)

# What the checks found in a report; `figures` (ids) and `lines` (pairs) are JSON.
findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    _report_key(),
    Column("kind", String(40), nullable=False),
    Column("printed", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("said", Text, nullable=False),
)
Index("findings_of_report", findings.c.report, findings.c.id)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("started", String(40), nullable=False),
    Column("last_used", String(40), nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("question", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
Index("turns_in_order", turns.c.conversation, turns.c.id)

# Whose a conversation is: `owner` is the SHA-256 of the token in the browser's cookie, which itself is stored
# nowhere. A `deleted` one is hidden, and erased a day later.
owned = Table(
    "owned_conversations",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("title", String(200)),
    Column("deleted", String(40)),
)
Index("conversations_of_owner", owned.c.owner)

# Where an answer stands, and as JSON the reports that it cites with the versions that it was given from.
answers = Table(
    "answers",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("turn", ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
    Column("reports", Text, nullable=False),
)
Index("answers_of_turn", answers.c.turn)

# What people said of answers. It stands by itself, so that editors keep it when the conversation is deleted.
feedback = Table(
    "feedback",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("answer", String(40), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("comment", Text),
    Column("question", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("at", String(40), nullable=False),
)
Index("feedback_in_order", feedback.c.at)

# Questions that the reports did not answer, by what they asked for; each goes with its conversation.
unanswered = Table(
    "unanswered",
    metadata,
    Column("turn", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("measure", String(300), nullable=False),
    Column("area", String(200), nullable=False),
)
Index("unanswered_by_what", unanswered.c.measure, unanswered.c.area)

# Editors

# `password` is an argon2 hash. `stamp` is another one whenever the password is, which ends all sessions.
accounts = Table(
    "accounts",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", String(200), nullable=False),
    Column("stamp", String(40), nullable=False),
    Column("added", String(40), nullable=False),
    Column("last_signed_in", String(40)),
)

# Reports that readers do not see: on their way in, taken back, replaced, deleted. `reading` is the whole
# report as JSON once it is read; `before` is the state that a deleted one goes back to.
desk = Table(
    "desk",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("report", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("before", String(20)),
    Column("publish", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary),
    Column("stated", Text, nullable=False),
    Column("described", Text, nullable=False),
    Column("refused", Text),
    Column("summary", Text),
    Column("reading", LargeBinary),
    Column("by", String(100), nullable=False),
    Column("at", String(40), nullable=False),
)
Index("desk_in_order", desk.c.state, desk.c.at)

# What editors have dealt with, by kind ("feedback", "unanswered") and by what it is called there.
settled = Table(
    "settled",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("name", String(600), primary_key=True),
    Column("by", String(100), nullable=False),
    Column("at", String(40), nullable=False),
)

# Settings that were changed on the page; each counts over its environment variable.
options = Table(
    "options",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)

# Who did what to what, and when; only ever added to.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("who", String(100), nullable=False),
    Column("did", String(60), nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
)


def connect(url: str | URL) -> Engine:
    """An engine on `url` with its tables, those made that an older version did not have.

    SQLite gets write-ahead logging, waiting and foreign keys.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    if not set(metadata.tables) <= set(inspect(engine).get_table_names()):
        _make_tables(engine)
    return engine


def _make_tables(engine: Engine) -> None:
    # Two processes may start on one empty home: the second waits here, and finds everything made.
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        metadata.create_all(connection)
        if connection.scalar(select(state.c.value).where(state.c.name == "generation")) is None:
            connection.execute(state.insert().values(name="generation", value=0))


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin too late for a consistent read, so SQLAlchemy says BEGIN below.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
