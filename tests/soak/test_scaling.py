"""Twice the text costs at most two and a half times as much."""

from collections.abc import Callable

import pytest

from tests import project
from tests.bench.scaling import INPUTS, SLACK, Doubling

_MOST = 2.5


@pytest.fixture(scope="module")
def doubling() -> Doubling:
    return Doubling(project.ROOT / "graph" / "gazetteer")


@pytest.mark.soak
@pytest.mark.parametrize("name", INPUTS)
def test_a_text_of_twice_the_length(
    doubling: Doubling, record_property: Callable[[str, object], None], name: str
) -> None:
    once, twice = doubling.seconds(name)
    record_property("measured", f"{once:.3f} s, doubled {twice:.3f} s")
    assert twice <= _MOST * once + SLACK
