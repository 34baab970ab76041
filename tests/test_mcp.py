"""The tools and resources of the server for the Model Context Protocol, over the standard streams and over HTTP."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from mcp import MCPError

from plangraph.graph import queries
from tests import mcp_client, project
from tests.mcp_client import BASE, TEXT, Session

GALLERY = queries.load_all(project.ROOT / "queries" / "ask")


@pytest.fixture(scope="module", params=["stdio", "http"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A client of a server, in each of the two ways."""
    if request.param == "stdio":
        with mcp_client.session(mcp_client.started()) as made:
            yield made
    else:
        with mcp_client.served(tmp_path_factory.mktemp("mcp")) as address, mcp_client.session(address) as made:
            yield made


def _line(start: str) -> tuple[int, int]:
    """Where the line that begins so stands in the text."""
    begin = TEXT.index(start)
    return begin, TEXT.index("\n", begin)


def test_tools_say_what_they_are(session: Session) -> None:
    tools = session.portal.call(session.client.list_tools).tools
    assert {tool.name for tool in tools} == {"resolve", "questions", "ask", "sparql", "evidence", "schema"}
    for tool in tools:
        assert tool.title
        assert len(tool.description or "") > 50
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert tool.annotations.open_world_hint is False
        assert (tool.output_schema or {})["properties"]["status"]["enum"]
        assert all("description" in field for field in tool.input_schema["properties"].values())


def test_resources_are_the_files(session: Session) -> None:
    listed = {str(resource.uri) for resource in session.portal.call(session.client.list_resources).resources}
    files = {
        "plangraph://ontology": "ontology/plan.ttl",
        "plangraph://shapes": "ontology/shapes.ttl",
        "plangraph://scheme/theme": "ontology/schemes/theme.ttl",
        "plangraph://void": "graph/built/void.ttl",
        "plangraph://text/cn-14fyp/32": "graph/text/cn-14fyp/32.txt",
    }
    assert {*files, "plangraph://questions"} <= listed
    for uri, name in files.items():
        assert session.read(uri) == (project.ROOT / name).read_text(encoding="utf-8"), uri
    assert {entry["id"] for entry in json.loads(session.read("plangraph://questions"))} == set(GALLERY)
    assert session.read("plangraph://question/border-ports-built") == GALLERY["border-ports-built"].text


@pytest.mark.parametrize("uri", ["plangraph://nothing", "plangraph://question/no-such", "plangraph://text/cn-14fyp/99"])
def test_no_such_resource(session: Session, uri: str) -> None:
    with pytest.raises(MCPError):
        session.read(uri)


@pytest.mark.parametrize("name", ["满洲里", "满洲里市", "Manzhouli", "MANZHOULI", "place/manzhouli", "place:manzhouli"])
def test_a_name_in_each_writing(session: Session, name: str) -> None:
    answer = session.call("resolve", name=name)
    assert answer["status"] == "found"
    (found,) = answer["candidates"]
    assert (found["iri"], found["label"], found["label_zh"]) == (f"{BASE}place/manzhouli", "Manzhouli", "满洲里市")
    assert found["class_name"] == "plan:County"
    assert [each["label"] for each in found["within"]][:2] == ["Hulunbuir", "Inner Mongolia"]
    assert [each["iri"] for each in found["related"]] == [f"{BASE}infrastructure/manzhouli-port"]
    assert found["named_in"] == ["cn-14fyp/32"]
    assert "Manzhouli, Kuandian" in found["evidence"][0]["quote"]


def test_a_name_of_several_counties(session: Session) -> None:
    answer = session.call("resolve", name="Changning")
    assert answer["status"] == "ambiguous"
    holders = {each["label"] for found in answer["candidates"] for each in found["within"]}
    assert {"Shanghai", "Hunan", "Sichuan", "Yunnan"} <= holders
    short = session.call("resolve", name="Changning", limit=1)
    assert (short["status"], len(short["candidates"]), short["truncated"]) == ("ambiguous", 1, True)


def test_province_and_city_of_one_name(session: Session) -> None:
    for name in ("吉林", "Jilin"):
        found = {each["iri"] for each in session.call("resolve", name=name)["candidates"]}
        assert found == {f"{BASE}place/jilin", f"{BASE}place/jilin-city"}
    assert session.call("resolve", name="Jilin Province")["status"] == "found"


