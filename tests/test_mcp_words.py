"""What the server for the Model Context Protocol makes of names, queries and words, without a graph."""

from hypothesis import given
from hypothesis import strategies as st

from plangraph.graph import queries
from plangraph.mcp.gallery import search
from plangraph.mcp.names import build, fold, shorter
from plangraph.mcp.querying import terms
from tests import project
from tests.mcp_client import BASE

GALLERY = queries.load_all(project.ROOT / "queries" / "ask")


@given(st.text(max_size=40))
def test_a_folded_name_is_folded(name: str) -> None:
    assert fold(fold(name)).strip() == fold(name).removeprefix("the ").strip()


def test_names_of_places_without_their_rank() -> None:
    whole = (
        "内蒙古自治区",
        "黔东南苗族侗族自治州",
        "克孜勒苏柯尔克孜自治州",
        "珲春市",
        "红其拉甫山口",
        "东川区",
        "北京市",
        "市",
    )
    assert [shorter(name) for name in whole] == ["内蒙古", "黔东南", "克孜勒苏", "珲春", "红其拉甫", "东川", "北京", ""]
    names = build([{"thing": "a", "name": "和平区"}, {"thing": "b", "name": "和平县"}], [])
    assert set(names.find("和平")) == {"a", "b"}
    assert set(names.find("和平县")) == {"b"}
    assert names.find("和") == {}


def test_terms_of_a_query() -> None:
    query = """PREFIX x: <https://w3id.org/plangraph/place/>
    SELECT * { x:hunchun plan:locatedIn/rdfs:label ?l . # place:comment
      FILTER(?l != "place:string" && ?l != 'kind:other') <https://w3id.org/plangraph/cn-14fyp/32#char=1,2> ?p ?o }"""
    assert terms(query) == {
        f"{BASE}place/hunchun",
        f"{BASE}ontology#locatedIn",
        f"{BASE}cn-14fyp/32#char=1,2",
    }


def test_search_finds_each_question_by_its_own_title() -> None:
    for question in GALLERY.values():
        for title in (question.title, question.title_zh):
            assert question.id in {entry.id for entry in search(GALLERY, title, 8).questions}, title
