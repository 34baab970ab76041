"""What was right of each rule, and of which sort each failure is."""

from pathlib import Path

import pytest

from plangraph.model import Reading
from plangraph.reading.evaluation.annotation import Annotation, Committed, Inner, Marked
from plangraph.reading.evaluation.comparing import compare
from plangraph.reading.evaluation.failures import failures
from plangraph.reading.evaluation.gold import Passage
from plangraph.reading.evaluation.measure_failures import Sentences, missed_sort, spurious_sort
from plangraph.reading.evaluation.mention_failures import sort
from plangraph.reading.evaluation.rules import precisions, table
from plangraph.reading.evaluation.scoring import Share, match
from plangraph.reading.layout.structure import parse
from plangraph.reading.measuring.measures import build
from tests.evaluated import extractor
from tests.readings import clause, tokens

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
