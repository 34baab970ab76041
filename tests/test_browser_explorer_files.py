"""What leaves the explorer and comes back: exports opened and checked, links that show the same view again; and pages
of hostile texts and of a large graph. All in a real Chromium without a network.
"""

import csv
import random
import re
import shutil
import struct
import urllib.parse
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plangraph import build
from plangraph.files import find_project
from plangraph.views import networks
from plangraph.views.explorer import page as explorer
from tests import hostile, project
from tests.beside import needs
from tests.browsing import FOREIGN, Offline, book_of, chromium, show, turn

from playwright.sync_api import Browser, Page, expect  # isort: skip -- after the check that it is installed

pytestmark = pytest.mark.browser

TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
QUERIES = project.ROOT / "queries"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def offline(browser: Browser) -> Iterator[Offline]:
    made = Offline(browser)
    made.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    for page in made.context.pages:
        assert page.evaluate(FOREIGN) == []
    assert (made.asked, made.complaints) == ([], [])
    made.close()


def _saved(page: Page, kind: str, folder: Path) -> Path:
    page.locator(".export-open").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-export={kind}]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(page.locator(".export-told")).to_contain_text(path.name)
    return path


def _pixels(path: Path) -> tuple[int, int, int]:
    """Width, height, and how many different lines of pixels a PNG has."""
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + chunk)
        packed += chunk if kind == b"IDAT" else b""
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", chunk[:10])
        at += 12 + length
    row = 1 + width * {2: 3, 6: 4}[colour] * depth // 8
    lines = zlib.decompress(packed)
    assert len(lines) == row * height
    return width, height, len({lines[place : place + row] for place in range(0, len(lines), row)})


@pytest.mark.parametrize(
    ("state", "legend"),
    [("view=network", {"Macro-regions", "stated"}),
     ("view=map&look=dark", {"Infrastructure", "Route, stops joined in order"}),
     ("view=matrix&lang=zh", set())],
)  # fmt: skip
def test_pictures_are_whole_by_themselves(
    offline: Offline, explored: Path, tmp_path: Path, state: str, legend: set[str]
) -> None:
    page = offline.page(explored, state)
    chinese = "lang=zh" in state
    path = _saved(page, "svg", tmp_path)
    assert re.fullmatch(r"plangraph-cn-14fyp-32-(network|map|matrix-zh)\.svg", path.name)
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 -- our own file
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == page.locator("h1").inner_text()
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {
        name for name in attributes if name in ("class", "style", "tabindex") or name.startswith(("on", "data-"))
    }
    assert "var(" not in text
    assert "currentColor" not in text
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "rect", "path", "circle", "line", "polyline", "text", "tspan",
    }  # fmt: skip
    parts = {group.get("id"): " ".join(group.itertext()) for group in root.iter(f"{SVG}g") if group.get("id")}
    assert all(word.lower() in parts["legend"].lower() for word in legend)
    source = parts["source"].replace(" ", "")
    assert ("第十四个五年规划" if chinese else "14thFive-YearPlan(2021-2025)") in source
    assert "(2021-03)" in source
    assert "https://w3id.org/plangraph/cn-14fyp/32" in source
    assert book_of(explored)["made"]["snapshot"] in source
    assert len(list(root.iter(f"{SVG}text"))) > 20
    picture = _saved(page, "png", tmp_path)
    width, height, different = _pixels(picture)
    size = (float(root.get("width") or 0), float(root.get("height") or 0))
    assert (width, height) == (round(size[0] * 2), round(size[1] * 2))
    assert different > height / 3
    opened = offline.context.new_page()
    opened.goto(path.as_uri())
    assert opened.evaluate("document.documentElement.getBBox().width") > 500
    opened.close()


