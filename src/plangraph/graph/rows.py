"""All measures of a graph as rows: one a measure, with its section, words, roles and evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal

from plangraph.graph.divisions import Divisions
from plangraph.graph.store import Reads, Term
from plangraph.graph.trig import natural
from plangraph.vocab import PREFIXES

ROLES = (
    "object",
    "becomes",
    "place",
    "along",
    "beneficiary",
    "actor",
    "between",
    "basis",
    "contextRegion",
    "bearsOn",
    "implements",
    "theme",
    "instrument",
)

_PREFIXES = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("plan", "dcterms", "nif", "rdfs", "skos", "schema")
)
# Three questions and not one: together they cost the square of the measures, since an engine may join badly.
_MEASURES = f"""{_PREFIXES}
SELECT ?measure ?sentence ?action ?kind ?strength ?confidence ?quote ?objectText ?purpose
WHERE {{
  GRAPH ?sentence {{
    ?measure a plan:Measure ; plan:action ?action ; plan:quote ?quote .
    OPTIONAL {{ ?measure plan:kind ?kind }}
    OPTIONAL {{ ?measure plan:strength ?strength }}
    OPTIONAL {{ ?measure plan:confidence ?confidence }}
    OPTIONAL {{ ?measure plan:objectText ?objectText }}
    OPTIONAL {{ ?measure plan:purpose ?purpose }}
  }}
}}"""
_PLACES = f"""{_PREFIXES}
SELECT ?measure ?chapter ?start ?end
WHERE {{
  ?measure plan:evidence ?evidence ; a plan:Measure .
  ?evidence nif:beginIndex ?start ; nif:endIndex ?end ; nif:referenceContext ?chapter .
}}"""
_AMOUNTS = f"""{_PREFIXES}
SELECT ?measure ?value ?unit ?approximate
WHERE {{
  ?measure plan:quantity ?quantity .
  ?quantity schema:value ?value .
  OPTIONAL {{ ?quantity schema:unitText ?unit }}
  OPTIONAL {{ ?quantity plan:approximate ?approximate }}
}}"""
_ROLE_QUERY = f"""{_PREFIXES}
SELECT DISTINCT ?measure ?role ?thing ?label
WHERE {{
  VALUES ?role {{ {" ".join(f"plan:{role}" for role in ROLES)} }}
  ?measure ?role ?thing ; a plan:Measure .
  OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?label FILTER(LANG(?label) = "en") }}
}}"""
_DIVISIONS = f"""{_PREFIXES}
SELECT ?part ?whole ?label ?title
WHERE {{
  ?part dcterms:isPartOf ?whole .
  OPTIONAL {{ ?whole rdfs:label ?label FILTER(LANG(?label) = "en") }}
  OPTIONAL {{ ?whole dcterms:title ?title FILTER(LANG(?title) = "en") }}
}}"""


@dataclass(frozen=True, slots=True)
class Thing:
    """What plays a role in a measure: its IRI and its English label, or the last word of its IRI where it has none."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure. ``start`` and ``end`` are source offsets of its evidence; empty strings for what is not said."""

    iri: str
    chapter: str
    section: str
    sentence: str
    quote: str
    action: str
    kind: str
    strength: str
    confidence: str
    object_text: str
    purpose: str
    quantity: str
    start: int
    end: int
    roles: dict[str, tuple[Thing, ...]]


def measure_rows(store: Reads) -> list[MeasureRow]:
    """All measures of the store, in the order of chapters and of the text."""
    roles = _roles(store)
    sections = _sections(store)
    where = {str(measure): rest for measure, *rest in store.select(_PLACES)}
    amounts = {str(measure): _quantity(*rest) for measure, *rest in store.select(_AMOUNTS)}
    found: dict[str, MeasureRow] = {}
    for row in store.select(_MEASURES):
        measure, sentence, action, kind, strength, confidence, quote, words, purpose = row
        iri = str(measure)
        if iri in found or iri not in where:
            continue
        chapter, start, end = where[iri]
        found[iri] = MeasureRow(
            iri=iri,
            chapter=str(chapter),
            section=sections.path(str(sentence)),
            sentence=str(sentence),
            quote=_text(quote),
            action=slug_of(action),
            kind=slug_of(kind),
            strength=slug_of(strength),
            confidence=_text(confidence),
            object_text=_text(words),
            purpose=_text(purpose),
            quantity=amounts.get(iri, ""),
            start=int(_text(start)),
            end=int(_text(end)),
            roles=roles.get(iri, {}),
        )
    return sorted(found.values(), key=lambda row: (natural(row.chapter), row.start, row.end, natural(row.iri)))


def slug_of(term: Term | None) -> str:
    """The last segment of an IRI, empty for nothing.

    >>> from rdflib import URIRef
    >>> slug_of(URIRef("https://w3id.org/plangraph/scheme/theme/ecology"))
    'ecology'
    """
    return "" if term is None else str(term).rstrip("/").replace("#", "/").rpartition("/")[2]


def _text(term: Term | None) -> str:
    return "" if term is None else str(term)


def _quantity(value: Term | None, unit: Term | None, approximate: Term | None) -> str:
    """An amount in words: ``about 200 border villages``."""
    about = "about" if isinstance(approximate, Literal) and str(approximate) == "true" else ""
    return " ".join(filter(None, (about, _text(value), _text(unit))))


def _roles(store: Reads) -> dict[str, dict[str, tuple[Thing, ...]]]:
    """Measure to role to things, each thing once, by label."""
    labels: dict[str, str] = {}
    links: dict[str, dict[str, set[str]]] = {}
    for measure, role, thing, label in store.select(_ROLE_QUERY):
        iri = str(thing)
        labels[iri] = min(filter(None, (labels.get(iri), _text(label)))) if label or iri in labels else slug_of(thing)
        links.setdefault(str(measure), {}).setdefault(slug_of(role), set()).add(iri)
    return {measure: {role: _things(iris, labels) for role, iris in own.items()} for measure, own in links.items()}


def _things(iris: Iterable[str], labels: dict[str, str]) -> tuple[Thing, ...]:
    return tuple(sorted((Thing(iri, labels[iri]) for iri in iris), key=lambda thing: (thing.label, thing.iri)))


def _sections(store: Reads) -> Divisions:
    """Where each piece of text stands."""
    found = store.select(_DIVISIONS)
    return Divisions(dict(zip(found.variables, map(_text, row), strict=True)) for row in found)
