"""The report: its findings counted again in the text, its files, and what it says of little or nothing."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plangraph import build
from plangraph.build import load
from plangraph.errors import CommandError
from plangraph.files import find_project
from plangraph.graph.analysis.association import Item
from plangraph.graph.analysis.contrast import contrast, wilson
from plangraph.graph.analysis.crossing import crossing
from plangraph.graph.analysis.nulls import Chance
from plangraph.graph.store import Store
from plangraph.views.report.answers import Answers, answers
from plangraph.views.report.tried import Tried
from plangraph.views.report.writing import files, write
from tests import project, small

FOLDER = project.ROOT / "queries" / "view"
TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Answers:
    return answers(load(find_project(project.ROOT)), FOLDER, Chance(1000, 0))


@pytest.fixture(scope="module")
def made(found: Answers) -> dict[str, str]:
    return files(found, FOLDER)


def _rows(made: dict[str, str], name: str) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(made[f"data/{name}.csv"]))
    return {row["id"].rsplit("/", 1)[-1]: (row["value"], row["of"]) for row in rows}


def _ids(rows: tuple[Tried, ...]) -> set[str]:
    return {one.id for one in rows}


def test_firm_words_stand_in_the_box(found: Answers, made: dict[str, str]) -> None:
    box = TEXT[TEXT.index("Box 12") : TEXT.index("Section 6")]
    lines = re.findall(r"^- (\w+)", box, re.MULTILINE)
    firm = sum(1 for verb in lines if verb in {"Build", "Construct", "Provide", "Relocate", "Upgrade"})
    assert _rows(made, "firm-by-box")["box"] == (str(firm), str(len(lines))) == ("8", "11")
    assert "firm-by-box" in _ids(found.apart)


def test_two_numbers_are_too_few_to_tell_where_numbers_stand(found: Answers, made: dict[str, str]) -> None:
    assert len(re.findall(r"about \d+", TEXT)) == 2
    assert _rows(made, "number-by-box") == {"box": ("2", "11"), "text": ("0", "115")}
    assert "number-by-box" in _ids(found.not_apart)


def test_what_is_apart_and_what_is_not(found: Answers) -> None:
    assert _ids(found.apart) >= {
        "firm-by-box", "benefits-by-soft", "becomes-by-local", "place-by-theme", "place-by-section",
        "names-by-sentence", "local-by-theme", "section-instrument", "means-by-section", "themes",
    }  # fmt: skip
    assert _ids(found.not_apart) >= {"regions", "works-by-province", "firm-by-section", "aim-by-theme", "region-theme"}


def test_roles_are_given_to_places_with_a_name(made: dict[str, str]) -> None:
    roles = [
        "promoting it as",
        "as a major channel",
        "into a pilot",
        "into a leading",
        "into a demonstration",
        "to turn them",
    ]
    assert all(TEXT.count(words) == 1 for words in roles)
    rows = _rows(made, "becomes-by-local")
    assert (rows["with"][0], rows["without"][0]) == (str(len(roles)), "0")


def test_names_crowd_in_lists(made: dict[str, str]) -> None:
    upgraded = re.findall(
        r"[A-Z]\w+(?: Pass)?", TEXT[TEXT.index("Upgrade ") + 8 : TEXT.index(" ports.", TEXT.index("Upgrade "))]
    )
    capacity = TEXT[TEXT.index("capacity of ") + 12 : TEXT.index("Cocodala.") + 8]
    counts = [int(value) for value, _ in _rows(made, "names-by-sentence").values()]
    assert counts[0] == len(upgraded) == 14
    assert len(capacity.split(", ")) == 9
    assert 9 in counts


def test_what_a_minister_reads_first(found: Answers) -> None:
    said = dict(one.text[0].split(": ", 1) for one in found.opening)
    # Heihe, Tongjiang, Heixiazi Island; Suifenhe, Yanji; Ji'an-Huanren, Hunchun-Quanhe lie in the Northeast.
    ports, airports, roads = 4 + 14, 3 + 1, 8
    works = ports + airports + roads
    assert said["Works with a name"].startswith(f"of {works} roads")
    assert f"{works - 7} lie in the western region and 7 lie in northeastern China" in said["Works with a name"]
    assert "none lies in the central region or the eastern region" in said["Works with a name"]
    assert said["What can be counted"] == "only 2 carry a number."
    assert "none names an organisation" in said["Who is responsible"]
    assert "nothing on ethnic unity or rural" in said["What is absent"].replace("anything", "nothing")
    assert said["Places that come back"].startswith("Erenhot, Hunchun, Khunjerab, Manzhouli, Suifenhe and Tengchong")
    assert all(one.views for one in found.opening)


def test_data_are_the_rows_of_the_queries(found: Answers, made: dict[str, str]) -> None:
    store = load(find_project(project.ROOT))
    marks = {row["measure"]: row for row in store.records(made["queries/firm-by-box.commitment-marks.rq"])}
    firm = [row["inBox"] for row in marks.values() if row["strength"].endswith("/deliver")]
    assert _rows(made, "firm-by-box")["box"][0] == str(firm.count("true"))
    assert _rows(made, "firm-by-box")["text"][0] == str(firm.count("false"))
    points = {row["thing"]: row.get("wkt") for row in store.records(made["queries/map.points.rq"]) if "at" not in row}
    table = list(csv.DictReader(io.StringIO(made["data/map.csv"])))
    assert len({row["id"] for row in table}) == len(found.atlas.sights)
    for row in table:
        if row["id"] in points:
            numbers = re.findall(r"[\d.]+", points[row["id"]] or "")
            assert [float(row["longitude"]), float(row["latitude"])] == pytest.approx([*map(float, numbers)], abs=1e-3)


def test_every_figure_of_a_headline_is_in_its_data(found: Answers, made: dict[str, str]) -> None:
    for one in (*found.apart, *found.not_apart):
        cells = set(_rows(made, one.id).values())
        if "-by-" in one.id and one.rows[0].of and "commitments" in one.title[0]:
            told = re.match(r"(?:Only )?(?:All (\d+)|(None|\d+) of (\d+)) ", one.title[0])
            assert told, one.title[0]
            pair = (told[1], told[1]) if told[1] else (told[2].replace("None", "0"), told[3])
            assert pair in cells, one.title[0]


def test_all_that_was_asked_is_told(found: Answers, made: dict[str, str]) -> None:
    every = _ids(found.apart) | _ids(found.not_apart)
    assert len(every) == found.tried
    for page in ("index.html", "zh/index.html", "report.md"):
        assert str(found.tried) in made[page]
    assert all(f"data/{name}.csv" in made["index.html"] for name in every)


def test_the_matrix_says_what_is_empty(found: Answers, made: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(made["data/gaps-region-theme.csv"])))
    empty = [row for row in rows if row["value"] == "0"]
    assert len(rows) == 4 * 18  # macro-regions and themes that the chapter has
    assert made["figures/gaps-region-theme.svg"].count(">–</text>") + made["figures/gaps-region-theme.svg"].count(
        ">×</text>"
    ) == len(empty)
    assert {row["note"] for row in rows if row["label"] == "eastern region" and row["value"] == "0"} >= {"transport"}


def test_the_map_has_its_net_and_names_nothing_twice(made: dict[str, str]) -> None:
    svg = made["figures/map.svg"]
    names = re.findall(r'class="mp-t" x="[-\d.]+" y="[-\d.]+">([^<]+)</text>', svg)
    assert {"80°E", "100°E", "40°N"} <= set(re.findall(r">(\d+°[EN])<", svg))
    assert len(names) == len(set(names)) > 20


def test_no_draws_are_an_error_and_not_the_usual_number() -> None:
    with pytest.raises(CommandError, match="needs draws"):
        answers(Store(), FOLDER, Chance(0, 0))


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


def test_a_crossing_that_is_plain_and_one_that_is_none() -> None:
    units = [str(n) for n in range(20)]
    items = [Item(frozenset("a" if n < 10 else "b"), frozenset("x" if n < 10 else "y")) for n in range(20)]
    plain = crossing(items, units, 500)
    assert plain.far.value == pytest.approx(20)  # as above: four cells, 10, 0, 0 and 10, where 5 are usual
    assert (plain.empty.value, plain.far.p < 0.01, plain.empty.p < 0.01) == (2, True, True)
    assert crossing(items, ["one"] * 20, 50).far.p == 1


def test_wilson_as_in_the_literature() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I
    assert wilson(0, 20)[1] == pytest.approx(0.1611, abs=1e-4)
