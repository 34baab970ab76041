"""The words of the pages, in English and Chinese: one table, ``templates/words.json``."""

import json
import re
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_TABLE = Path(__file__).resolve().parent / "templates" / "words.json"
_SCRIPT = "js."  # words that scripts need
_COLUMN = "col."  # names of columns
_GRAPH = "graph."  # names of graphs
_TEXT = "text."  # texts that questions write into their rows
_NAME = "name."  # names of terms that are not ours


@lru_cache(maxsize=2)
def words(language: str) -> dict[str, str]:
    """Key to text in a language."""
    table: dict[str, list[str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {key: texts[LANGUAGES.index(language)] for key, texts in table.items()}


@lru_cache(maxsize=2)
def for_scripts(language: str) -> dict[str, str]:
    """The words that scripts put on a page."""
    return {key.removeprefix(_SCRIPT): text for key, text in words(language).items() if key.startswith(_SCRIPT)}


def name(short: str, language: str) -> str:
    """What a term of a common vocabulary means, for those who do not know it; empty for others.

    >>> name("rdf:type", "en")
    'is a'
    """
    return words(language).get(_NAME + short, "")


def graph(short: str, language: str) -> str:
    """The name of a graph for people where we have one, else its IRI below the folder of graphs.

    >>> graph("graph/gazetteer", "en")
    'gazetteer'
    """
    local = short.removeprefix("graph/")
    return words(language).get(_GRAPH + local, local)


def text(written: str, language: str) -> str:
    """A text that a question itself writes into its rows, such as "stated"; empty for others.

    >>> text("stated", "zh")
    '直接陈述'
    """
    return words(language).get(_TEXT + written, "")


def has_column(variable: str) -> bool:
    """Whether a column has a name for people."""
    return _COLUMN + variable in words("en")


def column(variable: str, language: str) -> str:
    """The head of a column: its name for people where we have one, else the variable, its words apart.

    >>> column("borderPort", "en")
    'border port'
    """
    known = words(language).get(_COLUMN + variable)
    return known or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).replace("_", " ").lower()
