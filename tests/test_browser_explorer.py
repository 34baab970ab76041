"""The explorer in a real Chromium without a network: each view, both languages, by mouse and by keyboard.

Expected values come from the text of the chapter, from its TriG as rdflib reads it, and from the questions.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib

from plangraph import api, vocab
from tests import project, second_opinion
from tests.browsing import FOREIGN, PHONE, Offline, chromium, fragment, turn
from tests.second_opinion import Quads

from playwright.sync_api import Browser, Locator, Page, expect  # isort: skip -- after the check that it is installed

pytestmark = pytest.mark.browser

TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
TRIG = project.ROOT / "graph" / "built" / "cn-14fyp" / "32.trig"
CHAPTER = f"{vocab.BASE}cn-14fyp/32"
NIF = rdflib.Namespace(vocab.PREFIXES["nif"])
PLAN = rdflib.Namespace(vocab.PREFIXES["plan"])
VIEWS = ("questions", "network", "map", "table", "matrix", "text")
PORTS = "cn-14fyp/32#char=9587,9737"  # Upgrade Jilong, ... ports
AIRPORTS = "cn-14fyp/32/measure/9322"  # Build Taxkorgan Airport, ...
UPGRADED = re.findall(r"[A-Z][a-z]+(?: Pass)?", TEXT[9597:9730])
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def graph() -> Quads:
    """The chapter's own file, read by another engine."""
    return second_opinion.quads(TRIG)


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Offline]:
    """The context of most tests."""
    made = Offline(browser)
    made.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def visit(browser: Browser, desk: Offline, explored: Path) -> Iterator[Visit]:
    """Opens the explorer; what happens on its pages must ask nobody and break nothing."""
    made = [desk]

    def opened(fragment: str = "", **options: Any) -> Page:
        if options:
            made.append(Offline(browser, **options))  # pages of a context stand for one reader
        return made[-1].page(explored, fragment)

    yield opened
    for one in made:
        for page in one.context.pages:
            assert page.evaluate(FOREIGN) == []
        assert (one.asked, one.complaints) == ([], [])
        if one is not desk:
            one.close()


def _tab(page: Page, name: str) -> None:
    page.locator(f"#tab-{name}").click()
    expect(page.locator(".shell")).to_have_attribute("data-view", name)


def _numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def _measures(graph: Quads, strength: str = "") -> int:
    """How many measures the chapter states, or states with one strength."""
    kind = rdflib.URIRef(vocab.PREFIXES["strength"] + strength)
    wanted = (PLAN.strength, kind) if strength else (rdflib.RDF.type, PLAN.Measure)
    return len({s for s, p, o, _ in graph if (p, o) == wanted})


def _titles(marks: Locator) -> set[str]:
    return set(marks.locator("title").all_text_contents())


def _roster(page: Page) -> Locator:
    """The names of the nodes of the network, in its list."""
    page.locator(".net-roster summary").click()
    names = page.locator(".net-roster [data-act=name]")
    expect(names.first).to_be_visible()
    return names


FOCUSED = """() => {
  const at = document.activeElement, look = getComputedStyle(at);
  const seen = at === document.body || look.outlineStyle !== "none" || look.boxShadow !== "none";
  return `${at.tagName} ${at.className} ${at.id}${seen ? "" : " unseen"}`;
}"""
INKED = """selector => {
  const canvas = document.querySelector(selector);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  const dark = (at) => data[at + 3] && data[at] + data[at + 1] + data[at + 2] < 700;
  for (let at = 0; at < data.length; at += 4) if (dark(at)) inked += 1;
  return inked;
}"""


# ---- how it opens


def test_it_opens_on_an_overview_that_stands(visit: Visit) -> None:
    page = visit()
    page.wait_for_selector(".net-view[data-stable]")
    assert page.evaluate("performance.getEntriesByName('stable').length") == 1
    expect(page.locator("h1")).to_contain_text("Further Implementing the Coordinated Regional Development Strategy")
    inked = page.evaluate(INKED, ".net-canvas")
    assert inked > 2000
    names = set(_roster(page).all_inner_texts())
    assert {"western region", "northeastern China", "central region", "eastern region"} <= names
    nodes, edges, *_ = _numbers(page.locator(".net-stage > .net-note").inner_text())
    assert nodes == len(names) < 100
    assert edges >= nodes
    expect(page.locator(".evidence h2")).to_have_text("Where to begin")


