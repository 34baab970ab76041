"""Annotated texts and what is read in them, each read once."""

from functools import cache
from pathlib import Path

from plangraph.files import find_project
from plangraph.reading.evaluation import gold
from plangraph.reading.evaluation.comparing import Comparison, compare
from plangraph.reading.evaluation.scoring import Score, score, total
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.names.gazetteer import load
from tests.beside import GOLD
from tests.project import ROOT

OWN = ROOT / "tests" / "gold"
SETS = {"chapter-32": OWN / "chapter-32.json", "shared": GOLD} | {
    folder.name: folder for folder in sorted(OWN.glob("round-*"))
}


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor(load(ROOT / "graph" / "gazetteer"))


@cache
def compared(path: Path, *, reference: bool = False) -> tuple[Comparison, ...]:
    return tuple(compare(gold.load(path, gold.texts(find_project(ROOT)), reference=reference), extractor()))


def together(path: Path) -> Score:
    return total(score(one.match) for one in compared(path))
