"""Links between things that are not measures: what tables say, and what follows by rules; facts with their sources."""

from collections.abc import Mapping
from typing import Any

from plangraph.views.explorer.asked import Asked, local, short
from plangraph.views.explorer.names import Names
from plangraph.vocab import GAZETTEER_GRAPH, INFERRED_GRAPH, PLAN

STATED, BACKGROUND, INFERRED = 0, 1, 2
_RULE = "what lies in a part lies in the whole"


def edges(asked: Asked, things: Mapping[str, int]) -> list[list[Any]]:
    """From thing, to thing, kind, basis, and the source of a fact, the rule, or the sentence that states it."""
    sources = {key: source for key, (source, _) in _sourced(asked).items()}
    found: dict[tuple[int, int, str], tuple[int, str]] = {}
    for row in asked.rows("relations"):
        if row["thing"] not in things or row["object"] not in things or row["thing"] == row["object"]:
            continue
        key = (things[row["thing"]], things[row["object"]], local(row["property"]))
        if row["graph"] == GAZETTEER_GRAPH:
            value = (BACKGROUND, sources.get((row["thing"], row["property"], row["object"]), ""))
        elif row["graph"] == INFERRED_GRAPH:
            value = (INFERRED, _RULE if key[2] == "locatedIn" else "")
        else:
            value = (STATED, short(row["graph"]))
        found[key] = min(value, found.get(key, value))
    return [[*key, *value] for key, value in sorted(found.items())]


def facts(asked: Asked, names: Names, things: Mapping[str, int]) -> list[list[Any]]:
    """Thing, property in English and Chinese, thing or name, sources, certainties: of the things that are shown."""
    rows: list[list[Any]] = []
    for (thing, relation, target), words in _sourced(asked).items():
        if thing in things:
            shown = things.get(target, names.en(target))
            rows.append([things[thing], names.en(relation), names.zh(relation), shown, *words])
    return sorted(rows, key=lambda row: (row[0], row[1], str(row[3])))


def _sourced(asked: Asked) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Fact to its sources and certainties, each once: a fact of two sources does not say which is how certain."""
    found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for row in asked.rows("facts"):
        sources, certainties = found.setdefault((row["thing"], row["property"], row["object"]), (set(), set()))
        sources.add(row.get("source", ""))
        certainties.add(local(row.get("certainty", "")))
    return {key: ("; ".join(sorted(one)), ", ".join(sorted(two))) for key, (one, two) in found.items()}


def properties(asked: Asked, names: Names) -> dict[str, dict[str, str]]:
    """The labels of the properties that edges and roles are named by."""
    used = {row["property"] for row in asked.rows("relations")} | {row["role"] for row in asked.rows("roles")}
    used.add(PLAN + "mentions")  # what joins a thing without a role to the measure that names it
    return {local(iri): names.both(iri) for iri in sorted(used)}
