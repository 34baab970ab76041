"""The words of the pages, in English and Chinese: one table, ``templates/words.json``."""

import json
import re
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_TABLE = Path(__file__).resolve().parent / "templates" / "words.json"
_SCRIPT = "js."  # words that scripts need
_COLUMN = "col."  # names of columns


@lru_cache(maxsize=2)
def words(language: str) -> dict[str, str]:
    """Key to text in a language."""
    table: dict[str, list[str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {key: texts[LANGUAGES.index(language)] for key, texts in table.items()}


@lru_cache(maxsize=2)
def for_scripts(language: str) -> dict[str, str]:
    """The words that scripts put on a page."""
    return {key.removeprefix(_SCRIPT): text for key, text in words(language).items() if key.startswith(_SCRIPT)}


def column(variable: str, language: str) -> str:
    """The head of a column: its name for people where we have one, else the variable, its words apart.

    >>> column("perThousand", "en")
    'per thousand'
    """
    known = words(language).get(_COLUMN + variable)
    return known or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).replace("_", " ").lower()
