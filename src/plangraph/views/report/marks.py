"""Questions about commitments: which marks they bear, by section, by theme, and in boxes beside the running text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis.contrast import Contrast, Share, contrast
from plangraph.graph.network import Proof, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, listed

VIEW = "commitment-marks"
LEAST = 5  # commitments of a theme or section, below which it is not asked about
DEALT: Both = (
    "marks dealt to other sentences, those of one sentence kept together",
    "特征随机分配给其他句子，同一句内的保持在一起",
)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its marks, its division of the text and its themes."""

    proof: Proof
    division: str
    in_box: bool
    themes: frozenset[str]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """What may be true of a commitment: words for a title ("firm words"), and after "12 of 30 commitments"."""

    id: str
    name: Both
    says: Both
    meaning: Both = NOTHING


MARKS = (
    Mark(
        "firm",
        ("Firm words", "坚定的措辞"),
        ("say that something will be done, such as “build” or “provide”", "用“建设”“提供”等词承诺落实"),
    ),
    Mark(
        "soft",
        ("Soft words", "较软的措辞"),
        ("only support, encourage or explore", "仅为“支持”“鼓励”或“探索”"),
    ),
    Mark(
        "place",
        ("Named places", "点名的地方"),
        ("name a particular place, region or work", "点名具体的地方、地区或工程"),
    ),
    Mark(
        "acts",
        ("Who acts", "由谁行动"),
        ("say which region or body acts itself", "指明由哪个地区或机构自己行动"),
        ("All others say “we will” or name nobody.", "其余均以“我们将”表述，或未指明行动者。"),
    ),
    Mark(
        "number",
        ("Numbers", "数字"),
        ("carry a number", "带有数字"),
        ("What the others reach cannot be counted by the text alone.", "其余承诺的实现程度，仅凭文本无法计量。"),
    ),
    Mark("means", ("Means", "手段"), ("say by which means", "说明所用手段")),
    Mark("aim", ("Aims", "目的"), ("say for what", "说明目的")),
    Mark("becomes", ("Roles", "定位"), ("say what something is to become", "说明某地或某事将成为什么")),
)


@dataclass(frozen=True, slots=True)
class Commitments:
    """All commitments in reading order, with the labels and notes of divisions and themes."""

    all: tuple[Commitment, ...]
    labels: Mapping[str, Both]
    notes: Mapping[str, Both]


