"""What takes seconds to make, made by the first process of a run that needs it; the others wait and use it too."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` filled, whichever process of this run called it. Nobody may change what is in it."""
    base = folders.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place, claim = root / name, root / f"{name}.claim"
    while not place.is_dir():
        try:
            claim.mkdir()
        except FileExistsError:
            time.sleep(0.05)
            continue
        try:
            if not place.is_dir():
                part = root / f"{name}.part"
                shutil.rmtree(part, ignore_errors=True)  # of one that failed
                part.mkdir()
                make(part)
                part.rename(place)
        finally:
            claim.rmdir()
    return place
