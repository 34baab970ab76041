"""The picture as a file: offline, the same bytes each time, and text that stays text."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from plangraph import build
from plangraph.errors import DataError, MissingExtraError, QueryError
from plangraph.files import find_project
from plangraph.graph.families import FAMILIES
from plangraph.graph.network import Network, Proof, network
from plangraph.graph.store import Store
from plangraph.graph.view import Passage, views
from plangraph.views.layout import layout
from plangraph.views.marks import CHINESE, LOOKS
from plangraph.views.networks import draw, picture

pytest.importorskip("pyvis.network", reason="pyvis is not installed: pip install 'plangraph[views]'")

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
HOSTILE = (
    "</script><img src=x onerror=document.documentElement.dataset.pwned=1>",
    '"><svg onload=document.documentElement.dataset.pwned=1>',
    "<a href='javascript:document.documentElement.dataset.pwned=1'>href</a>",
    "{{ 7*7 }} {% include 'x' %} ${7*7}",
    "<!--<script> &lt;b&gt; \u2028 \u2029 \u202e ']]>",
)


class _Tags(HTMLParser):
    """The elements of a page, and the text of those with an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or tag

    def handle_data(self, data: str) -> None:
        self.text[self._open] = self.text.get(self._open, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def _read(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    tags.close()
    return tags


def _data(page: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_read(page).text["data"])
    return loaded


@pytest.fixture(scope="module")
def graph() -> Network:
    store = Store.memory()
    store.load(SAMPLE)
    return network(store, "chapter-picture", FOLDER)


@pytest.fixture(scope="module")
def page(graph: Network) -> str:
    return picture(graph, "The North and the South")


def _hostile() -> Network:
    """A network in which every text that a document could supply tries to be markup."""
    graph: Network = nx.MultiDiGraph(view="x", title=HOSTILE[0], plans=[{"title": HOSTILE[1], "source": HOSTILE[0]}])
    names = [f"https://w3id.org/plangraph/thing/{number}" for number in range(len(HOSTILE))]
    for name, text in zip(names, HOSTILE, strict=True):
        graph.add_node(name, label=text, label_zh=text, cls=text, family="Region", named=True, side="both")
    sentence = "https://w3id.org/plangraph/t/1#char=0,9"
    graph.graph["passages"] = {sentence: Passage(sentence, 0, 9, " ".join(HOSTILE), HOSTILE[0])}
    for one, two, text in zip(names, names[1:], HOSTILE, strict=False):
        graph.add_edge(one, two, key="k", kind=text, weight=1, evidence=(Proof(sentence, "m", text, sentence),))
    return graph


def test_the_page_holds_every_node_and_edge(graph: Network, page: str) -> None:
    data = _data(page)
    assert {node["id"] for node in data["nodes"]} == set(graph)
    assert {(e["from"], e["to"]) for e in data["edges"]} == set(graph.edges())
    port = next(node for node in data["nodes"] if node["label"] == "Alder Port")
    assert (port["zh"], port["cls"], port["family"]) == ("桤木口岸", "BorderPort", "Infrastructure")
    assert data["options"]["physics"] == {"enabled": False}


def test_each_edge_has_its_quote_section_and_offsets(page: str) -> None:
    data = _data(page)
    edge = next(e for e in data["edges"] if e["kind"] == "is to become")
    (proof,) = edge["proofs"]
    number, quote, span = proof
    sentence = data["sentences"][number]
    assert quote == "build Elm City into a pilot zone"
    assert sentence["quote"] == "We will build Elm City into a pilot zone."
    assert sentence["where"] == "Chapter 7, Section 2 “Lifting the South”"
    begin, end = map(int, span.split(","))
    assert end - begin == len(quote)
    assert begin == sentence["begin"] + len("We will ")


def test_title_source_and_date_of_the_plan_are_shown(page: str) -> None:
    tags = _read(page)
    assert tags.text["heading"].strip() == "The North and the South"
    assert "A plan for testing, issued 2021-03. Source: written by hand." in page


def test_the_page_can_load_nothing(page: str) -> None:
    for tag, attributes in _read(page).tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "source", "video", "audio")
        assert not {"src", "href", "srcset", "data", "action", "poster"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")]
    for style in re.findall(r"<style>(.*?)</style>", page, re.DOTALL):
        assert "@import" not in style
        assert set(re.findall(r"url\(\s*[\"']?([a-z]+:|[^d])", style)) <= {"data:"}
    assert "cdnjs" not in page
    assert "jsdelivr" not in page


def test_only_scripts_with_a_listed_hash_may_run(page: str) -> None:
    policy = next(a["content"] for t, a in _read(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in rules["script-src"]


def test_hostile_text_stays_text() -> None:
    page = picture(_hostile(), HOSTILE[0])
    wanted = [tag for tag, _ in _read(picture(nx.MultiDiGraph(), "x")).tags]
    tags = [tag for tag, _ in _read(page).tags]
    assert tags == wanted
    assert page.count("<img") == page.count("<svg onload") == 0
    data = _data(page)
    assert sorted(node["full"] for node in data["nodes"]) == sorted(HOSTILE)
    assert _read(page).text["heading"] == HOSTILE[0]
    block = page.partition('type="application/json">')[2].partition("</script>")[0]
    assert not set(block) & set("<>&'\u2028\u2029") - {"'"}
    assert "49" not in _read(page).text.get("footer", "")


def test_the_same_bytes_again_and_in_another_process(page: str, graph: Network) -> None:
    assert picture(graph, "The North and the South") == page
    code = (
        "import sys; from pathlib import Path; from plangraph.graph.store import Store;"
        "from plangraph.graph.network import network; from plangraph.views.networks import picture;"
        "store = Store.memory(); store.load(Path(sys.argv[1]));"
        "page = picture(network(store, 'chapter-picture', Path(sys.argv[2])), 'The North and the South');"
        "sys.stdout.buffer.write(page.encode('utf-8'))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, SAMPLE, FOLDER],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT / "src")},
    )
    assert other.stdout == page.encode("utf-8")


def test_pyvis_is_imported_only_to_draw() -> None:
    code = "import sys, plangraph.views.networks; sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})


def test_without_pyvis_one_line_says_what_to_install(graph: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis", None)
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(MissingExtraError, match=r"^pictures need pyvis.*pip install 'plangraph\[views\]'$"):
        picture(graph, "x")


def test_empty_and_lonely_networks_are_drawn() -> None:
    empty: Network = nx.MultiDiGraph()
    assert _data(picture(empty, "nothing"))["nodes"] == []
    empty.add_node("a", label="alone", label_zh="", cls="County", family="Region", named=True)
    (node,) = _data(picture(empty, "one"))["nodes"]
    assert (node["label"], node["x"] == node["x"]) == ("alone", True)


def test_writing_makes_folders_and_refuses_plainly(tmp_path: Path) -> None:
    store = Store.memory()
    store.load(SAMPLE)
    drawn = draw(store, folder=FOLDER)
    out = drawn.write(tmp_path / "new" / "picture.html")
    assert _read(out.read_text(encoding="utf-8")).text["heading"] == "Chapter 7: The North and the South"
    with pytest.raises(DataError, match="cannot be written"):
        drawn.write(tmp_path)
    with pytest.raises(DataError, match=r"nothing to draw for the view 'region-theme'; run plangraph build first$"):
        draw(Store.memory(), "region-theme", FOLDER)


@pytest.mark.parametrize("view", [name for name, question in views(FOLDER).items() if question.view == "network"])
def test_any_network_can_be_drawn(graph: Network, view: str) -> None:
    store: Store = Store.memory()
    store.load(SAMPLE)
    if not len(network(store, view, FOLDER)):  # the sample has no routes and no second chapter
        store = build.load(find_project(FOLDER, None))
    data = _data(draw(store, view, FOLDER).html)
    assert data["nodes"]
    assert len(data["nodes"]) == len(network(store, view, FOLDER))
    assert data["questionZh"] == views(FOLDER)[view].title_zh


def test_what_is_no_network_is_not_drawn() -> None:
    with pytest.raises(QueryError, match="'passages' is a table"):
        draw(Store.memory(), "passages", FOLDER)


def test_every_family_has_a_look_and_no_two_the_same() -> None:
    assert set(LOOKS) == set(CHINESE) == set(FAMILIES)
    assert len({color for _, color, _ in LOOKS.values()}) == len(FAMILIES)


def test_boxes_do_not_lie_on_each_other() -> None:
    """A star of 60 wide labels, which a plain force layout draws as one smear."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_edges_from(("hub", f"leaf {number:02}") for number in range(60))
    boxes = dict.fromkeys(flat, (160.0, 40.0))
    points = layout(flat, [sorted(flat)], boxes)
    overlaps = [
        (a, b)
        for a in flat
        for b in flat
        if a < b and abs(points[a][0] - points[b][0]) < 160 and abs(points[a][1] - points[b][1]) < 40
    ]
    assert overlaps == []
    assert layout(flat, [sorted(flat)], boxes) == points


def test_what_belongs_together_stands_together() -> None:
    """Two groups of one clique each: the way inside a group is shorter than the way between the groups."""
    flat: nx.Graph[str] = nx.Graph()
    groups = [[f"{letter}{number}" for number in range(8)] for letter in "ab"]
    for group in groups:
        flat.add_edges_from((one, two) for one in group for two in group if one < two)
    points = layout(flat, groups, dict.fromkeys(flat, (20.0, 20.0)))

    def centre(group: list[str]) -> tuple[float, float]:
        return (sum(points[n][0] for n in group) / len(group), sum(points[n][1] for n in group) / len(group))

    def far(one: tuple[float, float], two: tuple[float, float]) -> float:
        return float(((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2) ** 0.5)

    between = far(centre(groups[0]), centre(groups[1]))
    inside = max(far(points[node], centre(group)) for group in groups for node in group)
    assert inside < between
