"""Parts: what one text gives to a graph, made once and kept under a key of all that it depends on."""

import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plangraph import vocab
from plangraph.build import judged
from plangraph.graph import trig
from plangraph.graph.following import Own
from plangraph.graph.store import Store
from plangraph.graph.store.lines import graph as graph_of
from plangraph.model import Judgement, Notice
from plangraph.plans import Plan, chapter_id
from plangraph.rdf import document as document_rdf
from plangraph.rdf import reading as reading_rdf
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.snapshots import entries
from plangraph.texts import chapters, read_chapter

_HERE = Path(__file__).resolve().parent
# What a part is made by: a change of any of it makes all parts anew.
_MADE_BY = (
    "*.py",
    "reading/**/*.py",
    "reading/**/*.tsv",
    "rdf/*.py",
    "graph/*.py",
    "graph/linking/*",
    "graph/store/*.py",
)
_LINES = ("stated", "curated", "context", "shared", "spoken")
_LIBRARIES = ("lemminflect", "pyoxigraph", "pyahocorasick", "rdflib")


@dataclass(frozen=True, slots=True)
class Part:
    """What one text gives. Lines are quads; see ``graph.store.lines``."""

    plan: str
    chapter: str
    key: str
    text: str  # checksum of the text as it was read
    headings: tuple[tuple[str, int], ...]
    notices: tuple[Notice, ...]
    stale: tuple[int, ...]  # which of the verdicts over it fit nothing, by position
    stated: tuple[str, ...]  # in graphs of its own
    curated: tuple[str, ...]
    context: tuple[str, ...]  # in the inferred graph: regions that are meant but not named
    shared: tuple[str, ...]  # those of ``stated`` that are about shared nodes
    spoken: tuple[str, ...]  # the shared nodes in ``stated``
    trig: str  # ``stated`` as it is published

    @property
    def iri(self) -> str:
        """The IRI of the chapter."""
        return vocab.chapter_iri(self.plan, self.chapter)


@dataclass(frozen=True, slots=True)
class Task:
    """A text that is to be read."""

    plan: Plan
    path: Path
    key: str
    verdicts: tuple[Judgement, ...]


def task(plan: Plan, path: Path, tables: str, judgements: Iterable[Judgement]) -> Task:
    """What has to be done for a text, with the key of all that the outcome depends on.

    Args:
        plan: the text's plan.
        path: the text.
        tables: a checksum of the gazetteer.
        judgements: all verdicts.
    """
    chapter = chapter_id(path)
    verdicts = tuple(j for j in judgements if (j.plan, j.chapter) == (plan.id, chapter))
    try:
        data = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        data = ""
    about = (plan.id, plan.language, sorted(plan.titles.items()), plan.issued, plan.source, plan.rights)
    more = (plan.chapter_headings, plan.sha256.get(f"{chapter}.txt"), path.name, chapter, verdicts)
    return Task(plan, path, entries.key(code(), tables, data, about, more), verdicts)


def made(wanted: Task, gazetteer: Gazetteer, extractor: RuleExtractor) -> Part:
    """Read a text.

    Raises:
        TextError: it cannot be read.
        DataError: a verdict over it names what is not there.
    """
    plan, chapter = wanted.plan, chapter_id(wanted.path)
    document = read_chapter(plan, wanted.path)
    read = next(iter(extractor.read([document])))
    reading, unfit = judged(plan.id, chapter, read, gazetteer, wanted.verdicts)
    store = Store.memory()
    store.add(document_rdf.quads(plan, chapter, document))
    store.add(reading_rdf.quads(plan.id, chapter, reading))
    lines = store.lines()
    by_graph: dict[str, list[str]] = {vocab.CURATED_GRAPH: [], vocab.INFERRED_GRAPH: [], "": []}
    for line in lines:
        graph = graph_of(line)
        by_graph[graph if graph in by_graph else ""].append(line)
    own = Own(vocab.chapter_iri(plan.id, chapter))
    return Part(
        plan=plan.id,
        chapter=chapter,
        key=wanted.key,
        text=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        headings=tuple(chapters(document)),
        notices=document.notices,
        stale=tuple(position for position, verdict in enumerate(wanted.verdicts) if verdict in unfit),
        stated=tuple(by_graph[""]),
        curated=tuple(by_graph[vocab.CURATED_GRAPH]),
        context=tuple(by_graph[vocab.INFERRED_GRAPH]),
        shared=tuple(own.shared(by_graph[""])),
        spoken=tuple(sorted(own.speaks_of(by_graph[""]))),
        trig=trig.text_of(by_graph[""]),
    )


def packed(part: Part) -> dict[str, str]:
    """A part as an entry."""
    about = {
        "plan": part.plan,
        "chapter": part.chapter,
        "text": part.text,
        "headings": part.headings,
        "notices": [(notice.line, notice.message) for notice in part.notices],
        "stale": part.stale,
    }
    lines = {name: "\n".join(getattr(part, name)) for name in _LINES}
    return {"about": json.dumps(about), "trig": part.trig, **lines}


def unpacked(key: str, entry: Mapping[str, str]) -> Part:
    """The part in an entry."""
    about = json.loads(entry["about"])
    lines = {name: tuple(filter(None, entry[name].split("\n"))) for name in _LINES}
    return Part(
        plan=about["plan"],
        chapter=about["chapter"],
        key=key,
        text=about["text"],
        headings=tuple((str(word), int(line)) for word, line in about["headings"]),
        notices=tuple(Notice(line, message) for line, message in about["notices"]),
        stale=tuple(about["stale"]),
        trig=entry["trig"],
        **lines,
    )


def files_sum(paths: Iterable[Path]) -> str:
    """A checksum of files, their names included."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


@cache
def code() -> str:
    """A checksum of what makes parts: our own code and tables, and the versions of what they use."""
    paths = {path for pattern in _MADE_BY for path in _HERE.glob(pattern)}
    versions = [importlib.metadata.version(name) for name in _LIBRARIES]
    return entries.key(files_sum(paths), versions, sys.version_info[:2])
