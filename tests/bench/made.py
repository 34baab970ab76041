"""A made graph of measures, as large as one wishes: every measure has places, an action and a span as its evidence."""

import random
from collections.abc import Iterator
from pathlib import Path

from plangraph.vocab import BASE, PREFIXES

_PER_MEASURE = 13
_PROVINCES, _ACTIONS = 34, 60
_WORDS = ("build", "open", "extend", "improve", "protect", "rail", "port", "road", "river", "energy", "trade", "forest")
_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"


def thing(kind: str, number: int) -> str:
    """The IRI of one of the things of a made graph, as SPARQL and N-Triples write it."""
    return f"<{BASE}made/{kind}/{number}>"


def term(name: str) -> str:
    """A term of the vocabulary."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def measures(triples: int) -> int:
    """How many measures a graph of so many triples has."""
    return triples // (_PER_MEASURE + 1)  # places take the rest


def write(path: Path, triples: int) -> None:
    """A graph of about so many triples, the same each time, as N-Triples."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{subject} {predicate} {value} .\n" for subject, predicate, value in _triples(triples))


def _triples(triples: int) -> Iterator[tuple[str, str, str]]:
    chance = random.Random(7)  # noqa: S311 - no secret
    count = measures(triples)
    places = count // 3

    def words(number: int) -> str:
        return '"' + " ".join(chance.choices(_WORDS, k=number)) + '"@en'

    for number in range(places):
        place = thing("place", number)
        yield place, _TYPE, term("plan:County")
        yield place, _LABEL, words(2)
        yield place, term("plan:locatedIn"), thing("province", number % _PROVINCES)
    for number in range(count):
        measure, span, begin = thing("measure", number), thing("span", number), chance.randrange(40_000)
        yield measure, _TYPE, term("plan:Measure")
        yield measure, _LABEL, words(5)
        yield measure, term("plan:action"), thing("action", chance.randrange(_ACTIONS))
        for where in chance.sample(range(places), 2):
            yield measure, term("plan:place"), thing("place", where)
        yield measure, term("plan:confidence"), f'"{chance.random():.2f}"^^{term("xsd:decimal")}'
        yield measure, term("plan:evidence"), span
        yield measure, term("plan:quote"), words(20)
        yield span, _TYPE, term("plan:Span")
        yield span, term("nif:beginIndex"), f'"{begin}"^^{term("xsd:integer")}'
        yield span, term("nif:endIndex"), f'"{begin + 120}"^^{term("xsd:integer")}'
        yield span, term("nif:anchorOf"), words(20)
        yield span, term("dcterms:isPartOf"), thing("section", number % 50)
