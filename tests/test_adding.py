"""Adding and removing: a text is there with its graph or not at all, and the graph is that of a fresh build."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph import build, growing, portions, snapshots
from plangraph.cli import main
from plangraph.files import Project, find_project
from plangraph.graph.store import Store, Term
from plangraph.portions import Made, Task
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.snapshots import entries, folders
from tests import project, small

# Made so that texts share places, kinds, a scheme that only they name, and strategies that headings name.
TEXTS = {
    "beta/1": "Chapter 1 Ports\nSection 1  The Western Region\nWe will build an airport in Kashgar and 9 km of road.\n",
    "beta/2": "Chapter 2 Trade\nWe will set up the Blue Lagoon Programme. We will support border areas.\n",
    "beta/3": "Chapter 3 More Trade\nWe will expand the Blue Lagoon Programme in Hunchun and improve border areas.\n",
    "gamma/7": "Chapter 7 Rivers\nWe will support Xinjiang in building ports. It will restore the Yangtze River.\n",
}
Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was built, with its entries."""
    folder = small.copy(tmp_path_factory.mktemp("small"))
    grown = _grow(folder)
    assert (grown.refused, grown.lost) == ([], [])
    return folder


@pytest.fixture
def where(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project"))


@pytest.fixture
def run(where: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Printed:
        try:
            status = main([*arguments, "--project", str(where)])
        except SystemExit as error:
            status = int(str(error.code))
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return run


def _grow(folder: Path, count: int = 1, *, whole: bool = False) -> growing.Grown:
    with snapshots.building(find_project(folder, folder)) as right:
        return growing.build(right, count=count, whole=whole)


def _file(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def _scratch(where: Path, folder: Path) -> dict[str, bytes]:
    """The files of the same project, built from nothing by the walk that keeps nothing."""
    build.write(build.assemble(find_project(where, where)), folder / "built")
    return project.snapshot(folder / "built")


def _state(where: Path) -> dict[str, bytes]:
    """Texts and built files."""
    return project.snapshot(where / "graph" / "text") | project.snapshot(where / "graph" / "built")


def test_any_order_of_adding_and_removing_gives_the_graph_of_a_fresh_build(
    where: Path, run: Run, tmp_path: Path
) -> None:
    before = _state(where)
    chance = random.Random(20)  # noqa: S311 -- an order, no secret
    there: set[str] = set()
    for step in range(6):
        name = chance.choice(sorted(TEXTS))
        if name in there:
            there.remove(name)
            assert run("remove", name)[0] == 0
        else:
            there.add(name)
            plan, _, chapter = name.partition("/")
            text = _file(tmp_path, f"{chapter}.txt", TEXTS[name])
            assert run("add", text, "--plan", plan, "--chapter", chapter)[0] == 0
        if step in (2, 5):
            assert project.snapshot(where / "graph" / "built") == _scratch(where, tmp_path / str(step)), (step, there)
            stored = Store.memory()
            for path in sorted((where / "graph" / "built").rglob("*.trig")):
                stored.load(path)
            opened = build.load(find_project(where, where))
            ontology = [line for line in opened.lines() if line.endswith("<https://w3id.org/plangraph/ontology> .")]
            named = {line for line in opened.lines() if line.endswith("> .") and line.count(" <") >= 2}
            assert set(stored.lines()) <= named
            assert len(opened.counts()) == len(stored.counts()) + bool(ontology)
            assert opened.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == _merged(where)
    for name in sorted(there):
        assert run("remove", name)[0] == 0
    assert _state(where) == before


def _merged(where: Path) -> list[tuple[Term | None, ...]]:
    """How many triples there are, each once, asked of a store that was made at one go."""
    store = Store.memory()
    here = find_project(where, where)
    for path in sorted(here.built.rglob("*.trig")):
        store.load(path)
    for path in here.ontology_files:
        store.load(path, to_graph="https://w3id.org/plangraph/ontology")
    return store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows


def test_a_text_that_is_there_is_not_read_again(
    where: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    honest = portions.made

    def made(task: Task, gazetteer: Gazetteer, extractor: RuleExtractor) -> Made:
        read.append(task.path.name)
        return honest(task, gazetteer, extractor)

    monkeypatch.setattr(portions, "made", made)
    assert run("add", _file(tmp_path, "2.txt", TEXTS["beta/2"]), "--plan", "beta", "--chapter", "2")[0] == 0
    assert read == ["2.txt"]
    assert run("remove", "beta")[0] == run("add", str(tmp_path / "2.txt"), "--plan", "beta")[0] == 0
    assert read == ["2.txt"]  # kept though it was away


def test_a_damaged_entry_is_noticed_and_made_again(where: Path, tmp_path: Path) -> None:
    place = entries.place(find_project(where, where))
    spoilt = sorted(path for path in place.iterdir() if path.is_file())
    assert len(spoilt) > 5
    for number, path in enumerate(spoilt):
        data = path.read_bytes()
        path.write_bytes((data[:-9], data.replace(b"Kashgar", b"Hunchun"), b"", data[:70] + b"\n{}")[number % 4])
    small.rewrite(where, 1)
    small.rewrite(where, 0)
    _grow(where)
    assert project.snapshot(where / "graph" / "built") == _scratch(where, tmp_path)


def test_a_change_of_a_table_or_a_verdict_or_a_rule_is_seen(where: Path, tmp_path: Path) -> None:
    table = where / "graph" / "gazetteer" / "places.csv"
    table.write_bytes(table.read_bytes().replace(b"Kashgar", b"Kashgaria"))
    rule = where / "queries" / "rule" / "bears-on.rq"
    rule.write_bytes(rule.read_bytes().replace(b"#+ within: chapter\n", b"").replace(b"plan:actor|", b""))
    _grow(where)
    assert project.snapshot(where / "graph" / "built") == _scratch(where, tmp_path)


def test_a_new_plan_is_made_on_the_spot_and_the_text_is_normalised(where: Path, run: Run, tmp_path: Path) -> None:
    original = b"\xef\xbb\xbf" + TEXTS["beta/1"].replace("\n", "\r\n").encode()
    status, out, _ = run("add", _file(tmp_path, "any.txt", original), "--plan", "beta", "--chapter", "1")
    assert status == 0
    assert "beta/1: new: 1 sentences, 1 measures, 2 places; named by other chapters too: 1 (Kashgar)\n" in out
    told = tomllib.loads((where / "graph/text/beta/plan.toml").read_text("utf-8"))
    stored = (where / "graph/text/beta/1.txt").read_bytes()
    assert stored == TEXTS["beta/1"].encode()
    assert told["title"] == {"en": "Chapter 1 Ports"}
    assert told["sha256"] == {"1.txt": hashlib.sha256(stored).hexdigest()}
    assert told["original"] == {"1.txt": hashlib.sha256(original).hexdigest()}


def test_a_folder_brings_its_plan(where: Path, run: Run, tmp_path: Path) -> None:
    for name in ("1", "2"):
        _file(tmp_path / "in", f"{name}.txt", TEXTS[f"beta/{name}"])
    toml = 'id = "beta"\nlanguage = "en"\n# kept\n[title]\nen = "Beta"\n'
    _file(tmp_path / "in", "plan.toml", toml)
    assert run("add", str(tmp_path / "in"))[0] == 0
    there = where / "graph" / "text" / "beta"
    assert sorted(path.name for path in there.iterdir()) == ["1.txt", "2.txt", "plan.toml"]
    assert (there / "plan.toml").read_text("utf-8").startswith(toml)
    for name in ("beta/1", "beta/2"):
        assert run("remove", name)[0] == 0
    assert (there / "plan.toml").read_text("utf-8") == toml  # somebody wrote it, so it stays
    assert run("remove", "beta")[1].splitlines()[0] == "beta: the plan is gone"
    assert not there.exists()


def test_the_step_of_the_tutorial_is_what_happens(where: Path, run: Run) -> None:
    """Over the small project fewer names are shared, so only what does not depend on it is compared."""
    status, out, _ = run("add", str(project.ROOT / "samples" / "border-sample"))
    shown = (project.ROOT / "docs" / "tutorial.md").read_text("utf-8")
    assert status == 0
    assert out.partition(";")[0] in shown
    assert out.splitlines()[1] in shown
    removed = run("remove", "border-sample")[1].splitlines()
    assert "\n".join(removed[:2]) in shown


BAD = {
    "no plan": (["{good}"], 2, "no plan named"),
    "no id": (["{good}", "--plan", "../x"], 2, "no id of a plan"),
    "no number": (["{good}", "--plan", "beta", "--chapter", "three"], 2, "no number of a chapter"),
    "no chapter": (["{bare}", "--plan", "beta"], 2, "no chapter named"),
    "no text": (["{pdf}", "--plan", "beta", "--chapter", "1"], 1, "is a PDF"),
    "not there": (["{good}x", "--plan", "beta", "--chapter", "1"], 1, "not found"),
    "no heading": (["{bare}", "--plan", "cn-14fyp", "--chapter", "33"], 1, "no chapter heading"),
    "another text": (["{good}", "--plan", "cn-14fyp", "--chapter", "32"], 1, "another text is here for cn-14fyp/32"),
    "same text": (["{same}", "--plan", "cn-14fyp", "--chapter", "33"], 1, "the same text is here already"),
    "empty folder": (["{empty}", "--plan", "beta"], 1, "no text in this folder"),
    "folder with number": (["{empty}", "--plan", "beta", "--chapter", "1"], 2, "--chapter is for one file"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_nothing_changes(name: str, where: Path, run: Run, tmp_path: Path) -> None:
    arguments, status, message = BAD[name]
    (tmp_path / "empty").mkdir()
    names = {
        "good": _file(tmp_path, "good.txt", TEXTS["beta/1"]),
        "bare": _file(tmp_path, "bare.txt", "We will build ports.\n"),
        "pdf": _file(tmp_path, "a.txt", b"%PDF-1.7\n"),
        "same": _file(tmp_path, "same.txt", small.TEXTS[0]),
        "empty": str(tmp_path / "empty"),
    }
    before = _state(where)
    found = run("add", *(argument.format(**names) for argument in arguments))
    assert found[0] == status
    assert message in found[2]
    assert len(found[2].splitlines()) == 1
    assert _state(where) == before
    assert not (where / "graph" / "snapshots" / "texts.new").exists()


@pytest.mark.parametrize("name", ["nowhere", "cn-14fyp/33", "cn-14fyp/32", "a b"])
def test_what_cannot_be_removed_stays(name: str, where: Path, run: Run) -> None:
    before = _state(where)
    status, _, err = run("remove", name)
    assert status == (2 if " " in name else 1)
    assert len(err.splitlines()) == 1
    assert _state(where) == before


def test_the_same_text_again_is_said_and_another_replaces_on_request(where: Path, run: Run, tmp_path: Path) -> None:
    again = _file(tmp_path, "32.txt", small.TEXTS[0])
    assert run("add", again, "--plan", "cn-14fyp") == (0, "cn-14fyp/32: this text is here already\n", "")
    other = _file(tmp_path, "other.txt", small.TEXTS[1])
    assert run("add", other, "--plan", "cn-14fyp", "--replace")[0] == 0
    assert (where / "graph/text/cn-14fyp/32.txt").read_text("utf-8") == small.TEXTS[1]
    assert project.snapshot(where / "graph" / "built") == _scratch(where, tmp_path / "scratch")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX: kill")
@pytest.mark.parametrize(
    "moment",
    ["growing.following.conclusions", "snapshots.generations.point", "snapshots.folders.swap", "staging.finish"],
)
def test_a_kill_leaves_text_and_graph_or_neither(moment: str, where: Path, tmp_path: Path) -> None:
    text = _file(tmp_path, "2.txt", TEXTS["beta/2"])
    old = _state(where)
    code = (
        "import os, signal; from plangraph import growing; from plangraph.cli import main;"
        "from plangraph import snapshots; from plangraph.snapshots import staging, generations, folders\n"
        f"holder, name = {moment.rpartition('.')[0]}, {moment.rpartition('.')[2]!r}\n"
        "setattr(holder, name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))\n"
        f"main(['add', {text!r}, '--plan', 'beta', '--project', {str(where)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=project.ROOT)
    assert done.returncode == -9, done.stderr
    here = find_project(where, where)
    snapshots.current(here)  # whoever reads next puts it right
    new = (here.texts / "beta" / "2.txt").exists()
    assert (
        new
        == (here.built / "beta" / "2.trig").exists()
        == ("beta/2.trig" in folders.read(snapshots.current(here).built))
    )
    assert new == (moment in ("snapshots.folders.swap", "staging.finish"))
    assert new or _state(where) == old
    assert project.snapshot(here.built) == _scratch(where, tmp_path / "scratch")


def test_several_processes_give_the_same_bytes(where: Path, tmp_path: Path) -> None:
    here = _with_all(where)
    shutil.rmtree(entries.place(here))
    assert not _grow(where, count=2).refused
    assert project.snapshot(here.built) == _scratch(where, tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process reads")
@pytest.mark.parametrize("always", [False, True])
def test_a_text_that_kills_its_process_costs_only_itself(
    always: bool, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, honest, killed = _with_all(where), portions.made, tmp_path / "killed"

    def made(task: Task, gazetteer: Gazetteer, extractor: RuleExtractor) -> Made:
        if task.path.name == "2.txt" and (always or not killed.exists()):
            killed.touch()
            os.kill(os.getpid(), 9)
        return honest(task, gazetteer, extractor)

    shutil.rmtree(entries.place(here))
    before = project.snapshot(here.built)
    monkeypatch.setattr(portions, "made", made)
    grown = _grow(where, count=2, whole=always)
    assert killed.exists()
    named = [str(here.texts / "beta" / "2.txt")] * always
    assert [error.args[0].partition(": ")[0] for error in grown.lost] == named
    if always:
        assert project.snapshot(here.built) == before  # who adds it gets all or nothing
        grown = _grow(where, count=2)
        assert (len(grown.lost), len(grown.parts)) == (1, len(TEXTS))  # Chapter 32 and all but one
        (here.texts / "beta" / "2.txt").unlink()
    assert project.snapshot(here.built) == _scratch(where, tmp_path / "scratch")


def _with_all(where: Path) -> Project:
    for name, text in TEXTS.items():
        plan, _, chapter = name.partition("/")
        _file(where, f"graph/text/{plan}/{chapter}.txt", text)
        _file(where, f"graph/text/{plan}/plan.toml", f'id = "{plan}"\nlanguage = "en"\n[title]\nen = "{plan}"\n')
    return find_project(where, where)
