"""The site of the whole sample: every link of every page leads to a file and a place in it."""

from pathlib import Path

import pytest

from plangraph.files import find_project
from plangraph.site import making
from tests import project
from tests.site_links import Site


@pytest.mark.soak
def test_every_link_of_the_whole_site(tmp_path: Path) -> None:
    made = making.write(find_project(project.ROOT), tmp_path / "out")
    assert made.things > 5000
    assert list(Site(tmp_path / "out").faults()) == []
