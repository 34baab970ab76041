"""Adding and removing: texts made ready for a plan's folder, with a plan.toml where there is none yet.

Nothing is changed in ``graph/text`` here: the folder of the plan as it will be is staged, and put in place together
with the graph that is made of it, or not at all.
"""

import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import CommandError, DataError, TextError
from plangraph.files import Project
from plangraph.plans import chapter_id, is_chapter, is_id, is_text, order
from plangraph.reading.layout.characters import printable
from plangraph.reading.layout.source import read_text
from plangraph.snapshots import staging
from plangraph.texts import first_line, headed

_MARK = "# Written by `plangraph add`; `plangraph remove` takes it away with the plan's last text.\n"
_TABLES = ("sha256", "original")
_NUMBER = r"[0-9]{1,6}(?:\.zh)?"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for. ``plan`` and ``chapter`` may be empty where a folder or a heading tells them."""

    path: Path
    plan: str = ""
    chapter: str = ""
    title: str = ""
    language: str = "en"
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What is staged: a plan's id, the chapters that come or go, those that are there already."""

    plan: str
    chapters: tuple[str, ...]
    already: tuple[str, ...] = ()
    new_plan: bool = False
    notes: tuple[str, ...] = ()  # what should be known about it, a line each


def add(project: Project, wish: Wish) -> Change:
    """Stage the texts of a file or folder.

    Raises:
        CommandError: no plan is named, or what is named cannot be one; no chapter, or no number.
        TextError: a file is no text.
        DataError: another text is there for a chapter, the same text for another, or another plan.toml.
        OSError: the disk is full, or nobody may write there.
    """
    sources, toml = _sources(wish)
    plan = _plan(wish, toml)
    texts = {name: (_normal(path), path) for name, path in sources.items()}
    here = project.texts / plan
    already, notes = _compared(here, plan, texts, wish.replace)
    new = {name: text for name, text in texts.items() if name not in already}
    chapters = tuple(chapter_id(Path(name)) for name in new)
    kept = tuple(chapter_id(Path(name)) for name in already)
    fresh = not (here / "plan.toml").is_file()
    if toml and not fresh and _told(here / "plan.toml") != _told(toml):
        raise DataError(
            f"{printable(str(toml))}: the plan {plan} is here already with another plan.toml; "
            f"remove it first (plangraph remove {plan}), or leave the plan.toml out"
        )
    if not new:
        return Change(plan, (), kept)
    staged = staging.begin(project, plan)
    if toml and fresh:
        shutil.copyfile(toml, staged / "plan.toml")
    elif fresh:
        (staged / "plan.toml").write_bytes(_toml(plan, wish, new).encode())
    for name, (text, source) in new.items():
        data = text.encode()
        (staged / name).write_bytes(data)
        _record(staged / "plan.toml", name, data, source.read_bytes())
    return Change(plan, chapters, kept, fresh, tuple(notes))


def remove(project: Project, name: str) -> Change:
    """Stage a plan without one of its chapters, or let all of it go.

    Raises:
        CommandError: ``name`` is neither ``plan`` nor ``plan/chapter``.
        DataError: it is not here, or is the last text of all.
        OSError: nobody may write there.
    """
    plan, slash, chapter = name.partition("/")
    if not is_id(plan) or (slash and not is_chapter(chapter)):
        raise CommandError(
            f"{printable(name)}: no plan and chapter; write plan/chapter, such as cn-14fyp/32, or a plan"
        )
    folder = project.texts / plan
    if not (folder / "plan.toml").is_file():
        raise DataError(f"{plan}: no such plan here; there are: {', '.join(_plans(project)) or 'none'}")
    files = {chapter_id(path): path.name for path in _texts(folder)}
    gone = {c: f for c, f in files.items() if c == chapter or not slash}
    if slash and not gone:
        raise DataError(f"{name}: no such chapter here; {plan} has: {', '.join(files) or 'none'}")
    rest = set(files) - set(gone)
    whole = not slash or (not rest and (folder / "plan.toml").read_text("utf-8").startswith(_MARK))
    if not rest and not any(_texts(project.texts / other) for other in _plans(project) if other != plan):
        raise DataError(f"{name}: the last text here; a graph is made of one at least; add another first")
    if whole:
        staging.leave(project, plan)
    else:
        staged = staging.begin(project, plan)
        for file in gone.values():
            (staged / file).unlink()
            _forget(staged / "plan.toml", file)
    return Change(plan, tuple(gone), new_plan=whole)


def _sources(wish: Wish) -> tuple[dict[str, Path], Path | None]:
    """The texts by the names that they will have, and the plan.toml that comes with them."""
    shown = printable(str(wish.path))
    if not wish.path.is_dir():
        return {f"{_chapter(wish)}.txt": wish.path}, None
    if wish.chapter:
        raise CommandError(f"--chapter is for one file; the texts of the folder {shown} are named by their files")
    found = _texts(wish.path)
    if not found:
        raise TextError(f"{shown}: no text in this folder; texts are files such as 33.txt")
    odd = [path for path in found if not is_chapter(path.stem)]
    if odd:
        raise TextError(
            f"{printable(str(odd[0]))}: name a text as its chapter, in Latin letters, figures, dots, hyphens"
        )
    toml = wish.path / "plan.toml"
    return {path.name: path for path in found}, toml if toml.is_file() else None


