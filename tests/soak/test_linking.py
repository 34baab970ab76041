"""How often links between measures and reports are right, over the judged tables: the figures of docs/linking.md."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import pytest

from plangraph import plans
from plangraph.build import read_file
from plangraph.graph.linking.likeness import Match, matches
from plangraph.graph.linking.pairs import LINKED
from plangraph.graph.linking.profiles import Profile, Said, profiles
from plangraph.graph.linking.reports import PROMISES, fulfilled
from plangraph.graph.store import Store
from plangraph.rdf import document, reading
from plangraph.reading.names.gazetteer import load
from tests.beside import needs
from tests.judged_links import fulfils, path, related
from tests.project import ROOT

pytestmark = [pytest.mark.soak, pytest.mark.shared, needs("corpus")]
NEAR = 60  # characters that the action of a judged measure may stand from that of a read one
Found = dict[str, list[tuple[float, Said]]]  # by measure: the others with their scores


@cache
def profile(name: str) -> Profile:
    read = read_file(path(name), load(ROOT / "graph" / "gazetteer"))
    plan_id, chapter = ("cn-14fyp", "32") if "/" in name else ("gwr", name.removeprefix("gwr-"))
    issued = "2021-03" if "/" in name else ""
    plan = plans.Plan(plan_id, "en", {"en": "Report"}, "", issued, "", "", {}, (), chapter_headings=False)
    store = Store.memory()
    store.add(document.quads(plan, chapter, read.document))
    store.add(reading.quads(plan_id, chapter, read))
    return profiles(store)[0]


def measure(name: str, begin: str, end: str, action: str, at: str) -> Said | None:
    """The measure that a row means, as it is read today."""
    found = []
    for said in profile(name).measures:
        start, stop = map(int, said.evidence.rpartition("=")[2].split(","))
        if start < int(end) and int(begin) < stop and abs(said.at - int(at)) <= NEAR:
            found.append(said)
    return min(found, key=lambda s: (s.action != action.replace(" ", "-"), abs(s.at - int(at))), default=None)


@cache
def counterparts(one: str, other: str) -> Found:
    """The commitments of another text that share a telling word, by measure."""
    own = [[said for said in profile(name).measures if said.kind in PROMISES] for name in (one, other)]
    found: Found = defaultdict(list)
    for match in matches(*own):
        found[match.one.iri].append((match.from_one, match.other))
    return found


def answers(split: str) -> list[tuple[float, bool, bool]]:
    """Of each query: the score of the first answer, whether it is right, and whether there is a right one."""
    queries = defaultdict(list)
    for row in related():
        if split in ("", row.split):
            queries[row.query].append(row)
    found = []
    for rows in queries.values():
        a, b = rows[0], [row for row in rows if row.type != "none"]
        asked = measure(a.a_text, a.a_begin, a.a_end, a.a_action, a.a_at)
        if asked is None:
            continue
        right = [measure(r.b_text, r.b_begin, r.b_end, r.b_action, r.b_at) for r in b]
        ranked = sorted(counterparts(a.a_text, a.b_text).get(asked.iri, ()), key=lambda pair: (-pair[0], pair[1].at))
        first = ranked[0] if ranked else (0.0, None)
        found.append((first[0], first[1] is not None and first[1] in right, bool(b)))
    return found


def precision(told: Sequence[tuple[float, bool, bool]]) -> float:
    return sum(right for _, right, _ in told) / len(told)


@pytest.mark.parametrize(("split", "links", "first"), [("", 0.82, 0.6), ("held", 0.76, 0.52)])
def test_related_measures(split: str, links: float, first: float) -> None:
    told = answers(split)
    given = [answer for answer in told if answer[0] >= LINKED]
    assert len(given) >= (60 if split == "" else 45)
    assert precision(given) >= links
    assert precision([answer for answer in told if answer[2]]) >= first


def test_reports_keep_promises() -> None:
    pairs: dict[tuple[str, str], list[Match]] = {}
    right = wrong = 0
    for row in fulfils():
        key = (row.b_text, row.a_text)
        if key not in pairs:
            pairs[key] = list(fulfilled(*map(profile, key)))
        asked = measure(row.a_text, row.a_begin, row.a_end, row.a_action, row.a_at)
        sentence = f"={row.b_begin},{row.b_end}"
        if any(m.other == asked and m.one.sentence.endswith(sentence) for m in pairs[key]):
            right += row.verdict == "fulfils"
            wrong += row.verdict != "fulfils"
    assert right >= 14
    assert wrong <= 1