def test_the_text_stands_as_it_is_printed(visit: Visit, graph: Quads) -> None:
    page = visit("view=text")
    shown = page.locator(".view .page")
    assert "".join(shown.text_content().split()) == "".join(TEXT.split())  # type: ignore[union-attr]
    assert len(re.findall(r"^Section \d", TEXT, re.MULTILINE)) == 6
    heads = [
        head for head in shown.locator("h2, h3").all_inner_texts() if head.startswith(("Section", "Chapter", "Box"))
    ]
    assert [head.split()[0] for head in heads] == ["Chapter", *["Section"] * 5, "Box", "Section"]
    assert "Border cities and towns" in shown.locator("section.box").inner_text()
    mentions = {s for s, p, o, _ in graph if (p, o) == (rdflib.RDF.type, PLAN.Mention)}
    named = {str(o) for s, p, o, _ in graph if s in mentions and p == NIF.anchorOf}
    marked = shown.locator("a.mention").all_text_contents()  # a name inside a name divides it
    assert len(marked) > 150
    assert all(any(words in name for name in named) for words in marked)


def test_a_sentence_lights_up_what_it_states_everywhere(visit: Visit) -> None:
    assert len(UPGRADED) == 14
    page = visit("view=map")
    sentence = page.locator(".text .sentence", has_text="Upgrade Jilong, Zhangmu")
    sentence.click(position={"x": 12, "y": 6})
    assert fragment(page)["on"] == PORTS
    expect(sentence).to_have_class(re.compile(r"\bon\b"))
    lit = set(page.locator(".text a.mention.lit").all_inner_texts())
    assert {"Jilong", "Horgos", "Irkeshtam"} <= {name.split()[0] for name in lit}
    spots = _titles(page.locator(".spot.lit"))
    assert {name.split()[0] for name in UPGRADED} <= {name.split()[0] for name in spots}
    panel = page.locator(".evidence")
    expect(panel.locator("blockquote")).to_have_text(TEXT[9587:9737])
    assert panel.locator("ul.measures q").all_inner_texts() == [TEXT[9589:9736]]
    _tab(page, "table")
    rows = page.locator(".listing tr.lit")
    assert rows.locator("td.saying").all_inner_texts() == [TEXT[9589:9736]]
    _tab(page, "matrix")
    assert page.locator("td[data-cell].lit").count() > 0
    _tab(page, "network")
    nodes = _roster(page).all_inner_texts()
    assert {name.split()[0] for name in UPGRADED} <= {node.split()[0] for node in nodes}
    page.keyboard.press("Escape")
    assert "on" not in fragment(page)
    expect(page.locator(".text .lit, .text .on")).to_have_count(0)


# ---- evidence


def test_evidence_is_the_words_at_their_offsets(visit: Visit, graph: Quads) -> None:
    page = visit(f"view=table&on={AIRPORTS}")
    panel = page.locator(".evidence")
    (begin, end) = _numbers(panel.locator("figcaption").inner_text())[-2:]
    (quoted,) = panel.locator("blockquote mark").all_inner_texts()
    assert quoted == TEXT[begin:end] == "Build Taxkorgan Airport, Longzi Airport, and Suifenhe Airport"
    assert "Box 12" in panel.locator("figcaption").inner_text()
    (measure,) = {s for s, p, o, _ in graph if p == PLAN.quote and str(o) == quoted}
    assert panel.locator(".iri code").inner_text() == str(measure)
    (strength,) = {o for s, p, o, _ in graph if (s, p) == (measure, PLAN.strength)}
    expect(panel.locator(".pairs").first).to_contain_text(str(strength).rsplit("/", 1)[-1])
    expect(panel.get_by_role("link", name="What happens to which airports?")).to_be_visible()


@pytest.mark.parametrize("words", ["Build Taxkorgan Airport", "Upgrade Jilong", "trailblazing development"])
def test_triples_are_those_of_the_graph_of_the_sentence(visit: Visit, graph: Quads, words: str) -> None:
    at = TEXT.index(words)
    (name,) = {str(g) for _, _, _, g in graph if _holds(str(g), at)}
    page = visit(f"on={name.removeprefix(vocab.BASE).replace('#', '%23')}")
    page.locator(".triples summary").click()
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocab.PREFIXES.items())
    shown = rdflib.Graph().parse(
        data=f"@base <{vocab.BASE}> .\n{prefixes}{page.locator('.triples pre').inner_text()}", format="turtle"
    )
    assert set(shown) == {(s, p, o) for s, p, o, g in graph if str(g) == name}
    assert len(shown) == _numbers(page.locator(".triples summary").inner_text())[0] > 20


