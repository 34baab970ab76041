"""Parts: what one text gives to a graph, made once and kept under a key of all that it depends on.

What every build looks at is an entry; the lines themselves, and the file that is published, are shards beside it, which
are read only where they are needed, so that many texts do not fill the memory.
"""

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
from plangraph.snapshots import entries, shards
from plangraph.texts import chapters, read_chapter

_HERE = Path(__file__).resolve().parent
# What a part is made by: a change of any of it makes all parts anew.
_MADE_BY = (
    "*.py",
    "reading/**/*.py",
    "reading/**/*.tsv",
    "rdf/*.py",
    "graph/*.py",
    "graph/linking/*.py",
    "graph/linking/*.tsv",
    "graph/store/*.py",
)
_LINES = ("curated", "context", "shared", "spoken")
_LIBRARIES = ("lemminflect", "pyoxigraph", "pyahocorasick", "rdflib")


@dataclass(frozen=True, slots=True)
class Part:
    """What one text gives, without the lines that it states. Lines are quads; see ``graph.store.lines``."""

    plan: str
    chapter: str
    key: str
    text: str  # checksum of the text as it was read
    headings: tuple[tuple[str, int], ...]
    notices: tuple[Notice, ...]
    stale: tuple[int, ...]  # which of the verdicts over it fit nothing, by position
    count: int  # of the lines that it states, in graphs of its own
    curated: tuple[str, ...]
    context: tuple[str, ...]  # in the inferred graph: regions that are meant but not named
    shared: tuple[str, ...]  # those that it states about shared nodes
    spoken: tuple[str, ...]  # the shared nodes in what it states

    @property
    def iri(self) -> str:
        """The IRI of the chapter."""
        return vocab.chapter_iri(self.plan, self.chapter)


@dataclass(frozen=True, slots=True)
class Made:
    """A part with what it states, as sorted lines of N-Quads and as it is published."""

    part: Part
    stated: str
    trig: str


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


def made(wanted: Task, gazetteer: Gazetteer, extractor: RuleExtractor) -> Made:
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
    part = Part(
        plan=plan.id,
        chapter=chapter,
        key=wanted.key,
        text=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        headings=tuple(chapters(document)),
        notices=document.notices,
        stale=tuple(position for position, verdict in enumerate(wanted.verdicts) if verdict in unfit),
        count=len(by_graph[""]),
        curated=tuple(by_graph[vocab.CURATED_GRAPH]),
        context=tuple(by_graph[vocab.INFERRED_GRAPH]),
        shared=tuple(own.shared(by_graph[""])),
        spoken=tuple(sorted(own.speaks_of(by_graph[""]))),
    )
    return Made(part, "".join(f"{line}\n" for line in by_graph[""]), trig.text_of(by_graph[""]))


def keep(folder: Path, made: Made) -> None:
    """Keep a part; the entry comes last, so that where it is there all of it was written.

    Raises:
        PlanGraphError: it cannot be written.
    """
    key = made.part.key
    shards.save(folder, f"{key}.nq", made.stated)
    shards.save(folder, f"{key}.trig", made.trig)
    entries.save(folder, key, _packed(made.part))


def kept(folder: Path, key: str) -> Part | None:
    """The part that is kept under a key; None where it is not there, or not whole."""
    entry = entries.load(folder, key)
    return _unpacked(key, entry) if entry and all(shards.there(folder, name) for name in files(key)) else None


def files(key: str) -> tuple[str, str]:
    """The shards of a part: what it states, and that as it is published."""
    return f"{key}.nq", f"{key}.trig"


def stated(folder: Path, part: Part) -> list[str]:
    """The lines that a part states.

    Raises:
        BrokenError: they are not there as they were written.
    """
    return shards.load(folder, f"{part.key}.nq").split("\n")[:-1]


def _packed(part: Part) -> dict[str, str]:
    about = {
        "plan": part.plan,
        "chapter": part.chapter,
        "text": part.text,
        "headings": part.headings,
        "notices": [(notice.line, notice.message) for notice in part.notices],
        "stale": part.stale,
        "count": part.count,
    }
    lines = {name: "\n".join(getattr(part, name)) for name in _LINES}
    return {"about": json.dumps(about), **lines}


def _unpacked(key: str, entry: Mapping[str, str]) -> Part:
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
        count=about["count"],
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
