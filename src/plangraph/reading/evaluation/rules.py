"""Rules: how often what a rule fired on was right, and the table of precisions made from it.

A mention is right when it is matched with a marked one (spans that share a character, a type that is right); a measure
when it is matched; an inner action when it is one of those marked for the measure that holds it. What does not count in
the score does not count here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plangraph.reading.evaluation.scoring import Match, Share

_LINKING = "link:"  # says which thing a name means, which is not marked in the gold

_HEADER = """\
# How often a rule was right: of the mentions and measures that it helped to make on texts annotated by hand (the sample
# chapter, passages of five governments on which the rules were developed, and the clean rounds), how many are right.
# Made by `python -m plangraph.generate` where these texts are at hand.
rule\tright\tcount
"""


def precisions(matches: Iterable[Match]) -> Mapping[str, Share]:
    """By rule, how many of the readings that it fired on are right, and how many there are; by name of the rule."""
    right: defaultdict[str, int] = defaultdict(int)
    count: defaultdict[str, int] = defaultdict(int)
    for match in matches:
        for rules, is_right in _judged(match):
            for rule in rules:
                count[rule] += 1
                right[rule] += is_right
    return {rule: Share(right[rule], count[rule]) for rule in sorted(count)}


def table(counted: Mapping[str, Share]) -> str:
    """The lexicon's table of precisions. Rules of linking are left out: the gold does not say what a name means."""
    rows = [
        f"{rule}\t{share.part}\t{share.whole}\n"
        for rule, share in sorted(counted.items())
        if not rule.startswith(_LINKING) and rule != "ambiguous"
    ]
    return _HEADER + "".join(rows)


def _judged(match: Match) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The rules of each reading, and whether it is right."""
    hits = {i for i, _ in match.overlap}
    for i, mention in enumerate(match.read.mentions):
        yield mention.rules, i in hits
    found = match.measures
    paired = {i for i, _ in found.pairs}
    for i, measure in enumerate(match.read.measures):
        if i in found.ignored:
            continue
        yield measure.rules, i in paired
        if i in paired:
            for at, inner in enumerate(measure.embedded):
                yield inner.rules, (i, at) in found.inner
