"""Words that more than one view puts on a page, in English and Chinese: one table, ``words.json``."""

import json
import re
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_TABLE = Path(__file__).resolve().parent / "words.json"


@lru_cache(maxsize=1)
def table() -> dict[str, list[str]]:
    """Key to texts, in the order of ``LANGUAGES``.

    ``col.`` for columns, ``group.`` for themes of the gallery, ``text.`` for what questions write into their rows.
    """
    found: dict[str, list[str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return found


def both(key: str) -> dict[str, str]:
    """The texts of a key by language; nothing where there is no such key."""
    return dict(zip(LANGUAGES, table().get(key, ()), strict=False))


def column(variable: str, language: str) -> str:
    """The head of a column: its name for people where we have one, else the variable, its words apart.

    >>> column("borderPort", "en")
    'border port'
    """
    known = both(f"col.{variable}").get(language)
    return known or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).replace("_", " ").lower()


def has_column(variable: str) -> bool:
    """Whether a column has a name for people."""
    return f"col.{variable}" in table()


def text(written: str, language: str) -> str:
    """A text that a question itself writes into its rows, such as "stated"; empty for others.

    >>> text("stated", "zh")
    '直接陈述'
    """
    return both(f"text.{written}").get(language, "")
