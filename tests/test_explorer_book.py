"""What the explorer shows, against the text, the tables of the gazetteer, and the graph as rdflib reads it."""

import csv
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from plangraph import api
from plangraph.graph.store import Store
from plangraph.views.explorer import overview
from plangraph.views.explorer.book import book as made_book
from plangraph.views.explorer.names import pinyin
from plangraph.vocab import BASE, PLAN, PREFIXES
from tests import project

Book = dict[str, Any]
TABLES = project.ROOT / "graph" / "gazetteer"
TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_bytes().decode("utf-8")
CHAPTER = "cn-14fyp/32"


@pytest.fixture(scope="module")
def book() -> Book:
    here = api.project(project.ROOT)
    return made_book(api.load(here), here.queries)


@pytest.fixture(scope="module")
def graph() -> Dataset:
    """The graph of the chapter as rdflib reads it from the file."""
    data = Dataset()
    file = project.ROOT / "graph" / "built" / "cn-14fyp" / "32.trig"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own calls of what it deprecates
        data.parse(data=file.read_text(encoding="utf-8"), format="trig")
    return data


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _thing(book: Book, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(thing for thing in book["things"] if thing["id"] == name)
    return found


def _ids(book: Book, numbers: list[int]) -> list[str]:
    return [book["things"][number]["id"] for number in numbers]


def _measure(book: Book, words: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [measure for measure in book["measures"] if measure["quote"] == words]
    assert len(found) == 1
    return found[0]


def _instances(graph: Dataset, name: str) -> set[str]:
    return {str(s).removeprefix(BASE) for s, _, _, _ in graph.quads((None, RDF.type, URIRef(PLAN + name), None))}


def test_the_text_stands_as_printed(book: Book) -> None:
    sentences = book["sentences"]
    assert "".join(s["before"] + s["text"] for s in sentences) + book["chapters"][0].get("after", "") == TEXT
    assert [TEXT[s["begin"] : s["end"]] for s in sentences] == [s["text"] for s in sentences]
    assert [s["id"] for s in sentences] == [f"{CHAPTER}#char={s['begin']},{s['end']}" for s in sentences]


def test_every_quote_is_the_text_at_its_spans(book: Book) -> None:
    for measure in book["measures"]:
        assert " ".join(TEXT[begin:end] for begin, end in measure["spans"]) == measure["quote"]
        sentence = book["sentences"][measure["sentence"]]
        assert all(sentence["begin"] <= begin < end <= sentence["end"] for begin, end in measure["spans"])
    broken = [m["quote"] for m in book["measures"] if len(m["spans"]) > 1]
    assert any("highly livable environment" in quote for quote in broken)  # a page ends between the two words


def test_nothing_is_left_out_and_nothing_is_twice(book: Book, graph: Dataset) -> None:
    for key, name in (("measures", "Measure"), ("sentences", "Sentence")):
        ids = [one["id"] for one in book[key]]
        assert len(ids) == len(set(ids))
        assert set(ids) == _instances(graph, name)
    spans = {f"{CHAPTER}#char={begin},{end}" for _, begin, end, _ in book["mentions"]}
    assert spans == _instances(graph, "Mention")
    assert len({thing["id"] for thing in book["things"]}) == len(book["things"])


def test_triples_are_those_of_the_sentence(book: Book, graph: Dataset) -> None:
    head = f"@base <{BASE}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for sentence, triples in zip(book["sentences"], book["triples"], strict=True):
        shown = Graph().parse(data=head + "".join(f"{' '.join(triple)} .\n" for triple in triples), format="turtle")
        assert isomorphic(shown, graph.graph(URIRef(BASE + sentence["id"]))), sentence["id"]


def test_mentions_point_at_their_words(book: Book) -> None:
    said = {TEXT[b:e]: book["things"][t]["id"] for _, b, e, t in book["mentions"] if t >= 0}
    assert said["Pudong New Area"] == "place/pudong"
    assert said["Yanji Chaoyangchuan International Airport"] == "infrastructure/yanji-chaoyangchuan-airport"
    for sentence, begin, end, _ in book["mentions"]:
        assert book["sentences"][sentence]["begin"] <= begin < end <= book["sentences"][sentence]["end"]


def test_parts_stand_as_in_the_text(book: Book) -> None:
    kinds = Counter(part["kind"] for part in book["parts"])
    assert kinds == {"Chapter": 1, "Section": 6, "Box": 1, "Item": 5}  # counted by eye
    box = next(number for number, part in enumerate(book["parts"]) if part["kind"] == "Box")
    assert book["parts"][book["parts"][box]["parent"]]["number"] == "5"
    items = [part for part in book["parts"] if part["parent"] == box]
    assert [item["number"] for item in items] == ["01", "02", "03", "04", "05"]
    assert all(item["title"] in TEXT for item in items)


def test_a_sentence_without_a_measure_says_why(book: Book) -> None:
    stating = {measure["sentence"] for measure in book["measures"]}
    for number, sentence in enumerate(book["sentences"]):
        assert "reason" in sentence or number in stating, sentence["text"]
    committed = {measure["sentence"] for measure in book["measures"] if measure["kind"]["id"] == "commitment"}
    assert not any("reason" in book["sentences"][number] for number in committed)
    assert {s["reason"]["en"] for s in book["sentences"] if s["kind"] == "heading"} == {"heading"}


def test_points_are_those_of_the_table(book: Book) -> None:
    seen = 0
    places = {row["id"]: row for row in _rows("places.csv")}
    for thing in book["things"]:
        row = places.get(thing["id"].partition("/")[2])
        if row is None or "line" in thing:
            continue
        points = [(point["lat"], point["lon"], point["exact"]) for point in thing.get("points", [])]
        expected = [(float(row["lat"]), float(row["lon"]), row["certainty"] == "verified")] if row["lat"] else []
        assert points == expected, thing["id"]
        seen += len(points)
    assert seen > 50


def test_a_highway_goes_through_its_stops_in_order(book: Book) -> None:
    highway = _thing(book, "infrastructure/qinghe-fuyun-altay-highway")
    assert highway["line"] == "route"
    assert [point["name"] for point in highway["points"]] == ["Qinghe", "Fuyun", "Altay"]  # as its name says
    unknown = [p for t in book["things"] for p in t.get("points", ()) if "lon" not in p]
    assert {point["name"] for point in unknown} == {"Laoyemiao", "Bulunkou", "Yunnan-Tibet Border"}
    places = {row["label_en"]: row for row in _rows("places.csv")}
    assert not any(places[point["name"]]["lat"] for point in unknown if point["name"] in places)


def test_what_holds_a_place_the_nearest_first(book: Book) -> None:
    hunchun = _thing(book, "place/hunchun")
    assert _ids(book, hunchun["within"]) == [
        "place/cn-222400", "place/jilin", "place/northeastern-china", "place/china",
    ]  # fmt: skip
    assert sorted(_ids(book, hunchun["borders"])) == ["place/north-korea", "place/russia"]
    assert hunchun["pinyin"] == "hun chun shi"


def test_facts_have_the_sources_of_the_table(book: Book) -> None:
    table: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in _rows("members.csv"):
        table[row["part"], row["relation"], row["whole"]].add((row["source"], row["certainty"]))
    properties = {words["en"]: name for name, words in book["properties"].items()}
    assert len(book["facts"]) > 300
    for thing, name, _, target, source, certainty in book["facts"]:
        part = book["things"][thing]["id"].partition("/")[2]
        whole = book["things"][target]["id"].partition("/")[2] if isinstance(target, int) else target
        # namedAfter and stop are told the other way round in the table
        key = next(k for k in ((part, properties[name], whole), (whole, properties[name], part)) if k in table)
        assert source == "; ".join(sorted({words for words, _ in table[key]}))
        assert certainty == ", ".join(sorted({words for _, words in table[key]}))


def test_links_say_what_they_rest_on(book: Book) -> None:
    found = {
        (book["things"][a]["id"], kind, book["things"][b]["id"]): (basis, note)
        for a, b, kind, basis, note in book["edges"]
    }
    region = next(r for r in _rows("members.csv") if (r["part"], r["whole"]) == ("jilin", "northeastern-china"))
    assert found["place/jilin", "locatedIn", "place/northeastern-china"] == (1, region["source"])
    assert found["place/hunchun", "locatedIn", "place/northeastern-china"][0] == 2  # no table says that
    village = next(key for key in found if key[0].startswith(f"{CHAPTER}/thing/") and "villages" in key[2])
    basis, sentence = found[village]
    stated = next(s["text"] for s in book["sentences"] if s["id"] == sentence)
    assert basis == 0
    assert "200" in stated


def test_every_place_of_the_tables_can_be_found(book: Book) -> None:
    known = {thing.get("zh") for thing in book["things"]} | {row[2] for row in book["gazetteer"]}
    assert {row["name_zh"] for row in _rows("divisions.csv")} - known <= _renamed()
    assert {row["label_zh"] for row in _rows("places.csv")} <= known
    neighbours = {row["zh"] for row in _rows("countries.csv") if row["id"] != "china"}  # that bears its full name
    assert neighbours <= known
    shown = {thing["id"] for thing in book["things"]}
    assert not any(f"place/{row[0]}" in shown for row in book["gazetteer"])
    dali = next(row for row in book["gazetteer"] if row[2] == "大理白族自治州")
    assert book["things"][dali[3]]["id"] == "place/yunnan"


def _renamed() -> set[str]:
    """Divisions that another table names in its own way: those with the code of a place, or of a province."""
    codes = {row["adcode"] for row in _rows("places.csv")} | {row["gbt2260_adcode"] for row in _rows("provinces.csv")}
    return {row["name_zh"] for row in _rows("divisions.csv") if row["adcode"] in codes}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("重庆市", "chong qing shi"),  # zhong elsewhere
        ("长白山", "chang bai shan"),  # zhang elsewhere
        ("厦门市", "xia men shi"),  # sha elsewhere
        ("G219线", "G219 xian"),
        ("Hunchun", ""),
        ("", ""),
    ],
)
def test_pinyin(name: str, said: str) -> None:
    assert pinyin(name) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("珲春口岸", "Hunchun port"), "hun chun kou an"),  # hui elsewhere
        (("单县", "Shan County"), "shan xian"),  # dan elsewhere
        (("单县",), "dan xian"),
        (("西安市", "Xi'an"), "xi an shi"),
        (("乌鲁木齐", "Urumqi"), "wu lu mu qi"),  # its name in Latin letters is not pinyin
    ],
)
def test_pinyin_follows_the_name_in_latin_letters(names: tuple[str, ...], said: str) -> None:
    assert pinyin(*names) == said


