"""The report as Markdown, for those who put it into a document of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plangraph.graph.network import Proof
from plangraph.views.report import atlas, mapping
from plangraph.views.report.answers import Answers
from plangraph.views.report.page import SHOWN, plans
from plangraph.views.report.tried import TOPICS, Tried
from plangraph.views.report.words import TEXTS, cautions, lead, method, number, said, statistic

_TEXTS = {key: text[0] for key, text in TEXTS.items()}


def markdown(found: Answers) -> str:
    """The same as the page in English."""
    return "\n\n".join(_lines(found)) + "\n"


def safe(text: str) -> str:
    """A text of which no character is markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def _lines(found: Answers) -> Iterator[str]:
    t = _TEXTS
    yield f"# {t['title']}"
    yield from map(safe, plans(found, 0))
    if not found.commitments:
        yield t["nothing"]
        return
    yield lead(found, 0)
    yield f"## {t['brief']}"
    for place, statement in enumerate(found.opening, start=1):
        yield f"- {safe(statement.text[0])} {_queries(f'opening-{place}', statement.views)}"
        yield from _quotes(statement.proofs, "  ")
    if found.atlas.sights:
        yield f"## {t['map']}\n\n![{mapping.TITLE[0]}](figures/map.svg)"
        yield f"{t['map_note']} [data](data/map.csv) {_queries('map', atlas.VIEWS)}"
    if found.matrix:
        yield f"## {t['matrix']}\n\n{t['matrix_note']}"
        yield from _answer(found.matrix, found.matrix.title[0])
    yield f"## {t['findings']}"
    if not found.apart:
        yield t["none"]
    for topic, own in groupby(found.apart, key=lambda one: one.topic):
        yield f"### {TOPICS[topic][0]}"
        for one in own:
            yield from _answer(one, f"{found.apart.index(one) + 1}. {one.title[0]}")
    yield f"## {t['method']}"
    yield from method(found, 0)
    if found.not_apart:
        yield f"## {t['rest']}"
        yield t["rest_note"]
        yield _table(found.not_apart)


def _answer(one: Tried, title: str) -> Iterator[str]:
    yield f"#### {safe(title)}"
    yield " ".join(filter(None, (safe(said(one, 0)), cautions(one, 0))))
    yield f"![{safe(one.title[0])}](figures/{one.id}.svg)"
    yield f"{statistic(one, 0)} [data](data/{one.id}.csv) {_queries(one.id, one.views)}"
    yield from _quotes(one.proofs)


def _queries(name: str, views: Sequence[str]) -> str:
    return " ".join(f"[query: {view}](queries/{name}.{view}.rq)" for view in views)


def _quotes(proofs: Sequence[Proof], before: str = "") -> Iterator[str]:
    for proof in proofs[:SHOWN]:
        iri = proof.span or proof.sentence
        yield f"{before}> “{safe(proof.quote)}” [{iri.rpartition('/')[2].replace('#', ' ')}](<{iri}>)"


def _table(rest: Sequence[Tried]) -> str:
    t = _TEXTS
    head = f"| {t['asked']} | {t['figure']} | {t['chance']} | q |\n|---|---|---|---|\n"
    return head + "\n".join(
        f"| {safe(one.title[0])} {cautions(one, 0)} | {number(one.standing.value)} | "
        f"{number(one.standing.null.mean)} ({number(one.standing.null.low)} to {number(one.standing.null.high)}) | "
        f"{one.standing.q:.2f} |"
        for one in rest
    )
