"""A sentence as the rules for mentions see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plangraph.reading.names.gazetteer import Entry
from plangraph.reading.words.groups import groups_of
from plangraph.reading.words.tokens import Token

Hits = Mapping[int, tuple[int, tuple[Entry, ...]]]  # first token -> end of the longest name there, and its bearers

NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class View:
    """The tokens of a sentence, and what is known of them before the rules look."""

    tokens: Sequence[Token]
    titled: bool  # written like a title, so that a capital says nothing
    hits: Hits = field(default_factory=dict)
    held: Sequence[bool] = ()  # for each token whether a name has it
    lower: list[str] = field(default_factory=list)

    def starts_name(self, at: int) -> bool:
        """Whether a capital or a name of the gazetteer stands at a token."""
        return at < len(self.tokens) and (at in self.hits or is_capital(self.tokens[at]))

    def tags(self, at: int) -> frozenset[str]:
        """The tags of a token; none behind the end or before the start."""
        return self.tokens[at].tags if 0 <= at < len(self.tokens) else NOTHING

    def word(self, at: int) -> str:
        """A token in small letters; empty behind the end or before the start."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def groups(self, at: int) -> frozenset[str]:
        """What the table of modifiers says of a token."""
        return groups_of().get(self.word(at), NOTHING)


def is_capital(token: Token) -> bool:
    """Whether a token begins with a capital."""
    return token.text[:1].isupper()


def is_plain(token: Token) -> bool:
    """Whether a token is a word of the dictionary, whatever its letters."""
    return len(token.tags) > ("NAME" in token.tags)


def is_proper(token: Token) -> bool:
    """Whether a capital is that of a proper name: in no dictionary, or initials."""
    return is_capital(token) and (not is_plain(token) or token.text[:2].isupper())
