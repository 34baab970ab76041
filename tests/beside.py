"""Test data that lies beside the project and is never copied into it."""

import os

import pytest

from tests.project import ROOT

SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus"


def needs(*folders: str) -> pytest.MarkDecorator:
    """Skips a test where a folder of ../shared is absent; on a machine that must have all it fails instead."""
    absent = [name for name in folders if not (SHARED / name).is_dir()]
    return pytest.mark.skipif(
        bool(absent) and not os.environ.get("CI"), reason=f"needs ../shared/{', ../shared/'.join(absent)}"
    )
