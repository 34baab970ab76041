"""Promise and report: which thing that was promised a later text says is done."""

import re
from collections import defaultdict
from collections.abc import Iterator

from plangraph.graph.linking.likeness import Match, matches
from plangraph.graph.linking.profiles import Profile
from plangraph.graph.linking.words import weight

PROMISES = frozenset({"commitment", "recommendation"})
REPORTS = frozenset({"achievement", "outcome"})
DONE, BACK = 0.5, 0.2  # how much of the promise the report has, and the other way
TELLING = 2  # words that both have to have, unless the report has so much of the promise:
SURE = 0.65
NEARLY = 0.15  # how far below the best report of a promise others may stay
YEARS = 5  # a report looks back at a year, or at a term of five
_UNDER_WAY = re.compile(
    r"\b(?:began|begun|begin|started|starting|under ?way|progress|steadily|launched construction|continued?|ongoing)\b",
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
    """Two telling words in common, or nearly all; and a promise with a figure is reported with it, since another is another year's."""
    report, promise = match.one, match.other
    if match.from_other < SURE and sum(weight(word) == 1 for word in match.shared) < TELLING:
        return False
    return not promise.figures or not {value for value, _ in promise.figures}.isdisjoint(v for v, _ in report.figures)
