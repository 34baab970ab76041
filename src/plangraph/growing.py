"""Growing: a build that does again only what has changed, and gives the bytes of one that does everything anew.

What each text gives is kept (``portions``), and so is what follows from it (``graph.following``); the store is that of
the generation before with the difference put in. ``build.assemble`` is the same walk without any of that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from plangraph import plans, portions, refilling, vocab, workers
from plangraph.build import Progress, homeless, quiet
from plangraph.errors import DataError, PlanGraphError, TextError
from plangraph.files import Project
from plangraph.graph import description, following, link, trig
from plangraph.graph.linking.proposals import same_things
from plangraph.graph.store import Quad, Store, lines
from plangraph.linked import Linked
from plangraph.model import Judgement, Notice
from plangraph.plans import Plan
from plangraph.portions import Part, Task
from plangraph.rdf import gazetteer as gazetteer_rdf
from plangraph.rdf import judgements as judgements_rdf
from plangraph.rdf import outline as outline_rdf
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.judging import curation
from plangraph.reading.layout.characters import printable
from plangraph.reading.names.gazetteer import load as load_gazetteer
from plangraph.snapshots import Building, entries, folders, staging
from plangraph.texts import Register, shown_as


@dataclass(slots=True)
class Grown:
    """What a build made, and what should be said about it."""

    parts: list[Part] = field(default_factory=list)
    stale: list[Judgement] = field(default_factory=list)
    notices: list[tuple[str, Notice]] = field(default_factory=list)
    refused: list[TextError] = field(default_factory=list)
    files: tuple[str, ...] = ()
    store: Store = field(default_factory=Store.memory)


def build(right: Building, progress: Progress = quiet, count: int = 1) -> Grown:
    """Build the graph of the project, with the texts that are staged, and let it be the one that is read.

    Args:
        right: the right to build.
        progress: is told each step.
        count: how many processes read.

    Returns:
        What was made. Where texts were refused nothing was written.

    Raises:
        DataError: a table, a plan.toml, a verdict or the ontology is broken.
        PlanGraphError: the graph cannot be written.
    """
    return _Walk(right.project, progress, count).walk(right)


class _Walk:
    """One build."""

    def __init__(self, project: Project, progress: Progress, count: int) -> None:
        self.project = project
        self.progress = progress
        self.count = count
        self.folder = entries.place(project)
        self.used: set[str] = set()
        self.ontology = [(path, vocab.ONTOLOGY_GRAPH) for path in project.ontology_files]
        self.tables = portions.files_sum(project.gazetteer.glob("*.csv"))
        self.rules = portions.files_sum([*project.ontology_files, *(project.queries / "rule").rglob("*.rq")])

    def walk(self, right: Building) -> Grown:
        found = tuple(plans.load(path) for path in staging.folders_of_plans(self.project))
        if not found:
            raise DataError(f"{self.project.texts}: no plan here; a plan is a folder with a plan.toml and texts")
        grown = Grown()
        judgements = curation.load(self.project.judgements)
        self.read(found, judgements, grown)
        if grown.refused:
            return grown
        steps = len(grown.parts) + 3
        self.progress("background facts", steps - 3, steps)
        background, background_trig = self.background(found)
        curated = self.lines(judgements_rdf.quads(judgements))
        curated = sorted({*curated, *chain.from_iterable(part.curated for part in grown.parts)})
        self.progress("links", steps - 2, steps)
        links = self.links([background, curated, *(part.stated for part in grown.parts)], grown.parts)
        self.progress("what follows", steps - 1, steps)
        inferred = self.inferred(grown.parts, background, [*links, *curated])
        linked = Linked(self.folder)
        links = sorted({*links, *linked.lines(grown.parts)})
        self.used |= linked.used
        self.progress("writing", steps - 1, steps)
        files = {f"{part.plan}/{part.chapter}.trig": part.trig for part in grown.parts}
        files["gazetteer.trig"] = background_trig
        shares = {"background": background, "curated": curated, "links": links, "inferred": inferred}
        for name in ("curated", "links", "inferred"):
            files[f"{name}.trig"] = trig.text_of(shares[name])
        generation = right.put(partial(self.write, grown.parts, shares, files))
        self.progress("done", steps, steps)
        grown.files = tuple(sorted((*files, "void.ttl")))
        grown.store = Store.opened(generation / "store")
        entries.sweep(self.folder, self.used)
        return grown

    def kept(self, key: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        """An entry, made where it is not there."""
        self.used.add(key)
        found = entries.load(self.folder, key)
        if found is not None:
            return found
        made = make()
        entries.save(self.folder, key, made)
        return made

    def lines(self, quads: Iterable[Quad]) -> list[str]:
        store = Store.memory()
        store.add(quads)
        return store.lines()

    def read(self, found: Sequence[Plan], judgements: tuple[Judgement, ...], grown: Grown) -> None:
        """The parts of all texts, those that are not kept read anew."""
        wanted = [portions.task(plan, path, self.tables, judgements) for plan in found for path in plan.chapters]
        known = {task.key: entries.load(self.folder, task.key) for task in wanted}
        self.used |= known.keys()
        made = {key: portions.unpacked(key, entry) for key, entry in known.items() if entry is not None}
        missing = list({task.key: task for task in wanted if task.key not in made}.values())
        refused: dict[str, TextError] = {}
        for done, (task, outcome) in enumerate(self.newly(missing)):
            if isinstance(outcome, TextError):
                refused[task.key] = outcome
            else:
                made[task.key] = outcome
            self.progress(f"read {task.plan.id}/{plans.chapter_id(task.path)}", done + 1, len(missing) + 3)
        registers = {plan.id: Register() for plan in found}
        for task in wanted:
            if task.key in refused:
                grown.refused.append(refused[task.key])
                continue
            part, shown = made[task.key], shown_as(task.plan, task.path)
            new, notices = registers[task.plan.id].enter(shown, part.text, part.headings)
            if new:
                notices = (*part.notices, *notices)
                grown.parts.append(part)
                grown.stale += [task.verdicts[position] for position in part.stale]
            grown.notices += [(shown, notice) for notice in notices]
        grown.stale += homeless(judgements, {(part.plan, part.chapter) for part in grown.parts})

    def newly(self, missing: Sequence[Task]) -> Iterator[tuple[Task, Part | TextError]]:
        """The parts of texts that are read now, by several processes if so wished."""
        if not missing:
            return
        gazetteer = load_gazetteer(self.project.gazetteer)
        extractor = RuleExtractor(gazetteer)

        def work(task: Task) -> Part | PlanGraphError:
            try:
                part = portions.made(task, gazetteer, extractor)
            except PlanGraphError as error:
                return error
            entries.save(self.folder, task.key, portions.packed(part))
            return part

        for task, outcome in workers.each(work, missing, self.count):
            if isinstance(outcome, workers.Lost):
                shown = printable(str(task.path))
                yield task, TextError(f"{shown}: the process that read it ended twice ({outcome.how}); leave it out")
            elif isinstance(outcome, Part | TextError):
                yield task, outcome
            else:
                raise outcome

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

    def links(self, stated: Sequence[Iterable[str]], chapters: Sequence[Part]) -> list[str]:
        """The graph of links, which looks at all that is stated."""
        queries = portions.files_sum((self.project.queries / "link").rglob("*.rq"))
        own = [(part.plan, part.chapter, part.key) for part in chapters]

        def make() -> Mapping[str, str]:
            axioms = Store.memory()
            for path, graph in self.ontology:
                axioms.load(path, to_graph=graph)
            context = (line for part in chapters for line in part.context)
            store = Store.merged(chain(axioms.lines(), context, *stated))
            found = link.links(store, self.project.queries / "link", self.project.gazetteer)
            if len(chapters) > 1:
                found += same_things(store, self.project.aliases)
            return {"lines": "\n".join(self.lines(found))}

        key = entries.key(
            "links",
            portions.code(),
            self.tables,
            self.rules,
            queries,
            own,
            portions.files_sum([self.project.judgements] if self.project.judgements.is_file() else []),
        )
        return [line for line in self.kept(key, make)["lines"].split("\n") if line]

    def inferred(self, chapters: Sequence[Part], background: list[str], beside: list[str]) -> list[str]:
        """The inferred graph."""
        rules = self.project.queries / "rule"
        context = {line for part in chapters for line in part.context}
        if not following.in_parts(self.project.ontology_files, rules):
            everything = [background, beside, *(part.stated for part in chapters)]
            return sorted(context | following.conclusions(everything, self.ontology, rules, context))
        ground = entries.key("closed", portions.code(), self.rules, background)
        closed = set(
            self.kept(
                ground, lambda: {"lines": "\n".join(sorted(following.conclusions([background], self.ontology, rules)))}
            )["lines"].split("\n")
        )
        shared = following.Shared(chain.from_iterable(part.shared for part in chapters))
        names = {p.key: entries.key("follows", ground, p.key, shared.relevant(p.spoken)) for p in chapters}
        found: dict[str, Iterable[str]] = {}
        for part in chapters:
            entry = entries.load(self.folder, names[part.key])
            if entry is not None:
                found[part.key] = filter(None, entry["lines"].split("\n"))
        missing = [part for part in chapters if part.key not in found]
        new = following.conclusions(
            [
                background,
                shared.lines(),
                *(part.stated for part in missing),
                *(part.context for part in missing),
            ],
            self.ontology,
            rules,
            closed,
        )
        own, common = following.by_chapter(new, {part.iri: part.key for part in missing})
        for part in missing:
            entries.save(self.folder, names[part.key], {"lines": "\n".join(own[part.key])})
        self.used |= set(names.values())
        linked = following.conclusions([beside], self.ontology, rules)
        followed = closed.union(common, linked, *found.values(), *own.values())
        said = {f"{text} <{vocab.INFERRED_GRAPH}> ." for text in (*shared.triples, *map(lines.triple, beside))}
        return sorted((followed - said) | context)

    def write(
        self, chapters: Sequence[Part], shares: Mapping[str, list[str]], texts: Mapping[str, str], folder: Path
    ) -> Mapping[str, bytes]:
        """The store and the files of a graph, in a folder."""
        shares = {**shares, **{f"{part.plan}/{part.chapter}": list(part.stated) for part in chapters}}
        keys = {f"{part.plan}/{part.chapter}": part.key for part in chapters}
        ground = entries.key(portions.code(), portions.files_sum(self.project.ontology_files))
        self.used |= refilling.fill(self.project, folder, ground, shares, keys)
        store = Store.opened(folder / "store")
        files = {name: text.encode("utf-8") for name, text in texts.items()}
        files["void.ttl"] = description.turtle(store, list(texts)).encode("utf-8")
        del store
        folders.write(files, folder / "built")
        return files
