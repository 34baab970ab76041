"""The picture of the explorer in the README: ``python -m tests.pictures [FILE]``, from the graph as it is built.

It shows the map with Khunjerab chosen: what the text says, where that is, and what follows from both.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from plangraph.api import explore

ROOT = Path(__file__).resolve().parents[1]
VIEW = "view=map&on=place/khunjerab&look=light"
SIZE = ViewportSize(width=1440, height=720)


def picture(page: Path, view: str = VIEW) -> bytes:
    """A page in a browser as PNG, when nothing in it moves any more.

    Raises:
        FileNotFoundError: there is no Chromium to open it.
    """
    browser = shutil.which("chromium")
    if browser is None:
        raise FileNotFoundError("chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        try:
            tab = opened.new_page(viewport=SIZE, locale="en", reduced_motion="reduce")
            tab.goto(f"{page.as_uri()}#{view}")
            tab.locator(".evidence h2").wait_for()
            tab.wait_for_timeout(500)  # the drawing follows the size of its frame
            return tab.screenshot(type="png")
        finally:
            opened.close()


def main() -> None:
    """Write the picture into the documents, or to the file that is named."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "explorer.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "explorer.html"
        explore(page)
        out.write_bytes(picture(page))
    sys.stdout.write(f"{out}\n")


if __name__ == "__main__":
    main()