def read(store: Reads, folder: Path | None) -> Commitments:
    """The commitments of a graph; none where it is empty."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    labels: dict[str, Both] = {}
    notes: dict[str, Both] = {}
    for row in records(store, find(VIEW, folder)):
        rows[row["measure"]].append(row)
        for key in ("division", "theme"):
            if key in row:
                name = row.get(f"{key}Label", row[key].rsplit("/", 1)[-1])
                labels[row[key]] = (name, row.get(f"{key}LabelZh", name))
                notes[row[key]] = (row.get(f"{key}Title", ""),) * 2
    made = [_commitment(own) for own in rows.values()]
    return Commitments(tuple(sorted(made, key=lambda c: reading_order(c.proof))), labels, notes)


def _commitment(rows: Sequence[dict[str, str]]) -> Commitment:
    first = rows[0]
    strength = first["strength"].rpartition("/")[2]
    marks = {mark.id for mark in MARKS if first.get(mark.id) == "true"}
    marks |= {"firm"} if strength == "deliver" else {"soft"} if strength in ("support", "explore") else set()
    return Commitment(
        Proof(first["sentence"], first["measure"], first["quote"], first["evidence"]),
        first["division"],
        first["inBox"] == "true",
        frozenset(row["theme"] for row in rows if "theme" in row),
        frozenset(marks),
    )


@dataclass(frozen=True, slots=True)
class Grouping:
    """Commitments in groups, each with its label and note; ``by`` says what they are grouped by."""

    by: str
    commitments: Sequence[Commitment]
    groups: Mapping[str, list[int]]
    labels: Mapping[str, Both]
    notes: Mapping[str, Both]


def tried(found: Commitments, draws: int, seed: int) -> Iterator[Tried]:
    """Every mark by box and text, by section, and by theme."""
    text = [c for c in found.all if not c.in_box]
    boxes = {
        "box": [n for n, c in enumerate(found.all) if c.in_box],
        "text": [n for n, c in enumerate(found.all) if not c.in_box],
    }
    sections = _groups([[c.division] for c in text])
    themes = _groups([sorted(c.themes) for c in found.all])
    named = {"box": ("boxes", "专栏"), "text": ("running text", "正文")}
    groupings = [
        Grouping("section", text, sections, found.labels, found.notes),
        Grouping("theme", found.all, themes, found.labels, found.notes),
    ]
    if all(boxes.values()):
        groupings.insert(0, Grouping("box", found.all, boxes, named, {}))
    for mark in MARKS:
        for grouping in groupings:
            yield from _asked(grouping, mark, draws, seed)


def _groups(names: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(names):
        for name in own:
            groups[name].append(number)
    return {name: members for name, members in groups.items() if len(members) >= LEAST}


_BY: Mapping[str, Both] = {
    "box": ("boxes and running text", "专栏与正文"),
    "section": ("by section", "按节"),
    "theme": ("by theme", "按主题"),
}


def _asked(asked: Grouping, mark: Mark, draws: int, seed: int) -> Iterator[Tried]:
    groups, by = asked.groups, asked.by
    marks = [mark.id in c.marks for c in asked.commitments]
    if len(groups) < 2 or len(set(marks)) < 2:
        return
    units = [c.proof.sentence for c in asked.commitments]
    made = contrast(marks, units, groups, draws, seed)
    kept = [s for s in made.shares if s.above] or [max(made.shares, key=lambda s: (s.count / s.total, s.total))]
    members = {n for share in kept for n in groups[share.group] if marks[n]}
    yield Tried(
        id=f"{mark.id}-by-{by}",
        title=(f"{mark.name[0]}, {_BY[by][0]}", f"{mark.name[1]}：{_BY[by][1]}"),
        sentence=(_says(made, mark, asked, sum(marks), 0), _says(made, mark, asked, sum(marks), 1)),
        meaning=mark.meaning,
        figure=("distance of the shares from that of all (chi-square)", "各组比例与总体比例的距离（卡方）"),
        chance=DEALT,
        standing=made.standing,
        rows=tuple(_row(share, asked.labels, asked.notes) for share in made.shares),
        unit=(f"commitments that {mark.says[0]}", f"{mark.says[1]}的承诺数"),
        proofs=tuple(sorted((asked.commitments[n].proof for n in members), key=reading_order)),
        views=(VIEW,),
        units=len({units[n] for n, marked in enumerate(marks) if marked}),
    )


def _says(made: Contrast, mark: Mark, asked: Grouping, marked: int, language: int) -> str:
    def by_share(share: Share) -> float:
        return share.count / share.total

    above = sorted((s for s in made.shares if s.above), key=by_share, reverse=True)[:_SHOWN]
    below = sorted((s for s in made.shares if s.below), key=by_share)[:_SHOWN]
    if not above and not below:
        above = [max(made.shares, key=by_share)]
    if len(made.shares) == 2:
        above, below = sorted(made.shares, key=by_share, reverse=True)[:1], sorted(made.shares, key=by_share)[:1]

    def one(share: Share) -> str:
        name = asked.labels[share.group][language]
        title = asked.notes.get(share.group, NOTHING)[language]
        name += f" “{title}”" if title else ""
        return f"{name}（{share.total}项中{share.count}项）" if language else f"{name} ({share.count} of {share.total})"

    if language:
        parts = [f"较多：{listed([one(s) for s in above], 1)}"] if above else []
        parts += [f"较少：{listed([one(s) for s in below], 1)}"] if below else []
        return f"{mark.says[1]}的承诺共{marked}项。{'；'.join(parts)}。"
    parts = [f"more often in {listed([one(s) for s in above], 0)}"] if above else []
    parts += [f"seldom in {listed([one(s) for s in below], 0)}"] if below else []
    verbs = mark.says[0]
    return f"{marked} commitments {verbs}: {', '.join(parts)}."


def _row(share: Share, labels: Mapping[str, Both], notes: Mapping[str, Both]) -> Row:
    return Row(
        share.group,
        labels[share.group],
        notes.get(share.group, NOTHING),
        share.count,
        share.total,
        share.low * share.total,
        share.high * share.total,
        share.mean,
        share.chance_low,
        share.chance_high,
    )
