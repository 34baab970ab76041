"""What each command does: call one function of the library and print."""

import argparse
import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from plangraph import build, plans, proposing, reviewing, snapshots, soundness, workers
from plangraph.asking.asked import Asked
from plangraph.asking.limits import MIB, Limits
from plangraph.asking.process import Worker
from plangraph.asking.source import Source
from plangraph.errors import MissingExtraError, PlanGraphError
from plangraph.escape import json_text
from plangraph.files import Project, find_project
from plangraph.graph import export, queries
from plangraph.graph.publish import publish
from plangraph.graph.remote import Remote
from plangraph.graph.store import Reads
from plangraph.graph.transport import SECONDS, Transport
from plangraph.model import Document, Judgement, Reading
from plangraph.reading import curation, output, parts, streamed
from plangraph.reading.evaluation import gold
from plangraph.reading.evaluation.comparing import compare
from plangraph.reading.extractors.proposal import Proposal
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.gazetteer import load as load_gazetteer
from plangraph.snapshots import Building, building
from plangraph.texts import read_document
from plangraph.views import analysis, answers, evaluation, findings, networks, readings, review, summary
from plangraph.views.plain import safe

OK, FAULT = 0, 1
_ROWS, _SIZE = 10_000_000, 128 * MIB  # of an answer, to somebody who asks their own machine
_PUBLISH_SECONDS = 600.0  # for one graph
Shown = TypeVar("Shown")


def run(options: argparse.Namespace) -> int:
    """Run the command that was typed; its exit status."""
    _on_closed_pipe(signal.SIG_DFL)  # ends us quietly, as it does other tools
    return _COMMANDS[options.command](options)


def _on_closed_pipe(action: signal.Handlers) -> None:
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, action)


def _project(options: argparse.Namespace) -> Project:
    return find_project(Path.cwd(), options.project)


def _progress(step: str, done: int, total: int) -> None:
    """A bar on a terminal, silence elsewhere."""
    if sys.stderr.isatty() and "NO_PROGRESS" not in os.environ:
        filled = 24 * done // max(total, 1)
        end = "\r\x1b[K" if done == total else ""
        print(f"\r\x1b[K[{'#' * filled}{'.' * (24 - filled)}] {step}{end}", end="", file=sys.stderr, flush=True)


def _demo(options: argparse.Namespace) -> int:
    here = _project(options)
    with building(here) if here.writable else contextlib.nullcontext() as right, _uncollected():
        assembled = build.assemble(here, _progress)
        if right is not None:
            build.write(assembled, right)
    print(summary.text(summary.counts(assembled.store)))
    faults = soundness.check_assembled(here, assembled, reasoner=False)
    for fault in faults:
        print(fault.line(), file=sys.stderr)
    print(f"\ncheck: {len(faults)} findings\n")
    views = here.queries / "view"
    print(findings.text(findings.findings(assembled.store, views), assembled.store, views))
    print(f"\npicture: {networks.write(assembled.store, views, options.out)}")
    return FAULT if faults else OK


def _build(options: argparse.Namespace) -> int:
    here = _project(options)
    if not here.writable:
        raise PlanGraphError("the packaged sample is read-only; make a project: a folder with graph/text/<plan>/ in it")
    with building(here) as right, _uncollected():
        return _built(here, right)


def _built(here: Project, right: Building) -> int:
    assembled = build.assemble(here, _progress)
    for name, notice in assembled.notices:
        print(f"{safe(name)}:{notice.line}: {safe(notice.message)}", file=sys.stderr)
    _tell_stale(here, assembled.stale)
    for error in assembled.refused:
        print(f"plangraph: {safe(str(error))}", file=sys.stderr)
    if assembled.refused:
        print(f"not written: texts that cannot be read: {len(assembled.refused)}")
        return FAULT
    files = build.write(assembled, right)
    print(summary.text(summary.counts(assembled.store)))
    print(f"written: {len(files)} files in {here.built}")
    return OK


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage, which takes a tenth of a build and finds next to nothing: all made is kept."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(options: argparse.Namespace) -> int:
    def shown(reading: Reading, lead: int) -> str:
        return readings.text(reading, explain=options.explain, lead=lead)

    for text in _by_parts(options, shown, curation.load(_project(options).judgements)):
        print(text)
    return OK


