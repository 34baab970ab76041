"""Where the entries of the lexicon occur in real texts: the words of an entry, inflected as they may be.

An entry that occurs nowhere can fire on nothing but its own example. (One that occurs need not fire: another entry may
be longer, or the same may follow without it.) ``python -m tests.lexicon_use`` lists those that occur nowhere.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.reading.layout.source import read_text
from plangraph.reading.layout.structure import parse
from plangraph.reading.words.forms import american
from plangraph.reading.words.tokens import Token, tokenize
from tests.beside import CORPUS, GOLD
from tests.project import ROOT

LEXICON = ROOT / "src" / "plangraph" / "reading" / "lexicon"
CHAPTER = ROOT / "graph" / "text" / "cn-14fyp" / "32.txt"

_FIGURE, _FEW = frozenset({"#", "@"}), {"*": 3, "...": 12}  # a number or date; up to so many words
_END = "\n"  # between sentences, so that no entry is found across two


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table that has an example."""

    table: str
    line: int
    key: str
    example: str


def entries(folder: Path) -> Iterator[Entry]:
    """The entries of all tables with an example, in order."""
    for path in sorted(folder.glob("*.tsv")):
        header: list[str] | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
            elif "example" in header:
                yield Entry(path.stem, number, cells[0], cells[header.index("example")])


class Words:
    """The words of texts, found by any of their forms."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Read the texts, sentence by sentence."""
        self._said: list[str] = []
        self._forms: list[frozenset[str]] = []
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        known: dict[str, frozenset[str]] = {}
        for path in paths:
            text, _ = read_text(path)
            for sentence in parse(path.stem, text).sentences:
                for token in tokenize(sentence.text):
                    forms = known.get(token.text) or known.setdefault(token.text, _forms(token))
                    self._add(token.text, forms)
                self._add(_END, frozenset())

    def has(self, key: str) -> bool:
        """Whether the words of an entry stand somewhere, one after another."""
        words = [part for word in key.split() for part in _parts(word)]
        first = next((index for index, word in enumerate(words) if word not in _FIGURE | set(_FEW)), None)
        if first is None:
            return True
        places = self._at.get(words[first].lower(), ())
        return any(self._fits(words[first:], at) for at in places)

    def _add(self, said: str, forms: frozenset[str]) -> None:
        for form in forms:
            self._at[form].append(len(self._said))
        self._said.append(said)
        self._forms.append(forms)

    def _fits(self, words: Sequence[str], at: int) -> bool:
        if not words:
            return True
        if words[0] in _FEW:
            return any(self._fits(words[1:], at + skipped) for skipped in range(_FEW[words[0]] + 1))
        if at >= len(self._said) or self._said[at] == _END:
            return False
        return self._is(words[0], at) and self._fits(words[1:], at + 1)

    def _is(self, word: str, at: int) -> bool:
        if word in _FIGURE:
            return any(char.isdigit() for char in self._said[at]) or self._said[at][0].isupper()
        if word[0].isupper() and not self._said[at][0].isupper():
            return False
        return word.lower() in self._forms[at]


def _forms(token: Token) -> frozenset[str]:
    """A word as it is, its lemmas, its American spelling, and the parts of a compound."""
    found = {token.lower, token.lower.strip("."), american(token.lower), *(lemma.lower() for _, lemma in token.lemmas)}
    parts = re.split(r"[-/]", token.lower)
    if len(parts) > 1:
        found |= {form for part in parts if part for one in tokenize(part) for form in _forms(one)}
    return frozenset(found - {""})


def _parts(word: str) -> list[str]:
    return [word] if word in _FIGURE or word in _FEW else [token.text for token in tokenize(word)]


def outside_texts() -> list[Path]:
    """The annotated passages and the corpus beside the project, the sample chapter left out."""
    passages = [path for path in sorted((GOLD / "passages").glob("*.txt")) if not path.name.startswith("00-")]
    return passages + [path for path in sorted(CORPUS.rglob("*.txt")) if ".zh" not in path.name]


if __name__ == "__main__":
    outside, chapter = Words(outside_texts()), Words([CHAPTER])
    for entry in entries(LEXICON):
        if not outside.has(entry.key):
            where = "only in the chapter" if chapter.has(entry.key) else "nowhere"
            sys.stdout.write(f"{entry.table}.tsv:{entry.line}: {entry.key}: {where}\n")
