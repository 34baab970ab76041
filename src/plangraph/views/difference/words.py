"""The words of a comparison, in English and Chinese: ``words.json``."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from plangraph.graph.comparing.sides import Side

_TABLE = Path(__file__).resolve().parent / "words.json"


@lru_cache(maxsize=1)
def table() -> Mapping[str, list[str]]:
    """Key to text in English and in Chinese."""
    found: dict[str, list[str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return found


def say(key: str, language: int, **values: object) -> str:
    """A text in English (0) or Chinese (1), with its values put in.

    >>> say("kept", 1)
    '保留'
    """
    return table()[key][language].format(**values)


def title(side: Side, language: int) -> str:
    """What a side is called: its plan's title in the language, else in English, and its chapter."""
    titles = side.titles
    plan, _, chapter = side.name.partition("/")
    name = (titles.get("zh") if language else None) or titles.get("en") or titles.get("zh") or plan
    if not chapter:
        return name
    return f"{name}，{chapter}" if language else f"{name}, {chapter}"