def _review(options: argparse.Namespace) -> int:
    here = _project(options)
    if _asks(options):
        if options.file is None:
            raise PlanGraphError("review --extractor llm reads one text: name its FILE")
        print(review.table(proposing.rows(here, options.file, _proposal(options))), end="")
        return OK
    below = reviewing.BELOW if options.below is None else options.below
    found = reviewing.review(here, options.file, below, _progress)
    print(review.table(found.doubts), end="")
    _tell_stale(here, found.stale)
    for error in found.refused:
        print(f"plangraph: {safe(str(error))}", file=sys.stderr)
    return FAULT if found.refused else OK


def _evaluate(options: argparse.Namespace) -> int:
    here = _project(options)
    place = options.gold or gold.own(here) / "chapter-32.json"
    passages = gold.load(place, gold.texts(here), reference=options.all)
    compared = []
    for one in compare(passages, RuleExtractor(load_gazetteer(here.gazetteer))):
        compared.append(one)
        _progress(f"reading {safe(one.passage.name)}", len(compared), len(passages))
    if options.format == "json":
        print(json.dumps(evaluation.data(compared), ensure_ascii=False, indent=1))
    else:
        print(evaluation.text(compared, errors=options.errors))
    return OK


def _extract(options: argparse.Namespace) -> int:
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
    return OK


def _asks(options: argparse.Namespace) -> bool:
    """Whether a language model is to be asked."""
    if options.extractor != "llm" and (options.model or options.base_url):
        raise PlanGraphError("--model and --base-url are for --extractor llm")
    return bool(options.extractor == "llm")


def _proposal(options: argparse.Namespace) -> Proposal:
    """What a language model reads, with what was dropped told on the standard error."""
    server = proposing.Server(options.model or "", options.base_url, os.environ.get("PLANGRAPH_LLM_KEY"))
    gazetteer = load_gazetteer(_project(options).gazetteer)
    _on_closed_pipe(signal.SIG_IGN)  # a server that hangs up is an error to tell, not a reader that has seen enough
    made = proposing.propose(options.file, gazetteer, server, _progress)
    _on_closed_pipe(signal.SIG_DFL)
    _tell_notices(options.file, made.reading.document)
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
    gazetteer = load_gazetteer(_project(options).gazetteer)
    extractor = RuleExtractor(gazetteer)
    place = options.file.resolve().parent.name, plans.chapter_id(options.file)
    document = read_document(options.file)
    _tell_notices(options.file, document)

    def read(bounds: tuple[int, int]) -> Shown:
        cut = parts.part(document, *bounds)
        reading, _ = build.judged(*place, next(iter(extractor.read([cut.document]))), gazetteer, judgements)
        return shown(reading, cut.lead)

    all_bounds = parts.bounds(document)
    if len(all_bounds) > 1:
        gc.freeze()  # all this lives to the end: it need not be looked through again and again, or be copied by workers
    _progress(f"reading {safe(options.file.name)}", 0, 1)
    for done, result in enumerate(workers.mapped(read, all_bounds), 1):
        yield result
        _progress(f"reading {safe(options.file.name)}", done, len(all_bounds))


def _tell_notices(file: Path, document: Document) -> None:
    for notice in document.notices:
        print(f"{safe(str(file))}:{notice.line}: {safe(notice.message)}", file=sys.stderr)


def _tell_stale(here: Project, stale: Iterable[Judgement]) -> None:
    for judgement in stale:
        print(
            f"{here.judgements.name}:{judgement.line}: stale: {safe(judgement.value)!r} no longer fits "
            f"{safe(judgement.quote)!r}; mend or remove the row",
            file=sys.stderr,
        )