def _holds(graph: str, at: int) -> bool:
    found = re.fullmatch(re.escape(CHAPTER) + r"#char=(\d+),(\d+)", graph)
    return found is not None and int(found[1]) <= at < int(found[2])


@pytest.mark.parametrize("way", ["new", "old", "none"])
def test_citations_are_copied(visit: Visit, way: str) -> None:
    page = visit(f"on={AIRPORTS}")
    if way != "new":
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    if way == "none":
        page.evaluate("() => { document.execCommand = () => false; }")
    cited = []
    for button in ("Copy as text", "Copy BibTeX"):
        page.get_by_role("button", name=button).click()
        if way == "none":
            cited.append(page.get_by_role("textbox", name=button).input_value())
            continue
        expect(page.locator(".told", has_text="Copied")).to_have_count(len(cited) + 1)
        cited.append(page.evaluate("navigator.clipboard.readText()"))
    text, bibtex = cited
    quote = TEXT[9322:9383]
    assert text.startswith(f"“{quote}” Outline of the 14th Five-Year Plan (2021-2025)")
    assert "Section 5, Box 12" in text
    assert "characters 9322–9383" in text
    assert text.endswith(f" {vocab.BASE}{AIRPORTS}")
    assert re.match(r"@\w+\{[A-Za-z0-9-]+,\n", bibtex)
    assert bibtex.count("{") == bibtex.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", bibtex, re.MULTILINE))
    assert fields["title"].strip("{}") == "Further Implementing the Coordinated Regional Development Strategy"
    assert (fields["year"], fields["chapter"]) == ("2021", "32")
    assert quote in fields["note"]
    assert fields["url"] == f"{vocab.BASE}{AIRPORTS}"


# ---- finding and filtering


@pytest.mark.parametrize(
    ("typed", "found", "language"),
    [("hunchun", "place/hunchun", "en"), ("珲春", "place/hunchun", "zh"), ("neimenggu", "place/inner-mongolia", "zh"),
     ("xi zang", "place/tibet", "en"), ("xinjiang uygur autonomous", "place/xinjiang", "en"),
     ("口岸", "class", "zh")],
)  # fmt: skip
def test_search_finds_by_every_name(visit: Visit, typed: str, found: str, language: str) -> None:
    page = visit(f"lang={language}")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type(typed)
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    if found == "class":
        assert "口岸" in first.inner_text()
        page.keyboard.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == "search-1"
        return
    page.keyboard.press("Enter")
    assert fragment(page)["on"] == found
    expect(page.locator(".evidence h2")).to_be_visible()
    assert box.input_value() == ""


