"""What a refusal says, in the language of the page that shows it: one table, ``templates/faults.json``.

Programs are told in English, as logs are, so a message is made in English and put into Chinese where a page shows it.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parent / "templates" / "faults.json"
_BLANK = re.compile(r"\{(\d)(!?)\}")  # with a "!" for what is a message itself
_HINT = "{0!}; "  # begins what is said after a message, so it is taken off first
_LENGTH, _DEPTH = 1000, 4  # longer and deeper messages are shown as they are, so that nobody can make this slow


def told(message: str, language: str) -> tuple[str, str]:
    """A message in a language, and the language that it is in: English where the table does not have it.

    >>> told("the query is empty", "zh")
    ('查询为空。', 'zh')
    """
    translated = _chinese(message, _DEPTH) if language == "zh" and len(message) <= _LENGTH else None
    return (message, "en") if translated is None else (translated, "zh")


def _chinese(message: str, depth: int) -> str | None:
    for pattern, nested, text in _templates() if depth else ():
        found = pattern.fullmatch(message)
        filled = _filled(found.groupdict(), nested, depth - 1) if found else None
        if filled is not None:
            return _put(text, filled)
    return None


def _put(text: str, filled: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda blank: filled[blank[1]], text)


def _filled(blanks: Mapping[str, str], nested: frozenset[str], depth: int) -> dict[str, str] | None:
    """The blanks of a message, those that are messages themselves in Chinese; None where one of these is unknown."""
    made = {}
    for group, value in blanks.items():
        name = group.removeprefix("_")
        text = _chinese(value, depth) if name in nested else value
        if text is None:
            return None
        made[name] = text
    return made


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[re.Pattern[str], frozenset[str], str], ...]:
    """Each message: what it looks like, which of its blanks are messages, its Chinese. Those with a hint come first."""
    table: dict[str, str] = json.loads(_TABLE.read_text(encoding="utf-8"))
    made = []
    for english in sorted(table, key=lambda one: not one.startswith(_HINT)):
        text, *blanks = _BLANK.split(english)  # text, then number, mark and text for each blank
        pattern = re.escape(text)
        for number, after in zip(blanks[::3], blanks[2::3], strict=True):
            pattern += f"(?P<_{number}>.*?){re.escape(after)}"
        nested = frozenset(number for number, mark in zip(blanks[::3], blanks[1::3], strict=True) if mark)
        made.append((re.compile(pattern, re.DOTALL), nested, table[english]))
    return tuple(made)
