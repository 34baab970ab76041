"""What is in a site: the files of each question and of each thing, and those that all of them share."""

from collections.abc import Mapping
from typing import Any

from plangraph import vocab
from plangraph.files import Project
from plangraph.graph import queries
from plangraph.graph.store import Store
from plangraph.site import asked, assets, explorer, hosting
from plangraph.site.here import Here
from plangraph.site.links import Links
from plangraph.site.paths import Paths
from plangraph.site.rendering import Rendering
from plangraph.site.triples import Triples, written
from plangraph.snapshots import Snapshot
from plangraph.views import summary
from plangraph.web import gallery, media, ontology, pages, resources, things
from plangraph.web.settings import Settings

_OWN = ("index", "places", "query/index")
_WHOLE = "graph"  # the IRI of the whole graph, and the folder of its files

Files = dict[str, bytes]


class Content:
    """The files of a site of a snapshot, each made when it is asked for.

    Attributes:
        questions: Ids of questions.
        things: IRIs that have a page.
        left_out: How many IRIs have none, as no file can be named so.
    """

    def __init__(self, project: Project, snapshot: Snapshot, url: str) -> None:
        """The site of a snapshot that will be at ``url``, if that is not empty.

        The graph is copied into memory, so that the processes that share the work can share it too, and its nodes
        without a name are called alike on every run.
        """
        self._snapshot = snapshot
        self._url = url
        quads = list(Store.opened(snapshot.store).quads())
        self._store = Store.memory()
        self._store.add(quads)
        self._triples = Triples(quads)
        known, points = self._triples.iris(), self._triples.points()
        self._paths = Paths(known, points)
        self.things = self._paths.iris()
        self.left_out = len(known) - len(self.things) - len(points)
        self._asked = queries.load_all(project.queries / "ask")
        self.questions = list(self._asked)
        self._backend = Here(Settings(snapshot.store, snapshot.id, project), self._store)
        self._project = project
        self._pages = Rendering(Links(self._paths, self._asked, _OWN), snapshot.id, url)
        self._through = asked.measures_through(self._store)

    async def of(self, name: str) -> Files:
        """The files of a question or of an IRI."""
        return await (self._question(name) if name in self._asked else self._thing(name))

    async def common(self) -> Files:
        """First pages, the whole graph, scripts and styles, names to search, and what hosts need."""
        made = self._overview()
        made["explorer.html"] = explorer.explorer(self._project, self._store)
        for path in sorted(self._snapshot.built.rglob("*")):
            if path.is_file():
                made[f"{_WHOLE}/built/{path.relative_to(self._snapshot.built).as_posix()}"] = path.read_bytes()
        made[f"{_WHOLE}.ttl"] = made[f"{_WHOLE}/built/void.ttl"]
        known = {"terms": await ontology.terms(self._backend), "things": await things.things(self._backend)}
        made |= dict(assets.files())
        made["static/names.js"] = assets.names(known, self._paths)
        made[".htaccess"] = hosting.site().encode()
        made["w3id/.htaccess"] = hosting.w3id(self._url or hosting.EXAMPLE).encode()
        made[".nojekyll"] = b""
        made["README.txt"] = hosting.README.encode()
        return made

    def _overview(self) -> Files:
        numbers = summary.counts(self._store)
        cards = [gallery.card(question) for question in self._asked.values()]
        data: Mapping[str, Any] = {
            "numbers": {key.replace(" ", "_"): number for key, number in numbers.items()},
            "chapters": asked.chapters(self._store),
            "themes": asked.themes(self._store),
            "places": [place for place in asked.places(self._store) if self._paths.stem(place["iri"])],
            "questions": cards,
            "groups": {card["group"] for card in cards},
        }
        made: Files = {}
        for name in ("index", _WHOLE):
            made |= self._pages.page(name, pages.overview, data)
        made |= self._pages.page("places", pages.places, data)
        return made | self._pages.page("query/index", pages.gallery, {"questions": cards})

    async def _question(self, name: str) -> Files:
        question = self._asked[name]
        made = self._pages.page(f"query/{name}", pages.question, await gallery.page(self._backend, question, {}))
        for form, suffix in ((media.CSV, "csv"), (media.RESULTS_JSON, "json")):
            made[f"query/{name}.{suffix}"] = (await gallery.answer(self._backend, question, {}, form)).reply.body
        return made

    async def _thing(self, iri: str) -> Files:
        stem = self._paths.stem(iri)
        made = {f"{stem}.{suffix}": content for suffix, content in written(self._triples.of(iri)).items()}
        if iri == vocab.ONTOLOGY:
            return made | self._pages.page(stem, pages.ontology, {"terms": await ontology.terms(self._backend)})
        data: dict[str, Any] = await resources.page(self._backend, iri)
        data["through"] = self._through.get(iri, [])
        if self._triples.holds(f"{iri}/text"):
            data["reading"] = asked.text(self._store, iri)
            data["facts"] = [group for group in data["facts"] if group["property"]["text"] != "nif:isString"]
        return made | self._pages.page(stem, pages.resource, data)
