"""A site of files: links lead somewhere, nobody else is asked, RDF says what pages show, others' files stay."""

import re
import shutil
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from plangraph.errors import PlanGraphError
from plangraph.files import Project, find_project
from plangraph.site import folder, hosting, making
from plangraph.site.links import Links
from plangraph.site.paths import Paths, relative
from plangraph.vocab import BASE, GAZETTEER_GRAPH
from plangraph.web.accept import choose
from plangraph.web.media import HTML, JSONLD, TURTLE
from tests import project
from tests.second_opinion import quads
from tests.site_links import Site

SUFFIX = {"html": HTML, "ttl": TURTLE, "jsonld": JSONLD}


@pytest.fixture(scope="module")
def site(hostile_site: Path) -> Site:
    return Site(hostile_site / "out")


@pytest.fixture(scope="module")
def here(hostile_site: Path) -> Project:
    return find_project(hostile_site / "project", hostile_site / "project")


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Site) -> None:
    assert len(site.pages) > 400
    assert list(site.faults()) == []


def test_what_is_in_it(site: Site) -> None:
    wanted = {
        "index.html", "places.html", "query/index.html", "query/airports.html", "query/airports.csv", "ontology.html",
        "query/airports.json", "cn-14fyp.html", "cn-14fyp/32.html", "place/hunchun.html", "ontology/Measure.html",
        "scheme/theme/ecology.html", ".htaccess", "w3id/.htaccess", "graph/built/cn-14fyp/32.trig", "graph.ttl",
        "explorer.html", "infrastructure/kashgar-airport.html",
    }  # fmt: skip
    assert wanted - site.files - {"infrastructure/kashgar-airport.html"} == set()
    pages = {name for name in site.pages if not name.startswith("zh/") and name != "explorer.html"}
    assert {f"zh/{name}" for name in pages} == {name for name in site.pages if name.startswith("zh/")}
    assert [name for name in site.files if "/at/" in name and name.endswith(".html") and not name.startswith("zh/")]
    assert [name for name in site.files if "/measure/" in name]


def test_each_page_is_told_in_the_other_language(site: Site) -> None:
    for name in ("place/hunchun.html", "index.html"):
        text = (site.root / name).read_text("utf-8")
        up = "../" * name.count("/")
        assert f'<link rel="alternate" hreflang="zh-CN" href="{up}zh/{name}">' in text
        other = (site.root / "zh" / name).read_text("utf-8")
        assert '<html lang="zh-CN">' in other
        assert f'hreflang="en" href="{up}../{name}">' in other


def test_what_needs_a_server_is_no_form(site: Site) -> None:
    text = (site.root / "query" / "measures-for-a-place.html").read_text("utf-8")
    assert "plangraph serve" in text
    assert "<form" not in text
    assert not [name for name in site.pages if 'href="/' in (site.root / name).read_text("utf-8")]


def test_a_place_that_no_sentence_names_says_so_and_what_contains_it(site: Site) -> None:
    text = (site.root / "place" / "xinjiang.html").read_text("utf-8")
    assert "No sentence names it." in text
    through = text[text.index('<ul class="through">') :]
    assert re.search(
        r'href="\.\./place/western-region\.html".*?1 measure', through[: through.index("</ul>")], re.DOTALL
    )


def test_a_place_that_is_named_shows_the_sentence(site: Site) -> None:
    text = (site.root / "place" / "western-region.html").read_text("utf-8")
    quote = re.search(r'<blockquote class="passage"><p lang="en">(.*?)</p>', text)
    assert quote is not None
    assert re.sub(r"<.*?>", "", quote[1]) == "We will support the western region."


def test_rdf_beside_a_page_holds_what_the_graph_says_of_its_thing(site: Site) -> None:
    built = sorted(name for name in site.files if name.startswith("graph/built/") and name.endswith(".trig"))
    said = {quad[:3] for name in built for quad in quads(site.root / name)}
    some = [
        name.removesuffix(".ttl")
        for name in sorted(site.files)
        if name.endswith(".ttl") and not name.startswith("graph")
    ]
    for stem in [*some[::60], "place/hunchun", "cn-14fyp/32"]:
        iri = URIRef(BASE + re.sub(r"/at/(\d+,\d+)$", r"#char=\1", re.sub(r"^ontology/", "ontology#", stem)))
        turtle, linked = Graph().parse(site.root / f"{stem}.ttl"), Graph()
        for s, p, o, _ in quads(site.root / f"{stem}.jsonld", "json-ld"):
            linked.add((s, p, o))
        assert isomorphic(turtle, linked)
        assert {triple for triple in said if triple[0] == iri} <= set(turtle), stem
        assert len(turtle) > 0


def test_the_file_of_a_chapter_holds_its_sentences(site: Site) -> None:
    turtle = Graph().parse(site.root / "cn-14fyp" / "32.ttl")
    sentence = next(s for s in turtle.subjects(unique=True) if "#char=" in str(s))
    page = site.pages["cn-14fyp/32.html"]
    stated = {quad[:3] for quad in quads(site.root / "graph" / "built" / "cn-14fyp" / "32.trig")}
    assert stated <= set(turtle)
    assert (sentence, None, None) in turtle
    headed = re.findall(r'id="(char=\d+,\d+)"', (site.root / "cn-14fyp" / "32.html").read_text("utf-8"))
    assert len(headed) == 3  # the heading and two sentences
    assert set(headed) <= page.ids