def test_a_place_that_is_not_mentioned_is_said_so(visit: Visit) -> None:
    assert "Dongcheng" not in TEXT
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("Dongcheng")
    expect(page.get_by_role("option").first).to_contain_text("not mentioned")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence .silent")).to_have_text("Not mentioned in this chapter.")
    expect(page.locator(".evidence")).to_contain_text("Beijing")
    expect(page.locator(".text .lit, .text .near")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    expect(page.locator("#search-list")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.type("carrying capacity")
    expect(page.locator("[data-kind=sentence]").first).to_be_visible()


def test_the_legend_is_the_filter_and_counts(visit: Visit, graph: Quads) -> None:
    page = visit("view=table")
    chip = page.locator('.chip[data-key="Measure"]')
    assert _numbers(chip.inner_text()) == [_measures(graph)]
    expect(page.locator(".table-count")).to_have_text(f"{_measures(graph)} rows")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    expect(page.locator(".listing .nothing")).to_be_visible()
    expect(page.locator(".text .stated:not(.off)")).to_have_count(0)
    page.locator(".narrowed .out").click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    _tab(page, "map")
    before = page.locator(".spot").count()
    region = page.locator('.chip[data-key="Region"]')
    region.click()
    assert fragment(page)["hide"] == "Region"
    left = page.locator(".spot").count()
    assert 0 < left < before
    assert not {"Hunchun", "Shenzhen"} & _titles(page.locator(".spot"))
    region.click()
    expect(page.locator(".spot")).to_have_count(before)


def test_the_scale_keeps_a_strength_everywhere(visit: Visit, graph: Quads) -> None:
    page = visit("view=table")
    steps = page.locator(".scale .step")
    counts = {text.split()[0]: _numbers(text)[-1] for text in steps.all_inner_texts()}
    assert counts == {name: _measures(graph, name) for name in ("deliver", "advance", "support", "explore")}
    steps.filter(has_text="deliver").click()
    expect(page.locator(".table-count")).to_have_text(f"{counts['deliver']} rows")
    assert set(page.locator(".listing td.firm").all_inner_texts()) == {"deliver"}
    expect(page.locator(".text .stated:not(.off)").first).to_be_attached()
    ranks = page.locator(".text .stated:not(.off)").evaluate_all("all => all.map((one) => one.dataset.rank)")
    assert set(ranks) == {"0"}
    _tab(page, "matrix")
    assert sum(_cells(page).values()) < sum(_wanted().values())
    expect(page.locator(".matrix-note")).to_contain_text("A filter is on")


# ---- table, matrix, questions, map


def test_the_table_sorts_and_narrows(visit: Visit, graph: Quads) -> None:
    page = visit("view=table")
    quotes = page.locator(".listing td.saying")
    stated = {" ".join(str(words).split()) for _, p, words, _ in graph if p == PLAN.quote}
    assert {" ".join(quote.split()) for quote in quotes.all_inner_texts()} <= stated
    head = page.get_by_role("columnheader", name="how firmly")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    order = ["deliver", "advance", "support", "explore"]
    firm = [order.index(text) for text in page.locator(".listing td.firm").all_inner_texts()]
    assert firm == sorted(firm)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    firm = [order.index(text) for text in page.locator(".listing td.firm").all_inner_texts()]
    assert firm == sorted(firm, reverse=True)
    page.get_by_label("With the words").fill("airport build")
    rows = page.locator(".listing tr[data-row]").all_inner_texts()
    assert 0 < len(rows) < 10
    assert all("airport" in row.lower() and "build" in row.lower() for row in rows)
    page.get_by_label("With the words").fill("")
    for of in ("network", "map", "matrix"):
        page.get_by_label("Rows").select_option(of)
        assert _numbers(page.locator(".table-count").inner_text())[0] >= 20
        assert fragment(page)["sort"] == f"{of}:"


def _wanted() -> dict[tuple[str, str], int]:
    """The commitments of each region and theme, as the question counts them."""
    rows = api.query("region-theme-matrix", within=api.project(project.ROOT))
    return {(str(row[1]), str(row[4])): int(str(row[6])) for row in rows}


def _cells(page: Page) -> dict[tuple[str, str], int]:
    """The number in each cell of the matrix, a dash being none."""
    regions = [text.strip() for text in page.locator(".matrix thead th").all_inner_texts()[1:-1]]
    found = {}
    for row in page.locator(".matrix tbody tr").all():
        theme = row.locator("th").inner_text().strip()
        for region, number in zip(regions, row.locator("td[data-cell] .tally").all_inner_texts(), strict=True):
            found[region, theme] = 0 if number == "–" else int(number)
    return found


def test_the_matrix_counts_as_the_question_and_means_its_gaps(visit: Visit) -> None:
    page = visit("view=matrix")
    cells = _cells(page)
    assert cells == _wanted()
    gaps = page.get_by_role("gridcell", name=re.compile("^No commitment on"))
    assert gaps.count() == list(cells.values()).count(0) > 0
    gaps.first.click()
    detail = page.locator(".matrix-detail")
    expect(detail).to_contain_text("No commitment on")
    page.locator("td[data-cell]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("td[data-cell]:focus")
    assert (chosen.get_attribute("data-x"), chosen.get_attribute("data-y")) == ("1", "1")
    some = page.locator("td[data-cell]", has_text=re.compile("[1-9]")).first
    number = _numbers(some.inner_text())
    some.press("Enter")
    quotes = detail.locator("li button").all_inner_texts()
    assert len(quotes) == number[0] > 0
    assert all(" ".join(part.split()) in " ".join(TEXT.split()) for quote in quotes for part in quote.split(" … "))


def test_a_question_shows_its_rows_on_each_view(visit: Visit) -> None:
    page = visit("view=questions")
    page.get_by_role("link", name="Which border ports are upgraded?").click()
    assert fragment(page)["q"] == "border-ports-upgraded"
    rows = page.locator(".questions tbody tr")
    assert len(UPGRADED) == rows.count() == _numbers(page.locator(".questions .count").inner_text())[0]
    assert {name.split()[0] for name in UPGRADED} == {
        text.split()[0] for text in rows.locator("td:first-child").all_inner_texts()
    }
    rows.first.locator(".proofs a").first.click()
    expect(page.locator(".evidence blockquote")).to_have_text(TEXT[9587:9737])
    page.locator(".questions .buttons a").first.click()
    expect(page.locator(".shell")).to_have_attribute("data-view", "map")
    assert {name.split()[0] for name in UPGRADED} <= {name.split()[0] for name in _titles(page.locator(".spot"))}
    assert page.locator(".spot").count() < 30
    expect(page.locator(".narrowed")).to_contain_text("Which border ports are upgraded?")


def test_the_map_shows_points_routes_and_what_has_no_place(visit: Visit) -> None:
    page = visit("view=map")
    drawn = _titles(page.locator(".spot")) | _titles(page.locator(".lines .line"))
    listed = page.locator(".map-foot .map-list").first.locator("button").all_text_contents()
    assert len(listed) == _numbers(page.locator(".map-foot summary").first.inner_text())[0]
    assert {name.replace(" (near it, not exact)", "") for name in listed} >= drawn
    hollow = page.locator(".spot.hollow").count()
    assert hollow == sum(name.endswith("(near it, not exact)") for name in listed) > 0
    heading = page.locator(".map-foot h2").inner_text()
    missing = page.locator(".map-foot details:not(:first-child) .map-list button")
    assert missing.count() == _numbers(heading)[0] > 0
    scale = page.locator(".atlas .ruler text")
    whole = scale.text_content()
    page.locator(".map-frame").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(scale).not_to_have_text(whole or "")
    page.keyboard.press("0")
    expect(scale).to_have_text(whole or "")
    spot = page.locator(".spot:not(.hollow)", has=page.locator("title", has_text="Hunchun")).locator(".mark")
    box = spot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".evidence h2")).to_contain_text("Hunchun")
    expect(page.locator(".evidence")).to_contain_text("42.867°N, 130.357°E")


def test_a_highway_runs_through_its_stops_in_order(visit: Visit) -> None:
    page = visit("view=map&q=highways-with-stops")
    for line in page.locator(".lines .line").all():
        stops = line.locator(".stop").evaluate_all("all => all.map((one) => Number(one.dataset.stop))")
        assert stops == list(range(1, len(stops) + 1))
    assert "Qinghe-Fuyun-Altay" in TEXT
    page.locator(".map-foot summary").first.click()
    page.locator(".map-foot .map-list button", has_text="Qinghe-Fuyun-Altay").click()
    expect(page.locator(".evidence")).to_contain_text(re.compile("stops in order: Qinghe.* — Fuyun.* — Altay"))
    expect(page.locator(".lines .line.lit")).to_have_count(1)


# ---- the network


def _note(page: Page) -> list[int]:
    return _numbers(page.locator(".net-stage > .net-note").inner_text())[:2]


def _act(page: Page, name: str) -> None:
    page.locator(f".net-bar [data-act={name}]").click()


def test_nodes_are_expanded_hidden_and_seen_alone(visit: Visit) -> None:
    page = visit("on=place/hunchun")
    page.wait_for_selector(".net-view[data-stable]")
    names = _roster(page)
    before = set(names.all_inner_texts())
    _act(page, "expand")
    assert fragment(page)["open"] == "place/hunchun"
    opened = set(names.all_inner_texts())
    assert before < opened
    assert {"Yanbian", "Hunchun-Quanhe Highway"} & opened
    _act(page, "fold")
    assert set(names.all_inner_texts()) == before
    _act(page, "only")
    assert fragment(page)["ends"] == "place/hunchun"
    alone = set(names.all_inner_texts())
    assert "Hunchun" in alone
    assert "western region" not in alone
    _act(page, "only")
    _act(page, "hide")
    assert fragment(page) == {"gone": "place/hunchun"}
    assert "Hunchun" not in names.all_inner_texts()
    _act(page, "back")
    assert fragment(page) == {}
    page.get_by_role("button", name=re.compile("^All")).click()
    assert _note(page)[0] > 400
    expect(page.locator(".net-more")).to_be_visible()
    _act(page, "overview")
    assert _note(page)[0] < 100


def test_a_path_is_told_with_its_sentences(visit: Visit) -> None:
    page = visit("on=place/hunchun")
    page.wait_for_selector(".net-view[data-stable]")
    _act(page, "path")
    expect(page.locator(".net-picking")).to_contain_text("Path from “Hunchun”")
    page.keyboard.press("/")
    page.keyboard.type("Shenzhen")
    page.keyboard.press("Enter")
    assert fragment(page)["ends"] == "place/hunchun,place/shenzhen"
    way = page.locator(".net-way")
    expect(way.locator("h3")).to_have_text("From Hunchun to Shenzhen")
    steps = way.locator("ol > li")
    assert steps.count() == _numbers(way.locator("[role=status]").inner_text())[0] > 1
    quotes = way.locator("q").all_inner_texts()
    assert all(" ".join(part.split()) in " ".join(TEXT.split()) for quote in quotes for part in quote.split(" … "))
    assert "Hunchun" in steps.first.inner_text()
    assert "Shenzhen" in steps.last.inner_text()
    page.locator(".ground >> nth=0").click()
    page.locator(".ground >> nth=1").click()
    page.locator(".ground >> nth=2").click()
    expect(way.locator("[role=status]")).to_have_text("No path joins the two with what is switched on in the legend.")
    expect(steps).to_have_count(0)
    page.locator(".narrowed .out").last.click()
    expect(steps.first).to_be_visible()
    way.get_by_role("button", name="Leave the path").click()
    expect(way).to_be_hidden()


def test_a_node_is_found_by_the_pointer_and_by_keys(visit: Visit) -> None:
    page = visit()
    page.wait_for_selector(".net-view[data-stable]")
    box = page.locator(".net-frame").bounding_box()
    assert box is not None
    spots = (
        (box["x"] + x, box["y"] + y)
        for y in range(60, int(box["height"]), 16)
        for x in range(60, int(box["width"]) - 60, 16)
    )
    x, y = next(at for at in spots if _pointing(page, *at))
    name = page.locator(".net-tip").inner_text().split("\n")[0]
    page.mouse.click(x, y)
    expect(page.locator(".evidence h2")).to_have_text(name)
    few = _note(page)[0]
    page.mouse.dblclick(x, y)
    expect(page.locator(".net-bar [data-act=fold]")).to_be_visible()
    assert _note(page)[0] > few
    page.locator(".net-frame").focus()
    page.keyboard.press("Enter")
    assert _note(page)[0] == few
    page.keyboard.press("Delete")
    assert len(fragment(page)["gone"].split(",")) == 1
    assert _note(page)[0] == few - 1


def _pointing(page: Page, x: float, y: float) -> bool:
    page.mouse.move(x, y)
    return bool(page.evaluate("document.querySelector('.net-frame').classList.contains('pointing')"))


# ---- for everybody


def test_back_and_forward_walk_through_what_was_seen(visit: Visit) -> None:
    page = visit()
    _tab(page, "map")
    page.keyboard.press("/")
    page.keyboard.type("hunchun")
    page.keyboard.press("Enter")
    _tab(page, "table")
    chosen, typed = {"on": "place/hunchun"}, {"find": "hunchun"}
    seen: tuple[dict[str, str], ...] = (
        {"view": "table"} | chosen,
        {"view": "map"} | chosen,
        {"view": "map"} | typed,
        {},
    )
    for number, state in enumerate(seen):
        assert fragment(page) == state
        expect(page.locator(".shell")).to_have_attribute("data-view", state.get("view", "network"))
        expect(page.locator(".evidence h2")).to_have_text("Hunchun" if "on" in state else "Where to begin")
        if number < 3:
            page.go_back()
    for state in reversed(seen[:-1]):
        page.go_forward()
        assert fragment(page) == state


def test_the_look_follows_the_system_or_the_reader(visit: Visit) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = visit(color_scheme="dark")
    dark = page.evaluate(ground)
    button = page.locator("button.look")
    button.click()
    assert page.evaluate("document.documentElement.dataset.look") == "light"
    light = page.evaluate(ground)
    assert sum(_numbers(light)[:3]) > 700
    assert sum(_numbers(dark)[:3]) < 200
    button.click()
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) == dark  # the reader's choice stays
    button.click()
    assert page.evaluate(ground) == light
    assert "look" not in fragment(page)


