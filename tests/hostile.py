"""The hostile files beside the project, and what is to be said of each."""

import importlib.util
import json
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.beside import SHARED
from tests.project import few_divisions

FOLDER = SHARED / "hostile"

# What is printed about a file: words for those that are refused or noticed. Files that only a build judges stand below.
SAYS = {
    "01-empty": "empty file",
    "02-blank": "no text",
    "03-one-byte": "no chapter heading",
    "04-heading-only": ":1: no body",
    "05-nul-inside": "NUL at byte offset 97",
    "06-only-nul": "binary",
    "07-random": "not text",
    "08-pdf": "PDF",
    "09-zip-docx": "DOCX",
    "10-gzip": "gzip",
    "11-elf": "binary",
    "12-html": "HTML",
    "13-rtf": "RTF",
    "21-utf16le-bom": "UTF-16",
    "22-utf16-nobom": "UTF-16",
    "23-latin1": ":2:6: not text in UTF-8: invalid byte 0xf3 at byte offset 57",
    "24-gb18030": "GB18030",
    "25-overlong": ":6:1: not text in UTF-8: invalid byte 0xc0 at byte offset 323",
    "26-truncated-utf8": "ends inside a character",
    "27-late-bad-byte": "byte offset 1000323",
    "30-mixed-eol": ":5: control characters: U+000B",
    "40-bidi": ":2: characters that turn the direction of writing: U+202E",
    "41-zero-width": ":4: invisible characters",
    "42-homoglyph": ":1: letters of two scripts",
    "43-ansi": ":3: control characters: U+0007, U+001B",
    "44-c0-controls": ":6: control characters",
    "45-private-emoji": ":6: hidden tag characters",
    "46-combining-storm": ":6: a run of over 30 combining marks",
    "47-tag-characters": ":6: hidden tag characters",
    "50-long-line-1mb": ":6: 1000013 characters without a full stop",
    "59-huge-number": "chapter number of 5000 figures",
    "70-section-restart": ":4: section 1 stands twice",
    "71-section-gap": ":4: section 5 comes after section 1: numbers are left out",
    "72-section-backwards": ":4: section 1 comes after section 2: the numbers go backwards",
    "73-roman-and-words": ":5: section 2 is numbered in another way",
    "74-letters": "numbered in another way",
    "76-two-chapters": ":6: chapter 33 is not the first chapter",
    "77-no-chapter": "no chapter heading",
    "78-zero-negative": "has an odd number",
    "folder": "is a folder",
    "self": "symbolic links",
    "dangling": "not found",
    "zero": "not a regular file",
    "fifo": "not a regular file",
    "loop": "is a folder",
    "locked": "permission denied",
}
# Read by themselves, refused in the folder of a plan, whose texts begin with the heading of a chapter.
WITHOUT_CHAPTER = frozenset({"03-one-byte", "77-no-chapter", "42-homoglyph"})
ABOUT_OTHERS = {
    "80-dup-a": "the same text as hostile/00-good.txt",
    "81-dup-changed": ":1: chapter 32 stands in hostile/00-good.txt:1 too",
    "82-case-dup": ":1: chapter 32 stands in hostile/00-good.txt:1 too",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of hostile files."""

    path: str
    expect: str  # accept, warn, refuse, either
    data: bytes
    seconds: float

    @property
    def stem(self) -> str:
        return Path(self.path).stem


def chapters() -> list[Entry]:
    """The files that hold text or something instead of it; none where the generator is absent."""
    if not FOLDER.is_dir():
        return []
    made = _generator()
    made.corpus()
    return [
        Entry(entry["path"], entry["expect"], entry["data"], (entry["limits"] or {}).get("seconds", 10))
        for entry in made.ENTRIES
        if entry["kind"] == "chapter" and not entry["big"]
    ]


def names_and_links(folder: Path) -> list[dict[str, Any]]:
    """Files whose danger lies in the file system, made in ``folder``."""
    rows: list[dict[str, Any]] = _generator().special(folder)
    return rows


def big(folder: Path) -> dict[str, Path]:
    """The two very long files, made in ``folder``, by their names."""
    made = _generator()
    made.corpus()
    found = {}
    for entry in made.ENTRIES:
        if entry["big"] and entry["kind"] == "chapter":
            path = folder / Path(entry["path"]).name
            with path.open("wb") as file:
                entry["data"](file)
            found[path.stem] = path
    return found


def project(folder: Path, sample: Path) -> Path:
    """A project with one plan, ``hostile``, whose first text is an honest one; the folder of its texts."""
    shutil.copytree(sample / "graph" / "gazetteer", folder / "graph" / "gazetteer")
    few_divisions(folder / "graph" / "gazetteer")
    texts = folder / "graph" / "text" / "hostile"
    texts.mkdir(parents=True)
    (texts / "plan.toml").write_text('id = "hostile"\nlanguage = "en"\n[title]\nen = "Hostile"\n', encoding="utf-8")
    return texts


def is_plain(printed: str) -> bool:
    """Whether nothing in it commands a terminal, turns the writing or is not seen."""
    return all(
        character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
        for character in set(printed)
    )


def data(printed: str) -> Any:
    return json.loads(printed)


def _generator() -> ModuleType:
    """A fresh copy of the generator, whose list of entries grows each time it is made."""
    spec = importlib.util.spec_from_file_location("make_inputs", FOLDER / "make_inputs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def queries(port: int) -> list[Entry]:
    """The hostile queries, the very long one too; whatever they would fetch is on a port of this machine."""
    return _fetching("query", port)


def rdf(port: int) -> list[Entry]:
    """The hostile files of RDF; whatever they would fetch is on a port of this machine."""
    return _fetching("rdf", port)


def _fetching(kind: str, port: int) -> list[Entry]:
    if not FOLDER.is_dir():
        return []
    made = _generator()
    made.corpus()
    ours = b"127.0.0.1:%d/" % port
    return [
        Entry(
            entry["path"],
            entry["expect"],
            entry["data"].replace(b"127.0.0.1:9/", ours),
            (entry["limits"] or {}).get("seconds", 10),
        )
        for entry in made.ENTRIES
        if entry["kind"] == kind
    ]
