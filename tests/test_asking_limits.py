"""Limits: named, lowered by a client and never raised, told in the documentation as they are."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.asking.limits import Limits, described
from plangraph.errors import LimitError, QueryError
from tests.project import ROOT


def test_the_page_of_limits_is_true() -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", page, re.M)
    assert rows == [(limit.name, limit.default, limit.meaning, limit.shown) for limit in described()]


def test_every_limit_is_described() -> None:
    assert {limit.name for limit in described()} == set(Limits.__slots__)


@given(st.floats(min_value=0.001, max_value=1e9), st.integers(min_value=0, max_value=10**12))
def test_a_client_may_ask_for_less_only(seconds: float, rows: int) -> None:
    limits = Limits(seconds=5, rows=100)
    lowered = limits.lowered(seconds, rows)
    assert lowered.seconds == min(5, seconds)
    assert lowered.rows == min(100, rows)
    assert (lowered.memory, lowered.size, lowered.body) == (limits.memory, limits.size, limits.body)


@pytest.mark.parametrize("seconds", [0, -1, math.nan, math.inf, -math.inf])
def test_a_time_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(QueryError, match="seconds"):
        Limits().lowered(seconds=seconds)
    with pytest.raises(QueryError, match="seconds"):
        Limits(seconds=seconds)


def test_fewer_rows_than_none_are_refused() -> None:
    with pytest.raises(QueryError, match="rows"):
        Limits().lowered(rows=-1)


def test_brackets_deeper_than_the_engine_bears_are_never_allowed() -> None:
    with pytest.raises(QueryError, match="depth"):
        Limits(depth=100_000)


@pytest.mark.parametrize("name", ["seconds", "memory", "waiting"])
def test_an_error_names_its_limit(name: str) -> None:
    error = Limits(seconds=2.5).exceeded(name)
    assert isinstance(error, LimitError)
    assert error.limit == name
    assert f"(limit: {name})" in str(error)
