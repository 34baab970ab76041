"""The texts of a build: which of them are read, which are refused, and what a reader should know about them.

One text that cannot be read does not keep the others from being read: what is wrong is collected, file by file.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plangraph.errors import TextError
from plangraph.model import Document, Notice
from plangraph.plans import Plan, chapter_id
from plangraph.reading.layout.characters import lines_between, printable
from plangraph.reading.layout.notices import Notices, notice
from plangraph.reading.layout.source import read_text
from plangraph.reading.layout.structure import parse


@dataclass(slots=True)
class Texts:
    """What was found in the folders of some plans."""

    documents: list[tuple[Plan, str, Document]] = field(default_factory=list)  # with the chapter's id
    notices: list[tuple[str, Notice]] = field(default_factory=list)  # with plan and file, as messages print it
    refused: list[TextError] = field(default_factory=list)


def read_document(path: Path) -> Document:
    """The structure of one text file; one without a chapter heading is read all the same, and that is noticed.

    Raises:
        TextError: the file cannot be read as text.
    """
    document, notices = _parsed(path)
    if not chapters(document):
        notices = (notice("no-chapter", 1), *notices)
    return _with(document, notices)


def headed(path: Path) -> str | None:
    """The number in the first heading of a chapter of a text, or None.

    Raises:
        TextError: the file cannot be read as text.
    """
    document, _ = _parsed(path)
    return next((section.number for section in document.sections if section.level == "chapter"), None)


def first_line(text: str) -> str:
    """The first line of a text that has anything on it, cut where it is very long, its blanks single."""
    return next((printable(" ".join(line.split()))[:200] for line in text.splitlines() if line.strip()), "")


def read_all(plans: Iterable[Plan]) -> Texts:
    """The texts of plans. A plan's text begins with the heading of a chapter, unless its plan.toml says otherwise.

    Line ends become line feeds, so that an IRI does not depend on the machine that a text was saved on. The same text
    twice in one plan is read once; a chapter whose number another text has too is kept apart from it. Both are noticed.
    """
    texts = Texts()
    for plan in plans:
        _read_plan(plan, texts)
    return texts


def read_chapter(plan: Plan, path: Path) -> Document:
    """One text of a plan.

    Raises:
        TextError: it cannot be read as text, or has no heading of a chapter where each text should have one.
    """
    _inside(path)
    document, notices = _parsed(path, count_line_ends_once=True)
    if plan.chapter_headings and not chapters(document):
        raise TextError(
            f"{printable(str(path))}: no chapter heading: begin the text with one, such as “Chapter 4 Ports”, "
            "or write chapter_headings = false in plan.toml"
        )
    return _with(document, notices)


class Register:
    """The texts of one plan that were read so far, so that none counts twice."""

    def __init__(self) -> None:
        """No text yet."""
        self._same: dict[str, str] = {}
        self._numbers: dict[str, str] = {}

    def enter(self, shown: str, text: str, headings: Iterable[tuple[str, int]]) -> tuple[bool, tuple[Notice, ...]]:
        """Whether a text is a new one, and what should be known about that.

        Args:
            shown: plan and file, as messages print it.
            text: the text, or what is equal exactly when texts are.
            headings: what heads each chapter of it, and on which line.
        """
        if text in self._same:
            return False, (notice("same-text", 1, place=self._same[text]),)
        self._same[text] = shown
        return True, _doubled(headings, shown, self._numbers)


def shown_as(plan: Plan, path: Path) -> str:
    """A text's plan and file, as messages print it."""
    return f"{plan.id}/{printable(path.name)}"


def _read_plan(plan: Plan, texts: Texts) -> None:
    register = Register()
    for path in plan.chapters:
        shown = shown_as(plan, path)
        try:
            document = read_chapter(plan, path)
        except TextError as error:
            texts.refused.append(error)
            continue
        new, notices = register.enter(shown, document.text, chapters(document))
        if new:
            notices = (*document.notices, *notices)
            texts.documents.append((plan, chapter_id(path), _with(document, notices)))
        texts.notices += ((shown, found) for found in notices)


def _parsed(path: Path, *, count_line_ends_once: bool = False) -> tuple[Document, tuple[Notice, ...]]:
    text, notices = read_text(path)
    if count_line_ends_once and "\r" in text:  # as RFC 5147 asks of the offsets in IRIs, whatever stands in the file
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    document = parse(path.name, text)
    return document, (*notices, *document.notices)


def _with(document: Document, notices: tuple[Notice, ...]) -> Document:
    return Document(document.name, document.text, document.sections, document.paragraphs, document.sentences, notices)


def _inside(path: Path) -> None:
    """A link in a plan's folder must not bring in a file from elsewhere on the machine."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        raise TextError(f"{printable(str(path))}: a link that leads out of the plan's folder: put the text there")


def _doubled(headings: Iterable[tuple[str, int]], shown: str, seen: dict[str, str]) -> tuple[Notice, ...]:
    """A notice for each chapter whose number an earlier text of the plan has; this text's own are added to ``seen``."""
    notices = Notices()
    own: dict[str, str] = {}
    for chapter, line in headings:
        if chapter in seen:
            notices.add("same-number", line, name=chapter, place=seen[chapter])
        own.setdefault(chapter, f"{shown}:{line}")
    seen.update({chapter: place for chapter, place in own.items() if chapter not in seen})
    return notices.all()


def chapters(document: Document) -> list[tuple[str, int]]:
    """What heads each chapter of a text ("chapter 32"), and on which line."""
    found: list[tuple[str, int]] = []
    line, at = 1, 0
    for section in document.sections:
        if section.level == "chapter":
            line += lines_between(document.text, at, section.span.start)
            at = section.span.start
            word = document.sentences[section.headings[0]].text.split(None, 1)[0].lower()
            found.append((word if word.endswith(section.number) else f"{word} {section.number}", line))
    return found
