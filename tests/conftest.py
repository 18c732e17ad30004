"""What the tests share: one exported model, one library of the bundled report, and no network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from reports.forty import Copy, copies, write
from reports.history import history
from reports.quarters import Quarter

from corpus.read import read_report
from index.build import add_bundled, add_reports, catch_up
from index.embed import MiniLM
from index.library import Library, open_library

GUARD = Path(__file__).parent / "guard"

# Before any test is collected: this process and all that it starts may reach this machine only.
sys.path.insert(0, str(GUARD))
import no_network  # noqa: E402, F401

os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))


@pytest.fixture(scope="session")
def model_home(request: pytest.FixtureRequest) -> Path:
    """A data folder with the exported model and nothing else; not to be written to.

    The export takes half a minute, so it stands in pytest's cache under its key between runs.
    """
    home = Path(request.config.cache.mkdir("model-home"))
    MiniLM(home / "model").embed_query("export it")
    return home


@pytest.fixture
def home(model_home: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the exported model linked in."""
    return _home_with_model(tmp_path / "home", model_home)


@pytest.fixture(scope="session")
def library(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The bundled reports, stored and indexed; not to be written to."""
    library = open_library(_home_with_model(tmp_path_factory.mktemp("library"), model_home))
    add_bundled(library)
    yield library
    library.store.close()


@pytest.fixture(scope="session")
def ten_years() -> tuple[Copy, ...]:
    """Ten years of made reports, in the templates of their times; the same to the letter every time."""
    return history()


@pytest.fixture(scope="session")
def years(ten_years: tuple[Copy, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Those reports, stored, and indexed by their words alone; not to be written to."""
    home = tmp_path_factory.mktemp("years")
    library = open_library(home, model=home / "no model")
    for path in write(ten_years, home / "files"):
        library.store.put(read_report(path))
    catch_up(library)
    yield library
    library.store.close()


@pytest.fixture(scope="session")
def quarters(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three made quarters, one after the other, stored and indexed; not to be written to."""
    home = _home_with_model(tmp_path_factory.mktemp("quarters"), model_home)
    library = open_library(home)
    add_reports(library, write(copies(3, first=Quarter(2014, 3)), home / "files"))
    yield library
    library.store.close()


def _home_with_model(home: Path, model_home: Path) -> Path:
    home.mkdir(exist_ok=True)
    (home / "model").symlink_to(model_home / "model")
    return home
