"""Hints: what one chapter has that may link it with others. They depend on that chapter and on tables alone.

``queries/link/*.rq`` ask a store of one chapter: its own statements, what is known beforehand of the things that it
speaks of (their classes and labels), and the classes above those. A query's variables say what its rows are:

* ``?from ?sentence ?words`` (and ``?named``, the thing that is called so): words to be compared with topics;
* ``?from ?sentence ?thing`` (and ``?theme``): a thing to be compared with topics;
* ``?from ?sentence ?through``: a thing that links the chapter with all that give it too;
* ``?from ?sentence ?through ?to``: a link as it stands.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain

from rdflib.namespace import RDF, RDFS

from plangraph import vocab
from plangraph.errors import DataError
from plangraph.graph.queries import Question
from plangraph.graph.store import Rows, Store
from plangraph.graph.topics import Topic

SCORES = {"thing": 1.0, "phrase": 0.8, "theme": 0.6}
TITLES = f"""PREFIX dcterms: <{vocab.PREFIXES["dcterms"]}> PREFIX plan: <{vocab.PLAN}>
SELECT ?chapter ?title ?number WHERE {{
  ?chapter a plan:Chapter ; plan:number ?number ; dcterms:title ?title FILTER(LANG(?title) = "en")
}}"""
_KNOWN = (f"> <{RDF.type}> <", f"> <{RDFS.label}> ")
_ABOVE = f"> <{RDFS.subClassOf}> <"


@dataclass(slots=True)
class Hint:
    """What speaks for one link: the kind of reason, the topic, the things it goes through, the sentences."""

    kind: str
    label: str
    topic: str | None = None  # its Chinese label; None where the reason is no topic
    through: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)

    def take(self, other: "Hint") -> None:
        """Let what else speaks for the same link count."""
        if SCORES[other.kind] > SCORES[self.kind]:
            self.kind = other.kind
        self.through |= other.through
        self.sentences |= other.sentences


@dataclass(slots=True)
class Hints:
    """What a chapter gives: links by their ends and names, what it shares with whom it may, and what it is called."""

    links: dict[tuple[str, str, str], Hint] = field(default_factory=dict)
    shared: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # chapter and thing to sentences
    titles: list[tuple[str, str, str]] = field(default_factory=list)  # chapter, title, number

    def packed(self) -> str:
        """The same as text, equal when the hints are."""
        links = [(*key, _listed(asdict(hint))) for key, hint in sorted(self.links.items())]
        shared = [(*key, sorted(sentences)) for key, sentences in sorted(self.shared.items())]
        return json.dumps([links, shared, sorted(self.titles)], ensure_ascii=False)

    @classmethod
    def unpacked(cls, text: str) -> "Hints":
        """The hints in a text that ``packed`` made."""
        links, shared, titles = json.loads(text)
        made = cls(titles=[(chapter, title, number) for chapter, title, number in titles])
        for source, target, name, hint in links:
            hint |= {"through": set(hint["through"]), "sentences": set(hint["sentences"])}
            made.links[source, target, name] = Hint(**hint)
        for chapter, thing, sentences in shared:
            made.shared[chapter, thing] = set(sentences)
        return made


class Beside:
    """What is known of things beforehand, and the classes of the ontology."""

    def __init__(self, lines: Iterable[str], ontology: Iterable[str]) -> None:
        """Lines of background facts and of verdicts; lines of the ontology."""
        self._about: defaultdict[str, list[str]] = defaultdict(list)
        for line in lines:
            if _KNOWN[0] in line or _KNOWN[1] in line:
                self._about[line[1 : line.index(">")]].append(line)
        self.classes = sorted(line for line in ontology if _ABOVE in line)

    def of(self, nodes: Iterable[str]) -> list[str]:
        """The classes and labels of nodes, as lines."""
        return [line for node in sorted(nodes) for line in self._about.get(node, ())]


def hints(
    stated: Iterable[str], known: Iterable[str], questions: Mapping[str, Question], topics: tuple[Topic, ...]
) -> Hints:
    """What may link a chapter with others.

    Args:
        stated: the chapter's own lines.
        known: lines about the things in them, and about classes; see ``Beside``.
        questions: the queries, by their ids.
        topics: of all outlines.

    Raises:
        DataError: a query does not say what its rows are.
    """
    store = Store.merged(chain(stated, known))
    found = Hints(titles=sorted((str(c), str(title), str(n)) for c, title, n in store.select(TITLES)))
    by_plan: defaultdict[str, list[Topic]] = defaultdict(list)
    for topic in topics:
        by_plan[topic.plan].append(topic)
    for question in questions.values():
        _collect(store.select(question.text), question.id, by_plan, found)
    return found


def _collect(answer: Rows, name: str, topics: Mapping[str, list[Topic]], found: Hints) -> None:
    """Add what the rows of one query give; see the module for what its variables mean."""
    given = set(answer.variables)
    if not {"from", "sentence"} <= given:
        raise DataError(f"the query {name!r} has to give ?from and ?sentence")
    if not given & {"words", "thing", "through"}:
        raise DataError(f"the query {name!r} has to give ?words, ?thing or ?through")
    for row in answer:
        values = {key: "" if term is None else str(term) for key, term in zip(answer.variables, row, strict=True)}
        source, sentence = values["from"], values["sentence"]
        own = topics.get(source.rpartition("/")[0], [])  # a plan without an outline has none
        if "words" in values:
            matches = _by_words(values, own)
        elif "thing" in values:
            matches = _by_thing(values, own)
        elif "to" in values:
            label = values["through"].rpartition("/")[2]
            matches = iter([(values["to"], Hint("thing", label, through={values["through"]}))])
        else:
            found.shared.setdefault((source, values["through"]), set()).add(sentence)
            continue
        for to, match in matches:
            if to != source:
                match.sentences.add(sentence)
                found.links.setdefault((source, to, vocab.slug(match.label)), match).take(match)


def _by_words(values: Mapping[str, str], topics: Iterable[Topic]) -> Iterator[tuple[str, Hint]]:
    """Topics whose words stand there; a thing that is called just so is what the link goes through."""
    words, named = values["words"], values.get("named", "")
    for topic in topics:
        match = topic.words.search(words) if topic.words else None
        if match:
            whole = named if match.group() == words else ""
            yield topic.chapter, Hint("phrase", topic.label_en, topic.label_zh, {whole} - {""})


def _by_thing(values: Mapping[str, str], topics: Iterable[Topic]) -> Iterator[tuple[str, Hint]]:
    """Topics that are this thing, under this theme where they name one."""
    for topic in topics:
        if topic.thing == values["thing"] and topic.theme in ("", values.get("theme", "")):
            kind = "theme" if topic.theme else "thing"
            yield topic.chapter, Hint(kind, topic.label_en, topic.label_zh, {topic.thing, topic.theme} - {""})


def _listed(values: dict[str, object]) -> dict[str, object]:
    return {key: sorted(value) if isinstance(value, set) else value for key, value in values.items()}
