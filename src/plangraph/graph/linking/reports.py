"""Promise and report: which thing that was promised a later text says is done."""

import re
from collections import defaultdict
from collections.abc import Iterator

from plangraph.graph.linking.likeness import Match, matches
from plangraph.graph.linking.profiles import Profile

PROMISES = frozenset({"commitment", "recommendation"})
REPORTS = frozenset({"achievement"})
DONE, BACK = 0.5, 0.2  # how much of the promise the report has, and the other way
MANY = 4  # telling words that both have to have, or fewer where the report says little else, or nearly the same words:
TELLING, NEARLY_ALL = 2, 0.6
ALIKE = 0.9  # of Jaccard
NEARLY = 0.15  # how far below the best report of a promise others may stay
YEARS = 5  # a report looks back at a year, or at a term of five
_UNDER_WAY = re.compile(
    r"\b(?:beg[aiu]n|start(?:ed|ing)|under ?way|progress|steadily|launched construction|continued?|ongoing"
    r"|press(?:ed)? ahead|mov(?:ed|ing) forward|push(?:ed|ing) forward)\b",
    re.IGNORECASE,
)


def fulfilled(later: Profile, earlier: Profile) -> Iterator[Match]:
    """Promises with the reports that say that they are done; ``one`` is the report."""
    if int(later.date[:4]) - int(earlier.date[:4]) > YEARS:
        return
    reports = [said for said in later.measures if said.kind in REPORTS and not _UNDER_WAY.search(said.quote)]
    promises = [said for said in earlier.measures if said.kind in PROMISES]
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches(reports, promises):
        if match.from_other >= DONE and match.from_one >= BACK and _sure(match):
            found[match.other.iri].append(match)
    for fitting in found.values():
        best = max(match.from_other for match in fitting)
        yield from (match for match in fitting if match.from_other >= best - NEARLY)


def _sure(match: Match) -> bool:
    """Enough telling words in common; and a promise with a figure is reported with that figure.

    Another figure may be another year's.
    """
    report, promise = match.one, match.other
    near = match.telling >= TELLING and match.from_one >= NEARLY_ALL
    if not (match.telling >= MANY or near or match.jaccard >= ALIKE):
        return False
    return not promise.figures or not {value for value, _ in promise.figures}.isdisjoint(v for v, _ in report.figures)
