"""What the beginning of a line can be: the heading of a division, a list marker, a numbered title.

Only the line itself is looked at here; whether it stands where a heading can stand is decided by ``structure``.
"""

import re
from dataclasses import dataclass

from plangraph.model import Level
from plangraph.reading.layout.sentences import ends_open

_NUMBER = r"-?\d{1,6000}(?:[.\-]\d{1,9})*[A-Za-z]?|[IVXLC]{1,10}(?![A-Za-z])|[A-Z](?![A-Za-z])"
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
LONGEST_NUMBER = 9  # figures
_KEYWORD = re.compile(
    r"(?P<word>(?i:part|volume|title|chapter|section|article|annexure|annex|appendix|schedule|box|panel)\b|§)"
    rf"(?:\s{{1,9}}|(?<=§))(?P<number>{_NUMBER}|(?i:{_WORDS})\b)"
    r"(?P<mark>\s{0,9}[:.\-|)])?(?P<blank>\s*)",
)
_CHINESE = re.compile(r"第(?P<number>[一二三四五六七八九十百零〇\d]{1,9})(?P<word>[编篇章节条])(?P<blank>\s*)")
_CHINESE_BOX = re.compile(r"专栏\s?(?P<number>\d{1,3})(?P<blank>\s*)")
_BULLET = re.compile(r"(?:--|[-·*•●○◦‣▪▫■□◆◇►▶➢➤✓✔–—\u2043\uf0a7\uf0b7\uf0d8\uf02d\uf076\uf0fc]|o(?=\s))\s*")
_ENUMERATOR = re.compile(r"(?P<open>\()?(?P<number>\d{1,4}|[ivx]{1,6}|[A-Za-z]|[IVXLC]{1,7})(?P<close>[.)])\s*(?=\S)")
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_DECIMAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\S)")
_ITEM_NUMBER = re.compile(r"(?P<number>\d{1,2})[.):]?\s+(?=\S)")
_FINITE = re.compile(r"\b(?:will|shall|should|must|would|can|could|may|is|are|was|were|has|have|had|we|I|they)\b")
# an address ("Madam Speaker, …"), an adverb set off ("Secondly, …"), or a stop inside
_SPOKEN = re.compile(r"(?:Sir|Madam|Madame|Mr|Mrs|Ms|Hon)\b|[A-Z][a-z]+ly,|\w[^.!?]*\w{3}[.!?] ")
_TITLE_LONGEST = 160
_TITLE_WORDS = 22

RANKS = {"part": 0, "volume": 0, "title": 0, "annexure": 1, "annex": 1, "appendix": 1, "schedule": 1, "chapter": 1,
         "section": 2, "§": 2, "article": 40, "box": 60, "panel": 60,
         "编": 0, "篇": 0, "章": 1, "节": 2, "条": 40}  # fmt: skip
DECIMAL_RANK = 10  # plus its depth: "3.2" stands below "Section 3", above an article
LIST_RANK = 45
PLAIN_RANK = 50  # a title without a number
BOX_RANK = RANKS["box"]
ITEM_RANK = 61


@dataclass(frozen=True, slots=True)
class Label:
    """The number that a line begins with."""

    kind: str  # the word before the number, in lower case; "decimal", "enumerator", "bullet", "number"
    number: str
    end: int  # local to the line: where the title or the text begins
    sure: bool = True  # nothing but a heading looks like this


def level(rank: int) -> Level:
    """The level of the model that is nearest to a rank."""
    if rank <= RANKS["chapter"]:
        return "chapter"
    if rank == BOX_RANK:
        return "box"
    return "item" if rank == ITEM_RANK else "section"


def keyword(line: str) -> Label | None:
    """The label of "Chapter 3 Title", "Section 1", "BOX 4: Title", "Part Two", "第三章 …"; None for prose.

    After one blank a title does not begin with a small letter ("Section 3 of the Outline"); after more blanks or a
    colon it may.
    """
    found = _CHINESE.match(line)
    if found:
        return Label(found.group("word"), found.group("number"), found.end())
    found = _CHINESE_BOX.match(line)
    if found:
        return Label("box", found.group("number"), found.end())
    found = _KEYWORD.match(line)
    if found is None:
        return None
    word, number = found.group("word"), found.group("number")
    if not (word[0].isupper() or word == "§"):
        return None
    rest = line[found.end() :]
    mark = (found.group("mark") or "").strip()
    if rest and not mark:
        if not found.group("blank"):
            return None
        if len(found.group("blank")) == 1 and (rest[0].islower() or rest[0] in ",;)"):
            return None
    if mark in {"-", ")"} and not found.group("blank") and rest:
        return None
    if rest[-1:] in {".", ";", ","} and (_FINITE.search(rest) or (not mark and rest[-1] != ".")):
        return None
    return Label(word.lower(), number, found.end(), sure=not rest)


