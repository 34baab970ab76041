"""Concentration, association, priority and repeats against values worked out by hand."""

import math
from collections import Counter

import pytest

from plangraph.graph.analysis import Item, Statement, attention, cells, concentration, priority, repeats
from plangraph.graph.analysis.concentration import entropy, evenness, gini
from plangraph.graph.analysis.priority import kendall, ranks, spearman
from plangraph.graph.analysis.repeats import common_run
from plangraph.graph.lemmas import lemma
from plangraph.graph.network import Proof
from tests.famous import karate, women


def test_gini_by_hand() -> None:
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([2, 2, 2]) == 0.0
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([]) == gini([0, 0]) == 0.0


def test_entropy_by_hand() -> None:
    assert entropy([1, 1, 1, 1]) == 2.0
    assert entropy([2, 1, 1]) == 1.5
    assert entropy([5, 0]) == 0.0
    assert evenness([3, 3, 3]) == pytest.approx(1.0)
    assert evenness([2, 1, 1, 0]) == 0.75
    assert evenness([7]) == evenness([]) == entropy([]) == 0.0


def test_even_attention_is_not_called_concentrated() -> None:
    found = concentration([{name: 1} for name in "abcd" * 10], "abcd", 200)
    assert (found.units, found.few) == (40, False)
    assert found.gini.value == 0.0
    assert not (found.gini.standing.apart and found.gini.standing.above)
    assert found.gini.low == 0.0


def test_attention_to_one_of_four_is() -> None:
    found = concentration([{"a": 1}] * 20, "abcd", 200)
    assert found.gini.value == 0.75
    assert found.amounts == (("a", 20.0), ("b", 0.0), ("c", 0.0), ("d", 0.0))
    assert found.gini.standing.p == pytest.approx(2 / 201)
    assert found.evenness.standing.above is False


def test_one_sentence_with_a_long_list_is_one_observation() -> None:
    """Twenty works in one region, told in one breath: chance has put them into some one region as well."""
    found = concentration([{"a": 20}], "abcd", 200)
    assert found.gini.value == 0.75
    assert found.gini.standing.p == 1.0
    assert found.few


def test_intervals_hold_the_figure_and_stay_in_range() -> None:
    found = concentration([{"a": 3}, {"a": 1, "b": 1}, {"c": 1}, {"b": 2}], "abc", 300, 1)
    for estimate, top in ((found.gini, 2 / 3), (found.entropy, math.log2(3)), (found.evenness, 1.0)):
        assert 0 <= estimate.low < estimate.value < estimate.high <= top


def test_a_list_of_what_is_named_is_not_even_by_that() -> None:
    """Every category is there because a sentence names it; that none is empty is no finding."""
    found = concentration([{name: 1} for name in "abcdefgh"], "abcdefgh", 100)
    assert found.gini.standing.p == 1.0


def test_attention_of_the_women() -> None:
    found = attention(women(), "target", 20)
    assert (found.units, found.amounts[0]) == (89, ("E8", 14.0))
    assert sum(amount for _, amount in attention(karate(), "source", 5).amounts) == 2 * 78


def test_associations_by_hand() -> None:
    """Twelve measures: rows and columns go together without exception, where chance has three in each cell."""
    items = [Item(frozenset("a"), frozenset("x"))] * 6 + [Item(frozenset("b"), frozenset("y"))] * 6
    found = cells(items, 999)
    assert found["a", "x"].value == 6
    assert found["a", "x"].null.mean == pytest.approx(3, abs=0.15)
    assert found["a", "x"].apart
    assert found["a", "y"].value == 0


def test_no_association_where_there_is_none() -> None:
    items = [Item(frozenset(row), frozenset(column)) for row in "ab" for column in "xy" for _ in range(5)]
    assert not any(cell.apart for cell in cells(items, 500).values())


def test_rank_correlations_by_hand() -> None:
    assert ranks([10, 20, 20, 5]) == [2.0, 3.5, 3.5, 1.0]
    assert spearman([1, 2, 3, 4], [1, 2, 4, 3]) == pytest.approx(0.8)
    assert kendall([1, 2, 3, 4], [1, 2, 4, 3]) == pytest.approx(2 / 3)
    assert kendall([1, 2, 3], [1, 1, 2]) == pytest.approx(2 / math.sqrt(3 * 2))
    assert spearman([1, 2], [3, 3]) == kendall([1, 2], [3, 3]) == 0.0


def test_four_things_in_perfect_order_prove_nothing() -> None:
    """Of 24 orders two are as far out, the order itself and its reverse: p = 2/24."""
    found = priority("abcd", {"a": 9, "b": 7, "c": 3, "d": 1})
    assert found.rho is not None
    assert found.tau is not None
    assert found.rho.value == found.tau.value == 1.0
    assert found.rho.p == pytest.approx(2 / 24)
    assert found.small
    assert not found.rho.apart


def test_twelve_things_in_perfect_order_do() -> None:
    found = priority("abcdefghijkl", {name: -place for place, name in enumerate("abcdefghijkl")}, 500)
    assert found.rho is not None
    assert found.rho.p == pytest.approx(2 / 501)
    assert not found.small


def test_nothing_to_order() -> None:
    assert priority("ab", {"a": 1}).rho is None
    assert priority("abc", {}).tau is None
    assert priority("", {}).order == ()


def test_common_runs() -> None:
    one = ["the", "development", "of", "modern", "agriculture", "in", "the", "region"]
    other = ["accelerate", "the", "development", "of", "modern", "agriculture"]
    assert " ".join(common_run(one, other)) == "development of modern agriculture"
    assert common_run(["in", "the", "region"], ["to", "the", "region"]) == ()
    assert common_run([], one) == ()


def test_lemmas() -> None:
    assert {lemma("developing"), lemma("develops"), lemma("developed")} == {"develop"}
    assert lemma("industries") == "industry"
    assert lemma("qqq") == "qqq"


def _statement(number: int, region: str, words: str) -> Statement:
    return Statement(f"m{number}", frozenset([region]), words, Proof(f"t#char={number},9", f"m{number}", words, ""))


def test_repeats_by_hand() -> None:
    given = [
        _statement(1, "north", "build green harbours along the coast"),
        _statement(2, "south", "green harbours"),
        _statement(3, "north", "green harbours"),
        _statement(4, "east", "harbours that are green"),
        _statement(5, "west", "new schools"),
        _statement(6, "west", "old bridges"),
    ]
    found = repeats(given, 99)
    assert found.statements == 6
    assert Counter((r.one.measure, r.other.measure, r.run) for r in found.same) == Counter(
        {("m1", "m2", "green harbours"): 1, ("m2", "m3", "green harbours"): 1}
    )
    assert {(r.one.measure, r.other.measure) for r in found.reworded} == {
        ("m2", "m4"),
        ("m3", "m4"),
    }  # m1 has words of its own
    assert found.of_same.value == 2


def test_no_repeats_among_nothing() -> None:
    found = repeats([], 5)
    assert (found.statements, found.same, found.of_same.p) == (0, (), 1.0)
