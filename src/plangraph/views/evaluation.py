"""An evaluation in plain text and as data: how well texts were read, by type, by text, by rule, by sort of failure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from plangraph.reading.evaluation.annotation import TYPES
from plangraph.reading.evaluation.comparing import Comparison
from plangraph.reading.evaluation.failures import SORTS, Failure, failures
from plangraph.reading.evaluation.rules import precisions
from plangraph.reading.evaluation.scoring import Count, Score, score, total
from plangraph.views.plain import safe, table

_FAULTS = ("missed", "spurious", "bounds")


def text(comparisons: Sequence[Comparison], *, errors: bool = False) -> str:
    """The figures as tables; with ``errors`` each thing missed or read wrongly as a line ``file:line: …`` below."""
    scores = [score(one.match) for one in comparisons]
    found = [failure for one in comparisons for failure in failures(one)]
    parts = [_figures(total(scores), len(scores)), _texts(comparisons, scores), _rules(comparisons), _sorts(found)]
    if errors:
        parts.append("\n".join(map(line, found)) or "no errors")
    return "\n\n".join(parts)


def data(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """The figures for a program; ``prf`` are precision, recall and F1."""
    scores = [score(one.match) for one in comparisons]
    whole = total(scores)
    return {
        "texts": {one.passage.name: _json(each) for one, each in zip(comparisons, scores, strict=True)},
        "all": _json(whole),
        "types": {kind: {"exact": _prf(whole.exact[kind]), "overlap": _prf(whole.overlap[kind])} for kind in TYPES},
        "rules": {
            rule: {"right": share.part, "of": share.whole}
            for rule, share in precisions(one.match for one in comparisons).items()
        },
        "failures": [
            {
                "fault": one.fault,
                "part": one.part,
                "label": one.label,
                "words": one.words,
                "sort": one.sort,
                "text": one.passage,
                "line": one.line,
            }
            for each in comparisons
            for one in failures(each)
        ],
    }


def line(failure: Failure) -> str:
    """One failure as ``file:line: fault part label "words" (sort)``."""
    where = f"{safe(str(failure.file))}:{failure.line}"
    return f"{where}: {failure.fault} {failure.part} {safe(failure.label)} “{safe(failure.words)}” ({failure.sort})"


def figures(count: Count) -> tuple[str, str, str]:
    """Precision, recall and F1, three places each."""
    return f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}"


def _figures(whole: Score, texts: int) -> str:
    head = ("", "marked", "read", "exact P", "R", "F1", "overlap P", "R", "F1")
    rows = [_row(kind, whole.exact[kind], whole.overlap[kind]) for kind in TYPES]
    rows += [
        _row("all mentions", whole.mentions(exact=True), whole.mentions(exact=False)),
        _row("measures", whole.measures, whole.measures),
        _row("places of measures", whole.places, whole.places),
        _row("TOTAL", whole.total(exact=True), whole.total(exact=False)),
    ]
    return "\n".join(
        [
            f"{texts} {'text' if texts == 1 else 'texts'}; TOTAL is mentions and measures together",
            table(head, rows),
            f"quantity agrees in {whole.quantity.part} of {whole.quantity.whole} measures; "
            f"{whole.embedded.part} of {whole.embedded.whole} embedded actions found",
        ]
    )


def _row(name: str, exact: Count, overlap: Count) -> tuple[str, ...]:
    return (name, str(exact.marked), str(exact.read), *figures(exact), *figures(overlap))


def _texts(comparisons: Sequence[Comparison], scores: Sequence[Score]) -> str:
    rows = [
        (
            one.passage.name,
            f"{each.total(exact=True).f1:.3f}",
            f"{each.total(exact=False).f1:.3f}",
            f"{each.mentions(exact=False).f1:.3f}",
            f"{each.measures.f1:.3f}",
        )
        for one, each in zip(comparisons, scores, strict=True)
    ]
    return table(("text", "TOTAL exact", "overlap", "mentions", "measures"), rows)


def _rules(comparisons: Sequence[Comparison]) -> str:
    counted = precisions(one.match for one in comparisons)
    rows = [
        (rule, str(share.part), str(share.whole), f"{share.part / share.whole:.3f}")
        for rule, share in sorted(counted.items(), key=lambda entry: (-entry[1].whole, entry[0]))
    ]
    return table(("rule", "right", "of", "precision"), rows)


def _sorts(found: Sequence[Failure]) -> str:
    counted: Counter[tuple[str, str]] = Counter((one.sort, one.fault) for one in found)
    return table(("sort", *_FAULTS, "of failure, as it seems"), list(_sort_rows(counted)))


def _sort_rows(counted: Counter[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    for name, meaning in SORTS.items():
        numbers = [counted[name, fault] for fault in _FAULTS]
        if any(numbers):
            yield (name, *map(str, numbers), meaning)


def _json(one: Score) -> dict[str, Any]:
    return {
        "total": {"exact": _prf(one.total(exact=True)), "overlap": _prf(one.total(exact=False))},
        "mentions": {"exact": _prf(one.mentions(exact=True)), "overlap": _prf(one.mentions(exact=False))},
        "measures": _prf(one.measures),
        "places": _prf(one.places),
        "quantity": [one.quantity.part, one.quantity.whole],
        "embedded": [one.embedded.part, one.embedded.whole],
    }


def _prf(count: Count) -> list[float]:
    return [count.precision, count.recall, count.f1]
