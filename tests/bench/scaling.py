"""Scaling: what twice the text costs, for long documents, long lines and sentences that repeat one thing.

Seconds of the process are compared, each the least of several runs, so that a busy machine does not decide.
`make bench` prints the worst, `make soak` holds each to its bound.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from plangraph.files import Project
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.structure import LONGEST, parse
from plangraph.reading.names.gazetteer import load
from plangraph.reading.output import as_json
from tests import project

CHAPTER = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
Made = Callable[[int], str]
SLACK = 0.03  # seconds in which anything may happen
# Of a long sentence: its beginning, what is said again and again, and its end.
_SENTENCES = {
    "words": ("", "word ", "."),
    "clauses": ("", "We will build roads, ", "and go on."),
    "nouns": ("We will build ", "roads and ", "ports."),
    "names": ("We will build ", "Kasumba, ", "and Lusaka."),
    "capitals": ("We will build ", "Kasumba Zambia Region ", "."),
    "compound": ("We will build the ", "Kasumba-Lusaka-", "Ndola highway."),
    "brackets": ("We will build ports ", "(", "."),
    "quotes": ("We will build ", '"a" ', "."),
    "dashes": ("We will build ", "- ", "roads."),
    "hyphens": ("We will build ", "a-", "a."),
    "complements": ("We will build ", "roads of ", "stone."),
    "semicolons": ("We will ", "build roads; ", "go on."),
    "commas": ("We will build ", "1,", " roads."),
    "lengths": ("We will build ", "200 km, ", "of roads."),
    "addresses": ("", "a@", "."),
    "letters": ("We will build ", "a", "."),
    "figures": ("We will build ", "1", "."),
    "regions": ("", "the region of the area of the zone of ", "Lusaka."),
    "modals": ("", "will ", "."),
    "gerunds": ("", "building ", "."),
    "blanks": ("We will build", " ", "roads."),
    "along": ("We will build ports along ", "the River Nile and ", "the coast."),
}


_LINES = ["word ", "a", " ", "(", "-", "“‘", "and ", "1,", "a@", "\u0300", "\u200bx"]
_DOCUMENTS: Mapping[str, Made] = {
    "chapter": lambda size: CHAPTER * size,
    "sections": lambda size: _numbered("Section {0}  Title {0}\nText {0}.\n", 300 * size),
    "sentences": lambda size: _numbered("We will act on point {0} of the plan.\n", 300 * size),
    "names": lambda size: _numbered("We will help Mr A{0}ba of Nga{0}bo Town.\n", 100 * size),
    "same section": lambda size: _numbered("Section 1  A\nWe act.\n", 100 * size),
    "bullets": lambda size: _numbered("- build roads;\n", 100 * size),
    "list": lambda size: "Chapter 1  T\nWe will:\n" + _numbered("({0}) build road {0};\n", 100 * size),
}


def _numbered(line: str, count: int) -> str:
    return "Chapter 1  T\n" + "".join(line.format(number) for number in range(1, count + 1))


def _sentence(size: int, name: str) -> str:
    first, again, last = _SENTENCES[name]
    return f"Chapter 1  T\n{first}{again * (size // len(again))}{last}\n"


def _line(size: int, again: str) -> str:
    return f"Chapter 1  T\nWe will act.\nx{again * size}x\n"


# By name: how a text of a size is made, and the size that is doubled.
INPUTS: Mapping[str, tuple[Made, int]] = {
    **{f"sentence of {name}": (partial(_sentence, name=name), LONGEST // 2 - 100) for name in _SENTENCES},
    **{f"line of {again!a}": (partial(_line, again=again), 100_000) for again in _LINES},
    **{f"document of {name}": (made, 4) for name, made in _DOCUMENTS.items()},
}


class Doubling:
    """Reads texts and tells what each costs, and twice of it."""

    def __init__(self, gazetteer: Path) -> None:
        self._extractor = RuleExtractor(load(gazetteer))

    def seconds(self, name: str) -> tuple[float, float]:
        """Seconds for an input, and for one of twice its size."""
        made, size = INPUTS[name]
        return self._seconds(made(size)), self._seconds(made(2 * size))

    def _seconds(self, text: str) -> float:
        best = float("inf")
        gc.disable()  # how long a collection takes depends on what else the process has left behind
        try:
            for _ in range(3):
                began = time.process_time()
                as_json(next(iter(self._extractor.read([parse("any", text)]))))
                best = min(best, time.process_time() - began)
        finally:
            gc.enable()
            gc.collect()
        return best


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    doubling = Doubling(project.gazetteer)
    times = {name: doubling.seconds(name) for name in INPUTS}
    ratios = {name: (twice - SLACK) / once for name, (once, twice) in times.items()}
    worst = max(ratios, key=lambda name: ratios[name])
    yield (
        f"twice the text costs at the most {ratios[worst]:.2f} times as much, {SLACK} s aside, "
        f"of {len(ratios)} inputs ({worst})"
    )