def test_no_such_name(session: Session) -> None:
    answer = session.call("resolve", name="Hunchen")
    assert (answer["status"], answer["candidates"]) == ("unknown", [])
    assert "Hunchun" in answer["nearest"]
    assert session.call("resolve", name="place/no-such")["status"] == "unknown"


def test_khunjerab(session: Session) -> None:
    """The pass is background; the text names the port and the highway, and says what becomes of them."""
    (place,) = session.call("resolve", name="Khunjerab")["candidates"]
    assert (place["iri"], place["mentions"], place["named_in"]) == (f"{BASE}place/khunjerab", 0, [])
    assert {each["label"]: each["mentions"] for each in place["related"]} == {
        "Khunjerab port": 1,
        "Bulunkou-Khunjerab highway": 1,
    }
    answer = session.call("ask", question="highways-at-upgraded-ports")
    (row,) = [row for row in answer["rows"] if row["cells"]["place"]["value"] == place["iri"]]
    assert row["cells"]["highwayLabel"] == {"value": "Bulunkou-Khunjerab highway", "type": "literal", "language": "en"}
    assert (row["basis"], row["question"]) == ("stated", "highways-at-upgraded-ports")
    road, port = row["evidence"]
    assert {road["relation"], port["relation"]} == {"states"}
    assert (port["begin"], port["end"]) == _line("- Upgrade Jilong")
    assert "Bulunkou-Khunjerab" in road["quote"]
    assert "Item 05 Border ports" in port["section"]
    said = session.call("evidence", subject="Khunjerab port")
    assert said["status"] == "stated"
    assert said["evidence"] == [port]
    assert [each["predicate"]["label"] for each in said["statements"]] == ["object"]
    silent = session.call("evidence", subject="place/khunjerab")
    assert silent["status"] == "not-said"
    assert "Khunjerab port" in silent["message"]
    assert {each["said_by"] for each in silent["statements"]} == {"background"}


def test_a_parameter_by_its_chinese_name(session: Session) -> None:
    answer = session.call("ask", question="measures-for-a-place", parameters={"place": "满洲里"}, limit=3)
    assert (answer["status"], len(answer["rows"]), answer["truncated"]) == ("answered", 3, True)
    (bound,) = answer["parameters"]
    assert bound == {"name": "place", "value": f"{BASE}place/manzhouli", "label": "Manzhouli", "given": True}
    default = session.call("ask", question="measures-for-a-place", limit=1)
    assert [(each["label"], each["given"]) for each in default["parameters"]] == [("Hunchun", False)]


def test_not_said_unknown_ambiguous(session: Session) -> None:
    def status(place: str) -> dict[str, Any]:
        return session.call("ask", question="support-to-a-place", parameters={"place": place})

    silent = status("珲春")
    assert (silent["status"], silent["rows"]) == ("not-said", [])
    assert "Hunchun" in silent["looked_for"]
    assert status("Atlantis")["status"] == "unknown"
    assert status("place/atlantis")["status"] == "unknown"
    several = status("Changning")
    assert several["status"] == "ambiguous"
    assert len(several["candidates"]) == 4
    assert status("Xinjiang")["status"] == "ambiguous"  # a county of Shanxi (新绛县) is spelt like the region
    assert status("新疆")["status"] == "answered"


def test_nothing_lacks_is_no_silence(session: Session) -> None:
    """A question for what is missing: rows are absences; no row is a 'none', which the text's silence is not."""
    answer = session.call("ask", question="provinces-never-named")
    assert {row["basis"] for row in answer["rows"]} == {"absent"}
    assert "Hainan" not in TEXT
    assert "Hainan" in {row["cells"]["label"]["value"] for row in answer["rows"]}
    lacking = {name for name, question in GALLERY.items() if question.absences}
    assert lacking == {"provinces-never-named", "neighbours-without-a-port", "places-without-a-measure"}
    named = session.call("ask", question="places-without-a-measure")
    assert {row["basis"] for row in named["rows"]} == {"absent"}
    assert {each["relation"] for row in named["rows"] for each in row["evidence"]} == {"mentions"}


