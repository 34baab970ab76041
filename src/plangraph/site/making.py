"""A site: what a server would answer, asked of it once, and written as files."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plangraph import build, snapshots, vocab
from plangraph.asking.limits import MIB, Limits
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph import queries
from plangraph.graph.queries import Question
from plangraph.graph.store import Store
from plangraph.site import asked, assets, explorer, hosting
from plangraph.site.folder import Folder, replaced
from plangraph.site.links import Links
from plangraph.site.paths import Paths
from plangraph.site.rendering import Rendering
from plangraph.site.triples import Triples, written
from plangraph.views import summary
from plangraph.web import gallery, media, ontology, pages, resources, things
from plangraph.web.backend import Backend
from plangraph.web.settings import Settings

Progress = Callable[[str, int, int], None]
_LIMITS = Limits(seconds=120.0, memory=4096 * MIB, rows=1_000_000, size=256 * MIB, waiting=10_000)
_AT_ONCE = 8  # pages that are asked for at a time
_OTHERS = "graph/built"  # the whole graph, as files


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: files and their bytes, the things that have a page, and those whose IRI is no name of a file."""

    files: int
    size: int
    things: int
    left_out: int


def write(project: Project, out: Path, url: str = "", progress: Progress = build.quiet) -> Made:
    """Write the site of a project's graph into a folder, all of it or nothing; the same graph gives the same bytes.

    Args:
        project: A project whose graph was built.
        out: The folder: a new one, an empty one, or a site of ours. Files of others in it stay.
        url: Where the site will be, if it is known.
        progress: Is told how far it is.

    Raises:
        DataError: the graph was not built.
        PlanGraphError: the folder is none of ours or cannot be written, or a new graph was built meanwhile.
    """
    if url:
        hosting.checked(url)
    made: list[Made] = []

    def fill(folder: Folder) -> None:
        made.append(asyncio.run(_Making(project, folder, url and f"{url.rstrip('/')}/", progress).make()))

    done = replaced(out, fill)
    return Made(len(done.written), done.size, made[0].things, made[0].left_out)


class _Making:
    """One site that is being made."""

    def __init__(self, project: Project, folder: Folder, url: str, progress: Progress) -> None:
        snapshot = snapshots.current(project)
        self._snapshot = snapshot
        self._folder = folder
        self._url = url
        self._progress = progress
        self._project = project
        self._store = Store.opened(snapshot.store)
        self._questions = queries.load_all(project.queries / "ask")
        self._backend = Backend(Settings(snapshot.store, snapshot.id, project, _LIMITS, workers=2))
        self._triples = Triples(self._store.quads())
        self._known = self._triples.iris()
        self._points = self._triples.points()
        self._paths = Paths(self._known, self._points)
        self._total = len(self._paths.iris()) + len(self._questions) + 1
        self._done = 0

    async def make(self) -> Made:
        """Write everything."""
        self._progress("reading the graph", 0, self._total)
        own = ["index", "places", "query/index"]
        explored = explorer.page(self._project, self._store)
        if explored is not None:
            self._folder.write("explorer.html", explored)
            own.append("explorer")
        links = Links(self._paths, self._questions, own)
        self._pages = Rendering(self._folder, links, self._snapshot.id, self._url, explored is not None)
        await self._backend.start()
        try:
            await self._overview()
            await self._all(self._question(question) for question in self._questions.values())
            self._through = asked.measures_through(self._store)
            await self._all(self._thing(iri) for iri in self._paths.iris())
            await self._beside()
        finally:
            await self._backend.close()
        if self._backend.snapshot != self._snapshot.id:
            raise PlanGraphError("a new graph was built meanwhile; make the site again")
        self._progress("done", self._total, self._total)
        shown = self._paths.iris()
        return Made(0, 0, len(shown), len(self._known) - len(shown) - len(self._points))

    async def _all(self, work: Iterable[Awaitable[str]]) -> None:
        """Do all of it, some at a time; the first fault ends it."""
        waiting = iter(work)

        async def some() -> None:
            for one in waiting:
                name = await one
                self._done += 1
                self._progress(name, self._done, self._total)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(some())

    async def _overview(self) -> None:
        numbers = summary.counts(self._store)
        cards = [gallery.card(question) for question in self._questions.values()]
        named = asked.places(self._store)
        data = {
            "numbers": {key.replace(" ", "_").replace(",", ""): number for key, number in numbers.items()},
            "chapters": asked.chapters(self._store),
            "themes": asked.themes(self._store),
            "places": [place for place in named if self._paths.stem(place["iri"])],
            "questions": cards,
            "groups": [name for name in pages.GROUPS if any(card["group"] == name for card in cards)],
        }
        for name in ("index", "graph"):  # the latter is the IRI of the whole
            self._pages.page(name, pages.overview, data)
        self._pages.page("places", pages.places, data)
        self._pages.page("query/index", pages.gallery, {"questions": cards})

    async def _question(self, question: Question) -> str:
        name = f"query/{question.id}"
        self._pages.page(name, pages.question, await gallery.page(self._backend, question, {}))
        for form, suffix in ((media.CSV, "csv"), (media.RESULTS_JSON, "json")):
            answer = await gallery.answer(self._backend, question, {}, form)
            self._folder.write(f"{name}.{suffix}", answer.reply.body)
        return question.id

    async def _thing(self, iri: str) -> str:
        stem = self._paths.stem(iri)
        for suffix, content in written(self._triples.of(iri)).items():
            self._folder.write(f"{stem}.{suffix}", content)
        if iri == vocab.ONTOLOGY:
            self._pages.page(stem, pages.ontology, {"terms": await ontology.terms(self._backend)})
            return stem
        data: dict[str, Any] = await resources.page(self._backend, iri)
        data["through"] = self._through.get(iri, [])
        if f"{iri}/text" in self._known:
            data["reading"] = asked.text(self._store, iri)
            data["facts"] = [group for group in data["facts"] if group["property"]["text"] != "nif:isString"]
        self._pages.page(stem, pages.resource, data)
        return stem

    async def _beside(self) -> None:
        """The whole graph, scripts and styles, names to search, and what hosts need."""
        for path in sorted(self._snapshot.built.rglob("*")):
            if path.is_file():
                name = path.relative_to(self._snapshot.built).as_posix()
                self._folder.write(f"{_OTHERS}/{name}", path.read_bytes())
        self._folder.write("graph.ttl", (self._snapshot.built / "void.ttl").read_bytes())
        known = {"terms": await ontology.terms(self._backend), "things": await things.things(self._backend)}
        for name, content in (*assets.files(), ("static/names.js", assets.names(known, self._paths))):
            self._folder.write(name, content)
        self._folder.write(".htaccess", hosting.site().encode())
        self._folder.write("w3id/.htaccess", hosting.w3id(self._url or hosting.EXAMPLE).encode())
        self._folder.write(".nojekyll", b"")
        self._folder.write("README.txt", hosting.README.encode())


