"""The pages in a real Chromium, driven by Playwright: by mouse and by keyboard, in both languages, with and without
JavaScript. Expected values come from the endpoint, the text of the chapter, or the standard.
"""

import json
import re
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import browsing, project
from tests.served import Server, running

from playwright.sync_api import Browser, BrowserContext, Page, expect  # isort: skip -- after the check that it is installed

pytestmark = pytest.mark.browser

TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
XSD = "http://www.w3.org/2001/XMLSchema#"
PAGES = (
    "", "query/airports", "query/measures-for-a-place", "query/region-theme-matrix", "sparql", "place/hunchun",
    "cn-14fyp/32/at/9587,9737", "ontology", "sparql?query=SELECT",
)  # fmt: skip
PWN = "document.documentElement.dataset.pwned=1"
HOSTILE = (f"<img src=x onerror={PWN}>", f"</script><script>{PWN}</script>", f'"><svg onload={PWN}>')


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--processes", "1", "--workers", "1", cwd=project.ROOT) as made:
        yield made


class Watch:
    """A context whose pages may ask nobody but the server, and may complain of nothing."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.base = base
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.spare: list[Page] = []
        context.set_default_timeout(10_000)
        context.on("request", lambda request: self.asked(request.url))
        context.on("console", lambda message: self.told(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "about:blank")):
            self.outside.append(url)

    def told(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 400" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        page = self.spare.pop() if self.spare else self.context.new_page()
        page.goto(self.base + path)
        return page

    def clear(self) -> None:
        """Leave all pages but one, which is used again, as a new one costs as much as to go to two."""
        first, *others = self.context.pages or [self.context.new_page()]
        for page in others:
            page.close()
        first.goto("about:blank")  # else another fragment of the same page would be only a step within it
        self.spare = [first]


Open = Callable[..., Watch]


@pytest.fixture(scope="module")
def plain(chromium: Browser, server: Server) -> Iterator[Watch]:
    """The context of most tests: one for all, so that files are fetched once."""
    watch = Watch(chromium.new_context(), server.url)
    yield watch
    watch.context.close()


@pytest.fixture
def opened(chromium: Browser, server: Server, plain: Watch) -> Iterator[Open]:
    made: list[Watch] = [plain]

    def make(base: str = "", **options: Any) -> Watch:
        if not base and not options:
            return plain
        made.append(Watch(chromium.new_context(**options), base or server.url))
        return made[-1]

    yield make
    plain.clear()
    for watch in made:
        assert (watch.outside, watch.complaints) == ([], [])
        if watch is not plain:
            watch.context.close()


def _rows(server: Server, path: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(server.get(path).body)["results"]["bindings"]
    return found


def _column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"#answer-table tbody tr:not(.proof) td:nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


# ---- the gallery


def test_gallery_is_searched_in_both_languages(opened: Open) -> None:
    page = opened().open("")
    cards = page.locator(".cards li:visible")
    everything = cards.count()
    page.get_by_label("Search the questions").fill("AIRPORT")
    found = cards.all_inner_texts()
    assert 0 < len(found) < everything
    assert all("airport" in text.lower() for text in found)
    expect(page.locator("#found")).to_have_text(f"{len(found)} questions")
    page.get_by_label("Search the questions").fill("哪些 机场")
    expect(page.get_by_text("What happens to which airports?")).to_be_hidden()  # 各机场 has no 哪些
    page.get_by_label("Search the questions").fill("各机场")
    expect(cards).to_have_count(1)
    page.get_by_label("Search the questions").fill("zeppelin")
    expect(page.get_by_text("No question has these words.")).to_be_visible()
    expect(page.locator("section.group:visible")).to_have_count(0)


def test_language_stays_in_the_address(opened: Open) -> None:
    page = opened().open("")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("?lang=zh")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    titles = page.locator(".cards a").all_inner_texts()
    assert all(re.search("[\u4e00-\u9fff]", title) and title.endswith("？") for title in titles)
    summaries = page.locator(".cards li > p:first-of-type").all_inner_texts()
    assert all(re.search("[\u4e00-\u9fff]", summary) for summary in summaries)
    page.locator('a[href^="/query/border-ports-upgraded"]').click()
    assert "lang=zh" in page.url
    expect(page.locator("h1")).to_have_text("升级改造哪些边境口岸？")
    assert page.locator('span[lang="en"], .other[lang="en"]').first.inner_text()
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Which border ports are upgraded?")
    assert "lang" not in page.url


def test_a_place_is_found_by_its_chinese_name(opened: Open) -> None:
    page = opened().open("")
    box = page.get_by_role("combobox", name="Where is my place?")
    box.fill("珲春")
    expect(page.get_by_role("option").first).to_contain_text("Hunchun")
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text("珲春市")
    expect(page.locator("main")).to_contain_text("Jilin")
    expect(page.locator("mark").first).to_contain_text("enhancing the carrying capacity")


# ---- a question


def test_parameter_is_completed_and_asked(opened: Open, server: Server) -> None:
    page = opened().open("query/measures-for-a-place")
    box = page.get_by_role("combobox", name="The place")
    assert box.input_value() == "Hunchun"
    box.focus()
    page.keyboard.type("xinjia")
    expect(page.get_by_role("option").first).to_contain_text("新疆")
    assert box.get_attribute("aria-expanded") == "true"
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    assert box.input_value() == "Xinjiang"
    page.get_by_role("button", name="Ask").click()
    asked = urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)
    assert asked == {"place": ["place:xinjiang"]}
    expect(page.locator("#p-place")).to_have_value("Xinjiang")
    wanted = _rows(server, "query/measures-for-a-place.json?place=place:xinjiang")
    assert len(_column(page, 1)) == len(wanted)
    typed = opened().open("query/measures-for-a-place")
    typed.locator("#p-place").fill("Tibet")  # typed in full, chosen nowhere
    typed.locator("#p-place").press("Escape")
    typed.get_by_role("button", name="Ask").click()
    expect(typed).to_have_url(re.compile("place%3Atibet"))


def test_table_sorts_by_number_and_by_name(opened: Open, server: Server) -> None:
    rows = _rows(server, "query/ports-per-country.json")
    page = opened().open("query/ports-per-country#view=table")
    head = page.get_by_role("columnheader", name="upgraded")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert [int(text) for text in _column(page, 3)] == sorted(int(row["upgraded"]["value"]) for row in rows)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert [int(text) for text in _column(page, 3)] == sorted((int(r["upgraded"]["value"]) for r in rows), reverse=True)
    page.get_by_role("button", name="country").click()
    names = [text.split(" ")[0] for text in _column(page, 1)]
    assert names == sorted(row["label"]["value"].split(" ")[0] for row in rows)


def test_a_row_opens_its_evidence(opened: Open) -> None:
    page = opened().open("query/airports")
    row = page.locator("#answer-table tbody tr", has_text="Longzi Airport").first
    button = row.get_by_role("button")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    proof = page.locator("tr.proof")
    words = proof.locator("blockquote p").inner_text()
    graph = proof.locator("code").inner_text()
    begin, end = (int(number) for number in graph.partition("#char=")[2].split(","))
    assert words == " ".join(TEXT[begin:end].split())
    assert proof.locator("mark").all_inner_texts() == ["Longzi Airport"]
    proof.get_by_role("link").click()
    assert page.url.endswith(f"/cn-14fyp/32/at/{begin},{end}")
    assert page.locator("blockquote mark").first.inner_text() == words
    button = opened().open("query/airports").locator("button.proof").first
    button.press("Enter")
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize(
    ("question", "view", "drawn"),
    [("border-ports-upgraded", "map", "circle"), ("industries-by-region", "network", "path"),
     ("ports-per-country", "chart", "rect.bar"), ("region-theme-matrix", "chart", "rect.tile")],
)  # fmt: skip
def test_drawings_stand_beside_an_equal_table(
    opened: Open, server: Server, question: str, view: str, drawn: str
) -> None:
    rows = _rows(server, f"query/{question}.json")
    page = opened().open(f"query/{question}")
    figure = page.locator("#drawing svg")
    expect(figure).to_be_visible()
    assert page.locator(f'#views [data-view="{view}"]').get_attribute("aria-pressed") == "true"
    assert len(_column(page, 1)) == len(rows)
    series = 2 if question == "ports-per-country" else 1
    legend = series if series > 1 else 0
    assert figure.locator(drawn).count() == len(rows) * series + legend
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#drawing")).to_be_hidden()


def test_a_link_opens_the_same_view_again(opened: Open, server: Server) -> None:
    first = opened().open("query/airports?lang=zh")
    first.locator('#views [data-view="network"]').click()
    first.locator("th button").first.click()
    first.locator("button.proof").nth(1).click()
    first.locator("#copy").click()
    link = first.locator("#link").input_value()
    assert f"snapshot={server.snapshot}" in link
    again = opened(viewport=first.viewport_size).open(link.removeprefix(server.url))
    expect(again.locator("tr.proof")).to_have_count(1)
    assert again.locator("html").get_attribute("lang") == "zh-CN"
    assert again.locator("#answer-table tbody").inner_text() == first.locator("#answer-table tbody").inner_text()
    assert again.locator("#drawing").inner_html() == first.locator("#drawing").inner_html()
    expect(again.locator("#outdated")).to_be_hidden()
    older = opened().open(link.removeprefix(server.url).replace(server.snapshot, "0123456789abcdef"))
    expect(older.locator("#outdated")).to_contain_text("0123456789abcdef")


def test_downloads_are_the_answers_of_the_endpoint(opened: Open, server: Server) -> None:
    page = opened().open("query/measures-for-a-place?place=place:tibet")
    for name, suffix in (("CSV", "csv"), ("JSON", "json")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        path = Path(waiting.value.path())
        assert path.read_bytes() == server.get(f"query/measures-for-a-place.{suffix}?place=place:tibet").body
        assert waiting.value.suggested_filename.endswith(suffix)


# ---- the editor


def test_a_query_is_written_by_keyboard(opened: Open, server: Server) -> None:
    page = opened().open("sparql")
    area = page.get_by_role("textbox", name="Query")
    area.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?port ?sentence WHERE {\n  ?port a ")
    options = page.locator(".suggestions li:visible")
    expect(options.first).to_be_visible()
    kinds = page.locator(".suggestions li .kind").all_inner_texts()
    assert all(kind.startswith("class") for kind in kinds)
    uses = [int(re.sub(r"\D", "", kind) or 0) for kind in kinds]
    assert uses == sorted(uses, reverse=True)
    page.keyboard.type("border p")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    for _ in "border p":
        page.keyboard.press("Backspace")
    page.keyboard.type("边境口")
    expect(options.first).to_contain_text("plan:BorderPort")
    active = area.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert area.input_value().endswith("?port a plan:BorderPort ")
    page.keyboard.type(".\n  GRAPH ?sentence { ?m plan:theme ")
    expect(options.first).to_contain_text("theme:")
    assert all("theme:" in text for text in options.all_inner_texts())
    page.keyboard.press("Escape")
    page.keyboard.type("?t ; plan:obj")
    expect(options.first).to_contain_text("plan:object")
    page.keyboard.press("Escape")
    page.keyboard.type("ect ?port } ")
    page.keyboard.press("Escape")
    page.keyboard.type("}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer-table")).to_be_visible()
    asked = urllib.parse.urlencode({"query": area.input_value(), "format": "json"})
    assert len(_column(page, 1)) == len(_rows(server, f"sparql?{asked}"))
    assert page.evaluate("document.activeElement.id") == "query"  # the editor keeps the focus
    page.locator("button.proof").first.click()
    expect(page.locator("tr.proof mark").first).to_be_visible()
    page.reload()  # the address holds the query
    assert "plan:BorderPort" in area.input_value()
    expect(page.locator("tr.proof mark").first).to_be_visible()


def test_a_fault_is_shown_at_its_line(opened: Open) -> None:
    page = opened().open("sparql")
    area = page.get_by_role("textbox", name="Query")
    area.fill("SELECT ?s WHERE {\n  ?s a plan:Plan .\n  ?s nosuch:p ?o\n}")
    area.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("nosuch")
    assert page.locator("#lines .wrong").inner_text() == "3"
    assert area.get_attribute("aria-invalid") == "true"
    assert area.evaluate("area => area.value.slice(0, area.selectionStart).split('\\n').length") == 3
    area.fill("ASK { ?s a plan:Plan }")
    expect(page.locator("#lines .wrong")).to_have_count(0)
    area.press("Control+Enter")
    expect(page.locator(".boolean")).to_have_text("Yes")
    expect(page.get_by_role("alert")).to_have_count(0)
    area.fill("CONSTRUCT { ?s a plan:Plan } WHERE { ?s a plan:Plan }")
    area.press("Control+Enter")
    expect(page.locator("pre.triples")).to_contain_text("cn-14fyp")
    assert page.get_by_role("link", name="Turtle").get_attribute("href")


def test_a_question_opens_in_the_editor(opened: Open) -> None:
    page = opened().open("query/border-ports-built")
    rows = len(_column(page, 1))
    page.get_by_role("link", name="Open in the editor").click()
    assert "plan:BorderPort" in page.get_by_label("Query", exact=True).input_value()
    assert len(_column(page, 1)) == rows
    page.get_by_role("button", name="Map").click()
    expect(page.locator("#drawing circle").first).to_be_visible()


def test_what_was_cut_off_is_said(opened: Open) -> None:
    query = urllib.parse.quote("SELECT ?s ?o WHERE { ?s a ?o } ORDER BY ?s ?o")
    page = opened().open(f"sparql?query={query}&limit=5")
    assert len(_column(page, 1)) == 5
    expect(page.locator("#answer .notice:visible")).to_contain_text("Cut off")


# ---- for everybody

CHECKS = (Path(__file__).resolve().parent / "cases" / "accessible.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1300, ""), ("dark", 390, "lang=zh")])
def test_names_roles_contrast_and_width(opened: Open, scheme: str, width: int, language: str) -> None:
    watch = opened(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = watch.context.new_page()
    faults = {}
    for path in PAGES:
        page.goto(watch.base + path + (("&" if "?" in path else "?") + language if language else ""))
        if page.locator("button.proof").count():
            page.locator("button.proof").first.click()
        faults[path] = page.evaluate(CHECKS)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults[path].append("wider than its window")
    assert faults == {path: [] for path in PAGES}


def test_the_check_of_contrast_can_fail(opened: Open) -> None:
    page = opened().open("")
    page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    page.evaluate("document.querySelector('input').labels[0].remove()")
    assert len(page.evaluate(CHECKS)) == 2


def test_answers_stand_there_without_javascript(opened: Open) -> None:
    page = opened(java_script_enabled=False).open("query/airports")
    assert page.locator("#answer-table tbody tr").count() == 5
    assert "Build Taxkorgan Airport" in page.locator("body").inner_text()
    assert page.locator(".needs-script:visible").count() == 0


def test_hostile_labels_stay_text(opened: Open, tmp_path: Path) -> None:
    lines = []
    for number, text in enumerate(HOSTILE):
        literal = json.dumps(text)
        lines.append(f"<http://e.example/{number}> <http://www.w3.org/2000/01/rdf-schema#label> {literal} .")
        lines.append(f"<http://e.example/{number}> <http://e.example/p> <http://e.example/{(number + 1) % 3}> .")
        lines.append(f'<http://e.example/{number}> <http://e.example/n> "{number}"^^<{XSD}integer> .')
    data = tmp_path / "data.nt"
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    query = "SELECT ?a ?b ?text ?n WHERE { ?a e:p ?b ; e:n ?n ; rdfs:label ?text } ORDER BY ?n"
    query = f"PREFIX e: <http://e.example/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {query}"
    with running("--data", str(data), "--processes", "1", "--workers", "1") as other:
        page = opened(other.url).open("sparql?" + urllib.parse.urlencode({"query": query}))
        for view in ("table", "network", "chart"):
            page.locator(f'#views [data-view="{view}"]').click()
        assert all(text in page.locator("#answer-table").inner_text() for text in HOSTILE)
        page.goto(other.url + "resource?iri=http%3A%2F%2Fe.example%2F0")
        assert HOSTILE[0] in page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.dataset.pwned") is None
        assert page.locator("main img, main iframe").count() == 0


# ---- in Chinese

CHINESE = (Path(__file__).resolve().parent / "cases" / "chinese.js").read_text(encoding="utf-8")
COUNTED = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHINESE_PAGES = {
    "the gallery": "",
    "a map": "query/border-ports-upgraded",
    "a network": "query/measures-for-a-place",
    "a chart of names": "query/measures-per-section",
    "a grid": "query/region-theme-matrix",
    "a word to set": "query/enhanced-capacity",
    "words of a question": "query/named-for-a-province",
    "yes and no": "query/objects-of-an-action",
    "no row": "query/measures-for-a-place?place=place:cn-469007",
    "the editor": "sparql",
    "rows": "sparql?query=SELECT * WHERE { ?s ?p ?o } LIMIT 30",
    "cut rows": "sparql?limit=5&query=SELECT ?s ?label WHERE { ?s rdfs:label ?label }",
    "an answer": "sparql?query=ASK { ?s ?p ?o }",
    "triples": "sparql?query=CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3",
    "no SPARQL": "sparql?query=SELECT",
    "an unknown prefix": "sparql?query=SELECT * WHERE { ?s nosuch:x ?o }",
    "an update": "sparql?query=DELETE WHERE { ?s ?p ?o }",
    "a limit": f"sparql?timeout=0.01&query={COUNTED}",
    "a wrong limit": "sparql?limit=some&query=ASK {}",
    "a place": "place/hunchun",
    "a highway": "infrastructure/hunchun-quanhe-highway",
    "a kind": "kind/border-areas",
    "the plan": "cn-14fyp",
    "the chapter": "cn-14fyp/32",
    "a section": "cn-14fyp/32/section/1",
    "a sentence": "cn-14fyp/32/at/9587,9737",
    "some words": "cn-14fyp/32/at/9600,9610",
    "a class": "resource?iri=https://w3id.org/plangraph/ontology%23Measure",
    "the vocabulary": "ontology",
    "no such question": "query/nosuch",
    "no such parameter": "query/airports?nosuch=1",
    "a value of no use": "query/measures-for-a-place?place=nosuch:x",
    "no such thing": "place/nosuch",
    "no thing": "resource",
    "no such file": "static/nosuch",
}


@pytest.fixture(scope="module")
def in_chinese(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def _chinese(page: Page, url: str) -> list[str]:
    """What is left in English on a page and in each of its drawings, its evidence and its details opened."""
    page.goto(url + ("&" if "?" in url else "?") + "lang=zh")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    if page.locator("button.proof").count():
        page.locator("button.proof").first.click()
    left: list[str] = page.evaluate(CHINESE)
    for button in page.locator("#views button:visible").all():
        button.click()
        left += page.evaluate(CHINESE)
    return left


@pytest.mark.parametrize("path", CHINESE_PAGES.values(), ids=CHINESE_PAGES)
def test_a_chinese_page_says_nothing_in_english(server: Server, in_chinese: Page, path: str) -> None:
    assert _chinese(in_chinese, server.url + path) == []


def test_a_chinese_page_of_a_file_says_nothing_in_english(in_chinese: Page, tmp_path: Path) -> None:
    data = tmp_path / "data.nt"
    data.write_text("<http://e.example/a> <http://e.example/p> <http://e.example/b> .\n", encoding="utf-8")
    with running("--data", str(data), "--processes", "1", "--workers", "1") as other:
        for path in ("", "sparql", "resource?iri=http://e.example/a", "resource?iri=http://e.example/none"):
            assert _chinese(in_chinese, other.url + path) == []


def test_chinese_suggestions_are_chinese_or_marked(server: Server, in_chinese: Page) -> None:
    in_chinese.goto(server.url + "sparql?lang=zh")
    area = in_chinese.locator("#query")
    for written in ("?port a ", "?port plan:", "?m ?p Hun"):
        area.fill("SELECT ?port WHERE { " + written)
        area.press("End")
        area.press("Control+Space")
        expect(in_chinese.locator(".suggestions li").first).to_be_visible()
        assert in_chinese.evaluate(CHINESE) == []
    in_chinese.goto(server.url + "query/measures-for-a-place?lang=zh")
    in_chinese.locator("#p-place").fill("Xin")
    expect(in_chinese.locator(".suggestions li").first).to_be_visible()
    left = in_chinese.evaluate(CHINESE)
    assert left == ["value: Xin"]  # what was typed


def test_the_check_of_chinese_can_fail(server: Server, in_chinese: Page) -> None:
    in_chinese.goto(server.url + "query/airports?lang=zh")
    assert in_chinese.evaluate(CHINESE) == []
    in_chinese.evaluate("document.querySelector('#copy').textContent = 'Copy link'")
    in_chinese.evaluate("document.querySelector('nav').setAttribute('aria-label', 'Pages')")
    in_chinese.evaluate("document.querySelector('.other[lang=en]').removeAttribute('lang')")
    assert len(in_chinese.evaluate(CHINESE)) == 3
