"""The house: a file imports only from floors below, and the two wings do not know each other."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "plangraph"


@cache
def _floors() -> dict[str, int]:
    """The floors as CONTRIBUTING.md draws them, so that the picture cannot grow untrue."""
    drawn = re.search(r"## Floors.*?```\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert drawn
    return {name: int(line.split()[0]) for line in drawn[1].splitlines() for name in line.split()[1:]}


@cache
def _modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(SOURCE.rglob("*.py"))
    }


@cache
def _imports(name: str, path: Path) -> set[str]:
    """The modules of ours that a module imports, wherever in it the import stands."""
    known = _modules()
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    packages = {module for module, file in known.items() if file.name == "__init__.py"}
    return {module for module in found if module in known} - packages - {name}


def _floor(module: str, floors: dict[str, int]) -> int:
    """The floor of a module: that of its own name or, first, of the outermost package whose name is drawn."""
    for part in module.split(".")[1:]:
        if part in floors:
            return floors[part]
    pytest.fail(f"{module}: stands on no floor; draw it in CONTRIBUTING.md")


def test_every_import_goes_down() -> None:
    floors = _floors()
    upward = [
        f"{name} ({_floor(name, floors)}) imports {other} ({_floor(other, floors)})"
        for name, path in _modules().items()
        if path.name != "__init__.py"
        for other in sorted(_imports(name, path))
        if _floor(other, floors) > _floor(name, floors)
    ]
    assert upward == []


def test_no_import_loops() -> None:
    graph = {name: _imports(name, path) for name, path in _modules().items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize(
    ("wing", "other"), [("plangraph.reading", "plangraph.graph"), ("plangraph.graph", "plangraph.reading")]
)
def test_wings_do_not_meet(wing: str, other: str) -> None:
    graph = {name: _imports(name, path) for name, path in _modules().items()}
    reached: set[str] = set()
    wanted = [name for name in graph if name.startswith(wing)]
    while wanted:
        for module in graph[wanted.pop()] - reached:
            reached.add(module)
            wanted.append(module)
    assert [name for name in sorted(reached) if name.startswith(other)] == []


def test_reading_knows_no_rdf() -> None:
    for name, path in _modules().items():
        if name.startswith("plangraph.reading"):
            assert not re.search(
                r"^\s*(import|from) (rdflib|pyoxigraph|oxrdflib)", path.read_text(encoding="utf-8"), re.M
            ), name


def test_one_place_knows_each_engine() -> None:
    """pyoxigraph can be replaced by changing one package, pyvis by changing one file."""
    for engine, home in (("pyoxigraph", "graph/store/"), ("pyvis", "views/networks.py")):
        users = [
            path.relative_to(SOURCE).as_posix()
            for path in _modules().values()
            if re.search(rf"^\s*(import|from) {engine}\b", path.read_text(encoding="utf-8"), re.M)
        ]
        assert users
        assert all(user.startswith(home) for user in users)


def test_no_type_checking_imports() -> None:
    for name, path in _modules().items():
        assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8"), name
