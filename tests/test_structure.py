"""The structure of texts: of the sample chapter, of the chapter printed in other ways, of other plans, of any text.

The chapter's expected figures come from reading it: 6 sections, Box 12 with 5 items and 11 bullets, 59 sentences and
list items, 19 headings, 5 sentences cut by a page break.
"""

import doctest
import json
import os
import re
import textwrap
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plangraph.errors import TextError
from plangraph.model import Document, Span
from plangraph.reading.layout import headings
from plangraph.reading.layout.characters import INVISIBLE
from plangraph.reading.layout.source import evidence, fold, local, outer, read_text
from plangraph.reading.layout.structure import parse

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
CHAPTER = (ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")


def _said(document: Document) -> list[tuple[str, str]]:
    return [(sentence.form, sentence.text) for sentence in document.sentences]


def _outline(document: Document) -> list[tuple[str, str, str, int | None]]:
    return [(section.level, section.number, section.title, section.parent) for section in document.sections]


# ---------------------------------------------------------------------------------------------- the sample chapter


def test_chapter_has_its_parts() -> None:
    document = parse("32", CHAPTER)
    forms = [sentence.form for sentence in document.sentences]
    assert forms.count("heading") == 19
    assert forms.count("item") == 11
    assert forms.count("sentence") == 48
    assert document.notices == ()
    levels = [section.level for section in document.sections]
    assert [levels.count(level) for level in ("chapter", "section", "box", "item")] == [1, 6, 1, 5]
    chapter, box = document.sections[0], document.sections[levels.index("box")]
    assert (chapter.number, box.number) == ("32", "12")
    assert box.title == "Development of Border Areas"
    assert box.parent is not None
    assert document.sections[box.parent].number == "5"
    for section in document.sections:
        if section.level == "section":
            assert section.parent == 0
            assert len(section.headings) == 2
            number, title = (document.sentences[index] for index in section.headings)
            assert number.text == f"Section {section.number}"
            assert title.text == section.title
    items = [section for section in document.sections if section.level == "item"]
    assert [(item.number, item.title) for item in items] == [
        ("01", "Border cities and towns"),
        ("02", "Border villages"),
        ("03", "Border highways"),
        ("04", "Border airports"),
        ("05", "Border ports"),
    ]
    bullets = [sentence.section for sentence in document.sentences if sentence.form == "item"]
    assert [bullets.count(levels.index("box") + 1 + place) for place in range(5)] == [2, 3, 1, 3, 2]


def test_chapter_sentences_over_a_page_break() -> None:
    document = parse("32", CHAPTER)
    broken = [sentence for sentence in document.sentences if len(sentence.evidence.segments) > 1]
    assert [sentence.form for sentence in broken].count("sentence") == 5
    assert all(len(sentence.evidence.segments) == 2 for sentence in broken)
    for sentence in broken:
        first, second = sentence.evidence.segments
        assert set(CHAPTER[first.end : second.start]) == {"\n"}
        assert sentence.evidence.quote == f"{CHAPTER[first.start : first.end]} {CHAPTER[second.start : second.end]}"


def test_list_items_keep_their_marker_in_the_evidence_only() -> None:
    document = parse("32", CHAPTER)
    item = next(sentence for sentence in document.sentences if sentence.form == "item")
    assert item.evidence.quote.startswith("- ")
    assert item.evidence.quote.endswith(";")
    assert item.text == item.evidence.quote[2:]
    assert item.section is not None
    heading = document.sentences[document.sections[item.section].headings[0]]
    assert heading.evidence.quote == f"01 {heading.text}"


def test_section_spans_hold_what_is_in_them() -> None:
    document = parse("32", CHAPTER)
    for sentence in document.sentences:
        section = sentence.section
        while section is not None:
            span = document.sections[section].span
            whole = outer(sentence.evidence)
            assert span.start <= whole.start < whole.end <= span.end
            section = document.sections[section].parent
    for sentence in document.sentences:
        if sentence.paragraph is not None:
            span, whole = document.paragraphs[sentence.paragraph].span, outer(sentence.evidence)
            assert span.start <= whole.start < whole.end <= span.end


def _breaks(text: str, seed: int, mark: str) -> str:
    """A page break inside every long paragraph, between two words of it."""
    random = Random(seed)  # noqa: S311 -- a place to break a page needs no cryptography
    lines = []
    for line in text.split("\n"):
        blanks = [found.start() for found in re.finditer(" ", line)] if len(line) > 300 else []
        at = random.choice(blanks) if blanks else None
        lines.append(line if at is None else line[:at] + mark + line[at + 1 :])
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, width, break_long_words=False) or [""]
    return "\n".join(lines)


