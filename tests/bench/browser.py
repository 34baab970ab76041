"""How long a page takes in a real Chromium, from the start of loading until something is true of it and painted."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

IDLE = "window.benchIdle"  # loaded, two frames painted, and then a moment in which nothing was left to do
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_WATCH = """
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() =>
  requestIdleCallback(() => { window.benchIdle = true; }))));
const watch = setInterval(() => {
  if (!(%s)) return;
  clearInterval(watch);
  requestAnimationFrame(() => requestAnimationFrame(() => { console.log("took " + performance.now()); }));
}, 10);
"""


class Chromium:
    """Opens each page in a browser of its own, without a graphics card and without a network."""

    def __init__(self, program: str) -> None:
        self._program = program

    def until(self, page: Path, condition: str, patience: float) -> float | None:
        """Seconds until a JavaScript condition is true and two more frames are painted; None when it is not by then."""
        from playwright.sync_api import TimeoutError as Late
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=self._program, args=_FLAGS)
            try:
                tab = opened.new_context(offline=True, viewport={"width": 1400, "height": 900}).new_page()
                tab.add_init_script(_WATCH % condition)
                told = tab.expect_console_message(_took, timeout=patience * 1000)
                with told as message:
                    tab.goto(page.as_uri(), wait_until="commit")
                return float(message.value.text.partition(" ")[2]) / 1000
            except Late:
                return None
            finally:
                opened.close()


def _took(message: Any) -> bool:
    return str(message.text).startswith("took ")


def found() -> Chromium | None:
    """The browser of this machine, if it has one and Playwright to drive it."""
    program = shutil.which("chromium")
    return Chromium(program) if program and importlib.util.find_spec("playwright") else None
