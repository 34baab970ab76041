"""Deriving: what follows from each chapter and what may link it with others, found anew where it is not kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from plangraph import portions, vocab, workers
from plangraph.build import Progress
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph import following, queries
from plangraph.graph.hints import Beside, Hints, hints
from plangraph.graph.store import Store
from plangraph.graph.topics import load_topics
from plangraph.portions import Part
from plangraph.snapshots import entries

_AT_ONCE = 150_000  # lines of which conclusions are drawn together: what is known beforehand is loaded once for them


@dataclass(frozen=True, slots=True)
class Ground:
    """What chapters stand on: lines that are known beforehand, what follows from those, what chapters say together."""

    background: list[str]
    curated: list[str]
    closed: list[str]
    shared: following.Shared
    beside: Beside
    follows: str  # a checksum of all that conclusions depend on, the chapter and the shared statements left out
    hinting: str  # the same for hints
    in_parts: bool  # whether conclusions may be drawn chapter by chapter; else none are drawn here


@dataclass(slots=True)
class Derived:
    """What chapters give: hints, conclusions by chapter, conclusions about shared things."""

    hints: list[Hints] = field(default_factory=list)
    own: list[Iterable[str]] = field(default_factory=list)
    common: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)  # entries


@dataclass(frozen=True, slots=True)
class _Job:
    """Chapters that are looked at together; each with the entries that are not there yet."""

    parts: tuple[Part, ...]
    hints: tuple[str, ...]
    follows: tuple[str, ...]


def ground(
    project: Project, background: list[str], curated: list[str], closed: list[str], parts: Sequence[Part]
) -> Ground:
    """What the chapters of a graph stand on.

    Raises:
        DataError: a file of the ontology is broken.
    """
    axioms = Store.memory()
    for path in project.ontology_files:
        axioms.load(path, to_graph=vocab.ONTOLOGY_GRAPH)
    beside = Beside(chain(background, curated), axioms.lines())
    rules = portions.files_sum([*project.ontology_files, *(project.queries / "rule").rglob("*.rq")])
    asked = portions.files_sum((project.queries / "link").rglob("*.rq"))
    return Ground(
        background,
        curated,
        closed,
        following.Shared(chain.from_iterable(part.shared for part in parts)),
        beside,
        entries.key("closed", portions.code(), rules, background),
        entries.key(
            "hinting", portions.code(), portions.files_sum([project.gazetteer / "topics.csv"]), asked, beside.classes
        ),
        following.in_parts(project.ontology_files, project.queries / "rule"),
    )


def derive(project: Project, parts: Sequence[Part], base: Ground, count: int, progress: Progress) -> Derived:
    """What all chapters give.

    Args:
        project: where rules, queries and entries lie.
        parts: the chapters.
        base: what they stand on.
        count: how many processes do it.
        progress: is told each step.

    Raises:
        BrokenError: a shard is not as it was written.
        DataError: a rule, a query or a table is broken.
        PlanGraphError: a process ended, and ended again.
    """
    folder = entries.place(project)
    names = {part.key: _names(part, base) for part in parts}
    found = Derived(used={name for both in names.values() for name in both})
    kept: dict[str, list[str] | Hints] = {}
    for part in parts:
        for name in names[part.key]:
            entry = entries.load(folder, name)
            if entry is not None:
                kept[name] = _read(name, entry["text"])
    missing = [part for part in parts if not set(names[part.key]) <= kept.keys()]
    work = partial(_worked, project, folder, base)
    jobs = [_job(some, names, kept.keys()) for some in _batches(missing, count)]
    for done, (_, outcome) in enumerate(workers.each(work, jobs, count), 1):
        if isinstance(outcome, workers.Lost):
            raise PlanGraphError(
                f"a process that draws conclusions ended twice ({outcome.how}); is there enough memory?"
            )
        texts, common = outcome
        found.common.update(common)
        kept |= {name: _read(name, text) for name, text in texts.items()}
        progress("what follows", done, len(jobs) + 1)
    for part in parts:
        hinted, follows = (kept.get(name) for name in names[part.key])
        if isinstance(hinted, Hints) and isinstance(follows, list):
            found.hints.append(hinted)
            found.own.append(follows)
    if base.in_parts and not jobs:
        stated = [base.background, base.shared.lines()]
        found.common |= following.conclusions(stated, _axioms(project), project.queries / "rule", base.closed)
    return found


def _names(part: Part, base: Ground) -> tuple[str, str]:
    """The entries of a chapter: hints, and conclusions."""
    known = base.beside.of(part.spoken)
    return (
        "h" + entries.key("hints", base.hinting, part.key, known),
        "f" + entries.key("follows", base.follows, part.key, base.shared.relevant(part.spoken)),
    )


def _batches(parts: Sequence[Part], count: int) -> Iterator[tuple[Part, ...]]:
    """Chapters in lots of about the same size, a lot for each process at least."""
    most = min(_AT_ONCE, sum(part.count for part in parts) // max(count, 1) + 1)
    some: list[Part] = []
    size = 0
    for part in parts:
        if some and size + part.count // 2 > most:
            yield tuple(some)
            some, size = [], 0
        some.append(part)
        size += part.count
    if some:
        yield tuple(some)


def _job(parts: tuple[Part, ...], names: dict[str, tuple[str, str]], kept: Iterable[str]) -> _Job:
    there = set(kept)
    hinted, follows = zip(*(names[part.key] for part in parts), strict=True)
    return _Job(parts, tuple("" if n in there else n for n in hinted), tuple("" if n in there else n for n in follows))


def _worked(project: Project, folder: Path, base: Ground, job: _Job) -> tuple[dict[str, str], list[str]]:
    """The entries of some chapters by their names, kept too; and conclusions about shared things."""
    found: dict[str, str] = {}
    topics, questions = load_topics(project.gazetteer / "topics.csv"), queries.load_all(project.queries / "link")
    new: list[list[str]] = []
    for part, name, follows in zip(job.parts, job.hints, job.follows, strict=True):
        stated = portions.stated(folder, part)
        if name:
            about = chain(base.beside.of(part.spoken), base.beside.classes)
            found[name] = hints(stated, about, questions, topics).packed()
        if follows:
            new += [stated, list(part.context)]
            found[follows] = ""
    common: list[str] = []
    if base.in_parts:
        known = [base.background, base.shared.lines()]
        drawn = following.conclusions([*known, *new], _axioms(project), project.queries / "rule", base.closed)
        names = {part.iri: name for part, name in zip(job.parts, job.follows, strict=True) if name}
        own, common = following.by_chapter(drawn, names)
        found |= {name: "\n".join(sorted(mine)) for name, mine in own.items()}
    for name, text in found.items():
        entries.save(folder, name, {"text": text})
    return found, common


def _axioms(project: Project) -> list[tuple[Path, str]]:
    return [(path, vocab.ONTOLOGY_GRAPH) for path in project.ontology_files]


def _read(name: str, text: str) -> list[str] | Hints:
    """What an entry holds, by the first letter of its name."""
    return Hints.unpacked(text) if name[0] == "h" else [line for line in text.split("\n") if line]
