"""A walk through the explorer: from one pass to its port and highway, to its region, and to the regions without any."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsing import chromium

from playwright.sync_api import Page, ViewportSize, expect  # isort: skip -- after the check that it is installed

PHONE = ViewportSize(width=390, height=844)
WIDE = ViewportSize(width=1440, height=900)


@pytest.fixture(scope="module")
def tab(explored: Path) -> Iterator[Page]:
    with chromium() as browser:
        page = browser.new_page(viewport=WIDE, locale="en")
        page.goto(explored.as_uri())
        yield page


def _go(tab: Page, view: str, size: ViewportSize = WIDE) -> None:
    tab.set_viewport_size(size)
    tab.goto(f"{tab.url.partition('#')[0]}#{view}")
    tab.reload()


def test_a_pass_tells_of_its_port_and_its_highway(tab: Page) -> None:
    _go(tab, "")
    tab.get_by_role("combobox").first.fill("Khunjerab Pass")
    tab.get_by_role("option").first.wait_for()
    tab.locator("[role=option]", has_text="mountain pass").click()
    panel = tab.locator(".evidence")
    expect(panel.locator("h2")).to_have_text("Khunjerab")
    expect(panel.locator("q", has_text="Upgrade Jilong")).to_be_visible()
    expect(panel.locator("q", has_text="Bulunkou-Khunjerab")).to_be_visible()
    tab.get_by_role("tab", name="Map").click()
    names = tab.locator(".atlas")
    for name in ("Khunjerab port", "Bulunkou-Khunjerab highway", "Xinjiang", "Pakistan"):
        expect(names.locator("text", has_text=name).first).to_be_attached()


def test_its_region_and_the_regions_without_any(tab: Page) -> None:
    _go(tab, "on=place/khunjerab")
    wider = tab.locator(".evidence section", has=tab.get_by_role("heading", name="The wider picture"))
    summary = wider.locator("summary", has_text="Xinjiang")
    count = int((summary.inner_text()).split()[0])
    summary.click()
    assert wider.locator("details[open] .measure").count() == count > 0
    expect(wider).to_contain_text("None bears on: eastern region.")
    wider.get_by_role("link", name="commitments on transport").click()
    expect(tab.get_by_role("tab", name="Matrix")).to_have_attribute("aria-selected", "true")
    row = tab.locator("table.matrix tbody tr", has=tab.get_by_role("button", name="transport", exact=True))
    assert [cell.strip() for cell in row.locator("td[data-cell]").all_inner_texts()].count("–") == 1


def test_the_text_folds_away_and_the_address_says_so(tab: Page) -> None:
    _go(tab, "")
    tab.get_by_role("button", name="Fold the text away").click()
    expect(tab.locator(".text-side")).to_be_hidden()
    tab.reload()
    expect(tab.locator(".text-side")).to_be_hidden()


def test_the_address_says_where_the_map_stands(tab: Page) -> None:
    _go(tab, "view=map&at=78_38_5")
    tab.locator(".atlas").wait_for()
    tab.locator(".map-bar button").first.click()
    expect(tab).to_have_url(re.compile(r"at=78_38_8(&|$)"))  # 1.6 times as near, round the same middle


def test_on_a_phone_a_choice_leaves_the_view_in_sight(tab: Page) -> None:
    _go(tab, "on=infrastructure/khunjerab-port", PHONE)
    expect(tab.locator(".sheet-quote")).to_contain_text("Upgrade Jilong")
    expect(tab.locator(".evidence-body")).to_be_hidden()
    tab.locator(".grip").click()
    expect(tab.locator(".evidence-body")).to_be_visible()
