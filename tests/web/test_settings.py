from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from web.settings import SETTINGS, BadSetting, Settings


def test_without_an_environment_every_setting_has_its_default() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.threads, settings.database) == ("127.0.0.1", 8000, 4, None)
    assert settings.home.is_absolute()


def test_every_field_is_set_by_one_described_variable() -> None:
    assert [setting.field for setting in SETTINGS] == [field.name for field in fields(Settings)]
    assert all(setting.name.startswith("REPORTS_") and setting.description for setting in SETTINGS)


def test_variables_are_read(tmp_path: Path) -> None:
    given = {"REPORTS_HOME": str(tmp_path), "REPORTS_PORT": "81", "REPORTS_LOG_LEVEL": "debug"}
    settings = Settings.from_environment(given)
    assert (settings.home, settings.port, settings.log_level) == (tmp_path, 81, "DEBUG")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REPORTS_PORT", "eighty"),
        ("REPORTS_PORT", "70000"),
        ("REPORTS_PORT", "-1"),
        ("REPORTS_THREADS", "0"),
        ("REPORTS_DRAIN_SECONDS", "1.5"),
        ("REPORTS_DATABASE", "reports.db"),
        ("REPORTS_LOG_LEVEL", "LOUD"),
        ("REPORTS_MODEL", "/no/such/model"),
        ("REPORTS_HOME", __file__),
    ],
)
def test_a_bad_value_is_refused_with_its_name_and_what_would_do(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"{name}=.*must be") as refused:
        Settings.from_environment({name: value})
    assert (refused.value.name, refused.value.value) == (name, value)
