"""The explorer inside a site: one file that needs no other."""

from plangraph.files import Project
from plangraph.graph.store import Reads
from plangraph.views.explorer import book, page


def explorer(project: Project, store: Reads) -> bytes:
    """The file ``explorer.html``.

    Raises:
        MissingExtraError: what it needs is not installed.
    """
    return page.page(book.book(store, project.queries)).encode()