def _graph(options: argparse.Namespace, here: Project) -> Reads:
    """The graph that a command reads: the built one, or the one on the server that was named."""
    return _remote(options) if options.endpoint else build.load(here)


def _remote(options: argparse.Namespace, seconds: float = SECONDS) -> Remote:
    _on_closed_pipe(signal.SIG_IGN)  # a server that hangs up is an error to tell, not a reader that has seen enough
    return Remote(options.endpoint, _transport(seconds))


def _transport(seconds: float) -> Transport:
    user, password = (os.environ.get(f"PLANGRAPH_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD"))
    return Transport(seconds, user=user, password=password)


def _publish(options: argparse.Namespace) -> int:
    here = _project(options)
    remote, transport = _remote(options), _transport(_PUBLISH_SECONDS)
    done = publish(build.load(here), remote, options.store, transport, _progress)
    print(f"published: {done.triples} triples in {done.graphs} graphs, and their merge; graphs removed: {done.removed}")
    return OK


def _check(options: argparse.Namespace) -> int:
    here = _project(options)
    findings = soundness.check_graph(here, _graph(options, here), reasoner=not options.no_reasoner)
    for finding in findings:
        print(finding.line())
    print(f"check: {len(findings)} findings")
    return FAULT if findings else OK


def _query(options: argparse.Namespace) -> int:
    here = _project(options)
    gallery = queries.load_all(here.queries / "ask")
    if options.name is None:
        print(answers.gallery(gallery))
        return OK
    values = dict(_parameter(text) for text in options.parameters)
    if options.name == "-":
        question = queries.read(sys.stdin.read())
    elif Path(options.name).suffix == ".rq" or Path(options.name).is_file():
        question = queries.read(Path(options.name))
    else:
        question = queries.find(gallery, options.name)
    if options.endpoint:
        remote = _remote(options, Limits(seconds=options.timeout).seconds)
        print(answers.answer(remote, question, values, options.format, here.queries / "view"), end="")
        return OK
    limits = Limits(seconds=options.timeout, rows=_ROWS, size=_SIZE)
    with Worker(Source(snapshots.current(here).store), limits, copied=True) as worker:
        store = Asked(worker)
        print(answers.answer(store, question, values, options.format, here.queries / "view"), end="")
    if store.truncated:
        print(f"plangraph: the answer is cut (limit: {store.truncated})", file=sys.stderr)
    return FAULT if store.truncated else OK


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise PlanGraphError(f"a parameter is written name=value, for example place=place/hunchun; found {text!r}")
    return name, value


def _export(options: argparse.Namespace) -> int:
    export.export(_graph(options, _project(options)), options.format, options.out)
    print(f"written: {options.out}")
    return OK


def _info(options: argparse.Namespace) -> int:
    here = _project(options)
    print(summary.text(summary.counts(_graph(options, here))))
    return OK


def _network(options: argparse.Namespace) -> int:
    here = _project(options)
    print(f"picture: {networks.write(_graph(options, here), here.queries / 'view', options.out)}")
    return OK


def _analyse(options: argparse.Namespace) -> int:
    here = _project(options)
    print(analysis.report(_graph(options, here), options.view, options.format, here.queries / "view"))
    return OK


def _mcp(options: argparse.Namespace) -> int:
    try:
        from plangraph.mcp import serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "plangraph":
            raise
        raise MissingExtraError("plangraph mcp needs the package mcp: pip install 'plangraph[mcp]'") from error
    _on_closed_pipe(signal.SIG_IGN)  # a client that hangs up is the end of its call, not of the server
    if options.http:
        serving.serve_http(_project(options), options.bind, options.port)
    else:
        serving.serve_streams(_project(options))
    return OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "build": _build,
    "read": _read,
    "extract": _extract,
    "review": _review,
    "evaluate": _evaluate,
    "check": _check,
    "query": _query,
    "export": _export,
    "info": _info,
    "network": _network,
    "analyse": _analyse,
    "mcp": _mcp,
    "publish": _publish,
}
