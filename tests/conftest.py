"""Settings of all tests, and what takes seconds to make and is made once for all."""

from pathlib import Path

import pytest
from hypothesis import settings

from plangraph import api
from tests import project

settings.register_profile("plangraph", deadline=None)  # how long an example takes depends on what else the machine does
settings.load_profile("plangraph")


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the sample chapter."""
    return api.explore(tmp_path_factory.mktemp("explorer") / "explorer.html", api.project(project.ROOT))
