"""What follows from a graph: the OWL 2 RL axioms that the ontology uses, and the rules of ``queries/rule``.

Covered: subclass and subproperty (also as equivalence), inverse, symmetric and transitive properties, property
chains (with inverse members), between named classes and properties. Left out on purpose: typing by domain and range.
A fact that is misread would then make a port a region in silence; the shapes find it instead.

Every axiom becomes one CONSTRUCT rule, so that any engine could follow them, and an axiom's proof is a query.
"""

from pathlib import Path

from rdflib import BNode, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from plangraph.errors import DataError
from plangraph.graph import queries
from plangraph.graph.store import Quad, Store, Term, Triple
from plangraph.vocab import INFERRED_GRAPH

_IRI = "FILTER(isIRI(?x) && isIRI(?y))"
_PAIRS = f"""SELECT DISTINCT ?axiom ?a ?b WHERE {{
  VALUES ?axiom {{
    <{RDFS.subPropertyOf}> <{OWL.equivalentProperty}> <{OWL.inverseOf}>
    <{RDFS.subClassOf}> <{OWL.equivalentClass}>
  }}
  ?a ?axiom ?b FILTER(isIRI(?a) && isIRI(?b) && ?a != ?b)
}} ORDER BY ?axiom ?a ?b"""
_MARKED = f"""SELECT ?p ?mark WHERE {{
  VALUES ?mark {{ <{OWL.SymmetricProperty}> <{OWL.TransitiveProperty}> }} ?p a ?mark FILTER(isIRI(?p))
}} ORDER BY ?p ?mark"""
_CHAINS = f"""SELECT ?p ?list WHERE {{ ?p <{OWL.propertyChainAxiom}> ?list FILTER(isIRI(?p)) }} ORDER BY ?p ?list"""
_LISTS = f"""SELECT ?list ?first ?rest ?inverse WHERE {{
  ?list <{RDF.first}> ?first ; <{RDF.rest}> ?rest OPTIONAL {{ ?first <{OWL.inverseOf}> ?inverse }}
}}"""
_TYPES = f"CONSTRUCT {{ ?x a ?d }} WHERE {{ ?x a ?c . ?c <{RDFS.subClassOf}> ?d FILTER(isIRI(?d)) }}"


def closure(store: Store, rules: Path, ontology: Store | None = None) -> list[Quad]:
    """The quads of the inferred graph: what axioms and rules add to all that the store holds, in a fixed order.

    A triple that is in some graph already is not repeated. The store is not changed; adding the quads to it and
    asking again gives nothing more.

    Args:
        store: facts and ontology.
        rules: folder of ``.rq`` files with a CONSTRUCT query each.
        ontology: where the axioms stand; left out, they are looked for in all of the store.

    Raises:
        DataError: a rule file is broken or no CONSTRUCT query, or a property chain is no proper list.
    """
    graph = URIRef(INFERRED_GRAPH)
    texts = axiom_rules(ontology or store) + [question.text for question in queries.load_all(rules).values()]
    new = store.fixpoint(texts)
    return [(s, p, o, graph) for s, p, o in sorted(new, key=_order)]


def _order(triple: Triple) -> tuple[str, str, str]:
    s, p, o = triple
    return str(s), str(p), o.n3()


def axiom_rules(store: Store) -> list[str]:
    """One CONSTRUCT rule for each axiom that the store states about its properties, and two for its classes."""
    found = []
    for axiom, a, b in store.select(_PAIRS):
        first, second = _n3(a), _n3(b)
        if axiom in (RDFS.subPropertyOf, OWL.equivalentProperty):
            found.append(f"CONSTRUCT {{ ?x {second} ?y }} WHERE {{ ?x {first} ?y }}")
        if axiom == OWL.equivalentProperty:
            found.append(f"CONSTRUCT {{ ?x {first} ?y }} WHERE {{ ?x {second} ?y }}")
        if axiom == OWL.inverseOf:
            found.append(f"CONSTRUCT {{ ?y {second} ?x }} WHERE {{ ?x {first} ?y {_IRI} }}")
            found.append(f"CONSTRUCT {{ ?y {first} ?x }} WHERE {{ ?x {second} ?y {_IRI} }}")
        if axiom in (OWL.equivalentClass, OWL.equivalentProperty):
            below = RDFS.subClassOf if axiom == OWL.equivalentClass else RDFS.subPropertyOf
            mutual = f"{first} <{below}> {second} . {second} <{below}> {first}"
            found.append(f"CONSTRUCT {{ {mutual} }} WHERE {{ }}")
    for prop, mark in store.select(_MARKED):
        name = _n3(prop)
        path = f"^{name}" if mark == OWL.SymmetricProperty else f"{name}+"
        found.append(f"CONSTRUCT {{ ?x {name} ?y }} WHERE {{ ?x {path} ?y {_IRI} }}")
    for prop, steps in chains(store):
        found.append(f"CONSTRUCT {{ ?x {_n3(prop)} ?y }} WHERE {{ ?x {'/'.join(steps)} ?y {_IRI} }}")
    return [*found, _hierarchy(RDFS.subPropertyOf), _hierarchy(RDFS.subClassOf), _TYPES]


def _hierarchy(relation: URIRef) -> str:
    """The transitive closure of a hierarchy of named terms; nothing is said to be below itself."""
    return (
        f"CONSTRUCT {{ ?x <{relation}> ?y }} WHERE {{ ?x <{relation}>+ ?y FILTER(isIRI(?x) && isIRI(?y) && ?x != ?y) }}"
    )


def chains(store: Store) -> list[tuple[Term | None, list[str]]]:
    """Each property with the steps of a chain that leads to it, as property paths."""
    lists = {row[0]: row[1:] for row in store.select(_LISTS)}
    found = []
    for prop, head in store.select(_CHAINS):
        steps: list[str] = []
        node: Term | None = head
        while node != RDF.nil:
            if node not in lists or len(steps) > len(lists):
                raise DataError(f"the property chain of {prop} is not a closed list of properties")
            first, node, inverse = lists[node]
            steps.append(f"^{_n3(inverse)}" if isinstance(first, BNode) else _n3(first))
        found.append((prop, steps))
    return found


def _n3(term: Term | None) -> str:
    if not isinstance(term, URIRef):
        raise DataError(f"{term!r} stands where the ontology needs a named property")
    return term.n3()
