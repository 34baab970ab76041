"""Scripts: plain ES modules joined into one classic script, so that a page needs no other file and no build step.

A module may have ``import { a, b as c } from "./other.js"`` at its top and ``export`` before a function, class or
const. Each becomes a function of its own, in an order in which what is imported stands before what imports it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from plangraph.errors import DataError

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+)\.js";?[^\S\n]*\n', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+((?:async\s+)?function\*?|class|const)\s+(\w+)", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import\b|export\b).*$", re.MULTILINE)


def joined(first: str, *folders: Path) -> str:
    """The module ``first`` and all that it imports as one script.

    Args:
        first: its name without ``.js``.
        folders: where modules lie; the first that has one gives it.

    Raises:
        DataError: a module is missing, imports go in a ring, or a module says what this cannot join.
    """
    order: dict[str, str] = {}
    _add(first, folders, order, ())
    return '(() => {\n"use strict";\n' + "".join(order.values()) + "})();\n"


def _add(name: str, folders: tuple[Path, ...], order: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise DataError(f"{name}.js: imports itself: {' → '.join((*above, name))}")
    if name in order:
        return
    path = next((folder / f"{name}.js" for folder in folders if (folder / f"{name}.js").is_file()), None)
    if path is None:
        raise DataError(f"{name}.js: no such module" + (f"; {above[-1]}.js imports it" if above else ""))
    text = path.read_text(encoding="utf-8")
    for _, other in _IMPORT.findall(text):
        _add(other, folders, order, (*above, name))
    order[name] = _wrapped(name, text, path)


def _wrapped(name: str, text: str, path: Path) -> str:
    taken = "".join(
        f"const {{ {', '.join(_renamed(names))} }} = {_variable(other)};\n" for names, other in _IMPORT.findall(text)
    )
    exported = [found[2] for found in _EXPORT.finditer(text)]
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub("", text))
    left = _LEFT.search(body)
    if left:
        raise DataError(f"{path}: cannot be joined: {left.group().strip()!r}; see plangraph.views.explorer.scripts")
    if re.search(r"<(?:/script|!--)", body, re.IGNORECASE):
        raise DataError(f"{path}: what ends or hides a script in HTML cannot stand in one")
    return f"const {_variable(name)} = (() => {{\n{taken}{body.strip()}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _renamed(names: str) -> Iterator[str]:
    """``a as b`` of an import as ``a: b`` of a pattern."""
    for name in filter(None, (part.strip() for part in names.split(","))):
        yield re.sub(r"\s+as\s+", ": ", name)


def _variable(name: str) -> str:
    return "module_" + name.replace("-", "_")
