"""Marks: what may be true of a commitment, in words for a sentence of either language."""

from dataclasses import dataclass

from plangraph.views.report.tried import NOTHING, Both


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: after "12 of 30 commitments", that they lack it, and what follows for whoever reads or checks a plan."""

    id: str
    topic: str
    says: Both
    lacks: Both
    meaning: Both = NOTHING


MARKS = (
    Mark(
        "firm",
        "firm",
        ("say that something will be done (“build”, “provide”)", "以“建设”“提供”等词承诺落实"),
        ("do not say that something will be done", "并未承诺落实"),
        (
            "Only of such words can anyone say later whether they were kept.",
            "只有此类措辞，事后才能判断是否兑现。",
        ),
    ),
    Mark(
        "soft",
        "firm",
        ("only support, encourage or explore", "仅止于“支持”“鼓励”“探索”"),
        ("do more than support, encourage or explore", "不止于“支持”“鼓励”“探索”"),
        ("Words like these leave to others whether anything happens.", "此类措辞把能否落实留给他人。"),
    ),
    Mark(
        "place",
        "where",
        ("name a particular region, place or work", "点名具体的地区、地方或工程"),
        ("name no particular region, place or work", "未点名具体的地区、地方或工程"),
        ("Where none is named, nobody can point to where it was to happen.", "未点名之处，无从指认承诺应在何处落实。"),
    ),
    Mark(
        "local",
        "where",
        ("name a place or work smaller than a macro-region", "点名小于大区域的地方或工程"),
        ("name no place or work smaller than a macro-region", "未点名小于大区域的地方或工程"),
        (
            "Where none is named, it is open which province or county is served.",
            "未点名之处，由哪个省或县受益尚未确定。",
        ),
    ),
    Mark(
        "acts",
        "who",
        ("say which region or body is to act itself", "指明由哪个地区或机构自己行动"),
        ("do not say who is to act", "未指明由谁行动"),
        ("Of the others nobody can be asked to account for them.", "其余承诺无从问责。"),
    ),
    Mark(
        "benefits",
        "who",
        ("say who benefits", "说明受益者"),
        ("do not say who benefits", "未说明受益者"),
        ("Who is named as served, and how firmly, are said together.", "受益者是谁与承诺有多坚定，在文中彼此关联。"),
    ),
    Mark(
        "number",
        "firm",
        ("carry a number", "带有数字"),
        ("carry no number", "不带数字"),
        ("What the others reach cannot be counted by the text alone.", "其余承诺的实现程度，仅凭文本无法计量。"),
    ),
    Mark(
        "means",
        "how",
        ("say by which means", "说明所用手段"),
        ("do not say by which means", "未说明所用手段"),
        ("The others say what is wanted and leave open how.", "其余承诺只说目标，未说如何实现。"),
    ),
    Mark("aim", "how", ("say for what purpose", "说明目的"), ("do not say for what purpose", "未说明目的")),
    Mark(
        "becomes",
        "where",
        ("say what something is to become", "说明某地或某事将成为什么"),
        ("do not say what anything is to become", "未说明何者将成为什么"),
        ("A role is given to particular places, not to kinds of place.", "被赋予定位的是具体地方，而非某一类地方。"),
    ),
    Mark(
        "bare",
        "firm",
        (
            "name neither place, actor, beneficiary, number, means nor purpose",
            "既无地点、行动者、受益者，也无数字、手段、目的",
        ),
        (
            "name a place, actor, beneficiary, number, means or purpose",
            "至少说明地点、行动者、受益者、数字、手段、目的之一",
        ),
    ),
)
BARE = ("place", "acts", "benefits", "number", "means", "aim", "becomes")  # what a bare commitment has none of
