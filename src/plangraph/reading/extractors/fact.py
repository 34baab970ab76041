"""Fact: what a language model says that a sentence promises, in the sentence's own words and never by offset."""

from dataclasses import dataclass

from plangraph.model import Kind


@dataclass(frozen=True, slots=True)
class RawFact:
    """One action as a model answered it: quotes of the sentence, unproven until they are grounded."""

    sentence: int  # the number under which the sentence was sent, from 1
    action_quote: str  # the verb as it stands, or the noun that says the action
    action: str  # its lemma, with its particle: "build", "set up"
    kind: Kind
    object_quote: str | None = None
    place_quotes: tuple[str, ...] = ()
    purpose_quote: str | None = None
    beneficiary_quote: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered for a batch of sentences."""

    facts: tuple[RawFact, ...]
    malformed: int = 0  # facts that were not of the form asked for
    readable: bool = True  # false: the whole answer was not
