"""Questions that the reports did not answer, grouped by what they asked for.

They are those of conversations that are kept: what its owner deletes is not listed, nor who asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, select

from corpus.words import stems
from index import schema
from index.settled import Settled, SettledBook

KIND = "unanswered"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One question with the id of its answer; `at` is in UTC."""

    question: str
    answer: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """What was asked for and not answered, the latest question first; measure and area may be blank.

    `settled` says who dealt with it, where it was not asked again since.
    """

    measure: str
    area: str
    questions: tuple[Unanswered, ...]
    settled: Settled | None

    @property
    def name(self) -> str:
        """What the group is called where it is settled."""
        return _key(self.measure, self.area)


def put_unanswered(connection: Connection, turn: int, measure: str, area: str) -> None:
    values = {"turn": turn, "measure": measure[:300], "area": area[:200]}
    connection.execute(schema.unanswered.insert().values(values))


class UnansweredBook:
    """The unanswered questions of one store."""

    def __init__(self, engine: Engine, settled: SettledBook) -> None:
        self._engine = engine
        self._settled = settled

    def gaps(self) -> tuple[Gap, ...]:
        """The groups with the most questions first; what is settled is so until it is asked again."""
        with self._engine.begin() as connection:
            rows = connection.execute(_asked()).all()
        alike: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            alike[_key(row.measure, row.area)].append(row)
        settled = self._settled.all(KIND)
        gaps = [_gap(some, settled.get(name)) for name, some in alike.items()]
        return tuple(sorted(gaps, key=lambda gap: -len(gap.questions)))


def _key(measure: str, area: str) -> str:
    """The same for "cycle theft" as for "Cycle thefts"."""
    return f"{' '.join(stems(measure))}|{area.casefold()}"


def _asked() -> Any:
    unanswered, turns, owned, answers = schema.unanswered, schema.turns, schema.owned, schema.answers
    return (
        select(unanswered, turns.c.question, turns.c.at, turns.c.answer, answers.c.id)
        .join(turns, turns.c.id == unanswered.c.turn)
        .join(answers, answers.c.turn == turns.c.id)
        .outerjoin(owned, owned.c.conversation == turns.c.conversation)
        .where(owned.c.deleted.is_(None))
        .order_by(turns.c.id.desc())
    )


def _gap(rows: Sequence[Any], settled: Settled | None) -> Gap:
    questions = tuple(map(_unanswered, rows))
    is_over = settled is not None and settled.at >= questions[0].at
    return Gap(rows[0].measure, rows[0].area, questions, settled if is_over else None)


def _unanswered(row: Any) -> Unanswered:
    said = msgspec.json.decode(row.answer)["answer"]
    return Unanswered(row.question, row.id, said, datetime.fromisoformat(row.at))
