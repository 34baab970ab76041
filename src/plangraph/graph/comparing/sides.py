"""One side of a comparison: a chapter or a plan by its name, and the measures that it promises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangraph import vocab
from plangraph.errors import CommandError, DataError, QueryError
from plangraph.graph.rows import MeasureRow
from plangraph.graph.sparql import nearest, resolve
from plangraph.graph.store import Reads
from plangraph.graph.trig import natural

PROMISES = frozenset({"commitment", "recommendation"})  # the kinds of measures that look ahead
_CHAPTERS = f"""PREFIX dcterms: <{vocab.PREFIXES["dcterms"]}> PREFIX nif: <{vocab.PREFIXES["nif"]}>
PREFIX plan: <{vocab.PLAN}>
SELECT ?chapter ?plan ?language ?title ?number WHERE {{
  ?chapter a plan:Chapter , nif:Context ; dcterms:isPartOf ?plan ; plan:number ?number .
  ?plan a plan:Plan .
  OPTIONAL {{ ?chapter dcterms:language ?language }}
  OPTIONAL {{ ?plan dcterms:title ?title }}
}}"""
_NAMED = f"""PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}> PREFIX skos: <{vocab.PREFIXES["skos"]}>
SELECT DISTINCT ?thing WHERE {{
  ?thing rdfs:label|skos:altLabel|skos:prefLabel ?label . FILTER(LCASE(STR(?label)) = %s)
}} ORDER BY ?thing"""


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: its name (``gwr/2008`` or ``cn-14fyp``), its titles by language, its promises in order."""

    name: str
    titles: Mapping[str, str]
    rows: tuple[MeasureRow, ...]
    other_kinds: int  # measures that tell what was done, what follows or may be, and are left out

    @property
    def iri(self) -> str:
        """The chapter or plan."""
        return vocab.BASE + self.name


@dataclass(frozen=True, slots=True)
class _Chapter:
    iri: str
    language: str


def sides(store: Reads, rows: Sequence[MeasureRow], names: tuple[str, str]) -> tuple[Side, Side]:
    """Both sides of a comparison.

    Args:
        store: a built graph.
        rows: all its measures.
        names: the earlier and the later, each ``plan/chapter`` or a plan.

    Raises:
        CommandError: one name twice, or one that holds the other.
        DataError: a name is not in the graph, has no promise, or the two are in different languages.
    """
    earlier, later = names
    if earlier == later:
        raise CommandError(f"{earlier}: named twice; a comparison needs two different chapters or plans")
    if earlier.startswith(f"{later}/") or later.startswith(f"{earlier}/"):
        raise CommandError(f"{earlier} and {later}: one holds the other; compare chapters with chapters")
    chapters, titles = _known(store)
    found = [_chapters(name, chapters) for name in names]
    tongues = [sorted({chapter.language for chapter in own}) for own in found]
    if tongues[0] != tongues[1]:
        told = " and ".join(f"{name} is in {', '.join(own)}" for name, own in zip(names, tongues, strict=True))
        raise DataError(f"{told}: only texts of one language can be compared; see plangraph align for two")
    made = [_side(name, own, titles, rows) for name, own in zip(names, found, strict=True)]
    return made[0], made[1]


def thing(store: Reads, name: str) -> str:
    """The IRI that a person means by ``western-region``, ``place/western-region``, or a name such as "Tibet".

    Raises:
        QueryError: the graph has nothing of that name, or several things.
    """
    if "/" in name or ":" in name:
        found = [resolve(name)]
        if not store.select(f"SELECT ?p WHERE {{ <{found[0]}> ?p ?o }} LIMIT 1").rows:
            found = []
    else:
        own = [
            f"{vocab.PREFIXES[kind]}{vocab.slug(name)}" for kind in ("place", "initiative", "infrastructure", "theme")
        ]
        values = " ".join(f"<{iri}>" for iri in own)
        found = [
            str(row[0]) for row in store.select(f"SELECT DISTINCT ?t WHERE {{ VALUES ?t {{ {values} }} ?t ?p ?o }}")
        ]
        found = found[:1] or [str(row[0]) for row in store.select(_NAMED % _quoted(name.lower()))]
    if len(found) > 1:
        told = ", ".join(iri.removeprefix(vocab.BASE) for iri in found[:5])
        raise QueryError(f"{name!r} is the name of several things; say which: {told}")
    if not found:
        raise QueryError(f"nothing in the graph is called {name!r}; name a thing such as place/western-region")
    return found[0]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _known(store: Reads) -> tuple[dict[str, _Chapter], dict[str, dict[str, str]]]:
    """The chapters with a text by name, and the titles of their plans by the plan's name."""
    chapters: dict[str, _Chapter] = {}
    titles: dict[str, dict[str, str]] = {}
    for chapter, plan, language, title, number in store.select(_CHAPTERS):
        name = str(chapter).removeprefix(vocab.BASE)
        tongue = "zh" if str(number).endswith(".zh") else str(language or "")
        chapters[name] = _Chapter(str(chapter), tongue)
        if title is not None:
            own = titles.setdefault(str(plan).removeprefix(vocab.BASE), {})
            own[str(getattr(title, "language", None) or "en")] = str(title)
    return chapters, titles


def _chapters(name: str, known: Mapping[str, _Chapter]) -> list[_Chapter]:
    """The chapters of a name; of a plan those whose texts are in its own language, not their translations."""
    if name in known:
        return [known[name]]
    own = [known[one] for one in sorted(known, key=natural) if one.startswith(f"{name}/") and not one.endswith(".zh")]
    if not own:
        names = sorted({*known, *(one.partition("/")[0] for one in known)}, key=natural)
        raise DataError(f"{name}: no such chapter or plan with a text here{nearest(name, names)}")
    return own


def _side(
    name: str,
    chapters: Sequence[_Chapter],
    titles: Mapping[str, Mapping[str, str]],
    rows: Sequence[MeasureRow],
) -> Side:
    wanted = {chapter.iri for chapter in chapters}
    own = [row for row in rows if row.chapter in wanted]
    promised = [row for row in own if row.kind in PROMISES]
    if not promised:
        raise DataError(f"{name}: no measure was read in it; there is nothing to compare")
    return Side(name, titles.get(name.partition("/")[0], {}), tuple(promised), len(own) - len(promised))
