"""``make conformance``: run the suites, and fail when a test that passed no longer does.

The suites lie in ``../shared/conformance`` and are never copied; what is kept here is the name of each test and its
outcome. ``--update`` writes them anew.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.beside import SHARED
from tests.conformance import inside

HERE = Path(__file__).resolve().parent
RUNNERS = SHARED / "conformance"
SUITE = RUNNERS / "rdf-tests"
FINE = ("pass", "pass-by-value")
SECONDS = 4  # the time limit of queries while the protocol is tested
ENDPOINT = "http://127.0.0.1:{port}/sparql"


def main() -> int:
    """Run what is asked for; 1 when something was lost, or two ways to ask differ."""
    options = _options()
    if not SUITE.is_dir():
        print(f"needs {SUITE.relative_to(SHARED.parent)}, which is not there")
        return 1 if os.environ.get("CI") else 0
    found = {name: _run(name) for name in options.only or RUNS}
    lost = [line for name, outcomes in found.items() for line in _compared(name, outcomes, update=options.update)]
    sets = {name: _passed(outcomes) for name, outcomes in found.items() if name != "protocol"}
    for name, passed in sets.items():
        first = next(iter(sets))
        lost += [f"{name} and {first} differ: {test}" for test in sorted(passed ^ sets[first])]
    for line in lost:
        print(line)
    return 1 if lost else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument(
        "only", nargs="*", metavar="RUN", help="protocol, in-process, http-json, http-xml (default: all)"
    )
    parser.add_argument("--update", action="store_true", help="write the outcomes as the new baseline")
    return parser.parse_args()


def _served(*more: str) -> str:
    command = [sys.executable, "-m", "plangraph", "serve", "--processes", "1", "--workers", "1", *more]
    return f"{shlex.join(command)} --data {{data}} --port {{port}}"


RUNS: Mapping[str, tuple[str, ...]] = {
    "protocol": (
        "run_protocol.py", "--read-only", "--extra", "--limit", str(SECONDS),
        "--server-command", _served("--seconds", str(SECONDS)),
    ),
    "in-process": (),
    "http-json": ("run_query_eval.py", "--engine", "http", "--server-command", _served()),
    "http-xml": ("run_query_eval.py", "--engine", "http", "--format", "xml", "--server-command", _served()),
}  # fmt: skip


def _run(name: str) -> dict[str, str]:
    """Test to outcome."""
    if not RUNS[name]:
        return inside.outcomes(RUNNERS, SUITE)
    runner, *arguments = RUNS[name]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, str(RUNNERS / runner), str(SUITE), "--endpoint", ENDPOINT, *arguments]
        subprocess.run([*command, "--report", str(report)], check=False, stdout=subprocess.DEVNULL)
        return {one["id"]: one["status"] for one in json.loads(report.read_text(encoding="utf-8"))}


def _passed(outcomes: Mapping[str, str]) -> set[str]:
    return {test for test, outcome in outcomes.items() if outcome in FINE}


def _compared(name: str, outcomes: dict[str, str], *, update: bool) -> Iterable[str]:
    """What was lost against the outcomes that are kept."""
    kept = HERE / f"{name}.json"
    passed = _passed(outcomes)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(Counter(outcomes.values()).items()))
    print(f"{name}: {len(passed)}/{len(outcomes)} ({told})")
    if update:
        lines = [json.dumps({"id": test, "status": outcome}) for test, outcome in sorted(outcomes.items())]
        kept.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
        return []
    before = _passed({one["id"]: one["status"] for one in json.loads(kept.read_text(encoding="utf-8"))})
    return [f"{name}: lost: {test}" for test in sorted(before - passed)]


if __name__ == "__main__":
    sys.exit(main())
