"""Characters that look alike, are not seen, or deceive the eye."""

import re
import unicodedata

from plangraph.model import Notice
from plangraph.reading.layout.notices import Notices


def _folding() -> dict[int, str]:
    """The table of ``fold``: each key and each value is one character."""
    table = {ord("\t"): " ", 0x00A0: " ", 0x202F: " ", 0x205F: " ", 0x3000: " ", 0x1680: " "}
    table.update(dict.fromkeys(range(0x2000, 0x200B), " "))
    table.update(dict.fromkeys(range(0x2010, 0x2016), "-"))
    table.update({0x2212: "-", 0x2043: "-", 0x00AD: "-"})
    table.update(dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC, 0x00B4), "'"))
    table.update(dict.fromkeys((0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB), '"'))
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    return table


FOLDING = _folding()
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
ZERO_WIDTH = "\u200b-\u200d\u2060-\u2064\ufeff\u180e"
TAGS = "\U000e0000-\U000e007f"
LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E),
        (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xE0000, 0xE007F),
    )
    for code in range(first, last + 1)
)  # fmt: skip
MARKS = "\u0300-\u036f"  # those that stand over or under the letter before them
UNSEEN = re.compile(f"[\u00ad{BIDI}{ZERO_WIDTH}{TAGS}]+|(?<=[^\\W\\d_])(?P<marks>[{MARKS}]+)")
_ODD = re.compile(
    f"(?P<bidi>[{BIDI}])|(?P<zero>[{ZERO_WIDTH}])|(?P<tag>[{TAGS}])"
    "|(?P<control>[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff])|(?P<damaged>\ufffd)"
    f"|(?P<marks>[{MARKS}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{31,}})"
    "|(?P<scripts>[A-Za-z][\u0400-\u04ff\u0391-\u03a9]|[\u0400-\u04ff\u0391-\u03a9][A-Za-z])"
)


def printable(text: str) -> str:
    r"""The text on one line and safe for a terminal: what is not printable is written as an escape.

    >>> printable("a\x1b[2Jb\nc")
    'a\\x1b[2Jb\\nc'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )


def is_mark(character: str) -> bool:
    """Whether a character stands on the one before it, like the accent of a letter spelt in two characters."""
    return "\u0300" <= character <= "\u036f"


def composed(letter: str, marks: str) -> str:
    """The letter that a letter and the marks behind it make, or the bare letter where there is no such character.

    >>> composed("e", chr(0x301)), composed("m", chr(0x301))
    ('é', 'ḿ')
    """
    return unicodedata.normalize("NFC", letter + marks[:2])[0]


def lines_between(text: str, start: int, end: int) -> int:
    """The number of line ends between two offsets, as an editor counts them: LF, CRLF or CR."""
    feeds = text.count("\n", start, end)
    returns = text.count("\r", start, end)
    return feeds + returns - text.count("\r\n", start, end) if returns else feeds


def notices(text: str) -> tuple[Notice, ...]:
    """One notice a line and kind of deceiving character, the first twenty of a kind; then their number."""
    found: dict[tuple[str, int], set[str]] = {}
    line, last = 1, 0
    for match in _ODD.finditer(text):
        kind = str(match.lastgroup)
        if kind == "zero" and _joins_pictures(text, match.start()):
            continue
        line += lines_between(text, last, match.start())
        last = match.start()
        found.setdefault((kind, line), set()).add(max(match.group()) if kind == "scripts" else match.group()[0])
    result = Notices()
    for (kind, at), characters in found.items():
        result.add(kind, at, which=_named(characters))
    return result.all()


def _joins_pictures(text: str, at: int) -> bool:
    """A joiner between two pictographs is spelling, not deceit."""
    return text[at] == "\u200d" and at > 0 and (text[at - 1] >= "\U0001f000" or text[at - 1] in "\ufe0f\u2640\u2642")


def _named(characters: set[str]) -> str:
    """Code points with their names, three at the most."""
    kinds = sorted(characters)
    names = [f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip() for character in kinds[:3]]
    return ", ".join(names) + (f" and {len(kinds) - 3} more" if len(kinds) > 3 else "")
