"""The query tests of the suite through the library itself, without a server."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plangraph.graph.sparql import kind
from plangraph.graph.store import Store
from plangraph.graph.store.answers import Bounds

_MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "graph": "application/n-triples",
}
_FORMS = {"rows": "json", "boolean": "json", "triples": "graph"}
_BOUNDS = Bounds(1_000_000, 1 << 30)


class Library:
    """What the runners of the suite call an engine."""

    def __init__(self, common: Any, folder: Path) -> None:
        """An engine; ``common`` is the module of the runners that reads and compares results."""
        self._common = common
        self._folder = folder
        self._store = Store.memory()

    def load(self, default: Any, named: Any) -> None:
        """Take a dataset in place of the one before."""
        path = self._folder / "data.nq"
        path.write_text(self._common.to_nquads(default, named), encoding="utf-8")
        self._store = Store.memory()
        self._store.load(path)

    def syntax(self, query: str, base: str) -> None:
        """Refuse what is not SPARQL."""
        text = f"BASE <{base}>\n{query}"
        self._ask(text, _MEDIA[_FORMS[kind(text)]], Store.memory())

    def run(self, query: str, base: str, want: str) -> Any:
        """The answer, as the runners read it."""
        body = self._ask(f"BASE <{base}>\n{query}", _MEDIA[want], self._store)
        if want == "csv":
            return self._common.CsvResult(body)
        read: Callable[[bytes], Any] = {"json": self._common.parse_srj, "xml": self._common.parse_srx}.get(
            want, lambda data: self._common.parse_triples(data, "r.nt", base)
        )
        return read(body)

    def _ask(self, text: str, media: str, store: Store) -> bytes:
        return store.answer(text, media, _BOUNDS, "standard").body


def outcomes(runners: Path, suite: Path) -> dict[str, str]:
    """Test to outcome, for every approved test of the query suite."""
    sys.path.insert(0, str(runners))
    try:
        import common  # type: ignore[import-not-found]
        import run_query_eval  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(runners))
    found: dict[str, str] = {}
    tests = common.Suite(str(suite))
    with tempfile.TemporaryDirectory() as folder:
        engine = Library(common, Path(folder))
        for test in run_query_eval.tests(tests, run_query_eval.MANIFESTS, False):
            if not test["service"]:
                try:
                    found[test["id"]] = run_query_eval.one(engine, tests, test, "json")[0]
                except Exception as error:  # whatever goes wrong is the outcome of this test alone
                    found[test["id"]] = f"error: {type(error).__name__}"
    return found
