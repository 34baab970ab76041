"""Messages: what the engine says about a query, in one line."""

import re

from plangraph.graph.sparql import nearest, undeclared
from plangraph.vocab import PREFIXES

_SYNTAX = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)


def syntax_message(raw: str, text: str) -> str:
    """The engine's message as one line: where, and what is near, without its list of all that could stand there."""
    found = _SYNTAX.match(raw)
    if not found:
        return "not SPARQL: " + " ".join(raw.split())
    line, column = int(found.group(1)), int(found.group(2))
    unknown = undeclared(text)
    if unknown:
        return f"line {line}: the prefix {unknown[0]!r} is not declared{nearest(unknown[0], PREFIXES)}"
    sentence = re.search(r"The [a-z A-Z]+", found.group(3))
    reason = sentence.group() if sentence else "not SPARQL"
    lines = text.splitlines() or [""]
    near = lines[line - 1][column - 1 :].strip()[:40] if line <= len(lines) else ""
    return f"line {line}, column {column}: {reason}, " + (f"near {near!r}" if near else "at the end of the line")
