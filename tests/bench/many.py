"""Many: a made corpus of more and more chapters, built from nothing by two processes: seconds, memory, disk, and what
a hundred thousand documents would need, reckoned from the largest that was built.

Each size is a process of its own. PLANGRAPH_BENCH_CHAPTERS says which sizes, as in "100 500" (100 500 2000).
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from plangraph import growing, snapshots
from plangraph.commands.building import uncollected
from plangraph.files import Project, find_project
from plangraph.snapshots import generations
from tests.bench import synthetic

SIZES, WORKERS = "100 500 2000", 2
MOST = 4096  # MiB that all processes of the largest build may take together
_REACH = 100_000
_Figures = dict[str, float]


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    sizes = [int(word) for word in os.environ.get("PLANGRAPH_BENCH_CHAPTERS", SIZES).split()]
    base = _run(project, 1)
    yield f"many: fixed cost (one chapter): {base['cpu']:.1f} s of the processor, {base['mib']:,.0f} MiB"
    found: list[_Figures] = []
    for size in sizes:
        found.append(_run(project, size))
        yield _line(found[-1], base)
    each = [(one["cpu"] - base["cpu"]) / one["chapters"] for one in found]
    yield f"cost per chapter, least to most: {min(each):.3f} to {max(each):.3f} s, {max(each) / min(each):.2f} times"
    yield from _reckoned(found[-1], base)


def _line(one: _Figures, base: _Figures) -> str:
    n = one["chapters"]
    return (
        f"{n:6,.0f} chapters, {one['triples']:10,.0f} triples: {one['wall']:7.1f} s, {one['cpu']:7.1f} s of the "
        f"processor ({(one['cpu'] - base['cpu']) / n:.3f} s a chapter beyond the fixed cost), "
        f"at most {one['mib']:,.0f} MiB (wanted: {MOST:,}), on disk {one['disk']:,.0f} MiB, load {one['load']:.1f}"
    )


def _reckoned(one: _Figures, base: _Figures) -> Iterator[str]:
    """What many more chapters of the same size would need: in proportion, the fixed part counted once."""
    n = one["chapters"]

    def scaled(name: str) -> float:
        return base[name] + (one[name] - base[name]) / (n - 1) * (_REACH - 1)

    cpu, disk, memory = scaled("cpu"), scaled("disk"), scaled("mib")
    yield f"{_REACH:,} documents, reckoned in proportion from {n:,.0f} (nothing of it was run):"
    yield f"  triples              {scaled('triples') / 1e6:8.0f} million"
    yield f"  processor            {cpu / 3600:8.1f} hours, of which reading is shared among processes"
    yield f"  memory               {memory / 1024:8.1f} GiB in the process that puts it together"
    yield f"  disk                 {disk / 1024:8.1f} GiB while it is built"


def _run(project: Project, size: int) -> _Figures:
    """The figures of one size, from a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        ignored = shutil.ignore_patterns("snapshots", "built", "text")
        shutil.copytree(project.root / "graph", folder / "graph", ignore=ignored)
        synthetic.write(folder / "graph" / "text" / "made", folder / "graph" / "gazetteer", size)
        command = [sys.executable, "-m", "tests.bench.many", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found: _Figures = json.loads(done.stdout)
        place = generations.place(find_project(folder, folder))
        files = [path for top in (place, folder / "graph" / "built") for path in top.rglob("*") if path.is_file()]
        found["disk"] = sum(path.stat().st_size for path in files) / 2**20
    return {**found, "chapters": float(size), "load": os.getloadavg()[0]}


def _build(folder: Path) -> _Figures:
    peak, over = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(peak, over))
    watch.start()
    began = time.perf_counter()
    with snapshots.building(find_project(folder, folder)) as right, uncollected():
        grown = growing.build(right, count=WORKERS)
    wall = time.perf_counter() - began
    over.set()
    watch.join()
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in usage)
    return {"wall": wall, "cpu": cpu, "mib": peak[0], "triples": float(sum(grown.store.counts().values()))}


def _watch(peak: list[float], over: threading.Event) -> None:
    """The most memory that this process and those below it hold together; what they share counts once, by its part."""
    own = os.getpid()
    while not over.wait(0.5):
        held = 0
        for path in Path("/proc").glob("[0-9]*/smaps_rollup"):
            try:
                stat = (path.parent / "stat").read_text().rpartition(")")[2].split()
                if own in (int(path.parent.name), int(stat[1])):
                    held += sum(
                        int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith("Pss:")
                    )
            except OSError:
                continue
        peak[0] = max(peak[0], held / 1024)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_build(Path(sys.argv[1]))) + "\n")
