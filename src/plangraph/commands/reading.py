"""Commands that read text."""

import argparse
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from plangraph import build, plans, proposing, reviewing, workers
from plangraph.commands import telling
from plangraph.errors import PlanGraphError
from plangraph.escape import json_text
from plangraph.model import Judgement, Reading
from plangraph.reading import output, streamed
from plangraph.reading.evaluation import gold
from plangraph.reading.evaluation.comparing import compare
from plangraph.reading.extractors.proposal import Proposal
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.judging import curation
from plangraph.reading.layout import parts
from plangraph.reading.names.gazetteer import load as load_gazetteer
from plangraph.texts import read_document
from plangraph.views import evaluation, readings, review
from plangraph.views.plain import safe

Shown = TypeVar("Shown")


def read_command(options: argparse.Namespace) -> int:
    """Show what is read from a text."""

    def shown(reading: Reading, lead: int) -> str:
        return readings.text(reading, explain=options.explain, lead=lead)

    for text in _by_parts(options, shown, curation.load(telling.project(options).judgements)):
        print(text)
    return telling.OK


def extract_command(options: argparse.Namespace) -> int:
    """Print mentions and measures."""
    proposal = _proposal(options) if _asks(options) else None
    if options.format == "table":
        shown = [readings.measures_table(proposal.reading)] if proposal is not None else _by_parts(options, _table)
        for text in shown:
            print(text)
    elif proposal is None:
        for piece in streamed.json_text(_by_parts(options, streamed.fragments)):
            print(json_text(piece), end="")
        print()
    else:
        data = output.as_json(proposal.reading) | {"proposed": proposal.as_json()}
        print(json_text(json.dumps(data, ensure_ascii=False, indent=1)))
    return telling.OK


def review_command(options: argparse.Namespace) -> int:
    """List what a person should judge."""
    here = telling.project(options)
    if _asks(options):
        if options.file is None:
            raise PlanGraphError("review --extractor llm reads one text: name its FILE")
        print(review.table(proposing.rows(here, options.file, _proposal(options))), end="")
        return telling.OK
    below = reviewing.BELOW if options.below is None else options.below
    found = reviewing.review(here, options.file, below, telling.progress)
    print(review.table(found.doubts), end="")
    telling.tell_stale(here, found.stale)
    for error in found.refused:
        print(f"plangraph: {safe(str(error))}", file=sys.stderr)
    return telling.FAULT if found.refused else telling.OK


def evaluate_command(options: argparse.Namespace) -> int:
    """Compare what is read with what careful readers marked."""
    here = telling.project(options)
    place = options.gold or gold.own(here) / "chapter-32.json"
    passages = gold.load(place, gold.texts(here), reference=options.all)
    compared = []
    for one in compare(passages, RuleExtractor(load_gazetteer(here.gazetteer))):
        compared.append(one)
        telling.progress(f"reading {safe(one.passage.name)}", len(compared), len(passages))
    if options.format == "json":
        print(json.dumps(evaluation.data(compared), ensure_ascii=False, indent=1))
    else:
        print(evaluation.text(compared, errors=options.errors))
    return telling.OK


def _asks(options: argparse.Namespace) -> bool:
    """Whether a language model is to be asked."""
    if options.extractor != "llm" and (options.model or options.base_url):
        raise PlanGraphError("--model and --base-url are for --extractor llm")
    return bool(options.extractor == "llm")


def _proposal(options: argparse.Namespace) -> Proposal:
    """What a language model reads, with what was dropped told on the standard error."""
    server = proposing.Server(options.model or "", options.base_url, os.environ.get("PLANGRAPH_LLM_KEY"))
    gazetteer = load_gazetteer(telling.project(options).gazetteer)
    telling.on_closed_pipe(
        signal.SIG_IGN
    )  # a server that hangs up is an error to tell, not a reader that has seen enough
    made = proposing.propose(options.file, gazetteer, server, telling.progress)
    telling.on_closed_pipe(signal.SIG_DFL)
    telling.tell_notices(options.file, made.reading.document)
    print(safe(f"{made.extractor}: proposals, not part of any graph: {made.tally.line()}"), file=sys.stderr)
    return made


def _table(reading: Reading, lead: int) -> str:
    return readings.measures_table(reading)


def _by_parts(
    options: argparse.Namespace, shown: Callable[[Reading, int], Shown], judgements: tuple[Judgement, ...] = ()
) -> Iterator[Shown]:
    """What is to be shown of a file, part by part; of each the reading, and how many leading sentences it repeats.

    Verdicts are those over the plan whose name the file's folder has.
    """
    gazetteer = load_gazetteer(telling.project(options).gazetteer)
    extractor = RuleExtractor(gazetteer)
    place = options.file.absolute().parent.name, plans.chapter_id(options.file)
    document = read_document(options.file)
    telling.tell_notices(options.file, document)

    def read(bounds: tuple[int, int]) -> Shown:
        cut = parts.part(document, *bounds)
        reading, _ = build.judged(*place, next(iter(extractor.read([cut.document]))), gazetteer, judgements)
        return shown(reading, cut.lead)

    all_bounds = parts.bounds(document)
    if len(all_bounds) > 1:
        gc.freeze()  # all this lives to the end: it need not be looked through again and again, or be copied by workers
    telling.progress(f"reading {safe(options.file.name)}", 0, 1)
    for done, result in enumerate(workers.mapped(read, all_bounds), 1):
        yield result
        telling.progress(f"reading {safe(options.file.name)}", done, len(all_bounds))
