"""What an automated check of accessibility (axe-core) finds on our pages, and what a Chinese page says in English.

Every page is checked in several states, wide and on a phone, light and dark, in both languages.
"""

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plangraph.graph.store import Store
from plangraph.views import networks
from tests import project
from tests.browsing import DESK, PHONE, Offline, book_of, chromium, turn
from tests.served import Server, running

if importlib.util.find_spec("axe_playwright_python") is None and not os.environ.get("CI"):
    pytest.skip("axe-playwright-python is not installed: pip install 'plangraph[dev]'", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # isort: skip
from playwright.sync_api import Browser, Page  # isort: skip

pytestmark = pytest.mark.browser

EXPLORER = (
    "", "view=questions", "view=questions&q=measures-for-a-place", "view=text&on=place/hunchun",
    "view=map&on=cn-14fyp/32/measure/9322&strength=deliver", "view=network&ends=place/hunchun,place/shenzhen",
    "view=network&open=place/hunchun&on=cn-14fyp/32%23char%3D9587,9737", "view=table&find=airport&sort=5d",
    "view=matrix&cell=397-417", "view=map&on=place/cn-110101&hide=Region&bases=1",
)  # fmt: skip
SERVED = ("", "query/airports", "query/measures-for-a-place", "place/hunchun", "cn-14fyp/32/at/9587,9737", "sparql")
# A link to a state of the page looks like one to a part of it, and is taken for a skip link where it is out of sight.
OPTIONS = {"resultTypes": ["violations"], "rules": {"skip-link": {"enabled": False}}}
# Of many rows or cards made of the same elements, classes and attributes, three are looked at: contrast takes long, and
# theirs is the same.
ALIKE = """() => {
  const shape = (one) => [one, ...one.querySelectorAll("*")].map((each) =>
    `${each.tagName} ${each.className} ${each.style.cssText} ${each.getAttributeNames()}`).join();
  for (const parent of document.querySelectorAll("tbody, ul, ol")) {
    const seen = {};
    for (const one of parent.children) {
      delete one.dataset.alike;
      const made = shape(one);
      seen[made] = (seen[made] ?? 0) + 1;
      if (seen[made] > 3) one.dataset.alike = "";
    }
  }
}"""
CHINESE = (Path(__file__).resolve().parent / "cases" / "chinese.js").read_text(encoding="utf-8")
KINDS = [({"color_scheme": "light", "viewport": DESK}, "en"), ({"color_scheme": "dark", "viewport": PHONE}, "zh")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--processes", "1", "--workers", "1", cwd=project.ROOT) as made:
        yield made


def _faults(page: Page, beside: str = "", inside: str = "body") -> list[str]:
    """What axe-core finds ``inside`` of a part but not in ``beside``: how bad, which rule, where, and why."""
    if not page.evaluate("'axe' in window"):  # half a megabyte, once for each page
        page.evaluate(Axe().axe_script)
    page.evaluate(ALIKE)
    where = {"include": [[inside]], "exclude": [[one] for one in ("[data-alike]", beside) if one]}
    found: list[dict[str, Any]] = page.evaluate(
        "([where, options]) => axe.run(where, options).then(({ violations }) => violations)", [where, OPTIONS]
    )
    return [_told(one, node) for one in found for node in one["nodes"][:3]]


def _told(fault: dict[str, Any], node: dict[str, Any]) -> str:
    reasons = node["any"] or node["all"] or node["none"]
    return f"{fault['impact']} {fault['id']} {node['target']}: {reasons[0]['message'][:120]}"


@pytest.mark.parametrize(("options", "language"), KINDS, ids=["light desk English", "dark phone Chinese"])
def test_the_explorer_is_accessible(browser: Browser, explored: Path, options: dict[str, Any], language: str) -> None:
    context = Offline(browser, bypass_csp=True, **options)  # the check itself is a script
    page = context.page(explored)
    faults = {}
    states = EXPLORER[::2] if language == "zh" else ("", *EXPLORER[1::2])
    for state in states:
        turn(page, f"{state}&lang={language}")
        page.evaluate("() => document.querySelectorAll('.evidence details').forEach((one) => { one.open = true; })")
        faults[state] = _faults(page, beside=".text-side")
    assert faults == {state: [] for state in states}
    context.close()


@pytest.mark.parametrize(("options", "language"), KINDS, ids=["light desk English", "dark phone Chinese"])
def test_the_picture_is_accessible(browser: Browser, tmp_path: Path, options: dict[str, Any], language: str) -> None:
    store = Store.memory()
    store.load(project.ROOT / "tests" / "cases" / "network" / "sample.trig")
    path = networks.draw(store, networks.CHAPTER, project.ROOT / "queries" / "view").write(tmp_path / "network.html")
    context = Offline(browser, bypass_csp=True, **options)
    page = context.context.new_page()
    page.goto(path.as_uri() + "#https%3A%2F%2Fw3id.org%2Fplangraph%2Finfrastructure%2Fbirch-port")
    page.wait_for_selector("html[data-drawn]")
    if language == "zh":
        page.locator("#language").click()
    assert _faults(page) == []
    context.close()


@pytest.mark.parametrize(("options", "language"), KINDS, ids=["light desk English", "dark phone Chinese"])
def test_the_pages_of_the_server_are_accessible(
    browser: Browser, server: Server, options: dict[str, Any], language: str
) -> None:
    context = browser.new_context(bypass_csp=True, **options)
    page = context.new_page()
    faults = {}
    paths = SERVED[::2] if language == "zh" else SERVED[1::2]
    for path in paths:
        page.goto(f"{server.url}{path}?lang={language}")
        if page.locator("button.proof").count():
            page.locator("button.proof").first.click()
        faults[path] = _faults(page)
    assert faults == {path: [] for path in paths}
    context.close()


def test_the_check_can_fail(browser: Browser, explored: Path) -> None:
    context = Offline(browser, bypass_csp=True)
    page = context.page(explored)
    page.evaluate("() => { document.querySelector('h1').style.color = '#bbb'; }")
    page.evaluate("() => document.querySelector('#search').removeAttribute('aria-label')")
    page.evaluate("() => { document.querySelector('#search').placeholder = ''; }")
    rules = {fault.split()[1] for fault in _faults(page, inside="header")}
    assert {"color-contrast", "aria-input-field-name"} <= rules or {"color-contrast", "label"} <= rules
    context.close()


def test_the_explorer_says_nothing_in_english_but_what_is_written(browser: Browser, explored: Path) -> None:
    """Words of the interface are Chinese; what stays English is of the text or the graph, to the letter."""
    book = book_of(explored)
    of_graph = " ".join(" ".join(_strings([book[name] for name in book if name != "families"])).split())
    context = Offline(browser)
    page = context.page(explored)
    left = {}
    for state in EXPLORER:
        turn(page, f"{state.replace('find=airport', 'find=机场')}&lang=zh")
        left[state] = [one for one in page.evaluate(CHINESE) if not _written(one, of_graph)]
    assert left == {state: [] for state in EXPLORER}
    page.evaluate("() => { document.querySelector('#tab-map').textContent = 'Map'; }")
    assert [one for one in page.evaluate(CHINESE) if not _written(one, of_graph)] == ["button: Map"]
    context.close()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _written(found: str, of_graph: str) -> bool:
    """Whether the Latin letters of what was found stand in the graph, names of formats and keys apart."""
    where, _, text = found.partition(": ")
    if where == "value" and text in ("count", "firm", "map", "network"):
        return True  # of a control, for the page alone
    text = re.sub(r"\b(BibTeX|Delete|plangraph)\b|°[NE]", "，", " ".join(text.split()))
    return all(run.strip() in of_graph for run in re.findall(r"[A-Za-z][!-~’ ]*", text) if len(run.strip()) > 1)
