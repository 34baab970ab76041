"""Pages: data in, HTML out. All markup stands in ``templates/``, where every value is escaped unless told otherwise.

The data of each page is plain: strings, numbers, lists and dicts, made by the module that answers the request. Each
page also gets ``lang`` and ``switch`` from ``language``, and the words of that language.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plangraph.web import faults, terms, words

LANGUAGE = "lang"  # the parameter of an address that chooses the language
_DEFAULTS = {
    "lang": "en", "switch": "", "snapshot": "", "scoped": False, "frozen": False, "has_explorer": False, "reading": [],
    "through": [],
}  # fmt: skip
GROUPS = ("places", "projects", "commitments", "topics", "actors", "text", "absences", "")
_TAGS = {"zh": "zh-CN"}
_TEMPLATES = Path(__file__).resolve().parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    made.globals["column"] = words.column
    made.globals["has_column"] = words.has_column
    made.globals["graph_name"] = words.graph
    made.globals["told"] = faults.told
    made.globals["common_name"] = words.name
    made.globals["for_scripts"] = words.for_scripts
    made.globals["script_data"] = script_data
    made.globals["groups_in_order"] = GROUPS
    made.globals["address"] = _address
    made.filters["at"] = _at
    return made


def language(parameters: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The language that an address asks for, and the way to the same page in the other one.

    >>> language([("place", "x"), ("lang", "zh")])
    {'lang': 'zh', 'switch': '?place=x'}
    """
    chosen = "zh" if (LANGUAGE, "zh") in parameters else "en"
    others = [pair for pair in parameters if pair[0] != LANGUAGE]
    return {"lang": chosen, "switch": "?" + urlencode(others if chosen == "zh" else [*others, (LANGUAGE, "zh")])}


def _at(href: str, lang: str) -> str:
    """A way to a page of ours, kept in the language of this one.

    >>> _at("/ontology#Plan", "zh")
    '/ontology?lang=zh#Plan'
    """
    if lang == "en":
        return href
    path, mark, fragment = href.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{LANGUAGE}={lang}{mark}{fragment}"


def _address(path: str, **parameters: str) -> str:
    """A path with parameters; those that are empty are left out."""
    given = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{given}" if given else path


def script_data(answer: dict[str, Any], lang: str) -> dict[str, Any]:
    """What scripts need of an answer, in one language: terms of cells, evidence of rows, points."""
    where, place = ("where_zh", "place_zh") if lang == "zh" else ("where", "place")

    def term(cell: dict[str, str]) -> dict[str, str]:
        text, spoken = terms.spoken(cell, lang)
        known = {"type": cell["type"], "value": cell["value"], "text": text, "datatype": cell["datatype"]}
        return known if spoken == lang else known | {"lang": _TAGS.get(spoken, spoken)}

    return {
        "columns": answer["columns"],
        "titles": [words.column(name, lang) for name in answer["columns"]],
        "rows": [[term(cell) for cell in row] for row in answer["rows"]],
        "proofs": answer["proofs"],
        "passages": {
            iri: {"where": one[where], "place": one[place], "href": _at(one["href"], lang)}
            | {name: one[name] for name in ("begin", "end", "iri")}
            for iri, one in answer["passages"].items()
        },
        "points": answer["points"],
    }


def _page(name: str, data: dict[str, Any]) -> str:
    data = {**_DEFAULTS, **data}
    return _environment().get_template(f"{name}.html").render(data, t=words.words(data["lang"]))


def error(status: int, message: str, limit: str, lang: str = "en") -> str:
    """A refusal: its status, a line that says what would be right, and the setting that was hit, if one was."""
    return _page("error", {"status": status, "message": message, "limit": limit, "lang": lang})


def home(data: dict[str, Any]) -> str:
    """The first page where a file is served: ``snapshot``, ``triples``."""
    return _page("home", data)


def gallery(data: dict[str, Any]) -> str:
    """All questions: ``questions``, each as ``gallery.card`` gives it; those of no group of ours come last."""
    cards = [{**card, "group": card["group"] if card["group"] in GROUPS else ""} for card in data["questions"]]
    return _page("gallery", {**data, "questions": cards})


def question(data: dict[str, Any]) -> str:
    """One question with its answer: ``question``, ``values``, ``named``, ``answer`` (see ``showing``), ``query``."""
    return _page("question", data)


def query(data: dict[str, Any]) -> str:
    """The query page: ``query`` (may be empty), ``kind``, and its ``answer``, ``boolean``, ``triples`` or ``fault``."""
    return _page("query", data)


def resource(data: dict[str, Any]) -> str:
    """One IRI: ``iri``, ``labels``, ``about`` (what the chapter says), ``facts``, ``uses``, ``states``, ``span``."""
    return _page("resource", data)


def overview(data: dict[str, Any]) -> str:
    """The first page of a site: ``numbers``, ``chapters``, ``questions``, ``groups``, ``themes``, ``places``."""
    return _page("overview", data)


def places(data: dict[str, Any]) -> str:
    """The places that the text names: ``places``, ``numbers``."""
    return _page("places", data)


def ontology(data: dict[str, Any]) -> str:
    """The vocabulary: ``terms``, each with ``name``, ``iri``, ``kind``, labels and definitions."""
    return _page("ontology", data)
