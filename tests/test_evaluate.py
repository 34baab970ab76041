"""Evaluation: the figures are those of the guideline's own scorer, the gold holds no text, and no figure may drop."""

import importlib.util
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.cli import main
from plangraph.csvtable import rows
from plangraph.files import find_project
from plangraph.reading.evaluation import matching
from plangraph.reading.evaluation.annotation import TYPES, Annotation, Committed, Inner, Marked, from_json
from plangraph.reading.evaluation.comparing import compare
from plangraph.reading.evaluation.failures import SORTS, failures
from plangraph.reading.evaluation.gold import Passage
from plangraph.reading.evaluation.scoring import Count, match, score, total
from plangraph.reading.output import as_json
from plangraph.views import evaluation, scorecard
from tests.beside import GOLD, needs
from tests.evaluated import OWN, SETS, compared, extractor, together
from tests.project import ROOT

# --- the same figures as the guideline's scorer


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prf(count: Count) -> list[float]:
    return [count.precision, count.recall, count.f1]


@pytest.mark.shared
@needs("gold")
@pytest.mark.parametrize("option", [None, "--seed", "--all"])
def test_the_figures_are_those_of_the_scorer(tmp_path: Path, option: str | None) -> None:
    found = compared(GOLD, reference=True)
    assert len(found) == 27
    for one in found:
        (tmp_path / f"{one.passage.name}.json").write_text(json.dumps(as_json(one.reading)), "utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "gold"), str(tmp_path), "--json"]
    run = subprocess.run([*command, *([option] if option else [])], check=True, capture_output=True, text=True)
    expected = json.loads(run.stdout)
    wanted = [one for one in found if option == "--all" or one.passage.name.startswith("00-") == bool(option)]
    whole = total(score(one.match) for one in wanted)
    assert expected["files"] == len(wanted)
    assert expected["absent"] == 0
    for kind in TYPES:
        assert prf(whole.exact[kind]) == expected["mentions_exact"][kind]
        assert prf(whole.overlap[kind]) == expected["mentions_overlap"][kind]
    assert prf(whole.mentions(exact=True)) == expected["mentions_exact"]["all"]
    assert prf(whole.mentions(exact=False)) == expected["mentions_overlap"]["all"]
    assert prf(whole.measures) == expected["measures"]
    assert prf(whole.places) == expected["places"]
    assert whole.quantity.part / whole.quantity.whole == expected["quantity"]
    assert [whole.embedded.part, whole.embedded.whole] == expected["embedded"]
    assert prf(whole.total(exact=True)) == expected["total"]["exact"]
    assert prf(whole.total(exact=False)) == expected["total"]["overlap"]


SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: {"start": pair[0], "end": sum(pair)})
MENTIONS = st.builds(
    lambda span, kind, other: span | {"type": kind} | ({"type_alt": other} if other else {}),
    SPANS,
    st.sampled_from(TYPES[:3]),
    st.none() | st.sampled_from(TYPES[:3]),
)
VERBS = st.sampled_from(("build", "organise", "organize", "carry out", "carry", "Build", ""))
WORDS = st.lists(
    st.sampled_from(("the", "port", "of", "Aba", "Aba’s", "roads", "$40", "and", "in", "two", "12.5", "km")), max_size=5
).map(" ".join)
MEASURES = st.fixed_dictionaries(
    {
        "start": st.just(0),
        "end": st.integers(1, 3),
        "action": VERBS,
        "action_alt": st.lists(VERBS, max_size=2),
        "object": WORDS,
        "object_alt": st.lists(WORDS, max_size=2),
        "places": st.lists(WORDS, max_size=2),
        "quantity": st.none() | WORDS,
        "embedded": st.lists(st.fixed_dictionaries({"action": VERBS, "object": WORDS}), max_size=2),
    }
)


@pytest.mark.shared
@needs("gold")
@given(st.lists(MENTIONS, max_size=7), st.lists(MENTIONS, max_size=7))
def test_any_mentions_are_counted_as_the_scorer_does(read: list[Any], marked: list[Any]) -> None:
    ours = score(match(from_json({"mentions": read, "measures": []}, "a"), _annotation(marked, [])))
    for exact, figures in ((True, ours.exact), (False, ours.overlap)):
        counts, _, _ = scorer().mention_counts(read, marked, exact, False)
        assert {kind: [one.right, one.read, one.found, one.marked] for kind, one in figures.items()} == counts


@pytest.mark.shared
@needs("gold")
@given(st.lists(MEASURES, max_size=5), st.lists(MEASURES, max_size=4))
def test_any_measures_are_counted_as_the_scorer_does(read: list[Any], marked: list[Any]) -> None:
    ours = score(match(_annotation([], read), _annotation([], marked)))
    counts, inner, places, quantity, _, _ = scorer().measure_counts(read, marked)
    assert [ours.measures.right, ours.measures.read, ours.measures.found, ours.measures.marked] == counts
    assert [ours.embedded.part, ours.embedded.whole] == inner
    assert [ours.places.right, ours.places.read, ours.places.marked] == places
    assert [ours.quantity.part, ours.quantity.whole] == quantity


def _annotation(mentions: list[Any], measures: list[Any]) -> Annotation:
    return from_json({"mentions": mentions, "measures": measures}, "test")


# --- matching, by the words of the guideline


def test_a_second_type_is_right_too_and_each_counts_once() -> None:
    marked = [Marked(0, 10, "Aba zone", "place", "infrastructure")]
    read = [Marked(0, 10, "Aba zone", "infrastructure"), Marked(2, 8, "a", "place")]
    assert matching.mentions(read, marked, exact=False) == ((0, 0),)
    assert matching.mentions([Marked(2, 8, "a", "place")], marked, exact=True) == ()
    assert matching.mentions([Marked(10, 12, "b", "place")], marked, exact=False) == ()


