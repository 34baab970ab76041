"""The links between the measures of two chapters. They depend on these two alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.graph.linking.kinds import kind
from plangraph.graph.linking.likeness import Match, matches
from plangraph.graph.linking.profiles import Profile, Said
from plangraph.graph.linking.reports import PROMISES, REPORTS, fulfilled
from plangraph.graph.linking.words import weight

LINKED = 0.45  # how alike the best counterpart of a measure has to be
DROPPED = 0.2  # of a measure's telling words, the most that a sentence of a text may have that drops it
TELLING = 3  # words that a measure needs for its absence to say something


@dataclass(frozen=True, slots=True)
class Link:
    """A link between measures, or from a text to a measure that it drops."""

    source: Said | None  # of the later chapter
    target: Said
    type: str
    score: float
    shared: tuple[str, ...]
    why: str


def in_time(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    """The two chapters, the later first; where no date tells, by their IRIs."""
    first, second = sorted((one, other), key=lambda profile: (profile.date, profile.chapter), reverse=True)
    return first, second


def dated(later: Profile, earlier: Profile) -> bool:
    """Whether dates say that one is later."""
    size = min(len(later.date), len(earlier.date))
    return size > 0 and later.date[:size] > earlier.date[:size]


def links(later: Profile, earlier: Profile) -> list[Link]:
    """The links between two chapters, in the order of the later one."""
    told = dated(later, earlier)
    found = [*_counterparts(later, earlier, told)]
    if told:
        found += [
            Link(m.one, m.other, "fulfils", m.from_other, m.shared, "the later text says that it is done")
            for m in fulfilled(later, earlier)
        ]
        found += _dropped(later, earlier)
    return sorted(found, key=lambda link: (link.source.at if link.source else -1, link.target.at, link.type))


def _counterparts(later: Profile, earlier: Profile, told: bool) -> Iterator[Link]:
    """For each measure of either chapter the one of the other that is most like it, where it is like enough."""
    wanted = [[said for said in profile.measures if said.kind in PROMISES] for profile in (later, earlier)]
    best: dict[str, tuple[float, Match]] = {}
    for match in matches(*wanted):
        for said, score in ((match.one, match.from_one), (match.other, match.from_other)):
            if score >= LINKED and (said.iri not in best or score > best[said.iri][0]):
                best[said.iri] = (score, match)
    chosen: dict[tuple[str, str], tuple[float, Match]] = {}
    for score, match in best.values():
        key = (match.one.iri, match.other.iri)
        chosen[key] = max(chosen.get(key, (0.0, match)), (score, match), key=lambda pair: pair[0])
    for score, match in chosen.values():
        name, why = kind(match, dated=told)
        yield Link(match.one, match.other, name, score, match.shared, why)


def _dropped(later: Profile, earlier: Profile) -> Iterator[Link]:
    """Commitments of the earlier text of a series of whose telling words no sentence of the later has more than few."""
    if not later.series or later.series != earlier.series:
        return
    for said in earlier.measures:
        telling = {word for word in said.words if weight(word) == 1}
        if said.kind != "commitment" or len(telling) < TELLING:
            continue
        most = max((len(telling & sentence) for sentence in later.sentences), default=0)
        if most <= DROPPED * len(telling):
            why = f"no sentence of the later text has more than {most} of its {len(telling)} telling words"
            yield Link(None, said, "drops", 1 - most / len(telling), (), why)


def reports(later: Profile) -> bool:
    """Whether a chapter says what was done."""
    return any(said.kind in REPORTS for said in later.measures)
