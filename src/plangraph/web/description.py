"""What this server is, for machines: the SPARQL service description, and VoID counted from the data.

Both are constant triples that a worker writes in the format asked for: a CONSTRUCT query without a pattern.
"""

from typing import Any

from plangraph import vocab
from plangraph.errors import QueryError
from plangraph.graph.sparql import iri_term, string_term
from plangraph.web.backend import Backend, Row

_PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG",
)  # fmt: skip
_MANY = 500  # named graphs, classes or properties that are told one by one
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY DESC(?n) ?g"
_TOTAL = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_CLASSES = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { %s } GROUP BY ?x ORDER BY DESC(?n) ?x"
_PROPERTIES = "SELECT ?x (COUNT(*) AS ?n) WHERE { %s } GROUP BY ?x ORDER BY DESC(?n) ?x"


async def counts(backend: Backend) -> dict[str, Any]:
    """``snapshot``, ``triples`` (each once), and ``graphs``: name to triples; '' is the default graph of a file."""

    async def make() -> dict[str, Any]:
        total = _number((await backend.rows(_TOTAL))[0])
        named = {row["g"]["value"]: int(row["n"]["value"]) for row in (await backend.rows(_GRAPHS))[0] if "g" in row}
        default = {} if backend.settings.scoped or not total else {"": total}
        triples = total if backend.settings.scoped else total + sum(named.values())
        return {"snapshot": backend.snapshot, "triples": triples, "graphs": default | named}

    made: dict[str, Any] = await backend.kept("counts", make)
    return made


def service(known: dict[str, Any], endpoint: str) -> str:
    """A query that gives the description of the endpoint at an address."""
    at = iri_term(endpoint)
    named = [(name, number) for name, number in known["graphs"].items() if name]
    lines = [f"{at} a sd:Service ; sd:endpoint {at} ; sd:supportedLanguage sd:SPARQL11Query ."]
    lines += [f"{at} sd:resultFormat formats:{name} ." for name in _FORMATS]
    lines.append(f"{at} sd:defaultDataset _:dataset . _:dataset a sd:Dataset ; sd:defaultGraph _:default .")
    default = known["graphs"].get("", known["triples"])
    lines.append(f"_:default a sd:Graph ; void:triples {default:d} .")
    for at_graph, (name, number) in enumerate(named[:_MANY]):
        graph = _term(name)
        if graph:
            lines.append(f"_:dataset sd:namedGraph _:g{at_graph} . _:g{at_graph} a sd:NamedGraph ; sd:name {graph} ;")
            lines.append(f"  sd:graph [ a sd:Graph ; void:triples {number:d} ] .")
    return f"{_PREFIXES}CONSTRUCT {{\n" + "\n".join(lines) + "\n} WHERE {}"


async def void(backend: Backend, base: str) -> str:
    """A query that gives the VoID description of what is served at an address."""

    async def make() -> tuple[dict[str, Any], list[Row], list[Row]]:
        both = "{ %s } UNION { GRAPH ?g { %s } }"
        a, p = "?s a ?x", "?s ?x ?o"
        wide = not backend.settings.scoped
        classes, _ = await backend.rows(_CLASSES % (both % (a, a) if wide else a), _MANY)
        properties, _ = await backend.rows(_PROPERTIES % (both % (p, p) if wide else p), _MANY)
        return await counts(backend), classes, properties

    known, classes, properties = await backend.kept("void", make)
    at = iri_term(vocab.BASE + "graph" if backend.settings.scoped else base + "void#data")
    lines = [
        f"{at} a void:Dataset ; void:triples {known['triples']:d} ; void:sparqlEndpoint {iri_term(base + 'sparql')} .",
        f"{at} dcterms:identifier {string_term(known['snapshot'])} .",
    ]
    if backend.settings.scoped:
        lines += [
            f"{at} dcterms:title {string_term('plangraph: measures of development plans')}@en ; void:uriSpace"
            f" {string_term(vocab.BASE)} ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;"
            f" void:vocabulary {iri_term(vocab.PLAN)} ."
        ]
    for row, kind in [(row, "class") for row in classes] + [(row, "property") for row in properties]:
        name = _term(row["x"]["value"]) if row["x"]["type"] == "uri" else ""
        counted = "void:entities" if kind == "class" else "void:triples"
        if name:
            lines.append(f"{at} void:{kind}Partition [ void:{kind} {name} ; {counted} {int(row['n']['value']):d} ] .")
    return f"{_PREFIXES}CONSTRUCT {{\n" + "\n".join(lines) + "\n} WHERE {}"


def _term(iri: str) -> str:
    try:
        return iri_term(iri)
    except QueryError:  # an IRI of a kind that we do not write into queries
        return ""


def _number(rows: list[Row]) -> int:
    return int(rows[0]["n"]["value"])
