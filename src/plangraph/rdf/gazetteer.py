"""Background facts to quads: places, containment, identifiers, strategies, each with its source and certainty."""

import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.rdf.terms import DCTERMS, GEO, LABEL, SKOS, A, Quad, concept, en, integer, iri, plan, ref, string, zh
from plangraph.reading.names.gazetteer import class_of, path_of

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_PLACES = (
    "id",
    "label_en",
    "label_zh",
    "other_aliases",
    "kind",
    "border_country",
    "lat",
    "lon",
    "geonames_id",
    "wikidata_qid",
    "coord_source",
    "certainty",
    "adcode",
)
_PROVINCES = (
    "id",
    "en",
    "zh",
    "gbt2260_adcode",
    "macro_region",
    "lat",
    "lon",
    "geonames_id",
    "wikidata_qid",
    "coord_source",
)
_COUNTRIES = ("id", "en", "zh", "lat", "lon", "geonames_id", "wikidata_qid", "coord_source")
_DIVISIONS = (
    "adcode",
    "level",
    "name_zh",
    "name_en",
    "aliases",
    "parent",
    "province",
    "lat",
    "lon",
    "geonames_id",
    "coord_source",
    "name_source",
)
_MEMBERS = ("whole", "part", "relation", "source", "certainty")
_STRATEGIES = ("id", "label_en", "label_zh", "aliases", "region", "source", "certainty")
_KINDS = ("id", "label_en", "label_zh", "class")
_CJK = re.compile(r"[\u3400-\u9fff]")
_INVERTED = {"locatedIn", "inKind"}  # relations that the table reads from the part to the whole


def quads(folder: Path) -> Iterator[Quad]:
    """All background facts of the tables in ``folder``, in the gazetteer's graph.

    Raises:
        DataError: a table is missing or lacks a column, or a membership names an id that no table has.
    """
    graph = iri(vocab.GAZETTEER_GRAPH)
    for subject, predicate, value in _Tables(folder).triples():
        yield subject, predicate, value, graph


