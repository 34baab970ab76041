"""Names of things and classes in both languages, as the graph has them."""

from collections import defaultdict
from pathlib import Path

from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.tried import Both


def names(store: Reads, folder: Path | None) -> dict[str, Both]:
    """The label of everything that has one in English, by IRI; the English one again where there is no Chinese."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in records(store, find("names", folder)):
        if row["sort"] == "label":
            found[row["thing"]][row.get("language", "")[:2]] = row["name"]
    return {thing: (own["en"], own.get("zh", own["en"])) for thing, own in found.items() if "en" in own}
