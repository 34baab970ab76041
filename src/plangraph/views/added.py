"""What a chapter brings to a graph: how much it says, and what it names that the others name too."""

from dataclasses import dataclass

from plangraph import vocab
from plangraph.graph.store import Reads

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items())
_NUMBERS = {
    "sentences": "?x nif:referenceContext <{0}> ; a plan:Sentence ; plan:position ?p . MINUS {{ ?x a plan:Heading }}",
    "measures": "?s nif:referenceContext <{0}> . GRAPH ?s {{ ?x a plan:Measure }}",
    "places": "?s nif:referenceContext <{0}> . GRAPH ?s {{ ?s plan:mentions ?x }} ?x a plan:Region . "
    "FILTER(STRSTARTS(STR(?x), STR(place:)))",
}
_SHARED = """SELECT DISTINCT ?x ?label WHERE {{
  {{ SELECT DISTINCT ?x WHERE {{
    ?s nif:referenceContext <{0}> . GRAPH ?s {{ ?m plan:refersTo ?x ; plan:named true }}
  }} }}
  ?o plan:mentions ?x ; nif:referenceContext ?c FILTER(?c != <{0}>)
  ?x rdfs:label ?label FILTER(LANG(?label) = "en")
}} ORDER BY ?label ?x"""
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Added:
    """Numbers by what is counted, and the labels of the things that other chapters name too."""

    numbers: dict[str, int]
    shared: tuple[str, ...]


def counts(store: Reads, name: str) -> Added:
    """What the chapter ``plan/number`` brings."""
    iri = vocab.BASE + name
    numbers = {}
    for what, pattern in _NUMBERS.items():
        rows = store.select(f"{_PREFIXES}SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern.format(iri)} }}")
        numbers[what] = int(str(rows.rows[0][0]))
    rows = store.select(_PREFIXES + _SHARED.format(iri))
    return Added(numbers, tuple(dict.fromkeys(str(row[1]) for row in rows)))


def text(name: str, found: Added) -> str:
    """The same in words."""
    first = f"{name}: new: " + ", ".join(f"{number:,} {what}" for what, number in found.numbers.items())
    number = len(found.shared)
    if not number:
        return f"{first}; names nothing that other chapters name"
    names = ", ".join(found.shared[:_SHOWN]) + (", …" if number > _SHOWN else "")
    return f"{first}; named by other chapters too: {number} ({names})"
