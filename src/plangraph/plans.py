"""Plans on disk: ``plan.toml`` and the chapters' texts beside it."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import DataError

_REQUIRED = ("id", "language", "title")
_CHAPTER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,40}\.txt")


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
    chapters = tuple(sorted((p for p in folder.iterdir() if _CHAPTER.fullmatch(p.name)), key=_order))
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
    )


def load_all(texts: Path) -> tuple[Plan, ...]:
    """Every plan below ``texts``, by id."""
    return tuple(load(folder) for folder in sorted(texts.iterdir()) if folder.is_dir())


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _order(path: Path) -> tuple[int, str]:
    digits = re.match(r"[0-9]{1,9}", path.name)
    return (int(digits.group()) if digits else 10**9, path.name)


def _verify(chapter: Path, expected: str | None, toml: Path) -> None:
    """A text is kept as published: one that changed under us is a fault, not a new edition."""
    if expected is not None and checksum(chapter) != expected:
        raise DataError(
            f"{chapter}: its sha256 is not the one in {toml.name}; put the published text back, "
            f"or record the new checksum if the text was meant to change"
        )
