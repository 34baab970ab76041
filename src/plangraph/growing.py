"""Growing: a build that does again only what has changed, and gives the bytes of one that does everything anew.

What each text gives is kept (``portions``), and so is what follows from it and what may link it (``deriving``); the
store is that of the generation before with the difference put in. ``build.assemble`` is the same walk without that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from plangraph import deriving, gathering, plans, portions, refilling, vocab, workers
from plangraph.build import Progress, homeless, quiet
from plangraph.deriving import Derived, Ground
from plangraph.errors import DataError, TextError
from plangraph.files import Project
from plangraph.gathering import Gather
from plangraph.graph import description, following, link, trig
from plangraph.graph.store import Quad, Store, lines
from plangraph.linked import Linked
from plangraph.model import Judgement, Notice
from plangraph.plans import Plan
from plangraph.portions import Part
from plangraph.rdf import gazetteer as gazetteer_rdf
from plangraph.rdf import judgements as judgements_rdf
from plangraph.rdf import outline as outline_rdf
from plangraph.reading.judging import curation
from plangraph.refilling import Share
from plangraph.snapshots import Building, entries, folders, shards, staging
from plangraph.texts import Register, shown_as

_ORDER = ("gazetteer", "curated", "links", "inferred")
_TRIES = 5  # builds that are begun anew because something that was kept turned out to be broken


@dataclass(slots=True)
class Grown:
    """What a build made, and what should be said about it."""

    parts: list[Part] = field(default_factory=list)
    stale: list[Judgement] = field(default_factory=list)
    notices: list[tuple[str, Notice]] = field(default_factory=list)
    refused: list[TextError] = field(default_factory=list)  # texts that cannot be read: nothing was written
    lost: list[TextError] = field(default_factory=list)  # texts that ended whoever read them: left out of the graph
    files: tuple[str, ...] = ()
    store: Store = field(default_factory=Store.memory)


def build(
    right: Building, progress: Progress = quiet, count: int = 1, gather: Gather | None = None, whole: bool = False
) -> Grown:
    """Build the graph of the project, with the texts that are staged, and let it be the one that is read.

    Args:
        right: the right to build.
        progress: is told each step.
        count: how many processes of this machine work.
        gather: who reads texts; left out, those processes.
        whole: whether nothing is to be written where a text is lost; else it is left out of the graph.

    Returns:
        What was made. Where texts were refused nothing was written.

    Raises:
        DataError: a table, a plan.toml, a verdict or the ontology is broken.
        PlanGraphError: the graph cannot be written.
    """
    gather = gather or gathering.by_processes(count)
    for _ in range(_TRIES - 1):
        try:
            return _Walk(right.project, progress, count, gather).walk(right, whole)
        except shards.BrokenError:
            progress("something kept was broken: again", 0, 1)  # it is gone now, so this time it is made
    return _Walk(right.project, progress, count, gather).walk(right, whole)


class _Walk:
    """One build."""

    def __init__(self, project: Project, progress: Progress, count: int, gather: Gather) -> None:
        self.project = project
        self.progress = progress
        self.count = count
        self.gather = gather
        self.folder = entries.place(project)
        self.used: set[str] = set()
        self.ontology = [(path, vocab.ONTOLOGY_GRAPH) for path in project.ontology_files]
        self.tables = portions.files_sum(project.gazetteer.glob("*.csv"))

    def walk(self, right: Building, whole: bool) -> Grown:
        found = tuple(plans.load(path) for path in staging.folders_of_plans(self.project))
        if not found:
            raise DataError(f"{self.project.texts}: no plan here; a plan is a folder with a plan.toml and texts")
        grown = Grown()
        judgements = curation.load(self.project.judgements)
        self.read(found, judgements, grown)
        if grown.refused or (grown.lost and (whole or not grown.parts)):
            return grown
        self.progress("background facts", 0, 4)
        background, background_trig = self.background(found)
        curated = self.lines(judgements_rdf.quads(judgements))
        curated = sorted({*curated, *chain.from_iterable(part.curated for part in grown.parts)})
        base = self.ground(background, curated, grown.parts)
        derived = deriving.derive(self.project, grown.parts, base, self.count, self.progress)
        self.used |= derived.used
        self.progress("links", 1, 4)
        named = chain(background, curated, chain.from_iterable(part.shared for part in grown.parts))
        links = self.lines(link.drawn(derived.hints, named))
        linked = Linked(self.folder, self.project.aliases)
        links = sorted({*links, *linked.lines(grown.parts, background)})
        self.used |= linked.used
        self.progress("what follows", 2, 4)
        inferred = self.inferred(grown.parts, base, derived, [*links, *curated])
        self.progress("writing", 3, 4)
        texts = {"gazetteer": background_trig}
        shares = {"curated": curated, "links": links, "inferred": inferred}
        texts |= {name: trig.text_of(content) for name, content in shares.items()}
        kept = {name: refilling.share(self.project, content) for name, content in shares.items()}
        kept["background"] = refilling.share(self.project, background)
        del derived, base, shares, inferred
        generation = right.put(partial(self.write, grown.parts, kept, texts))
        self.progress("done", 4, 4)
        chapters = (f"{part.plan}/{part.chapter}.trig" for part in grown.parts)
        grown.files = tuple(sorted((*chapters, *(f"{name}.trig" for name in texts), "void.ttl")))
        grown.store = Store.opened(generation / "store")
        entries.sweep(self.folder, self.used)
        return grown

    def kept(self, key: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        """An entry, made where it is not there."""
        self.used.add(key)
        return entries.kept(self.folder, key, make)

    def lines(self, quads: Iterable[Quad]) -> list[str]:
        store = Store.memory()
        store.add(quads)
        return store.lines()

    def read(self, found: Sequence[Plan], judgements: tuple[Judgement, ...], grown: Grown) -> None:
        """The parts of all texts, those that are not kept read anew."""
        wanted = [portions.task(plan, path, self.tables, judgements) for plan in found for path in plan.chapters]
        known = {task.key: portions.kept(self.folder, task.key) for task in wanted}
        self.used |= known.keys()
        made = {key: part for key, part in known.items() if part is not None}
        missing = list({task.key: task for task in wanted if task.key not in made}.values())
        refused: dict[str, TextError] = {}
        lost: dict[str, TextError] = {}
        for done, (task, outcome) in enumerate(self.gather(self.project, self.folder, missing) if missing else ()):
            if isinstance(outcome, workers.Lost):
                lost[task.key] = gathering.lost(task, outcome)
            elif isinstance(outcome, TextError):
                refused[task.key] = outcome
            else:
                made[task.key] = outcome
            self.progress(f"read {task.plan.id}/{plans.chapter_id(task.path)}", done, len(missing))
        grown.refused = [refused[task.key] for task in wanted if task.key in refused]
        grown.lost = [lost[task.key] for task in wanted if task.key in lost]
        registers = {plan.id: Register() for plan in found}
        for task in wanted:
            if task.key not in made:
                continue
            part, shown = made[task.key], shown_as(task.plan, task.path)
            new, notices = registers[task.plan.id].enter(shown, part.text, part.headings)
            if new:
                notices = (*part.notices, *notices)
                grown.parts.append(part)
                grown.stale += [task.verdicts[position] for position in part.stale]
            grown.notices += [(shown, notice) for notice in notices]
        grown.stale += homeless(judgements, {(part.plan, part.chapter) for part in grown.parts})

    def background(self, found: Sequence[Plan]) -> tuple[list[str], str]:
        """Facts of the tables and the outlines of plans, as lines and as they are published."""
        outlines = sorted(
            chain.from_iterable(
                self.lines(outline_rdf.quads(self.project.gazetteer / "chapters.csv", plan.id)) for plan in found
            )
        )

        def make() -> Mapping[str, str]:
            facts = sorted({*self.lines(gazetteer_rdf.quads(self.project.gazetteer)), *outlines})
            return {"lines": "\n".join(facts), "trig": trig.text_of(facts)}

        entry = self.kept(entries.key("background", portions.code(), self.tables, outlines), make)
        return entry["lines"].split("\n"), entry["trig"]

    def ground(self, background: list[str], curated: list[str], chapters: Sequence[Part]) -> Ground:
        """What the chapters stand on."""
        rules = portions.files_sum([*self.project.ontology_files, *(self.project.queries / "rule").rglob("*.rq")])

        def make() -> Mapping[str, str]:
            found = following.conclusions([background], self.ontology, self.project.queries / "rule")
            return {"lines": "\n".join(sorted(found))}

        closed = self.kept(entries.key("closed", portions.code(), rules, background), make)["lines"].split("\n")
        return deriving.ground(self.project, background, curated, closed, chapters)

    def inferred(self, chapters: Sequence[Part], base: Ground, derived: Derived, beside: list[str]) -> list[str]:
        """The inferred graph."""
        rules = self.project.queries / "rule"
        context = {line for part in chapters for line in part.context}
        if not base.in_parts:
            everything = [base.background, beside, *(portions.stated(self.folder, part) for part in chapters)]
            return sorted(context | following.conclusions(everything, self.ontology, rules, context))
        linked = following.conclusions([beside], self.ontology, rules)
        followed = set(base.closed).union(derived.common, linked, *derived.own)
        said = (f"{text} <{vocab.INFERRED_GRAPH}> ." for text in chain(base.shared.triples, map(lines.triple, beside)))
        followed.difference_update(said)
        return sorted(followed | context)

    def write(
        self, chapters: Sequence[Part], kept: Mapping[str, Share], texts: Mapping[str, str], folder: Path
    ) -> Mapping[str, bytes]:
        """The store and the files of a graph, in a folder."""
        shares = {f"{part.plan}/{part.chapter}": Share(part.key, part.count) for part in chapters}
        ground = entries.key(portions.code(), portions.files_sum(self.project.ontology_files))
        shares |= kept
        self.used |= refilling.fill(self.project, folder, ground, shares)
        built = folder / "built"
        for part in chapters:
            (built / part.plan).mkdir(parents=True, exist_ok=True)
            text = shards.load(self.folder, f"{part.key}.trig")
            (built / part.plan / f"{part.chapter}.trig").write_text(text, encoding="utf-8", newline="\n")
        for name, text in texts.items():
            (built / f"{name}.trig").write_text(text, encoding="utf-8", newline="\n")
        names = [*(f"{part.plan}/{part.chapter}.trig" for part in chapters), *(f"{name}.trig" for name in _ORDER)]
        store = Store.opened(folder / "store")
        number = sum(own.count for own in shares.values())  # no line comes from two
        (built / "void.ttl").write_text(description.turtle(store, names, number), encoding="utf-8", newline="\n")
        del store
        folders.sync(built)
        return folders.Files(built)
