"""Links between measures as statements of the graph of links."""

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from plangraph import vocab
from plangraph.graph.linking.nearness import near, signature
from plangraph.graph.linking.pairs import Link, dated, in_time, links, reports
from plangraph.graph.linking.profiles import Profile, profiles
from plangraph.graph.store import Askable, Quad, Triple

_MOST_TERMS = 4  # shared words that a link names


def quads(store: Askable) -> list[Quad]:
    """The links between the measures of the chapters of a store that are near each other, each pair for itself."""
    graph = URIRef(vocab.LINKS_GRAPH)
    known = {profile.chapter: profile for profile in profiles(store)}
    pairs = near({chapter: signature(profile) for chapter, profile in known.items()})
    return [(s, p, o, graph) for one, other in pairs for s, p, o in statements(known[one], known[other])]


def statements(one: Profile, other: Profile) -> Iterable[Triple]:
    """What links two chapters, each statement once, in a fixed order."""
    later, earlier = in_time(one, other)
    told = dated(later, earlier)
    found: dict[Triple, None] = {}
    if told and reports(later):
        found[URIRef(earlier.chapter), URIRef(vocab.term("followedBy")), URIRef(later.chapter)] = None
    for link in links(later, earlier):
        found |= dict.fromkeys(_statements(link, later, earlier, told))
    return found


def _statements(link: Link, later: Profile, earlier: Profile, told: bool) -> Iterator[Triple]:
    start, end = URIRef(later.chapter), URIRef(earlier.chapter)
    ends = f"{later.chapter.removeprefix(vocab.BASE)}/{earlier.chapter.removeprefix(vocab.BASE)}"
    source = f"{link.source.iri.rpartition('/')[2]}-" if link.source else "drops-"
    report = "-done" if link.type == "fulfils" else ""
    node = URIRef(f"{vocab.BASE}link/{ends}/{source}{link.target.iri.rpartition('/')[2]}{report}")
    target = URIRef(link.target.iri)
    yield node, RDF.type, URIRef(vocab.term("Link"))
    yield node, URIRef(vocab.term("from")), start
    yield node, URIRef(vocab.term("to")), end
    yield node, URIRef(vocab.term("linkType")), URIRef(vocab.concept("link-type", link.type))
    yield node, URIRef(vocab.term("targetMeasure")), target
    if link.source:
        yield node, URIRef(vocab.term("sourceMeasure")), URIRef(link.source.iri)
        if link.type == "fulfils":
            yield URIRef(link.source.iri), URIRef(vocab.term("fulfils")), target
    yield node, URIRef(vocab.term("score")), Literal(f"{min(1.0, link.score):.2f}", datatype=XSD.decimal)
    yield node, URIRef(vocab.term("reason")), Literal(link.why, lang="en")
    for word in link.shared[:_MOST_TERMS]:
        yield node, URIRef(vocab.term("sharedTerm")), Literal(word)
    if told and link.type == "fulfils":
        yield node, URIRef(vocab.term("asOf")), Literal(later.date)
    yield start, URIRef(vocab.term("touches")), end
