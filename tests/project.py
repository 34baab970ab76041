"""A copy of the sample project that a test may break."""

import csv
import re
import shutil
from pathlib import Path

from plangraph.files import Project, find_project
from plangraph.reading.judging.curation import COLUMNS
from plangraph.reading.judging.review import Doubt

ROOT = Path(__file__).resolve().parents[1]


def copy(folder: Path, *, built: bool = True) -> Path:
    """The sample's data in ``folder``; its path."""
    for name in ("graph", "ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("snapshots"))
    if not built:
        shutil.rmtree(folder / "graph" / "built", ignore_errors=True)
    return folder


def few_divisions(tables: Path) -> None:
    """Leave the gazetteer only the divisions that its other tables name, and the provinces: quicker to build."""
    others = [path for path in tables.glob("*.csv") if path.name != "divisions.csv"]
    named = set(re.findall(r"\b\d{6}\b", "".join(path.read_text("utf-8") for path in others)))
    divisions = tables / "divisions.csv"
    head, *rows = divisions.read_text("utf-8").splitlines(keepends=True)
    named |= {f"{code[:4]}00" for code in named}
    kept = [row for row in rows if row.split(",")[1] == "province" or row[:6] in named]
    divisions.write_bytes("".join([head, *kept]).encode())


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def short(folder: Path, chapter: str, text: str) -> Project:
    """A project with one plan, ``beta``, of one short chapter, and no verdicts."""
    here = find_project(copy(folder, built=False), folder)
    shutil.rmtree(here.texts)
    (here.texts / "beta").mkdir(parents=True)
    (here.texts / "beta" / "plan.toml").write_text('id = "beta"\nlanguage = "en"\n[title]\nen = "Beta"\n', "utf-8")
    (here.texts / "beta" / f"{chapter}.txt").write_text(text, "utf-8")
    here.judgements.write_text("\t".join(COLUMNS) + "\n", "utf-8")
    return here


def judge(here: Project, row: Doubt | tuple[str, ...], verdict: str) -> None:
    """Put a row of a review into the table of verdicts, filled in."""
    cells = dict(zip(COLUMNS, row.row() if isinstance(row, Doubt) else row, strict=True))
    cells |= {"verdict": verdict, "who": "A. Reader", "when": "2026-11-24"}
    with here.judgements.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n").writerow(cells)
