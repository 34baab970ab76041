"""Commitments as the report counts them: each with its marks, and with the groups that it stands in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.network import Proof, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.marks import BARE, MARKS
from plangraph.views.report.tried import NOTHING, Both

VIEWS = ("commitment-marks", "commitment-groups")
BOX, TEXT = "box", "text"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its marks, its strength and its division, and by dimension the groups that it stands in."""

    proof: Proof
    strength: str
    division: str
    marks: frozenset[str]
    groups: Mapping[str, frozenset[str]]

    @property
    def in_box(self) -> bool:
        """Whether it stands in a box."""
        return BOX in self.groups["box"]


@dataclass(frozen=True, slots=True)
class Commitments:
    """All commitments in reading order, with the labels of groups and the titles of divisions."""

    all: tuple[Commitment, ...]
    labels: Mapping[str, Both]
    titles: Mapping[str, Both]

    def members(self, dimension: str, least: int = 1) -> dict[str, list[int]]:
        """The numbers of the commitments of each group of a dimension that has so many."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.all):
            for name in sorted(one.groups.get(dimension, ())):
                found[name].append(number)
        return {name: numbers for name, numbers in sorted(found.items()) if len(numbers) >= least}


def read(store: Reads, folder: Path | None) -> Commitments:
    """The commitments of a graph; none where it is empty."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    labels: dict[str, Both] = {}
    titles: dict[str, Both] = {}
    for row in records(store, find("commitment-marks", folder)):
        rows[row["measure"]].append(row)
        for key in ("division", "theme"):
            if key in row:
                name = row.get(f"{key}Label", row[key].rsplit("/", 1)[-1])
                labels[row[key]] = (name, row.get(f"{key}LabelZh", name))
        titles[row["division"]] = (row.get("divisionTitle", ""),) * 2
    groups: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in records(store, find("commitment-groups", folder)):
        groups[row["measure"]][row["dimension"]].add(row["value"])
        name = row.get("label", row["value"].rsplit("/", 1)[-1])
        labels[row["value"]] = (name, row.get("labelZh", name))
    made = sorted((_commitment(own, groups[m]) for m, own in rows.items()), key=lambda c: reading_order(c.proof))
    return Commitments(tuple(_placed(made)), labels, titles)


def _commitment(rows: Sequence[dict[str, str]], groups: Mapping[str, set[str]]) -> Commitment:
    first = rows[0]
    strength = first["strength"].rpartition("/")[2]
    marks = {mark.id for mark in MARKS if first.get(mark.id) == "true"}
    marks |= {"firm"} if strength == "deliver" else {"soft"} if strength in ("support", "explore") else set()
    marks |= set() if marks & set(BARE) else {"bare"}
    in_box = first["inBox"] == "true"
    own = {name: frozenset(values) for name, values in groups.items()}
    own["box"] = frozenset({BOX if in_box else TEXT})
    own["theme"] = frozenset(row["theme"] for row in rows if "theme" in row)
    own["section"] = frozenset() if in_box else frozenset({first["division"]})
    proof = Proof(first["sentence"], first["measure"], first["quote"], first["evidence"])
    return Commitment(proof, strength, first["division"], frozenset(marks), own)


def _placed(made: Sequence[Commitment]) -> list[Commitment]:
    """The same, with the third of its division that each stands in."""
    whole: dict[str, list[Commitment]] = defaultdict(list)
    for one in made:
        whole[one.division].append(one)
    thirds = {one.proof: str(3 * place // len(own) + 1) for own in whole.values() for place, one in enumerate(own)}
    return [
        Commitment(c.proof, c.strength, c.division, c.marks, {**c.groups, "third": frozenset({thirds[c.proof]})})
        for c in made
    ]


def label(found: Commitments, name: str) -> Both:
    """How a group is called."""
    return found.labels.get(name, (name, name))


def title(found: Commitments, name: str) -> Both:
    """What stands over a division; nothing over other groups."""
    return found.titles.get(name, NOTHING)
