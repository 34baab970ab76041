"""The command line: what may be typed. What a command does stands in ``commands``, imported when it runs.

Nothing heavy is imported here, so that ``plangraph --help`` answers at once.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from plangraph.commands import arguments
from plangraph.errors import CommandError, PlanGraphError

_FAULT, _MISUSED, _INTERRUPTED = 1, 2, 130
# Where in ``commands`` a command is.
_HOMES = {
    **dict.fromkeys(("demo", "build"), "building"),
    **dict.fromkeys(("add", "remove"), "adding"),
    **dict.fromkeys(("read", "extract", "review", "evaluate"), "reading"),
    **dict.fromkeys(("check", "export", "info", "publish"), "showing"),
    **dict.fromkeys(("network", "explore", "analyse", "report"), "drawing"),
    "names": "linking",
    "query": "asking",
    **dict.fromkeys(("diff", "align"), "comparing"),
    "release": "releasing",
    "site": "siting",
    "serve": "endpoint",
    "mcp": "serving",
}


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 the graph or the text is at fault, 2 the command line is at fault.
    """
    options = parser_of_all().parse_args(typed)
    from plangraph.views.plain import safe

    try:
        return _run(options)
    except PlanGraphError as error:
        sys.stderr.write(f"plangraph: {safe(str(error))}\n")
        return _MISUSED if isinstance(error, CommandError) else _FAULT
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    """Only what the command needs is loaded: a question need not wait for the reader, a server must not hold either."""
    home = import_module(f"plangraph.commands.{_HOMES[options.command]}")
    return int(getattr(home, f"{options.command}_command")(options))


def parser_of_all() -> argparse.ArgumentParser:
    """The parser of every command; the documentation is made from it too."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--project", type=Path, metavar="DIR", help="a folder with graph/ in it (default: the nearest)")
    elsewhere = argparse.ArgumentParser(add_help=False)
    elsewhere.add_argument("--endpoint", metavar="URL", help="ask the graph that was published to this SPARQL endpoint")
    top = argparse.ArgumentParser(prog="plangraph", description="A cited knowledge graph of development plans.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", title="commands")

    def add(name: str, text: str, *more: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared, *more])
        made.set_defaults(command=name)
        return made

    demo = add("demo", "Build the graph, prove it sound, print what it says, draw a picture and write the explorer.")
    demo.add_argument(
        "--out",
        type=Path,
        default=Path("out/chapter-32.html"),
        help="where the picture goes, and the explorer beside it",
    )
    _add_building(add("build", "Make the graph from texts, tables, verdicts and ontology."))
    _add_text(add("add", "Take a text, or a folder of texts, into the project as chapters of a plan, and build."))
    gone = add("remove", "Take a chapter, or a whole plan, out of the project, and build.")
    gone.add_argument("name", metavar="ID/N", help="plan/chapter, such as cn-14fyp/33, or a plan")
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
    add("names", "List names in the built graph that are or may be one thing, as rows to be looked at.", elsewhere)
    evaluate = add("evaluate", "Compare what is read with what careful readers marked, and say how well it agrees.")
    arguments.gold(evaluate)
    check = add("check", "Prove the built graph sound; one line a finding.", elsewhere)
    check.add_argument("--no-reasoner", action="store_true", help="leave out HermiT, which takes seconds")
    arguments.query(add("query", "Answer a question of the gallery, a SPARQL file, or standard input (-).", elsewhere))
    arguments.diff(
        add("diff", "Set two chapters, plans or years side by side: what is kept, new, dropped, changed.", elsewhere)
    )
    arguments.align(add("align", "Pair an English and a Chinese text of one document, sentence by sentence."))
    _add_export(add("export", "Write the graph, or a network of it, in another format.", elsewhere))
    add("info", "Say what the built graph holds.", elsewhere)
    _add_network(add("network", "Draw a network of the graph as one HTML file that works offline.", elsewhere))
    explore = add("explore", "Write the explorer: text, network, map, table and matrix in one HTML file.", elsewhere)
    explore.add_argument("--out", type=Path, default=Path("out/explorer.html"), help="the file (out/explorer.html)")
    _add_analyse(
        add(
            "analyse", "Say what the networks of the graph show beyond chance, with the sentences behind it.", elsewhere
        )
    )
    _add_report(add("report", "Write a report with pictures: what the graph shows beyond chance.", elsewhere))
    _add_server(add("publish", "Put the built graph on a SPARQL server, in place of the one that was published there."))
    arguments.site(
        add("site", "Write the graph as a site of files for any host: pages in two languages, RDF beside each.")
    )
    arguments.release(
        add("release", "Write a release: the graph in every form, its description, the explorer, checksums.")
    )
    _add_serving(
        add("serve", "Serve the graph, or a file of RDF, over HTTP: SPARQL, the questions, a page for each thing.")
    )
    _add_mcp(
        add(
            "mcp",
            "Serve the graph to clients of the Model Context Protocol: tools that only read, with quotes.",
            elsewhere,
        )
    )
    return top


def _add_workers(command: argparse.ArgumentParser) -> None:
    """How many processes read."""
    command.add_argument("--workers", type=_count, default=1, metavar="N", help="processes that read texts (1)")


def _add_building(command: argparse.ArgumentParser) -> None:
    """Who reads, and who gets the graph too."""
    _add_workers(command)
    command.add_argument("--scheduler", metavar="ADDRESS", default="", help="a Dask scheduler whose workers read texts")
    for name, what in (("ca", "who may sign"), ("cert", "our certificate"), ("key", "our key")):
        command.add_argument(f"--tls-{name}", metavar="FILE", default="", help=f"for a tls:// scheduler: {what} (PEM)")
    command.add_argument("--endpoint", metavar="URL", default="", help="publish to this SPARQL endpoint when built")
    command.add_argument("--store", metavar="URL", default="", help="its Graph Store Protocol: graph=IRI is added")


def _add_text(command: argparse.ArgumentParser) -> None:
    """Which text it is, and of what."""
    command.add_argument("path", type=Path, metavar="FILE|FOLDER", help="a text, or a folder of texts such as 33.txt")
    command.add_argument("--plan", default="", metavar="ID", help="the plan; a folder's plan.toml may name it instead")
    command.add_argument("--chapter", default="", metavar="N", help="its number (default: as its heading says)")
    command.add_argument("--title", default="", metavar="TEXT", help="of a new plan (default: the text's first line)")
    command.add_argument("--language", default="en", choices=("en", "zh"), help="of a new plan (en)")
    command.add_argument("--replace", action="store_true", help="in place of another text of the same chapter")
    _add_workers(command)


def _add_extractor(command: argparse.ArgumentParser) -> None:
    """Who reads: rules, or a language model that is named; its key comes from PLANGRAPH_LLM_KEY."""
    command.add_argument("--extractor", choices=("rules", "llm"), default="rules", help="who reads")
    command.add_argument("--model", metavar="NAME", help="for llm: the model to ask; without --base-url provider:name")
    command.add_argument("--base-url", metavar="URL", help="for llm: an OpenAI-compatible server, with its /v1")


def _add_export(command: argparse.ArgumentParser) -> None:
    """What is written, in which format, and where it goes."""
    command.add_argument(
        "format",
        metavar="FORMAT",
        help="turtle, trig, nquads, jsonld, csv, json or graphml; of a network csv, json, graphml, gexf or cytoscape",
    )
    command.add_argument("--view", metavar="VIEW", help="a network of queries/view/ instead of the graph")
    text = "the file; for csv of a network the folder for nodes.csv and edges.csv"
    command.add_argument("--out", type=Path, required=True, help=text)


def _add_network(command: argparse.ArgumentParser) -> None:
    """Which network is drawn, and where it goes."""
    text = "a network of queries/view/ (default: all that the chapter says)"
    command.add_argument("view", nargs="?", metavar="VIEW", default="chapter-picture", help=text)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the page goes")


def _add_analyse(command: argparse.ArgumentParser) -> None:
    """Which network is analysed, and how much chance it stands against."""
    command.add_argument("view", nargs="?", metavar="VIEW", help="a network of queries/view/ (default: each in turn)")
    text = "networks by chance that each figure stands against (default: 200, fewer for a large network; 0: none)"
    command.add_argument("--draws", type=_draws, metavar="N", help=text)
    command.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of all that is drawn; the same figures again"
    )
    command.add_argument("--format", choices=("table", "json"), default="table")


def _add_report(command: argparse.ArgumentParser) -> None:
    """Where the report goes, and how much chance its figures stand against."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder; files in it are replaced")
    command.add_argument("--draws", type=_draws, metavar="N", help="draws that each figure stands against (10000)")
    command.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of all that is drawn; the same figures again"
    )


