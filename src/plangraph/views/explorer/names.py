"""Names: labels in English and Chinese, other names, and how a Chinese name is said."""

import re
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
def pinyin(text: str) -> str:
    """A Chinese name as it is said, without tones, a space between syllables; nothing for other text.

    Raises:
        MissingExtraError: pypinyin is not installed.
    """
    if not _HAN.search(text):
        return ""
    try:
        from pypinyin import lazy_pinyin  # late: it loads large tables
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "the explorer needs pypinyin, which is not installed; install it with: pip install 'plangraph[views]'"
        ) from error
    return " ".join(" ".join(lazy_pinyin(piece)) if _HAN.match(piece) else piece for piece in _PIECES.findall(text))
