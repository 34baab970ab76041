"""Questions about marks: is a mark more frequent in some groups of commitments than in others?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from plangraph.graph.analysis.contrast import Contrast, Share, contrasts
from plangraph.graph.network import reading_order
from plangraph.views.report.commitments import VIEWS, Commitments, label, title
from plangraph.views.report.marks import MARKS, Mark
from plangraph.views.report.phrases import DIMENSIONS, capital, counted, counted_zh, phrase
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, percent

LEAST = 5  # commitments of a group, below which it is not asked about
DEALT: Both = (
    "marks dealt to other sentences, those of one sentence kept together",
    "特征随机分配给其他句子，同一句内的保持在一起",
)
_DISTANCE: Both = ("distance of the shares from that of all (chi-square)", "各组比例与总体比例的距离（卡方）")
# Marks that say the same or exclude each other are not crossed: one would follow from the other.
CROSSED = ("firm", "soft", "local", "acts", "benefits", "means", "aim", "becomes", "number")
_NEVER = {("firm", "soft"), ("firm", "means")}
# What definitions decide is not asked: the verbs of construction are those of firm words, and a means is an instrument.
_DEFINED = {("means", "instrument"), ("bare", "instrument"), ("firm", "instrument")}


@dataclass(frozen=True, slots=True)
class Grouping:
    """Commitments in groups; ``phrases`` are the groups in a sentence, ``names`` and ``notes`` in a picture."""

    by: str
    numbers: Sequence[int]
    groups: Mapping[str, Sequence[int]]
    phrases: Mapping[str, Both]
    names: Mapping[str, Both]
    notes: Mapping[str, Both]


def tried(found: Commitments, draws: int, seed: int) -> Iterator[Tried]:
    """Every mark by every dimension, and every two marks that need not go together."""
    for dimension in DIMENSIONS:
        grouping = _grouped(found, dimension.id)
        marks = [mark for mark in MARKS if (mark.id, dimension.id) not in _DEFINED]
        yield from _asked(found, grouping, marks, draws, seed)
    known = {mark.id: mark for mark in MARKS}
    for one in CROSSED:
        others = [known[b] for a, b in combinations(CROSSED, 2) if a == one and (a, b) not in _NEVER]
        yield from _asked(found, _halves(found, known[one]), others, draws, seed)


def _grouped(found: Commitments, dimension: str) -> Grouping:
    groups = found.members(dimension, LEAST)
    # Chance deals marks among the commitments that stand in some group: sections leave the boxes out.
    numbers = [n for n, c in enumerate(found.all) if dimension not in ("section", "region") or c.groups.get(dimension)]
    place = {number: at for at, number in enumerate(numbers)}
    return Grouping(
        dimension,
        numbers,
        {name: [place[n] for n in members] for name, members in groups.items()},
        {name: phrase(found, dimension, name) for name in groups},
        {name: label(found, name) if name in found.labels else _short(found, dimension, name) for name in groups},
        {name: title(found, name) for name in groups},
    )


def _short(found: Commitments, dimension: str, name: str) -> Both:
    english, chinese = phrase(found, dimension, name)
    return english.removeprefix("in "), chinese


def _halves(found: Commitments, mark: Mark) -> Grouping:
    groups = {
        "with": [n for n, c in enumerate(found.all) if mark.id in c.marks],
        "without": [n for n, c in enumerate(found.all) if mark.id not in c.marks],
    }
    groups = groups if min(map(len, groups.values())) >= LEAST else {}
    phrases = {
        "with": (f"that {mark.says[0]}", mark.says[1]),
        "without": (f"that {mark.lacks[0]}", mark.lacks[1]),
    }
    names = {name: (capital(text[0].removeprefix("that ")), text[1]) for name, text in phrases.items()}
    return Grouping(mark.id, range(len(found.all)), groups, phrases, names, {})


def _asked(found: Commitments, asked: Grouping, marks: Sequence[Mark], draws: int, seed: int) -> Iterator[Tried]:
    if len(asked.groups) < 2:
        return
    own = [found.all[n] for n in asked.numbers]
    borne = {mark.id: [mark.id in c.marks for c in own] for mark in marks}
    units = [c.proof.sentence for c in own]
    made = contrasts({k: v for k, v in borne.items() if len(set(v)) > 1}, units, asked.groups, draws, seed)
    for mark in marks:
        if mark.id not in made:
            continue
        result = made[mark.id]
        members = [n for n in asked.groups[_ends(result)[0].group] if borne[mark.id][n]]
        members = members or [n for n, marked in enumerate(borne[mark.id]) if marked]
        yield Tried(
            id=f"{mark.id}-by-{asked.by}",
            topic=mark.topic,
            title=_headline(result, mark, asked, borne[mark.id]),
            sentence=_details(result, asked, sum(borne[mark.id])),
            meaning=mark.meaning,
            figure=_DISTANCE,
            chance=DEALT,
            standing=result.standing,
            rows=tuple(_row(share, asked) for share in result.shares),
            unit=(f"commitments that {mark.says[0]}", f"{mark.says[1]}的承诺数"),
            proofs=tuple(sorted((own[n].proof for n in members), key=reading_order)),
            views=VIEWS,
            units=len({units[n] for n, marked in enumerate(borne[mark.id]) if marked}),
        )


def _ends(made: Contrast) -> tuple[Share, Share | None]:
    """The group that is told first, furthest above chance or else below it, and the one below it that goes with it."""
    if len(made.shares) == 2:
        low, top = sorted(made.shares, key=lambda s: (s.count / s.total, s.group))
        return top, low
    above = sorted((s for s in made.shares if s.above), key=lambda s: (s.mean - s.count, s.group))
    below = sorted((s for s in made.shares if s.below), key=lambda s: (s.count - s.mean, s.group))
    if above:
        return above[0], below[0] if below else None
    return (below[0] if below else max(made.shares, key=lambda s: (s.count / s.total, s.total, s.group))), None


def _headline(made: Contrast, mark: Mark, asked: Grouping, borne: Sequence[bool]) -> Both:
    first, low = _ends(made)
    where, share = asked.phrases[first.group], first.count / first.total
    if low and asked.notes:
        count, total, other = low.count, low.total, asked.phrases[low.group]
        end = f"{counted(count, total)} {other[0]}"
    else:
        inside = set(asked.groups[first.group])
        count = sum(1 for n, marked in enumerate(borne) if marked and n not in inside)
        total, other = len(borne) - len(inside), ("", "其余")
        end = f"{count or 'none'} of the {total} others"
    rest = count / total if total else 0.0
    begin = counted(first.count, first.total, f"commitments {where[0]}")
    begin = f"only {begin}" if first.count and share < rest else begin
    less = f"{total}项中{'仅' if rest < share else '有'}{count}项如此" if count else f"{total}项中一项也没有"
    return (
        f"{capital(begin)} {mark.says[0]}, but {'only ' if count and rest < share else ''}{end}",
        f"{where[1]}的{counted_zh(first.count, first.total)}{mark.says[1]}，而{other[1]}的{less}",
    )


def _details(made: Contrast, asked: Grouping, marked: int) -> Both:
    total = len(asked.numbers)
    order = sorted(made.shares, key=lambda s: (-s.count / s.total, -s.total, s.group))
    told = [s for s in order if s.above or s.below or len(order) == 2]
    english, chinese = [], []
    for share in told or order[:1]:
        # A half is told in the words of its mark: "those that name a place".
        half = asked.phrases[share.group] if not asked.notes else None
        name = (f"those {half[0]}", half[1]) if half else asked.names[share.group]
        notes = asked.notes.get(share.group, NOTHING)
        note = f" “{notes[0]}”" if notes[0] else ""
        english.append(
            f"{name[0]}{note} {share.count} of {share.total} ({percent(share.low)} to {percent(share.high)})"
        )
        chinese.append(
            f"{name[1]}{share.total}项中{share.count}项（{percent(share.low, 1)}至{percent(share.high, 1)}）"
        )
    intro: Both = ("With 95 % intervals", "95%区间如下")
    if len(order) > 2:
        intro = ("Outside what chance gives, with 95 % intervals", "超出随机范围的各组及95%区间")
    if not told:
        intro = ("No group is outside what chance gives by itself; the highest", "单独而言无一组超出随机范围，最高者为")
    return (
        f"Of {total} commitments {marked} do ({percent(marked / total)}). {intro[0]}: {'; '.join(english)}.",
        f"{total}项承诺中共{marked}项如此（{percent(marked / total, 1)}）。{intro[1]}：{'；'.join(chinese)}。",
    )


def _row(share: Share, asked: Grouping) -> Row:
    return Row(
        share.group,
        asked.names[share.group],
        asked.notes.get(share.group, NOTHING),
        share.count,
        share.total,
        share.low * share.total,
        share.high * share.total,
        share.mean,
        share.chance_low,
        share.chance_high,
    )
