"""What the gazetteer's things are elsewhere, as a mapping set in SSSOM: one tab-separated line a mapping.

The Simple Standard for Sharing Ontological Mappings asks for subject, predicate, object and justification, and for a
head that declares every prefix. Same thing (Wikidata) is ``skos:exactMatch``; a record of GeoNames, which may stand for
a seat and not for the unit, is ``skos:closeMatch``.
"""

from plangraph import vocab
from plangraph.graph.store import Reads
from plangraph.graph.trig import natural

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "object_source",
    "comment",
)
PREFIXES = {
    "geonames": "https://sws.geonames.org/",
    "infrastructure": vocab.PREFIXES["infrastructure"],
    "initiative": vocab.PREFIXES["initiative"],
    "place": vocab.PREFIXES["place"],
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": vocab.PREFIXES["skos"],
    "wikidata": "http://www.wikidata.org/entity/",
}
SOURCES = {
    "geonames": "wikidata:Q830106",
    "wikidata": "wikidata:Q2013",
}  # the two sets themselves, as Wikidata has them
# The tables took these identifiers out of other tables of places, joined on name, code or point.
_JUSTIFICATION = "semapv:BackgroundKnowledgeBasedMatching"
_MAPPINGS = f"""PREFIX plan: <{vocab.PLAN}> PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?thing ?predicate ?other ?label ?code WHERE {{
  VALUES ?predicate {{ skos:exactMatch skos:closeMatch }}
  GRAPH <{vocab.GAZETTEER_GRAPH}> {{
    ?thing ?predicate ?other ; rdfs:label ?label FILTER(LANG(?label) = "en")
    OPTIONAL {{ ?thing plan:adcode ?code }}
  }}
}}"""


def text(store: Reads, version: str) -> str:
    """The mapping set of a built graph; the same graph gives the same bytes."""
    lines = [
        f"#mapping_set_id: {vocab.BASE}graph/gazetteer/mappings",
        f"#mapping_set_version: {version}",
        "#mapping_set_title: Places of the plangraph gazetteer in Wikidata and GeoNames",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        f"#subject_source: {vocab.GAZETTEER_GRAPH}",
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in sorted(PREFIXES.items())),
        "\t".join(COLUMNS),
    ]
    rows = {}
    for thing, predicate, other, label, code in store.select(_MAPPINGS):
        subject, foreign = _curie(str(thing)), _curie(str(other))
        if subject and foreign:
            source = SOURCES[foreign.partition(":")[0]]
            comment = f"GB/T 2260 code {code}" if code is not None else ""
            cells = (subject, str(label), _curie(str(predicate)), foreign, _JUSTIFICATION, source, comment)
            rows[subject, foreign] = "\t".join(" ".join(cell.split()) for cell in cells)
    return "\n".join([*lines, *(rows[key] for key in sorted(rows, key=lambda k: (natural(k[0]), k[1])))]) + "\n"


def _curie(iri: str) -> str:
    """An IRI with a prefix of the head; empty where it has none."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :].removesuffix('/')}"
    return ""
