"""What the report says around its findings, in English and Chinese."""

from plangraph.views.report.answers import FEW, Answers
from plangraph.views.report.tried import Both, Tried

CLOSE = 0.04  # of q, above which another seed may judge otherwise

TEXTS: dict[str, Both] = {
    "title": ("What the plan says, and what chance would say as well", "规划文本说了什么，哪些只是偶然"),
    "nothing": (
        "There is nothing to report: the graph holds no commitment.",
        "没有可报告的内容：图谱中没有任何承诺。",
    ),
    "none": ("Nothing is told apart from chance.", "没有任何结果可与偶然区分。"),
    "findings": ("Findings", "主要发现"),
    "rest": ("What the text does not tell apart from chance", "文本中无法与偶然区分的内容"),
    "rest_note": (
        "These were asked too. Chance gives figures like them, so nothing should be read into them.",
        "以下问题也曾检验。随机情况下同样会得到类似数字，因此不应据此作出任何解读。",
    ),
    "method": ("How to read this", "如何阅读"),
    "sentences": ("The sentences behind it", "所依据的原句"),
    "data": ("data", "数据"),
    "query": ("query", "查询"),
    "picture": ("picture", "图片"),
    "asked": ("question", "问题"),
    "figure": ("figure", "数值"),
    "chance": ("chance (95 %)", "随机范围（95%）"),
    "other": ("中文", "English"),
    "quotes": ("", "引文为规划的英文译本原文。"),
    "source": ("Source", "来源"),
}


def number(value: float) -> str:
    """A figure with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def statistic(found: Tried, language: int) -> str:
    """The small print: figure, chance, draws, null model, p and q."""
    stands, null = found.standing, found.standing.null
    if language:
        return (
            f"{found.figure[1]}：{number(stands.value)}；随机均值{number(null.mean)}（{number(null.low)}至"
            f"{number(null.high)}），{null.draws}次抽样：{found.chance[1]}；p = {stands.p:.4f}，q = {stands.q:.3f}。"
            f"图中单位：{found.unit[1]}。"
        )
    return (
        f"{found.figure[0].capitalize()}: {number(stands.value)}; chance {number(null.mean)} ({number(null.low)} to "
        f"{number(null.high)}), {null.draws} draws: {found.chance[0]}; p = {stands.p:.4f}, q = {stands.q:.3f}. "
        f"The picture counts {found.unit[0]}."
    )


def cautions(found: Tried, language: int) -> str:
    """What a reader must be warned of: few sentences, or a figure near the limit."""
    said = []
    if found.units < FEW:
        few = "sentence" if found.units == 1 else "sentences"
        said.append((f"It rests on {found.units} {few} only.", f"仅依据{found.units}个句子。"))
    if found.standing.apart and found.standing.q > CLOSE:
        said.append(
            ("It is close to the limit: other draws may judge otherwise.", "接近界限：换一组抽样可能得出不同判断。")
        )
    return ("" if language else " ").join(one[language] for one in said)


def lead(found: Answers, language: int) -> str:
    """What was read and tried, in two sentences."""
    if language:
        return (
            f"文本在{found.sentences}个句子中作出{found.commitments}项承诺。共检验{found.tried}个问题，其中"
            f"{len(found.apart)}个的结果随机情况下难以得到。这些问题是在读过样本章节之后选定的，"
            "因此对该章节而言只提示值得细读之处，并非证明。"
        )
    return (
        f"The text makes {found.commitments} commitments in {found.sentences} sentences. Of {found.tried} questions "
        f"asked here, {len(found.apart)} have an answer that chance seldom gives. "
        "The questions were chosen after reading the "
        "sample chapter, so on that chapter they point at something to read rather than prove it."
    )


def method(found: Answers, language: int) -> str:
    """How chance was asked."""
    if language:
        return (
            f"每个数字都与{found.draws}次随机抽样（种子{found.seed}）相比较；p为随机结果同样极端的比例，q为对全部"
            f"{found.tried}个问题作多重比较校正（Benjamini–Hochberg）后的值，q不超过0.05才列为发现。图中灰带为随机"
            "情况下95%的范围，线为95%区间，实心表示超出灰带；按数量排列的图中，灰带为同一名次的随机范围。同一承诺可属于多个主题或地区。文本中的词语不是抽样样本："
            "这些数字说明文本如何写，不说明国家将做什么。"
        )
    return (
        f"Every figure stands beside {found.draws} draws from chance (seed {found.seed}). p is the share of draws as "
        f"far out; q is p after Benjamini and Hochberg over all {found.tried} questions, and a finding has q of at "
        "most 0.05. In a picture the grey band is where 95 % of the draws lie, the line is a 95 % interval (Wilson's "
        "for shares, the bootstrap over sentences for amounts), and what is filled lies outside the band; "
        "for amounts the band is that of the line with the same rank. A "
        "commitment "
        "may have several themes and regions. Words are no sample: the figures say how the text is written, not what "
        "the state will do."
    )