def test_every_question_of_the_gallery(session: Session) -> None:
    for name, question in GALLERY.items():
        answer = session.call("ask", question=name, limit=20)
        assert answer["status"] in ("answered", "not-said", "none"), name
        assert answer["title"] == question.title
        assert len(answer["rows"]) <= 20
        for row in answer["rows"]:
            assert row["question"] == name
            assert row["evidence"] or row["basis"] in ("absent", "background", "counted"), (name, row)
            if "GRAPH ?sentence" in question.text and "sentence" in row["cells"]:
                assert row["basis"] == ("absent" if question.absences else "stated"), name
                assert row["cells"]["sentence"]["value"] in [each["iri"] for each in row["evidence"]]


def test_the_gallery_is_searched_in_two_languages(session: Session) -> None:
    assert session.call("questions", search="upgraded ports")["questions"][0]["id"] == "border-ports-upgraded"
    assert "border-ports-upgraded" in {each["id"] for each in session.call("questions", search="口岸")["questions"]}
    assert session.call("questions", limit=200)["total"] == len(GALLERY)
    assert session.call("questions", search="zebra")["status"] == "none"
    cut = session.call("questions", limit=2)
    assert (len(cut["questions"]), cut["truncated"]) == (2, True)


def test_rows_of_a_query_have_their_proof(session: Session) -> None:
    query = "SELECT ?m ?s { GRAPH ?s { ?m plan:object infrastructure:khunjerab-port } }"
    answer = session.call("sparql", query=query)
    (row,) = answer["rows"]
    assert (row["basis"], row["question"], row["evidence"][0]["relation"]) == ("stated", "sparql", "states")
    cut = session.call("sparql", query="SELECT * { ?s ?p ?o }", limit=7)
    assert (len(cut["rows"]), cut["truncated"]) == (7, True)
    beside = session.call("sparql", query="SELECT ?x { ?x plan:locatedIn place:jilin } LIMIT 1")
    assert beside["rows"][0]["basis"] == "background"
    assert session.call("sparql", query="SELECT ?x { ?x plan:locatedIn place:jilin }", scope="stated")["rows"] == []


def test_what_an_empty_answer_means(session: Session) -> None:
    def query(text: str) -> dict[str, Any]:
        return session.call("sparql", query=text)

    silent = query("SELECT ?m { ?m plan:object place:taiwan }")
    assert silent["status"] in ("not-said", "unknown")
    assert query("SELECT ?m { ?m plan:becomes place:hunchun }")["status"] == "not-said"
    wrong = query("SELECT ?m { ?m plan:objekt place:hunchun }")
    assert (wrong["status"], wrong["unknown_terms"]) == ("unknown", [f"{BASE}ontology#objekt"])
    assert query("ASK { place:hunchun plan:locatedIn place:xinjiang }")["status"] == "no"
    assert query("ASK { place:hunchun plan:locatedIn place:jilin }")["status"] == "yes"
    made = query("CONSTRUCT { ?x a plan:Province } WHERE { ?x a plan:Province }")
    assert made["status"] == "triples"
    assert f"<{BASE}place/tibet>" in made["triples"]


