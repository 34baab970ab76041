"""The functions of ``import plangraph``, each over the project that the working directory lies in.

rdflib terms and graphs, networkx graphs and the frozen types of ``plangraph.model`` go in and out. Where an
``endpoint`` may be named, the graph is the one that was published to that SPARQL 1.1 server, as the commands'
``--endpoint`` has it; questions, views and checks are still those of the project.
"""

from collections.abc import Mapping
from pathlib import Path

import networkx
import rdflib

from plangraph import build as _build
from plangraph.errors import QueryError
from plangraph.files import Project, find_project
from plangraph.graph import network as _network
from plangraph.graph import queries as _queries
from plangraph.graph.analysis import Analysis
from plangraph.graph.analysis import analyse as _analyse
from plangraph.graph.analysis.nulls import Chance as _Chance
from plangraph.graph.comparing.difference import Difference
from plangraph.graph.comparing.difference import difference as _difference
from plangraph.graph.remote import Remote as _Remote
from plangraph.graph.store import Reads, Rows, Store
from plangraph.graph.transport import Transport as _Transport
from plangraph.graph.validate import Finding
from plangraph.model import Reading
from plangraph.reading.names.gazetteer import load as _load_gazetteer
from plangraph.soundness import check_graph as _check_graph
from plangraph.views.pictures import Picture


def project(folder: Path | None = None) -> Project:
    """The project at ``folder``, else the nearest one upwards from here, else the packaged sample."""
    return find_project(Path.cwd(), folder)


def read(path: str | Path, within: Project | None = None) -> Reading:
    """Sentences, mentions and measures of any UTF-8 text file, by rules alone.

    Raises:
        TextError: the file cannot be read as text.
    """
    return _build.read_file(Path(path), _load_gazetteer((within or project()).gazetteer))


def load(within: Project | None = None) -> Store:
    """The built graph of a project, with its ontology.

    Raises:
        DataError: it was not built yet.
    """
    return _build.load(within or project())


def dataset(within: Project | None = None) -> rdflib.Dataset:
    """The built graph as an rdflib dataset (a live view of the fast store); its default graph is the union."""
    return load(within).dataset()


def query(
    question: str,
    parameters: Mapping[str, str] | None = None,
    within: Project | None = None,
    endpoint: str | None = None,
) -> Rows:
    """The rows of a question of the gallery, by its id, or of a SPARQL SELECT text.

    Raises:
        QueryError: the question or a parameter is unknown, or the text is not SPARQL.
        ServerError: the server of ``endpoint`` cannot answer.
    """
    here = within or project()
    if any(mark in question for mark in "{ \n"):
        if parameters:
            raise QueryError("parameters belong to a question of the gallery; write a text's values into it")
        return _graph(here, endpoint).select(question)
    found = _queries.find(_queries.load_all(here.queries / "ask"), question)
    return _graph(here, endpoint).select(_queries.bind(found, parameters or {}))


def check(within: Project | None = None, endpoint: str | None = None) -> tuple[Finding, ...]:
    """What is wrong with the built graph; nothing when it is sound.

    Raises:
        ServerError: the server of ``endpoint`` cannot answer.
    """
    here = within or project()
    return _check_graph(here, _graph(here, endpoint))


def explore(out: str | Path = "explorer.html", within: Project | None = None) -> Path:
    """Write the explorer of the built graph to one HTML file; its path.

    Raises:
        DataError: the graph was not built yet, or the file cannot be written.
        MissingExtraError: pypinyin is not installed.
    """
    from plangraph.views.explorer import page  # late, as in ``picture``

    here = within or project()
    return page.write(load(here), here.queries, Path(out))


def network(view: str, within: Project | None = None, endpoint: str | None = None) -> "networkx.MultiDiGraph[str]":
    """A network drawn from ``queries/view/<view>.rq``, with the evidence on each edge.

    Raises:
        QueryError: there is no such view.
        ServerError: the server of ``endpoint`` cannot answer.
    """
    here = within or project()
    return _network.network(_graph(here, endpoint), _queries.find(_queries.load_all(here.queries / "view"), view))


def analyse(
    view: str = "region-theme",
    draws: int | None = None,
    seed: int = 0,
    within: Project | None = None,
    endpoint: str | None = None,
) -> Analysis:
    """What a network shows: each figure against networks by chance, with the sentences behind it.

    Args:
        view: a network of ``queries/view/``.
        draws: networks by chance; when it is None 200, fewer for a large network.
        seed: of all that is drawn; the same seed gives the same figures.
        within: the project.
        endpoint: the SPARQL server that the graph was published to, if it is to be asked there.

    Raises:
        QueryError: there is no such view, or it is not a network.
        ServerError: the server of ``endpoint`` cannot answer.
        ValueError: ``draws`` is below 0.
    """
    return _analyse(network(view, within, endpoint), draws, seed)


def diff(
    earlier: str, later: str, about: str = "", within: Project | None = None, endpoint: str | None = None
) -> Difference:
    """What changed between two chapters or plans: measures kept, new, dropped, and what differs in those that are kept.

    Args:
        earlier: ``plan/chapter``, or a plan for all its chapters.
        later: what it is compared with.
        about: a thing such as ``western-region``; only measures that bear on it are told.
        within: the project.
        endpoint: the SPARQL server that the graph was published to, if it is to be asked there.

    Raises:
        CommandError: the two are one, or one holds the other.
        DataError: one is not in the graph, has no measure, or is in another language.
        QueryError: nothing, or more than one thing, is called ``about``.
        ServerError: the server of ``endpoint`` cannot answer.
    """
    return _difference(_graph(within or project(), endpoint), earlier, later, about)


def report(out: str | Path = "report", draws: int | None = None, seed: int = 0, within: Project | None = None) -> Path:
    """Write the report of the built graph into a folder: what it shows beyond chance; the path of its page.

    Raises:
        DataError: the graph was not built yet, or a file cannot be written.
        CommandError: ``draws`` is 0: without them nothing can be told apart from chance.
    """
    from plangraph.views.report import writing  # late, as in ``picture``

    here = within or project()
    return writing.write(load(here), Path(out), here.queries / "view", _Chance(draws, seed))


def picture(view: str = "chapter-picture", within: Project | None = None) -> Picture:
    """A network as a page with search, legend and quotes; the last value of a cell, it is shown in the notebook.

    Raises:
        QueryError: there is no such view.
        MissingExtraError: pyvis is not installed (extra ``views``).
    """
    from plangraph.views.networks import draw  # late: whoever only asks need not load it

    here = within or project()
    return draw(load(here), view, here.queries / "view")


def _graph(here: Project, endpoint: str | None) -> Reads:
    return load(here) if endpoint is None else _Remote(endpoint, _Transport.of_environment())
