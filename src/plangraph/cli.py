"""The command line: what may be typed. What a command does stands in ``commands``, imported when one runs.

Nothing heavy is imported here, so that ``plangraph --help`` answers at once.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plangraph.errors import PlanGraphError

_FAULT, _INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 the graph or the text is at fault, 2 the command line is at fault.
    """
    options = parser_of_all().parse_args(arguments)
    from plangraph import commands
    from plangraph.views.plain import safe

    try:
        return commands.run(options)
    except PlanGraphError as error:
        sys.stderr.write(f"plangraph: {safe(str(error))}\n")
        return _FAULT
    except KeyboardInterrupt:
        return _INTERRUPTED


def parser_of_all() -> argparse.ArgumentParser:
    """The parser of every command; the documentation is made from it too."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--project", type=Path, metavar="DIR", help="a folder with graph/ in it (default: the nearest)")
    top = argparse.ArgumentParser(prog="plangraph", description="A cited knowledge graph of development plans.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", title="commands")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared])
        made.set_defaults(command=name)
        return made

    demo = add("demo", "Build the graph, prove it sound, print what it says and draw a picture of it.")
    demo.add_argument("--out", type=Path, default=Path("out/chapter-32.html"), help="where the picture goes")
    add("build", "Make the graph from texts, tables, verdicts and ontology.")
    read = add("read", "Show what is read from a text file, sentence by sentence.")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--explain", action="store_true", help="tell which rules read it, and the confidence")
    extract = add("extract", "Print the mentions and measures of a text file, by rules unless told otherwise.")
    extract.add_argument("file", type=Path, metavar="FILE")
    _add_extractor(extract)
    extract.add_argument("--format", choices=("json", "table"), default="table")
    review = add("review", "List doubtful readings as rows of judgements.tsv that are still to be judged.")
    review.add_argument("file", type=Path, metavar="FILE", nargs="?", help="one text; without it all of the project")
    _add_extractor(review)
    review.add_argument(
        "--below", type=float, metavar="CONFIDENCE", help="measures with less are listed (default: 0.8)"
    )
    evaluate = add("evaluate", "Compare what is read with what careful readers marked, and say how well it agrees.")
    _add_gold(evaluate)
    check = add("check", "Prove the built graph sound; one line a finding.")
    check.add_argument("--no-reasoner", action="store_true", help="leave out HermiT, which takes seconds")
    query = add("query", "Answer a question of the gallery, a SPARQL file, or standard input (-).")
    query.add_argument("name", metavar="NAME|FILE|-", nargs="?", help="without it the gallery is listed")
    query.add_argument("parameters", nargs="*", metavar="name=value")
    query.add_argument("--format", choices=("table", "full", "csv", "json"), default="table")
    export = add("export", "Write the graph in another format.")
    export.add_argument("format", metavar="FORMAT", help="turtle, trig, nquads, jsonld, csv, graphml …")
    export.add_argument("--out", type=Path, required=True)
    add("info", "Say what the built graph holds.")
    network = add("network", "Draw the network of the graph as one HTML file that works offline.")
    network.add_argument("--out", type=Path, required=True)
    analyse = add("analyse", "Say what the networks of the graph show, with the sentences behind it.")
    analyse.add_argument("view", nargs="?", metavar="VIEW")
    analyse.add_argument("--format", choices=("table", "json"), default="table")
    return top


def _add_extractor(command: argparse.ArgumentParser) -> None:
    """Who reads: rules, or a language model that is named; its key comes from PLANGRAPH_LLM_KEY."""
    command.add_argument("--extractor", choices=("rules", "llm"), default="rules", help="who reads")
    command.add_argument("--model", metavar="NAME", help="for llm: the model to ask; without --base-url provider:name")
    command.add_argument("--base-url", metavar="URL", help="for llm: an OpenAI-compatible server, with its /v1")


def _add_gold(command: argparse.ArgumentParser) -> None:
    """What is compared, and what is told of it."""
    command.add_argument(
        "gold", type=Path, metavar="GOLD", nargs="?", help="annotated texts; without it the sample chapter"
    )
    command.add_argument("--all", action="store_true", help="with the worked reference (00-*) of a folder")
    command.add_argument("--errors", action="store_true", help="list each thing missed or read wrongly, as file:line")
    command.add_argument("--format", choices=("table", "json"), default="table")
