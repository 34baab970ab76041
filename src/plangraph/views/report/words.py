"""What the report says around its findings, in English and Chinese."""

from plangraph.views.report.answers import FEW, Answers
from plangraph.views.report.tried import Both, Tried

CLOSE = 0.03  # of q, above which another seed may judge otherwise

TEXTS: dict[str, Both] = {
    "title": ("What the plan says, and what chance would say as well", "规划文本说了什么，哪些只是偶然"),
    "nothing": (
        "There is nothing to report: the graph holds no commitment.",
        "没有可报告的内容：图谱中没有任何承诺。",
    ),
    "none": ("Nothing is told apart from chance.", "没有任何结果可与偶然区分。"),
    "brief": ("In brief", "要点"),
    "map": ("Where commitments name a place", "点名地点分布图"),
    "map_note": (
        "The net shows degrees; coasts and borders are not drawn. A line joins the stops of a route straight. Names "
        "that found no room are in the data; provinces and rivers have no single point and are left out.",
        "网格为经纬度；不绘海岸线与边界。线路以直线连接各站点。未能标注的名称见数据；省级地区与河流无单一坐标，未予标示。",
    ),
    "no_point": ("Named, but without a known point ({})", "文中点名但坐标未知（{}）"),
    "matrix": ("What each macro-region gets, and what it does not", "各大区域得到什么，缺少什么"),
    "matrix_note": (
        "The table says what is in the text and what is not. How many of its cells are empty is not told apart from "
        "chance, so that no pattern should be read into the gaps together; a frame marks a cell that is unusual "
        "alone.",
        "下表如实反映文本中有什么、没有什么。空格总数与偶然无法区分，因此不应把全部空缺解读为某种规律；加框的格单独看较为少见。",
    ),
    "findings": ("Findings", "主要发现"),
    "findings_note": (
        "Each of these is told apart from chance. The sentences behind a figure can be unfolded below it.",
        "以下各项均可与偶然区分。每图之下可展开所依据的原句。",
    ),
    "rest": ("Asked, and not told apart from chance", "已检验但无法与偶然区分的问题"),
    "rest_note": (
        "These were asked too, and the text gives the figures named. Chance gives figures like them, so nothing "
        "should be read into them.",
        "以下问题也曾检验，所列数字确为文本所有；但随机情况下同样会得到类似数字，因此不应据此作出任何解读。",
    ),
    "method": ("How this was found, and its limits", "方法与局限"),
    "more": ("{} more sentences", "另有{}句"),
    "cut": (" (the first {})", "（列前{}句）"),
    "sentences": ("sentences ({})", "原句（{}）"),
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


def said(found: Tried, language: int) -> str:
    """What stands below the headline."""
    return ("" if language else " ").join(filter(None, (found.sentence[language], found.meaning[language])))


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
        f"{number(null.high)}), {null.draws} draws: {found.chance[0]}; p = {stands.p:.4f}, q = {stands.q:.3f}. The "
        f"picture counts {found.unit[0]}."
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
            f"文本在{found.sentences}个句子中作出{found.commitments}项承诺。对任何文本都提出同一组问题；"
            f"其中可用于本文的{found.tried}个里，有{len(found.apart)}个的结果随机情况下难以得到，列为发现。"
        )
    return (
        f"The text makes {found.commitments} commitments in {found.sentences} sentences. The same closed list of "
        f"questions is asked of every text. Of the {found.tried} that this one can be asked, {len(found.apart)} have "
        "an answer that chance seldom gives: these are the findings."
    )


def method(found: Answers, language: int) -> tuple[str, ...]:
    """How chance was asked and what the figures cannot say, a paragraph each."""
    draws, seed, tried = found.draws, found.seed, found.tried
    if language:
        return (
            f"每个数字都与{draws}次随机抽样（种子{seed}；耗时较长者次数较少，见图下）相比较：p为随机结果同样极端的比例；"
            f"q为对全部{tried}个问题作多重比较校正（Benjamini–Hochberg）后的值，q不超过0.05才列为发现。"
            "列为发现的各项中，平均约二十分之一仍可能出于偶然。",
            *_LIMITS[1],
        )
    return (
        f"Every figure stands beside {draws} draws from chance (seed {seed}; fewer where each takes long, as said "
        "under the picture). p is the share of draws as far out; q is p after Benjamini and Hochberg over all "
        f"{tried} questions, and a finding has q of at most 0.05. Of such findings about one in twenty may still be "
        "an accident.",
        *_LIMITS[0],
    )


_LIMITS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "In a picture the grey band is where 95 % of the draws lie, the line is a 95 % interval (Wilson's for "
        "shares, the bootstrap over sentences for amounts), and what is filled lies outside the band; for amounts "
        "the band is that of the line with the same rank. A commitment may have several themes and regions. What "
        "definitions decide is not asked, such as whether firm words go with certain verbs.",
        "The list of questions was drawn up by people who knew the sample chapter. On that chapter findings point at "
        "something to read rather than prove it; on a chapter that nobody looked at, q means what it says.",
        "Commitments, themes and means are read from the English translation by rules, which may miss or mistake "
        "some; every figure leads to its sentences. Words are no sample of anything: the figures say how the text is "
        "written, not what the state will do, nor how the Chinese original is worded.",
    ),
    (
        "图中灰带为随机情况下95%的范围，线为95%区间（比例用Wilson区间，数量用按句自助法），实心表示超出灰带；"
        "按数量排列的图中，灰带为同一名次的随机范围。同一承诺可属于多个主题或区域。"
        "由定义决定的关系不作检验，例如“坚定”与动词。",
        "问题清单是在已知样本章节的情况下拟定的，因此对该章节而言应视为值得细读之处，而非证明；"
        "对无人预先看过的章节，q即为其本义。",
        "承诺及其主题、手段由规则从英译本中提取，可能有遗漏或错误；每个数字均可追溯到原句。词语并非抽样样本："
        "这些数字说明文本如何写，不说明国家将做什么，也不涉及中文原文的措辞。",
    ),
)
