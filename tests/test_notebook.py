"""A picture as the value of a cell: a notebook is executed, and what it shows is opened in a real Chromium."""

import importlib.util
import os
from pathlib import Path

import pytest

from plangraph.views.pictures import Picture
from tests import project

_NEEDED = ("nbclient", "ipykernel", "pyvis", "playwright")
if not os.environ.get("CI") and (missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]):
    pytest.skip(f"{', '.join(missing)}: not installed; pip install 'plangraph[dev,views]'", allow_module_level=True)

pytestmark = pytest.mark.browser
CELL = "import plangraph\nplangraph.picture('region-theme')"
NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {"id": "one", "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": CELL}
    ],
}
# As notebooks do it: the value of a cell becomes part of a page that has scripts and secrets of its own.
PAGE = "<!doctype html><title>Notebook</title><script>window.secret = 1</script><div id=cell>{}</div>"


@pytest.fixture(scope="module")
def shown() -> str:
    """What a notebook shows for the cell, as HTML."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.from_dict(NOTEBOOK)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(cwd=str(project.ROOT), env={**os.environ, "PYTHONPATH": str(project.ROOT / "src")})
    (output,) = notebook.cells[0].outputs
    assert output.output_type == "execute_result"
    assert set(output.data) == {"text/html", "text/plain"}
    html: str = output.data["text/html"]
    return html


def test_the_value_of_a_cell_is_drawn_and_asks_for_nothing(shown: str, tmp_path: Path) -> None:
    page = tmp_path / "notebook.html"
    page.write_text(PAGE.format(shown), encoding="utf-8")
    from tests.browsing import chromium

    asked: list[str] = []
    complaints: list[str] = []
    with chromium() as browser:
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: complaints.append(error.message))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto(page.as_uri())
        (frame,) = tab.frames[1:]
        frame.wait_for_function("document.documentElement.dataset.drawn === '22'")
        frame.fill("#words", "western")
        frame.press("#words", "Enter")
        frame.wait_for_selector("#panel mark")
        assert frame.text_content("#panel h2") == "western region"
        assert frame.evaluate("(() => { try { return parent.secret } catch { return 'out of reach' } })()") == (
            "out of reach"
        )
        assert tab.evaluate("document.title") == "Notebook"
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [page.as_uri()]
    assert complaints == []


def test_the_frame_holds_one_element_whatever_the_text_says() -> None:
    text = '"><script>alert(1)</script>&quot;<img src=x onerror=alert(1)>'
    shown = Picture(text, text)._repr_html_()
    assert shown.count("<") == 2  # of the frame itself
    assert shown.endswith("></iframe>")


def test_the_notebook_of_the_analysis_runs() -> None:
    import nbformat
    from nbclient import NotebookClient

    path = project.ROOT / "docs" / "notebooks" / "analysis.ipynb"
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells)  # what is committed holds no outputs
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(cwd=str(project.ROOT), env={**os.environ, "PYTHONPATH": str(project.ROOT / "src")})
    assert "index.html" in notebook.cells[-1].outputs[0].data["text/plain"]
