"""Adding: what the eighth report costs beside the first, what a second process saves, and where the time goes.

The texts lie beside the project. A text is added as the first to a project of one chapter, and as the eighth to one
that has seven reports more; the seconds are those of the processor, all threads and processes together, each the
least of three runs, so that a busy machine does not decide. With two workers seconds of the clock count.
"""

import cProfile
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from plangraph import growing, snapshots
from plangraph.files import Project, find_project
from plangraph.snapshots import entries
from tests.bench.timing import interpreter
from tests.beside import SHARED

_CORPUS = SHARED / "corpus"
_EIGHTH = _CORPUS / "others" / "sg-2019.txt"
_RUNS = 3
_STEPS = ("read", "background", "links", "inferred", "fill", "put", "walk")


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    if not _CORPUS.is_dir():
        yield f"adding: {_CORPUS} is absent, so nothing was measured"
        return
    with tempfile.TemporaryDirectory() as name:
        one, seven = _project(project, Path(name) / "one"), _project(project, Path(name) / "seven")
        _build(one)
        for path in sorted(_CORPUS.glob("gwr-*[0-9].txt")):
            _place(seven, path)
        seconds = _build(seven)
        rounds = [(_added(one), _added(seven)) for _ in range(_RUNS)]  # in turns, so that what else runs hits both
        first, eighth = (min(times) for times in zip(*rounds, strict=True))
        yield f"build of Chapter 32 and seven reports, nothing kept: {seconds:.2f} s"
        yield f"adding {_EIGHTH.name} as the first report:  {first:.2f} s of the processor"
        yield f"adding {_EIGHTH.name} as the eighth report: {eighth:.2f} s of the processor, {eighth / first:.2f} times"
        yield from _where(seven)
        yield from _workers(seven)


def _project(sample: Project, folder: Path) -> Project:
    shutil.copytree(sample.root / "graph", folder / "graph", ignore=shutil.ignore_patterns("snapshots"))
    return find_project(folder, folder)


def _place(here: Project, path: Path) -> None:
    folder = here.texts / "gwr"
    folder.mkdir(exist_ok=True)
    toml = 'id = "gwr"\nlanguage = "en"\nchapter_headings = false\n[title]\nen = "Reports"\n'
    (folder / "plan.toml").write_text(toml, "utf-8")
    shutil.copyfile(path, folder / f"{path.stem.removeprefix('gwr-')}.txt")


def _build(here: Project, count: int = 1) -> float:
    """Seconds of the clock for a build that finds nothing kept."""
    shutil.rmtree(entries.place(here), ignore_errors=True)
    began = time.perf_counter()
    with snapshots.building(here) as right:
        growing.build(right, count=count)
    return time.perf_counter() - began


def _added(here: Project) -> float:
    """Seconds of the processor to add a text; it is taken away again, and what was kept of it too."""
    kept = {path.name for path in entries.place(here).iterdir()}
    where = ("--project", str(here.root))
    command = interpreter("-m", "plangraph", "add", str(_EIGHTH), "--plan", "sg", "--chapter", "2019", *where)
    seconds = _processor(command)
    subprocess.run([*_argv("remove", "sg", *where)], check=True, capture_output=True)
    for path in entries.place(here).iterdir():
        if path.name not in kept:
            path.unlink()
    return seconds


def _argv(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "plangraph", *arguments]


def _processor(command: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _where(here: Project) -> Iterator[str]:
    """Where the time goes when the eighth is added, by steps; slower than without being watched."""
    folder = here.texts / "sg"
    folder.mkdir()
    toml = 'id = "sg"\nlanguage = "en"\nchapter_headings = false\n[title]\nen = "S"\n'
    (folder / "plan.toml").write_text(toml, "utf-8")
    shutil.copyfile(_EIGHTH, folder / "2019.txt")
    profile = cProfile.Profile(time.process_time)
    with snapshots.building(here) as right:
        profile.runcall(growing.build, right)
    shutil.rmtree(folder)
    found: dict[str, float] = {}
    for (file, _, name), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in _STEPS and Path(file).name in ("growing.py", "refilling.py", "building.py"):
            found[name] = max(row[3], found.get(name, 0.0))
    whole = found.pop("walk")
    yield "where: " + ", ".join(f"{name} {100 * part / whole:.0f} %" for name, part in sorted(found.items()))


def _workers(here: Project) -> Iterator[str]:
    """Reading by one and by two processes, and the whole build."""
    texts = [0.0, 0.0]
    whole = [0.0, 0.0]
    for index, count in enumerate((1, 2)):
        times: list[float] = []
        began = 0.0

        def watch(step: str, done: int, total: int, times: list[float] = times) -> None:
            if step.startswith("read "):
                times.append(time.perf_counter())

        shutil.rmtree(entries.place(here), ignore_errors=True)
        with snapshots.building(here) as right:
            began = time.perf_counter()
            growing.build(right, watch, count)
            whole[index] = time.perf_counter() - began
        texts[index] = times[-1] - began
    yield (
        f"reading all by one process {texts[0]:.2f} s, by two {texts[1]:.2f} s: {texts[0] / texts[1]:.2f} times; "
        f"the whole build {whole[0]:.2f} s and {whole[1]:.2f} s: {whole[0] / whole[1]:.2f} times"
    )
