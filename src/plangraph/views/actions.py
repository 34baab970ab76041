"""The SKOS scheme of actions, written from the table of verbs: one concept a verb, under the action it is a way of."""

from collections.abc import Iterable, Mapping

from plangraph.errors import DataError
from plangraph.reading.lexicon.tables import table
from plangraph.vocab import ONTOLOGY, SCHEME, slug

_HEAD = f"""# Actions: a SKOS concept scheme of the plangraph ontology.
# Written from the table of verbs (src/plangraph/reading/lexicon/verbs.tsv); change that, not this.

@prefix action: <{SCHEME}action/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{SCHEME}action> a skos:ConceptScheme ;
    dcterms:title "Actions"@en , "行动"@zh ;
    skos:prefLabel "Actions"@en , "行动"@zh ;
    skos:definition "What measures say is to be done: one concept a verb, under the action that it is a way of."@en ;
    skos:definition "措施所要做的事：每个动词一个概念，归于其上位行动。"@zh ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    rdfs:isDefinedBy <{ONTOLOGY}> .
"""


_COLUMNS = ("verb", "tier", "strength", "broader", "zh", "gloss", "example")


def turtle() -> str:
    """The scheme of the verbs that the rules know, as Turtle.

    Raises:
        DataError: the table of verbs is broken.
    """
    return scheme(table("verbs", _COLUMNS))


def scheme(verbs: Iterable[Mapping[str, str]]) -> str:
    """The scheme as Turtle, its concepts in the order of their names; the same rows give the same characters.

    Args:
        verbs: Rows with ``verb``, ``broader`` (a verb, or empty for a top concept), ``zh``, ``gloss`` (what it means)
            and ``example``.

    Raises:
        DataError: two verbs have one name in an IRI, a broader action is no verb of the table, or actions are
            broader than each other in a ring.
    """
    rows = list(verbs)
    by_name: dict[str, Mapping[str, str]] = {}
    for row in rows:
        name = slug(row["verb"])
        if name in by_name:
            raise DataError(
                f"verbs.tsv: {row['verb']!r} and {by_name[name]['verb']!r} would have one IRI, action/{name}"
            )
        by_name[name] = row
    _check_broader(by_name)
    return _HEAD + "".join(_concept(name, by_name[name]) for name in sorted(by_name))


def _check_broader(by_name: Mapping[str, Mapping[str, str]]) -> None:
    for name, row in by_name.items():
        above = [name]
        while broader := by_name[above[-1]]["broader"]:
            step = slug(broader)
            if step not in by_name:
                raise DataError(f"verbs.tsv: {row['verb']!r}: the broader action {broader!r} is no verb of the table")
            if step in above:
                raise DataError(f"verbs.tsv: {row['verb']!r}: the broader actions form a ring: {', '.join(above)}")
            above.append(step)


def _concept(name: str, row: Mapping[str, str]) -> str:
    place = f"skos:broader action:{slug(row['broader'])}" if row["broader"] else f"skos:topConceptOf <{SCHEME}action>"
    gloss = f"To {row['gloss'].rstrip('.')}."
    return f"""
action:{name} a skos:Concept ;
    skos:prefLabel {_text(row["verb"], "en")} , {_text(row["zh"], "zh")} ;
    skos:notation {_text(row["verb"])} ;
    skos:definition {_text(gloss, "en")} , {_text(f"规划英文本以“{row['verb']}”表示的行动：{row['zh']}。", "zh")} ;
    skos:example {_text(row["example"], "en")} ;
    skos:inScheme <{SCHEME}action> ;
    {place} .
"""


def _text(value: str, language: str = "") -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' + (f"@{language}" if language else "")
