"""Media types: what an answer can be written in, and the short names by which a client may ask for it."""

HTML = "text/html"
TEXT = "text/plain"
JSON = "application/json"

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"

TURTLE = "text/turtle"
NTRIPLES = "application/n-triples"
JSONLD = "application/ld+json"
RDFXML = "application/rdf+xml"
TRIG = "application/trig"

ROWS = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
BOOLEAN = (RESULTS_JSON, RESULTS_XML)
TRIPLES = (TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG)

SHORT = {
    "json": RESULTS_JSON,
    "xml": RESULTS_XML,
    "csv": CSV,
    "tsv": TSV,
    "ttl": TURTLE,
    "nt": NTRIPLES,
    "jsonld": JSONLD,
    "rdf": RDFXML,
    "trig": TRIG,
    "html": HTML,
}
SHORT_OF = {media: name for name, media in SHORT.items()}
ALIASES = {
    "application/json": (RESULTS_JSON, JSONLD),
    "application/xml": (RESULTS_XML, RDFXML),
    "text/xml": (RESULTS_XML, RDFXML),
    "application/x-turtle": (TURTLE,),
    "application/xhtml+xml": (HTML,),
}


def content_type(media: str) -> str:
    """The value of the header: texts say that they are UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
