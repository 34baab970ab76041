"""Commands that make the graph."""

import argparse
import contextlib
import gc
import sys
from collections.abc import Iterator

from plangraph import build, cluster, growing, soundness
from plangraph.commands import telling
from plangraph.errors import CommandError, PlanGraphError
from plangraph.files import Project
from plangraph.gathering import Gather
from plangraph.graph.publish import publish
from plangraph.graph.remote import Remote
from plangraph.graph.transport import Transport, address
from plangraph.growing import Grown
from plangraph.snapshots import Building, building
from plangraph.views import findings, networks, summary
from plangraph.views.explorer import page as explorer
from plangraph.views.plain import safe


def demo_command(options: argparse.Namespace) -> int:
    """Build, prove, tell and show."""
    here = telling.project(options)
    with building(here) if here.writable else contextlib.nullcontext() as right, uncollected():
        assembled = build.assemble(here, telling.progress)
        if right is not None:
            build.write(assembled, right)
    print(summary.text(summary.counts(assembled.store)))
    faults = soundness.check_assembled(here, assembled, reasoner=False)
    for fault in faults:
        print(fault.line(), file=sys.stderr)
    print(f"\ncheck: {len(faults)} findings\n")
    views = here.queries / "view"
    print(findings.text(findings.findings(assembled.store, views), assembled.store, views))
    print(f"\npicture: {networks.draw(assembled.store, folder=views).write(options.out)}")
    print(f"explorer: {explorer.write(assembled.store, here.queries, options.out.with_name('explorer.html'))}")
    return telling.FAULT if faults else telling.OK


def build_command(options: argparse.Namespace) -> int:
    """Make the graph."""
    here = telling.project(options)
    if not here.writable:
        raise PlanGraphError("the packaged sample is read-only; make a project: a folder with graph/text/<plan>/ in it")
    keys = cluster.Keys(options.tls_ca, options.tls_cert, options.tls_key)
    gather = cluster.by_scheduler(options.scheduler, keys) if options.scheduler else None
    server = _server(options)
    with building(here) as right, uncollected():
        made = grown(here, right, options.workers, gather=gather, whole=False)
    if made.refused or not made.files:
        return telling.FAULT
    print(summary.text(summary.counts(made.store)))
    print(f"written: {len(made.files)} files in {here.built}")
    if server is not None:
        remote, transport = server
        done = publish(build.load(here), remote, options.store, transport, telling.progress)
        print(f"published: {done.triples:,} triples in {done.graphs:,} graphs; {done.removed:,} older graphs removed")
    return telling.FAULT if made.lost else telling.OK


def _server(options: argparse.Namespace) -> tuple[Remote, Transport] | None:
    """The server that gets the graph too.

    Raises:
        CommandError: only one of its two addresses is named.
        ServerError: an address is none.
    """
    if not options.endpoint and not options.store:
        return None
    if not options.endpoint or not options.store:
        raise CommandError("--endpoint and --store go together: where a server is asked, and where it takes graphs")
    address(options.store)
    transport = Transport.of_environment()
    return Remote(options.endpoint, transport), transport


def grown(here: Project, right: Building, workers: int, *, gather: Gather | None = None, whole: bool = True) -> Grown:
    """Build, and tell what is wrong; where texts are refused, or ``whole`` and one is lost, nothing is written."""
    made = growing.build(right, telling.progress, workers, gather, whole)
    for name, notice in made.notices:
        print(f"{safe(name)}:{notice.line}: {safe(notice.message)}", file=sys.stderr)
    telling.tell_stale(here, made.stale)
    for error in (*made.refused, *made.lost):
        print(f"plangraph: {safe(str(error))}", file=sys.stderr)
    if not made.files:
        print(f"not written: texts that cannot be read: {len(made.refused) + len(made.lost)}")
    elif made.lost:
        print(f"left out: texts that cannot be read: {len(made.lost)}; the next build tries them again")
    return made


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """With few searches for garbage, which else take a tenth of a build; without any, many texts fill the memory."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
