"""Names that may be one thing, for a person to look at."""

import argparse

from plangraph.commands import elsewhere, telling
from plangraph.graph.linking.proposals import HEAD, proposals


def names_command(options: argparse.Namespace) -> int:
    """Print what is proposed, as a table with tabs."""
    here = telling.project(options)
    print("\t".join(HEAD))
    for proposal in proposals(elsewhere.graph(options, here), here.aliases):
        print("\t".join(" ".join(cell.split()) for cell in proposal.cells()))
    return telling.OK