HOSTILE = {
    "service": ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    "deep groups": ("SELECT * {" + "{" * 2500 + "}" * 2500 + "}", "nested"),
    "deep brackets": ("SELECT * { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }", "nested"),
    "update": ("DELETE WHERE { ?s ?p ?o }", "SELECT"),
    "load": ("LOAD <http://127.0.0.1:9/x>", "SELECT"),
    "syntax": ("SELECT ?x WHERE { ?x a }", "line"),
    "cartesian": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "seconds"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_are_errors_and_the_server_lives(session: Session, name: str) -> None:
    query, word = HOSTILE[name]
    assert word in session.fault("sparql", query=query, seconds=1.5)
    assert session.call("sparql", query="ASK {}")["status"] == "yes"


def test_wrong_arguments_are_told_in_a_line(session: Session) -> None:
    assert "kinds" in session.fault("schema", kind="class")
    assert "limit" in session.fault("resolve", name="Hunchun", limit=100000)
    assert "name" in session.fault("resolve")
    assert "border-ports-built" in session.fault("ask", question="border-port-built")
    assert "place" in session.fault("ask", question="measures-for-a-place", parameters={"plce": "Hunchun"})
    assert "whole number" in session.fault("ask", question="measures-per-sentence", parameters={"least": "many"})
    assert "predicate" in session.fault("evidence", subject="Hunchun", object="Jilin")
    assert "no-such-tool" in session.fault("no-such-tool")


def test_a_parameter_is_never_syntax(session: Session) -> None:
    answer = session.call(
        "ask", question="compensation-pairs", parameters={"words": '" } ?s ?p ?o . { BIND("x" AS ?y) '}
    )
    assert answer["status"] == "not-said"


def test_who_says_a_triple(session: Session) -> None:
    measure = f"{BASE}cn-14fyp/32/measure/{_line('- Upgrade Jilong')[0] + 2}"
    stated = session.call("evidence", subject=measure, predicate="plan:object", object="满洲里口岸")
    assert stated["status"] == "stated"
    assert [(each["begin"], each["end"]) for each in stated["evidence"]] == [_line("- Upgrade Jilong")]
    beside = session.call("evidence", subject="Hunchun", predicate="locatedIn", object="吉林省")
    assert (beside["status"], beside.get("evidence")) == ("background", None)
    assert beside["statements"][0]["source"]
    silent = session.call("evidence", subject="Hunchun", predicate="locatedIn", object="新疆")
    assert silent["status"] == "not-said"
    assert "Jilin" in {each["object_label"] for each in silent["instead"]}
    assert session.call("evidence", subject="Hunchun", predicate="locatedOut")["status"] == "unknown"
    assert session.call("evidence", subject="Atlantis")["status"] == "unknown"
    assert session.call("evidence", subject="Changning")["status"] == "ambiguous"


def test_the_words_of_a_measure_and_of_a_piece_of_text(session: Session) -> None:
    begin, end = _line("- Upgrade Jilong")
    measure = session.call("evidence", subject=f"cn-14fyp/32/measure/{begin + 2}")
    assert measure["status"] == "stated"
    own, sentence = measure["evidence"]
    assert (own["relation"], own["begin"]) == ("measure", begin + 2)
    assert (sentence["relation"], sentence["begin"], sentence["end"]) == ("states", begin, end)
    assert own["section"] == sentence["section"]
    piece = session.call("evidence", subject=f"{BASE}cn-14fyp/32#char={begin},{end}", limit=5)
    assert piece["evidence"][0]["relation"] == "piece"
    assert (len(piece["statements"]), piece["truncated"]) == (5, True)


def test_the_vocabulary(session: Session) -> None:
    answer = session.call("schema", search="border port")
    assert answer["terms"][0]["name"] == "plan:BorderPort"
    assert answer["terms"][0]["used"] == 20
    assert session.call("schema", search="口岸")["terms"][0]["label_zh"] == "边境口岸"
    concepts = session.call("schema", search="relocate", kinds=["concept"])["terms"]
    assert ("action:relocate", "concept") in {(term["name"], term["kind"]) for term in concepts}
    assert session.call("schema", search="zebra")["status"] == "none"
    cut = session.call("schema", limit=3)
    assert (len(cut["terms"]), cut["truncated"]) == (3, True)


def test_the_dialogue_of_the_page_is_what_happens(session: Session) -> None:
    page = (project.ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    assert len(blocks) == 8
    for asked, shown in zip(blocks[::2], blocks[1::2], strict=True):
        _assert_shows(shown, session.call(asked["tool"], **asked["arguments"]))


def _assert_shows(shown: Any, real: Any) -> None:
    """What a page shows is in the real answer, at its place; an ellipsis stands for anything."""
    if shown == "…":
        return
    if isinstance(shown, dict):
        for key, value in shown.items():
            _assert_shows(value, real[key])
    elif isinstance(shown, list):
        assert len(shown) == len(real) or (shown and shown[-1] == "…")
        for one, other in zip(shown, real, strict=False):
            _assert_shows(one, other)
    elif isinstance(shown, str) and shown.endswith("…"):
        assert real.startswith(shown[:-1])
    else:
        assert shown == real