def _dense(text: str) -> str:
    return re.sub("\n\n+", "\n", text)


PRINTED: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "no blank lines": _dense,
    "form feeds": lambda text: text.replace("\n\n", "\n\x0c\n"),
    "no final line end": str.rstrip,
    "wrapped at 80": lambda text: _wrapped(text, 80),
    "wrapped at 72": lambda text: _wrapped(text, 72),
    "wrapped at 40": lambda text: _wrapped(text, 40),
    "wrapped at 72, CRLF": lambda text: _wrapped(text, 72).replace("\n", "\r\n"),
    "wrapped at 72, no blank lines": lambda text: _dense(_wrapped(text, 72)),
    "indented": lambda text: text.replace("\n", "\n   "),
    "bullet above its text": lambda text: text.replace("\n- ", "\n•\n"),
}
GLYPHS = "•·*–▪●○\uf0b7"


@pytest.mark.parametrize("glyph", GLYPHS, ids=ascii)
def test_chapter_with_another_bullet(glyph: str) -> None:
    assert _said(parse("32", CHAPTER.replace("\n- ", f"\n{glyph} "))) == _said(parse("32", CHAPTER))


@pytest.mark.parametrize("way", PRINTED)
def test_chapter_printed_in_another_way(way: str) -> None:
    assert _said(parse("32", PRINTED[way](CHAPTER))) == _said(parse("32", CHAPTER))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "mark",
    [
        "\n\n",
        "\n\n- 47 -\n\n",
        "\n\n47\n\n",
        "\n\x0c",
        "\n47\n\x0c",
        "\n\nPage 47 of 90\n\n",
        "\n\n47\n\x0cOutline of the Plan\n\n",
    ],
)
def test_chapter_with_more_page_breaks(seed: int, mark: str) -> None:
    expected = _said(parse("32", CHAPTER))
    broken = _breaks(CHAPTER, seed, mark)
    assert _said(parse("32", broken)) == expected
    assert _said(parse("32", _wrapped(broken, 80))) == expected
    assert _said(parse("32", _wrapped(broken, 72))) == expected


def _gold_texts() -> list[str]:
    return sorted(path.stem for path in (GOLD / "gold").glob("*.json"))


