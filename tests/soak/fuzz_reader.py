"""Fuzzing of the reader: ``python -m tests.soak.fuzz_reader CORPUS -max_total_time=600``.

Half of the inputs are bytes as they come; the others are sentences put together from words and signs that the grammar
knows, which reach deeper. Nothing but ``TextError`` may come out, and every quote must stand where it is said to stand.
"""

import re
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]

with atheris.instrument_imports(include=["plangraph"]):
    from plangraph.errors import TextError
    from plangraph.reading.extractors.rules import RuleExtractor
    from plangraph.reading.layout.characters import notices
    from plangraph.reading.layout.encoding import decode
    from plangraph.reading.layout.structure import parse
    from plangraph.reading.names.gazetteer import load
    from plangraph.reading.output import as_json
    from plangraph.views.readings import measures_table, text

_ODD = [
    *" \n\n\n\t\r\f.,;:!?()[]\"'-/&%$€–—“”‘’•*#|…\u200b\u202e\u0301\ufeff\x0b\x85\u2028\xad\xa0",
    *(
        "\r\n",
        "\n\n",
        "\n- ",
        "\n• ",
        "\n(1) ",
        "\n1. ",
        "\n01 ",
        "\nSection 1  ",
        "\nBox 2  ",
        "\nChapter 3 ",
        " and ",
    ),
    *(
        " to ",
        " of ",
        " will ",
        " 12 ",
        " 3.5 percent",
        " US$2 billion",
        "第三章 ",
        "港口",
        "'s ",
        "n't ",
        "U.S. ",
        "No. ",
    ),
]
_WORDS = sorted(set(re.findall(r"\w+|\W", (ROOT / "graph/text/cn-14fyp/32.txt").read_text(encoding="utf-8"))))
_PIECES = [*_ODD * 4, *(f"{word} " for word in _WORDS if word.isalnum())]
_EXTRACTOR = RuleExtractor(load(ROOT / "graph" / "gazetteer"))


def one_input(data: bytes) -> None:
    """Read one input and check what was read."""
    try:
        said = decode(_sentence(data[1:]).encode() if data[:1] >= b"\x80" else data, "fuzz")
        document = parse("fuzz", said)
    except TextError:
        return
    notices(said)
    (reading,) = _EXTRACTOR.read([document])
    found = as_json(reading)
    assert "".join(said.split()) == "".join(_rebuilt(said, found["sentences"]).split())
    for mention in found["mentions"]:
        assert said[mention["start"] : mention["end"]] == mention["text"]
    text(reading, explain=True)
    measures_table(reading)


def _sentence(data: bytes) -> str:
    """Pieces of text, two bytes a piece."""
    return "".join(_PIECES[(high * 256 + low) % len(_PIECES)] for high, low in zip(data[::2], data[1::2], strict=False))


def _rebuilt(said: str, sentences: list[dict[str, int]]) -> str:
    """The text from its sentences and what lies between them, which must not overlap."""
    parts, at = [], 0
    for sentence in sentences:
        assert at <= sentence["start"] < sentence["end"] <= len(said)
        parts += [said[at : sentence["start"]], said[sentence["start"] : sentence["end"]]]
        at = sentence["end"]
    return "".join(parts) + said[at:]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
