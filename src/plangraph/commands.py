"""What each command does: call one function of the library and print."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from plangraph import build, soundness
from plangraph.errors import PlanGraphError
from plangraph.files import Project, find_project
from plangraph.graph import export, queries
from plangraph.model import Reading
from plangraph.reading import output
from plangraph.reading.gazetteer import load as load_gazetteer
from plangraph.views import analysis, answers, findings, networks, readings, summary
from plangraph.views.plain import safe

OK, FAULT = 0, 1


def run(options: argparse.Namespace) -> int:
    """Run the command that was typed; its exit status."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a closed pipe ends us quietly, as it does other tools
    return _COMMANDS[options.command](options)


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
    assembled = build.assemble(here, _progress)
    if here.writable:
        build.write(assembled, here.built)
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
    assembled = build.assemble(here, _progress)
    for name, notice in assembled.notices:
        print(f"{safe(name)}:{notice.line}: {safe(notice.message)}", file=sys.stderr)
    for judgement in assembled.stale:
        print(
            f"{here.judgements.name}:{judgement.line}: stale: {safe(judgement.value)!r} no longer fits "
            f"{safe(judgement.quote)!r}; mend or remove the row",
            file=sys.stderr,
        )
    for error in assembled.refused:
        print(f"plangraph: {safe(str(error))}", file=sys.stderr)
    if assembled.refused:
        read = len(assembled.readings)
        print(f"not written: {len(assembled.refused)} of {read + len(assembled.refused)} texts cannot be read")
        return FAULT
    files = build.write(assembled, here.built)
    print(summary.text(summary.counts(assembled.store)))
    print(f"written: {len(files)} files in {here.built}")
    return OK


def _read(options: argparse.Namespace) -> int:
    reading = _reading(options)
    print(readings.text(reading))
    return OK


def _extract(options: argparse.Namespace) -> int:
    reading = _reading(options)
    if options.format == "json":
        print(json.dumps(output.as_json(reading), ensure_ascii=False, indent=1))
    else:
        print(readings.measures_table(reading))
    return OK


def _reading(options: argparse.Namespace) -> Reading:
    _progress(f"reading {safe(options.file.name)}", 0, 1)
    reading = build.read_file(options.file, load_gazetteer(_project(options).gazetteer))
    _progress("done", 1, 1)
    for notice in reading.document.notices:
        print(f"{safe(str(options.file))}:{notice.line}: {safe(notice.message)}", file=sys.stderr)
    return reading


def _check(options: argparse.Namespace) -> int:
    findings = soundness.check(_project(options), reasoner=not options.no_reasoner)
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
    print(answers.answer(build.load(here), question, values, options.format, here.queries / "view"), end="")
    return OK


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise PlanGraphError(f"a parameter is written name=value, for example place=place/hunchun; found {text!r}")
    return name, value


def _export(options: argparse.Namespace) -> int:
    export.export(build.load(_project(options)), options.format, options.out)
    print(f"written: {options.out}")
    return OK


def _info(options: argparse.Namespace) -> int:
    here = _project(options)
    print(summary.text(summary.counts(build.load(here))))
    return OK


def _network(options: argparse.Namespace) -> int:
    here = _project(options)
    print(f"picture: {networks.write(build.load(here), here.queries / 'view', options.out)}")
    return OK


def _analyse(options: argparse.Namespace) -> int:
    here = _project(options)
    print(analysis.report(build.load(here), options.view, options.format, here.queries / "view"))
    return OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "build": _build,
    "read": _read,
    "extract": _extract,
    "check": _check,
    "query": _query,
    "export": _export,
    "info": _info,
    "network": _network,
    "analyse": _analyse,
}
