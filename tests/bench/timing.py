"""How long things take: alternating, several times, the median."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable


def alternating(ours: Callable[[], object], theirs: Callable[[], object], repeat: int = 5) -> tuple[float, float]:
    """Median seconds of two functions, run in turn so that noise hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeat):
        for function, kept in zip((ours, theirs), times, strict=True):
            began = time.perf_counter()
            function()
            kept.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def interpreter(*arguments: str) -> Callable[[], object]:
    """A fresh Python that runs ``arguments``."""

    def run() -> object:
        return subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return run


def row(name: str, ours: float, theirs: float, peer: str) -> str:
    """One line of the report: what, how long each took, how many times as long ours took."""
    return f"{name:44} {ours * 1000:9.1f} ms   {peer:44} {theirs * 1000:9.1f} ms   ratio {ours / theirs:8.3f}"