def test_a_measure_has_its_roles_and_what_follows_from_them(book: Book) -> None:
    measure = _measure(
        book, "develop Shenzhen into a pilot demonstration area for socialism with Chinese characteristics"
    )
    assert measure["label"] == "develop: Shenzhen"
    assert _ids(book, measure["roles"]["object"]) == ["place/shenzhen"]
    assert _ids(book, measure["roles"]["becomes"]) == ["initiative/shenzhen-pilot-demonstration-area"]
    assert {"place/shenzhen", "place/guangdong", "place/eastern-region"} <= set(_ids(book, measure["bears"]))
    assert _ids(book, measure["implements"]) == ["initiative/eastern-trailblazing-strategy"]  # the heading's strategy
    assert measure["strength"] == {"id": "advance", "en": "advance", "zh": "推进", "rank": 1}
    assert book["sentences"][measure["sentence"]]["text"].startswith("We will develop Shenzhen")


def test_quantities_are_told_in_words(book: Book) -> None:
    told = {measure["quantity"] for measure in book["measures"] if "quantity" in measure}
    assert told == {"about 200 border villages", "about 20 general-purpose airports"}


def test_a_supported_measure_stands_within_its_support(book: Book) -> None:
    inner = next(m for m in book["measures"] if "within" in m and "Xinjiang" in book["measures"][m["within"]]["quote"])
    outer = book["measures"][inner["within"]]
    assert inner["sentence"] == outer["sentence"]
    assert outer["action"]["id"] == "support"