def test_what_counts_neither_way() -> None:
    marked = [
        Committed(0, 9, "protect", "the reef", other_actions=("restore",)),
        Committed(0, 9, "help", "towns", embedded=(Inner("mend", "old roads"),)),
    ]
    read = [
        Committed(0, 9, "protect", "the reef"),
        Committed(0, 9, "restore", "the reef"),  # the other verb of one measure
        Committed(0, 9, "mend", "roads"),  # what somebody is helped to do
        Committed(0, 9, "sell", "fish"),
    ]
    found = matching.measures(read, marked)
    assert found.pairs == ((0, 0),)
    assert found.ignored == {1, 2}
    assert found.embedded == {(1, 0)}
    counted = score(match(Annotation((), tuple(read)), Annotation((), tuple(marked)))).measures
    assert counted == Count(right=1, read=2, found=1, marked=2)


def test_figures_of_nothing() -> None:
    assert prf(Count()) == [1, 1, 1]
    assert prf(Count(read=1)) == [0, 0, 0]
    assert prf(Count(marked=1)) == [0, 0, 0]
    assert total([]).total(exact=True) == Count()


# --- no figure drops


FIGURES = ("exact", "overlap", "measures", "places", "quantity")
FLOORS = rows(OWN / "floors.tsv", ("set", *FIGURES), delimiter="\t")


def _drops(name: str) -> list[str]:
    ((_, floor),) = [each for each in FLOORS if each[1]["set"] == name]
    whole = together(SETS[name])
    figures = {
        "exact": whole.total(exact=True).f1,
        "overlap": whole.total(exact=False).f1,
        "measures": whole.measures.f1,
        "places": whole.places.f1,
        "quantity": whole.quantity.part / whole.quantity.whole,
    }
    return [f"{key} {value:.3f} < {floor[key]}" for key, value in figures.items() if value < float(floor[key])]


def test_the_chapter_is_read_no_worse() -> None:
    assert _drops("chapter-32") == []


@pytest.mark.shared
@needs("gold", "corpus")
@pytest.mark.parametrize("name", sorted(set(SETS) - {"chapter-32"}))
def test_other_texts_are_read_no_worse(name: str) -> None:
    assert _drops(name) == []


def test_every_set_has_a_floor_and_every_first_score_a_round() -> None:
    assert [row["set"] for _, row in FLOORS] == list(SETS)
    recorded = rows(OWN / "rounds.tsv", ("round", "date", "exact", "overlap", "measures", "note"), delimiter="\t")
    assert {f"round-{row['round']}" for _, row in recorded} == set(SETS) - {"chapter-32", "shared"}
    assert [int(row["round"]) for _, row in recorded] == list(range(1, len(recorded) + 1))
    for _, row in recorded:
        assert all(0 < float(row[key]) < 1 for key in ("exact", "overlap", "measures"))


def test_as_many_failures_as_the_figures_say() -> None:
    path = SETS["chapter-32"]
    found = [one for each in compared(path) for one in failures(each)]
    assert {one.sort for one in found} <= set(SORTS)
    whole = together(path).total(exact=False)
    assert sum(one.fault == "missed" for one in found) == whole.marked - whole.found
    assert sum(one.fault == "spurious" for one in found) == whole.read - whole.right


# --- what is printed


def test_the_command_prints_the_chapter(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["evaluate", "--errors"]) == 0
    printed = capsys.readouterr().out
    figure = f"{together(SETS['chapter-32']).total(exact=False).f1:.3f}"
    (row,) = [line for line in printed.splitlines() if line.startswith("TOTAL ")]
    assert row.split()[-1] == figure
    assert main(["evaluate", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert f"{data['all']['total']['overlap'][2]:.3f}" == figure
    assert list(data["texts"]) == ["chapter-32"]
    for one in data["failures"]:
        assert f":{one['line']}: {one['fault']} {one['part']} {one['label']}" in printed


def test_the_command_says_what_is_wrong_with_gold(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["evaluate", str(tmp_path)]) == 1
    assert "no gold here" in capsys.readouterr().err
    assert main(["evaluate", str(tmp_path / "absent.json")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_error_line_cannot_move_the_cursor() -> None:
    text = "We will mend the Aba\x1b[2J Bridge.\n"
    marked = Annotation((Marked(17, 31, "", "place"),), ())
    (one,) = compare([Passage("t", "t", Path("t.txt"), 1, text, marked)], extractor())
    assert "\x1b" not in evaluation.text([one], errors=True)


def test_the_page_keeps_what_cannot_be_measured(tmp_path: Path) -> None:
    """Without the texts beside the project, the page has the figures that are committed."""
    for name in ("graph", "tests/gold", "docs", "ontology", "queries"):
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).symlink_to(ROOT / name)
    made = scorecard.files(find_project(tmp_path / "p", tmp_path / "p"))
    assert list(made) == [scorecard.PAGE]
    before = (ROOT / scorecard.PAGE).read_text("utf-8")
    for heading in ("## Passages of five governments", "## The rounds today"):
        assert _section(made[scorecard.PAGE], heading) == _section(before, heading)
    assert "| 1 | 2026-11-24 | 0.832 | 0.868 | 0.956 |" in made[scorecard.PAGE]


def _section(page: str, heading: str) -> str:
    return page.split(heading, 1)[1].split("\n## ", 1)[0].strip()
