"""Names: labels in English and Chinese, other names, and how a Chinese name is said."""

import re
import unicodedata
from functools import lru_cache

from plangraph.errors import MissingExtraError
from plangraph.views.explorer.asked import Asked

_HAN = re.compile("[\u3400-\u9fff]")
_PIECES = re.compile("[\u3400-\u9fff]+|[A-Za-z0-9]+")


class Names:
    """What everything is called."""

    def __init__(self, asked: Asked) -> None:
        """From the view "names"."""
        self._labels: dict[tuple[str, str], str] = {}
        self._others: dict[str, list[str]] = {}
        for row in asked.rows("names"):
            language = row["language"].lower().partition("-")[0]
            if row["sort"] == "label":
                self._labels.setdefault((row["thing"], language), row["name"])
            else:
                self._others.setdefault(row["thing"], []).append(row["name"])

    def en(self, iri: str) -> str:
        """The English label, else one without a language, else the last word of the IRI."""
        own = self._labels.get((iri, "en")) or self._labels.get((iri, ""))
        return own or iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]

    def zh(self, iri: str) -> str:
        """The Chinese label, or nothing."""
        return self._labels.get((iri, "zh"), "")

    def both(self, iri: str) -> dict[str, str]:
        """English and Chinese, where there is one."""
        return {"en": self.en(iri)} | ({"zh": self.zh(iri)} if self.zh(iri) else {})

    def others(self, iri: str) -> list[str]:
        """Other names, those equal to a label left out."""
        known = {self.en(iri), self.zh(iri)}
        return [name for name in dict.fromkeys(self._others.get(iri, ())) if name not in known]


@lru_cache(maxsize=1 << 13)
def pinyin(text: str, *latin: str) -> str:
    """A Chinese name as it is said, without tones, a space between syllables; nothing for other text.

    Args:
        text: the Chinese name.
        latin: its names in Latin letters. Where a sign is said in several ways, the way that spells one of them is
            taken: 珲春 is "hun chun" because the place is written Hunchun, though 珲 alone is also said "hui".

    Raises:
        MissingExtraError: pypinyin is not installed.
    """
    if not _HAN.search(text):
        return ""
    try:
        import pypinyin  # late: it loads large tables
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "the explorer needs pypinyin, which is not installed; install it with: pip install 'plangraph[views]'"
        ) from error
    first = [name.split()[0] for name in latin if name.split()]
    said: list[str] = []
    for piece in _PIECES.findall(text):
        if not _HAN.match(piece):
            said.append(piece)
            continue
        usual = pypinyin.lazy_pinyin(piece)
        ways = pypinyin.pinyin(piece, style=pypinyin.Style.NORMAL, heteronym=True)
        spelt = next((found for word in first if (found := _spelling(_letters(word), ways))), [])
        said += [*spelt, *usual[len(spelt) :]]
    return " ".join(said)


def _letters(word: str) -> str:
    """The letters a to z of a word, without accents and case."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if "a" <= sign <= "z")


def _spelling(word: str, ways: list[list[str]]) -> list[str]:
    """How the first signs are said such that they spell the whole word; nothing where they do not."""
    if not word or not ways:
        return []
    for way in ways[0]:
        if word == way:
            return [way]
        if word.startswith(way) and (rest := _spelling(word.removeprefix(way), ways[1:])):
            return [way, *rest]
    return []
