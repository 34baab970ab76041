"""The proof of every quote: the words that the graph repeats stand in the chapter's text, at the offsets it names.

Offsets are code points, counted from 0, end exclusive. The text is ``nif:isString`` of the chapter. A quote is the text
of its segments, joined by a space, or by nothing where a word was broken at a line's end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.graph.finding import Finding
from plangraph.graph.store import Reads, Term

_TEXTS = "SELECT ?chapter ?text WHERE { ?chapter nif:isString ?text }"
_SPANS = "SELECT ?span ?begin ?end WHERE { ?span nif:beginIndex ?begin ; nif:endIndex ?end }"
_ANCHORS = "SELECT ?span ?text WHERE { ?span nif:anchorOf ?text }"
_SEGMENTS = "SELECT DISTINCT ?span ?segment WHERE { ?span plan:segment ?segment }"
_SENTENCES = """SELECT ?sentence ?quote WHERE { ?sentence a plan:Sentence ; plan:quote ?quote }"""
_MEASURES = """SELECT ?measure ?sentence ?span ?quote WHERE {
  GRAPH ?sentence { ?measure a plan:Measure ; plan:evidence ?span ; plan:quote ?quote }
}"""
_QUANTITIES = (
    "SELECT ?quantity ?sentence ?quote WHERE { GRAPH ?sentence { ?quantity a plan:Quantity ; plan:quote ?quote } }"
)
_PHRASES = """SELECT ?measure ?sentence ?phrase ?words WHERE {
  GRAPH ?sentence { ?measure a plan:Measure ; ?property ?phrase VALUES ?property { plan:objectText plan:purpose } }
  ?sentence plan:quote ?words
}"""
_ORDER = """SELECT ?chapter ?sentence ?before ?text ?after WHERE {
  ?sentence nif:referenceContext ?chapter ; plan:precedingText ?before ; nif:anchorOf ?text ; plan:position ?position .
  OPTIONAL { ?chapter plan:followingText ?after }
} ORDER BY ?chapter ?position"""

_REMEDY = "Build again; if it stays, the reader of texts counts characters wrongly there."
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of chapters, and the spans into them."""

    texts: dict[str, str]
    offsets: dict[str, tuple[int, int]]
    segments: dict[str, list[str]]

    def at(self, span: str) -> str | None:
        """The characters of a span; None where the graph has no text for it."""
        text = self.texts.get(span.partition("#char=")[0])
        if text is None or span not in self.offsets:
            return None
        begin, end = self.offsets[span]
        return text[begin:end] if 0 <= begin < end <= len(text) else None

    def says(self, span: str, quote: str) -> bool:
        """Whether the quote is the text of the span, or of its segments."""
        pieces = sorted(self.segments.get(span, [span]), key=lambda s: self.offsets.get(s, (0, 0)))
        words = [self.at(piece) for piece in pieces]
        return re.fullmatch(" ?".join(re.escape(word or "\0") for word in words), quote) is not None


def findings(store: Reads) -> tuple[Finding, ...]:
    """Every quote, raw text and phrase that the chapter's text does not have where the graph says it has.

    Also every chapter whose text cannot be put together again from its sentences and what lies between them.
    """
    texts = _load(store)
    found = [*_spans(store, texts), *_quotes(store, texts), *_phrases(store), *_order(store, texts)]
    return tuple(sorted(set(found)))


def _load(store: Reads) -> _Texts:
    texts = {str(chapter): str(text) for chapter, text in store.select(_TEXTS)}
    offsets = {str(span): (_number(begin), _number(end)) for span, begin, end in store.select(_SPANS)}
    segments: dict[str, list[str]] = {}
    for span, segment in store.select(_SEGMENTS):
        segments.setdefault(str(span), []).append(str(segment))
    return _Texts(texts, offsets, segments)


def _spans(store: Reads, texts: _Texts) -> Iterator[Finding]:
    for span in sorted(texts.offsets):
        if texts.at(span) is None:
            yield _finding(span, "", "No text of a chapter in the graph has these offsets.")
    for term, text in store.select(_ANCHORS):
        span = str(term)
        there = texts.at(span)
        if there is not None and there != str(text):
            yield _finding(span, "", f"Its text is given as “{text}”, but at its offsets stands “{there}”.")


def _quotes(store: Reads, texts: _Texts) -> Iterator[Finding]:
    for sentence, quote in store.select(_SENTENCES):
        if not texts.says(str(sentence), str(quote)):
            yield _finding(str(sentence), str(sentence), f"Its quote “{quote}” is not the text at its offsets.")
    for measure, sentence, span, quote in store.select(_MEASURES):
        if not texts.says(str(span), str(quote)):
            yield _finding(str(measure), str(sentence), f"Its quote “{quote}” is not the text of its evidence, {span}.")
    for quantity, sentence, quote in store.select(_QUANTITIES):
        chapter, _, offset = str(quantity).rpartition("/quantity/")
        text = texts.texts.get(chapter, "")
        start = int(offset) if offset.isdecimal() else len(text)
        words = re.compile(r"\s+".join(re.escape(word) for word in str(quote).split()))
        if words.match(text, start) is None:
            yield _finding(str(quantity), str(sentence), f"Its words “{quote}” do not stand at its offset.")


def _phrases(store: Reads) -> Iterator[Finding]:
    """A printed phrase may be broken by other words, so its words must stand in the sentence in the same order."""
    for measure, sentence, phrase, words in store.select(_PHRASES):
        rest = iter(_WORD.findall(str(words)))
        if not all(word in rest for word in _WORD.findall(str(phrase))):
            yield _finding(str(measure), str(sentence), f"The words “{phrase}” do not stand in the sentence.")


def _order(store: Reads, texts: _Texts) -> Iterator[Finding]:
    made: dict[str, str] = {}
    after: dict[str, str] = {}
    for chapter, _, before, text, following in store.select(_ORDER):
        made[str(chapter)] = f"{made.get(str(chapter), '')}{before}{text}"
        after[str(chapter)] = str(following) if following is not None else ""
    for name, expected in sorted(texts.texts.items()):
        whole = made.get(name, "") + after.get(name, "")
        if whole != expected:
            pairs = enumerate(zip(whole, expected, strict=False))
            at = next((i for i, (ours, theirs) in pairs if ours != theirs), min(len(whole), len(expected)))
            yield _finding(name, "", f"Its sentences and what lies between them do not give its text from offset {at}.")


def _number(term: Term | None) -> int:
    """An offset; -1, which no text has, where it is no number."""
    return int(str(term)) if str(term).isdecimal() else -1


def _finding(subject: str, sentence: str, message: str) -> Finding:
    return Finding("quotes", "error", subject, sentence, message, _REMEDY)
