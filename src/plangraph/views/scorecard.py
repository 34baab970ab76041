"""The scorecard: the page that says how well texts are read, and the table of precisions that is made beside it.

Figures that need texts which do not travel with the project are kept as they were where these texts are absent.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from plangraph.csvtable import rows
from plangraph.files import Project
from plangraph.reading.evaluation import gold
from plangraph.reading.evaluation.annotation import TYPES
from plangraph.reading.evaluation.comparing import Comparison, compare
from plangraph.reading.evaluation.rules import precisions
from plangraph.reading.evaluation.rules import table as precision_table
from plangraph.reading.evaluation.scoring import Count, Score, score, total
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.names.gazetteer import load as load_gazetteer

PAGE = "docs/scorecard.md"
PRECISIONS = "src/plangraph/reading/lexicon/precisions.tsv"
_ROUND = ("round", "date", "exact", "overlap", "measures", "note")
_PASSAGES, _NOW = "## Passages of five governments", "## The rounds today"
_INTRO = """\
# Scorecard

How well texts are read, by rules alone and without anybody's verdicts: what `plangraph extract` prints, compared with \
what careful readers marked. Mentions count once with exactly the marked span and once with any that shares a letter; \
TOTAL is mentions and measures together. P, R and F1 are precision, recall and their harmonic mean. A second careful \
reader reaches 0.91 exact and 0.95 overlap; above that a difference says little.

`plangraph evaluate [GOLD]` prints such figures for any annotated texts, with the precision of each rule, and with \
`--errors` every error. A test fails when a figure falls below the floors in `tests/gold/floors.tsv`.
"""
_CHAPTER = """\
## The sample chapter

The rules were developed on it, so this shows that nothing broke and not how well the next chapter will be read."""
_SHARED = """

The rules were developed on these too. The texts do not travel with the project.

"""
_ROUNDS = """\
## Clean rounds

Each round is eight passages from reports and budget speeches of five governments, drawn at random from texts that no \
rule was made on, and annotated before anything was run on them. The first score, before any tuning on the round, is \
what a new text may expect. The annotations are under `tests/gold`, as offsets without text.
"""
_TODAY = """

The same passages with the rules as they are now, after the errors of the first runs were looked at.

"""


def files(project: Project) -> dict[str, str]:
    """The generated files, by path below the project: the page, and where all annotated texts are at hand the table.

    Raises:
        DataError: an annotation or a table is broken.
    """
    own, folders = gold.own(project), gold.texts(project)
    extractor = RuleExtractor(load_gazetteer(project.gazetteer))

    def read(path: Path) -> list[Comparison]:
        return list(compare(gold.load(path, folders), extractor))

    chapter = read(own / "chapter-32.json")
    beside = project.root.parent / "shared"
    passages = read(beside / "gold") if (beside / "gold").is_dir() else []
    at_hand = (beside / "corpus").is_dir()
    again = {folder.name: read(folder) for folder in sorted(own.glob("round-*"))} if at_hand else {}
    page = project.root / PAGE
    before = page.read_text(encoding="utf-8") if page.is_file() else ""
    made = {PAGE: _page(chapter, passages, again, rows(own / "rounds.tsv", _ROUND, delimiter="\t"), before)}
    if passages and again:
        everything = [*chapter, *passages, *(one for each in again.values() for one in each)]
        made[PRECISIONS] = precision_table(precisions(one.match for one in everything))
    return made


def _page(
    chapter: Sequence[Comparison],
    passages: Sequence[Comparison],
    again: dict[str, list[Comparison]],
    rounds: Sequence[tuple[int, dict[str, str]]],
    before: str,
) -> str:
    named = [(one.passage.name, score(one.match)) for one in passages]
    together = [("**all**", total(each for _, each in named))]
    shared = _PASSAGES + _SHARED + _table(_texts([*named, *together])) if passages else _kept(before, _PASSAGES)
    scores = [(name, total(score(one.match) for one in each)) for name, each in again.items()]
    today = _NOW + _TODAY + _table(_texts(scores)) if again else _kept(before, _NOW)
    parts = [
        _INTRO,
        f"{_CHAPTER}\n\n{_table(_types(total(score(one.match) for one in chapter)))}",
        shared,
        _ROUNDS + "\n" + _table([("round", "first run", *_TOTALS, "note"), *(_round(row) for _, row in rounds)]),
        today,
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


_TOTALS = ("TOTAL exact", "TOTAL overlap", "measures")


def _round(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _ROUND)


def _types(whole: Score) -> Iterator[tuple[str, ...]]:
    yield ("", "marked", "read", "exact P", "R", "F1", "overlap P", "R", "F1")
    for kind in TYPES:
        if whole.exact[kind].marked or whole.exact[kind].read:
            yield _both(kind, whole.exact[kind], whole.overlap[kind])
    yield _both("all mentions", whole.mentions(exact=True), whole.mentions(exact=False))
    yield _both("measures", whole.measures, whole.measures)
    yield _both("places of measures", whole.places, whole.places)
    yield _both("TOTAL", whole.total(exact=True), whole.total(exact=False))


def _both(name: str, exact: Count, overlap: Count) -> tuple[str, ...]:
    figures = [number for count in (exact, overlap) for number in (count.precision, count.recall, count.f1)]
    return (name, str(exact.marked), str(exact.read), *(f"{number:.3f}" for number in figures))


def _texts(named: Sequence[tuple[str, Score]]) -> Iterator[tuple[str, ...]]:
    yield ("text", "mentions", "measures", "TOTAL exact", "TOTAL overlap", "measures F1")
    for name, each in named:
        marked = str(each.mentions(exact=True).marked), str(each.measures.marked)
        figures = each.total(exact=True).f1, each.total(exact=False).f1, each.measures.f1
        yield (name, *marked, *(f"{number:.3f}" for number in figures))


def _table(lines: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    """Markdown; the first line is the header."""
    head, *body = lines
    rule = ["---", *("---:" if re.fullmatch(r"[\d.]+", cell) else "---" for cell in (body[0] if body else head)[1:])]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *body))


def _kept(page: str, heading: str) -> str:
    """A section of the page as it was."""
    found = re.search(rf"^{re.escape(heading)}\n.*?(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    return found[0] if found else f"{heading}\n\nNot measured yet.\n"
