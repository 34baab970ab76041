"""Links from a chapter to other chapters: what they share, why, and which sentences say so.

Two inputs. ``queries/link/*.rq`` find candidates in the graph; ``topics.csv`` says what each chapter of an outline is
about, also where its text is not at hand. A query's variables say what its rows are:

* ``?from ?sentence ?words`` (and ``?named``, the thing that is called so): words to be compared with topics;
* ``?from ?sentence ?thing`` (and ``?theme``): a thing to be compared with topics;
* ``?from ?sentence ?to ?through``: a link as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, XSD

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.graph import queries
from plangraph.graph.sparql import resolve
from plangraph.graph.store import Quad, Rows, Store, Triple

_COLUMNS = ("plan", "chapter", "topic_en", "topic_zh", "phrases", "thing", "theme", "source", "certainty")
_SCORES = {"thing": 1.0, "phrase": 0.8, "theme": 0.6}
_TITLES = f"""PREFIX dcterms: <{vocab.PREFIXES["dcterms"]}> PREFIX plan: <{vocab.PLAN}>
SELECT ?chapter ?number ?title WHERE {{
  ?chapter a plan:Chapter ; plan:number ?number ; dcterms:title ?title FILTER(LANG(?title) = "en")
}} ORDER BY ?chapter ?title"""
_LABELS = f"""PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}>
SELECT ?thing ?label WHERE {{ ?thing rdfs:label ?label FILTER(LANG(?label) = "en") }} ORDER BY ?thing DESC(?label)"""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a chapter is about: words, a thing, or a thing under a theme."""

    chapter: str  # IRI
    plan: str  # IRI
    label_en: str
    label_zh: str
    words: re.Pattern[str] | None
    thing: str  # IRI, or empty
    theme: str  # IRI, or empty


@dataclass(slots=True)
class _Found:
    """What speaks for one link: the kind of reason, the things it goes through, the sentences."""

    kind: str
    label: str
    topic: Topic | None
    through: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)


_Links = dict[tuple[str, str, str], _Found]


