"""Settings that were changed on a page, kept with the reports."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, delete, select

from index import schema


class Options:
    """The options of one store: words by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> Mapping[str, str]:
        with self._engine.begin() as connection:
            return {row.name: row.value for row in connection.execute(select(schema.options))}

    def set(self, values: Mapping[str, str | None]) -> None:
        """Keep each value; None takes an option back."""
        options = schema.options
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(delete(options).where(options.c.name.in_(values)))
            if kept := [{"name": name, "value": text} for name, text in values.items() if text is not None]:
                connection.execute(options.insert(), kept)