@pytest.mark.shared
def test_sentences_are_those_of_careful_readers() -> None:
    """The spans of 27 annotated texts of five governments; 443 sentences, headings and items in all."""
    if not GOLD.is_dir() and not os.environ.get("CI"):
        pytest.skip("needs ../shared/gold beside the project")
    wrong: list[tuple[str, tuple[int, int]]] = []
    count = 0
    for name in _gold_texts():
        gold = json.loads((GOLD / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        text, _ = read_text(GOLD / "passages" / f"{name}.txt")
        expected = {(sentence["start"], sentence["end"]) for sentence in gold["sentences"]}
        found = {(span.start, span.end) for span in (outer(one.evidence) for one in parse(name, text).sentences)}
        wrong += [(name, span) for span in sorted(expected ^ found)]
        count += len(expected)
    assert count == 443
    assert wrong == []


# -------------------------------------------------------------------------------------------------- other plans


def test_parts_chapters_and_articles() -> None:
    text = (
        "PART TWO\nTHE COAST\n\nCHAPTER XII\nHarbours and Canals\n\n"
        "Article 31 Dredging\n\nThe Agency will dredge the bay.\n\n"
        "Article 32\n\nThe Agency will report.\n\nAnnexure II: List of Bays\n\nMombasa\n"
    )
    document = parse("plan", text)
    assert _outline(document) == [
        ("chapter", "TWO", "THE COAST", None),
        ("chapter", "XII", "Harbours and Canals", 0),
        ("section", "31", "Dredging", 1),
        ("section", "32", "", 1),
        ("chapter", "II", "List of Bays", 0),
    ]


def test_numbered_titles() -> None:
    text = (
        "3. Transport\n\n3.1 Roads\n\nWe will pave the road to Moyale.\n\n3.2 Railways\n\nWe will lay tracks.\n\n"
        "3.2.1 Stations\n\nWe will build stations.\n\n4. Energy\n\nWe will dig wells.\n"
    )
    document = parse("plan", text)
    assert _outline(document) == [
        ("section", "3", "Transport", None),
        ("section", "3.1", "Roads", 0),
        ("section", "3.2", "Railways", 0),
        ("section", "3.2.1", "Stations", 2),
        ("section", "4", "Energy", None),
    ]
    assert document.notices == ()


def test_roman_titles_over_numbered_paragraphs() -> None:
    text = (
        "IV. Shipping\n\n111. A ferry will be bought. It will run daily.\n\n"
        "New Airports\n112. Air fares are high. Scheme X will\n"
        "be launched in 2016.\n\nV. Roads\n\n113. Roads will be paved.\n"
    )
    document = parse("speech", text)
    assert _said(document) == [
        ("heading", "Shipping"),
        ("sentence", "A ferry will be bought."),
        ("sentence", "It will run daily."),
        ("heading", "New Airports"),
        ("sentence", "Air fares are high."),
        ("sentence", "Scheme X will be launched in 2016."),
        ("heading", "Roads"),
        ("sentence", "Roads will be paved."),
    ]
    assert document.sentences[1].evidence.quote == "111. A ferry will be bought."
    assert [section.number for section in document.sections] == ["IV", "", "V"]


def test_lists() -> None:
    text = (
        "We will build:\n(a) a dam at Kariba;\n(b) two locks. They will be wide; and\n"
        "(c) a weir.\n\nWe will also:\n\n1. dredge the bay\n"
        "2. buy ferries\n\nIt is proposed to raise tolls.\n"
    )
    assert _said(parse("plan", text)) == [
        ("sentence", "We will build:"),
        ("item", "a dam at Kariba;"),
        ("item", "two locks."),
        ("sentence", "They will be wide; and"),
        ("item", "a weir."),
        ("sentence", "We will also:"),
        ("item", "dredge the bay"),
        ("item", "buy ferries"),
        ("sentence", "It is proposed to raise tolls."),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Plan of the Coast\n\nWe dig.\n", [("heading", "Plan of the Coast"), ("sentence", "We dig.")]),
        ("-5 degrees is the mean.\n", [("sentence", "-5 degrees is the mean.")]),
        ("-- Dig.\n-- Fill.\n", [("item", "Dig."), ("item", "Fill.")]),
        ("(b)dig wells;\n(c)fill them.\n", [("item", "dig wells;"), ("item", "fill them.")]),
        ("119.From May we dig.\n", [("sentence", "From May we dig.")]),
        ("It costs US$\n64.5 billion.\n", [("sentence", "It costs US$ 64.5 billion.")]),
        ("It is laid in\n2021. We pay.\n", [("sentence", "It is laid in 2021."), ("sentence", "We pay.")]),
        ("The law covers pipes of\n(b) type.\n", [("sentence", "The law covers pipes of (b) type.")]),
        ("Section-wide rules bind.\n", [("sentence", "Section-wide rules bind.")]),
        ("§ 3 Canals\nWe dig.\n", [("heading", "§ 3 Canals"), ("sentence", "We dig.")]),
        ("Chapter 3, on canals, holds.\n", [("sentence", "Chapter 3, on canals, holds.")]),
        ("Section 7 (Canals) was repealed;\n", [("item", "Section 7 (Canals) was repealed;")]),
        ("GROWTH AND\nJOBS IN 2030\n\nWe dig.\n", [("heading", "GROWTH AND JOBS IN 2030"), ("sentence", "We dig.")]),
        ("Madam Speaker, the North\nwaits.\n", [("sentence", "Madam Speaker, the North waits.")]),
        ("dig wells;\nfill pits; and\npay.\n", [("item", "dig wells;"), ("item", "fill pits; and"), ("item", "pay.")]),
    ],
)
def test_small_texts(text: str, said: list[tuple[str, str]]) -> None:
    assert _said(parse("plan", text)) == said


def test_list_without_markers_under_a_colon() -> None:
    text = "The plan covers:\nRoads in Turkana\nPorts in Lamu\n\nWe will report in May.\n"
    assert [form for form, _ in _said(parse("plan", text))] == ["sentence", "item", "item", "sentence"]


def test_a_paragraph_after_a_box_is_outside() -> None:
    text = (
        "Section 1  Water\n\nWe will dig wells.\n\nBox 3: Wells\n\n01 North\n\n"
        "- Dig ten wells;\n- Line them.\n\n02 South\n\n"
        "- Dig two wells.\n\nWe will also save water.\n"
    )
    document = parse("plan", text)
    assert [section.level for section in document.sections] == ["section", "box", "item", "item"]
    last = document.sentences[-1]
    assert last.text == "We will also save water."
    assert last.section == 0


def test_headings_in_prose_are_none() -> None:
    text = (
        "Chapter 2  Ports\n\nSection 1  Quays\n\nAs stated in\n"
        "Section 3 of the Outline, we will act. See Chapter 33 below.\n"
        "Part of the cost is borne by towns. Section heads will report.\n"
    )
    document = parse("plan", text)
    assert [(section.level, section.number) for section in document.sections] == [("chapter", "2"), ("section", "1")]


def test_text_without_any_heading() -> None:
    document = parse("note", "We will dig.\n\nWe will fill.\n")
    assert document.sections == ()
    assert len(document.paragraphs) == 2
    assert [sentence.section for sentence in document.sentences] == [None, None]


def test_chinese_chapter() -> None:
    document = parse("zh", "第四章　港口发展\n第一节 疏浚\n疏浚蒙巴萨港。扩建码头！\n专栏3 水井\n01 北部\n打井十口。\n")
    assert _outline(document) == [
        ("chapter", "四", "港口发展", None),
        ("section", "一", "疏浚", 0),
        ("box", "3", "水井", 1),
        ("item", "01", "北部", 2),
    ]
    assert [text for form, text in _said(document) if form == "sentence"] == [
        "疏浚蒙巴萨港。",
        "扩建码头!",
        "打井十口。",
    ]


def test_words_broken_at_a_line_end() -> None:
    text = (
        "The Lusaka-\nNdola road, the upper-\nEgypt canal and the low- and mid-\nto high-\nvoltage grids\n"
        "will be re-\nvitalised by the year.\n"
    )
    document = parse("plan", text)
    assert document.sentences[0].text == (
        "The Lusaka-Ndola road, the upper-Egypt canal and the low- and mid- to "
        "high-voltage grids will be re-vitalised by the year."
    )
    assert document.sentences[0].evidence.quote == document.sentences[0].text
    assert len(document.sentences[0].evidence.segments) == 7


def test_invisible_characters_do_not_part_words() -> None:
    text = "We will dredge the north\u200b\u200deast\u00ad ern bay.\n"
    sentence = parse("plan", text).sentences[0]
    assert sentence.text == "We will dredge the northeast ern bay."
    assert [(span.start, span.end) for span in sentence.evidence.segments] == [(0, len(text) - 1)]
    assert sentence.evidence.quote == text[:-1]
    at = sentence.text.index("northeast")
    assert evidence(text, sentence, Span(at, at + 9)).quote == "north\u200b\u200deast"


def test_running_headers_and_page_numbers_are_dropped() -> None:
    pages = [
        f"Plan of the Coast | {number}\nWe will dig the canal of town {town} and of the\n\x0cnext town too.\n{number}\n"
        for number, town in enumerate("ABCD", 7)
    ]
    texts = [sentence.text for sentence in parse("plan", "".join(pages)).sentences]
    assert texts == [f"We will dig the canal of town {town} and of the next town too." for town in "ABCD"]


def test_a_year_or_an_amount_on_a_line_of_its_own_is_no_page_number() -> None:
    text = "Ferries will be bought by the end of\n2019\nand the fare will be US$\n64.5 million.\n"
    assert [sentence.text for sentence in parse("plan", text).sentences] == [
        "Ferries will be bought by the end of 2019 and the fare will be US$ 64.5 million."
    ]


def test_a_heading_that_runs_on_later_pages_stands_once() -> None:
    text = "".join(f"Chapter 4  Harbours\nWe will dredge bay {name}.\n\x0c" for name in "ABCD")
    document = parse("plan", text)
    assert [sentence.form for sentence in document.sentences] == ["heading", *["sentence"] * 4]


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        (
            "Chapter 1  T\nSection 1  A\nText.\nSection 1  B\nText.\n",
            [(4, "section 1 stands twice, first on line 2; both are kept")],
        ),
        (
            "Chapter 1  T\nSection 1  A\nText.\nSection 5  B\nText.\n",
            [(4, "section 5 comes after section 1: numbers are left out")],
        ),
        (
            "Chapter 1  T\nSection 2  B\nText.\nSection 1  A\nText.\n",
            [(4, "section 1 comes after section 2: the numbers go backwards")],
        ),
        (
            "Chapter 1  T\nSection 1a  A\nText.\nSection 1.1  B\nText.\n",
            [(4, "section 1.1 is numbered in another way than section 1a before it")],
        ),
        (
            "Chapter 0  T\nSection -1  B\nText.\n",
            [(1, "chapter 0 has an odd number"), (2, "section -1 has an odd number")],
        ),
        ("Chapter 1  T\nText.\nChapter 2  U\nText.\n", [(3, "chapter 2 is not the first chapter of this file")]),
        ("Chapter 1  T", [(1, "no body: there is no text below chapter 1")]),
        ("Chapter 1  T\nSection 1  Same\nx\nSection 2  Same\ny\n", []),
        ("Chapter I  T\nText.\nSection One  A\nText.\nSECTION Two: B\nText.\n", []),
    ],
)
def test_numbers_that_do_not_go_up(text: str, notices: list[tuple[int, str]]) -> None:
    document = parse("plan", text)
    assert [(notice.line, notice.message) for notice in document.notices] == notices
    assert len(document.sections) == len(re.findall(r"(?im)^(?:chapter|section)\b", text))


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(TextError, match=r"^plan:1:1: chapter number of 5000 figures"):
        parse("plan", f"Chapter {'9' * 5000}  T\nText.\n")


