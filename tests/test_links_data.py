"""The judged tables of tests/links are sound: words, counts, halves, and every offset gives its quote."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

import pytest

from tests.beside import needs
from tests.judged_links import (
    FOLDER,
    GAZETTEER,
    OWN_WORDS,
    TYPES,
    Counterpart,
    Pair,
    Promise,
    fulfils,
    identity,
    path,
    related,
    source,
    types,
)
from tests.project import ROOT

Rows = list[Pair] | list[Counterpart] | list[Promise]

TABLES: dict[str, Callable[[], Rows]] = {"identity.tsv": identity, "related.tsv": related, "fulfils.tsv": fulfils}
SPLITS = {"tune", "held"}
YEAR_OF_CHAPTER = 2021
LONGEST_QUOTE = 120

Side = tuple[str, str, str, str, str]  # text, begin, end, at, quote


def _year(text: str) -> int:
    return int(text.removeprefix("gwr-")) if text.startswith("gwr-") else YEAR_OF_CHAPTER


def _sides(rows: list[Counterpart] | list[Promise]) -> list[Side]:
    sides = []
    for row in rows:
        sides.append((row.a_text, row.a_begin, row.a_end, row.a_at, row.a_quote))
        if row.b_begin:
            sides.append((row.b_text, row.b_begin, row.b_end, row.b_at, row.b_quote))
    return sides


def _check_quotes(sides: list[Side]) -> None:
    for text, begin, end, at, quote in sides:
        content = source(text)
        assert content is not None, text
        here = int(at)
        assert int(begin) <= here < here + len(quote) <= int(end) <= len(content), (text, at, quote)
        assert re.sub(r"\s", " ", content[here : here + len(quote)]) == quote, (text, at)


def _queries() -> dict[str, list[Counterpart]]:
    queries = defaultdict(list)
    for row in related():
        queries[row.query].append(row)
    return queries


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_plain_text_with_a_day_a_judge_and_a_reason(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert data.endswith(b"\n")
    assert b"\r" not in data
    for row in TABLES[name]():
        assert date.fromisoformat(row.date)
        assert row.judge
        assert row.why
        assert row.split in SPLITS


def test_identity_has_enough_pairs_of_both_verdicts() -> None:
    pairs = identity()
    assert len({pair.id for pair in pairs}) == len(pairs) >= 180
    verdicts = Counter(pair.verdict for pair in pairs)
    assert verdicts.keys() == {"same", "different"}
    assert min(verdicts.values()) >= 0.4 * len(pairs)
    hard = Counter(pair.difficulty for pair in pairs)
    assert hard.keys() == {"hard", "plain"}
    assert hard["hard"] >= len(pairs) / 3


def test_no_pair_is_judged_twice() -> None:
    pairs = Counter(
        frozenset([(p.a_name, p.a_class, p.a_where, p.a_context), (p.b_name, p.b_class, p.b_where, p.b_context)])
        for p in identity()
    )
    assert max(pairs.values()) == 1
    assert all(len(pair) == 2 for pair in pairs)


def test_the_classes_are_classes_of_the_ontology() -> None:
    ontology = (ROOT / "ontology" / "plan.ttl").read_text("utf-8")
    known = set(re.findall(r"^plan:(\w+) a owl:Class", ontology, re.MULTILINE))
    assert {p.a_class for p in identity()} | {p.b_class for p in identity()} <= known


def test_the_verdict_same_is_an_equivalence_where_names_meet() -> None:
    groups: dict[tuple[str, str, str], int] = {}
    for pair in (p for p in identity() if p.verdict == "same"):
        a, b = ((pair.a_name, pair.a_class, pair.a_context), (pair.b_name, pair.b_class, pair.b_context))
        old, new = groups.setdefault(a, len(groups)), groups.setdefault(b, len(groups))
        groups = {name: old if group == new else group for name, group in groups.items()}
    for pair in (p for p in identity() if p.verdict == "different"):
        a, b = ((pair.a_name, pair.a_class, pair.a_context), (pair.b_name, pair.b_class, pair.b_context))
        assert a not in groups or b not in groups or groups[a] != groups[b], pair.id


@pytest.mark.shared
@needs("corpus", "gold")
def test_each_name_stands_where_it_is_said_to_stand() -> None:
    gazetteer = " ".join(file.read_text("utf-8") for file in sorted((ROOT / "graph" / "gazetteer").glob("*.csv")))
    for pair in identity():
        for name, where in ((pair.a_name, pair.a_where), (pair.b_name, pair.b_where)):
            if where == OWN_WORDS:
                continue
            content = gazetteer if where == GAZETTEER else source(where)
            assert content is not None, (pair.id, where)
            folded = re.sub(r"\s+", " ", content.replace("’", "'")).casefold()
            assert name.casefold() in folded, (pair.id, name, where)


def test_related_has_enough_queries_and_some_without_an_answer() -> None:
    queries = _queries()
    assert len(queries) >= 70
    assert sum(rows[0].type == "none" for rows in queries.values()) >= 10
    assert len({(rows[0].a_text, rows[0].b_text) for rows in queries.values()}) >= 5
    assert len({rows[0].theme for rows in queries.values()}) >= 12
    drawn = Counter(rows[0].drawn for rows in queries.values())
    assert drawn.keys() == {"random", "theme"}
    assert drawn["random"] >= 60


def test_each_query_is_one_measure_against_one_text() -> None:
    for query, rows in _queries().items():
        asked = {(r.a_text, r.a_begin, r.a_end, r.a_action, r.a_at, r.b_text, r.split, r.drawn, r.theme) for r in rows}
        assert len(asked) == 1, query
        assert len({(r.b_begin, r.b_end, r.b_action, r.b_at) for r in rows}) == len(rows), query
        assert rows[0].a_text != rows[0].b_text
        if any(r.type == "none" for r in rows):
            assert len(rows) == 1, query
            assert not "".join((rows[0].b_begin, rows[0].b_end, rows[0].b_action, rows[0].b_at, rows[0].b_quote)), query
        else:
            assert {r.type for r in rows} <= set(TYPES), query


def test_a_query_stands_once() -> None:
    queries = Counter((rows[0].a_text, rows[0].a_at, rows[0].a_action, rows[0].b_text) for rows in _queries().values())
    assert max(queries.values()) == 1


def test_fulfils_has_both_verdicts_and_the_report_is_later() -> None:
    rows = fulfils()
    assert len({row.id for row in rows}) == len(rows) >= 25
    assert Counter(row.verdict for row in rows).keys() == {"fulfils", "no"}
    assert all((row.kind == "done") == (row.verdict == "fulfils") for row in rows)
    assert min(Counter(row.verdict for row in rows).values()) >= 10
    assert all(_year(row.a_text) < _year(row.b_text) for row in rows)


def test_half_of_each_verdict_is_held_out() -> None:
    asked = [(rows[0].type == "none", rows[0].split) for rows in _queries().values()]
    for judged in (
        [(pair.verdict, pair.split) for pair in identity()],
        asked,
        [(row.verdict, row.split) for row in fulfils()],
    ):
        for verdict in {verdict for verdict, _ in judged}:
            halves = Counter(split for v, split in judged if v == verdict)
            assert abs(halves["tune"] - halves["held"]) <= 2, verdict


@pytest.mark.parametrize("rows", [related, fulfils])
def test_a_quote_is_one_short_line(rows: Callable[[], list[Counterpart] | list[Promise]]) -> None:
    for _, _, _, _, quote in _sides(rows()):
        assert 0 < len(quote) <= LONGEST_QUOTE
        assert quote == quote.strip()


def test_offsets_in_the_texts_of_the_project_give_the_quotes() -> None:
    _check_quotes([s for s in _sides(related()) if path(s[0]).is_relative_to(ROOT)])


@pytest.mark.shared
@needs("corpus")
def test_offsets_in_the_corpus_give_the_quotes() -> None:
    _check_quotes(_sides(related()) + _sides(fulfils()))


@pytest.mark.shared
@needs("corpus")
def test_the_sample_of_links_is_sound() -> None:
    rows = types()
    assert len({row.id for row in rows}) == len(rows) >= 60
    known = {*TYPES, "drops", "fulfils"}
    assert {row.said for row in rows} == known
    assert {row.verdict for row in rows} <= known | {"none"}
    for row in rows:
        assert row.why
        assert date.fromisoformat(row.date)
        assert bool(row.later_quote) == (row.said != "drops")
        for text, begin, quote in (
            (row.later, row.later_begin, row.later_quote),
            (row.earlier, row.earlier_begin, row.earlier_quote),
        ):
            content = source(text)
            assert content is not None, text
            assert not quote or content[int(begin) : int(begin) + len(quote)] == quote, row.id