def links(store: Store, folder: Path, gazetteer: Path) -> list[Quad]:
    """The quads of the links graph, in a fixed order.

    Args:
        store: chapters, what their sentences state, and the outline.
        folder: the candidate queries.
        gazetteer: the folder of ``topics.csv``.

    Raises:
        DataError: the table or a query is broken.
    """
    topics = load_topics(gazetteer / "topics.csv")
    labels = {str(thing): str(label) for thing, label in store.select(_LABELS)}
    found: _Links = {}
    for question in queries.load_all(folder).values():
        _collect(store.select(question.text), question.id, topics, labels, found)
    titles = {str(chapter): f"Chapter {number}, {title}" for chapter, number, title in store.select(_TITLES)}
    graph = URIRef(vocab.LINKS_GRAPH)
    triples: dict[Triple, None] = {}
    for key in sorted(found):
        triples |= dict.fromkeys(_triples(key, found[key], titles, labels))
    return [(s, p, o, graph) for s, p, o in triples]


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of the chapters of outlines, in the order of the table.

    Raises:
        DataError: the table is missing or lacks a column, or a row has nothing to be recognised by.
    """
    found = []
    for line, row in rows(path, _COLUMNS):
        phrases = [phrase for phrase in row["phrases"].split("|") if phrase]
        if not phrases and not row["thing"]:
            raise DataError(f"{path}:{line}: neither phrases nor a thing; a topic is recognised by one of them")
        if row["theme"] and not row["thing"]:
            raise DataError(f"{path}:{line}: a theme narrows a thing down, but there is no thing")
        found.append(
            Topic(
                chapter=vocab.chapter_iri(row["plan"], row["chapter"]),
                plan=vocab.plan_iri(row["plan"]),
                label_en=row["topic_en"],
                label_zh=row["topic_zh"],
                words=re.compile("|".join(_phrase(phrase) for phrase in phrases), re.IGNORECASE) if phrases else None,
                thing=resolve(row["thing"]) if row["thing"] else "",
                theme=vocab.concept("theme", row["theme"]) if row["theme"] else "",
            )
        )
    return tuple(found)


def _phrase(phrase: str) -> str:
    """A pattern for whole words, plural or not. Two words also match across a shared head.

    "food security" is said by "food, energy and industrial security" too.
    """
    first, *rest = (re.escape(word) for word in phrase.split())
    if len(rest) == 1:
        between = r"(?:(?:,\s[\w-]+)*,?\s(?:and|or)\s[\w-]+)?"
        return rf"\b{first}{between}\s{rest[0]}s?\b"
    tail = "".join(rf"\s{word}" for word in rest)
    return rf"\b{first}{tail}s?\b"


def _collect(answer: Rows, name: str, topics: tuple[Topic, ...], labels: dict[str, str], found: _Links) -> None:
    """Add what the rows of one query give; see the module for what its variables mean."""
    by_plan: dict[str, tuple[Topic, ...]] = {}
    for topic in topics:
        by_plan[topic.plan] = (*by_plan.get(topic.plan, ()), topic)
    for row in answer:
        values = {key: "" if term is None else str(term) for key, term in zip(answer.variables, row, strict=True)}
        if not {"from", "sentence"} <= values.keys():
            raise DataError(f"the query {name!r} has to give ?from and ?sentence")
        own = by_plan.get(values["from"].rpartition("/")[0], ())  # a plan without an outline has none
        if "words" in values:
            matches = _by_words(values, own)
        elif "thing" in values:
            matches = _by_thing(values, own)
        elif {"to", "through"} <= values.keys():
            label = labels.get(values["through"]) or values["through"].rpartition("/")[2]
            matches = iter([(values["to"], _Found("thing", label, None, {values["through"]}))])
        else:
            raise DataError(f"the query {name!r} has to give ?words, ?thing, or ?to with ?through")
        for to, match in matches:
            if to == values["from"]:
                continue
            known = found.setdefault((values["from"], to, vocab.slug(match.label)), match)
            if _SCORES[match.kind] > _SCORES[known.kind]:
                known.kind = match.kind
            known.through |= match.through
            known.sentences.add(values["sentence"])


def _by_words(values: dict[str, str], topics: tuple[Topic, ...]) -> Iterator[tuple[str, _Found]]:
    """Topics of the same plan whose words stand there; a thing that is called just so is what the link goes through."""
    words, named = values["words"], values.get("named", "")
    for topic in topics:
        if topic.words is None:
            continue
        match = topic.words.search(words)
        if match:
            whole = named if match.group() == words else ""
            yield topic.chapter, _Found("phrase", topic.label_en, topic, {whole} - {""})


def _by_thing(values: dict[str, str], topics: tuple[Topic, ...]) -> Iterator[tuple[str, _Found]]:
    """Topics of the same plan that are this thing, under this theme where they name one."""
    for topic in topics:
        if topic.thing != values["thing"]:
            continue
        if topic.theme in ("", values.get("theme", "")):
            kind = "theme" if topic.theme else "thing"
            yield topic.chapter, _Found(kind, topic.label_en, topic, {topic.thing, topic.theme} - {""})


def _triples(
    key: tuple[str, str, str], found: _Found, titles: dict[str, str], labels: dict[str, str]
) -> Iterator[Triple]:
    source, target, slug = key
    ends = source.removeprefix(vocab.BASE), target.removeprefix(vocab.BASE)
    link, start, end = URIRef(f"{vocab.BASE}link/{ends[0]}/{ends[1]}/{slug}"), URIRef(source), URIRef(target)
    yield link, RDF.type, URIRef(vocab.term("Link"))
    yield link, URIRef(vocab.term("from")), start
    yield link, URIRef(vocab.term("to")), end
    through = sorted(found.through) or [f"{vocab.BASE}kind/{slug}"]
    for iri in through:
        yield link, URIRef(vocab.term("through")), URIRef(iri)
        if not found.through and iri not in labels and found.topic is not None:
            yield URIRef(iri), RDF.type, URIRef(vocab.term("Kind"))
            yield URIRef(iri), RDFS.label, Literal(found.topic.label_en, lang="en")
            yield URIRef(iri), RDFS.label, Literal(found.topic.label_zh, lang="zh")
    yield link, URIRef(vocab.term("reason")), Literal(_reason(found, titles.get(target, ends[1])), lang="en")
    score = min(1.0, _SCORES[found.kind] + 0.05 * (len(found.sentences) - 1))
    yield link, URIRef(vocab.term("score")), Literal(f"{score:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
    for sentence in sorted(found.sentences):
        yield link, PROV.wasDerivedFrom, URIRef(sentence)
    yield start, URIRef(vocab.term("touches")), end


def _reason(found: _Found, title: str) -> str:
    """One sentence: what the other chapter is about, and how often it is said here."""
    number = len(found.sentences)
    times = "one sentence here" if number == 1 else f"{number} sentences here"
    if found.topic is None:
        return f"{title}, names {found.label} too, as {times} {'does' if number == 1 else 'do'}"
    how = {"thing": "named in", "phrase": "spoken of in", "theme": "the subject of measures in"}[found.kind]
    return f'{title}: its topic "{found.topic.label_en}" is {how} {times}'
