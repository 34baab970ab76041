"""Commands that set two texts side by side."""

import argparse
import sys
from collections.abc import Callable

from plangraph.commands import elsewhere, telling
from plangraph.errors import CommandError
from plangraph.files import Project
from plangraph.graph import trig
from plangraph.graph.comparing import written
from plangraph.graph.comparing.difference import Difference, difference
from plangraph.model import Document
from plangraph.plans import is_chapter, is_id
from plangraph.rdf import alignment as alignment_rdf
from plangraph.reading.aligning import anchors
from plangraph.reading.aligning.aligned import Alignment, align
from plangraph.texts import read_document
from plangraph.views import alignment, pages
from plangraph.views.difference import page, table
from plangraph.views.plain import safe

_FORMATS = {"table": table.text, "json": written.as_json, "html": page.html, "ttl": written.turtle}
_ROWS: dict[str, Callable[[Alignment], str]] = {"tsv": alignment.tsv, "json": alignment.as_json}


def diff_command(options: argparse.Namespace) -> int:
    """Say what changed between two chapters or plans."""
    if options.earlier == options.later:
        raise CommandError(f"{options.earlier}: named twice; a comparison needs two different chapters or plans")
    here = telling.project(options)
    graph = elsewhere.graph(options, here)
    found: Difference = difference(graph, options.earlier, options.later, options.about)
    return _written(_FORMATS[options.format](found), options)


def align_command(options: argparse.Namespace) -> int:
    """Pair the sentences of an English and a Chinese text of one document."""
    here = telling.project(options)
    english, chinese = read_document(options.english), read_document(options.chinese)
    found = align(english, chinese, anchors.load(here.gazetteer))
    for doubt in found.doubts:
        print(safe(alignment.told(doubt)), file=sys.stderr)
    if options.format == "trig":
        return _written(_trig(options, here, english, chinese, found), options)
    return _written(_ROWS[options.format](found), options)


def _trig(options: argparse.Namespace, here: Project, english: Document, chinese: Document, found: Alignment) -> str:
    """The alignment for a graph that holds the English text; offsets are of no use beside another text."""
    plan, slash, chapter = options.chapter.partition("/")
    if not slash or not is_id(plan) or not is_chapter(chapter):
        raise CommandError("--format trig needs --chapter ID/N, such as cn-14fyp/32, which the sentences are of")
    stored = here.texts / plan / f"{chapter}.txt"
    if stored.is_file() and read_document(stored).text != english.text:
        raise CommandError(f"{options.english}: not the text of {options.chapter} here; its offsets would not fit")
    return trig.text(alignment_rdf.quads(plan, chapter, chinese, found))


def _written(text: str, options: argparse.Namespace) -> int:
    if options.out is None:
        print(text, end="")
    else:
        pages.write(options.out, text)
        print(f"written: {options.out}")
    return telling.OK
