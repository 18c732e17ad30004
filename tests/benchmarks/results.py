"""What was measured, as a plain table and as dated JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from statistics import median, quantiles

COLUMNS = ("", "ours", "theirs", "ours/theirs", "target")
WIDTHS = (52, 12, 12, 12, 20)


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table. `unit` is "%", "ms", "s", "x", "MB", "kB" or "figures".

    A target bounds ours, or its ratio to theirs.
    """

    group: str
    name: str
    unit: str
    ours: float
    theirs: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    ratio_at_most: float | None = None
    ratio_above: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def target(self) -> str:
        if self.at_least is not None:
            return f">= {_with_unit(self.at_least, self.unit)}"
        if self.at_most is not None:
            return f"<= {_with_unit(self.at_most, self.unit)}"
        if self.ratio_above is not None:
            return f"> {self.ratio_above:g} of theirs"
        return f"<= {self.ratio_at_most} of theirs" if self.ratio_at_most is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.at_least is not None:
            return self.ours >= self.at_least
        if self.at_most is not None:
            return self.ours <= self.at_most
        if self.ratio_at_most is not None and self.ratio is not None:
            return self.ratio <= self.ratio_at_most
        if self.ratio_above is not None and self.ratio is not None:
            return self.ratio > self.ratio_above
        return None


def median_and_p95(
    group: str, name: str, ours: Sequence[float], theirs: Sequence[float], most: float
) -> list[Result]:
    """Two lines of milliseconds from seconds; the target is on the median's ratio."""
    return [
        Result(
            group, f"{name}, median", "ms", 1000 * median(ours), 1000 * median(theirs), ratio_at_most=most
        ),
        Result(group, f"{name}, p95", "ms", 1000 * p95(ours), 1000 * p95(theirs)),
    ]


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def print_results(results: Sequence[Result]) -> None:
    _print_line(COLUMNS)
    for group, lines in groupby(results, key=lambda result: result.group):
        print(f"\n{group}")
        for result in lines:
            _print_line(_cells(result))


def write_results(results: Sequence[Result], misses: Sequence[dict[str, str]], folder: Path) -> Path:
    """A JSON file named by the time (UTC); gives its path."""
    now = datetime.now(UTC)
    path = folder / f"{now:%Y-%m-%dT%H%M%SZ}.json"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [asdict(r) | {"ratio": r.ratio, "target": r.target, "met": r.met} for r in results]
    machine = {"python": platform.python_version(), "system": platform.platform()}
    told = {"at": now.isoformat(), "machine": machine, "results": lines, "misses": list(misses)}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _cells(result: Result) -> tuple[str, ...]:
    theirs = "" if result.theirs is None else _with_unit(result.theirs, result.unit)
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    met = {True: ", met", False: ", MISSED", None: ""}[result.met]
    return f"  {result.name}", _with_unit(result.ours, result.unit), theirs, ratio, result.target + met


def _print_line(cells: Sequence[str]) -> None:
    padded = [cells[0].ljust(WIDTHS[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:4], WIDTHS[1:4], strict=True)]
    print(*padded, f"  {cells[4]}", sep="")


def _with_unit(value: float, unit: str) -> str:
    digits = {"%": 1, "ms": 1, "s": 2, "x": 2}.get(unit, 0)
    return f"{value:.{digits}f}{'' if unit == '%' else ' '}{unit}"
