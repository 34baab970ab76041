"""What ``extract`` prints of a reading, and how it scores against careful readers."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Document, Reading
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.structure import parse
from plangraph.reading.measuring.measures import build
from plangraph.reading.names.gazetteer import load
from plangraph.reading.output import as_json
from tests.readings import clause, document, mention, sentence_with, tokens

ROOT = Path(__file__).resolve().parents[1]


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor(load(ROOT / "graph" / "gazetteer"))


def read(doc: Document) -> Reading:
    (reading,) = extractor().read([doc])
    return reading


def printed(doc: Document, mentions: list[Any], clauses: list[Any]) -> list[dict[str, Any]]:
    measures, silence = build(doc, tokens(doc), mentions, clauses)
    found: list[dict[str, Any]] = as_json(Reading(doc, tuple(mentions), measures, silence))["measures"]
    return found


def test_pairs_of_one_verb_are_printed_as_one_measure() -> None:
    doc = document("Chapter 1 Towns\n\nWe will turn Aba into a port and Ode into a mill town.\n")
    at = sentence_with(doc, "Aba")
    mentions = [mention(doc, at, "Aba", "County"), mention(doc, at, "Ode", "County")]
    clauses = [
        clause(doc, at, "turn", "Aba", target="into a port", group=0),
        clause(doc, at, "turn", "Ode", target="into a mill town", group=0),
    ]
    (measure,) = printed(doc, mentions, clauses)
    assert measure["object"] == "Aba into a port and Ode into a mill town"
    assert measure["places"] == ["Aba", "Ode"]


def test_verbs_that_share_an_object_are_printed_once() -> None:
    doc = document("Chapter 1 Towns\n\nWe will test and use drones in Aba.\n")
    at = sentence_with(doc, "Aba")
    clauses = [clause(doc, at, "test", "drones"), clause(doc, at, "use", shares=0, rest="in Aba")]
    (measure,) = printed(doc, [mention(doc, at, "Aba", "County")], clauses)
    assert (measure["action"], measure["action_alt"], measure["object"]) == ("test", ["use"], "drones")
    assert measure["places"] == ["Aba"]


def test_what_a_supported_party_does_is_embedded() -> None:
    doc = document("Chapter 1 Towns\n\nWe will help Aba in mending roads.\n")
    at = sentence_with(doc, "Aba")
    clauses = [
        clause(doc, at, "help", "Aba", rest="in mending roads"),
        clause(doc, at, "mend", "roads", role="embedded", parent=0, verb="mending"),
    ]
    (measure,) = printed(doc, [mention(doc, at, "Aba", "County")], clauses)
    assert measure["embedded"] == [{"action": "mend", "object": "roads", "rules": []}]
    assert (measure["object"], measure["places"]) == ("Aba", ["Aba"])


def test_governments_that_act_are_no_places() -> None:
    text = "Chapter 1 Towns\n\nLocal governments will also raise their spending in Aba.\n"
    doc = document(text)
    at = sentence_with(doc, "Aba")
    clauses = [clause(doc, at, "raise", "their spending in Aba", subject="Local governments")]
    (measure,) = printed(doc, [mention(doc, at, "Aba", "County")], clauses)
    assert measure["places"] == ["Aba"]


def test_only_promises_are_printed() -> None:
    doc = document("Chapter 1 Towns\n\nWe mended roads.\n")
    at = sentence_with(doc, "roads")
    assert printed(doc, [], [clause(doc, at, "mend", "roads", verb="mended", kind="achievement")]) == []


def test_the_shape_is_that_of_the_contract() -> None:
    text = "We will build about 40 km of feeder roads in Kenya.\r\nAll this will help.\r\n"
    found = as_json(read(parse("plan", text)))
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"sentences", "mentions", "measures"}
    (measure,) = found["measures"]
    assert (measure["action"], measure["quantity"], measure["kind"]) == ("build", "about 40 km", "commitment")
    for span in (*found["sentences"], *found["mentions"], measure):
        assert 0 <= span["start"] < span["end"] <= len(text)
    for one in found["mentions"]:
        assert text[one["start"] : one["end"]] == one["text"]


VERBS = ("build", "support", "building", "mended", "will be", "development")
WORDS = st.sampled_from((*VERBS, "We will", "in", "roads", "and", ",", "the", "Kenya", "Aba Port", "of", "to", "40 km"))
LINKS = st.sampled_from(("between", "as", "it", "such as", "those", ".", "\n", "along", "for", "that"))


@given(st.lists(WORDS | LINKS, max_size=30))
def test_any_text_is_read_and_quoted_exactly(words: list[str]) -> None:
    doc = parse("any", " ".join(words))
    reading = read(doc)
    for measure in reading.measures:
        phrases = (*measure.objects, *measure.places, *measure.becomes, *measure.between, *measure.actors)
        for evidence in (measure.evidence, measure.action_evidence, *(phrase.evidence for phrase in phrases)):
            quoted = " ".join(doc.text[span.start : span.end] for span in evidence.segments)
            assert quoted.split() == evidence.quote.split()
    as_json(reading)