def test_the_matrix_counts_as_the_question_does(book: Book) -> None:
    matrix = book["matrix"]
    cells = {(region, theme): len(measures) for region, theme, measures in matrix["cells"]}
    found = {(str(row[0]), str(row[3])): int(str(row[6])) for row in api.query("region-theme-matrix", within=_here())}
    assert len(found) == len(matrix["regions"]) * len(matrix["themes"]) == 4 * 18
    for region in matrix["regions"]:
        for theme in matrix["themes"]:
            names = tuple(BASE + book["things"][number]["id"] for number in (region, theme))
            assert cells.get((region, theme), 0) == found[names[0], names[1]]


def _here() -> Any:
    return api.project(project.ROOT)


def _read_by_hand(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    head, *rows = [line.split("\t") for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _starts(row: dict[str, str]) -> set[str]:
    """The first words of the sentences that a row rests on."""
    named = {words for name, words in row.items() if name.lower().endswith("sentence")}
    return {words.rstrip("…").strip() for words in named - {"", "*"}}


def test_rows_rest_on_the_sentences_that_a_person_found(book: Book) -> None:
    """A row of an answer whose first cell begins with ? may be there or not."""
    compared = 0
    for question in book["questions"]:
        path = project.ROOT / "tests" / "answers" / f"{question['id']}.tsv"
        rows = _read_by_hand(path) if path.exists() else []
        sure = {start for row in rows if not next(iter(row.values())).startswith("?") for start in _starts(row)}
        starts = {start for row in rows for start in _starts(row)}
        if starts:
            texts = {book["sentences"][n]["text"] for row in question["rows"] for n in row["sentences"]}
            shown = {" ".join(text.replace("’", "'").lstrip("- ").split()) for text in texts}
            assert all(any(text.startswith(start) for text in shown) for start in sure), question["id"]
            assert all(any(text.startswith(start) for start in starts) for text in shown), question["id"]
            compared += 1
    assert compared > 8


def test_a_question_shows_names_not_labels_twice(book: Book) -> None:
    question = next(q for q in book["questions"] if q["id"] == "border-ports-built")
    assert question["columns"] == [{"en": "port", "zh": "口岸"}, {"en": "action", "zh": "行动"}]
    cells = [row["cells"][0] for row in question["rows"]]
    assert {cell["text"] for cell in cells} == {
        f"{name} port" for name in ("Lizi", "Heihe", "Tongjiang", "Heixiazi Island")
    }
    assert all(book["things"][cell["thing"]]["zh"] == cell["textZh"] for cell in cells)
    assert {book["sentences"][n]["text"] for row in question["rows"] for n in row["sentences"]} == {
        "- Construct Lizi, Heihe, Tongjiang, and Heixiazi Island ports;"
    }


def test_every_question_is_asked_and_every_measure_is_found_by_one(book: Book) -> None:
    files = {path.stem for path in (project.ROOT / "queries" / "ask").glob("*.rq")}
    assert {question["id"] for question in book["questions"]} == files
    for measure in book["measures"]:
        if measure["kind"]["id"] == "commitment":
            assert measure.get("questions"), measure["quote"]
    empty = [q for q in book["questions"] if not q["rows"]]
    assert all(q["empty"] and q["emptyZh"] for q in empty)


def test_numbers_point_into_their_lists(book: Book) -> None:
    size = {key: len(book[key]) for key in ("things", "measures", "sentences", "questions")}
    for question in book["questions"]:
        for row in question["rows"]:
            assert all(0 <= number < size["sentences"] for number in row["sentences"])
            for cell in row["cells"]:
                for name, number in (cell if isinstance(cell, dict) else {}).items():
                    assert name in ("text", "textZh") or 0 <= number < size[f"{name}s"]
    for thing in book["things"]:
        assert all(0 <= number < size["things"] for number in (*thing.get("within", ()), *thing.get("borders", ())))


def test_the_overview_lies_as_a_map_and_nothing_on_top_of_another(book: Book) -> None:
    at = {thing["id"]: (thing["x"], thing["y"]) for thing in book["things"]}
    west, east, north = at["place/western-region"], at["place/eastern-region"], at["place/northeastern-china"]
    assert west[0] < at["place/central-region"][0] < east[0]
    assert north[1] < at["place/central-region"][1]
    core = [thing for thing in book["things"] if thing["family"] in overview.CORE]
    for one, two in combinations(core, 2):
        apart = abs(one["x"] - two["x"]), abs(one["y"] - two["y"])
        assert apart[0] >= 100 or apart[1] >= 60, (one["id"], two["id"])
    assert len(set(at.values())) == len(at)


def test_a_strategy_stands_with_its_region(book: Book) -> None:
    at = {thing["id"]: (thing["x"], thing["y"]) for thing in book["things"]}
    regions = ["western-region", "eastern-region", "northeastern-china", "central-region"]
    for row in _rows("strategies.csv"):
        if row["region"] in regions:
            x, y = at[f"initiative/{row['id']}"]
            far = {r: (at[f"place/{r}"][0] - x) ** 2 + (at[f"place/{r}"][1] - y) ** 2 for r in regions}
            assert min(far, key=lambda r: far[r]) == row["region"]


def test_the_state_has_a_name_of_its_own(book: Book) -> None:
    store = Store.memory()
    store.load(project.ROOT / "tests" / "cases" / "network" / "sample.trig")
    other = made_book(store, project.ROOT / "queries")
    assert other["made"]["snapshot"] != book["made"]["snapshot"]
    assert other["made"]["title"] == "Chapter 7: The North and the South" or not other["chapters"]


def test_the_date_is_that_of_the_plan(book: Book) -> None:
    assert book["made"]["date"] == "2021-03"


def test_what_a_measure_acts_on_comes_as_the_text_names_it(book: Book) -> None:
    upgraded = next(one for one in book["measures"] if one["quote"].startswith("Upgrade Jilong, Zhangmu, Mohan"))
    names = [book["things"][number]["en"].removesuffix(" port") for number in upgraded["roles"]["object"]]
    assert [upgraded["quote"].find(name) for name in names] == sorted(upgraded["quote"].find(name) for name in names)
    assert names[:4] == ["Jilong", "Zhangmu", "Mohan", "Horgos"]
    assert names[-2:] == ["Turugart", "Irkeshtam"]


def test_what_a_question_writes_itself_is_told_in_chinese(book: Book) -> None:
    asked = next(one for one in book["questions"] if one["id"] == "measures-for-a-place")
    cells = [cell for row in asked["rows"] for cell in row["cells"] if isinstance(cell, dict)]
    assert {"text": "1 the place itself", "textZh": "1 该地本身"} in cells


def test_china_is_found_by_its_short_name(book: Book) -> None:
    assert "中国" in _thing(book, "place/china")["other"]