def test_all_is_reached_by_keys(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the view")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#view")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.locator("#tab-network").focus()
    for name in ("map", "table", "matrix", "text", "questions"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(f"#tab-{name}")).to_be_focused()
        expect(page.locator(".shell")).to_have_attribute("data-view", name)
        expect(page.get_by_role("tabpanel")).to_have_accessible_name(name.capitalize())
    page.keyboard.press("End")
    expect(page.locator("#tab-text")).to_be_focused()
    page.locator(".page a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence h2")).to_have_text("Sentence 3")
    expect(page.locator(".evidence [role=status]").first).to_contain_text("Sentence 3")
    page.keyboard.press("Escape")
    assert "on" not in fragment(page)
    order = []
    page.locator("body").evaluate("() => document.activeElement.blur()")
    for _ in range(60):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))
    assert all(
        any(wanted in one for one in order)
        for wanted in ("search", "language", "look", "chip", "step", "tab-text", "export-open")
    )
    assert [one for one in order if one.endswith(" unseen")] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_phone_shows_every_view_without_scrolling_sideways(visit: Visit, language: str) -> None:
    page = visit(f"lang={language}", viewport=PHONE, has_touch=True, is_mobile=True)
    wide = {}
    states = [f"view={name}" for name in VIEWS]
    states += [f"view=map&on={AIRPORTS}", "view=network&ends=place/hunchun,place/shenzhen"]
    states += ["view=questions&q=measures-for-a-place", "view=network&open=place/hunchun&on=place/hunchun"]
    for state in states:
        turn(page, f"{state}&lang={language}")
        expect(page.locator(".shell")).to_have_attribute("data-view", state.split("&")[0][5:])
        wide[state] = page.evaluate("document.documentElement.scrollWidth")
    assert set(wide.values()) == {390}, wide


