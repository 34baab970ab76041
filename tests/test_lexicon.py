"""The verb side of the lexicon: every table is well formed, and every entry fires on its own example."""

import pytest

from plangraph.model import Clause, Span
from plangraph.reading.layout.structure import parse
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.measuring.clauses import find
from plangraph.reading.words.actions import STRENGTHS, Action, action, actions, broader, strength
from plangraph.reading.words.tokens import tokenize

PROMISES = {"commitment", "recommendation"}


class Read:
    """The clauses of a text, and the words of their parts."""

    def __init__(self, text: str) -> None:
        self.document = parse("example", text + "\n")
        tokens = [tokenize(sentence.text) for sentence in self.document.sentences]
        self.clauses = find(self.document, tokens, ())

    @property
    def promises(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.kind in PROMISES]

    @property
    def actions(self) -> list[str]:
        return [clause.action for clause in self.promises]

    def words(self, clause: Clause, part: str) -> str:
        span: Span | None = getattr(clause, part)
        return self.document.sentences[clause.sentence].text[span.start : span.end] if span else ""

    def objects(self) -> list[str]:
        return [self.words(clause, "object_at") for clause in self.promises]


def ids(rows: tuple[dict[str, str], ...]) -> list[str]:
    return [next(iter(row.values())) for row in rows]


def entries(name: str, *columns: str) -> pytest.MarkDecorator:
    rows = table(name, columns)
    return pytest.mark.parametrize("row", rows, ids=ids(rows))


@pytest.mark.parametrize("known", actions(), ids=lambda known: known.verb)
def test_every_verb_is_the_action_of_its_example(known: Action) -> None:
    assert known.verb in Read(known.example).actions


def test_actions_have_all_their_parts() -> None:
    for known in actions():
        assert known.strength in STRENGTHS
        assert known.zh, known.verb
        assert not known.zh.isascii(), known.verb
        assert known.gloss
        assert known.broader != known.verb


def test_the_broader_actions_form_no_circle() -> None:
    for known in actions():
        seen = {known.verb}
        above = known.broader
        while above is not None:
            assert above not in seen, known.verb
            seen.add(above)
            above = broader(above)


def test_spellings_and_unlisted_verbs() -> None:
    assert action("modernise") == action("modernize")
    assert strength("standardise") == "deliver"
    assert strength("yodel") == "advance"
    assert broader("yodel") is None


@entries("wrappers", "wrapper", "forms", "reach", "example")
def test_wrappers_are_looked_through(row: dict[str, str]) -> None:
    [clause] = Read(row["example"]).promises
    assert clause.action in {"raise", "reduce", "lay", "protect", "dredge", "clean"}
    assert set(values(row["forms"])) <= {"to", "ing"}
    assert row["reach"] in {"near", "far"}


@entries("light_verbs", "verb", "nouns", "example")
def test_light_verbs_are_looked_through(row: dict[str, str]) -> None:
    [clause] = Read(row["example"]).promises
    assert (clause.action, clause.through) == ("cut", row["verb"].split()[0])


@entries("control_verbs", "verb", "complements", "example")
def test_control_verbs_embed(row: dict[str, str]) -> None:
    read = Read(row["example"])
    inner = [clause for clause in read.promises if clause.role == "embedded"]
    assert [clause.action for clause in inner] == ["share"]
    assert inner[0].parent is not None
    assert set(values(row["complements"])) <= {"to", "in", "bare", "clause"}
    if row["complements"] != "clause":
        assert read.words(inner[0], "object_at") == "ferries"
        assert read.words(read.clauses[inner[0].parent], "object_at").endswith("island councils")


@entries("quasi_modals", "phrase", "kind", "example")
def test_quasi_modals(row: dict[str, str]) -> None:
    read = Read(row["example"])
    if row["kind"] == "forecast":
        assert not read.promises
    else:
        assert [(clause.action, clause.kind) for clause in read.promises] == [("widen", row["kind"])]
        assert read.objects()[0].lower() == "the canal"


@entries("frames", "word", "frame", "example")
def test_frames(row: dict[str, str]) -> None:
    assert Read(row["example"]).actions == ["widen"]


@entries("noun_complements", "noun", "example")
def test_nouns_keep_their_infinitive(row: dict[str, str]) -> None:
    [found] = Read(row["example"]).objects()
    assert " to " in found


