"""An evaluation as the command line runs it: files in, progress to be watched, scores out as dated JSON."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.report import UnreadableReport
from index.build import bundled
from index.library import Library
from qa.evaluate import Scored
from qa.evaluate import evaluate as score_all
from qa.scoring.entries import UnreadableQuestions, load
from qa.scoring.judge import Verdict
from qa.scoring.originals import NoOriginal, UnreadableCells, originals
from qa.scoring.score import Score, UnreadableBars, load_bars, missed_bars, scores
from web.command.adding import progress_bar

UNUSABLE = (NoOriginal, UnreadableBars, UnreadableCells, UnreadableQuestions, UnreadableReport)


@dataclass(frozen=True, slots=True)
class Material:
    """The files of an evaluation: questions, the reports' folders (none: the bundled), cells and bars."""

    questions: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    cells: tuple[Path, ...] = ()
    bars: Path | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of an evaluation; `reports` are versions by id, `missed_bars` are in words."""

    material: Material
    reports: dict[str, str]
    scored: tuple[Scored, ...]
    scores: tuple[Score, ...]
    missed_bars: tuple[str, ...]

    @property
    def failures(self) -> tuple[dict[str, Any], ...]:
        """The questions that were not right in all, with what was amiss."""
        named = [(one, [one.amiss, *one.proof.wrong, *one.proof.unproved]) for one in self.scored]
        return tuple(
            {"question": one.entry.question, "verdict": one.verdict.value, "amiss": [a for a in amiss if a]}
            for one, amiss in named
            if any(amiss) or one.verdict not in (Verdict.RIGHT, Verdict.REFUSED_RIGHTLY)
        )


def evaluate(material: Material, library: Library, small_number: int) -> Evaluation:
    """Ask and score all questions. Raises one of UNUSABLE before the first is asked."""
    entries = [entry for file in material.questions for entry in load(file)]
    bars = load_bars(material.bars) if material.bars else {}
    reports = {stored.id: stored.version for stored in library.store.reports()}
    published = originals(reports, material.folders or (bundled(),), material.cells)
    with progress_bar() as progress:
        scored = score_all(entries, library, published, progress, small_number)
    by_kind = scores(scored)
    missed = missed_bars(by_kind[-1], bars) if by_kind else []
    return Evaluation(material, reports, tuple(scored), tuple(by_kind), tuple(missed))


def as_json(evaluation: Evaluation, *, failures: bool) -> dict[str, Any]:
    """Everything that says what was measured, of what, and on what; the failures only when asked for."""
    material = evaluation.material
    files = (*material.questions, *material.cells, *((material.bars,) if material.bars else ()))
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"python": platform.python_version(), "system": platform.platform()},
        "files": {str(file): sha256(file.read_bytes()).hexdigest() for file in files},
        "reports": evaluation.reports,
        "scores": [score.as_json() for score in evaluation.scores],
        "missed_bars": list(evaluation.missed_bars),
        **({"failures": list(evaluation.failures)} if failures else {}),
    }


def write(evaluation: Evaluation, folder: Path, *, failures: bool) -> Path:
    """A JSON file in the folder, named by the time (UTC); gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.json"
    text = json.dumps(as_json(evaluation, failures=failures), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", "utf-8")
    return path