class _Tables:
    """The tables of one gazetteer, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = [row for _, row in rows(folder / "places.csv", _PLACES)]
        self.provinces = [row for _, row in rows(folder / "provinces.csv", _PROVINCES)]
        self.countries = [row for _, row in rows(folder / "countries.csv", _COUNTRIES)]
        self.divisions = rows(folder / "divisions.csv", _DIVISIONS)
        self.refs = {row["id"]: f"{path_of(row['kind'])}/{row['id']}" for row in self.places}
        self.refs |= {row["id"]: f"place/{row['id']}" for row in (*self.provinces, *self.countries)}
        self.codes = {row["gbt2260_adcode"]: row["id"] for row in self.provinces}
        self.codes |= {row["adcode"]: row["id"] for row in self.places if row["adcode"]}
        for _, row in self.divisions:
            if row["adcode"] not in self.codes:
                self.codes[row["adcode"]] = f"cn-{row['adcode']}"
                self.refs[f"cn-{row['adcode']}"] = f"place/cn-{row['adcode']}"
        self.refs["border-areas"] = "kind/border-areas"

    def triples(self) -> Iterator[Triple]:
        countries = {row["en"]: row["id"] for row in self.countries}
        for row in self.places:
            yield from self.place(row, countries)
        for row in self.provinces:
            yield from self.unit(f"place/{row['id']}", "Province", row["en"], row["zh"], row)
            yield ref(f"place/{row['id']}"), plan("adcode"), string(row["gbt2260_adcode"])
        for row in self.countries:
            yield from self.unit(f"place/{row['id']}", "Country", row["en"], row["zh"], row)
        for line, row in self.divisions:
            yield from self.division(line, row)
        yield from self.members()
        yield from self.strategies()
        yield from self.kinds()

    def place(self, row: dict[str, str], countries: dict[str, str]) -> Iterator[Triple]:
        node = ref(self.refs[row["id"]])
        yield node, A, plan(class_of(row["kind"], row["label_en"]))
        yield from _labels(node, row["label_en"], row["label_zh"], row["other_aliases"])
        yield from _point(node, row)
        yield from _identifiers(node, row)
        yield node, plan("certainty"), concept("certainty", row["certainty"])
        if row["coord_source"]:
            yield node, DCTERMS.source, en(row["coord_source"])
        if row["adcode"]:
            yield node, plan("adcode"), string(row["adcode"])
        for country in filter(None, row["border_country"].split("|")):
            yield node, plan("borders"), ref(f"place/{countries[country]}")

    def unit(self, path: str, cls: str, label_en: str, label_zh: str, row: dict[str, str]) -> Iterator[Triple]:
        """A province or country; one that ``places.csv`` has too keeps the labels and point given there."""
        node = ref(path)
        yield node, A, plan(cls)
        if any(self.refs[place["id"]] == path for place in self.places):
            return
        yield from _labels(node, label_en, label_zh, "")
        yield from _point(node, row)
        yield from _identifiers(node, row)
        yield node, plan("certainty"), concept("certainty", "verified")
        if row["coord_source"]:
            yield node, DCTERMS.source, en(row["coord_source"])

    def division(self, line: int, row: dict[str, str]) -> Iterator[Triple]:
        own = self.codes[row["adcode"]]
        node = ref(self.refs[own])
        above = self.codes.get(row["parent"]) or row["province"]
        if above not in self.refs:
            raise DataError(f"{self.folder / 'divisions.csv'}:{line}: no table has the parent {row['parent']!r}")
        yield node, plan("locatedIn"), ref(self.refs[above])
        if not own.startswith("cn-"):
            return
        yield node, A, plan("Prefecture" if row["level"] == "prefecture" else "County")
        yield from _labels(node, row["name_en"], row["name_zh"], row["aliases"])
        yield from _point(node, row)
        yield from _identifiers(node, row)
        yield node, plan("adcode"), string(row["adcode"])
        yield node, plan("certainty"), concept("certainty", "verified")

    def members(self) -> Iterator[Triple]:
        stops: dict[str, int] = {}
        path = self.folder / "members.csv"
        table = rows(path, _MEMBERS)
        spanned = [row["whole"] for _, row in table if row["relation"] == "spans"]
        for line, row in table:
            for end in (row["whole"], row["part"]):
                if end not in self.refs:
                    raise DataError(f"{path}:{line}: no table has the id {end!r}")
            whole, part = ref(self.refs[row["whole"]]), ref(self.refs[row["part"]])
            relation = plan(row["relation"])
            subject, value = (part, whole) if row["relation"] in _INVERTED else (whole, part)
            yield subject, relation, value
            yield from self.fact(row, subject, relation, value)
            if row["relation"] == "stop":
                stops[row["whole"]] = position = stops.get(row["whole"], 0) + 1
                stop = ref(f"{self.refs[row['whole']]}/stop/{position}")
                yield whole, plan("routeStop"), stop
                yield stop, A, plan("RouteStop")
                yield stop, plan("at"), part
                yield stop, plan("position"), integer(position)
            status = self.refs[row["whole"]].startswith("initiative/")
            if row["relation"] == "spans" and status and spanned.count(row["whole"]) == 1:
                yield whole, plan("designates"), part  # the territory whose status the zone is

    def fact(self, row: dict[str, str], subject: URIRef, relation: URIRef, value: URIRef) -> Iterator[Triple]:
        """The membership as a thing of its own, to carry its source and certainty."""
        node = ref(f"graph/gazetteer/fact/{row['part']}/{row['relation']}/{row['whole']}")
        yield node, A, plan("Fact")
        yield node, plan("factSubject"), subject
        yield node, plan("factProperty"), relation
        yield node, plan("factObject"), value
        yield node, plan("certainty"), concept("certainty", row["certainty"])
        yield node, DCTERMS.source, en(row["source"])

    def strategies(self) -> Iterator[Triple]:
        path = self.folder / "strategies.csv"
        for line, row in rows(path, _STRATEGIES):
            if row["region"] not in self.refs:
                raise DataError(f"{path}:{line}: no table has the region {row['region']!r}")
            node = ref(f"initiative/{row['id']}")
            yield node, A, plan("Strategy")
            yield from _labels(node, row["label_en"], row["label_zh"], row["aliases"])
            yield node, plan("strategyFor"), ref(self.refs[row["region"]])
            yield node, plan("certainty"), concept("certainty", row["certainty"])
            yield node, DCTERMS.source, en(row["source"])

    def kinds(self) -> Iterator[Triple]:
        for _, row in rows(self.folder / "kinds.csv", _KINDS):
            node = ref(row["id"])
            yield from _labels(node, row["label_en"], row["label_zh"], "")
            yield node, plan("certainty"), concept("certainty", "unverified-name")  # the Chinese is our translation
            yield node, A, plan("Kind" if row["id"].startswith("kind/") else row["class"])
            if row["id"].startswith("kind/") and row["class"] != "Kind":
                yield node, plan("kindOf"), plan(row["class"])


def _labels(node: URIRef, label_en: str, label_zh: str, aliases: str) -> Iterator[Triple]:
    yield node, LABEL, en(label_en)
    if label_zh:
        yield node, LABEL, zh(label_zh)
    for alias in filter(None, aliases.split("|")):
        if alias not in (label_en, label_zh):
            yield node, SKOS.altLabel, zh(alias) if _CJK.search(alias) else en(alias)


def _point(node: URIRef, row: dict[str, str]) -> Iterator[Triple]:
    if not row["lat"]:
        return
    point = iri(f"{node}/point")
    yield node, GEO.hasGeometry, point
    yield point, A, GEO.Geometry
    yield point, GEO.asWKT, Literal(f"POINT({row['lon']} {row['lat']})", datatype=GEO.wktLiteral)


def _identifiers(node: URIRef, row: dict[str, str]) -> Iterator[Triple]:
    """A GeoNames record of a county is its seat, so it is close, not the same."""
    if row.get("wikidata_qid"):
        yield node, SKOS.exactMatch, iri("http://www.wikidata.org/entity/" + row["wikidata_qid"])
    if row.get("geonames_id"):
        yield node, SKOS.closeMatch, iri(f"https://sws.geonames.org/{row['geonames_id']}/")