def bullet(line: str) -> Label | None:
    """A list marker that is a sign: "- …", "• …"; a hyphen needs a blank or a letter behind it."""
    found = _BULLET.match(line)
    if found is None or found.end() == len(line):
        return None
    glued = found.end() == len(found.group().rstrip())
    if found.group()[0] in "-*" and glued and not line[found.end()].isalpha():
        return None  # "-5 degrees", "**"
    return Label("bullet", "", found.end())


def enumerator(line: str) -> Label | None:
    """A marker with a number or letter: "(1) …", "1. …", "a) …", "IV. …", "119.From …"."""
    found = _ENUMERATOR.match(line)
    if found is None:
        return None
    number, close = found.group("number"), found.group("close")
    if close == "." and not found.group("open"):
        glued = found.end() == found.end("close")
        if glued and not ((number.isdigit() or is_roman(number)) and line[found.end() : found.end() + 2].istitle()):
            return None  # "3.2", "e.g.", "U.S.", but "119.From", "IV.Finance"
    if found.group("open") and close != ")":
        return None
    return Label("enumerator", number, found.end(), sure=False)


def decimal(line: str) -> Label | None:
    """A number of several levels before a title: "3.2 Title"."""
    found = _DECIMAL.match(line)
    if found is None or line[found.end()].islower():
        return None  # "64.5 billion"
    return Label("decimal", found.group("number"), found.end(), sure=False)


def hashes(line: str) -> Label | None:
    """The mark of a heading in light markup: "## Title"."""
    found = _HASHES.match(line)
    return Label("hash", "", found.end(), sure=False) if found else None


def item_number(line: str) -> Label | None:
    """The number of an item inside a box: "01 Title"."""
    found = _ITEM_NUMBER.match(line)
    return Label("number", found.group("number"), found.end(), sure=False) if found else None


def is_title(text: str) -> bool:
    """Whether a line reads as a title: short, no stop at its end, a capital or a figure first, no finite verb."""
    if not text or len(text) > _TITLE_LONGEST or text[-1] in ".;:,!。；：，" or text.count(" ") >= _TITLE_WORDS:
        return False
    first = next((character for character in text if character.isalnum()), "")
    if not first or first.islower() or text[0] in "([,;)":
        return False
    if has_finite_verb(text) or _SPOKEN.match(text):
        return False
    last = text.rsplit(None, 1)[-1].strip("\"')(")
    return not ends_open(last)


def has_finite_verb(text: str) -> bool:
    """Whether a text has an auxiliary or a subject pronoun, which titles hardly ever have."""
    return _FINITE.search(text) is not None


def in_title_case(text: str) -> bool:
    """Whether nearly all the long words of a text have a capital; false when there are none."""
    words = [word for word in re.findall(r"[^\W\d_]+", text[:200]) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def shape(label: Label) -> str:
    """What two markers of one list have in common."""
    if label.kind != "enumerator":
        return label.kind
    number = label.number
    if number.isdigit():
        return "1"
    return "a" if number.islower() else "A"


def value(number: str) -> int | None:
    """The value of a printed number: figures, Roman figures, a letter, a number word; None for anything else.

    >>> [value(number) for number in ("07", "XIV", "b", "Three", "三十二", "3.2")]
    [7, 14, 2, 3, 32, None]
    """
    if re.fullmatch(r"-?[0-9]{1,9}", number):
        return int(number)
    word = number.lower()
    if word in _WORDS.split("|"):
        return _WORDS.split("|").index(word) + 1
    if re.fullmatch("[一二三四五六七八九]?(?:百零?)?[一二三四五六七八九]?十?[一二三四五六七八九]?", word):
        return _chinese(word)
    if re.fullmatch("[ivxlc]{2,10}|[ivx]", word):
        digits = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in word]
        return sum(-low if low < high else low for low, high in zip(digits, [*digits[1:], 0], strict=True))
    return ord(word) - 96 if re.fullmatch("[a-z]", word) else None


def _chinese(number: str) -> int:
    """The value of a Chinese number below a thousand."""
    total, digit = 0, 0
    for character in number:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif character != "零":
            digit = "一二三四五六七八九".index(character) + 1
    return total + digit


def is_roman(number: str) -> bool:
    """Whether a letter or letters can be a Roman figure, as they are in most outlines."""
    return re.fullmatch("[IVX]{1,7}|[LC][IVXL]{1,6}", number) is not None


def name(rank: int, label: Label) -> str:
    """What messages call a division; two that share a name share a series of numbers."""
    if label.kind in RANKS:
        return label.kind
    if label.kind == "enumerator":
        return {"1": "heading", "A": "part" if is_roman(label.number) else "heading"}.get(shape(label), "item")
    return level(rank)


def is_table_row(text: str) -> bool:
    """Whether a title-like line is rather a row of a table: two figures or more in it, and hardly more words."""
    words = text.split()
    figures = sum(word[0].isdigit() for word in words)
    return figures >= 2 and figures >= 0.3 * len(words)
