"""``import plangraph``: rdflib terms and networkx graphs out, and nothing heavy before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Dataset, URIRef

import plangraph
from plangraph import api
from plangraph.errors import QueryError
from tests import project


def test_importing_costs_nothing() -> None:
    code = "import sys, plangraph; print([m for m in ('rdflib', 'networkx', 'pyoxigraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_that_is_offered_is_there() -> None:
    for name in plangraph.__all__:
        assert callable(getattr(plangraph, name)), name
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = plangraph.nonsense


def test_a_question_gives_rdflib_terms() -> None:
    rows = api.query("border-ports-built")
    assert {row[0] for row in rows} == {
        URIRef(f"https://w3id.org/plangraph/infrastructure/{name}-port")
        for name in ("lizi", "heihe", "tongjiang", "heixiazi-island")
    }


def test_a_text_of_sparql_is_a_question_too() -> None:
    rows = api.query("SELECT ?box WHERE { ?box a plan:Box ; plan:number '12' }")
    assert [str(row[0]) for row in rows] == ["https://w3id.org/plangraph/cn-14fyp/32/box/12"]
    with pytest.raises(QueryError, match="parameters belong to a question"):
        api.query("SELECT * { ?s ?p ?o }", {"place": "x"})


def test_the_dataset_is_rdflibs() -> None:
    dataset = api.dataset()
    assert isinstance(dataset, Dataset)
    sentence = URIRef("https://w3id.org/plangraph/cn-14fyp/32#char=9385,9442")
    airport = URIRef("https://w3id.org/plangraph/infrastructure/yanji-chaoyangchuan-airport")
    assert len(list(dataset.graph(sentence).subjects(None, airport))) >= 2


def test_reading_gives_offsets_of_the_file(tmp_path: Path) -> None:
    text = "We will build a new airport in Longzi.\n"
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf-8")
    (measure,) = api.read(path).measures
    span = measure.action_evidence.segments[0]
    assert text[span.start : span.end] == "build"


def test_a_network_carries_its_evidence() -> None:
    graph = api.network("region-theme")
    assert graph.number_of_edges() > 0
    assert all(data["evidence"] for _, _, data in graph.edges(data=True))


def test_the_sample_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert api.project().root == project.ROOT