# ---------------------------------------------------------------------------------------------------- any text

_WORDS = [
    "we",
    "We",
    "will",
    "dig",
    "Kariba",
    "upper-",
    "the",
    "3,000",
    "km",
    "etc.",
    "U.S.",
    "(b",
    "c)",
    "–",
    "Ä",
    "港口",
    "e\u0301",
    "a\u200bb",
    "\u202e",
    "12.",
]
_STARTS = [
    "",
    "",
    "",
    "- ",
    "• ",
    "(1) ",
    "2. ",
    "a) ",
    "Section 1",
    "Section 2  ",
    "Chapter 3 ",
    "Box 4",
    "01 ",
    "3.2 ",
    "IV. ",
    "第三章 ",
    "第二节",
    "# ",
    "47",
    "- 47 -",
    "TITLE ",
    "•",
]
_ENDS = ["", "", ".", ";", ":", "; and", "!", ",", "-", "。", '."', "-\u00ad"]
_BREAKS = ["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\x0c", "\n\x0c\n", "\u2028", "\x0b", "\x85", " \n \n"]
_LINE = st.tuples(
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join),
    st.sampled_from(_ENDS),
    st.sampled_from(_BREAKS),
).map("".join)
_TEXT = st.lists(_LINE, max_size=14).map("".join) | st.text()


