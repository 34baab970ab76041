"""Builds that are killed, and reads while others build: one whole graph each time, the old one or the new one."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from plangraph import snapshots
from plangraph.files import Project, find_project
from plangraph.graph.store import Store
from plangraph.graph.store.terms import Quad
from plangraph.snapshots import folders, generations
from tests import small
from tests.soak import reader

KILLS, REBUILDS, READS = 100, 20, 1_000
_QUIET = subprocess.DEVNULL
Whole = tuple[set[Quad], dict[str, bytes]]


def _command(here: Project) -> list[str]:
    return [sys.executable, "-m", "plangraph", "build", "--project", str(here.root)]


def _build(here: Project, variant: int) -> None:
    small.rewrite(here.root, variant)
    subprocess.run(_command(here), check=True, stdout=_QUIET)


def _read(here: Project) -> tuple[str, Whole]:
    snapshot = snapshots.current(here)
    return snapshot.id, (set(Store.opened(snapshot.store).quads()), folders.read(snapshot.built))


@pytest.fixture
def here(tmp_path: Path) -> Project:
    folder = small.copy(tmp_path / "project")
    return find_project(folder, folder)


def _kill(here: Project, chance: random.Random, seconds: float) -> bool:
    """Start a build and kill it: anywhere, while it writes, or in its swap; whether it was still at work."""
    process = subprocess.Popen(_command(here), stdout=_QUIET)
    place = generations.place(here)
    sign, most = chance.choice((("lock", seconds), ("*-*.tmp", seconds / 4), ("publishing", 0.01)))
    while not list(place.glob(sign)) and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, most))
    process.kill()
    return process.wait() < 0


@pytest.mark.soak
def test_a_killed_build_leaves_a_whole_graph(here: Project) -> None:
    whole: dict[str, Whole] = {}
    names = []
    for variant in (0, 1):
        begun = time.monotonic()
        _build(here, variant)
        seconds = time.monotonic() - begun
        name, content = _read(here)
        whole[name] = content
        names.append(name)
    assert len(whole) == 2
    chance, tally, variant = random.Random(32), Counter[str](), 1  # noqa: S311 (no secret)
    while tally.total() < KILLS:
        small.rewrite(here.root, 1 - variant)
        killed = _kill(here, chance, seconds)
        name, content = _read(here)
        assert content == whole[name]
        assert folders.read(here.built) == content[1]
        if killed:
            tally["old" if name == names[variant] else "new"] += 1
        variant = names.index(name)
    with snapshots.building(here):
        left = [path.name for path in here.built.parent.rglob("*") if path.suffix in (".tmp", ".new", ".old")]
        kept = list(generations.place(here).glob("*/sums.txt"))
    print(f"killed builds: {tally.total()}, each a whole graph: {dict(tally)}")  # noqa: T201
    assert (left, len(kept) <= generations.KEPT) == ([], True)
    assert min(tally["old"], tally["new"]) > 0


@pytest.mark.soak
def test_readers_never_see_a_mixture(here: Project, tmp_path: Path) -> None:
    known = []
    for variant in (0, 1):
        _build(here, variant)
        known.append(json.loads(json.dumps(reader.read(here))))
    assert known[0][2] != known[1][2]
    assert all(answer[0] == answer[1] for answer in known)
    command = [sys.executable, "-m", "tests.soak.reader", str(here.root)]
    printed = [tmp_path / name for name in ("one", "two")]
    rebuilds = 0
    with printed[0].open("w") as one, printed[1].open("w") as two:
        readers = [subprocess.Popen(command, stdout=out) for out in (one, two)]
        try:
            while rebuilds < REBUILDS or sum(len(path.read_text().splitlines()) for path in printed) < READS:
                _build(here, rebuilds % 2)
                rebuilds += 1
        finally:
            (here.root / "stop").touch()
            ended = [process.wait() for process in readers]
    reads = [json.loads(line) for path in printed for line in path.read_text().splitlines()]
    seen = [known.index(read) if read in known else read for read in reads]
    wrong = [read for read in seen if read not in (0, 1)]
    print(f"reads: {len(reads)} during {rebuilds} rebuilds, wrong: {len(wrong)}, {seen.count(0)}/{seen.count(1)}")  # noqa: T201
    assert (ended, wrong[:3]) == ([0, 0], [])
    assert min(seen.count(0), seen.count(1)) > READS // 10
