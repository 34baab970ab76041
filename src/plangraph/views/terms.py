"""The page of terms: every class, property and concept of the ontology, from its own files."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from plangraph.graph import turtle
from plangraph.graph.trig import natural
from plangraph.vocab import PLAN, PREFIXES, SCHEME

_HEAD = """# Terms

<!-- Made from ontology/plan.ttl, ontology/schemes/*.ttl and ontology/mappings.sssom.tsv; change those, then make this
page again. -->

The ontology is OWL 2 DL and may be reused under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). A term's IRI
is its name after `{plan}`. Version {version}, `{iri}`.

[Classes](#classes) · [Properties](#properties) · [Schemes](#schemes)
"""
_SORTS = {
    OWL.ObjectProperty: "relates things",
    OWL.DatatypeProperty: "gives a value",
    OWL.AnnotationProperty: "annotates, without reasoning",
}
_MARKS = {
    OWL.FunctionalProperty: "one value at most",
    OWL.TransitiveProperty: "transitive",
    OWL.IrreflexiveProperty: "never to itself",
    OWL.AsymmetricProperty: "never both ways",
}
_HELD_IN = URIRef(PLAN + "heldIn")
_CONCEPT_ROWS = 60  # a larger scheme is listed in lines, or the page would be all actions


@dataclass(frozen=True, slots=True)
class _Ontology:
    graph: Graph
    mappings: dict[str, list[str]]

    def text(self, term: Node, prop: URIRef, language: str) -> str:
        return next((str(v) for v in self.graph.objects(term, prop) if getattr(v, "language", "") == language), "")

    def named(self, terms: Iterable[Node]) -> list[URIRef]:
        return sorted((t for t in terms if isinstance(t, URIRef)), key=lambda term: natural(str(term)))


def page(ontology: Path) -> str:
    """The page as Markdown, from the folder of the ontology; the same files give the same characters.

    Raises:
        DataError: a file of the ontology is missing or not Turtle.
    """
    graph = turtle.read(ontology / "plan.ttl", *sorted((ontology / "schemes").glob("*.ttl")))
    own = _Ontology(graph, _mappings(ontology / "mappings.sssom.tsv"))
    header = URIRef(PLAN.removesuffix("#"))
    head = _HEAD.format(
        plan=PLAN, version=graph.value(header, OWL.versionInfo), iri=graph.value(header, OWL.versionIRI)
    )
    parts = [head, "## Classes\n", *_tree(own), *_classes(own), "## Properties\n", *_contents(own), *_properties(own)]
    parts += ["## Schemes\n", *_schemes(own)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _mappings(path: Path) -> dict[str, list[str]]:
    """What a term is close to elsewhere, by its name with prefix."""
    found: dict[str, list[str]] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        how = row["predicate_id"].partition(":")[2].removesuffix("Match")
        found.setdefault(row["subject_id"], []).append(f"{how}: {row['object_label']} (`{row['object_id']}`)")
    return found


def _own(own: _Ontology, *sorts: URIRef) -> list[URIRef]:
    """The terms of our namespace of some sorts, in the order of their names."""
    terms = {term for sort in sorts for term in own.named(own.graph.subjects(RDF.type, sort))}
    return own.named(term for term in terms if str(term).startswith(PLAN))


def _tree(own: _Ontology) -> Iterator[str]:
    every = set(_own(own, OWL.Class))
    below: dict[URIRef | None, list[URIRef]] = {}
    for term in own.named(every):
        above = [t for t in own.named(own.graph.objects(term, RDFS.subClassOf)) if t in every]
        parents: list[URIRef | None] = [*above]
        for parent in parents or [None]:
            below.setdefault(parent, []).append(term)

    def lines(parent: URIRef | None, depth: int) -> Iterator[str]:
        for term in below.get(parent, ()):
            label = f"{own.text(term, RDFS.label, 'en')} · {own.text(term, RDFS.label, 'zh')}"
            yield f"{'  ' * depth}- [{_name(term)}](#{_anchor(term)}) {label}"
            yield from lines(term, depth + 1)

    yield from lines(None, 0)
    yield ""


def _contents(own: _Ontology) -> Iterator[str]:
    yield "| property | 属性 | from | to |"
    yield "|---|---|---|---|"
    for term in _own(own, *_SORTS):
        label = own.text(term, RDFS.label, "zh")
        ends = [_ends(own, term, end) for end in (RDFS.domain, RDFS.range)]
        yield f"| [{_name(term)}](#{_anchor(term)}) | {label} | {' | '.join(ends)} |"
    yield ""


def _classes(own: _Ontology) -> Iterator[str]:
    for term in _own(own, OWL.Class):
        above = ", ".join(_shown(t) for t in own.named(own.graph.objects(term, RDFS.subClassOf)))
        used = [p for p in _own(own, *_SORTS) if term in _members(own, p, RDFS.domain)]
        facts = {
            "Is a": above,
            "Has": ", ".join(_link(prop) for prop in used),
            "Exactly one": ", ".join(_link(prop) for prop in _restricted(own, term, OWL.cardinality)),
            "At least one": ", ".join(_link(prop) for prop in _restricted(own, term, OWL.someValuesFrom)),
            "Excludes": ", ".join(_link(other) for other in _excluded(own, term)),
        }
        yield from _entry(own, term, facts)


def _properties(own: _Ontology) -> Iterator[str]:
    for term in _own(own, *_SORTS):
        sorts = set(own.graph.objects(term, RDF.type))
        chains = [
            " then ".join(_link(step) for step in Collection(own.graph, chain))
            for chain in own.graph.objects(term, OWL.propertyChainAxiom)
        ]
        facts = {
            "Sort": ", ".join(words for sort, words in (_SORTS | _MARKS).items() if sort in sorts),
            "From": _ends(own, term, RDFS.domain),
            "To": _ends(own, term, RDFS.range),
            "Inverse of": ", ".join(_shown(t) for t in own.named(own.graph.objects(term, OWL.inverseOf))),
            "Is also": ", ".join(_shown(t) for t in own.named(own.graph.objects(term, RDFS.subPropertyOf))),
            "Follows from": "; ".join(sorted(chains)),
            "Held in": ", ".join(sorted(str(place) for place in own.graph.objects(term, _HELD_IN))),
        }
        yield from _entry(own, term, facts)


def _entry(own: _Ontology, term: URIRef, facts: dict[str, str]) -> Iterator[str]:
    """One term: its heading, its definition in both languages, its example, and what the axioms say of it."""
    yield f'<a id="{_anchor(term)}"></a>\n'
    yield f"### {_name(term)}\n"
    yield f"**{own.text(term, RDFS.label, 'en')} · {own.text(term, RDFS.label, 'zh')}**. {_definition(own, term)}\n"
    examples = sorted(str(example) for example in own.graph.objects(term, SKOS.example))
    elsewhere = "; ".join(own.mappings.get(_shown_id(term), []))
    listed = {**facts, "For example": "; ".join(examples), "Elsewhere": elsewhere}
    yield from (f"- {what}: {text}" for what, text in listed.items() if text)
    yield ""


def _schemes(own: _Ontology) -> Iterator[str]:
    for scheme in own.named(own.graph.subjects(RDF.type, SKOS.ConceptScheme)):
        concepts = own.named(own.graph.subjects(SKOS.inScheme, scheme))
        yield f"### {own.text(scheme, SKOS.prefLabel, 'en')} · {own.text(scheme, SKOS.prefLabel, 'zh')}\n"
        yield f"`{scheme}/…`, {len(concepts)} concepts. {_definition(own, scheme)}\n"
        yield from _lines(own, concepts) if len(concepts) > _CONCEPT_ROWS else _rows(own, concepts)
        yield ""


def _rows(own: _Ontology, concepts: list[URIRef]) -> Iterator[str]:
    yield "| concept | label | 名称 | definition | elsewhere |"
    yield "|---|---|---|---|---|"
    for term in concepts:
        labels = [own.text(term, SKOS.prefLabel, language) for language in ("en", "zh")]
        elsewhere = "; ".join(own.mappings.get(_shown_id(term), []))
        yield f"| `{str(term).rpartition('/')[2]}` | {' | '.join(labels)} | {_definition(own, term)} | {elsewhere} |"


def _lines(own: _Ontology, concepts: list[URIRef]) -> Iterator[str]:
    """A large scheme: each top concept with all that lies below it, by name."""

    def below(term: URIRef) -> list[str]:
        under = own.named(own.graph.subjects(SKOS.broader, term))
        return [_pair(own, term)] + [text for narrower in under for text in below(narrower)]

    for term in concepts:
        if own.graph.value(term, SKOS.broader) is None:
            first, *rest = below(term)
            yield f"- **{first}**" + (f": {', '.join(rest)}" if rest else "")


def _pair(own: _Ontology, term: URIRef) -> str:
    return f"{own.text(term, SKOS.prefLabel, 'en')} {own.text(term, SKOS.prefLabel, 'zh')}"


def _definition(own: _Ontology, term: Node) -> str:
    return f"{own.text(term, SKOS.definition, 'en')} {own.text(term, SKOS.definition, 'zh')}"


def _members(own: _Ontology, prop: URIRef, end: URIRef) -> list[Node]:
    """The classes of a property's domain or range, in the order in which the ontology lists them."""
    found: list[Node] = []
    for node in own.graph.objects(prop, end):
        parts = own.graph.value(node, OWL.unionOf) or own.graph.value(node, OWL.oneOf)
        found += Collection(own.graph, parts) if parts is not None else [node]
    return found


def _ends(own: _Ontology, prop: URIRef, end: URIRef) -> str:
    return ", ".join(_shown(term) for term in _members(own, prop, end))


def _excluded(own: _Ontology, term: URIRef) -> list[URIRef]:
    lists = [list(Collection(own.graph, node)) for node in own.graph.objects(None, OWL.members)]
    return own.named({other for members in lists if term in members for other in members if other != term})


def _restricted(own: _Ontology, term: URIRef, how: URIRef) -> list[URIRef]:
    """The properties that a class has by a restriction of one form."""
    nodes = [n for n in own.graph.objects(term, RDFS.subClassOf) if own.graph.value(n, how) is not None]
    return own.named(prop for node in nodes for prop in own.graph.objects(node, OWL.onProperty))


def _shown(term: Node) -> str:
    """A term as the page names it: ours with a link, others with their prefix, values as code."""
    if isinstance(term, Literal | BNode):
        return f"`{term}`"
    return _link(term) if str(term).startswith(PLAN) else f"`{_shown_id(term)}`"


def _shown_id(term: Node) -> str:
    text = str(term)
    fits = [(len(ns), prefix, ns) for prefix, ns in PREFIXES.items() if text.startswith(ns)]
    if not fits:
        return text.removeprefix(SCHEME)
    _, prefix, namespace = max(fits)
    return f"{prefix}:{text.removeprefix(namespace)}"


def _link(term: Node) -> str:
    return f"[{_name(term)}](#{_anchor(term)})"


def _name(term: Node) -> str:
    return str(term).removeprefix(PLAN)


def _anchor(term: Node) -> str:
    """An anchor of our own: a class and a property may differ in nothing but a capital, which browsers may not tell."""
    name = _name(term)
    return f"{'class' if name[:1].isupper() else 'property'}-{name.lower()}"
