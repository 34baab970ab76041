"""Questions about two dimensions of commitments at once: do regions, themes, means and verbs go together?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from plangraph.graph.analysis.association import Item
from plangraph.graph.analysis.contrast import wilson
from plangraph.graph.analysis.crossing import Crossed, Crossing, crossing
from plangraph.graph.network import Proof
from plangraph.views.report.commitments import VIEWS, Commitments, label
from plangraph.views.report.contrasts import LEAST
from plangraph.views.report.phrases import DIMENSIONS, VERB, article, capital, counted, counted_zh, phrase
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, listed, percent

# Which two are asked about. That sections have themes of their own is what they are for, and instruments are read from
# the words of themes and verbs: what definitions decide is not asked.
PAIRS = (
    ("region", "theme"),
    ("region", "instrument"),
    ("region", "verb"),
    ("section", "instrument"),
    ("section", "verb"),
    ("theme", "verb"),
    ("third", "verb"),
    ("box", "verb"),
)
GAPS = PAIRS[:3]
_DEALT: Both = ("what stands in the columns dealt to other sentences", "各列内容随机分配给其他句子")
_FAR: Both = ("distance from what rows and columns alone would give (chi-square)", "与行列独立时的距离（卡方）")
_EMPTY: Both = ("pairs that do not occur", "未出现的组合数")
_UNIT: Both = ("commitments in the cell", "每格的承诺数")
_VERBAL: dict[str, Both] = {
    "theme": ("are about {}", "属于{}主题"),
    "instrument": ("use {} as their means", "以{}为手段"),
    "verb": ("are of the kind “{}”", "属于“{}”一类行动"),
}
_TOPICS = {"theme": "what", "instrument": "how", "verb": "firm"}
_ONE = {"region": "a macro-region", "theme": "a theme", "instrument": "a means", "verb": "a kind of action"}
_NAMES = {one.id: one.name for one in (*DIMENSIONS, VERB)}


@dataclass(frozen=True, slots=True)
class Table:
    """Two dimensions, the commitments that stand in a row, and the matrix of both."""

    rows: str
    columns: str
    numbers: Sequence[int]
    made: Crossing


def tried(found: Commitments, draws: int, seed: int) -> Iterator[Tried]:
    """Every pair of dimensions, and how many cells of the tables of macro-regions are empty."""
    ask = partial(crossing, draws=draws, seed=seed)
    for pair in PAIRS:
        if table := _table(found, pair, LEAST, ask):
            yield _far(found, table)
    for pair in GAPS:
        if table := _table(found, pair, 1, ask):
            yield _empty(found, table)


def _table(found: Commitments, pair: tuple[str, str], least: int, ask: Callable[..., Crossing]) -> Table | None:
    rows, columns = pair
    across, down = found.members(rows, LEAST), found.members(columns, least)
    if len(across) < 2 or len(down) < 2:
        return None
    whole = rows != "section"  # boxes are no section; but a commitment to no region is one that a region did not get
    numbers = [n for n, c in enumerate(found.all) if whole or c.groups.get(rows)]
    own = [found.all[n].groups for n in numbers]
    none: frozenset[str] = frozenset()
    items = [Item(groups.get(rows, none) & set(across), groups.get(columns, none) & set(down)) for groups in own]
    return Table(rows, columns, numbers, ask(items, [found.all[n].proof.sentence for n in numbers]))


def proofs(found: Commitments, table: Table, cell: Crossed) -> tuple[Proof, ...]:
    """The commitments of a cell."""
    own = (found.all[n] for n in table.numbers)
    return tuple(
        c.proof
        for c in own
        if cell.row in c.groups.get(table.rows, ()) and cell.column in c.groups.get(table.columns, ())
    )


def _far(found: Commitments, table: Table) -> Tried:
    best = max(table.made.cells, key=lambda c: (c.apart, c.excess, c.row, c.column))
    where, own = phrase(found, table.rows, best.row), label(found, best.column)
    what = tuple(_VERBAL[table.columns][language].format(own[language]) for language in (0, 1))
    begin, usual = (
        counted(best.count, best.total, f"commitments {where[0]}"),
        f"{best.mean:.0f}" if best.mean >= 1 else "fewer than one",
    )
    title = (
        f"{capital(begin)} {what[0]}, where chance gives about {usual}",
        f"{where[1]}的{counted_zh(best.count, best.total)}{what[1]}，随机情况下约为{best.mean:.1f}项",
    )
    outside = sorted((c for c in table.made.cells if c.apart), key=lambda c: (-abs(c.excess), c.row, c.column))[:6]
    low, high = wilson(best.count, best.total)
    share = best.count / best.total
    english = [f"{_name(found, c.row)[0]}, {_name(found, c.column)[0]} {c.count} ({c.mean:.1f})" for c in outside]
    chinese = [f"{_name(found, c.row)[1]}·{_name(found, c.column)[1]}{c.count}（{c.mean:.1f}）" for c in outside]
    sentence = (
        f"That is {percent(share)} (95 % interval {percent(low)} to {percent(high)}). Cells that are furthest outside "
        f"what chance gives, with its mean: {'; '.join(english)}.",
        f"占{percent(share, 1)}（95%区间{percent(low, 1)}至{percent(high, 1)}）。"
        f"偏离随机范围最大的格（括号内为随机均值）：{listed(chinese, 1)}。",
    )
    return _made(found, table, (title, sentence), True, proofs(found, table, best))


def _empty(found: Commitments, table: Table) -> Tried:
    empty = [c for c in table.made.cells if not c.count]
    meant = [c for c in empty if c.apart]
    size, stands = len(table.made.cells), table.made.empty
    usual = f"{stands.null.mean:.0f}"
    pair, names = (_ONE[table.rows], _ONE[table.columns]), (_NAMES[table.rows][1], _NAMES[table.columns][1])
    title = (
        f"{len(empty)} of the {size} pairs of {pair[0]} and {pair[1]} do not occur, where chance leaves out "
        f"about {usual}",
        f"{names[0]}与{names[1]}的{size}种组合中有{len(empty)}种未出现，随机情况下约为{usual}种",
    )
    told = meant[:8]
    english = [f"{article(label(found, c.row)[0])} without {_quoted(found, table, c)[0]}" for c in told]
    chinese = [f"{label(found, c.row)[1]}无{_quoted(found, table, c)[1]}" for c in told]
    sentence = (
        f"Chance leaves out {stands.null.low:.0f} to {stands.null.high:.0f} (95 %). "
        + (
            f"Gaps that chance seldom leaves: {'; '.join(english)}."
            if meant
            else "Each gap alone could be an accident."
        ),
        f"随机情况下为{stands.null.low:.0f}至{stands.null.high:.0f}种（95%）。"
        + (f"随机情况下少见的空缺：{listed(chinese, 1)}。" if meant else "单个空缺均可能出于偶然。"),
    )
    there = {p for c in table.made.cells if c.count for p in proofs(found, table, c)}
    kept = tuple(found.all[n].proof for n in table.numbers if found.all[n].proof in there)
    return _made(found, table, (title, sentence), False, kept)


def _quoted(found: Commitments, table: Table, cell: Crossed) -> Both:
    """The name of a column; a verb in quotes."""
    english, chinese = label(found, cell.column)
    return (f"“{english}”", f"“{chinese}”") if table.columns == VERB.id else (english, chinese)


def _made(found: Commitments, table: Table, told: tuple[Both, Both], far: bool, kept: tuple[Proof, ...]) -> Tried:
    return Tried(
        id=f"{'' if far else 'gaps-'}{table.rows}-{table.columns}",
        topic=_TOPICS[table.columns] if far else "what",
        title=told[0],
        sentence=told[1],
        meaning=NOTHING,
        figure=_FAR if far else _EMPTY,
        chance=_DEALT,
        standing=table.made.far if far else table.made.empty,
        rows=tuple(_row(found, cell) for cell in table.made.cells),
        unit=_UNIT,
        proofs=kept,
        views=VIEWS,
        units=len({found.all[n].proof.sentence for n in table.numbers if found.all[n].groups.get(table.columns)}),
        grid=True,
    )


def _row(found: Commitments, cell: Crossed) -> Row:
    name = f"{cell.row} {cell.column}"
    ends = (cell.count, cell.count)
    return Row(
        name,
        _name(found, cell.row),
        _name(found, cell.column),
        cell.count,
        cell.total,
        *ends,
        cell.mean,
        cell.low,
        cell.high,
    )


def _name(found: Commitments, name: str) -> Both:
    if name in found.labels:
        return label(found, name)
    english, chinese = phrase(found, "", name)
    return english.removeprefix("in "), chinese