def test_tables_are_read_by_a_spreadsheet(offline: Offline, explored: Path, tmp_path: Path) -> None:
    page = offline.page(explored, "view=table&strength=deliver")
    shown = int(page.locator(".table-count").inner_text().split()[0])
    for view in ("table", "network", "map", "matrix", "questions", "text"):
        page.locator(f"#tab-{view}").click()
        path = _saved(page, "csv", tmp_path)
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        assert len(rows) > 3
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r]|\s*-(?![\d.]+$)", cell)]
        if view == "table":
            assert len(rows) == shown + 1
            assert all(
                " ".join(part.split()) in " ".join(TEXT.split()) for row in rows[1:] for part in row[-1].split(" … ")
            )
            assert {row[5] for row in rows[1:]} == {"deliver"}
        if view == "text":
            assert all(TEXT[int(row[1]) : int(row[2])] == row[4].removeprefix("'") for row in rows[1:])


LINKED = (
    "view=map&on=cn-14fyp/32/measure/9322&strength=deliver&look=dark",
    "view=network&ends=place/hunchun,place/shenzhen&lang=zh",
    "view=network&open=place/hunchun&gone=place/western-region&bases=1,2",
    "view=table&sort=5d&find=airport&hide=Industry",
    "view=matrix&sort=firm&on=place/western-region", "view=questions&q=airports&on=cn-14fyp/32%23char=9587,9737",
    "view=text&q=airports&bases=2",
)  # fmt: skip
SEEN = """() => ({
  words: [...document.querySelectorAll("h1, .view, .evidence-body, .filters, .narrowed, .text")]
    .map((one) => one.innerText),
  look: document.documentElement.dataset.look, title: document.title,
  pressed: [...document.querySelectorAll("[aria-pressed], [aria-selected], [aria-sort]")].map((one) =>
    ["pressed", "selected", "sort"].map((name) => one.getAttribute(`aria-${name}`)).join()),
  lit: [...document.querySelectorAll(".lit, .on, .near, .off, .dim")].map((one) => one.textContent),
  drawn: [...document.querySelectorAll("svg.atlas")].map((one) => one.outerHTML),
})"""


def test_a_link_shows_the_same_view_again(browser: Browser, offline: Offline, explored: Path) -> None:
    page = offline.page(explored)
    other = Offline(browser)
    again = other.context.new_page()
    for state in LINKED:
        turn(page, state)
        page.locator(".export-open").click()
        page.locator("[data-export=link]").click()
        told = {"en": "Link copied", "zh": "已复制链接"}["zh" if "lang=zh" in state else "en"]
        expect(page.locator(".export-told")).to_have_text(told)
        link = page.evaluate("navigator.clipboard.readText()")
        page.evaluate("document.querySelector('.export-told').textContent = ''")
        again.goto("about:blank")
        again.goto(link)
        again.wait_for_selector(".shell[data-view]")
        if "view=network" in state:
            again.wait_for_selector(".net-view[data-stable]")
        assert again.evaluate(SEEN) == page.evaluate(SEEN), state
    assert other.asked == other.complaints == []
    other.close()


