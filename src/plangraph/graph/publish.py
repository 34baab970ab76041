"""Publishing: the built graph put on a server by the Graph Store Protocol, a request for each named graph.

The protocol knows no transaction over several requests. So the merge of the graphs, without which ``Remote`` answers
nothing, is taken away first and put last, after the server was asked how many triples each graph holds: whoever reads
with plangraph sees the whole graph or a line that says that there is none. Others may see graphs come one by one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import BNode

from plangraph.errors import DataError, ServerError
from plangraph.graph import trig
from plangraph.graph.remote import Remote
from plangraph.graph.store import Quad, Reads
from plangraph.graph.transport import Transport, address
from plangraph.vocab import MERGE_GRAPH, ONTOLOGY_GRAPH

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What lies on the server now, its merge not counted, and how many graphs of before were removed."""

    graphs: int
    triples: int
    removed: int


def publish(graph: Reads, remote: Remote, store: str, transport: Transport, progress: Progress) -> Published:
    """Put a graph on a server, in place of what plangraph put there before; other graphs of the server stay.

    Args:
        graph: the built graph.
        remote: the SPARQL endpoint of the server, by which the result is counted.
        store: the address of its Graph Store Protocol, to which ``graph=IRI`` is added.
        transport: how it is sent.
        progress: told of every graph.

    Raises:
        DataError: a graph other than the ontology holds blank nodes.
        ServerError: the server cannot be reached, refuses, or does not hold what was sent.
    """
    address(store)
    graphs, merge = _graphs(graph)
    before = remote.all_graphs()
    old = sorted(before - {*graphs, MERGE_GRAPH})
    total, done = len(graphs) + len(old) + 1, 0
    try:
        if MERGE_GRAPH in before:
            _send("DELETE", store, MERGE_GRAPH, transport)
        for name in old:
            _send("DELETE", store, name, transport)
            done += 1
            progress(f"removing {name}", done, total)
        for name, lines in graphs.items():
            _send("PUT", store, name, transport, lines)
            done += 1
            progress(f"sending {name}", done, total)
        _compare(remote, graphs)
        _send("PUT", store, MERGE_GRAPH, transport, merge)
        _compare(remote, {MERGE_GRAPH: merge})
        progress("done", total, total)
    except ServerError as error:
        raise ServerError(
            f"{error}; the graph on the server is not whole now ({done} of {total} done): publish again",
            error.status,
        ) from error
    return Published(len(graphs), sum(len(lines) for lines in graphs.values()), len(old))


def _graphs(graph: Reads) -> tuple[dict[str, set[str]], set[str]]:
    """The triples of each graph, as lines of N-Triples; and of the merge of all but the ontology."""
    graphs: dict[str, list[Quad]] = {}
    for s, p, o, g in graph.quads():
        if g is None or (str(g) != ONTOLOGY_GRAPH and (isinstance(s, BNode) or isinstance(o, BNode))):
            where = "no named graph" if g is None else str(g)
            raise DataError(
                f"{where}: {s} {p}: a blank node or a nameless graph cannot be published; see plangraph check"
            )
        graphs.setdefault(str(g), []).append((s, p, o, None))
    lines = {name: _lines(quads) for name, quads in sorted(graphs.items())}
    return lines, set().union(*lines.values()) - lines.get(ONTOLOGY_GRAPH, set())


def _lines(quads: Iterable[Quad]) -> set[str]:
    return {f"{line}\n" for line in trig.nquads(quads).split("\n") if line}  # splitlines() would part a text at U+2028


def _send(method: str, store: str, name: str, transport: Transport, lines: set[str] | None = None) -> None:
    url = f"{store}{'&' if '?' in store else '?'}graph={quote(name, safe='')}"
    if lines is None:
        try:
            transport.send(method, url)
        except ServerError as error:
            if error.status != 404:
                raise
        return
    # N-Triples under the name of Turtle, which it is too: Virtuoso knows no other
    transport.send(method, url, "".join(sorted(lines)).encode(), {"Content-Type": "text/turtle"})


def _compare(remote: Remote, graphs: dict[str, set[str]]) -> None:
    """Whether the server holds as many triples as were sent."""
    counts = {str(name): number for name, number in remote.all_counts().items()}
    for name, lines in graphs.items():
        if counts.get(name, 0) != len(lines):
            raise ServerError(f"the server holds {counts.get(name, 0):,} of the {len(lines):,} triples of {name}")
