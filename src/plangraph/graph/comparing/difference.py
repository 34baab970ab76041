"""What changed from one chapter or plan to another: each measure kept, new or dropped, and in what a kept one differs.

What a person reads as one thing in two texts is decided by ``pairing``; what differs is read from the graph alone:
the strength of the verb, the places and figures that are named, the number of the section that holds it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plangraph import vocab
from plangraph.graph.comparing.pairing import Item, Pair, pairs
from plangraph.graph.comparing.sides import Side, sides, thing
from plangraph.graph.comparing.words import stems
from plangraph.graph.rows import MeasureRow, Thing, measure_rows
from plangraph.graph.store import Reads

Status = Literal["kept", "new", "dropped"]
STATUSES: tuple[Status, ...] = ("kept", "new", "dropped")
CHANGES = ("stronger", "weaker", "renumbered", "new-place", "lost-place", "new-figure", "lost-figure")
_STATED = ("object", "becomes", "place", "along", "beneficiary", "actor", "between")
_MACRO = f"""PREFIX plan: <{vocab.PLAN}> SELECT DISTINCT ?region WHERE {{ ?region a plan:MacroRegion }}"""
_LOCATED = (f"{vocab.BASE}place/", f"{vocab.BASE}infrastructure/")
_NAMED = (f"{vocab.BASE}infrastructure/", f"{vocab.BASE}initiative/")
_NUMBERED = re.compile(r"(?:Section|Box|Item) (\S+)\s*(.*)")
_FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\s?(?:%|percent(?:age points?)?|million|billion|trillion))?")
_TITLE = 0.5  # the share of words of two titles that must be common, for the two to be one
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a comparison. ``changes`` are of ``CHANGES``; places and figures are those that come or go."""

    status: Status
    earlier: MeasureRow | None
    later: MeasureRow | None
    score: float = 0.0
    changes: tuple[str, ...] = ()
    places: tuple[Thing, ...] = ()  # named only by the later
    places_gone: tuple[Thing, ...] = ()
    figures: tuple[str, ...] = ()
    figures_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sides and all that differs; rows stand in the order of the later text, what is dropped after it."""

    earlier: Side
    later: Side
    about: Thing | None
    rows: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        """How many rows of each status, and kept rows with each change."""
        found = Counter(row.status for row in self.rows)
        marks = Counter(mark for row in self.rows for mark in row.changes)
        return {**{name: found[name] for name in STATUSES}, **{name: marks[name] for name in CHANGES}}


def difference(store: Reads, earlier: str, later: str, about: str = "") -> Difference:
    """Compare two chapters or plans of a graph.

    Args:
        store: a built graph.
        earlier: ``plan/chapter``, or a plan for all its chapters.
        later: what it is compared with.
        about: a thing by IRI, path or name; only rows are told of which a measure bears on it or names it. Measures
            are paired in the whole of both texts all the same.

    Raises:
        CommandError: the two are one, or one holds the other.
        DataError: one is not in the graph, has no measure, or is in another language.
        QueryError: nothing, or more than one thing, is called ``about``.
    """
    iri = thing(store, about) if about else ""
    rows = measure_rows(store)
    two = sides(store, rows, (earlier, later))
    label = {one.iri: one for row in rows for things in row.roles.values() for one in things}.get(iri)
    macro = frozenset(str(row[0]) for row in store.select(_MACRO))
    found = compare(two[0].rows, two[1].rows, macro)
    if not iri:
        return Difference(*two, None, found)
    told = tuple(row for row in found if _about(row.earlier, iri) or _about(row.later, iri))
    return Difference(*two, label or Thing(iri, about), told)


def _about(row: MeasureRow | None, iri: str) -> bool:
    return row is not None and any(one.iri == iri for things in row.roles.values() for one in things)


def compare(
    earlier: Sequence[MeasureRow], later: Sequence[MeasureRow], macro: frozenset[str] = frozenset()
) -> tuple[Change, ...]:
    """The rows of a comparison; ``macro`` are the regions that keep two measures apart if they name different ones."""
    found = pairs([_item(row, macro) for row in earlier], [_item(row, macro) for row in later])
    moved = _renumbered(earlier, later, found)
    kept = sorted((pair.later, pair.earlier, pair) for pair in found)
    rows = [(b, _kept(earlier[a], later[b], pair, moved)) for b, a, pair in kept]
    taken = {pair.earlier for pair in found}, {pair.later for pair in found}
    rows += [(b, Change("new", None, row)) for b, row in enumerate(later) if b not in taken[1]]
    gone = [Change("dropped", row, None) for a, row in enumerate(earlier) if a not in taken[0]]
    return (*(row for _, row in sorted(rows, key=lambda one: one[0])), *gone)


def _item(row: MeasureRow, macro: frozenset[str]) -> Item:
    things = {one.iri for role in _STATED for one in row.roles.get(role, ())}
    themes = frozenset(one.iri for one in row.roles.get("theme", ()))
    named = frozenset(one.iri for one in row.roles.get("object", ()) if one.iri.startswith(_NAMED))
    action = row.action.replace("-", " ")
    return Item(row.iri, action, row.object_text, row.quote, themes, named, frozenset(things & macro))


def _kept(one: MeasureRow, other: MeasureRow, pair: Pair, moved: frozenset[tuple[str, str]]) -> Change:
    before, after = _places(one), _places(other)
    places = tuple(after[iri] for iri in after if iri not in before)
    places_gone = tuple(before[iri] for iri in before if iri not in after)
    figures, figures_gone = _news(_figures(one.quote), _figures(other.quote))
    marks = {
        "stronger": _rank(other) < _rank(one),
        "weaker": _rank(other) > _rank(one),
        "renumbered": (one.section, other.section) in moved,
        "new-place": bool(places),
        "lost-place": bool(places_gone),
        "new-figure": bool(figures),
        "lost-figure": bool(figures_gone),
    }
    changes = tuple(name for name in CHANGES if marks[name])
    return Change("kept", one, other, pair.score, changes, places, places_gone, figures, figures_gone)


def _rank(row: MeasureRow) -> int:
    """How loosely a measure binds; one of no known strength is as loose as any."""
    known = vocab.STRENGTHS
    return known.index(row.strength) if row.strength in known else len(known)


def _places(row: MeasureRow) -> dict[str, Thing]:
    """The named places, ports and roads that a measure speaks of."""
    things = (one for role in _STATED for one in row.roles.get(role, ()))
    return {one.iri: one for one in sorted(things, key=lambda t: (t.label, t.iri)) if one.iri.startswith(_LOCATED)}


def _figures(quote: str) -> list[str]:
    """The figures of a quote as it writes them; years are dates, not figures."""
    found = (match.group().strip() for match in _FIGURE.finditer(quote))
    return [figure for figure in dict.fromkeys(found) if not _YEAR.fullmatch(figure)]


def _news(before: Iterable[str], after: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = ({figure.replace(",", ""): figure for figure in side} for side in (before, after))
    return tuple(new[f] for f in new if f not in old), tuple(old[f] for f in old if f not in new)


def _renumbered(
    earlier: Sequence[MeasureRow], later: Sequence[MeasureRow], found: Iterable[Pair]
) -> frozenset[tuple[str, str]]:
    """The sections that are one by their titles, but bear another number; only where measures of theirs are kept."""
    met = {(earlier[pair.earlier].section, later[pair.later].section) for pair in found}
    return frozenset(
        (a, b) for a, b in met if any(_same_title(x, y) for x, y in zip(_levels(a), _levels(b), strict=False))
    )


def _levels(section: str) -> Iterator[tuple[str, str]]:
    """Number and title of each division of a path, outermost first."""
    for step in section.split(" › "):
        if match := _NUMBERED.match(step):
            yield match[1], match[2]


def _same_title(one: tuple[str, str], other: tuple[str, str]) -> bool:
    words, others = set(stems(one[1])), set(stems(other[1]))
    alike = len(words & others) > _TITLE * len(words | others)
    return one[0] != other[0] and alike
