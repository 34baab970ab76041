"""What the whole dataset is, for machines: VoID and DCAT, counted from the graph itself."""

from collections.abc import Sequence

from plangraph import vocab
from plangraph.graph.store import Store
from plangraph.vocab import BASE

_ENTITIES = """SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a plan:%s }"""
_CLASSES = ("BorderPort", "Highway", "Airport", "Initiative", "Measure", "Mention", "Region", "Sentence")
# What the gazetteer's things are elsewhere: the name of the linkset, the predicate, how the others' IRIs begin.
_LINKSETS = (
    ("wikidata", "exactMatch", "http://www.wikidata.org/entity/"),
    ("geonames", "closeMatch", "https://sws.geonames.org/"),
)
_LINKS = """SELECT (COUNT(*) AS ?n) WHERE { ?x skos:%s ?y FILTER(STRSTARTS(STR(?y), "%s")) }"""
_VOCABULARIES = ("plan", "dcterms", "geo", "nif", "prov", "schema", "skos")
CREDIT = (
    "Facts from GeoNames (geonames.org, CC BY 4.0), Google COVID-19 Open Data (CC BY 4.0), OpenTravelData (CC BY 4.0), "
    "Who's On First, Natural Earth, Wikidata and others; see LICENSES/DATA.md."
)


def turtle(store: Store, files: Sequence[str], triples: int | None = None) -> str:
    """The description of a built graph as Turtle.

    Args:
        store: The graph, its ontology included.
        files: The names of the files that hold it.
        triples: How many its graphs hold, the ontology's left out; counted where it is not known.
    """
    if triples is None:
        triples = sum(number for graph, number in store.counts().items() if str(graph) != vocab.ONTOLOGY_GRAPH)
    used = ("dcat", "dcterms", "plan", "skos", "void", "xsd")
    lines = [f"@prefix {name}: <{vocab.PREFIXES[name]}> ." for name in used]
    lines += [
        "",
        f"<{BASE}graph> a void:Dataset, dcat:Dataset ;",
        '    dcterms:title "plangraph: measures of development plans, each with the characters that say it"@en ,',
        '        "plangraph：发展规划措施图谱，每条三元组均可追溯至原文字符"@zh ;',
        "    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;",
        f'    dcterms:rights "{CREDIT}"@en ;',
        f"    void:triples {triples} ;",
        f'    void:uriSpace "{BASE}" ;',
        f"    void:exampleResource <{BASE}place/manzhouli> , <{BASE}infrastructure/khunjerab-port> ;",
        "    void:vocabulary " + " , ".join(f"<{vocab.PREFIXES[name]}>" for name in _VOCABULARIES) + " ;",
    ]
    for name in _CLASSES:
        number = store.select(_ENTITIES % name).rows[0][0]
        lines.append(f"    void:classPartition [ void:class plan:{name} ; void:entities {number} ] ;")
    dumps = " , ".join(f"<{BASE}graph/built/{name}>" for name in files)
    lines.append(f"    void:dataDump {dumps} ." if dumps else "    .")
    for name, predicate, space in _LINKSETS:
        number = store.select(_LINKS % (predicate, space)).rows[0][0]
        lines += [
            "",
            f"<{BASE}graph/linkset/{name}> a void:Linkset ;",
            f"    void:subjectsTarget <{BASE}graph> ;",
            f"    void:objectsTarget <{BASE}graph/linkset/{name}/target> ;",
            f"    void:linkPredicate skos:{predicate} ;",
            f"    void:triples {number} .",
            f'<{BASE}graph/linkset/{name}/target> a void:Dataset ; void:uriSpace "{space}" .',
            f"<{BASE}graph> void:subset <{BASE}graph/linkset/{name}> .",
        ]
    return "\n".join(lines) + "\n"
