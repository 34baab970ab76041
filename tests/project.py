"""A copy of the sample project that a test may break."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def copy(folder: Path, *, built: bool = True) -> Path:
    """The sample's data in ``folder``; its path."""
    for name in ("graph", "ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("snapshots"))
    if not built:
        shutil.rmtree(folder / "graph" / "built", ignore_errors=True)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
