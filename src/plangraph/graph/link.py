"""Links from a chapter to other chapters: what they share, why, and which sentences say so.

What one chapter has that may link it (``hints``) is found from that chapter alone and kept; here hints become links.
The links between measures of two chapters are made in ``linking``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, XSD

from plangraph import vocab
from plangraph.graph import queries
from plangraph.graph.following import Own
from plangraph.graph.hints import SCORES, TITLES, Beside, Hint, Hints, hints
from plangraph.graph.store import Quad, Store, Triple, lines
from plangraph.graph.topics import load_topics

COMMON = 60  # chapters; a thing that more of them name says nothing about two of them, and would link all with all
_ENGLISH = f"> <{RDFS.label}> "

_Links = dict[tuple[str, str, str], Hint]


def links(store: Store, folder: Path, gazetteer: Path) -> list[Quad]:
    """The quads of the links graph, in a fixed order.

    Args:
        store: chapters, what their sentences state, the outline, and the ontology.
        folder: the queries.
        gazetteer: the folder of ``topics.csv``.

    Raises:
        DataError: the table or a query is broken.
    """
    chapters, others, ontology = divided(store.lines())
    beside = Beside(others, ontology)
    topics, questions = load_topics(gazetteer / "topics.csv"), queries.load_all(folder)
    found = []
    for chapter, stated in sorted(chapters.items()):
        known = beside.of(Own(chapter).speaks_of(stated))
        found.append(hints(stated, [*known, *beside.classes], questions, topics))
    named = [*others, *(line for chapter, stated in chapters.items() for line in Own(chapter).shared(stated))]
    return drawn(found, named)


def divided(quads: Iterable[str]) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Lines by the chapter whose text or sentences state them; the other lines; those of the ontology."""
    chapters: defaultdict[str, list[str]] = defaultdict(list)
    others, ontology = [], []
    for line in quads:
        graph = lines.graph(line)
        if graph == vocab.ONTOLOGY_GRAPH:
            ontology.append(line)
        elif graph.endswith("/text"):
            chapters[graph.removesuffix("/text")].append(line)
        elif "#char=" in graph:
            chapters[graph.partition("#")[0]].append(line)
        else:
            others.append(line)
    return chapters, others, ontology


def drawn(found: Iterable[Hints], named: Iterable[str]) -> list[Quad]:
    """The links that hints give together, in a fixed order.

    Args:
        found: the hints of all chapters.
        named: lines that say how things are called, and what chapters are called that have no text here.
    """
    labels, titles = _called(named)
    merged: _Links = {}
    shared: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    apart: list[Hints] = list(found)
    for chapter in apart:
        for (source, thing), sentences in chapter.shared.items():
            shared[thing][source] = sentences
    for thing in sorted(shared):
        label = labels.get(thing) or thing.rpartition("/")[2]
        for key, hint in _between(thing, label, shared[thing]):
            _take(merged, key, hint)
    numbers: dict[str, list[tuple[str, str]]] = defaultdict(list, titles)
    for chapter in apart:
        for key, hint in chapter.links.items():
            _take(merged, key, hint)
        for iri, title, number in chapter.titles:
            numbers[iri].append((title, number))
    shown = {iri: "Chapter {1}, {0}".format(*max(both)) for iri, both in numbers.items()}
    triples: dict[Triple, None] = {}
    for key in sorted(merged):
        triples |= dict.fromkeys(_triples(key, merged[key], shown, labels))
    graph = URIRef(vocab.LINKS_GRAPH)
    return [(s, p, o, graph) for s, p, o in triples]


def _take(merged: _Links, key: tuple[str, str, str], hint: Hint) -> None:
    if key in merged:
        merged[key].take(hint)
    else:
        merged[key] = replace(hint, through=set(hint.through), sentences=set(hint.sentences))


def _between(thing: str, label: str, chapters: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str, str, str], Hint]]:
    """Links between all chapters that name a thing, where they are not many."""
    if 1 < len(chapters) <= COMMON:
        name = vocab.slug(label)
        for source, sentences in chapters.items():
            for target in chapters.keys() - {source}:
                yield (source, target, name), Hint("thing", label, None, {thing}, sentences)


def _called(quads: Iterable[str]) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """What things are called in English; titles and numbers of chapters, from lines."""
    labels: dict[str, str] = {}
    titled: list[str] = []
    for line in quads:
        if _ENGLISH in line and line[: line.rindex(" <")].endswith('"@en'):
            thing = line[1 : line.index(">")]
            label = (
                str(next(iter(lines.quads([line])))[2]) if "\\" in line else line.split('"', 1)[1].rpartition('"')[0]
            )
            labels[thing] = min(label, labels.get(thing, label))
        elif vocab.outline_graph("") in line:
            titled.append(line)
    store = Store.memory()
    store.take(titled)
    numbers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for chapter, title, number in store.select(TITLES):
        numbers[str(chapter)].append((str(title), str(number)))
    return labels, numbers


def _triples(
    key: tuple[str, str, str], found: Hint, titles: Mapping[str, str], labels: Mapping[str, str]
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
            yield URIRef(iri), RDFS.label, Literal(found.label, lang="en")
            yield URIRef(iri), RDFS.label, Literal(found.topic, lang="zh")
    yield link, URIRef(vocab.term("reason")), Literal(_reason(found, titles.get(target, ends[1])), lang="en")
    score = min(1.0, SCORES[found.kind] + 0.05 * (len(found.sentences) - 1))
    yield link, URIRef(vocab.term("score")), Literal(f"{score:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
    for sentence in sorted(found.sentences):
        yield link, PROV.wasDerivedFrom, URIRef(sentence)
    yield start, URIRef(vocab.term("touches")), end


def _reason(found: Hint, title: str) -> str:
    """One sentence: what the other chapter is about, and how often it is said here."""
    number = len(found.sentences)
    times = "one sentence here" if number == 1 else f"{number} sentences here"
    if found.topic is None:
        return f"{title}, names {found.label} too, as {times} {'does' if number == 1 else 'do'}"
    how = {"thing": "named in", "phrase": "spoken of in", "theme": "the subject of measures in"}[found.kind]
    return f'{title}: its topic "{found.label}" is {how} {times}'
