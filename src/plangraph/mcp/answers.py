"""What the tools give back. The descriptions here become the output schemas that a client reads."""

from typing import Any, Literal

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer

Relation = Literal["states", "measure", "piece", "heading", "mentions"]
_EMPTY: tuple[Any, ...] = (None, "", [], {}, 0)

Basis = Literal["stated", "counted", "absent", "background"]


class Answer(BaseModel):
    """Part of an answer. Written without the fields that may be missing and are empty: a reader pays for each word."""

    @model_serializer(mode="wrap")
    def _lean(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        written: dict[str, Any] = handler(self)
        return {name: value for name, value in written.items() if fields[name].is_required() or value not in _EMPTY}


class Evidence(Answer):
    """Characters of the text. ``quote`` is the text from ``begin`` to ``end``, character for character."""

    iri: str = Field(description="IRI of this piece of text, …#char=B,E")
    quote: str = Field(description="the exact characters of the text from begin to end, line breaks included")
    begin: int = Field(description="offset of the first character (code points from 0)")
    end: int = Field(description="offset after the last character")
    plan: str = Field(description="id of the plan")
    chapter: str = Field(description="number of the chapter")
    section: str = Field(description="section, box and item that hold it, outermost first; empty: the chapter itself")
    relation: Relation = Field(
        description="states: this sentence says it; measure: the words of the measure named; piece: the piece of text"
        " named; heading: heads the part named; mentions: only names the thing, and does not by itself prove the row"
    )


class Thing(Answer):
    """Something that has an IRI."""

    iri: str
    label: str = Field(description="English label, else Chinese, else the last word of the IRI")
    label_zh: str = ""
    class_name: str = Field(default="", description="its class (prefixed name), where one is known")


class Related(Thing):
    """Another thing: called after it, or stopping at it."""

    mentions: int = Field(description="how many times the text names it")


class Candidate(Thing):
    """Something that bears the name asked for."""

    match: Literal["name", "short name", "iri"] = Field(
        description="name: one of its labels; short name: its label without the rank (满洲里 for 满洲里市)"
    )
    aliases: list[str] = Field(default=[], description="its other names")
    within: list[Thing] = Field(default=[], description="what contains it, nearest first (background)")
    related: list[Related] = Field(
        default=[], description="other things called after it or lying on it, such as a port"
    )
    named_in: list[str] = Field(description="chapters whose text names it (plan/chapter)")
    mentions: int = Field(description="how many times the text names it; 0: the text does not name it")
    evidence: list[Evidence] = Field(default=[], description="first sentence that names it")


class Resolved(Answer):
    """Answer of ``resolve``."""

    status: Literal["found", "ambiguous", "unknown"] = Field(
        description="found: one thing; ambiguous: several, choose yourself by 'within'; unknown: nothing has this name"
    )
    name: str
    candidates: list[Candidate]
    truncated: bool = Field(description="there are more candidates than are listed")
    nearest: list[str] = Field(default=[], description="for unknown: names written nearly so; none of them is meant")
    message: str = ""
    snapshot: str = Field(description="id of the state of the graph that answered")


class Parameter(Answer):
    """What a question can be asked about."""

    name: str
    type: str
    default: str
    description: str


class QuestionEntry(Answer):
    """One question of the gallery."""

    id: str
    title: str
    title_zh: str
    summary: str
    parameters: list[Parameter]
    view: str


class Gallery(Answer):
    """Answer of ``questions``."""

    status: Literal["found", "none"]
    questions: list[QuestionEntry]
    total: int = Field(description="how many questions fit; more than are listed when truncated")
    truncated: bool = Field(description="there is more than is listed")
    message: str = ""


class Cell(Answer):
    """One value of a row."""

    value: str
    type: Literal["iri", "literal", "blank"]
    language: str | None = None
    datatype: str | None = None


class Row(Answer):
    """One row, with what it rests on."""

    cells: dict[str, Cell]
    basis: Basis = Field(
        description="stated: sentences of the text say it; counted: reckoned over the graph; absent: follows from what"
        " the text does not say; background: holds only with facts beside the sentences (tables, structure, rules)"
    )
    question: str = Field(description="id of the question, or 'sparql'")
    evidence: list[Evidence] = Field(description="quotes with their places; empty where no sentence can be shown")
    more_evidence: int = Field(default=0, description="how many pieces of evidence are not listed")


class Bound(Answer):
    """A parameter as it was used."""

    name: str
    value: str
    label: str = ""
    given: bool = Field(description="false: the default of the question, not what the caller asked about")


class Asked(Answer):
    """Answer of ``ask``."""

    status: Literal["answered", "not-said", "none", "unknown", "ambiguous"] = Field(
        description="answered: rows; not-said: the text does not say (no 'no'); none: the question looks for what is"
        " missing and nothing is missing; unknown: no thing of this name; ambiguous: a name of several things"
    )
    question: str
    title: str
    title_zh: str = ""
    parameters: list[Bound]
    columns: list[str] = []
    rows: list[Row]
    truncated: bool = Field(description="there are more rows than are listed")
    looked_for: str = Field(default="", description="for not-said, unknown and ambiguous: what was looked for")
    message: str = ""
    message_zh: str = ""
    candidates: list[Candidate] = Field(default=[], description="for ambiguous: the things of this name")
    nearest: list[str] = Field(default=[], description="for unknown: names written nearly so")
    snapshot: str


class Queried(Answer):
    """Answer of ``sparql``."""

    status: Literal["rows", "triples", "yes", "no", "not-said", "unknown"] = Field(
        description="rows or triples: the answer; yes, no: of ASK ('no' = the graph does not hold it, which is no"
        " denial by the text); not-said: no row, though all terms are known; unknown: no row, and the query names"
        " terms that the graph does not know"
    )
    columns: list[str] = []
    rows: list[Row]
    triples: str = Field(default="", description="N-Triples of CONSTRUCT and DESCRIBE")
    truncated: bool = Field(description="there is more than is given")
    looked_for: str = ""
    unknown_terms: list[str] = Field(default=[], description="IRIs in the query that occur nowhere in the graph")
    message: str = ""
    scope: str
    seconds: float = Field(description="how long the worker took")
    snapshot: str


class Statement(Answer):
    """A triple and who says it."""

    subject: Thing
    predicate: Thing
    object: str = Field(description="IRI or text of the object")
    object_label: str = ""
    said_by: Literal["text", "structure", "background", "inferred", "links", "curated", "ontology"] = Field(
        description="text: a sentence states it; background: tables beside the text; inferred: follows by rule"
    )
    graph: str = Field(description="IRI of the named graph that holds it")
    source: str = Field(default="", description="for background: where the table has it from")
    certainty: str = Field(default="", description="for background: how certain it is")


class Proof(Answer):
    """Answer of ``evidence``."""

    status: Literal["stated", "background", "inferred", "not-said", "unknown", "ambiguous"] = Field(
        description="stated: sentences of the text say it; background: only tables beside the text say it; inferred:"
        " only follows by rule; not-said: known terms, but nothing says it (no denial); unknown: no such thing"
    )
    looked_for: str
    evidence: list[Evidence] = []
    statements: list[Statement] = []
    instead: list[Statement] = Field(
        default=[], description="for not-said: what is said of the subject with this property"
    )
    truncated: bool = Field(description="there is more than is listed")
    candidates: list[Candidate] = []
    nearest: list[str] = []
    message: str = ""
    snapshot: str


class SchemaTerm(Answer):
    """A class, a property or a concept."""

    iri: str
    name: str = Field(description="prefixed name, as it can be written in a query")
    kind: Literal["class", "property", "concept"]
    label: str
    label_zh: str = ""
    definition: str = ""
    definition_zh: str = ""
    broader: list[str] = Field(default=[], description="superclasses, superproperties or broader concepts")
    domain: list[str] = []
    range: list[str] = []
    scheme: str = ""
    used: int = Field(description="instances of a class, triples of a property, uses of a concept as an object")


class Schema(Answer):
    """Answer of ``schema``."""

    status: Literal["found", "none"]
    terms: list[SchemaTerm]
    total: int
    truncated: bool = Field(description="there is more than is listed")
    prefixes: dict[str, str] = Field(description="prefixes that need not be declared in a query")
    graphs: dict[str, str] = Field(description="what each kind of named graph holds")
    message: str = ""
    snapshot: str
