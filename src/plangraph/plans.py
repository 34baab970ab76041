"""Plans on disk: ``plan.toml`` and the chapters' texts beside it."""

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from plangraph import vocab
from plangraph.errors import DataError

_REQUIRED = ("id", "language", "title")
_CHAPTER = re.compile(r"([0-9A-Za-z][0-9A-Za-z.-]{0,40})\.txt")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,40}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``plan.toml`` says about a plan. ``titles`` maps a language to a title."""

    id: str
    language: str
    titles: dict[str, str]
    period: str
    issued: str
    source: str
    rights: str
    sha256: dict[str, str]
    chapters: tuple[Path, ...]
    chapter_headings: bool = True  # each text begins with the heading of a chapter


def load(folder: Path) -> Plan:
    """The plan in ``folder``, with its chapters in the order of their numbers.

    Raises:
        DataError: ``plan.toml`` is missing or broken, or a text is not the one whose checksum it records.
    """
    path = folder / "plan.toml"
    if not path.is_file():
        raise DataError(f"{path}: missing; a plan's folder needs a plan.toml with id, language and [title]")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid TOML: {error}") from error
    for key in _REQUIRED:
        if key not in data:
            raise DataError(f"{path}: {key} is missing; a plan.toml needs {', '.join(_REQUIRED)}")
    if data["id"] != folder.name:
        raise DataError(f"{path}: id is {data['id']!r}, but the folder is named {folder.name!r}; make them the same")
    if not _ID.fullmatch(str(data["id"])):
        raise DataError(f"{path}: id is {data['id']!r}; an id is made of Latin letters, figures, dots and hyphens")
    if not isinstance(data["title"], dict):
        raise DataError(f"{path}: title is no table; write [title] and below it a line for each language")
    chapters = tuple(sorted((p for p in folder.iterdir() if is_text(p.name)), key=order))
    checksums = dict(data.get("sha256", {}))
    for chapter in chapters:
        _verify(chapter, checksums.get(chapter.name), path)
    return Plan(
        id=data["id"],
        language=data["language"],
        titles=dict(data["title"]),
        period=str(data.get("period", "")),
        issued=str(data.get("issued", "")),
        source=str(data.get("source", "")),
        rights=str(data.get("rights", "")),
        sha256=checksums,
        chapters=chapters,
        chapter_headings=bool(data.get("chapter_headings", True)),
    )


def chapter_id(path: Path) -> str:
    """What a chapter is called in IRIs and file names: the file's name without ``.txt``, if that is plain.

    Any other name gets a plain form and a checksum, so that no two files share an id on any file system.

    >>> chapter_id(Path("32.txt"))
    '32'
    >>> chapter_id(Path("Ports & roads.txt"))
    'ports-roads-07b0df3f'
    """
    plain = _CHAPTER.fullmatch(path.name)
    if plain:
        return plain.group(1)
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]
    return f"{vocab.slug(path.stem.encode('utf-8', 'replace').decode('utf-8'), 40)}-{mark}".strip("-")


def load_all(texts: Path) -> tuple[Plan, ...]:
    """Every plan below ``texts``, by id."""
    return tuple(load(folder) for folder in sorted(texts.iterdir()) if folder.is_dir())


def is_id(name: str) -> bool:
    """Whether a plan may be called so."""
    return bool(_ID.fullmatch(name)) and not name.endswith(".")


def is_chapter(name: str) -> bool:
    """Whether a chapter may be called so in IRIs as it stands."""
    return bool(_CHAPTER.fullmatch(f"{name}.txt"))


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_text(name: str) -> bool:
    """Whether a file in the folder of a plan is one of its texts, by its name."""
    return name.lower().endswith(".txt") and not name.startswith(".")


def order(path: Path) -> tuple[int, str]:
    """A key that sorts texts by the numbers of their chapters."""
    digits = re.match(r"[0-9]{1,9}", path.name)
    return (int(digits.group()) if digits else 10**9, path.name)


def _verify(chapter: Path, expected: str | None, toml: Path) -> None:
    """A text is kept as published: one that changed under us is a fault, not a new edition."""
    if expected is not None and chapter.is_file() and checksum(chapter) != expected:
        raise DataError(
            f"{chapter}: its sha256 is not the one in {toml.name}; put the published text back, "
            f"or record the new checksum if the text was meant to change"
        )
