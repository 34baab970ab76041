"""The explorer inside a site: one file that needs no other. Where there is none, no page speaks of it."""

from importlib import import_module
from importlib.util import find_spec

from plangraph.files import Project
from plangraph.graph.store import Reads

_HOME = "plangraph.views.explorer"


def page(project: Project, store: Reads) -> bytes | None:
    """The file ``explorer.html``; None where there is no explorer.

    Raises:
        MissingExtraError: what it needs is not installed.
    """
    if find_spec(f"{_HOME}.page") is None:
        return None
    made = import_module(f"{_HOME}.book").book(store, project.queries)
    text: str = import_module(f"{_HOME}.page").page(made)
    return text.encode()
