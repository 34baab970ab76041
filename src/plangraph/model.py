"""The values that reading a text yields: frozen, small, and free of RDF.

Two coordinate systems occur, and every field says which one it uses:

* **source** offsets are Unicode code points of the stored file, end exclusive. They are what is published.
* **local** offsets are positions in ``Sentence.text``: the sentence with its line breaks taken out and its
  typographic characters folded one to one. The grammar works on these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Level = Literal["chapter", "section", "box", "item"]
Form = Literal["sentence", "heading", "item"]
MentionType = Literal["place", "initiative", "infrastructure", "industry", "organisation", "quantity"]
Kind = Literal["commitment", "recommendation", "outcome", "achievement", "possibility"]
Voice = Literal["active", "passive", "nominal", "imperative", "gerund"]
Role = Literal["main", "embedded", "means", "addition"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets; the field that holds it says whether they are source or local."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact characters that say something.

    ``segments`` are source spans in order, more than one where a line or page break, or other words, lie between.
    ``quote`` is the text of the segments joined by one space; where a word was hyphenated at a line end it is
    joined without one.
    """

    segments: tuple[Span, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence without a line break: ``text[at:at + len]`` stands at the source span ``span``."""

    at: int
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered division of a document: chapter, section, box or item, as printed."""

    level: Level
    number: str
    title: str
    headings: tuple[int, ...]  # sentences (by index) that print its number and title
    span: Span  # source, from its heading to the end of its content
    parent: int | None  # section (by index) that holds it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text; a page break inside does not end it."""

    span: Span  # source
    section: int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or heading."""

    form: Form
    text: str  # folded and joined; local offsets point into it
    pieces: tuple[Piece, ...]
    evidence: Evidence  # the whole of it, list marker included
    section: int | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a text that a reader should know: what, and on which line (from 1)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text file, untouched, and its structure."""

    name: str
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a mention refers to.

    ``ref`` is the IRI below the base (``place/xinjiang``, ``kind/border-areas``, ``industry/coal``) or, for a
    particular thing without a name, ``thing/<source offset>``, which is put below its chapter.
    """

    ref: str
    cls: str  # local name of an ontology class
    label: str
    known: bool  # stands in the gazetteer, which types and labels it


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict over a reading, keyed by what is said and where, never by an offset."""

    plan: str
    chapter: str
    section: str  # "section/1", "box/12/item/05"; empty: the chapter's own text
    quote: str  # the words of the sentence, or a part of it, that the verdict is about
    property: str  # local name of a property of the measure; "refersTo" when the quote is a name
    value: str  # a ref ("kind/…", "place/…"), a concept slug, or an action, alone or with its parts written out
    verdict: Literal["accept", "reject", "add"]
    who: str
    when: str  # ISO date
    why: str
    line: int  # of the table


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a thing or a kind of thing."""

    sentence: int
    at: Span  # local
    evidence: Evidence
    type: MentionType
    named: bool  # a proper name, not a kind
    things: tuple[Thing, ...]  # empty: ambiguous or a quantity, so not linked
    rules: tuple[str, ...] = ()
    judged: tuple[Judgement, ...] = ()  # the verdicts that made, changed or accepted it


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, with the words that give it."""

    at: Span  # local
    evidence: Evidence
    value: str  # decimal, as a plain number
    unit: str  # "km", "percent", "yuan"; for a count the noun that is counted
    approximate: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a clause, with what it stands for."""

    at: Span  # local
    evidence: Evidence
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb that commits somebody, with the ranges of its parts (all local offsets)."""

    sentence: int
    action: str  # lemma of the content verb, with its particle: "build", "set up"
    action_at: Span  # the content verb itself
    at: Span  # the whole clause, purpose included
    object_at: Span | None  # the direct object with its of/for/in phrases, without a purpose
    subject_at: Span | None  # who acts, when it is not "we"
    target_at: Span | None  # after "into", "as": what the object is to become
    frame_at: Span | None  # a fronted phrase: "Based on …", "In the western region"
    purpose_at: Span | None  # "to …", "so as to …"
    role: Role
    parent: int | None  # index of the clause that embeds it
    kind: Kind
    voice: Voice
    through: str | None  # the verb that was looked through ("take" of "take measures to build")
    shares: int | None  # index of the clause whose object it shares ("protect and restore X")
    group: int | None  # clauses with the same number are one coordination under one printed verb (gapping, pairs)
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Who is to do what, where, how firmly: one committed action."""

    clause: Clause
    evidence: Evidence  # the clause
    action_evidence: Evidence
    object: Evidence | None
    objects: tuple[Phrase, ...]  # what is acted on, one phrase a conjunct
    becomes: tuple[Phrase, ...]
    places: tuple[Phrase, ...]
    along: tuple[Phrase, ...]
    beneficiaries: tuple[Phrase, ...]
    actors: tuple[Phrase, ...]
    between: tuple[Phrase, ...]
    basis: tuple[Phrase, ...]
    quantity: Quantity | None
    purpose: Evidence | None
    context: tuple[tuple[Thing, int], ...]  # a region meant but not named, with the sentence that names it
    themes: tuple[str, ...]  # concept slugs
    instruments: tuple[str, ...]
    strength: str
    confidence: float
    judged: tuple[Judgement, ...] = ()  # the verdicts that made, changed or accepted it


# The roles of phrases in a measure: the property that a graph and a verdict name it by, and the field that holds it.
ROLES: Mapping[str, str] = {
    "object": "objects",
    "becomes": "becomes",
    "place": "places",
    "along": "along",
    "beneficiary": "beneficiaries",
    "actor": "actors",
    "between": "between",
    "basis": "basis",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one file. ``measures[i].clause.parent`` and ``shares`` are indices into ``measures``."""

    document: Document
    mentions: tuple[Mention, ...]
    measures: tuple[Measure, ...]
    silence: tuple[tuple[int, str], ...]  # sentence without a measure, and the concept that says why


class Extractor(Protocol):
    """Anything that reads measures and mentions out of a document."""

    name: str

    def read(self, documents: Iterable[Document]) -> Iterable[Reading]:
        """Yield one reading a document, in order."""
        ...
