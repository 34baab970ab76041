"""Evaluation: the figures are those of the guideline's own scorer, the gold holds no text, and no figure may drop."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.cli import main
from plangraph.csvtable import rows
from plangraph.errors import DataError, TextError
from plangraph.files import find_project
from plangraph.model import Reading
from plangraph.reading.evaluation import gold, matching, offsets
from plangraph.reading.evaluation.annotation import TYPES, Annotation, Committed, Inner, Marked, from_json
from plangraph.reading.evaluation.comparing import Comparison, compare
from plangraph.reading.evaluation.failures import SORTS, failures
from plangraph.reading.evaluation.gold import Passage
from plangraph.reading.evaluation.measure_failures import Sentences, missed_sort, spurious_sort
from plangraph.reading.evaluation.mention_failures import sort
from plangraph.reading.evaluation.rules import precisions, table
from plangraph.reading.evaluation.scoring import Count, Score, Share, match, score, total
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.gazetteer import load
from plangraph.reading.measures import build
from plangraph.reading.output import as_json
from plangraph.reading.structure import parse
from plangraph.views import evaluation, scorecard
from tests.beside import GOLD, needs
from tests.project import ROOT
from tests.readings import clause, tokens

OWN = ROOT / "tests" / "gold"
SETS = {"chapter-32": OWN / "chapter-32.json", "shared": GOLD} | {
    folder.name: folder for folder in sorted(OWN.glob("round-*"))
}


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor(load(ROOT / "graph" / "gazetteer"))


@cache
def compared(path: Path, *, reference: bool = False) -> tuple[Comparison, ...]:
    return tuple(compare(gold.load(path, gold.texts(find_project(ROOT)), reference=reference), extractor()))


def together(path: Path) -> Score:
    return total(score(one.match) for one in compared(path))


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


# --- gold without text


TEXT = "We will build fish-\nways in Aba and mend   old\nroads of Ode, two of them.\nNothing else.\n"
MARKED: dict[str, Any] = {
    "mentions": [{"start": 28, "end": 31, "text": "Aba", "type": "place", "named": True}],
    "measures": [
        {
            "start": 0,
            "end": 74,
            "action": "build",
            "action_alt": ["mend"],
            "object": "fish-ways",
            "object_alt": ["fish-ways old roads"],
            "places": ["Aba", "Ode"],
            "quantity": "two",
            "embedded": [{"action": "mend", "object": "old roads"}],
        }
    ],
}


def test_an_annotation_is_whole_again_from_offsets() -> None:
    made = offsets.packed(MARKED, "a.txt", 7, TEXT)
    assert (made["start"], made["end"]) == (7, 7 + len(TEXT))
    assert made["measures"][0]["object"] == [[14, 24]]
    assert made["measures"][0]["object_alt"] == [[[14, 24], [43, 52]]]
    written = offsets.written(made)
    assert "fish" not in written
    assert "Aba" not in written
    assert offsets.unpacked(json.loads(written), TEXT, "x") == MARKED


def test_words_that_are_not_in_the_sentence_are_refused() -> None:
    broken = json.loads(json.dumps(MARKED))
    broken["measures"][0]["places"] = ["Nothing"]  # stands in the text, though in another sentence
    with pytest.raises(DataError, match="'Nothing' of 'Nothing' does not stand in the sentence at 0-74"):
        offsets.packed(broken, "a.txt", 0, TEXT)


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key)


@pytest.mark.parametrize("path", sorted(OWN.rglob("*.json")), ids=lambda path: path.stem)
def test_the_gold_of_the_project_holds_no_text(path: Path) -> None:
    allowed = {"source", "sha256", "type", "type_alt", "action", "action_alt"}
    for key, words in _strings(json.loads(path.read_text("utf-8"))):
        assert key in allowed
        if key.startswith("type"):
            assert words in TYPES
        if key.startswith("action"):
            assert len(words.split()) <= 4, "a verb with its particles"


@pytest.mark.shared
@needs("gold")
def test_offsets_keep_all_that_is_marked() -> None:
    for file in sorted((GOLD / "gold").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        text = (GOLD / "passages" / f"{file.stem}.txt").read_bytes().decode("utf-8")
        packed = json.loads(offsets.written(offsets.packed(data, file.name, 0, text)))
        assert from_json(offsets.unpacked(packed, text, file.name), "") == from_json(data, ""), file.name


@pytest.mark.shared
@needs("gold")
def test_the_chapter_is_marked_as_in_the_gold_beside_the_project() -> None:
    (own,) = gold.load(SETS["chapter-32"], [ROOT / "graph" / "text"])
    (other,) = gold.load(GOLD / "gold" / "00-chapter-32.json", [])
    assert own.gold == other.gold
    assert (own.text, own.line) == (other.text, 1)


@pytest.mark.shared
@needs("corpus")
@pytest.mark.parametrize(
    ("name", "mentions", "measures"), [("round-1", 119, 94), ("round-2", 103, 87), ("round-3", 165, 83)]
)
def test_a_round_is_eight_passages(name: str, mentions: int, measures: int) -> None:
    passages = gold.load(OWN / name, gold.texts(find_project(ROOT)))
    assert len(passages) == 8
    assert len({one.file for one in passages}) == 8
    assert sum(len(one.gold.mentions) for one in passages) == mentions
    assert sum(len(one.gold.measures) for one in passages) == measures
    for one in passages:
        lines = one.file.read_text("utf-8").splitlines()
        for mention in one.gold.mentions:
            first = mention.text.split("\n")[0]
            assert first in lines[one.line_of(mention.start) - 1]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"source": "a.txt", "sha256": "0"}, "its sha256 differs"),
        ({"source": "b.txt"}, "its text b.txt is not at hand; looked for it in"),
        ({"source": "../a.txt"}, "must be a path inside the folder of texts"),
        ([], "not an annotation: an object"),
        ({"source": "a.txt", "mentions": []}, "not an annotation by offsets: KeyError('measures')"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, data: Any, says: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(TEXT.encode())
    if isinstance(data, dict) and data.get("source") == "a.txt":
        data.setdefault("sha256", offsets.digest(TEXT))
    path = tmp_path / "one.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DataError) as caught:
        gold.load(path, [tmp_path / "texts"])
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_gold_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gold here"):
        gold.load(tmp_path, [])
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(DataError, match=r"a\.json: not readable as JSON"):
        gold.load(tmp_path, [])
    (tmp_path / "a.json").write_text('{"mentions": [], "measures": []}', "utf-8")
    with pytest.raises(TextError, match="not found"):
        gold.load(tmp_path, [])


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(DataError, match="x: a mention or measure lacks 'end'"):
        from_json({"mentions": [{"start": 1}], "measures": []}, "x")


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
    assert {f"round-{row['round']}" for _, row in recorded} <= set(SETS)
    assert [int(row["round"]) for _, row in recorded] == list(range(1, len(recorded) + 1))
    for _, row in recorded:
        assert all(0 < float(row[key]) < 1 for key in ("exact", "overlap", "measures"))


# --- rules and failures


READ = Annotation(
    mentions=(
        Marked(0, 3, "Aba", "place", rules=("name:known", "link:only")),
        Marked(9, 12, "Ode", "place", rules=("name:head", "ambiguous")),
    ),
    measures=(
        Committed(0, 9, "help", "towns", embedded=(Inner("mend", "roads", ("embedded",)),), rules=("modal", "control")),
        Committed(0, 9, "sell", "fish", rules=("modal",)),
        Committed(0, 9, "aid", "towns", rules=("chain",)),  # the second verb of the first
    ),
)
RIGHT = Annotation(
    mentions=(Marked(0, 4, "Aba", "place"),),
    measures=(Committed(0, 9, "help", "towns", other_actions=("aid",), embedded=(Inner("mend", "roads"),)),),
)


def test_the_precision_of_rules() -> None:
    counted = precisions([match(READ, RIGHT)])
    assert counted == {
        "ambiguous": Share(0, 1),
        "control": Share(1, 1),
        "embedded": Share(1, 1),
        "link:only": Share(1, 1),
        "modal": Share(1, 2),
        "name:head": Share(0, 1),
        "name:known": Share(1, 1),
    }
    lines = [line for line in table(counted).splitlines() if not line.startswith("#")]
    assert lines[0] == "rule\tright\tcount"
    assert "modal\t1\t2" in lines
    assert not any(line.startswith(("link:", "ambiguous")) for line in lines)


def _failures(text: str, marked: Annotation) -> list[tuple[str, str, str, str, int]]:
    passage = Passage("test", "test", Path("test.txt"), 10, text, marked)
    (one,) = compare([passage], extractor())
    return [(each.fault, each.label, each.words, each.sort, each.line) for each in failures(one)]


def test_what_is_missed_and_what_is_too_much_stands_with_its_line() -> None:
    text = "The ferry is late.\n\nWe will build Aba Bridge and sell the old\nferries.\n"
    sentence = (text.index("We"), len(text) - 1)
    found = _failures(
        text,
        Annotation(
            (Marked(4, 9, "ferry", "industry", named=False),),
            (
                Committed(*sentence, "build", "a lighthouse on the cliff"),
                Committed(*sentence, "sell", "the old ferries"),
            ),
        ),
    )
    assert found == [
        ("missed", "industry", "ferry", "industry", 10),
        ("spurious", "infrastructure", "Aba Bridge", "E8", 12),
        ("missed", "build", "a lighthouse on the cliff", "M8", 12),
        ("spurious", "build", "Aba Bridge", "M8", 12),
    ]


@pytest.mark.parametrize(
    ("text", "marked", "read", "expected"),
    [
        ("They like less developed areas.", "less developed areas", "developed areas", "E1"),
        ("They like northeastern Chad.", "northeastern Chad", "Chad", "E3"),
        ("They foster coastal fishing.", "coastal fishing", "foster coastal fishing", "E4"),
        ("They like the port and mill zones.", "port and mill zones", "mill zones", "E2"),
        ("They like regions that flood.", "regions that flood", "", "E7"),
        ("They drove on the G75.", "", "G75", "E6"),
        ("They ate with Zambians.", "", "Zambians", "E9"),
        ("They sang Salidumay.", "", "Salidumay", "E8"),
        ("They like Zog.", "Zog", "", "name"),
        ("They like slipways.", "slipways", "", "kind"),
        ("They like slipways.", "slipways", "like slipways.", "other"),
    ],
)
def test_sorts_of_failures_of_mentions(text: str, marked: str, read: str, expected: str) -> None:
    def one(words: str) -> Marked | None:
        start = text.index(words)
        return Marked(start, start + len(words), words, "place", named=words.istitle()) if words else None

    assert sort(text, one(marked), one(read)) == expected


def test_another_type_is_a_sort_of_its_own() -> None:
    words = ("They like Zog.", Marked(10, 13, "Zog", "place", "initiative"))
    assert sort(*words, Marked(10, 13, "Zog", "organisation")) == "E5"
    assert sort(*words, Marked(10, 13, "Zog", "initiative")) != "E5"


@pytest.mark.parametrize(
    ("text", "action", "read", "expected"),
    [
        ("We will mend the old sea wall.", ("mend", "sea wall"), [("mend", "gates")], "M8"),
        ("We will bring divers into play.", ("bring into play", "divers"), [], "M10"),
        ("We will go on mending gates.", ("mend", "gates"), [("go on", "mending gates")], "M3"),
        ("We will turn Aba into a port and Ode into a mill.", ("make", "Ode"), [], "M7"),
        ("We will try to mend gates.", ("mend", "gates"), [], "M4"),
        ("The council mends gates.", ("mend", "gates"), [], "M1"),
        ("We will pilot ferries.", ("pilot", "ferries"), [], "M2"),
        ("Boats will leave and we will enlarge gates.", ("enlarge", "gates"), [], "M6"),
        ("We will enlarge gates.", ("enlarge", "gates"), [], "other"),
    ],
)
def test_sorts_of_missed_measures(
    text: str, action: tuple[str, str], read: list[tuple[str, str]], expected: str
) -> None:
    sentences = Sentences(Reading(parse("t", text + "\n"), (), (), ()))
    found = [Committed(0, len(text), *each) for each in read]
    assert missed_sort(sentences, Committed(0, len(text), *action), found, found) == expected


def test_a_verb_that_was_taken_for_no_promise_is_a_sort_of_its_own() -> None:
    doc = parse("t", "The fund will mend gates.\n")
    made = build(doc, tokens(doc), [], [clause(doc, 0, "mend", "gates", kind="outcome")])
    sentences = Sentences(Reading(doc, (), *made))
    assert missed_sort(sentences, Committed(0, 24, "mend", "gates"), [], []) == "M9"


@pytest.mark.parametrize(
    ("text", "read", "marked", "missed", "expected"),
    [
        ("It will mend gates.", Committed(0, 9, "mend", "gates"), None, False, "M9"),
        ("We will mend gates.", Committed(0, 9, "mend", "all"), ("mend", "gates"), True, "M8"),
        ("We will go on mending gates.", Committed(0, 9, "go on", "mending gates"), ("mend", "gates"), True, "M3"),
        ("We will pay to mend gates.", Committed(0, 9, "mend", "gates"), ("pay", "men"), False, "M4"),
        (
            "We will pay men and mend gates.",
            Committed(0, 9, "mend", "gates", rules=("chain",)),
            ("pay", "men"),
            False,
            "M5",
        ),
        ("We will pay men and pilot boats.", Committed(0, 9, "pilot", "boats"), ("pay", "men"), False, "M2"),
        ("We will pay men and enlarge gates.", Committed(0, 9, "enlarge", "gates"), ("pay", "men"), False, "other"),
    ],
)
def test_sorts_of_spurious_measures(
    text: str, read: Committed, marked: tuple[str, str] | None, missed: bool, expected: str
) -> None:
    sentences = Sentences(Reading(parse("t", text + "\n"), (), (), ()))
    right = [Committed(0, 9, *marked)] if marked else []
    assert spurious_sort(sentences, read, right, right if missed else []) == expected


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
