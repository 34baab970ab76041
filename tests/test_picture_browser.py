"""The picture in a real Chromium: it draws, asks nobody for anything, shows quotes, and runs no text of a document."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from plangraph.graph.network import Network, Proof, network
from plangraph.graph.store import Store
from plangraph.graph.view import Passage
from plangraph.views.networks import picture

pytest.importorskip("pyvis.network", reason="pyvis is not installed: pip install 'plangraph[views]'")
pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
BASE = "https://w3id.org/plangraph/"
PWN = "document.documentElement.dataset.pwned=1"
HOSTILE = (
    f"</script><img src=x onerror={PWN}>",
    f"<svg onload={PWN}> href",
    f'"><iframe srcdoc="<script>parent.{PWN}</script>"></iframe>',
    f"<a href='javascript:{PWN}'>href</a>",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI",
    "--window-size=1400,900",
)


class Browser:
    """A Chromium behind chromedriver, spoken to by plain W3C WebDriver over HTTP."""

    def __init__(self, port: int, profile: Path, chromium: str) -> None:
        self._base = f"http://127.0.0.1:{port}"
        options = {"binary": chromium, "args": [*FLAGS, f"--user-data-dir={profile}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(  # noqa: S310 - our own driver on this machine
            self._base + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)["value"]

    def open(self, page: Path, fragment: str = "") -> None:
        self.run("location.href = 'about:blank'")
        self._call("POST", f"{self._session}/url", {"url": page.as_uri() + fragment})
        self.wait("document.documentElement.dataset.drawn !== undefined")

    def run(self, script: str) -> Any:
        return self._call("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def wait(self, condition: str) -> None:
        for _ in range(200):
            if self.run(f"return Boolean({condition})"):
                return
            time.sleep(0.05)
        pytest.fail(f"never true in the page: {condition}")

    def click(self, x: float, y: float) -> None:
        """A real click at a place of the window."""
        self._mouse(self._to(x, y), {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def hover(self, x: float, y: float) -> None:
        """The mouse comes from a corner to a place of the window."""
        self._mouse(self._to(1, 1), self._to(x, y))

    def press(self, key: str) -> None:
        """A key, pressed and let go."""
        steps = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._call("POST", f"{self._session}/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def media(self, name: str, value: str) -> None:
        """What the system of the reader prefers."""
        self.command("Emulation.setEmulatedMedia", {"features": [{"name": name, "value": value}]})

    def command(self, name: str, parameters: dict[str, Any]) -> None:
        """A command of Chromium's own protocol."""
        self._call("POST", f"{self._session}/goog/cdp/execute", {"cmd": name, "params": parameters})

    @staticmethod
    def _to(x: float, y: float) -> dict[str, Any]:
        return {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}

    def _mouse(self, *steps: dict[str, Any]) -> None:
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": list(steps)}
        self._call("POST", f"{self._session}/actions", {"actions": [mouse]})

    def log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call("POST", f"{self._session}/se/log", {"type": kind})
        return found

    def requests(self, page: Path) -> list[str]:
        """Every address that a page has asked for; those of Chromium's own start page are not its doing."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        sent = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [s["request"]["url"] for s in sent if s["documentURL"].partition("#")[0] == page.as_uri()]

    def close(self) -> None:
        self._call("DELETE", self._session)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed; on Debian: apt-get install chromium chromium-driver"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, driver = _program("chromium"), _program("chromedriver")
    port = _free_port()
    with subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            browser = Browser(port, tmp_path_factory.mktemp("profile"), chromium)
            yield browser
            browser.close()
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail("chromedriver does not answer")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store.memory()
    store.load(SAMPLE)
    path = tmp_path_factory.mktemp("page") / "picture.html"
    path.write_text(picture(network(store, "chapter-picture", FOLDER), "A chapter"), encoding="utf-8")
    return path


def _spot(browser: Browser, node: str) -> tuple[float, float]:
    """Where a node stands in the window."""
    x, y = browser.run(
        f"const at = network.canvasToDOM(network.getPositions()[{json.dumps(node)}]);"
        "const box = document.getElementById('canvas').getBoundingClientRect(); return [box.x + at.x, box.y + at.y]"
    )
    return x, y


def _panel(browser: Browser) -> str:
    return str(browser.run("return document.getElementById('panel').innerText"))


def test_it_draws_and_asks_nobody(browser: Browser, page: Path) -> None:
    browser.log("browser")
    browser.open(page)
    painted = browser.run(
        "const c = document.querySelector('#canvas canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; let n = 0;"
        "for (let i = 0; i < d.length; i += 4) if (d[i + 3] && d[i] + d[i + 1] + d[i + 2] < 720) n++; return n"
    )
    assert painted > 1000
    asked = browser.requests(page)
    assert page.as_uri() in asked
    assert [url for url in asked if url != page.as_uri() and not url.startswith("data:")] == []
    assert [entry for entry in browser.log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def test_the_legend_counts_and_filters(browser: Browser, page: Path) -> None:
    browser.open(page)
    legend = browser.run("return [...document.querySelectorAll('#legend label')].map((l) => l.innerText.split('\\n'))")
    counts = {words[-2]: int(words[-1]) for words in legend}
    assert counts == {
        "Measures": 7,
        "Macro-regions": 2,
        "Places": 2,
        "Infrastructure": 2,
        "Initiatives": 1,
        "Industries": 2,
        "Text parts": 4,
        "Inferred links": 1,
    }
    browser.run("[...document.querySelectorAll('#legend label')].find((l) => l.innerText.includes('Measures')).click()")
    assert browser.run("return network.body.data.nodes.length") == sum(counts.values()) - 7 - 1
    assert "upgrade: Birch Port" not in _panel(browser)


def test_clicking_a_measure_shows_quote_section_and_offsets(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click(*_spot(browser, f"{BASE}test/7/measure/3"))
    browser.wait("document.querySelector('#panel mark')")
    assert browser.run("return document.querySelector('#panel mark').textContent") == "upgrade Birch Port for trade"
    words = _panel(browser)
    assert "We will upgrade Birch Port for trade." in words
    assert "Chapter 7, Section 1 “Opening the North” · characters 143–171" in words


def test_clicking_a_line_shows_its_quote(browser: Browser, page: Path) -> None:
    browser.open(page)
    (x1, y1), (x2, y2) = (_spot(browser, f"{BASE}{node}") for node in ("test/7/measure/5", "initiative/elm-zone"))
    browser.click(0.45 * x1 + 0.55 * x2, 0.45 * y1 + 0.55 * y2)
    browser.wait("document.querySelector('#panel mark')")
    words = _panel(browser)
    assert "is to become" in words
    assert browser.run("return document.querySelector('#panel mark').textContent") == "build Elm City into a pilot zone"


def test_search_finds_in_both_languages_and_in_quotes(browser: Browser, page: Path) -> None:
    browser.open(page)
    for typed, wanted in (("桤木", "Alder Port"), ("birch", "Birch Port"), ("for trade", "upgrade: Birch Port")):
        browser.run(
            f"const w = document.getElementById('words'); w.value = {json.dumps(typed)};"
            "w.dispatchEvent(new Event('input'))"
        )
        buttons = browser.run("return [...document.querySelectorAll('#panel button')].map((b) => b.innerText.slice(1))")
        assert wanted in [button.strip() for button in buttons]
        assert len(buttons) < 4


def test_an_address_with_a_node_opens_at_it(browser: Browser, page: Path) -> None:
    browser.open(page, "#" + urllib.parse.quote(f"{BASE}infrastructure/birch-port", safe=""))
    browser.wait("document.querySelectorAll('#panel mark').length === 2")
    assert "Birch Port" in _panel(browser)
    assert "桦树口岸" in _panel(browser)


def test_text_of_a_document_never_runs(browser: Browser, tmp_path: Path) -> None:
    graph: Network = nx.MultiDiGraph(view="x", title=HOSTILE[0], plans=[{"title": HOSTILE[0], "source": HOSTILE[2]}])
    sentence = f"{BASE}t/1#char=0,9"
    graph.graph["passages"] = {sentence: Passage(sentence, 0, 9, " ".join(HOSTILE), HOSTILE[1])}
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"n{number}", label=text, label_zh=text, cls=text, family="Region", named=True, side="both")
    for number, text in enumerate(HOSTILE):
        proof = Proof(sentence, "m", text, sentence)
        graph.add_edge(f"n{number}", f"n{(number + 1) % 4}", key="k", kind=text, weight=1, evidence=(proof,))
    page = tmp_path / "hostile.html"
    # without the policy, so that not the policy but the page itself is put to the proof
    html = picture(graph, HOSTILE[0]).replace("Content-Security-Policy", "x-nothing")
    page.write_text(html, encoding="utf-8")
    browser.open(page)
    elements = "return document.querySelectorAll('img, svg, iframe, a, script').length"
    assert browser.run(elements) == 3
    for number, text in enumerate(HOSTILE):
        browser.hover(*_spot(browser, f"n{number}"))
        browser.wait("!document.getElementById('tip').hidden")
        assert text in browser.run("return document.getElementById('tip').textContent")
        browser.click(*_spot(browser, f"n{number}"))
        browser.wait("document.querySelector('#panel h2')")
        assert browser.run("return document.querySelector('#panel h2').textContent") == text
    assert browser.run(elements) == 3
    assert browser.run("return document.documentElement.dataset.pwned ?? null") is None


def test_a_tooltip_is_the_name_the_class_and_the_quote(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.hover(*_spot(browser, f"{BASE}initiative/elm-zone"))
    browser.wait("!document.getElementById('tip').hidden")
    tip = browser.run("return document.getElementById('tip').innerText")
    assert "“build Elm City into a pilot zone”\nChapter 7, Section 2 “Lifting the South”" in tip
    assert "Initiatives" in tip


def test_the_page_speaks_chinese(browser: Browser, page: Path) -> None:
    browser.open(page, "#" + urllib.parse.quote(f"{BASE}infrastructure/birch-port", safe=""))
    browser.run("document.getElementById('language').click()")
    assert browser.run("return document.documentElement.lang") == "zh-Hans"
    assert browser.run("return document.querySelector('#panel h2').textContent") == "桦树口岸"
    assert browser.run(f"return network.body.nodes['{BASE}infrastructure/birch-port'].options.label") == "桦树口岸"
    assert browser.run("return document.querySelector('#legend label').innerText").split("\n")[-2] == "措施"
    assert "本章" in browser.run("return document.getElementById('question').textContent")
    browser.run("document.getElementById('language').click()")
    assert browser.run("return document.querySelector('#panel h2').textContent") == "Birch Port"


def test_it_is_dark_where_the_system_or_the_reader_is(browser: Browser, page: Path) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    font = "return Object.values(network.body.nodes)[0].options.font.color"
    browser.media("prefers-color-scheme", "dark")
    browser.open(page)
    dark = (browser.run(ground), browser.run(font))
    browser.media("prefers-color-scheme", "light")
    browser.wait(f"(() => {{ {ground} }})() !== {json.dumps(dark[0])}")
    browser.wait(f"(() => {{ {font} }})() !== {json.dumps(dark[1])}")  # scripts hear of it after the styles
    light = (browser.run(ground), browser.run(font))
    assert light == ("rgb(255, 255, 255)", "#1f2933")
    assert dark[1] != light[1]
    browser.run("document.getElementById('look').click()")
    assert (browser.run(ground), browser.run(font)) == dark


def test_the_keyboard_reaches_all(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "words"
    for letter in "elm":
        browser.press(letter)
    browser.press("\ue007")  # enter
    browser.wait("document.querySelector('#panel h2')?.textContent === 'Elm'")
    browser.press("\ue00c")  # escape
    browser.wait("!document.querySelector('#panel h2')")
    assert browser.run("return document.getElementById('words').value") == ""
    browser.run("document.getElementById('canvas').focus()")
    browser.press("0")
    scale = browser.run("return network.getScale()")
    browser.press("+")
    assert browser.run("return network.getScale()") > scale
    browser.press("0")
    assert browser.run("return network.getScale()") == pytest.approx(scale)
    unnamed = (
        "return [...document.querySelectorAll('button, input, #canvas')].filter((e) => !(e.innerText || '').trim()"
    )
    assert browser.run(f"{unnamed} && !e.getAttribute('aria-label') && !e.labels?.length).length") == 0


def test_a_large_network_opens_named_and_still(browser: Browser, tmp_path: Path) -> None:
    """More nodes than the force layout takes: each has its place at once, and a click shows its quote."""
    graph: Network = nx.MultiDiGraph(view="x", title="Many", plans=[])
    for number in range(1500):
        graph.add_node(f"n{number}", label=f"Place {number}", cls="County", family="Region", named=True, side="both")
        proof = Proof(f"t#char={number},9", "m", f"link {number}", f"t#char={number},9")
        graph.add_edge(f"n{number}", f"n{number // 3}", key="k", kind="k", weight=1, evidence=(proof,))
    path = tmp_path / "many.html"
    path.write_text(picture(graph, "Many"), encoding="utf-8")
    browser.open(path)
    places = browser.run("return network.getPositions()")
    time.sleep(0.2)
    assert browser.run("return network.getPositions()") == places
    assert len({(at["x"], at["y"]) for at in places.values()}) == 1500
    browser.click(*_spot(browser, "n0"))
    browser.wait("document.querySelector('#panel mark')")
    assert browser.run("return document.querySelector('#panel mark').textContent") == "link 0"


def test_it_fits_a_phone(browser: Browser, page: Path) -> None:
    params = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.command("Emulation.setDeviceMetricsOverride", params)
    browser.open(page)
    assert browser.run("return document.documentElement.scrollWidth") == 390
    assert browser.run("return document.getElementById('canvas').clientHeight") > 400
    browser.command("Emulation.clearDeviceMetricsOverride", {})
