"""Names: which things bear the name that somebody writes, in English, in Chinese, or by an alias."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plangraph.mcp.graph import Graph

_PAGE = 20_000
# Things first; concepts of the schemes only where no thing has the name.
_THINGS = """SELECT ?thing ?name WHERE {
  ?thing rdfs:label|skos:altLabel ?name .
  FILTER NOT EXISTS { ?thing a plan:Measure }
  FILTER NOT EXISTS { ?thing dcterms:isPartOf ?whole }
  FILTER NOT EXISTS { GRAPH <https://w3id.org/plangraph/ontology> { ?thing ?p ?o } }
  FILTER(STRSTARTS(STR(?thing), "https://w3id.org/plangraph/"))
} ORDER BY ?thing ?name"""
_CONCEPTS = "SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name ; skos:inScheme ?scheme } ORDER BY ?thing ?name"
# The peoples that autonomous places are called after, as their names write them.
_PEOPLES = (
    "各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
    "|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春"
)
_RANK = re.compile(
    rf"(?:(?:(?:{_PEOPLES})族?)*(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|林区|山口|省|市|县|区|旗|盟)"
)
_WORDS = re.compile(
    r" (?:\(city\)|autonomous region"
    r"|(?:autonomous )?(?:province|municipality|city|prefecture|county|district|banner|league|township|town))$"
)
_JOINTS = str.maketrans(dict.fromkeys("‐‑‒–—−·・_/", "-") | dict.fromkeys("‘’ʼ`´", "'"))


@dataclass(slots=True)
class Names:
    """The names of one state of the graph, folded."""

    full: dict[str, set[str]] = field(default_factory=dict)
    short: dict[str, set[str]] = field(default_factory=dict)
    concepts: dict[str, set[str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> dict[str, str]:
        """The IRIs of all that bears a name, each with how: ``name`` or ``short name``. Nothing is guessed."""
        key = fold(name)
        found = dict.fromkeys(sorted(self.full.get(key, ())), "name")
        ranked = sorted(self.short.get(key, ()))
        if not found and (bare := shorter(name)):
            ranked += sorted(self.full.get(fold(bare), ()))
        for iri in ranked:
            found.setdefault(iri, "short name")
        return found or dict.fromkeys(sorted(self.concepts.get(key, ())), "name")

    def nearest(self, name: str, most: int = 5) -> list[str]:
        """Names that are written nearly so, as they stand in the graph."""
        key = fold(name)
        close = difflib.get_close_matches(key, self.full, n=most, cutoff=0.7) if len(key) < 80 else []
        inside = [known for known in self.full if key and len(key) > 1 and key in known]
        return [self.written[known] for known in dict.fromkeys((*close, *sorted(inside, key=len)[:most]))][:most]


def fold(name: str) -> str:
    """A name without the accidents of writing: case, width, accents of Latin letters, kinds of hyphen, blanks.

    >>> fold("Ji’an–Huanren  Highway") == fold("ji'an-huanren highway")
    True
    """
    text = unicodedata.normalize("NFKD", name.translate(_JOINTS)).casefold()
    bare = "".join(character for character in text if not unicodedata.combining(character))
    words = " ".join(unicodedata.normalize("NFC", bare).split())
    return words.removeprefix("the ")


def shorter(name: str) -> str:
    """A name of a place without its rank; empty where it has none.

    >>> shorter("满洲里市"), shorter("内蒙古自治区"), shorter("Jilin City"), shorter("红其拉甫口岸")
    ('满洲里', '内蒙古', 'jilin', '')
    """
    found = re.fullmatch(rf"([\u4e00-\u9fff]{{2,}}?){_RANK.pattern}", name)
    if found:
        return found[1]
    key = fold(name)
    bare = _WORDS.sub("", key)
    return bare if bare != key else ""


def build(things: Iterable[Mapping[str, str]], concepts: Iterable[Mapping[str, str]]) -> Names:
    """The names of rows with ``thing`` and ``name``."""
    names = Names()
    for row in things:
        iri, name = row["thing"], row["name"]
        key = fold(name)
        names.full.setdefault(key, set()).add(iri)
        names.written.setdefault(key, name)
        if short := shorter(name):
            names.short.setdefault(fold(short), set()).add(iri)
    for row in concepts:
        names.concepts.setdefault(fold(row["name"]), set()).add(row["thing"])
    return names


async def names_of(graph: Graph) -> Names:
    """The names of the graph as it now is; made once for each state of it."""

    async def make() -> Names:
        return build(await _paged(graph, _THINGS), await _paged(graph, _CONCEPTS))

    return await graph.kept("names", make)


async def _paged(graph: Graph, query: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    while True:
        page = (await graph.select(f"{query} LIMIT {_PAGE} OFFSET {len(rows)}")).texts()
        rows += page
        if len(page) < _PAGE:
            return rows
