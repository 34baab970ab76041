"""Sharing: the words that the parts of a coordination have in common, given to each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Span
from plangraph.reading.phrasing.units import DETERMINERS, Unit, is_adjective
from plangraph.reading.words.heads import without_merit

_SAME_MAKE = ("tion", "ment", "ance", "ing")


@dataclass(frozen=True, slots=True)
class Group:
    """A noun phrase of a coordination; ``at`` (local) covers the words of its own, not those that it shares."""

    core: tuple[Unit, ...]  # to its head noun
    tail: tuple[Unit, ...]  # what stands behind it
    at: Span


def shared(found: list[Group]) -> list[Group]:
    """The noun phrases of a coordination, with the words that they share written into each."""
    if len(found) < 2:
        return found
    return _with_noun(_with_modifier(_with_tail(_with_head(found))))


def _with_head(found: list[Group]) -> list[Group]:
    """Give adjectives the head that follows, and bare nouns with them: "food, energy, and industrial security"."""
    made = list(found)
    for index in range(len(found) - 1, 0, -1):
        words = _split(stripped(found[index].core))
        if len(words) < 2:
            continue
        first = index
        while first and _is_open(found[first - 1], words):
            first -= 1
        run = range(first, index)
        if not any(_is_adjectival(found[place], words) for place in run):
            continue
        for place in run:
            made[place] = replace(found[place], core=(*found[place].core, words[-1]), tail=found[index].tail)
        lead = stripped(found[first].core)[:-1]
        if len(words) == 2 and without_merit_units(lead):
            made[index] = replace(found[index], core=(*lead, *words))
    return made


def _is_open(group: Group, words: Sequence[Unit]) -> bool:
    """Whether a group may want the head that follows."""
    return _is_adjectival(group, words) or _is_bare(group)


def without_merit_units(found: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units that are more than size or praise."""
    if not found:
        return ()
    rest = without_merit([*(unit.lower for unit in found), ""])
    return tuple(found[len(found) + 1 - len(rest) :])


def _with_tail(found: list[Group]) -> list[Group]:
    """Give the first of two the complement of the last: "the depth and quality of teaching"."""
    last = found[-1]
    if len(found) != 2 or not last.tail or last.tail[0].lower != "of" or found[0].tail:
        return found
    if any(unit.mention is not None for unit in (*found[0].core, *last.core)):
        return found
    return [replace(found[0], tail=last.tail), last]


def _with_modifier(found: list[Group]) -> list[Group]:
    """Give a bare noun of the same make the adjective: "environmental protection and restoration"."""
    first, last = stripped(found[0].core), stripped(found[-1].core)
    if len(found) != 2 or len(first) != 2 or len(last) != 1 or not is_adjective(first[0]):
        return found
    endings = [make for make in _SAME_MAKE if first[1].lower.endswith(make) and last[0].lower.endswith(make)]
    if not endings or first[1].mention or last[0].mention:
        return found
    return [found[0], replace(found[-1], core=(first[0], *last))]


def _with_noun(found: list[Group]) -> list[Group]:
    """Give "those" the head of the one before: "areas that send grain and those that take it"."""
    made = [found[0]]
    for group in found[1:]:
        pointing = bool(group.core) and group.core[0].lower == "those"
        head = _split(stripped(made[-1].core))[-1:]
        made.append(replace(group, core=(*head, *group.core[1:])) if pointing else group)
    return made


def mention_words(unit: Unit, most: int) -> tuple[Unit, ...]:
    """The first words of a mention, as units of their own."""
    words: list[Unit] = []
    at = unit.start
    for word in unit.text.split(" ")[:most]:
        words.append(Unit(at, at + len(word), word, word.lower(), frozenset({"N"}), None))
        at += len(word) + 1
    return tuple(words)


def _split(found: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with a kind that closes them taken apart into its words."""
    if not found or found[-1].mention is None or found[-1].mention.named:
        return tuple(found)
    return (*found[:-1], *mention_words(found[-1], len(found[-1].text)))


def _is_adjectival(group: Group, words: Sequence[Unit]) -> bool:
    """Whether a group is an adjective, or may be one and stands beside its like: "upper and lower reaches"."""
    core = stripped(group.core)
    if not core or group.tail:
        return False
    last = core[-1]
    if last.mention is not None:
        return False
    return is_adjective(last) or any(tag in last.tags and tag in words[0].tags for tag in ("ADJ", "VG"))


def _is_bare(group: Group) -> bool:
    unit = group.core[-1] if group.core else None
    single = unit is not None and len(group.core) == 1 and not group.tail
    return single and unit is not None and " " not in unit.text and not unit.lower.endswith("s")


def stripped(core: Sequence[Unit]) -> tuple[Unit, ...]:
    """A core without article, possessor and number in front."""
    first, last = 0, len(core) - 1
    for index in range(last):
        if core[index].lower.endswith("'s"):
            first = index + 1
    while first < last and _is_determiner(core[first]):
        first += 1
    return tuple(core[first:])


def _is_determiner(unit: Unit) -> bool:
    if unit.mention is not None:
        return unit.mention.type == "quantity"
    return unit.lower in DETERMINERS or unit.lower[:1].isdigit() or unit.lower.startswith("(")
