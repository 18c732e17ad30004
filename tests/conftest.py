"""What the tests share: one exported model, one library of the bundled report, and no network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import add_bundled
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


def _home_with_model(home: Path, model_home: Path) -> Path:
    home.mkdir(exist_ok=True)
    (home / "model").symlink_to(model_home / "model")
    return home
