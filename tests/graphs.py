"""Two tiny graphs and a project to build them in, for what is about folders and not about reading."""

from pathlib import Path

from plangraph import snapshots
from plangraph.files import Project
from plangraph.graph.store import Store
from plangraph.snapshots import folders
from plangraph.vocab import ONTOLOGY_GRAPH

_TRIG = '@prefix : <https://example.org/> .\n:{0} {{ :s :p "{0}" ; :q 1 , 2 }}\n:both {{ :s :q 1 }}\n'
_EXAMPLE = "https://example.org/"
_VOID = "@prefix : <https://example.org/> .\n:graph :holds :{0} .\n"
NAMES = ("old", "new", "third", "fourth")


def project(root: Path) -> Project:
    """An empty project."""
    for name in ("graph", "ontology/schemes", "queries"):
        (root / name).mkdir(parents=True)
    (root / "ontology" / "plan.ttl").write_text("<https://example.org/C> a <https://example.org/Class> .\n")
    return Project(root, root / "ontology", root / "queries", writable=True)


def files(name: str) -> dict[str, bytes]:
    """The files of the graph with this name."""
    return {"plan/1.trig": _TRIG.format(name).encode(), "void.ttl": _VOID.format(name).encode()}


def store(where: Project, name: str, folder: Path) -> Store:
    """The same graph in memory, with the ontology."""
    made = Store.memory()
    path = folder / f"{name}.trig"
    path.write_bytes(files(name)["plan/1.trig"])
    made.load(path)
    for ontology in where.ontology_files:
        made.load(ontology, to_graph=ONTOLOGY_GRAPH)
    return made


def build(where: Project, name: str, folder: Path) -> None:
    """Build the graph with this name."""
    graph = store(where, name, folder)
    with snapshots.building(where) as right:
        right.replace(graph, lambda: files(name))


def read(where: Project) -> tuple[str, ...]:
    """The names of the graphs that are read, from a whole store and from the files beside it; one, when all is well."""
    snapshot = snapshots.current(where)
    opened = Store.opened(snapshot.store)
    kept = folders.read(snapshot.built)
    found = {name for name in NAMES if kept == files(name)}
    for name in (str(row[0]) for row in opened.select("SELECT ?o { ?s <https://example.org/p> ?o }")):
        numbers = {str(graph).removeprefix(_EXAMPLE): number for graph, number in opened.counts().items()}
        assert numbers == {name: 3, "both": 1, ONTOLOGY_GRAPH: 1}
        found.add(name)
    return tuple(sorted(found))
