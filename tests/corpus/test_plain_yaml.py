"""YAML as text: what `yaml.load` reads without types, and nothing that it would have to guess."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corpus.plain_yaml import read_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((*ROOT.glob("corpus/vocabulary/*.yaml"), ROOT / "qa" / "reading" / "grammar.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_own_files_are_read_as_the_library_reads_them(path: Path) -> None:
    text = path.read_text("utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    assert read_yaml(text) == yaml.load(text, loader)  # noqa: S506 (makes text only)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", None),
        ("# nothing", None),
        ("no", "no"),
        ("a: 007", {"a": "007"}),
        ("[]", []),
        ("{a: {b: [c, {}]}}", {"a": {"b": ["c", {}]}}),
        ("a: >-\n  two\n  lines", {"a": "two lines"}),
        ("a:", {"a": ""}),
    ],
)
def test_everything_is_text(text: str, read: object) -> None:
    assert read_yaml(text) == read


@pytest.mark.parametrize("text", ["{", "a: [1", "a: &x b\nc: *x"])
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)
