"""A comparison as data: RDF in the words of the ontology, and JSON."""

import json
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD

from plangraph import vocab
from plangraph.graph import trig
from plangraph.graph.comparing.difference import Change, Difference
from plangraph.graph.rows import MeasureRow, Thing
from plangraph.graph.store import Triple


def turtle(found: Difference) -> str:
    """The rows as Turtle: a ``plan:Change`` each, from the earlier side to the later, with both measures' quotes."""
    return trig.text((s, p, o, None) for row in found.rows for s, p, o in triples(found, row))


def triples(found: Difference, row: Change) -> Iterator[Triple]:
    """What one row says."""
    ends = [one for one in (row.earlier, row.later) if one is not None]
    local = "/".join(one.iri.removeprefix(vocab.BASE).replace("/measure/", ".").replace("/", ".") for one in ends)
    change = URIRef(f"{vocab.BASE}diff/{found.earlier.name}/{found.later.name}/{row.status}/{local}")
    yield change, RDF.type, URIRef(vocab.term("Change"))
    yield change, URIRef(vocab.term("from")), URIRef(found.earlier.iri)
    yield change, URIRef(vocab.term("to")), URIRef(found.later.iri)
    for mark in (row.status, *row.changes):
        yield change, URIRef(vocab.term("change")), URIRef(vocab.concept("change", mark))
    if row.status == "kept":
        yield change, URIRef(vocab.term("score")), Literal(f"{row.score:.4f}", datatype=XSD.decimal)
    for name, measure in (("earlier", row.earlier), ("later", row.later)):
        if measure is not None:
            node = URIRef(measure.iri)
            yield change, URIRef(vocab.term(name)), node
            yield change, PROV.wasDerivedFrom, URIRef(measure.sentence)
            yield node, RDF.type, URIRef(vocab.term("Measure"))
            yield node, URIRef(vocab.term("quote")), Literal(measure.quote)


def as_json(found: Difference) -> str:
    """The rows as one JSON object; ``where`` is the exact characters, after RFC 5147."""
    made = {
        "earlier": {"name": found.earlier.name, "titles": dict(found.earlier.titles)},
        "later": {"name": found.later.name, "titles": dict(found.later.titles)},
        "about": _thing(found.about) if found.about else None,
        "counts": found.counts(),
        "rows": [_row(row) for row in found.rows],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _row(row: Change) -> dict[str, object]:
    return {
        "status": row.status,
        "changes": list(row.changes),
        "score": row.score,
        "earlier": _measure(row.earlier),
        "later": _measure(row.later),
        "places": [_thing(one) for one in row.places],
        "places_gone": [_thing(one) for one in row.places_gone],
        "figures": list(row.figures),
        "figures_gone": list(row.figures_gone),
    }


def _measure(row: MeasureRow | None) -> dict[str, object] | None:
    if row is None:
        return None
    return {
        "iri": row.iri,
        "where": f"{row.chapter}#char={row.start},{row.end}",
        "section": row.section,
        "action": row.action,
        "strength": row.strength,
        "quote": row.quote,
    }


def _thing(thing: Thing) -> dict[str, str]:
    return {"iri": thing.iri, "label": thing.label}
