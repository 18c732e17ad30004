"""A report's file as it was given, before anything is read of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The path or name of a file, its bytes, and what is said beside it.

    `stated` are the facts in its sidecar, `described` those that people have corrected since: these count
    before all others.
    """

    path: str
    content: bytes
    stated: Mapping[str, str] = field(default_factory=dict)
    described: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return re.split(r"[/\\]", self.path)[-1]

    @property
    def facts(self) -> Mapping[str, str]:
        """What is said of it, whoever says it."""
        return {**self.stated, **self.described}