def _chapter(wish: Wish) -> str:
    chapter = wish.chapter
    if not chapter:
        found = headed(wish.path)
        if found is None or not re.fullmatch(_NUMBER, found):
            raise CommandError("no chapter named: say which with --chapter N")
        return found
    if not re.fullmatch(_NUMBER, chapter):
        raise CommandError(f"--chapter {printable(chapter)}: no number of a chapter; write figures, such as 33")
    return chapter


def _plan(wish: Wish, toml: Path | None) -> str:
    own = str(_told(toml).get("id", "")) if toml else ""
    if wish.plan and own and wish.plan != own:
        raise CommandError(f"--plan {printable(wish.plan)}: {printable(str(toml))} says that it is {printable(own)}")
    plan = wish.plan or own
    if not plan:
        raise CommandError("no plan named: say which with --plan ID, such as cn-14fyp")
    if not is_id(plan):
        raise CommandError(
            f"--plan {printable(plan)}: no id of a plan; write Latin letters, figures and hyphens, such as cn-14fyp"
        )
    return plan


def _normal(path: Path) -> str:
    """The text of a file as it is stored: UTF-8 without a byte order mark, lines ended by line feeds."""
    text, _ = read_text(path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _compared(
    here: Path, plan: str, texts: Mapping[str, tuple[str, Path]], replace: bool
) -> tuple[list[str], list[str]]:
    """Those of the texts that are here already; none may be another's, or stand under another name."""
    stored = {path.name: _normal(path) for path in _texts(here)} if here.is_dir() else {}
    by_text = {text: name for name, text in stored.items()}
    by_case = {name.lower(): name for name in stored}
    already, notes = [], []
    for name, (text, path) in texts.items():
        shown, chapter = printable(str(path)), f"{plan}/{chapter_id(Path(name))}"
        own = by_case.get(name.lower())
        if own is not None and stored[own] == text:
            already.append(name)
        elif text in by_text and not (replace and by_text[text] == own):
            raise DataError(
                f"{shown}: the same text is here already as {plan}/{chapter_id(Path(by_text[text]))}; "
                "one text is one chapter"
            )
        elif own is not None and not replace:
            raise DataError(
                f"{shown}: another text is here for {chapter}; remove it first (plangraph remove {chapter}), "
                "or say --replace"
            )
        elif own is not None:
            notes.append(f"{chapter}: the text that was here is replaced")
        by_text[text] = name
    return already, notes


def _toml(plan: str, wish: Wish, texts: Mapping[str, tuple[str, Path]]) -> str:
    """A plan.toml for texts that come without one."""
    text, path = next(iter(texts.values()))
    title = wish.title or first_line(text)
    lines = [
        _MARK.rstrip("\n"),
        f"id = {_quoted(plan)}",
        f"language = {_quoted(wish.language)}",
        f"source = {_quoted(path.name if len(texts) == 1 else wish.path.resolve().name)}",
    ]
    if not all(headed(source) for _, source in texts.values()):
        lines.append("chapter_headings = false")
    return "\n".join([*lines, "", "[title]", f"{_quoted(wish.language)} = {_quoted(title)}", ""])


def _record(toml: Path, name: str, data: bytes, original: bytes) -> None:
    """Write the checksum of a text into plan.toml, and that of the file it came from where that is another."""
    _forget(toml, name)
    sums = {"sha256": hashlib.sha256(data).hexdigest(), "original": hashlib.sha256(original).hexdigest()}
    if sums["sha256"] == sums["original"]:
        del sums["original"]
    text = toml.read_text("utf-8")
    for table, checksum in sums.items():
        line = f"{_quoted(name)} = {_quoted(checksum)}\n"
        head = re.search(rf"(?m)^\[{table}\][ \t]*(?:#.*)?\n", text)
        at = head.end() if head else 0
        text = text[:at] + line + text[at:] if head else f"{text.rstrip()}\n\n[{table}]\n{line}"
    toml.write_bytes(text.encode())


def _forget(toml: Path, name: str) -> None:
    """Take the lines of a text out of the tables of checksums."""
    text = toml.read_text("utf-8")
    for table in _TABLES:
        text = re.sub(
            rf"(?ms)^(\[{table}\][^\n]*\n(?:(?!\[)[^\n]*\n)*?)[ \t]*\"{re.escape(name)}\"[ \t]*=[^\n]*(?:\n|\Z)",
            r"\1",
            text,
        )
        text = re.sub(rf"(?m)\n*^\[{table}\][ \t]*\n*(?=\[|\Z)", "\n", text).rstrip("\n") + "\n"
    toml.write_bytes(text.encode())


def _told(toml: Path) -> dict[str, object]:
    """What a plan.toml says, checksums aside."""
    try:
        data = tomllib.loads(toml.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{printable(str(toml))}: not valid TOML: {error}") from error
    return {key: value for key, value in data.items() if key not in _TABLES}


def _texts(folder: Path) -> list[Path]:
    return sorted((path for path in folder.iterdir() if is_text(path.name)), key=order)


def _plans(project: Project) -> list[str]:
    return sorted(path.parent.name for path in project.texts.glob("*/plan.toml"))


def _quoted(text: str) -> str:
    """A string of TOML; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