def _invariants(text: str) -> None:
    """What holds for the structure of any text."""
    document = parse("any", text)
    rebuilt, at = "", 0
    for sentence in document.sentences:
        whole = outer(sentence.evidence)
        assert at <= whole.start < whole.end <= len(text)
        rebuilt += text[at : whole.start] + text[whole.start : whole.end]
        at = whole.end
        _sentence_invariants(text, document, sentence.text)
    assert rebuilt + text[at:] == text
    for index, section in enumerate(document.sections):
        assert section.parent is None or section.parent < index
        assert all(document.sentences[heading].form == "heading" for heading in section.headings)


def _sentence_invariants(text: str, document: Document, said: str) -> None:
    sentence = next(one for one in document.sentences if one.text is said)
    quote = ""
    for number, span in enumerate(sentence.evidence.segments):
        raw = text[span.start : span.end]
        assert raw
        visible = "".join(character for character in quote if character not in INVISIBLE)
        broken = re.search(r"[^\W_]-$", fold(visible)) and raw[0].isalnum() and not re.match(r"(?:and|or|to)\b", raw)
        quote += raw if number == 0 or broken else f" {raw}"
    assert sentence.evidence.quote == quote
    local_text = ""
    for piece in sentence.pieces:
        assert len(local_text) in {piece.at, piece.at - 1}
        local_text = local_text.ljust(piece.at) + fold(text[piece.span.start : piece.span.end])
        assert local(sentence, piece.span.start) == piece.at
    assert _bare(local_text) == _bare(sentence.text)
    assert evidence(text, sentence, Span(0, len(said))).segments[-1].end == sentence.evidence.segments[-1].end