# The drawing in few dots, for two of the same thing may differ in the softness of an edge.
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const small = document.createElement("canvas"), pen = small.getContext("2d");
  [small.width, small.height] = [80, 80];
  pen.drawImage(document.querySelector(".net-canvas"), 0, 0, 80, 80);
  done([...pen.getImageData(0, 0, 80, 80).data]);
})))"""


def _apart(one: list[int], other: list[int]) -> int:
    """How many of the dots differ in more than a shade."""
    return sum(abs(a - b) > 24 for a, b in zip(one, other, strict=True))


def test_a_link_shows_the_network_from_as_near(browser: Browser, offline: Offline, explored: Path) -> None:
    page = offline.page(explored, "view=network")
    page.wait_for_selector(".net-view[data-stable]")
    whole = page.evaluate(DRAWN)
    page.locator(".net-frame").focus()
    for key in ("+", "+", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("zoom="))
    near = page.evaluate(DRAWN)
    assert _apart(near, whole) > 1000
    other = Offline(browser)
    again = other.context.new_page()
    again.goto(page.url)
    again.wait_for_selector(".net-view[data-stable]")
    assert _apart(again.evaluate(DRAWN), near) < 50
    again.get_by_role("button", name="Show all").click()
    expect(again).not_to_have_url(re.compile("zoom="))
    assert _apart(again.evaluate(DRAWN), whole) < 50
    assert other.asked == other.complaints == []
    other.close()


def test_a_link_of_elsewhere_is_no_danger(offline: Offline, explored: Path) -> None:
    page = offline.page(explored)
    for state in (
        "view=nosuch&on=nosuch&q=1&open=x,y&ends=a,b,c&bases=9&strength=no",
        "%E0%A4%A",
        "on=%3Cimg%20src=x%3E&find=%3Cb%3E",
        "find=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&view=table",
        "cell=9999-9999&view=matrix&sort=table:99d",
        "view=network&zoom=1_2_0",
        "view=network&zoom=99999999999999999999_1..2_.",
    ):
        show(page, explored, state)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(FOREIGN) == []


# ---- a large graph


def test_a_large_graph_is_drawn(offline: Offline, explored: Path, tmp_path: Path) -> None:
    made, chance = book_of(explored), random.Random(7)  # noqa: S311 -- the same each time
    families = [family["key"] for family in made["families"] if family["key"] not in ("Measure", "Text")]
    made["things"] = [
        made["things"][0]
        | {"id": f"place/n{number}", "en": f"Place {number}", "zh": f"地点{number}", "family": chance.choice(families)}
        | {"x": chance.gauss(0, 1000), "y": chance.gauss(0, 800)}
        for number in range(5000)
    ]
    made["edges"] = [[n % 5000, (n * 7 + n // 5000 + 1) % 5000, "locatedIn", n % 3, ""] for n in range(10_000)]
    made |= {name: [] for name in ("measures", "mentions", "facts", "questions", "gazetteer")}
    made["matrix"] = {"regions": [], "themes": [], "cells": []}
    path = tmp_path / "large.html"
    path.write_text(explorer.page(made), encoding="utf-8")
    page = offline.page(path, "open=all")
    page.wait_for_selector(".net-view[data-stable]")
    assert page.evaluate("performance.getEntriesByName('stable').length") == 1
    nodes, edges = re.findall(r"\d+", page.locator(".net-stage > .net-note").inner_text())[:2]
    assert int(nodes) == 5000
    assert int(edges) > 9900
    coloured = page.evaluate("""() => {
      const canvas = document.querySelector(".net-canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
      return seen.size;
    }""")  # noqa: E501
    assert coloured > 50
    page.keyboard.press("/")
    page.keyboard.type("Place 4711")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence h2")).to_have_text("Place 4711")


# ---- hostile texts

SECTIONS = "53-20k-sections"  # thousands of times the same: on a page of its own
HEAVY = 90_000  # bytes; longer texts are hostile by their length and stand on a page of their own
WALK = """async () => {
  const book = JSON.parse(document.getElementById("book").textContent);
  const rest = () => new Promise((go) => setTimeout(go));
  const odd = (one) => /[<>"'&{$\\\\]/.test(`${one.text} ${one.quote} ${one.en} ${one.title}`);
  const all = [...book.sentences, ...book.measures, ...book.things, ...book.parts];
  const ids = all.filter(odd).map(({ id }) => id);
  for (const id of ids) {
    location.hash = `view=text&on=${encodeURIComponent(id)}`;
    await rest();
    await rest();
    document.querySelectorAll(".evidence details").forEach((one) => { one.open = true; });
  }
  return ids.length;
}"""


def _pages(folder: Path, wanted: Callable[[hostile.Entry], bool]) -> dict[str, Any]:
    """The explorer and the picture of the wanted ones of the hostile chapters that can be read, and what is in them."""
    texts = hostile.project(folder, project.ROOT)
    for entry in filter(wanted, hostile.chapters()):
        (texts / Path(entry.path).name).write_bytes(entry.data)
    store = build.assemble(find_project(folder, folder)).store
    shutil.rmtree(texts)
    explored = explorer.write(store, QUERIES, folder / "explorer.html")
    book = book_of(explored)
    if book["measures"]:  # else there is nothing to draw
        networks.draw(store, networks.CHAPTER, QUERIES / "view").write(folder / "network.html")
    return {"explorer": explored, "network": folder / "network.html", "book": book}


@pytest.fixture
def unguarded(browser: Browser) -> Iterator[Offline]:
    """Without the content security policy, so that not the policy but the pages themselves are put to the proof."""
    made = Offline(browser, bypass_csp=True)
    yield made
    assert (made.asked, made.complaints) == ([], [])
    made.close()


@pytest.mark.shared
@needs("hostile")
def test_hostile_chapters_run_nothing_and_ask_nobody(unguarded: Offline, offline: Offline, tmp_path: Path) -> None:
    made = _pages(tmp_path, lambda entry: len(entry.data) <= HEAVY)
    texts = [sentence["text"] for sentence in made["book"]["sentences"]]
    assert len(made["book"]["chapters"]) > 30
    assert any("<img src=x onerror" in text for text in texts)
    page = unguarded.page(made["explorer"], "view=text")
    assert page.evaluate(WALK) > 20
    assert page.evaluate(FOREIGN) == []
    shown = page.locator(".view .page").inner_text()
    assert "<img src=x onerror" in shown
    assert "</script><script>" in shown
    for view in ("questions", "network", "map", "table", "matrix"):
        for language in ("en", "zh"):
            turn(page, f"view={view}&lang={language}&open=all")
            page.wait_for_selector(f".shell[data-view={view}]")
            assert page.evaluate(FOREIGN) == []
    page.locator("#search").fill("<img")
    expect(page.get_by_role("option").first).to_contain_text("<img src=x")
    assert page.evaluate(FOREIGN) == []
    page.locator("#search").fill("")
    page.locator("#tab-network").click()
    for kind in ("svg", "csv"):
        saved = _saved(page, kind, tmp_path)
        if kind == "svg":
            drawn = ET.fromstring(saved.read_text(encoding="utf-8"))  # noqa: S314 -- our own file
            assert not {element.tag for element in drawn.iter()} & {f"{SVG}script", f"{SVG}image", f"{SVG}a"}
    offline.page(made["explorer"], "view=text")  # and with the policy nothing is reported to it
    _picture(unguarded, made["network"])


def _picture(context: Offline, path: Path) -> None:
    """The picture of the network, each of its nodes chosen."""
    page = context.context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]")
    nodes = page.evaluate("Object.keys(network.body.nodes)")
    for node in nodes[:: max(1, len(nodes) // 3)]:
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#{urllib.parse.quote(node, safe='')}")
        page.wait_for_selector("#panel h2")
    assert page.evaluate("[...window.ran, document.documentElement.dataset.pwned].filter(Boolean)") == []
    assert page.locator("img, iframe, object, embed, link, base, form").count() == 0
    assert page.locator("script").count() == 3


@pytest.mark.soak
@pytest.mark.shared
@needs("hostile")
def test_very_long_hostile_texts_are_shown(unguarded: Offline, tmp_path: Path) -> None:
    made = _pages(tmp_path, lambda entry: len(entry.data) > HEAVY and entry.stem != SECTIONS)
    assert max(len(sentence["text"]) for sentence in made["book"]["sentences"]) > 500_000
    page = unguarded.page(made["explorer"], "view=text")
    assert page.evaluate(FOREIGN) == []
    _picture(unguarded, made["network"])


@pytest.mark.soak
@pytest.mark.shared
@needs("hostile")
def test_twenty_thousand_sections_are_shown(unguarded: Offline, tmp_path: Path) -> None:
    made = _pages(tmp_path, lambda entry: entry.stem == SECTIONS)
    assert len(made["book"]["parts"]) > 20_000
    page = unguarded.page(made["explorer"], "view=text")
    assert "Text 20000." in page.locator(".view .page").inner_text()
    for view in ("questions", "network", "map", "table", "matrix"):
        turn(page, f"view={view}")
        page.wait_for_selector(f".shell[data-view={view}]")
    assert page.evaluate(FOREIGN) == []
    assert not made["network"].exists()  # no measure stands in it
