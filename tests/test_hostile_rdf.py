"""Files of RDF that somebody gives: what is broken, endless or a trap is refused in one line, and nothing is fetched.

The files come from a generator beside the project; the tests at the end make their own.
"""

import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from plangraph.asking import taking
from plangraph.asking.taking import Bounds, Taken
from plangraph.cli import main
from plangraph.errors import DataError, QueryError, ServerError
from plangraph.graph import reasoner, shapes, validate
from plangraph.graph.store import Bounds as Cut
from plangraph.graph.store import Store, foreign
from plangraph.graph.store.inspection import DEPTH, inspect
from plangraph.web.media import RESULTS_JSON
from tests import hostile
from tests.asking import Trap, trap
from tests.beside import needs
from tests.hostile import Entry
from tests.project import ROOT
from tests.served import cells, running

_PORT = 47113  # replaced by that of the trap
_ENTRIES = hostile.rdf(_PORT)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system bounds memory on Linux only")
needs_hermit = pytest.mark.skipif(
    importlib.util.find_spec("owlready2") is None and "CI" not in os.environ,
    reason='needs the extra "reason": pip install "plangraph[reason]"',
)

# What is said of a file that is refused, after its name.
_SAYS = {
    "01-xxe-file": ":1: a document type",
    "02-xxe-http": ":1: a document type",
    "03-billion-laughs": ":1: a document type",
    "04-deep": f":1: nested deeper than {DEPTH} (limit: depth)",
    "06-deep": f":1: nested deeper than {DEPTH} (limit: depth)",
    "07-remote-context": ":1: a remote context is never fetched",
    "08-file-context": ":1: a remote context is never fetched",
    "09-import-context": ":1: @import is never fetched",
    "11-owlready-module": ":2: names a Python module ('this')",
    "12-bad-iri": ":1:1: not N-Triples",
    "13-truncated": ":2:17: not Turtle",
}
# Shapes are but triples here: no command takes shapes from anybody.
_ONLY_DATA = {"16-shacl-service"}
_TRIPLES = {
    "05-deep-collection": 100_001,
    "10-owl-imports": 2,
    "14-huge-literal": 1,
    "15-odd-numbers": 5,
    "16-shacl-service": 4,
    "17-shacl-redos": 6,
}


@pytest.fixture(scope="module")
def listening() -> Iterator[Trap]:
    with trap() as made:
        yield made


def written(entry: Entry, folder: Path, port: int) -> Path:
    path = folder / Path(entry.path).name
    path.write_bytes(entry.data.replace(b":%d/" % _PORT, b":%d/" % port))
    return path


@pytest.mark.shared
@needs("hostile")
def test_the_generator_is_there() -> None:
    refused = {entry.stem for entry in _ENTRIES if entry.expect == "refuse"}
    assert refused == set(_SAYS) | _ONLY_DATA
    assert {entry.stem for entry in _ENTRIES} == set(_SAYS) | set(_TRIPLES)


@pytest.mark.shared
@pytest.mark.parametrize("entry", _ENTRIES, ids=lambda entry: entry.stem)
def test_a_hostile_file(tmp_path: Path, listening: Trap, entry: Entry) -> None:
    path = written(entry, tmp_path, listening.port)
    folder = tmp_path / "store"
    began = time.monotonic()
    if entry.stem in _SAYS:
        with pytest.raises(DataError) as caught:
            taking.take(path, folder)
        told = str(caught.value)
        assert told.startswith(f"{path}{_SAYS[entry.stem]}")
        assert hostile.is_plain(told)
        assert "\n" not in told
        host = Path("/etc/hostname")
        assert not host.exists() or host.read_text(encoding="utf-8").strip() not in told.removeprefix(str(path))
        assert not folder.exists()
    else:
        taken = taking.take(path, folder)
        warned = [f"{path}:1: owl:imports <http://127.0.0.1:{listening.port}/o.ttl> is not followed"]
        assert list(taken.warnings) == (warned if entry.expect == "warn" else [])
        assert sum(Store.opened(folder, merged=False).counts().values()) == _TRIPLES[entry.stem]
    assert time.monotonic() - began < entry.seconds
    assert listening.calls == 0
    assert "this" not in sys.modules


