"""Settings of all tests, and what takes seconds to make and is made once for all."""

from pathlib import Path

import pytest
from hypothesis import settings

from plangraph import api, build, snapshots
from plangraph.files import find_project
from tests import hostile_site as hostile
from tests import project, small
from tests.once import once

settings.register_profile("plangraph", deadline=None)  # how long an example takes depends on what else the machine does
settings.load_profile("plangraph")


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the sample chapter."""
    here = api.project(project.ROOT)
    return once(tmp_path_factory, "explored", lambda folder: api.explore(folder / "explorer.html", here)) / (
        "explorer.html"
    )


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose names are hostile, ``project``, and its site, ``out``."""
    return once(tmp_path_factory, "hostile-site", hostile.make)


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built; to be copied by who changes it."""

    def make(folder: Path) -> None:
        here = find_project(small.copy(folder), folder)
        with snapshots.building(here) as right:
            build.write(build.assemble(here), right)

    return once(tmp_path_factory, "small-built", make)