def _bare(text: str) -> str:
    """The letters without what stands on them, which a text may spell as characters of their own."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text)


@given(_TEXT)
@example("Zum Cafe\u0301\u0300 geho\u0308rt\u0301.\n5\u0301 \u3002\u0301a\u200b\u0301b\u0301\n")
@example("Section 1\n\nBox 4\n•\n")
@example("a-\u200b\nb")
@example("\u200b\n\u200b- \u200b\n")
def test_any_text_can_be_put_together_again(text: str) -> None:
    _invariants(text)


@given(
    st.lists(
        st.sampled_from(["We", "dig", "the", "Tana", "canal,", "etc.", "no.", "up-", "(x", "y)"]),
        min_size=1,
        max_size=60,
    ),
    st.integers(0, 10**6),
)
def test_evidence_of_any_part_says_that_part(words: list[str], seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- places to cut need no cryptography
    text = "".join(word + random.choice([" ", " ", " ", "\n", "\r\n", "\n\n- 9 -\n\n", "\u200b "]) for word in words)
    for sentence in parse("any", text).sentences:
        first = random.randrange(len(sentence.text))
        at = Span(first, random.randint(first + 1, len(sentence.text)))
        wanted = sentence.text[at.start : at.end]
        if not wanted.strip():
            continue
        found = evidence(text, sentence, at)
        visible = "".join(character for character in found.quote if character not in INVISIBLE)
        assert fold(visible).strip() == wanted.strip()
        pieces = [text[span.start : span.end] for span in found.segments]
        assert "".join(pieces).replace(" ", "") == found.quote.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000 + "!",
        "(" * 100_000 + "x" + ")" * 100_000,
        "“‘" * 50_000 + "x" + "’”" * 50_000,
        "Section 1" + "\t" * 300_000 + "T\nText.\n",
        "a@" * 50_000 + "\n" + "=" * 100_000 + "\n" + "1," * 50_000 + "\n" + "and " * 50_000,
        "".join(".".join(["1"] * depth) + f"  Title at depth {depth}\nText.\n" for depth in range(1, 300)),
        "".join(f"Section {number}  Title {number}\nText {number}.\n" for number in range(1, 20_001)),
        "Aa Bb,\n" * 50_000,
        "Aa bb Cc\n" * 20_000,
        "• \n" * 50_000,
        "We will dig. " * 50_000,
        "U.S. " * 100_000,
        "." * 500_000,
        "Section " * 100_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_time_is_linear(text: str) -> None:
    """Ten seconds are a bound for slow machines; a quadratic step would take minutes."""
    start = time.process_time()
    document = parse("long", text)
    assert time.process_time() - start < 10
    assert document.sentences


def test_many_sections_stay_apart() -> None:
    text = "".join(f"Section {number}  Title {number}\nText {number}.\n" for number in range(1, 2_001))
    document = parse("long", text)
    assert len(document.sections) == 2_000
    assert document.notices == ()


def test_examples() -> None:
    assert doctest.testmod(headings).failed == 0
