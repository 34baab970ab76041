"""Terms of the JSON results format as cells of a page: a short name, a label, and where a click leads."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from plangraph import vocab

_SPAN = re.compile(r"(.+)#char=([0-9]+,[0-9]+)")
_SAFE = "/:@!$&'()*+,;=~-._"
Labels = Mapping[str, Mapping[str, str]]


def path_of(iri: str) -> str:
    """Where the page of an IRI is: its path below our base; a piece of text by ``…/at/B,E``; others by their name.

    >>> path_of("https://w3id.org/plangraph/cn-14fyp/32#char=1841,1930")
    '/cn-14fyp/32/at/1841,1930'
    """
    local = iri.removeprefix(vocab.BASE)
    if local != iri:
        span = _SPAN.fullmatch(local)
        if span:
            return f"/{quote(span[1], safe=_SAFE)}/at/{span[2]}"
        path, mark, fragment = local.partition("#")
        if path and (not mark or path == "ontology"):
            return "/" + quote(path, safe=_SAFE + "%") + (f"#{quote(fragment, safe=_SAFE)}" if mark else "")
    return "/resource?iri=" + quote(iri, safe="")


def short(iri: str) -> str:
    """An IRI as a person writes it: with one of our prefixes, else below our base, else whole."""
    for prefix, start in vocab.PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri.removeprefix(vocab.BASE)


def cell(term: Mapping[str, str] | None, labels: Labels | None = None) -> dict[str, str]:
    """A term for a page: its ``type`` is iri, literal, bnode or none; ``text`` is what to show where no label is."""
    empty = {
        "type": "none",
        "value": "",
        "text": "",
        "label": "",
        "label_zh": "",
        "href": "",
        "lang": "",
        "datatype": "",
    }
    if term is None:
        return empty
    value = term["value"]
    if term["type"] == "uri":
        known = (labels or {}).get(value, {})
        named = {"label": known.get("en", known.get("", "")), "label_zh": known.get("zh", "")}
        return empty | named | {"type": "iri", "value": value, "text": short(value), "href": path_of(value)}
    if term["type"] == "bnode":
        return empty | {"type": "bnode", "value": value, "text": f"_:{value}"}
    extra = {"lang": term.get("xml:lang", ""), "datatype": short(term.get("datatype", ""))}
    return empty | extra | {"type": "literal", "value": value, "text": value}


def table(variables: Sequence[str], rows: Sequence[Mapping[str, Any]], labels: Labels | None = None) -> dict[str, Any]:
    """An answer as ``columns`` (names) and ``rows`` of cells.

    A column ``xLabel`` or ``xLabelZh`` beside ``x`` holds the labels of ``x``: it is left out, and its texts are put
    into the cells of ``x``.
    """
    companions = {v: {"label": f"{v}Label", "label_zh": f"{v}LabelZh"} for v in variables if f"{v}Label" in variables}
    absorbed = {name for pair in companions.values() for name in pair.values()}
    columns = [variable for variable in variables if variable not in absorbed]
    body = []
    for row in rows:
        cells = []
        for column in columns:
            own = {key: row[name]["value"] for key, name in companions.get(column, {}).items() if name in row}
            cells.append(cell(row.get(column), labels) | own)
        body.append(cells)
    return {"columns": columns, "rows": body}