def test_on_a_phone_evidence_is_a_sheet(visit: Visit) -> None:
    page = visit("view=text", viewport=PHONE, has_touch=True, is_mobile=True)
    sheet, grip = page.locator(".evidence"), page.locator(".grip")
    page.locator(".sentence", has_text="Upgrade Jilong").tap(position={"x": 40, "y": 8})
    expect(grip).to_contain_text(TEXT[9597:9735])  # at the foot, so that the view stays in sight
    expect(grip).to_have_attribute("aria-expanded", "false")
    grip.tap()
    expect(sheet.locator("blockquote")).to_have_text(TEXT[9587:9737])
    expect(sheet.locator("blockquote")).to_be_visible()
    grip.tap()
    expect(sheet.locator("blockquote")).to_be_hidden()
    page.locator(".evidence .close").tap()
    assert "on" not in fragment(page)


def test_the_language_changes_everything_and_is_kept(visit: Visit) -> None:
    page = visit(f"view=table&on={AIRPORTS}", locale="en-GB")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert fragment(page)["lang"] == "zh"
    expect(page.locator("h1")).to_contain_text("深入实施区域协调发展战略")
    expect(page.locator("#tab-table")).to_have_text("表格")
    expect(page.locator(".evidence blockquote")).to_contain_text("Build Taxkorgan Airport")
    expect(page.locator(".language")).to_be_focused()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#tab-table")).to_have_text("Table")
    chinese = visit(locale="zh-CN")
    assert chinese.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_thing_without_a_role_is_joined_to_what_names_it(visit: Visit) -> None:
    """Section 1 will "integrate its development with" it: named, but neither object nor place."""
    page = visit("view=network&on=initiative/belt-and-road&open=initiative/belt-and-road")
    page.wait_for_selector(".net-view[data-stable]")
    page.locator(".roster summary, .net-list summary, details > summary").last.click()
    expect(page.locator("tr:has([data-id='cn-14fyp/32/measure/807'])").first).to_contain_text("integrate")


def test_words_of_another_language_are_marked(visit: Visit) -> None:
    page = visit("view=table&lang=zh")
    cells = page.locator("td[role=cell]:not([lang=en])").all_inner_texts()
    assert len(cells) > 300
    assert [text for text in cells if re.search("[A-Za-z]{2}", text) and not re.search("[\u3400-\u9fff]", text)] == []
    assert page.locator("td[role=cell][lang=en]").count() >= 129  # each row has its quote
