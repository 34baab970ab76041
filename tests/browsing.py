"""A real Chromium for tests: found or said to be missing, and pages from a disk that may ask nobody for anything."""

import importlib.util
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

if importlib.util.find_spec("playwright") is None and not os.environ.get("CI"):
    pytest.skip("playwright is not installed: pip install 'plangraph[dev]'", allow_module_level=True)

from playwright.sync_api import Browser, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--disable-features=" + ",".join((
        # pages of its own that it loads with each of ours, at half a second each
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI",
        # and what playwright switches off, whose list this one replaces
        "HttpsUpgrades", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding",
    )),
]  # fmt: skip
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
OUTSIDE = re.compile(r"^(https?|wss?|ftp):")
# What a text that became a script would do first.
TRAPS = """
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => { window.ran.push(name); };
"""
# All that could run or load something, beside the three blocks of script that each of our pages has.
FOREIGN = """() => [
  ...window.ran, ...Object.keys(document.documentElement.dataset).filter((key) => key === "pwned"),
  ...[...document.querySelectorAll("script")].slice(3).map(() => "script"),
  ...[...document.querySelectorAll("img, iframe, frame, object, embed, link, base, form, video, audio, portal")].map((one) => one.tagName),
  ...[...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter(({ name, value }) =>
    /^on/.test(name) || /^\\s*(javascript|data:text|vbscript)/i.test(value)).map(({ name, value }) => `${name}=${value.slice(0, 60)}`),
]"""  # noqa: E501 -- one line for each thing


TURN = """state => new Promise((done) => {
  if (decodeURIComponent(location.hash) === decodeURIComponent(`#${state}`)) return done();
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = state;
})"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window, closed at the end; its absence is a failure where all must be there."""
    found = shutil.which("chromium")
    if found is None:
        reason = "chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Offline:
    """A context without a network, that counts what its pages would ask for and hears what they complain of."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": DESK, "offline": True} | options
        self.context = browser.new_context(**settings)
        self.context.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.add_init_script(TRAPS)
        self.context.route(OUTSIDE, self._stopped)
        self.context.on("request", lambda request: self._sent(request.url))
        self.context.on("console", lambda message: self._told(message.type, message.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _stopped(self, route: Route) -> None:
        self.asked.append(route.request.url)
        route.abort()

    def _sent(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.asked.append(url)

    def _told(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def page(self, path: Path, fragment: str = "") -> Page:
        """A page of a file, drawn; the first page of the context is used again, which is much quicker."""
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        show(page, path, fragment)
        return page

    def close(self) -> None:
        self.context.close()


def show(page: Page, path: Path, fragment: str = "") -> None:
    """Open the file as if for the first time, and wait until the explorer stands."""
    page.goto("about:blank")  # else another fragment of the same file is only a step within the page
    page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
    page.wait_for_selector(".shell[data-view]")


def turn(page: Page, fragment: str) -> None:
    """Go to another state of the page by its address, as a link within it does."""
    page.evaluate(TURN, fragment)


def book_of(path: Path) -> dict[str, Any]:
    """The data in the page of an explorer."""
    found = re.search(r'<script type="application/json" id="book">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found is not None
    made: dict[str, Any] = json.loads(found[1])
    return made


def fragment(page: Page) -> dict[str, str]:
    """What the address of the view says, each part by its name."""
    hash_ = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    return dict(part.split("=", 1) for part in hash_.split("&") if part)
