"""A cited knowledge graph of regions, strategies and measures in development plans.

>>> import plangraph
>>> rows = plangraph.query("border-ports-built")

Names are handed on from ``plangraph.api`` when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module

__all__ = [
    "analyse",
    "check",
    "dataset",
    "diff",
    "explore",
    "load",
    "network",
    "picture",
    "project",
    "query",
    "read",
    "report",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("plangraph.api"), name)
    raise AttributeError(f"module 'plangraph' has no attribute {name!r}")
