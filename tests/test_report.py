"""The report: its findings counted again in the text, its files, and what it says of little or nothing."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plangraph import build
from plangraph.build import load
from plangraph.files import find_project
from plangraph.graph.analysis.contrast import contrast, wilson
from plangraph.graph.analysis.nulls import Chance
from plangraph.graph.store import Store
from plangraph.views.report.answers import Answers, answers
from plangraph.views.report.writing import files, write
from tests import project, small

FOLDER = project.ROOT / "queries" / "view"
TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Answers:
    return answers(load(find_project(project.ROOT)), FOLDER, Chance(400, 0))


@pytest.fixture(scope="module")
def made(found: Answers) -> dict[str, str]:
    return files(found, FOLDER)


def _rows(made: dict[str, str], name: str) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(made[f"data/{name}.csv"]))
    return {row["id"].rsplit("/", 1)[-1]: (row["value"], row["of"]) for row in rows}


def test_firm_words_stand_in_the_box(found: Answers, made: dict[str, str]) -> None:
    box = TEXT[TEXT.index("Box 12") : TEXT.index("Section 6")]
    lines = re.findall(r"^- (\w+)", box, re.MULTILINE)
    firm = sum(1 for verb in lines if verb in {"Build", "Construct", "Provide", "Relocate", "Upgrade"})
    assert _rows(made, "firm-by-box")["box"] == (str(firm), str(len(lines))) == ("8", "11")
    assert "firm-by-box" in {one.id for one in found.apart}


def test_numbers_stand_in_the_box_alone(made: dict[str, str]) -> None:
    assert len(re.findall(r"about \d+", TEXT)) == 2
    assert _rows(made, "number-by-box") == {"box": ("2", "11"), "text": ("0", "115")}


def test_what_is_apart_and_what_is_not(found: Answers) -> None:
    apart = {one.id for one in found.apart}
    assert apart >= {"themes", "place-by-theme", "place-by-section", "means-by-section", "firm-by-box", "initiatives"}
    assert {one.id for one in found.not_apart} >= {"regions", "works-by-province", "firm-by-section", "aim-by-theme"}


def test_every_quote_is_the_text_at_its_offsets(found: Answers) -> None:
    for proof in {proof for one in (*found.apart, *found.not_apart) for proof in one.proofs}:
        begin, end = map(int, proof.span.rpartition("=")[2].split(","))
        words = iter(TEXT[begin:end].split())  # a quote in pieces leaves words out, but puts none in
        assert all(word in words for word in proof.quote.split()), proof


def test_pictures_say_what_their_data_say(found: Answers, made: dict[str, str]) -> None:
    for one in (*found.apart, *found.not_apart):
        for name in (f"figures/{one.id}.svg", f"figures/{one.id}.zh.svg"):
            root = ElementTree.fromstring(made[name])  # noqa: S314 - our own
            title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
            assert title is not None
            assert title.text
            assert said is not None
            assert said.text
            for value, _ in _rows(made, one.id).values():
                assert re.search(rf": {re.escape(value)}(/|;|$)", said.text)


def test_pages_ask_for_nothing_and_link_only_to_files_that_are_there(made: dict[str, str]) -> None:
    for page, up in (("index.html", ""), ("zh/index.html", "../")):
        text = made[page]
        assert not re.search(r"<(script|img|link|iframe|object)\b|\bsrc=|url\(", text)
        assert "nan" not in re.findall(r"[a-z]+", text.lower())
        for link in re.findall(r'href="([^"]+\.(?:csv|svg|rq))"', text):
            assert link.removeprefix(up) in made


def test_the_same_bytes_again(made: dict[str, str], found: Answers) -> None:
    assert files(found, FOLDER) == made


def test_an_empty_graph_has_an_honest_page(tmp_path: Path) -> None:
    page = write(Store(), tmp_path / "out", FOLDER)
    assert "There is nothing to report" in page.read_text("utf-8")
    assert "没有可报告的内容" in (tmp_path / "out" / "zh" / "index.html").read_text("utf-8")


def test_a_small_text_shows_nothing_beyond_chance(tmp_path: Path) -> None:
    here = find_project(small.copy(tmp_path / "small"), tmp_path / "small")
    build.write(build.assemble(here), here.built)
    found = answers(build.load(here), here.queries / "view", Chance(100, 0))
    assert found.commitments == 2
    assert not found.apart
    assert "Nothing is told apart from chance" in files(found, here.queries / "view")["index.html"]


def test_a_contrast_that_is_plain_and_one_that_is_none() -> None:
    units = [str(n) for n in range(20)]
    groups = {"a": range(10), "b": range(10, 20)}
    plain = contrast([n < 10 for n in range(20)], units, groups, 500)
    assert plain.standing.value == pytest.approx(20)  # chi-square of a two by two table that is all apart
    assert plain.standing.p < 0.01
    assert not contrast([n % 2 == 0 for n in range(20)], units, groups, 500).standing.apart
    one = contrast([n < 10 for n in range(20)], ["x"] * 20, groups, 50)  # one sentence is one observation
    assert one.standing.p == 1


def test_wilson_as_in_the_literature() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I
    assert wilson(0, 20)[1] == pytest.approx(0.1611, abs=1e-4)
