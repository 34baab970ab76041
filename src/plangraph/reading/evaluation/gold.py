"""Gold: texts with what a careful reader marked in them, in either of two forms.

A folder with ``passages/NN.txt`` and ``gold/NN.json`` brings its texts along. A JSON file by offsets (``offsets``)
names a text that lies elsewhere: a plan of the project, or a text of the corpus.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plangraph.errors import DataError
from plangraph.files import Project
from plangraph.reading.evaluation import offsets
from plangraph.reading.evaluation.annotation import Annotation, from_json
from plangraph.reading.layout.characters import lines_between
from plangraph.reading.layout.source import read_text

_REFERENCE = "00-"  # begins the name of the guideline's worked example, which is no test of anything


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and what is marked in it."""

    name: str
    group: str  # the folder that it was found in
    file: Path  # holds the text
    line: int  # of that file on which the text begins, from 1
    text: str
    gold: Annotation

    def line_of(self, offset: int) -> int:
        """The line of the file on which a character of the text stands."""
        return self.line + lines_between(self.text, 0, offset)


def own(project: Project) -> Path:
    """The project's own gold: the sample chapter by offsets, and below the same folder the clean rounds."""
    return project.root / "tests" / "gold"


def texts(project: Project) -> tuple[Path, ...]:
    """Where texts that are named by files of offsets may lie: the project's plans, and a corpus beside it."""
    return (project.texts, project.root.parent / "shared" / "corpus")


def load(path: Path, folders: Sequence[Path], *, reference: bool = False) -> tuple[Passage, ...]:
    """The annotated texts of a file or folder, by name.

    Args:
        path: A JSON file of either form, a folder with ``gold/`` and ``passages/``, or a folder of files by offsets.
        folders: Folders in which the texts of files by offsets may lie.
        reference: Whether a folder's worked reference (``00-*``) is wanted too.

    Raises:
        DataError: there is nothing, a file is broken, or a text is absent or not the one that was annotated.
    """
    if path.is_file():
        return (_passage(path, folders),)
    folder = path / "gold" if (path / "gold").is_dir() else path
    files = [file for file in sorted(folder.rglob("*.json")) if reference or not file.name.startswith(_REFERENCE)]
    if not files:
        raise DataError(f"{path}: no gold here: a folder with gold/ and passages/, or with annotations as JSON files")
    return tuple(_passage(file, folders) for file in files)


def _passage(path: Path, folders: Sequence[Path]) -> Passage:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(f"{path}: not readable as JSON: {error}") from error
    if not isinstance(data, dict):
        raise DataError(f"{path}: not an annotation: an object with mentions and measures is")
    if "source" not in data:
        file = path.parent.parent / "passages" / f"{path.stem}.txt"
        text, _ = read_text(file)
        return Passage(path.stem, path.parent.parent.name, file, 1, text, from_json(data, str(path)))
    file = _text(path, str(data["source"]), folders)
    whole, _ = read_text(file)
    text = whole[data.get("start", 0) : data.get("end")]
    gold = from_json(offsets.unpacked(data, text, str(path)), str(path))
    first = 1 + lines_between(whole, 0, data.get("start", 0))
    return Passage(path.stem, path.parent.name, file, first, text, gold)


def _text(path: Path, source: str, folders: Sequence[Path]) -> Path:
    if Path(source).is_absolute() or ".." in Path(source).parts:
        raise DataError(f"{path}: source is {source!r}; it must be a path inside the folder of texts")
    for folder in folders:
        if (folder / source).is_file():
            return folder / source
    looked = ", ".join(map(str, folders)) or "no folder"
    raise DataError(f"{path}: its text {source} is not at hand; looked for it in {looked}")
