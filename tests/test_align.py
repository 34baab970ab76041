"""English and Chinese texts of one document: pairs, exact offsets, figures, names, and what cannot be aligned."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib import URIRef

from plangraph import vocab
from plangraph.cli import main
from plangraph.reading.aligning import anchors
from plangraph.reading.aligning.aligned import is_chinese
from plangraph.reading.aligning.anchors import Names
from plangraph.reading.aligning.beads import Unit, beads
from tests import project
from tests.beside import CORPUS, needs

ENGLISH = """Report

We will invest 7.5 trillion yuan in roads. We will support Xinjiang and build 12 ports. The sea is wide, and the \
harvest was good. Manzhouli will have a new station.
"""
# The sea and the harvest are two sentences; 𠮷 lies outside the Basic Multilingual Plane and is one code point.
CHINESE = "报告\n\n我们将投资7.5万亿元修建𠮷路。支持新疆发展，新建12个口岸。大海辽阔。收成良好。霍尔果斯将建新车站。\n"
Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture(scope="module")
def names() -> Names:
    return anchors.load(project.ROOT / "graph" / "gazetteer")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*options: str, english: str = ENGLISH, chinese: str = CHINESE) -> Printed:
        (tmp_path / "r.txt").write_text(english, "utf-8")
        (tmp_path / "r.zh.txt").write_text(chinese, "utf-8")
        paths = [str(tmp_path / name) for name in ("r.txt", "r.zh.txt")]
        status = main(["align", *paths, *options, "--project", str(project.ROOT)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_pairs_stand_where_the_texts_say(run: Run) -> None:
    status, out, _ = run("--format", "json")
    pairs = json.loads(out)["pairs"]
    assert status == 0
    for pair in pairs:
        for key, text in (("en", ENGLISH), ("zh", CHINESE)):
            assert " ".join(text[a:b] for a, b in pair[key]) == pair[f"{key}_text"]
    assert [(pair["en_text"][:10], pair["zh_text"][:2]) for pair in pairs] == [
        ("Report", "报告"),
        ("We will in", "我们"),
        ("We will su", "支持"),
        ("The sea is", "大海"),
        ("Manzhouli ", "霍尔"),
    ]
    assert pairs[3]["zh_text"] == "大海辽阔。 收成良好。"


def test_names_that_differ_are_told(run: Run) -> None:
    _, out, err = run("--format", "json")
    found = {(one["named_in"], one["name"], one["expected"]) for one in json.loads(out)["differences"]}
    assert found == {("en", "Manzhouli", "满洲里口岸 / 满洲里市"), ("zh", "霍尔果斯", "Horgos")}
    assert err.count("\n") == 2
    for one in json.loads(out)["differences"]:
        text = ENGLISH if one["named_in"] == "en" else CHINESE
        assert text[one["begin"] : one["end"]] == one["name"]


def test_rdf_has_the_exact_characters_of_each_sentence(run: Run) -> None:
    status, out, _ = run("--format", "trig", "--chapter", "demo/1")
    assert status == 0
    assert re.findall(r"(?m)^<(\S+)> \{", out) == [vocab.text_graph("demo", "1.zh")]
    inside = re.sub(r"(?m)^<\S+> \{$|^\}$", "", out)
    graph = rdflib.Graph().parse(data=inside, format="turtle")
    nif = vocab.PREFIXES["nif"]
    spans = list(graph.subjects(URIRef(f"{nif}beginIndex"), unique=True))
    assert len(spans) == 6
    for span in spans:
        begin, end = (int(str(graph.value(span, URIRef(f"{nif}{name}Index")))) for name in ("begin", "end"))
        assert str(span).endswith(f"1.zh#char={begin},{end}")
        assert str(graph.value(span, URIRef(f"{nif}anchorOf"))) == CHINESE[begin:end]
        [english] = graph.objects(span, URIRef(vocab.term("translationOf")))
        assert str(english).startswith(f"{vocab.BASE}demo/1#char=")


def test_a_table_keeps_a_pair_on_its_line(run: Run) -> None:
    lines = run()[1].splitlines()
    assert lines[0].split("\t") == ["en", "zh", "score", "en_text", "zh_text"]
    assert all(line.count("\t") == 4 for line in lines)
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("options", "texts", "status", "said"),
    [
        ((), {"english": CHINESE}, 2, "in Chinese; name the English text first"),
        ((), {"chinese": ENGLISH}, 2, "in English; name the English text first"),
        (("--format", "trig"), {}, 2, "--format trig needs --chapter ID/N"),
        (("--format", "trig", "--chapter", "cn-14fyp/32"), {}, 2, "not the text of cn-14fyp/32 here"),
    ],
)
def test_what_cannot_be_aligned_is_said_in_one_line(
    run: Run, options: tuple[str, ...], texts: dict[str, str], status: int, said: str
) -> None:
    code, out, err = run(*options, **texts)
    assert (code, out) == (status, "")
    assert said in err.splitlines()[-1]


def test_figures_are_compared_by_value() -> None:
    assert anchors.figures("1,200 km, 3.5 million and 65.5%", chinese=False) == ["1200", "3500000", "65.5"]
    assert anchors.figures("1200公里，350万，65.5%", chinese=True) == ["1200", "3500000", "65.5"]


def test_short_and_full_names_are_one_thing(names: Names) -> None:
    for text in ("新疆", "新疆维吾尔自治区"):
        assert [one.refs for one in names.in_chinese(text)] == [frozenset({"place/xinjiang"})]
    assert [one.text for one in names.in_chinese("陕西和山西")] == ["陕西", "山西"]


def test_chinese_is_told_by_its_characters() -> None:
    assert is_chinese("国内生产总值GDP增长")
    assert is_chinese("\U00020bb7\U00020bb7")
    assert not is_chinese("The name 乌鲁木齐 stands in a long English sentence about the capital of a region.")


def test_every_sentence_is_in_one_bead() -> None:
    chance = random.Random(3)  # noqa: S311 -- lengths, no secret
    for _ in range(20):
        sides = [[Unit(chance.randint(1, 90)) for _ in range(chance.randint(0, 12))] for _ in range(2)]
        found = beads(*sides)
        assert [i for bead in found for i in bead.english] == list(range(len(sides[0])))
        assert [j for bead in found for j in bead.chinese] == list(range(len(sides[1])))


@pytest.mark.shared
@needs("corpus")
def test_a_report_that_is_cut_another_way_is_aligned(names: Names) -> None:
    """English lines joined by chance, the Chinese cut anew at its own stops; the corpus says which belong together."""
    english, chinese = (
        (CORPUS / f"gwr-2012{end}.txt").read_text("utf-8").strip("\n").split("\n")[:160] for end in ("", ".zh")
    )
    chance = random.Random(7)  # noqa: S311 -- an order, no secret
    units, ranges, at, place = [], [], 0, 0
    while at < len(english):
        many = 1 + (chance.random() < 0.2)
        units.append(" ".join(english[at : at + many]))
        size = len("".join(chinese[at : at + many]))
        ranges.append((place, place + size))
        at, place = at + many, place + size
    whole = "".join(chinese)
    cut = [match.span() for match in re.finditer(r"[^。！？；]+[。！？；]*", whole)]
    gold = {
        (a, b)
        for a, (start, end) in enumerate(ranges)
        for b, (left, right) in enumerate(cut)
        if 2 * (min(end, right) - max(start, left)) >= min(end - start, right - left)
    }
    left_units = [
        Unit(len(text), tuple(anchors.figures(text, chinese=False)), tuple(refs for *_, refs in names.in_english(text)))
        for text in units
    ]
    right_units = [
        Unit(len(text), tuple(anchors.figures(text, chinese=True)), tuple(one.refs for one in names.in_chinese(text)))
        for text in (whole[a:b] for a, b in cut)
    ]
    said = {(a, b) for bead in beads(left_units, right_units) for a in bead.english for b in bead.chinese}
    assert len(said & gold) / len(said) >= 0.85
    assert len(said & gold) / len(gold) >= 0.85
