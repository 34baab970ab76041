"""Accepting: what a model proposes and a person accepts is read from the text at each build, or the row is stale."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph import build, soundness
from plangraph.cli import main
from plangraph.errors import DataError
from plangraph.files import Project
from plangraph.model import Judgement, Reading, Thing
from plangraph.rdf.document import section_paths
from plangraph.rdf.judgements import judgement_iri
from plangraph.reading.extractors import quoted
from plangraph.reading.extractors.fact import RawFact
from plangraph.reading.extractors.grounding import ground
from plangraph.reading.extractors.quoted import Quoted, clause_of
from plangraph.reading.extractors.written import fact_of, written
from plangraph.reading.judging import curation
from plangraph.reading.judging.review import Doubt
from plangraph.reading.measuring.silence import silence
from plangraph.reading.phrasing.things import nothing_known
from plangraph.vocab import BASE, CURATED_GRAPH, PREFIXES
from tests import llm_server, project, readings
from tests.test_llm import EXTRA

CASE = json.loads((llm_server.CASES / "unread.json").read_text(encoding="utf-8"))
PLAN = PREFIXES["plan"]
Verdict = Literal["accept", "reject", "add"]


# --- from the model to the graph ---------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path) -> Project:
    """A project whose one chapter promises in words that no rule reads."""
    made = project.short(tmp_path, "1", CASE["text"])
    project.few_divisions(made.root / "graph" / "gazetteer")
    return made


@pytest.fixture
def proposed(here: Project, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[dict[str, str]]]]:
    """The command that lists what the model proposes and nobody has judged; its rows."""
    from plangraph.reading.extractors.asking import schema

    replies = {one["key"]: one["replies"] * 2 for one in CASE["exchanges"]}
    file = here.texts / "beta" / "1.txt"

    with llm_server.serve(llm_server.Tape(replies, schema())) as url:

        def rows() -> list[dict[str, str]]:
            model = ["--extractor", "llm", "--model", CASE["model"], "--base-url", url]
            assert main(["review", str(file), *model, "--project", str(here.root)]) == 0
            return list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t"))

        yield rows


def _one(rows: list[dict[str, str]], value: str) -> tuple[str, ...]:
    (row,) = [row for row in rows if row["value"].split(" | ")[0] == value]
    return tuple(row.values())


@EXTRA
def test_from_a_proposal_to_an_answer_and_back_to_stale(
    here: Project, proposed: Callable[[], list[dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.assemble(here).readings[0][2].measures == ()  # else this would not test what it says
    rows = proposed()
    assert [row["value"].split(" | ")[0] for row in rows] == ["place/crooked-elbow", "go", "dredge", "mend"]
    project.judge(here, _one(rows, "place/crooked-elbow"), "accept")
    project.judge(here, _one(rows, "dredge"), "accept")
    project.judge(here, _one(rows, "go"), "reject")
    assert [row["value"].split(" | ")[0] for row in proposed()] == ["mend"]

    assembled = build.assemble(here)
    assert assembled.stale == ()
    assert [f for f in soundness.check_assembled(here, assembled, reasoner=False) if f.severity == "error"] == []
    (measure,) = assembled.readings[0][2].measures
    assert measure.clause.rules == ("judged", "llm:stub-1", "judgements.tsv:3")
    assert measure.confidence == 1
    start = CASE["text"].index("dredging")
    end = CASE["text"].index("Elbow before") + len("Elbow")
    sentence = f"{BASE}beta/1#char={CASE['text'].index('Priority')},{CASE['text'].index(' The next')}"
    node = f"{BASE}beta/1/measure/{start}"
    stored = {(p.removeprefix(PLAN), o, g) for s, p, o, g in _quads(assembled) if s == node}
    assert ("quote", " ".join(CASE["text"][start:end].split()), sentence) in stored
    assert ("evidence", f"{BASE}beta/1#char={start},{end}", sentence) in stored
    assert ("place", f"{BASE}place/crooked-elbow", sentence) in stored
    assert ("action", f"{BASE}scheme/action/dredge", sentence) in stored
    name = CASE["text"].index("Crooked")
    linked = {(str(s), o) for s, p, o, g in _quads(assembled) if p == PLAN + "judgedReading" and g == CURATED_GRAPH}
    link, action, _ = curation.load(here.judgements)
    assert linked == {(str(judgement_iri(link)), f"{BASE}beta/1#char={name},{end}"), (str(judgement_iri(action)), node)}

    build.write(assembled, here.built)
    capsys.readouterr()
    asked = ["query", "measures-for-a-place", "place=place/crooked-elbow", "--format", "csv"]
    assert main([*asked, "--project", str(here.root)]) == 0
    assert "dredge: the Tumen River below Crooked Elbow" in capsys.readouterr().out
    assert main(["read", str(here.texts / "beta" / "1.txt"), "--explain", "--project", str(here.root)]) == 0
    explained = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "read by judged, llm:stub-1, judgements.tsv:3; confidence 1.00" in explained
    assert any(line.startswith("judged by A. Reader on 2026-11-24: accept action: ") for line in explained)
    assert any(line.startswith("judged by A. Reader on 2026-11-24: accept refersTo: ") for line in explained)

    (here.texts / "beta" / "1.txt").write_text(CASE["text"].replace("below Crooked Elbow", "at Hunchun"), "utf-8")
    changed = build.assemble(here)
    assert changed.stale == (link, action)  # the rejected words stand there still
    assert changed.readings[0][2].measures == ()
    assert main(["build", "--project", str(here.root)]) == 0
    assert "judgements.tsv:3: stale: 'dredge | " in capsys.readouterr().err


def _quads(assembled: build.Assembled) -> Iterator[tuple[str, str, str, str]]:
    for quad in assembled.store.quads():
        yield tuple(map(str, quad))  # type: ignore[misc]  # four terms, four strings


# --- what is written in a cell -----------------------------------------------------------------------------------

WORDS = ["we", "will", "build", "mend", "ports", "of", "Dalian", "and", "roads", "so", "as", "to", "help", "herders"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16), st.data())
def test_what_is_written_is_read_back_as_the_same_clause(words: list[str], data: st.DataObject) -> None:
    document = readings.document("Chapter 1 X\n\n" + " ".join(["Today", *words]) + ".\n")
    (index,) = [at for at, sentence in enumerate(document.sentences) if sentence.form != "heading"]
    text = document.sentences[index].text
    verb = data.draw(st.sampled_from(["build", "mend", "help"]))

    def some() -> str:
        first = data.draw(st.integers(0, len(words) - 1))
        return " ".join(words[first : data.draw(st.integers(first, len(words) - 1)) + 1])

    kind: Any = data.draw(st.sampled_from(["commitment", "outcome"]))
    maybe = {name: some() for name in data.draw(st.sets(st.sampled_from(["object_quote", "purpose_quote"])))}
    tokens = readings.tokens(document)
    grounded = ground(RawFact(1, verb, verb, kind, **maybe), text, tokens[index])  # type: ignore[arg-type]
    if grounded is None:
        return
    found = [Quoted(index, grounded, ("llm",))]
    (measure, *_) = quoted.read(document, tokens, (), found, known=nothing_known, home=frozenset()).measures
    cell = written(text, measure, "llm:mine")
    fact, origin = fact_of(cell) or pytest.fail(cell)
    assert origin == "llm:mine"
    again = ground(fact, text, tokens[index])
    assert again is not None
    clause, before = clause_of(again, index, ()), clause_of(grounded, index, ())
    assert (clause.action_at, clause.object_at, clause.purpose_at, clause.kind) == (
        before.action_at,
        before.object_at,
        before.purpose_at,
        before.kind,
    )


def test_a_bar_in_the_text_is_no_part() -> None:
    assert fact_of("build") is None
    fact, _ = fact_of("build | object: a port | a quay | kind: outcome") or pytest.fail("no parts")
    assert (fact.object_quote, fact.kind) == ("a port | a quay", "outcome")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("build | objct: a port", "a part is written"),
        ("build | kind: promise", "the kind is 'promise'; it must be one of commitment"),
        ("build | object: a | object: b", "object is given twice"),
    ],
)
def test_a_broken_cell_is_named(here: Project, value: str, says: str) -> None:
    project.judge(here, Doubt("beta", "1", "section/1", "build", "action", value, "w"), "add")
    with pytest.raises(DataError, match=rf"judgements\.tsv:2: value: {says}"):
        curation.load(here.judgements)


# --- beside what the rules read ----------------------------------------------------------------------------------

TEXT = "Chapter 9 Alpha\n\nSection 1\nBeta\n\nWe will help herders to mend wells and roads in Hotan.\n"


def _reading() -> Reading:
    """Two measures, the second embedded in the first."""
    document = readings.document(TEXT)
    at = readings.sentence_with(document, "herders")
    tokens = readings.tokens(document)
    clauses = [
        readings.clause(document, at, "help", "herders", rest="to mend wells and roads"),
        readings.clause(document, at, "mend", "wells and roads", role="embedded", parent=0),
    ]
    from plangraph.reading.measuring.measures import build as measures_of

    made, quiet = measures_of(document, tokens, [readings.mention(document, at, "Hotan")], clauses)
    return Reading(document, (readings.mention(document, at, "Hotan"),), made, quiet)


def _apply(quote: str, value: str, verdict: Verdict) -> tuple[Reading, tuple[Judgement, ...]]:
    row = Judgement("x", "9", "section/1", quote, "action", value, verdict, "A. Reader", "2026-11-24", "test", 2)
    reading = _reading()
    return curation.apply(reading, [row], section_paths(reading.document), lambda _: None)


def test_what_the_rules_read_too_is_confirmed_with_what_the_row_adds() -> None:
    before = _reading().measures
    reading, stale = _apply("mend wells", "mend | object: wells | place: herders | kind: recommendation", "accept")
    first, second = reading.measures
    assert (first, stale) == (before[0], ())
    assert second.object == before[1].object
    assert [phrase.evidence.quote for phrase in second.places] == ["herders"]
    assert (second.clause.parent, second.clause.kind, second.confidence) == (0, "recommendation", 1)
    assert [judgement.line for judgement in second.judged] == [2]


def test_what_the_rules_read_otherwise_of_the_same_words_is_replaced() -> None:
    reading, stale = _apply("mend wells and roads in Hotan", "mend | object: roads in Hotan", "add")
    first, second = reading.measures
    assert stale == ()
    assert second.object is not None
    assert second.object.quote == "roads in Hotan"
    assert (second.clause.parent, second.clause.role, first.clause.action) == (0, "embedded", "help")


def test_what_the_rules_do_not_read_comes_beside() -> None:
    value = "help | object: Hotan | kind: outcome"
    reading, _ = _apply("help herders to mend wells and roads in Hotan", value, "add")
    assert [measure.clause.kind for measure in reading.measures] == ["commitment", "commitment", "outcome"]


def test_a_rejected_proposal_leaves_what_the_rules_read_otherwise() -> None:
    reading, stale = _apply("mend wells", "mend | object: wells", "reject")
    assert (reading.measures, stale) == (_reading().measures, ())
    reading, stale = _apply("mend wells and roads", "mend | object: wells and roads", "reject")
    assert ([measure.clause.action for measure in reading.measures], stale) == (["help"], ())


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("mend roofs", "mend | object: wells"),  # the words quoted are gone
        ("mend wells", "mend | object: roofs"),  # those of a part
        ("mend wells", "mend | object: wells and roads"),  # the part reaches beyond the words quoted
        ("mend wells", "build | object: wells"),  # the verb says something else
    ],
)
@pytest.mark.parametrize("verdict", ["accept", "add", "reject"])
def test_a_row_that_fits_no_more_is_stale(quote: str, value: str, verdict: Verdict) -> None:
    reading, stale = _apply(quote, value, verdict)
    assert reading == _reading()
    assert [judgement.value for judgement in stale] == [value]


def test_a_sentence_with_an_accepted_promise_is_not_silent() -> None:
    reading = _reading()
    bare = replace(reading, measures=(), silence=silence(reading.document, ()))
    row = Judgement(
        "x", "9", "section/1", "mend wells", "action", "mend | object: wells", "add", "A", "2026-11-24", "t", 2
    )
    judged, _ = curation.apply(bare, [row], section_paths(bare.document), lambda _: None)
    assert dict(bare.silence).keys() - dict(judged.silence).keys() == {judged.measures[0].clause.sentence}


def test_an_accepted_measure_can_be_judged_further() -> None:
    reading = replace(_reading(), measures=())
    rows = [
        Judgement("x", "9", "section/1", "mend wells", name, value, "add", "A", "2026-11-24", "t", line)
        for line, (name, value) in enumerate([("theme", "ecology"), ("action", "mend | object: wells")], 2)
    ]
    judged, stale = curation.apply(reading, rows, section_paths(reading.document), lambda _: None)
    assert stale == ()
    assert "ecology" in judged.measures[0].themes
    assert [judgement.line for judgement in judged.measures[0].judged] == [3, 2]


@pytest.mark.parametrize(("value", "verdict", "named"), [("place/wells", "add", 1), ("place/wells", "reject", 0)])
def test_words_that_no_rule_reads_as_a_name(value: str, verdict: Verdict, named: int) -> None:
    reading = _reading()
    row = Judgement("x", "9", "section/1", "wells", "refersTo", value, verdict, "A", "2026-11-24", "t", 2)
    judged, stale = curation.apply(reading, [row], section_paths(reading.document), lambda _: None)
    found = [mention for mention in judged.mentions if mention.evidence.quote == "wells"]
    assert ([thing.ref for mention in found for thing in mention.things], stale) == ([value] * named, ())
    assert judged.mentions == tuple(sorted(judged.mentions, key=lambda mention: (mention.sentence, mention.at)))
    inner = replace(row, quote="Hot", value="place/hot", verdict="add")  # no word
    assert curation.apply(reading, [inner], section_paths(reading.document), lambda _: None)[1] == (inner,)
    with pytest.raises(DataError, match="nothing has the ref 'place/wels'"):
        curation.apply(
            reading, [replace(row, value="place/wels", verdict="add")], section_paths(reading.document), lambda _: None
        )


def test_a_part_of_what_the_rules_read_as_a_name_is_no_name() -> None:
    document = readings.document("Chapter 9 Alpha\n\nWe will mend Hotan Airport.\n")
    at = readings.sentence_with(document, "Hotan")
    mentions = (readings.mention(document, at, "Hotan Airport"),)
    row = Judgement("x", "9", "", "Hotan", "refersTo", "place/hotan", "add", "A", "2026-11-24", "t", 2)
    reading = Reading(document, mentions, (), ())
    assert curation.apply(reading, [row], section_paths(document), lambda _: None) == (reading, (row,))


def test_a_name_that_a_table_knows_stands_for_what_it_knows() -> None:
    document = readings.document("Chapter 9 Alpha\n\nWe will mend Hotan.\n")
    hotan = Thing("place/hotan", "County", "Hotan", known=True)
    row = Judgement("x", "9", "", "Hotan", "refersTo", hotan.ref, "add", "A", "2026-11-24", "t", 2)
    judged, _ = curation.apply(Reading(document, (), (), ()), [row], section_paths(document), {hotan.ref: hotan}.get)
    assert [mention.things for mention in judged.mentions] == [(hotan,)]


def test_pairs_of_one_row_stay_apart() -> None:
    document = readings.document(
        "Chapter 9 Alpha\n\nWe will ease trade between ports and mines and between farms and towns.\n"
    )
    value = "ease | object: trade between ports and mines and between farms and towns"
    rows = [
        Judgement(
            "x", "9", "", f"ease {value.partition(': ')[2]}", "action", value, "add", "A", "2026-11-24", "t", line
        )
        for line in (2, 3)
    ]
    once, again = (
        curation.apply(Reading(document, (), (), ()), judgements, section_paths(document), lambda _: None)[0].measures
        for judgements in (rows[:1], rows)
    )
    for measures in (once, again):
        pairs = [[phrase.evidence.quote for phrase in measure.between] for measure in measures]
        assert pairs == [["ports", "mines"], ["farms", "towns"]]
        assert len({measure.clause.group for measure in measures}) == 1
