"""A backend that answers in this process: nobody else waits, and every query is ours."""

from plangraph.asking.request import Reply, Request
from plangraph.graph.store import Scope, Store
from plangraph.graph.store.answers import Bounds, Graphs
from plangraph.web.backend import Answered, Backend
from plangraph.web.guarding import Receive
from plangraph.web.settings import Settings

_WHOLE = Bounds(10**7, 1 << 30)


class Here(Backend):
    """What a server asks its workers, asked of a store; it never moves to another snapshot."""

    def __init__(self, settings: Settings, store: Store) -> None:
        """A backend over a store that holds what ``settings`` name."""
        super().__init__(settings)
        self._store = store

    async def ask(self, request: Request, receive: Receive | None = None) -> Answered:
        """The answer to a query, whole unless it says how many rows it wants.

        Raises:
            QueryError: the query is at fault.
        """
        bounds = _WHOLE if request.rows is None else Bounds(request.rows, _WHOLE.size)
        scope: Scope = "all" if request.scope == "all" else "standard"
        graphs = Graphs(request.default_graphs, request.named_graphs)
        made = self._store.answer(request.query, request.media, bounds, scope, graphs)
        return Answered(Reply(made.kind, request.media, made.body, made.truncated, made.rows), self.snapshot)

    def look(self) -> None:
        """Nothing newer is wanted."""
