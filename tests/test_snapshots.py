"""Snapshots: whole graphs in folders, one builder at a time, readers that keep what they read."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import URIRef

from plangraph import build, snapshots
from plangraph.errors import DataError, PlanGraphError
from plangraph.files import Project, find_project
from plangraph.graph.store import Store
from plangraph.locks import hold
from plangraph.snapshots import folders, generations
from tests import graphs, project

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX: fork, kill, resource limits")


@pytest.fixture
def where(tmp_path: Path) -> Project:
    made = graphs.project(tmp_path / "project")
    graphs.build(made, "old", tmp_path)
    return made


def _run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *(["-c", code] if code else ["-m"]), *arguments],
        check=False, capture_output=True, text=True, cwd=project.ROOT,
    )  # fmt: skip


def _generations(where: Project) -> set[str]:
    return {path.parent.name for path in (where.root / "graph" / "snapshots").glob("*/sums.txt")}


def test_what_is_read_is_what_was_built(where: Project, tmp_path: Path) -> None:
    opened = build.load(where)
    stored = graphs.store(where, "old", tmp_path)
    assert set(opened.quads()) == set(stored.quads())
    assert opened.counts() == stored.counts()
    assert folders.read(where.built) == graphs.files("old")
    query = "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/q> ?o }"  # one of the two stands in two graphs
    assert [str(row[0]) for row in opened.select(query)] == ["2"]
    assert len(list(opened.dataset().quads((None, URIRef("https://example.org/q"), None, None)))) == 3


def test_equal_graphs_have_equal_names_everywhere(where: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = graphs.project(tmp_path / "elsewhere" / "project")
    graphs.build(other, "old", tmp_path)
    assert snapshots.current(other).id == snapshots.current(where).id
    graphs.build(other, "new", tmp_path)
    assert snapshots.current(other).id != snapshots.current(where).id


def test_another_ontology_is_another_graph(where: Project) -> None:
    before = snapshots.current(where).id
    with where.ontology_files[0].open("a") as file:
        file.write("<https://example.org/D> a <https://example.org/Class> .\n")
    assert build.load(where).ask("ASK { <https://example.org/D> a ?class }")
    assert snapshots.current(where).id != before


def test_a_second_builder_is_refused_at_once(where: Project, tmp_path: Path) -> None:
    with snapshots.building(where):
        begun = time.monotonic()
        with pytest.raises(PlanGraphError, match=f"{where.root}.*process {os.getpid()}, since "):
            graphs.build(where, "new", tmp_path)
        assert time.monotonic() - begun < 1
        assert graphs.read(where) == ("old",)
    graphs.build(where, "new", tmp_path)
    assert graphs.read(where) == ("new",)


def test_the_command_line_names_the_first_builder(where: Project) -> None:
    with snapshots.building(where):
        second = _run("plangraph", "build", "--project", str(where.root))
    assert second.returncode == 1
    assert second.stderr.startswith(f"plangraph: {where.root}: a build is under way here: process {os.getpid()}")
    assert second.stderr.count("\n") == 1


@POSIX
def test_a_build_may_be_killed_before_each_of_its_steps(tmp_path: Path) -> None:
    done = _run("tests.killed", str(tmp_path))
    assert done.returncode == 0, done.stderr
    *killed, whole = [line.split("\t") for line in done.stdout.splitlines()]
    assert whole[:2] == ["whole", "('new',)"]
    assert len(killed) > 12
    read = [line[1] for line in killed]
    swapped = read.index("('new',)")
    assert read == ["('old',)"] * swapped + ["('new',)"] * (len(read) - swapped)
    assert [line[2:] for line in killed] == [["0", "(('old',), [])"]] * len(killed)


def test_leftovers_go_when_the_next_build_starts(where: Project) -> None:
    graph = where.root / "graph"
    for name in (
        "snapshots/next.tmp/store/000001.sst",
        "snapshots/current.tmp",
        "built.new/a.trig",
        "built.old/a.trig",
    ):
        (graph / name).parent.mkdir(parents=True, exist_ok=True)
        (graph / name).write_text("left")
    with snapshots.building(where):
        assert sorted(path.name for path in graph.iterdir()) == ["built", "snapshots"]
        assert list((graph / "snapshots").glob("*.tmp")) == []
    assert graphs.read(where) == ("old",)


def test_other_committed_files_are_read_from_then_on(where: Project) -> None:
    """A pull, a checkout: what stands in graph/built counts."""
    before = snapshots.current(where)
    folders.write(graphs.files("new"), where.built)
    assert graphs.read(where) == ("new",)
    folders.write(graphs.files("old"), where.built)
    assert graphs.read(where) == ("old",)
    assert snapshots.current(where) == before


def test_a_fresh_clone_makes_its_snapshot_once(where: Project) -> None:
    before = snapshots.current(where)
    shutil.rmtree(where.root / "graph" / "snapshots")
    assert graphs.read(where) == ("old",)
    assert snapshots.current(where) == before
    written = (before.folder / "sums.txt").stat().st_mtime_ns
    build.load(where)
    assert (before.folder / "sums.txt").stat().st_mtime_ns == written


def test_a_snapshot_of_another_version_is_made_anew(where: Project) -> None:
    before = snapshots.current(where)
    sums = before.folder / "sums.txt"
    sums.write_text(sums.read_text().replace("snapshot 1", "snapshot 0"))
    assert graphs.read(where) == ("old",)
    assert snapshots.current(where).id == before.id
    assert snapshots.current(where).folder != before.folder


def test_without_a_built_graph_it_is_said_what_to_do(where: Project, tmp_path: Path) -> None:
    shutil.rmtree(where.built)
    with pytest.raises(DataError, match="no graph here yet; run: plangraph build"):
        build.load(where)
    (tmp_path / "b").mkdir()
    empty = graphs.project(tmp_path / "b" / "project")
    with pytest.raises(DataError, match="no graph here yet; run: plangraph build"):
        build.load(empty)
    assert list((empty.root / "graph").iterdir()) == []


def test_while_a_build_is_under_way_the_graph_before_is_read(where: Project) -> None:
    with snapshots.building(where):
        shutil.rmtree(where.built)
        assert graphs.read(where) == ("old",)
        folders.write(graphs.files("new"), where.built)
        assert graphs.read(where) == ("old",)
    assert graphs.read(where) == ("new",)


def test_a_reader_that_makes_a_snapshot_is_waited_for(where: Project) -> None:
    code = (
        "import sys, time; from pathlib import Path; from plangraph.files import Project;"
        "from plangraph.snapshots.building import making; root = Path(sys.argv[1]);\n"
        "with making(Project(root, root / 'ontology', root / 'queries', True)):\n"
        "    print('ready', flush=True); time.sleep(0.5)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(where.root)], stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        with snapshots.building(where):
            assert reader.stdout.read() == ""
    assert reader.returncode == 0


def test_a_read_only_project_keeps_its_snapshot_elsewhere_until_the_end(where: Project) -> None:
    shutil.rmtree(where.root / "graph" / "snapshots")
    code = (
        "import sys; from pathlib import Path; from plangraph import build, snapshots;"
        "from plangraph.files import Project;"
        "root = Path(sys.argv[1]); here = Project(root, root / 'ontology', root / 'queries', writable=False);"
        "assert build.load(here).ask('ASK { ?s ?p \"old\" }');"
        "assert snapshots.current(here) == snapshots.current(here); print(snapshots.current(here).folder)"
    )
    done = _run(str(where.root), code=code)
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert where.root not in folder.parents
    assert not folder.parent.exists()
    assert sorted(path.name for path in (where.root / "graph").iterdir()) == ["built"]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes()))


@pytest.mark.parametrize(
    ("name", "damage"), [("*.sst", _cut), ("*.sst", _flip), ("MANIFEST-*", _cut), ("CURRENT", Path.unlink)]
)
def test_a_damaged_store_is_told_in_one_line_and_mended(
    name: str, damage: object, where: Project, tmp_path: Path
) -> None:
    snapshot = snapshots.current(where)
    assert callable(damage)
    for path in list(snapshot.store.glob(name)):
        damage(path)
    done = _run("plangraph", "info", "--project", str(where.root))
    assert (done.returncode, done.stdout) == (1, "")
    assert str(snapshot.folder) in done.stderr
    assert "`plangraph build` mends it" in done.stderr
    assert done.stderr.count("\n") == 1
    graphs.build(where, "old", tmp_path)
    assert graphs.read(where) == ("old",)
    assert snapshots.current(where).id == snapshot.id


def test_damage_that_is_met_late_is_told_too(where: Project) -> None:
    store = snapshots.current(where).store
    for table in store.glob("*.sst"):
        data = table.read_bytes()
        table.write_bytes(data[:9] + bytes([data[9] ^ 1]) + data[10:])
    for work in (lambda opened: list(opened.quads()), lambda opened: opened.select("SELECT * { ?s ?p ?o }")):
        with pytest.raises(PlanGraphError, match=f"{store}: .*`plangraph build` mends it"):
            work(build.load(where))


def test_what_a_reader_holds_stays(where: Project, tmp_path: Path) -> None:
    held = snapshots.current(where)
    opened = Store.opened(held.store)
    first = held.folder
    del held
    for name in ("new", "third", "fourth"):
        graphs.build(where, name, tmp_path)
    assert first.name in _generations(where)
    assert opened.ask('ASK { ?s ?p "old" }')
    del opened
    graphs.build(where, "new", tmp_path)
    assert first.name not in _generations(where)
    assert len(_generations(where)) == generations.KEPT
    assert hold(first / "held") is None


def _listing(folder: Path) -> dict[str, bytes]:
    return project.snapshot(folder)


def test_a_folder_with_other_files_is_not_written_into(where: Project, tmp_path: Path) -> None:
    place = where.root / "graph" / "snapshots"
    shutil.rmtree(place)
    place.mkdir()
    (place / "chapter.txt").write_text("mine")
    before = _listing(where.root)
    with pytest.raises(PlanGraphError, match="files lie here that plangraph did not write"):
        graphs.build(where, "new", tmp_path)
    with pytest.raises(PlanGraphError, match="files lie here that plangraph did not write"):
        build.load(where)
    with pytest.raises(PlanGraphError, match="not empty"):
        Store.memory().save(place)
    assert _listing(where.root) == before


@POSIX
@pytest.mark.parametrize("limit", [0, 10, 1_000, 5_000])
def test_on_a_full_disk_the_old_graph_stays(limit: int, where: Project, tmp_path: Path) -> None:
    """No file may grow beyond a limit, which the engine and we meet at different places."""
    graphs.store(where, "new", tmp_path)
    built = snapshots.current(where)
    code = (
        "import resource, sys; from pathlib import Path; from plangraph.errors import PlanGraphError;"
        "from plangraph.files import Project; from tests import graphs; root = Path(sys.argv[1]);\n"
        "from plangraph import snapshots\n"
        "here = Project(root, root / 'ontology', root / 'queries', True)\n"
        "graph = graphs.store(here, 'new', Path(sys.argv[2]))\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "try:\n"
        "    with snapshots.building(here) as right: right.replace(graph, lambda: graphs.files('new'))\n"
        "except PlanGraphError as error: sys.exit('told: ' + str(error))"
    )
    done = _run(str(where.root), str(tmp_path), code=code)
    assert (done.returncode, done.stderr[:6], done.stderr.count("\n")) == (1, "told: ", 1), done.stderr
    assert "written" in done.stderr
    assert snapshots.current(where) == built
    assert graphs.read(where) == ("old",)
    assert folders.read(where.built) == graphs.files("old")
    assert list((where.root / "graph" / "snapshots").glob("*.tmp")) == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    return shutil.copytree(small_built, tmp_path_factory.mktemp("small") / "project")


def test_a_graph_from_its_files_equals_the_graph_that_was_built(sample: Path) -> None:
    here = find_project(sample, sample)
    built = set(build.load(here).quads())
    shutil.rmtree(sample / "graph" / "snapshots")
    assert set(build.load(here).quads()) == built


def test_building_again_changes_nothing(sample: Path) -> None:
    here = find_project(sample, sample)
    before = snapshots.current(here), folders.read(here.built)
    assert _run("plangraph", "build", "--project", str(sample)).returncode == 0
    assert (snapshots.current(here), folders.read(here.built)) == before
    assert len(_generations(here)) == 1