def test_another_run_gives_the_same_bytes_and_keeps_what_is_not_ours(here: Project, site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(site.root, out)
    (out / "CNAME").write_text("plan.example.org\n")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (out / "place" / "gone.html").write_text("of others")
    old = project.snapshot(out)
    making.write(here, out)
    new = project.snapshot(out)
    assert [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)] == []
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    (out / "index.html").write_text("mended by hand")
    with pytest.raises(PlanGraphError, match=r"index\.html: was written by somebody else"):
        folder.replaced(out, lambda new: new.write("index.html", b"another"))
    assert (out / "index.html").read_text() == "mended by hand"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_others_is_refused(here: Project, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear")
    with pytest.raises(PlanGraphError, match="is no site of ours"):
        making.write(here, tmp_path / "letters")
    with pytest.raises(PlanGraphError, match="is a file"):
        making.write(here, tmp_path / "letters" / "one.txt")
    assert project.snapshot(tmp_path) == {"letters/one.txt": b"dear"}


def test_a_run_that_fails_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder.replaced(out, lambda new: new.write("a/b.html", b"first"))

    def broken(new: folder.Folder) -> None:
        new.write("a/b.html", b"second")
        raise PlanGraphError("no")

    with pytest.raises(PlanGraphError, match="no"):
        folder.replaced(out, broken)
    assert (out / "a" / "b.html").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    folder.replaced(out, lambda new: new.write("c.html", b"third"))
    assert set(project.snapshot(out)) == {"c.html", folder.LIST}


# ---- addresses


def test_names_of_files_are_safe_and_apart() -> None:
    bad = ("../x", "a/../../x", ".git/config", "a//b", "con", "a/nul.txt", "zh/x", "x.html", "a b", "a/%2e", "x" * 300)
    paths = Paths([BASE + name for name in (*bad, "place/x", "ontology#Kind", "ontology#kind")])
    assert {paths.stem(BASE + name) for name in bad} == {""}
    assert paths.stem(BASE + "place/x") == "place/x"
    assert {paths.stem(BASE + "ontology#" + name) for name in ("Kind", "kind")} == {"ontology/Kind", "ontology/kind~"}
    assert paths.stem("https://example.org/place/x") == ""
    assert relative("a/1,2.html", "zh/b/c.html") == "../../a/1,2.html"


def test_links_lead_to_files_outside_or_nowhere() -> None:
    links = Links(Paths([BASE + "place/x", BASE + "c/1#char=2,3"]), {"q"}, {"index"})
    assert links.target("/place/x?lang=zh", "zh") == "zh/place/x.html"
    assert links.target("/place/x.ttl") == "place/x.ttl"
    assert links.target("/c/1/at/2,3") == "c/1/at/2,3.html"
    assert links.target("/query/q.csv") == "query/q.csv"
    assert links.target("/query/q?place=y") is None
    assert links.target("/resource?iri=urn%3Ax") is None
    assert links.target("/resource?iri=javascript%3Aalert(1)") is None
    assert links.target("/resource?iri=https%3A%2F%2Fexample.org%2F%22x") == 'https://example.org/"x'
    page = '<a class="b" href="/sparql" title="t">words</a><a href="/resource?iri=https%3A%2F%2Fe.org%2F%22x">e</a>'
    made = links.settled(page, "index.html", "en")
    assert made.startswith(
        '<span class="b" title="t">words</span><a rel="external noreferrer" href="https://e.org/&quot;x"'
    )
    with pytest.raises(PlanGraphError, match="it would load /other"):
        links.settled('<script src="/other.js"></script>', "index.html", "en")


# ---- hosts


@pytest.mark.parametrize(
    "accept",
    [
        "", "*/*", "text/html", "text/turtle", "application/ld+json", "application/ld+json, text/turtle;q=0.9",
        "text/turtle;q=0.5, text/html;q=0.7", "text/html;q=0.3,application/ld+json;q=0.8, text/turtle;q=0.7",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "TEXT/TURTLE",
        "application/rdf+xml;q=0.9, text/turtle;q=1.0, */*;q=0.1", "image/png", "application/n-triples",
        'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "text/turtle;q=0, application/json",
        "application/rdf+xml", "text/turtle; charset=utf-8; q=0.85, text/html; q=0.2", "text/turtlenot",
    ],
)  # fmt: skip
def test_rules_choose_what_the_server_would(accept: str) -> None:
    found = next((suffix for pattern, suffix in hosting.wanted() if re.search(pattern, accept, re.IGNORECASE)), None)
    if not accept:
        found = "html"  # by a rule of its own
    chosen = choose(accept, tuple(SUFFIX.values()))
    assert SUFFIX.get(found or "") == chosen


def test_the_rules_of_both_files() -> None:
    for text in (hosting.site(), hosting.w3id("https://data.example.org/plan/")):
        conditions = re.findall(r'^RewriteCond "%\{HTTP:Accept\}" "(.+)" \[NC\]$', text, re.MULTILINE)
        assert conditions == [pattern for pattern, _ in hosting.wanted()]
        assert all('"' not in pattern for pattern in conditions)
    assert "E=SITE:https://data.example.org/plan/]" in hosting.w3id("https://data.example.org/plan/")
    for wrong in ("ftp://x/", "https://x/ y", 'https://x/"', "https://x/%{ENV}", "x"):
        with pytest.raises(PlanGraphError, match="no address of a site"):
            hosting.checked(wrong)


def test_gazetteer_graph_is_there_whole(site: Site) -> None:
    inside = quads(site.root / "graph" / "built" / "gazetteer.trig")
    turtle = Graph().parse(site.root / "graph" / "gazetteer.ttl")
    assert {quad[:3] for quad in inside if quad[3] == URIRef(GAZETTEER_GRAPH)} <= set(turtle)
