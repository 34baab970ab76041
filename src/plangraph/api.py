"""The functions of ``import plangraph``, each over the project that the working directory lies in.

rdflib terms and graphs, networkx graphs and the frozen types of ``plangraph.model`` go in and out.
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
from plangraph.graph.store import Rows, Store
from plangraph.graph.validate import Finding
from plangraph.model import Reading
from plangraph.reading.names.gazetteer import load as _load_gazetteer
from plangraph.soundness import check as _check
from plangraph.views.explorer import page as _explorer


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


def query(question: str, parameters: Mapping[str, str] | None = None, within: Project | None = None) -> Rows:
    """The rows of a question of the gallery, by its id, or of a SPARQL SELECT text.

    Raises:
        QueryError: the question or a parameter is unknown, or the text is not SPARQL.
    """
    here = within or project()
    if any(mark in question for mark in "{ \n"):
        if parameters:
            raise QueryError("parameters belong to a question of the gallery; write a text's values into it")
        return load(here).select(question)
    found = _queries.find(_queries.load_all(here.queries / "ask"), question)
    return load(here).select(_queries.bind(found, parameters or {}))


def check(within: Project | None = None) -> tuple[Finding, ...]:
    """What is wrong with the built graph; nothing when it is sound."""
    return _check(within or project())


def explore(out: str | Path = "explorer.html", within: Project | None = None) -> Path:
    """Write the explorer of the built graph to one HTML file; its path.

    Raises:
        DataError: the graph was not built yet, or the file cannot be written.
        MissingExtraError: pypinyin is not installed.
    """
    here = within or project()
    return _explorer.write(load(here), here.queries, Path(out))


def network(view: str, within: Project | None = None) -> "networkx.MultiDiGraph[str]":
    """A network drawn from ``queries/view/<view>.rq``, with the evidence on each edge.

    Raises:
        QueryError: there is no such view.
    """
    here = within or project()
    return _network.network(load(here), _queries.find(_queries.load_all(here.queries / "view"), view))
