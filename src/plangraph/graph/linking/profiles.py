"""What is compared of a chapter: its measures, each with its words, things, figures and firmness, and its date."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plangraph import vocab
from plangraph.graph.linking.words import terms
from plangraph.graph.store import Askable

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items())
_MEASURES = """SELECT ?measure ?sentence ?kind ?action ?strength ?quote ?objectText ?value ?unit ?evidence WHERE {
  GRAPH ?sentence {
    ?measure a plan:Measure ; plan:action ?action ; plan:quote ?quote ; plan:evidence ?evidence .
    OPTIONAL { ?measure plan:kind ?kind }
    OPTIONAL { ?measure plan:strength ?strength }
    OPTIONAL { ?measure plan:objectText ?objectText }
    OPTIONAL {
      ?measure plan:quantity ?quantity . ?quantity schema:value ?value .
      OPTIONAL { ?quantity schema:unitText ?unit }
    }
  }
}"""
_WHERE = """SELECT ?measure ?place WHERE {
  ?measure a plan:Measure ; plan:place|plan:contextRegion ?place
}"""
_SENTENCES = """SELECT ?chapter ?quote WHERE {
  GRAPH ?text { ?sentence a plan:Sentence ; nif:referenceContext ?chapter ; plan:quote ?quote }
}"""
_THINGS = """SELECT ?measure ?role ?thing ?label WHERE {
  VALUES ?role { plan:object plan:becomes plan:place plan:along plan:beneficiary plan:between }
  GRAPH ?sentence { ?measure ?role ?thing ; a plan:Measure }
  OPTIONAL { GRAPH ?sentence { ?thing rdfs:label ?label FILTER(LANG(?label) = "en") } }
}"""
_ENABLES = """SELECT ?measure ?enabled ?action ?objectText WHERE {
  GRAPH ?sentence { ?measure plan:enables ?enabled }
  GRAPH ?there { ?enabled plan:action ?action OPTIONAL { ?enabled plan:objectText ?objectText } }
}"""
_PLANS = """SELECT ?plan ?title ?issued WHERE {
  GRAPH ?text { ?plan a plan:Plan ; dcterms:title ?title OPTIONAL { ?plan dcterms:issued ?issued } }
}"""
_FIGURES = re.compile(r"[\d()\s-]+$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A measure, as far as it is compared."""

    iri: str
    sentence: str
    evidence: str
    kind: str
    action: str
    strength: str
    quote: str
    words: tuple[str, ...]  # action and object
    things: frozenset[str]
    where: frozenset[str]  # places named, and those that are meant
    figures: tuple[tuple[str, str], ...]  # value and unit

    @property
    def at(self) -> int:
        """The offset that its IRI ends in."""
        return int(self.iri.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Profile:
    """A chapter, as far as it is compared."""

    chapter: str  # IRI
    date: str  # of its plan, or a year in its name; empty where neither says one
    series: str  # the title of its plan without figures: what is a report of one series
    measures: tuple[Said, ...]
    sentences: tuple[frozenset[str], ...]  # the words of each


def profiles(store: Askable) -> list[Profile]:
    """The chapters of a store, by IRI; those without a measure are left out."""
    things: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in store.records(_PREFIXES + _THINGS):
        things[row["measure"]][row["thing"]] = row.get("label") or row["thing"].rpartition("/")[2].replace("-", " ")
    where: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.records(_PREFIXES + _WHERE):
        where[row["measure"]].add(row["place"])
    enabled: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in store.records(_PREFIXES + _ENABLES):
        enabled[row["measure"]][row["enabled"]] = _deed(row)
    sentences: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for row in store.records(_PREFIXES + _SENTENCES):
        sentences[row["chapter"]].add(frozenset(terms(row["quote"])))
    rows: defaultdict[str, list[Record]] = defaultdict(list)
    for row in store.records(_PREFIXES + _MEASURES):
        rows[row["measure"]].append(row)
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for iri, own in rows.items():
        found[iri.rpartition("/measure/")[0]].append(_said(iri, own, (things[iri], enabled[iri]), where[iri]))
    about = {row["plan"]: row for row in sorted(store.records(_PREFIXES + _PLANS), key=_title, reverse=True)}
    return [
        Profile(
            chapter,
            _date(chapter, about.get(chapter.rpartition("/")[0], {})),
            _FIGURES.sub("", about.get(chapter.rpartition("/")[0], {}).get("title", "")).strip(),
            tuple(sorted(said, key=lambda s: (s.at, s.iri))),
            tuple(sorted(sentences[chapter], key=sorted)),
        )
        for chapter, said in sorted(found.items())
    ]


def _said(iri: str, rows: list[Record], about: tuple[Record, Record], where: Iterable[str]) -> Said:
    """A measure; ``about`` are its things and what it enables, each with their words."""
    first, (things, enabled) = rows[0], about
    action = first["action"].rpartition("/")[2]
    words = terms(". ".join((_deed(first), *(text for _, text in sorted(enabled.items())))))
    more = dict.fromkeys(w for _, label in sorted(things.items()) for w in terms(label) if w not in words)
    return Said(
        iri=iri,
        sentence=first["sentence"],
        evidence=first["evidence"],
        kind=first.get("kind", "").rpartition("/")[2],
        action=action,
        strength=first.get("strength", "").rpartition("/")[2],
        quote=first["quote"],
        words=(*words, *more) or terms(first["quote"]),
        things=frozenset(things),
        where=frozenset(where),
        figures=tuple(sorted({(row["value"], row.get("unit", "")) for row in rows if "value" in row})),
    )


def _deed(row: Record) -> str:
    """Action and object."""
    return f"{row['action'].rpartition('/')[2].replace('-', ' ')}. {row.get('objectText', '')}"


def _title(row: Record) -> str:
    """What a plan is called; of several languages that in Latin letters sorts first."""
    return row["title"]


def _date(chapter: str, plan: Record) -> str:
    """When a chapter is of: a year in its own name, such as that of a report, else when its plan was issued."""
    plan_id, own = chapter.removeprefix(vocab.BASE).split("/")
    years = _YEAR.findall(own) or _YEAR.findall(plan_id)
    return plan.get("issued", "") if plan.get("issued") and not _YEAR.findall(own) else (years[0] if years else "")
