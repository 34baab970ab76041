"""Documents: links lead somewhere, what they show happens, and the page of commands is that of the command line."""

import re
from pathlib import Path

import pytest

from plangraph.transcript import refresh
from tests import project

PAGES = [project.ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + sorted(
    (project.ROOT / "docs").glob("*.md")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} → {target}"


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_shown_output_is_what_happens(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.ROOT)
    text = (project.ROOT / name).read_text(encoding="utf-8")
    assert text.count("\n$ ") >= 2
    assert refresh(text) == text, "run `make graph` and commit what it wrote"


def test_refresh_replaces_old_output() -> None:
    text = "before\n```console\n$ plangraph x\nold\n$ plangraph y -\n> input\n```\nafter $ no\n"
    made = refresh(text, lambda command, given: f"<{command}|{given}>")
    assert made == (
        "before\n```console\n$ plangraph x\n<plangraph x|>\n$ plangraph y -\n> input\n<plangraph y -|input>\n```\n"
        "after $ no\n"
    )


def test_no_page_names_a_machine_or_a_registry() -> None:
    """constraints.txt and all documents travel: they hold names and versions, no place of one machine."""
    for path in (*PAGES, project.ROOT / "constraints.txt", project.ROOT / "Makefile", project.ROOT / "pyproject.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/(?:home|root|work|Users)/|pypi\.org|--index-url|simple/", text), path.name
    lines = (project.ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines)
