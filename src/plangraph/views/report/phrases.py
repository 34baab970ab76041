"""Phrases: groups of commitments and counts of them, as a sentence of either language has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from plangraph.views.report.commitments import BOX, TEXT, Commitments, label
from plangraph.views.report.tried import NOTHING, Both

_FIXED: Mapping[str, Both] = {
    BOX: ("in boxes", "专栏"),
    TEXT: ("in running text", "正文"),
    "1": ("in the first third of their section or box", "所在节或专栏前三分之一"),
    "2": ("in the middle third of their section or box", "所在节或专栏中间三分之一"),
    "3": ("in the last third of their section or box", "所在节或专栏后三分之一"),
}
_NAMED: Mapping[str, Both] = {
    "section": ("in {}", "{}"),
    "theme": ("on {}", "{}主题"),
    "region": ("bearing on {}", "涉及{}"),
    "instrument": ("using {}", "以{}为手段"),
    "verb": ("to “{}”", "“{}”类"),
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way in which commitments are grouped, with its name in a table of two dimensions."""

    id: str
    name: Both


DIMENSIONS = (
    Dimension("box", ("boxes and running text", "专栏与正文")),
    Dimension("section", ("sections", "各节")),
    Dimension("theme", ("themes", "主题")),
    Dimension("region", ("macro-regions", "大区域")),
    Dimension("instrument", ("instruments", "手段")),
    Dimension("third", ("thirds of a section", "节内位置")),
)
VERB = Dimension("verb", ("kinds of action", "行动类别"))


def article(name: str) -> str:
    """An English name with the article that it needs in a sentence.

    >>> article("western region"), article("Yunnan")
    ('the western region', 'Yunnan')
    """
    return f"the {name}" if name[:1].islower() and name.endswith(("region", "area", "areas", "regions")) else name


def phrase(found: Commitments, dimension: str, name: str) -> Both:
    """A group after "commitments", and before 的 and the number of them."""
    if name in _FIXED:
        return _FIXED[name]
    english, chinese = _NAMED.get(dimension, NOTHING)
    own = label(found, name)
    return english.format(article(own[0]) if dimension == "region" else own[0]), chinese.format(own[1])


def counted(count: int, total: int, noun: str = "") -> str:
    """So many of so many, in English.

    >>> counted(3, 3, "lines"), counted(0, 4), counted(2, 4, "lines")
    ('all 3 lines', 'none of 4', '2 of 4 lines')
    """
    of = f"{total} {noun}".strip()
    return f"all {of}" if count == total > 1 else f"{count or 'none'} of {of}"


def counted_zh(count: int, total: int) -> str:
    """So many of so many, in Chinese, to be followed by a verb."""
    return f"{total}项承诺全部" if count == total > 1 else f"{total}项承诺中{f'有{count}项' if count else '无一'}"


def capital(text: str) -> str:
    """The same with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