@entries("adjuncts", "phrase", "tells", "example")
def test_adjuncts_end_the_object(row: dict[str, str]) -> None:
    read = Read(row["example"])
    opening = next(word for word in row["phrase"].split() if word not in {"#", "@", "*"})
    clause = next(clause for clause in read.clauses if clause.parent is None)
    assert read.words(clause, "object_at").lower().split()
    assert opening not in read.words(clause, "object_at").lower().split()
    assert row["tells"] in {"when", "how", "where", "means", "basis", "cost"}


@entries("results", "verb", "example")
def test_results_are_no_measures(row: dict[str, str]) -> None:
    read = Read(row["example"])
    assert [clause.role for clause in read.promises] == ["main"]
    assert read.objects()[0] in {"the bay", "the bays", "a plan"}


@entries("bare_gerunds", "word", "example")
def test_bare_gerunds_are_nouns(row: dict[str, str]) -> None:
    [found] = Read(row["example"]).objects()
    assert found.endswith(row["word"])


@entries("not_actions", "verb", "when", "example")
def test_verbs_that_commit_nobody(row: dict[str, str]) -> None:
    assert not Read(row["example"]).promises
    assert set(values(row["when"])) <= {"any", "thing", "passive", "speech"}


@entries("announcements", "noun", "example")
def test_talk_about_talk_is_no_promise(row: dict[str, str]) -> None:
    assert not Read(row["example"]).promises


@entries("nominal_gifts", "noun", "example")
def test_gifts_are_about_who_gets_them(row: dict[str, str]) -> None:
    assert Read(row["example"]).objects() == ["the island ports"]


@entries("nominal_support", "noun", "verb", "example")
def test_who_receives_support_is_supported(row: dict[str, str]) -> None:
    read = Read(row["example"])
    assert read.actions == [row["verb"]]
    assert read.objects() == [row["example"].partition(" will")[0]]


@entries("nominalizations", "noun", "verb", "example")
def test_nouns_of_action_as_bullets(row: dict[str, str]) -> None:
    read = Read(f"The plan lists:\n\n- {row['example']};\n- Repair of nets.")
    assert (read.promises[0].action, read.promises[0].voice) == (row["verb"], "nominal")


@entries("agents", "noun", "kind", "example")
def test_agents_can_be_bound(row: dict[str, str]) -> None:
    assert Read(row["example"]).actions == ["raise"]
    assert row["kind"] in {"public", "area", "body"}


@entries("outsiders", "phrase", "example")
def test_outsiders_cannot_be_bound(row: dict[str, str]) -> None:
    assert "protect" not in Read(row["example"]).actions


@entries("performatives", "verb", "subjects", "example")
def test_performatives(row: dict[str, str]) -> None:
    assert Read(row["example"]).actions[0] == row["verb"]


@entries("purposes", "phrase", "example")
def test_purposes_are_kept_apart(row: dict[str, str]) -> None:
    read = Read(row["example"])
    [clause] = read.promises
    assert read.words(clause, "object_at") == "the quay"
    assert read.words(clause, "purpose_at").startswith(row["phrase"])


@entries("idioms", "idiom", "action", "example")
def test_idioms_enclose_their_object(row: dict[str, str]) -> None:
    read = Read(row["example"])
    assert read.actions == [row["action"]]
    assert row["idiom"].split()[-1] not in read.objects()[0].split()


@entries("inceptions", "verb", "example")
def test_what_starts_is_the_object(row: dict[str, str]) -> None:
    read = Read(row["example"])
    assert read.actions == [row["verb"]]
    assert read.objects() == [row["example"].partition(" will")[0]]


@entries("targets", "verb", "prepositions", "example")
def test_what_the_object_is_to_become(row: dict[str, str]) -> None:
    read = Read(row["example"])
    [clause] = read.promises
    assert read.words(clause, "object_at").startswith("the fishing port")
    assert read.words(clause, "target_at") == "a ferry hub"


@entries("goals", "verb", "prepositions", "example")
def test_the_object_ends_before_the_goal(row: dict[str, str]) -> None:
    [found] = Read(row["example"]).objects()
    assert not {value.split()[0] for value in values(row["prepositions"])} & set(found.split())


@entries("reporting", "verb", "effect", "example")
def test_what_is_announced_is_promised(row: dict[str, str]) -> None:
    promised = "raise" in Read(row["example"]).actions
    assert promised == (row["effect"] == "announced")
