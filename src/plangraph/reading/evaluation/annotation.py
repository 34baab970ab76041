"""Annotation: the mentions and measures of one text, marked by a person or read by the rules.

Both come from the same shape of JSON, that of ``plangraph extract --format json``; what only a person's has
(``type_alt``, ``object_alt``) or only the rules' (``rules``) may be absent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plangraph.errors import DataError

TYPES = ("place", "initiative", "infrastructure", "industry", "organisation", "quantity")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: its span (code points of the text, end exclusive), its words, its type, perhaps another right type."""

    start: int
    end: int
    text: str
    type: str
    other_type: str | None = None
    named: bool = True
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inner:
    """What a supported, encouraged or obliged party is to do."""

    action: str
    object: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """A measure: the span of its sentence, the verb's lemma, what is acted on, where, how much."""

    start: int
    end: int
    action: str
    object: str
    other_actions: tuple[str, ...] = ()
    other_objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quantity: str | None = None
    embedded: tuple[Inner, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Every verb that is right."""
        return (self.action, *self.other_actions)

    @property
    def objects(self) -> tuple[str, ...]:
        """Every extent of the object that is right, with and without what is embedded in it."""
        plain = (self.object, *self.other_objects)
        inner = [f"{one.action} {one.object}" for one in self.embedded]
        return (*plain, *(" ".join([words, *inner]) for words in plain if inner))


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is marked in one text."""

    mentions: tuple[Marked, ...]
    measures: tuple[Committed, ...]


def from_json(data: Mapping[str, Any], where: str) -> Annotation:
    """The annotation that a JSON object holds.

    Args:
        data: With ``mentions`` and ``measures``.
        where: The file that it comes from, for messages.

    Raises:
        DataError: a field is missing or of the wrong sort.
    """
    try:
        return Annotation(
            tuple(_marked(one) for one in data["mentions"]),
            tuple(_committed(one) for one in data["measures"]),
        )
    except KeyError as error:
        raise DataError(f"{where}: a mention or measure lacks {error.args[0]!r}") from error
    except (TypeError, AttributeError) as error:
        raise DataError(f"{where}: not an annotation: {error}") from error


def _marked(data: Mapping[str, Any]) -> Marked:
    return Marked(
        data["start"],
        data["end"],
        data.get("text", ""),
        data["type"],
        data.get("type_alt"),
        bool(data.get("named", True)),
        _strings(data.get("rules")),
    )


def _committed(data: Mapping[str, Any]) -> Committed:
    return Committed(
        data["start"],
        data["end"],
        data["action"],
        data["object"] or "",
        _strings(data.get("action_alt")),
        _strings(data.get("object_alt")),
        _strings(data.get("places")),
        data.get("quantity"),
        tuple(Inner(one["action"], one["object"], _strings(one.get("rules"))) for one in data.get("embedded") or ()),
        _strings(data.get("rules")),
    )


def _strings(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(values or ())
