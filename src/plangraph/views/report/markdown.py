"""The report as Markdown, for those who put it into a document of their own."""

import re
from collections.abc import Iterator

from plangraph.views.report.answers import Answers
from plangraph.views.report.page import SHOWN, plans
from plangraph.views.report.words import TEXTS, cautions, lead, method, number, statistic


def markdown(found: Answers) -> str:
    """The same as the page in English."""
    return "\n\n".join(_lines(found)) + "\n"


def safe(text: str) -> str:
    """A text of which no character is markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def _lines(found: Answers) -> Iterator[str]:
    t = {key: text[0] for key, text in TEXTS.items()}
    yield f"# {t['title']}"
    yield from map(safe, plans(found, 0))
    if not found.commitments:
        yield t["nothing"]
        return
    yield lead(found, 0)
    yield f"## {t['findings']}"
    if not found.apart:
        yield t["none"]
    for place, one in enumerate(found.apart, start=1):
        yield f"### {place}. {safe(one.title[0])}"
        yield " ".join(filter(None, (safe(one.sentence[0]), safe(one.meaning[0]), cautions(one, 0))))
        yield f"![{safe(one.title[0])}](figures/{one.id}.svg)"
        yield f"{statistic(one, 0)} [data](data/{one.id}.csv) " + " ".join(
            f"[query: {view}](queries/{one.id}.{view}.rq)" for view in one.views
        )
        for proof in one.proofs[:SHOWN]:
            iri = proof.span or proof.sentence
            yield f"> “{safe(proof.quote)}” [{iri.rpartition('/')[2].replace('#', ' ')}](<{iri}>)"
    if found.not_apart:
        yield f"## {t['rest']}"
        yield t["rest_note"]
        head = f"| {t['asked']} | {t['figure']} | {t['chance']} | q |\n|---|---|---|---|\n"
        yield head + "\n".join(
            f"| {safe(one.title[0])}. {safe(one.sentence[0])} {cautions(one, 0)} | {number(one.standing.value)} | "
            f"{number(one.standing.null.mean)} ({number(one.standing.null.low)} to {number(one.standing.null.high)}) | "
            f"{one.standing.q:.2f} |"
            for one in found.not_apart
        )
    yield f"## {t['method']}"
    yield method(found, 0)
