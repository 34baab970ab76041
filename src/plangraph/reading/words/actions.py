"""Actions: the verbs by which a plan commits somebody, as ``lexicon/verbs.tsv`` lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from plangraph.errors import DataError
from plangraph.reading.lexicon.tables import table
from plangraph.reading.words.forms import american

Strength = Literal["deliver", "advance", "support", "explore"]

STRENGTHS: tuple[Strength, ...] = ("deliver", "advance", "support", "explore")
_COLUMNS = ("verb", "tier", "strength", "broader", "zh", "gloss", "example")
_UNLISTED: Strength = "advance"  # a verb that nobody listed promises movement, and no more


@dataclass(frozen=True, slots=True)
class Action:
    """One concept of the action scheme."""

    verb: str  # with its particles: "set up"
    tier: int  # 1 a verb wherever it stands, 2 also a noun, 3 mostly another word
    strength: Strength
    broader: str | None
    zh: str
    gloss: str
    example: str


@cache
def actions() -> tuple[Action, ...]:
    """All actions of the table, in its order.

    Raises:
        DataError: a tier or strength is unknown, or a broader action is not in the table.
    """
    found = []
    rows = table("verbs", _COLUMNS)
    known = {row["verb"] for row in rows}
    for row in rows:
        if row["tier"] not in {"1", "2", "3"} or row["strength"] not in STRENGTHS:
            raise DataError(f"verbs.tsv: {row['verb']}: tier {row['tier']!r}, strength {row['strength']!r}")
        if row["broader"] and row["broader"] not in known:
            raise DataError(f"verbs.tsv: {row['verb']}: the broader action {row['broader']!r} has no line of its own")
        found.append(
            Action(
                verb=row["verb"],
                tier=int(row["tier"]),
                strength=row["strength"],
                broader=row["broader"] or None,
                zh=row["zh"],
                gloss=row["gloss"],
                example=row["example"],
            )
        )
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def spelling(verb: str) -> str:
    """The spelling by which a verb is looked up: American, so that "modernise" finds "modernize".

    >>> spelling("modernise"), spelling("set up")
    ('modernize', 'set up')
    """
    first, blank, particles = verb.partition(" ")
    return american(first.replace("-", "")) + blank + particles


@cache
def _by_spelling() -> dict[str, Action]:
    return {spelling(action.verb): action for action in actions()}


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], Action], ...]]:
    """For the first word of each verb its particles and the action, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Action]]] = {}
    for key, action in _by_spelling().items():
        first, *particles = key.split()
        found.setdefault(first, []).append((tuple(particles), action))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


@cache
def inflected() -> dict[str, tuple[str, str]]:
    """Regular forms of the listed verbs, with lemma and tag (V, VZ, VG, VD), for words that a dictionary lacks."""
    found: dict[str, tuple[str, str]] = {}
    for known in actions():
        first = known.verb.partition(" ")[0]
        stem = first[:-1] if first.endswith("e") else first
        third = f"{first[:-1]}ies" if first.endswith("fy") else f"{first}s"
        past = f"{first[:-1]}ied" if first.endswith("fy") else f"{stem}ed"
        for spelt, tag in ((first, "V"), (third, "VZ"), (f"{stem}ing", "VG"), (past, "VD")):
            found.setdefault(spelt, (first, tag))
    return found


def action(verb: str) -> Action | None:
    """The action of a verb, or of its first word when the whole is not listed."""
    key = spelling(verb)
    return _by_spelling().get(key) or _by_spelling().get(key.partition(" ")[0])


def longest(lemma: str, following: Sequence[str]) -> tuple[int, Action] | None:
    """The longest listed verb that begins with a lemma and goes on with the words behind it.

    Args:
        lemma: of the verb's first word.
        following: the next words of the sentence, in lower case.

    Returns:
        How many of the following words belong to the verb, and the action; None when the lemma is not listed alone
        and no longer verb fits.
    """
    for particles, known in _by_first_word().get(spelling(lemma), ()):
        if particles == tuple(following[: len(particles)]):
            return len(particles), known
    return None


def strength(verb: str) -> Strength:
    """How firmly a verb commits: "deliver", "advance", "support" or "explore".

    >>> strength("construct"), strength("pilot")
    ('deliver', 'explore')
    """
    known = action(verb)
    return known.strength if known else _UNLISTED


def broader(verb: str) -> str | None:
    """The action that an action is a way of, None for the topmost ones and for verbs that are not listed.

    >>> broader("construct"), broader("build")
    ('build', None)
    """
    known = _by_spelling().get(spelling(verb))
    return known.broader if known else None
