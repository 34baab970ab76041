"""A site opened from the disk in a real Chromium: search, evidence and languages work, and hostile names do no harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import browsing
from tests.hostile_site import PWN

from playwright.sync_api import Browser, Page, expect  # isort: skip -- after the check that it is installed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def root(hostile_site: Path) -> Path:
    return hostile_site / "out"


@pytest.fixture
def page(chromium: Browser, root: Path) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    asked: list[str] = []
    told: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    yield context.new_page()
    assert [url for url in asked if not url.startswith((root.as_uri(), "data:"))] == []
    assert told == []
    context.close()


def test_a_place_is_found_by_its_name(page: Page, root: Path) -> None:
    page.goto((root / "index.html").as_uri())
    page.fill("#place-asked", "hunch")
    expect(page.locator("#place [role=option]").first).to_contain_text("Hunchun")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/hunchun.html")
    page.click("a.switch")
    page.wait_for_url("**/zh/place/hunchun.html")
    expect(page.locator("h1")).to_contain_text("珲春")


def test_a_term_is_found_by_its_name_in_chinese(page: Page, root: Path) -> None:
    page.goto((root / "zh" / "index.html").as_uri())
    page.fill("#any-asked", "ecology")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/scheme/theme/ecology.html")


def test_a_row_opens_its_sentence(page: Page, root: Path) -> None:
    page.goto((root / "query" / "airports.html").as_uri())
    page.locator("button.proof").first.click()
    expect(page.locator("tr.proof blockquote p")).to_have_text("We will build an airport in Kashgar.")
    page.locator("tr.proof footer a").click()
    expect(page.locator("mark").first).to_have_text("We will build an airport in Kashgar.")


def test_an_iri_of_characters_leads_to_them(page: Page, root: Path) -> None:
    text = "Chapter 32 Regions\n\nWe will build an airport in Kashgar."
    begin = text.index("airport")
    page.goto(f"{(root / 'cn-14fyp' / '32.html').as_uri()}#char={begin},{begin + 7}")
    expect(page.locator(".reading mark")).to_have_text("airport")


def test_hostile_names_are_text(page: Page, root: Path) -> None:
    with_it = [path for path in root.rglob("*.html") if PWN in path.read_text("utf-8")]
    assert len(with_it) > 3
    for path in with_it[:12]:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.dataset.pwned") is None
    page.goto((root / "index.html").as_uri())
    page.fill("#place-asked", "onerror")
    expect(page.locator("#place [role=option]").first).to_contain_text("onerror")
    assert page.evaluate("document.documentElement.dataset.pwned") is None
