"""Pictures: layout beside networkx, the page beside pyvis, and both in a real Chromium until nothing moves any more.

The networks are made: Barabási and Albert's, each node linked with two others, every node with a name and every edge
with a quote. What takes the peer minutes is run once; the ratio then says how the two did on the same busy machine.
"""

import importlib.util
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx

from plangraph.files import Project
from plangraph.graph.network import Network, Proof
from plangraph.views.disks import Point, disks
from plangraph.views.marks import links
from plangraph.views.networks import picture
from tests.bench import browser
from tests.bench.timing import row

LAID, PAGED = 5_000, 10_000  # nodes, each with two edges
PATIENCE = 120.0  # seconds that a page of the peer may take to settle
LAYOUT_RATIO, PAGE_RATIO, BROWSER_RATIO = 100, 100, 30
BROWSER_SECONDS, EXPLORER_SECONDS = 4.0, 1.0
_FAMILIES = ("Region", "Infrastructure", "Initiative", "Industry", "Measure", "Concept", "Organisation")
_WORDS = "promote coordinated development of the region and "


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    if importlib.util.find_spec("pyvis") is None:
        yield "pyvis is not installed: left out"
        return
    import pyvis.network  # before anything is timed, for both sides

    yield from _layout()
    yield from _pages(pyvis.network)
    yield from _browser(pyvis.network)
    yield from _explorer(project)


def made(count: int) -> Network:
    """A network of so many nodes, the same each time, as the view queries give them."""
    graph: Network = nx.MultiDiGraph(view="made", title="Made")
    plain = nx.barabasi_albert_graph(count, 2, seed=4)
    for node in plain:
        family = _FAMILIES[node % len(_FAMILIES)]
        graph.add_node(_name(node), label=f"Region {node}", label_zh=f"区域{node}", family=family, cls="", named=True)
    for one, two in plain.edges():
        span = f"t#char={one % 500},{two}"
        proof = Proof(span, "m", _WORDS + str(two), span)
        graph.add_edge(_name(one), _name(two), key="k", kind="part of", weight=1, evidence=(proof,))
    return graph


def _name(number: int) -> str:
    return f"n{number:05}"


def _places(graph: Network) -> dict[str, Point]:
    return disks(sorted(graph), {(min(a, b), max(a, b)) for a, b, _ in links(graph)})


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()  # of the processor: minutes of one side beside a second of the other meet other loads
    work()
    return time.process_time() - began


def _median(work: Callable[[], object], repeat: int = 5) -> float:
    return statistics.median(_seconds(work) for _ in range(repeat))


def _compared(name: str, ours: float, peer: str, theirs: float, wanted: float) -> str:
    return f"{row(name, ours, theirs, peer)}   {theirs / ours:.0f} times as fast (wanted {wanted:g})"


def _layout() -> Iterator[str]:
    graph = made(LAID)
    name = f"layout, {LAID} nodes, {graph.number_of_edges()} edges"
    ours = _median(lambda: _places(graph))
    if importlib.util.find_spec("scipy") is None:
        yield f"{name:44} {ours * 1000:9.1f} ms   scipy, which spring_layout needs, is not installed: left out"
        return
    flat = nx.Graph(graph)
    theirs = _seconds(lambda: nx.spring_layout(flat, iterations=50, seed=1))
    ours = statistics.median([ours, _median(lambda: _places(graph))])
    yield _compared(name, ours, "networkx spring_layout, 50 iterations", theirs, LAYOUT_RATIO)


def _pages(pyvis: ModuleType) -> Iterator[str]:
    graph = made(PAGED)
    places = _places(graph)
    theirs = _seconds(lambda: _theirs(pyvis, graph).generate_html())
    name = f"page, {PAGED} nodes, {graph.number_of_edges()} edges"
    ours = _median(lambda: picture(graph, "Made", points=places))
    yield _compared(f"{name}, positions given", ours, "pyvis from_nx, generate_html", theirs, PAGE_RATIO)
    whole = _median(lambda: picture(graph, "Made"))
    yield _compared(f"{name}, with layout", whole, "the same, without layout", theirs, 1)


def _theirs(pyvis: ModuleType, graph: Network) -> Any:
    """The same network as pyvis takes it from networkx: names, groups, and the quote as a tooltip."""
    plain: nx.Graph[str] = nx.Graph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, label=data["label"], group=data["family"], title=data["label"], size=10)
    for one, two, data in links(graph):
        plain.add_edge(one, two, title=data["evidence"][0].quote)
    net = pyvis.Network(height="800px", cdn_resources="in_line")
    net.from_nx(plain)
    return net


def _browser(pyvis: ModuleType) -> Iterator[str]:
    name = f"browser, {LAID} nodes, until stable"
    with tempfile.TemporaryDirectory() as made_here:
        folder, opened = Path(made_here), browser.found()
        if opened is None:
            yield f"{name:44} no chromium, or no playwright: left out"
            return
        graph = made(LAID)
        (folder / "ours.html").write_text(picture(graph, "Made"), encoding="utf-8")
        ready = "document.documentElement.dataset.drawn"
        ours = statistics.median(opened.until(folder / "ours.html", ready, PATIENCE) or PATIENCE for _ in range(5))
        (folder / "theirs.html").write_text(_settling(_filled(pyvis, graph)), encoding="utf-8")
        theirs = opened.until(folder / "theirs.html", "window.settled", PATIENCE)
    peer = "pyvis, default physics" + ("" if theirs else ", stopped unsettled")
    line = _compared(name, ours, peer, theirs or PATIENCE, BROWSER_RATIO)
    yield f"{line}   (wanted in {BROWSER_SECONDS:g} s)"


def _filled(pyvis: ModuleType, graph: Network) -> str:
    """pyvis' own page of a network, its lists filled without the slow way through from_nx; physics as by default."""
    net = pyvis.Network(height="800px", cdn_resources="in_line")
    net.nodes = [
        {"id": node, "label": data["label"], "group": data["family"], "shape": "dot", "size": 10}
        for node, data in graph.nodes(data=True)
    ]
    net.edges = [{"from": one, "to": two, "title": data["evidence"][0].quote} for one, two, data in links(graph)]
    page: str = net.generate_html()
    return page


def _settling(page: str) -> str:
    """A page of pyvis that tells when it has settled, and asks for no stylesheet from elsewhere."""
    page = re.sub(r"<link\s[^>]*https://[^>]*>|<script\s[^>]*https://[^>]*>\s*</script>", "", page)
    made_here = "network = new vis.Network(container, data, options);"
    told = "network.once('stabilizationIterationsDone', () => setTimeout(() => { window.settled = true; }, 0));"
    assert made_here in page
    return page.replace(made_here, made_here + told)


def _explorer(project: Project) -> Iterator[str]:
    """The explorer of the chapter, where this plangraph has that command: opened until it is drawn and idle."""
    name = "browser, plangraph explore, until stable"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "explorer.html"
        command = [sys.executable, "-m", "plangraph", "explore", "--project", str(project.root), "--out", str(page)]
        began = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        took = time.perf_counter() - began
        opened = browser.found()
        if not page.exists() or opened is None:
            yield f"{name:44} no such command, or no browser: left out"
            return
        times = [opened.until(page, browser.IDLE, 30.0) or 30.0 for _ in range(5)]
        size = page.stat().st_size / 1e6
    yield (
        f"{name:44} {statistics.median(times) * 1000:9.1f} ms   (wanted in {EXPLORER_SECONDS:g} s; "
        f"{size:.1f} MB, made in {took:.1f} s)"
    )
