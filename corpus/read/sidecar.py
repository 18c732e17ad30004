"""What is said of a report beside its file: a YAML file of the same name, and corrections by people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from corpus.periods import find_period
from corpus.report import UnreadableReport


def read_sidecar(path: Path) -> dict[str, str]:
    """The facts in the YAML file beside a report, none where there is no such file.

    Raises UnreadableReport with the sidecar's own path.
    """
    sidecar = path.with_suffix(".yaml")
    if not sidecar.is_file():
        return {}
    try:
        loaded = yaml.safe_load(sidecar.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableReport(str(sidecar), "is not valid YAML; correct it or take it away") from error
    loaded = {} if loaded is None else loaded
    if not isinstance(loaded, dict) or any(isinstance(value, list | dict) for value in loaded.values()):
        raise UnreadableReport(str(sidecar), "must be lines of 'name: value'")
    stated = {str(key): str(value) for key, value in loaded.items() if value is not None}
    check_facts(stated, str(sidecar))
    return stated


def check_facts(facts: Mapping[str, str], path: str) -> None:
    """Raises UnreadableReport, with `path` for where the facts stand, where their period cannot be read."""
    if (period := facts.get("period")) and find_period(period) is None:
        advice = "write it as 'April 2015 to June 2015' or '2015/16'"
        raise UnreadableReport(path, f"has a period that cannot be read, '{period}'; {advice}")
