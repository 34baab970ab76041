"""The book: all that the explorer shows, as plain lists that refer to each other by position."""

import hashlib
import json
from pathlib import Path
from typing import Any

import plangraph
from plangraph.files import sample_root
from plangraph.graph.description import CREDIT
from plangraph.graph.families import FAMILIES
from plangraph.graph.store import Reads
from plangraph.views.explorer import links, overview
from plangraph.views.explorer.asked import Asked, short
from plangraph.views.explorer.matrix import matrix
from plangraph.views.explorer.measures import Measures
from plangraph.views.explorer.names import Names
from plangraph.views.explorer.questions import Known, found_by, questions
from plangraph.views.explorer.statements import triples
from plangraph.views.explorer.text import Text
from plangraph.views.explorer.things import Things
from plangraph.views.marks import CHINESE, LOOKS
from plangraph.vocab import BASE


def book(store: Reads, folder: Path | None = None) -> dict[str, Any]:
    """What a graph says, ready to be shown.

    Args:
        store: a built graph, here or on a server.
        folder: the folder of queries, with ``view`` and ``ask`` in it; that of the package when it is None.
    """
    home = folder or sample_root() / "queries"
    asked = Asked(store, home / "view")
    names = Names(asked)
    text, things = Text(asked), Things(asked, names)
    measures = Measures(asked, names, text.sentences)
    known = Known(names, things.numbers, measures.numbers, text.sentences)
    answers = questions(store, home / "ask", known)
    found = found_by(answers, measures.numbers, [measures.sentence(iri) for iri in measures.numbers])
    listed, cast, edges = measures.listed(things, found), things.listed(), links.edges(asked, things.numbers)
    for thing, (x, y) in zip(cast, overview.positions(cast, listed, edges), strict=True):
        thing.update(x=x, y=y)
    made = {
        "families": [_family(name) for name in FAMILIES],
        "chapters": text.chapter_list(),
        "parts": text.part_list(),
        "sentences": text.sentence_list(),
        "things": cast,
        "gazetteer": things.gazetteer(),
        "mentions": text.mention_list(asked, things.numbers),
        "measures": listed,
        "edges": edges,
        "properties": links.properties(asked, names),
        "matrix": matrix(asked, things.numbers, measures.numbers),
        "questions": answers,
        "triples": triples(asked, text.sentences),
        "facts": links.facts(asked, names, things.numbers),
    }
    return {"made": _made(asked, made)} | made


def _family(name: str) -> dict[str, str]:
    words, colour, shape = LOOKS[name]
    return {"key": name, "en": words, "zh": CHINESE[name], "colour": colour, "shape": shape}


def _made(asked: Asked, made: dict[str, Any]) -> dict[str, Any]:
    """Of what, and from which state of the graph; the state's name depends on all that is shown and nothing else."""
    plans = {row["plan"]: row for row in asked.rows("plans")}
    digest = hashlib.sha256(json.dumps(made, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
    title, title_zh = _title(made["chapters"])
    return {
        "snapshot": digest.hexdigest()[:12],
        "version": plangraph.__version__,
        "title": title,
        "titleZh": title_zh,
        "plans": [
            {"iri": short(iri), **{name: row.get(name, "") for name in ("title", "titleZh", "issued", "source")}}
            for iri, row in sorted(plans.items())
        ],
        "date": max((row["issued"] for row in plans.values() if row.get("issued")), default=""),
        "base": BASE,
        "credit": CREDIT,
    }


def _title(chapters: list[dict[str, Any]]) -> tuple[str, str]:
    """The heading of the page in English and Chinese: the chapters, or how many there are."""
    if len(chapters) > 3:
        return f"{len(chapters)} chapters", f"{len(chapters)}章"
    english = " · ".join(f"Chapter {c['number']}" + (f": {c['title']}" if "title" in c else "") for c in chapters)
    chinese = " · ".join(f"第{c['number']}章" + (f" {c['titleZh']}" if "titleZh" in c else "") for c in chapters)
    return english or "plangraph", chinese or "plangraph"
