"""Offsets: an annotation written without a word of the text that it is about.

Test texts that may not be copied are named by file, range and checksum; every string of their annotation is a list of
spans in that range. So the gold can be published, and is whole again where the texts are at hand.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from plangraph.errors import DataError

_STRINGS, _LISTS = ("object", "quantity"), ("object_alt", "places")


def packed(annotation: Mapping[str, Any], source: str, start: int, text: str) -> dict[str, Any]:
    """An annotation as offsets into its text.

    Args:
        annotation: As the guideline says: ``mentions`` and ``measures`` with their words.
        source: The file that the text is cut from, as a path in the folder of texts.
        start: Where in that file the text begins (code points).
        text: The text that was annotated.

    Raises:
        DataError: words of a measure do not stand in its sentence.
    """
    kept = ("start", "end", "type", "type_alt", "named")
    return {
        "source": source,
        "sha256": digest(text),
        "start": start,
        "end": start + len(text),
        "mentions": [{key: one[key] for key in kept if key in one} for one in annotation["mentions"]],
        "measures": [_packed(one, text) for one in annotation["measures"]],
    }


def unpacked(data: Mapping[str, Any], text: str, where: str) -> dict[str, Any]:
    """The annotation with its words, taken from the text.

    Raises:
        DataError: the text is not the one that was annotated, or a field is missing.
    """
    if digest(text) != data.get("sha256"):
        raise DataError(f"{where}: the text is not the one that was annotated: its sha256 differs")
    try:
        return {
            "mentions": [one | {"text": text[one["start"] : one["end"]]} for one in data["mentions"]],
            "measures": [_unpacked(one, text) for one in data["measures"]],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{where}: not an annotation by offsets: {error!r}") from error


def written(data: Mapping[str, Any]) -> str:
    """The JSON of an annotation by offsets, a mention or measure a line, so that a change can be read."""
    head = ",\n".join(f" {json.dumps(key)}: {json.dumps(data[key])}" for key in ("source", "sha256", "start", "end"))
    lists = ",\n".join(
        f' "{key}": [\n' + ",\n".join(f"  {json.dumps(one)}" for one in data[key]) + "\n ]"
        for key in ("mentions", "measures")
    )
    return "{\n" + head + ",\n" + lists + "\n}\n"


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _packed(measure: Mapping[str, Any], text: str) -> dict[str, Any]:
    start, end = measure["start"], measure["end"]

    def spans(words: str) -> list[list[int]]:
        return _spans(words, text, start, end)

    made: dict[str, Any] = {"sentence": [start, end], "action": measure["action"]}
    if measure.get("action_alt"):
        made["action_alt"] = list(measure["action_alt"])
    made |= {key: spans(measure[key]) if measure.get(key) else None for key in _STRINGS}
    made |= {key: [spans(words) for words in measure.get(key) or ()] for key in _LISTS}
    inner = [{"action": one["action"], "object": spans(one["object"])} for one in measure.get("embedded") or ()]
    return made | ({"embedded": inner} if inner else {})


def _unpacked(measure: Mapping[str, Any], text: str) -> dict[str, Any]:
    def words(spans: Sequence[Sequence[int]]) -> str:
        return " ".join(_joined(text[start:end]) for start, end in spans)

    start, end = measure["sentence"]
    made: dict[str, Any] = {"start": start, "end": end, "action": measure["action"]}
    made["action_alt"] = list(measure.get("action_alt", ()))
    made |= {key: words(measure[key]) if measure[key] is not None else None for key in _STRINGS}
    made |= {key: [words(spans) for spans in measure[key]] for key in _LISTS}
    inner = measure.get("embedded", ())
    return made | {"embedded": [{"action": one["action"], "object": words(one["object"])} for one in inner]}


def _spans(words: str, text: str, start: int, end: int) -> list[list[int]]:
    """Where the words stand in a sentence: in one piece, else in as few as they can be found in, one after another."""
    found: list[list[int]] = []
    rest = words.split()
    while rest:
        for size in range(len(rest), 0, -1):
            hit = re.compile(_pattern(rest[:size])).search(text, start, end)
            if hit:
                found.append([hit.start(), hit.end()])
                rest = rest[size:]
                break
        else:
            raise DataError(f"{rest[0]!r} of {words!r} does not stand in the sentence at {start}-{end}")
    return found


def _pattern(words: Sequence[str]) -> str:
    """The words with any white space between them, and after a hyphen a line's end."""
    return r"\s+".join(re.escape(word).replace(r"\-", r"-(?:[ \t]*\n\s*)?") for word in words)


def _joined(piece: str) -> str:
    """White space as one space, and a word that was broken at a line's end put together at its hyphen."""
    return " ".join(re.sub(r"-[ \t\r]*\n\s*", "-", piece).split())
