"""Commands that show what networks say: as a picture, in the explorer, as figures, in a report."""

import argparse

from plangraph.commands import elsewhere, telling
from plangraph.graph.analysis.nulls import Chance
from plangraph.views import analysis, networks
from plangraph.views.explorer import page as explorer
from plangraph.views.report import writing as reports


def network_command(options: argparse.Namespace) -> int:
    """Draw a network."""
    here = telling.project(options)
    drawn = networks.draw(elsewhere.graph(options, here), options.view, here.queries / "view")
    print(f"picture: {drawn.write(options.out)}")
    return telling.OK


def explore_command(options: argparse.Namespace) -> int:
    """Write the explorer."""
    here = telling.project(options)
    print(f"explorer: {explorer.write(elsewhere.graph(options, here), here.queries, options.out)}")
    return telling.OK


def analyse_command(options: argparse.Namespace) -> int:
    """Say what networks show."""
    here = telling.project(options)
    graph, folder = elsewhere.graph(options, here), here.queries / "view"
    chance = Chance(options.draws, options.seed)
    print(analysis.report(graph, options.view, options.format, folder, chance, progress=telling.progress))
    return telling.OK


def report_command(options: argparse.Namespace) -> int:
    """Write the report."""
    here = telling.project(options)
    graph, folder = elsewhere.graph(options, here), here.queries / "view"
    print(f"report: {reports.write(graph, options.out, folder, Chance(options.draws, options.seed))}")
    return telling.OK