@pytest.mark.shared
@needs("hostile")
@pytest.mark.parametrize("stem", ["03-billion-laughs", "04-deep", "07-remote-context", "11-owlready-module"])
def test_what_is_refused_is_not_served(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], listening: Trap, stem: str
) -> None:
    (entry,) = [one for one in _ENTRIES if one.stem == stem]
    path = written(entry, tmp_path, listening.port)
    assert main(["serve", "--data", str(path), "--port", "0"]) == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"plangraph: {path}{_SAYS[stem]}")
    assert told.err.count("\n") == 1
    assert listening.calls == 0


@pytest.mark.shared
@needs("hostile")
@pytest.mark.parametrize("stem", ["10-owl-imports", "14-huge-literal", "15-odd-numbers", "16-shacl-service"])
def test_what_is_accepted_is_served(tmp_path: Path, listening: Trap, stem: str) -> None:
    (entry,) = [one for one in _ENTRIES if one.stem == stem]
    path = written(entry, tmp_path, listening.port)
    with running("--data", str(path), "--processes", "1", "--workers", "1") as server:
        if entry.expect == "warn":
            assert server.process.stdout is not None
            assert server.process.stdout.readline().startswith(f"{path}:1: owl:imports <http://127.0.0.1:")
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        assert cells(server.ask(count).body, "n") == [str(_TRIPLES[stem])]
        values = cells(server.ask("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o").body, "o")
        if stem == "14-huge-literal":
            assert values == ["x" * 2_000_000]
        if stem == "15-odd-numbers":
            assert {"9" * 5000, "abc", "NaN", "2021-02-30", "x"} == set(values)
        for form in ("ttl", "nt", "jsonld", "rdf"):
            triples = server.get(f"sparql?format={form}&query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
            assert triples.status == 200
            kind = pyoxigraph.RdfFormat.from_extension(form)
            assert kind is not None
            assert len(list(pyoxigraph.parse(triples.body, format=kind, lenient=True))) == _TRIPLES[stem]
    assert listening.calls == 0


@needs_hermit
@pytest.mark.shared
@needs("hostile")
@pytest.mark.parametrize("stem", ["10-owl-imports", "11-owlready-module"])
def test_the_reasoner_runs_and_fetches_nothing(tmp_path: Path, listening: Trap, stem: str) -> None:
    (entry,) = [one for one in _ENTRIES if one.stem == stem]
    assert reasoner.judge([written(entry, tmp_path, listening.port)]).consistent
    assert "this" not in sys.modules
    assert listening.calls == 0


@pytest.mark.shared
@needs("hostile")
def test_even_as_the_shapes_of_a_project_they_call_nobody_and_end(tmp_path: Path, listening: Trap) -> None:
    """No command takes shapes from elsewhere than the project's own ontology."""
    ours = ROOT / "ontology" / "prefixes.ttl"
    files = {one.stem: written(one, tmp_path, listening.port) for one in _ENTRIES if one.stem[:2] in ("16", "17")}
    for path in files.values():
        with pytest.raises(DataError, match="the shape has no target"):
            shapes.load(path, ours)
        aimed = path.read_text(encoding="utf-8").replace("sh:targetNode <urn:a>", "sh:targetClass <urn:t:T>")
        aimed = aimed.replace("$this {", "$this WHERE {").replace("[", '[ sh:message "no"@en ;')
        path.write_text(f"{aimed} <urn:a> a <urn:t:T> .", encoding="utf-8")
    service = files["16-shacl-service"]
    with pytest.raises((DataError, QueryError), match="SERVICE is off"):
        validate.results(loaded(service), shapes.load(service, ours))
    began = time.monotonic()
    redos = files["17-shacl-redos"]
    assert len(validate.results(loaded(redos), shapes.load(redos, ours))) == 1
    assert time.monotonic() - began < 5
    assert listening.calls == 0


def loaded(path: Path) -> Store:
    store = Store.memory()
    store.load(path)
    return store


# --------------------------------------------------------------------------------------------- files made for the test

_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
_ONE = '<rdf:Description rdf:about="urn:s:a"><e:p>t</e:p></rdf:Description></rdf:RDF>'


def deep(levels: int) -> dict[str, str]:
    """Documents that are nested so deeply, by suffix."""
    inner = levels - 3
    return {
        ".rdf": _RDF + "<e:T><e:p>" * (levels // 2 - 1) + "<e:T>" + "</e:T>" + "</e:p></e:T>" * (levels // 2 - 1)
        + "</rdf:RDF>",
        ".jsonld": '{"@id":"urn:s:a","urn:p:b":' + "[" * (inner + 2) + "1" + "]" * (inner + 2) + "}",
        ".nt": "<urn:s:a> <urn:p:b> " + "<<( <urn:s:a> <urn:p:b> " * levels + '"<<"' + " )>>" * levels + " .\n",
    }  # fmt: skip


@pytest.mark.parametrize("suffix", [".rdf", ".jsonld", ".nt"])
def test_the_limit_of_depth(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"deep{suffix}"
    path.write_text(deep(DEPTH)[suffix], encoding="utf-8")
    assert taking.take(path, tmp_path / "store").warnings == ()
    opened = Store.opened(tmp_path / "store", merged=False)
    answer = opened.answer("SELECT * { ?s ?p ?o }", RESULTS_JSON, Cut(1000, 1_000_000), "standard")
    assert not answer.truncated
    assert hostile.data(answer.body.decode())["results"]["bindings"]
    for levels in (DEPTH + 2, 100_000):
        path.write_text(deep(levels)[suffix], encoding="utf-8")
        with pytest.raises(DataError, match=rf"deep{suffix}:1: nested deeper than {DEPTH} \(limit: depth\)"):
            taking.take(path, tmp_path / "deeper")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.rdf", f"<?xml version='1.0'?>\n<!-- \n --><!DOCTYPE r>{_RDF}{_ONE}", "a.rdf:3: a document type"),
        ("a.rdf", f"{_RDF}\n<e:T>{_ONE}", "a.rdf:2:75: not RDF/XML: mismatched tag"),
        ("a.rdf", "", "a.rdf:1:1: not RDF/XML: no element found"),
        ("a.rdf", f"{_RDF}<e:T>&nbsp;</e:T></rdf:RDF>", "not RDF/XML: undefined entity"),
        ("a.jsonld", '{"@id":"urn:s:a",\n"@context": ["x:y", {}]}', "a.jsonld:2: a remote context is never fetched"),
        ("a.jsonld", '{"\\u0040context": "x:y", "@context": {}}', "a remote context is never fetched"),
        ("a.jsonld", '{"@context": {"n": {"@id": "urn:n", "@context": "x:y"}}}', "a remote context is never fetched"),
        ("a.jsonld", '{"@context": {"@import": "x:y"}, "@id": "urn:s:a"}', "@import is never fetched"),
        ("a.jsonld", '{"@id": "urn:s:a",\n "urn:p:b": }', "a.jsonld:2:"),
        ("a.jsonld", '{"urn:p:b": "[{}', "a.jsonld:1:13: not JSON-LD"),
        ("a.ttl", "<urn:s:a> <urn:p:b> 1 .\n<urn:s:a> <urn:p:b> .", "a.ttl:2:"),
        ("a.xml", f"{_RDF}{_ONE}", "graph files end in .trig, .ttl, .nq, .nt, .rdf, .jsonld"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    store = Store.memory()
    with pytest.raises(DataError) as caught:
        store.load(path)
    assert says in str(caught.value)
    assert store.counts() == {}


def test_a_module_to_run_is_found_in_any_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    owlready = "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl"
    path.write_text(f"@prefix o: <{owlready}#> .\n<urn:g:g> {{ <urn:s:o> o:python_module 'os' }}", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.trig:2: names a Python module \('os'\)"):
        taking.take(path, tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rdf", f"<?xml version='1.0'?>{_RDF}<!-- <!DOCTYPE r> -->{_ONE}"),
        ("a.rdf", "\ufeff" + _RDF + _ONE.replace(">t<", "><![CDATA[<!DOCTYPE r>]]><")),
        ("a.jsonld", '{"@context": {"n": "urn:p:n"}, "@id": "urn:s:a", "n": "@context @import <<<<"}'),
        ("a.jsonld", '{"@context": [{"n": "urn:p:n"}, null, {"n": "urn:p:m"}], "@id": "urn:s:a", "n": "x"}'),
        ("a.jsonld", '{"@id": "urn:s:a", "urn:p:n": "' + "[{" * 500 + '"}'),
        ("a.jsonld", '{"@id": "urn:s:a", "urn:p:n": ' + "9" * 5000 + "}"),
        ("a.ttl", "<urn:s:a> <urn:p:b> '" + "<< " * 500 + "' . # " + "<< " * 500),
        ("a.nq", "<urn:s:a> <urn:p:b> <urn:o:c> <urn:g:d> .\n"),
    ],
)
def test_what_only_looks_like_it_is_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    store = Store.memory()
    store.load(path)
    assert sum(store.counts().values()) == 1


@pytest.mark.parametrize("wide", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_no_other_encoding_hides_a_document_type(tmp_path: Path, wide: str) -> None:
    path = tmp_path / "wide.rdf"
    path.write_bytes(f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE r>{_RDF}{_ONE}".encode(wide))
    with pytest.raises(DataError, match=r"wide\.rdf:1: not text in UTF-8"):
        Store.memory().load(path)


def test_a_literal_that_is_too_long_for_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "long.nt"
    path.write_text(f'<urn:s:a> <urn:p:b> "{"x" * 17_000_000}" .\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"long\.nt: a statement is longer than 16 MiB"):
        Store.memory().load(path)


def test_the_limits_are_those_of_the_page() -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    own = Bounds()
    for line in (
        f"| `size` | {own.size // 2**20:,} MiB |",
        f"| `memory` | {own.memory // 2**20:,} MiB |",
        f"| `seconds` | {own.seconds:g} s |",
        f"| `depth` | {DEPTH} elements",
    ):
        assert line in page


def test_every_limit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s:{n}> <urn:p:b> <urn:o:{n}> .\n" for n in range(100_000)), encoding="utf-8")
    for bounds, says in (
        (Bounds(seconds=0.05), r"not read within 0\.05 s \(limit: seconds\)"),
        (Bounds(size=1024 * 1024), r"larger than 1 MiB \(limit: size\)"),
    ):
        with pytest.raises(DataError, match=r"many\.nt: " + says):
            taking.take(path, tmp_path / "store", bounds)
        assert not (tmp_path / "store").exists()


@linux
def test_the_limit_of_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.nt"
    path.write_text(f'<urn:s:a> <urn:p:b> "{"x" * 10_000_000}" .\n' * 8, encoding="utf-8")
    with pytest.raises(DataError, match=r"needs more than 100 MiB of memory to be read \(limit: memory\)"):
        taking.take(path, tmp_path / "store", Bounds(memory=100 * 1024 * 1024))
    assert isinstance(taking.take(path, tmp_path / "store"), Taken)


@linux
def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.nt")
    (tmp_path / "zero.nt").symlink_to("/dev/zero")
    (tmp_path / "folder.nt").mkdir()
    for name, says in (("pipe", "not a regular file"), ("zero", "not a regular file"), ("folder", "directory")):
        with pytest.raises(DataError, match=rf"{name}\.nt: .*{says}"):
            taking.take(tmp_path / f"{name}.nt", tmp_path / "store")


@linux
def test_a_file_that_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s:{n}> <urn:p:b> <urn:o:{n}> .\n" for n in range(100_000)), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(writing)
    try:
        with pytest.raises(DataError, match="nobody waits"):
            taking.take(path, tmp_path / "store", until=[reading])
    finally:
        os.close(reading)
    assert not (tmp_path / "store").exists()


def test_answers_of_other_servers_are_looked_through_too() -> None:
    """They come as whatever media type the server says."""
    bomb = f'<!DOCTYPE r [<!ENTITY a "aa">]>{_RDF}{_ONE}'.encode()
    with pytest.raises(ServerError, match="a document type"):
        foreign.triples(bomb, "application/rdf+xml")
    assert len(foreign.triples(f"{_RDF}{_ONE}".encode(), "application/rdf+xml")) == 1
    with pytest.raises(ServerError, match="a remote context"):
        foreign.triples(b'{"@context": "http://127.0.0.1/c"}', "application/ld+json")


@pytest.mark.parametrize("form", ["RDF/XML", "JSON-LD", "Turtle"])
def test_looking_through_a_long_text_takes_a_time_in_proportion(form: str) -> None:
    pieces = {
        "RDF/XML": ("<e:p/>", _RDF, "</rdf:RDF>"),
        "JSON-LD": ('"[\\"",', "[", '""]'),
        "Turtle": ("'<<' <<>> ", "", ""),
    }
    piece, before, after = pieces[form]

    def spent(count: int) -> float:
        text = (before + piece * count + after).encode()
        began = time.process_time()
        inspect(form, text, "it")
        return time.process_time() - began

    spent(1000)
    assert min(spent(80_000) for _ in range(3)) < 3.5 * min(spent(40_000) for _ in range(3)) + 0.05
