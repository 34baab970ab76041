"""Commands that show the graph or write it in another form."""

import argparse

from plangraph import build, soundness
from plangraph.commands import elsewhere, telling
from plangraph.graph import export
from plangraph.graph.publish import publish
from plangraph.graph.transport import Transport
from plangraph.views import summary

_PUBLISH_SECONDS = 600.0  # for one graph


def check_command(options: argparse.Namespace) -> int:
    """Prove the graph sound."""
    here = telling.project(options)
    findings = soundness.check_graph(here, elsewhere.graph(options, here), reasoner=not options.no_reasoner)
    for finding in findings:
        print(finding.line())
    print(f"check: {len(findings)} findings")
    return telling.FAULT if findings else telling.OK


def export_command(options: argparse.Namespace) -> int:
    """Write the graph in another format."""
    here = telling.project(options)
    graph = elsewhere.graph(options, here)
    export.export(graph, options.format, options.out, options.view, here.queries / "view")
    print(f"written: {options.out}")
    return telling.OK


def info_command(options: argparse.Namespace) -> int:
    """Say what the graph holds."""
    here = telling.project(options)
    print(summary.text(summary.counts(elsewhere.graph(options, here))))
    return telling.OK


def publish_command(options: argparse.Namespace) -> int:
    """Load the graph into another server."""
    here = telling.project(options)
    remote, transport = elsewhere.remote(options), Transport.of_environment(_PUBLISH_SECONDS)
    done = publish(build.load(here), remote, options.store, transport, telling.progress)
    print(f"published: {done.triples} triples in {done.graphs} graphs, and their merge; graphs removed: {done.removed}")
    return telling.OK
