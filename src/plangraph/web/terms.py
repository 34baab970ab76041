"""Terms of the JSON results format as cells of a page: a short name, a label, and where a click leads."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from plangraph import vocab

_SPAN = re.compile(r"(.+)#char=([0-9]+,[0-9]+)")
_TRUTH = {"true": "是", "1": "是", "false": "否", "0": "否"}
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
    if extra["datatype"] == "xsd:boolean" and value in _TRUTH:
        extra |= {"label": value, "label_zh": _TRUTH[value]}
    return empty | extra | {"type": "literal", "value": value, "text": value}


def spoken(shown: Mapping[str, str], language: str) -> tuple[str, str]:
    """What a reader of a language sees of a cell, and the language that it is in; what is no word is in all.

    >>> spoken(cell({"type": "literal", "value": "true", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"}), "zh")
    ('是', 'zh')
    """
    english, chinese = (shown["label"], "en"), (shown["label_zh"], "zh")
    for text, known in (chinese, english) if language == "zh" else (english, chinese):
        if text:
            return text, known
    words = shown["type"] == "literal" and shown["datatype"] in ("", "xsd:string", "rdf:langString")
    return shown["text"], (shown["lang"] or "en") if words else language
