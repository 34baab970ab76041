"""IRIs and prefixes, made in this one place, as plain strings.

The scheme is the project's contract: an IRI is made from what a thing is, never from a running number.
"""

import re
import unicodedata
from functools import lru_cache

BASE = "https://w3id.org/plangraph/"
ONTOLOGY = BASE + "ontology"
PLAN = ONTOLOGY + "#"
SCHEME = BASE + "scheme/"

PREFIXES: dict[str, str] = {
    "plan": PLAN,
    "action": SCHEME + "action/",
    "theme": SCHEME + "theme/",
    "strength": SCHEME + "strength/",
    "instrument": SCHEME + "instrument/",
    "measurekind": SCHEME + "measure-kind/",
    "linktype": SCHEME + "link-type/",
    "reason": SCHEME + "no-measure-reason/",
    "certainty": SCHEME + "certainty/",
    "change": SCHEME + "change/",
    "place": BASE + "place/",
    "infrastructure": BASE + "infrastructure/",
    "initiative": BASE + "initiative/",
    "industry": BASE + "industry/",
    "organisation": BASE + "organisation/",
    "kind": BASE + "kind/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

GAZETTEER_GRAPH = BASE + "graph/gazetteer"
CURATED_GRAPH = BASE + "graph/curated"
LINKS_GRAPH = BASE + "graph/links"
INFERRED_GRAPH = BASE + "graph/inferred"
ONTOLOGY_GRAPH = ONTOLOGY
STRENGTHS = ("deliver", "advance", "support", "explore")  # the firmest first, as the scheme of strengths lists them
MERGE_GRAPH = BASE + "graph/merge"  # on servers only: see plangraph.graph.publish


def outline_graph(plan: str) -> str:
    """The graph that holds a plan's parts and chapters."""
    return f"{BASE}graph/outline/{plan}"


def plan_iri(plan: str) -> str:
    """The plan itself."""
    return BASE + plan


def chapter_iri(plan: str, chapter: str) -> str:
    """A chapter of a plan."""
    return f"{BASE}{plan}/{chapter}"


def text_graph(plan: str, chapter: str) -> str:
    """The graph that holds the structure of a chapter's text, and nothing that it says."""
    return f"{BASE}{plan}/{chapter}/text"


def span_iri(plan: str, chapter: str, start: int, end: int) -> str:
    """A piece of a chapter's text (code points, end exclusive), after RFC 5147."""
    return f"{BASE}{plan}/{chapter}#char={start},{end}"


def below(plan: str, chapter: str, path: str) -> str:
    """Something that belongs to one chapter: ``section/1``, ``measure/1874``, ``quantity/8926``, ``thing/8926``."""
    return f"{BASE}{plan}/{chapter}/{path}"


def term(name: str) -> str:
    """A class or property of the ontology."""
    return PLAN + name


def concept(scheme: str, slug: str) -> str:
    """A concept of one of the SKOS schemes."""
    return f"{SCHEME}{scheme}/{slug}"


@lru_cache(maxsize=1 << 14)
def slug(label: str, limit: int = 120) -> str:
    """An ASCII path segment for a label: lower case, words joined by hyphens, at most ``limit`` characters.

    >>> slug("Ji'an–Huanren highway")
    'jian-huanren-highway'
    """
    folded = unicodedata.normalize("NFKD", label.replace("–", "-").replace("—", "-"))
    ascii_only = folded.encode("ascii", "ignore").decode("ascii").lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:limit].strip("-")