def _add_server(command: argparse.ArgumentParser) -> None:
    """The server that is written to."""
    command.add_argument("--endpoint", metavar="URL", required=True, help="its SPARQL endpoint")
    command.add_argument("--store", metavar="URL", required=True, help="its Graph Store Protocol: graph=IRI is added")


def _add_serving(command: argparse.ArgumentParser) -> None:
    """What is served, and where."""
    command.add_argument("--data", type=Path, metavar="FILE", help="serve this file of RDF instead of a project")
    command.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port (0: any free one)")
    command.add_argument(
        "--host", action="append", default=[], metavar="NAME", help="a name of this server; repeatable"
    )
    command.add_argument("--processes", type=_count, default=2, metavar="N", help="processes that answer HTTP")
    command.add_argument("--workers", type=_count, default=2, metavar="N", help="query workers of each of them")
    _add_limits(command)


def _add_mcp(command: argparse.ArgumentParser) -> None:
    """How it is served, and how much one query may cost."""
    command.add_argument("--http", action="store_true", help="over HTTP instead of the standard streams")
    command.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="with --http: the address to listen on")
    command.add_argument("--port", type=int, default=8001, metavar="N", help="with --http: the port (0: any free one)")
    _add_limits(command)


def _add_limits(command: argparse.ArgumentParser) -> None:
    """How much of the machine one query, and one request, may take."""
    command.add_argument("--seconds", type=float, default=10.0, metavar="S", help="limit: time of a query")
    command.add_argument("--memory", type=int, default=1024, metavar="MIB", help="limit: memory of a query")
    command.add_argument("--rows", type=int, default=100_000, metavar="N", help="limit: rows of an answer")
    command.add_argument("--size", type=float, default=32, metavar="MIB", help="limit: size of an answer")
    command.add_argument("--body", type=float, default=1, metavar="MIB", help="limit: size of a request")
    command.add_argument("--depth", type=int, default=128, metavar="N", help="limit: how deeply brackets are nested")
    command.add_argument("--waiting", type=int, default=64, metavar="N", help="limit: queries that wait")


def _draws(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 100000")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 64")
    return int(text)
