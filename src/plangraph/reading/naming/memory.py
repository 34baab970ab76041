"""Memory: what one sentence of a document tells of a name holds in all its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.view import View

_STRONG = frozenset(
    {"name:head", "name:quoted", "name:scheme-word", "name:scheme-behind", "name:called", "name:apposition",
     "name:in-brackets"}
)  # fmt: skip
_WEAK = frozenset({"name:locative", "name:initials"})
_QUOTES = frozenset({"'", '"'})


@dataclass(slots=True)
class Memory:
    """Types and classes of names by their words in small letters; empty for short forms that are no names."""

    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def learn(self, view: View, found: Sequence[Draft]) -> None:
        """Keep what the sure names of a sentence are, and the short forms that stand for no name."""
        for draft in found:
            if draft.type and _STRONG & set(draft.rules):
                self.known.setdefault(_text(view, draft), (draft.type, draft.cls))
                self._learn_short(view, draft)
        self._forget(view, {draft.last for draft in found if draft.type})

    def _learn_short(self, view: View, draft: Draft) -> None:
        """The short form inside a name: "Blue Tide 2030 (BT2030) plan"."""
        for index in range(draft.first + 1, draft.last - 1):
            if view.word(index) == "(" and view.word(index + 2) == ")" and view.tokens[index + 1].text.isupper():
                self.known.setdefault(view.word(index + 1), (draft.type, draft.cls))

    def recall(self, view: View, found: Sequence[Draft]) -> None:
        """Give names of a sentence the type that they have elsewhere, when they have none or only a likely one."""
        for draft in found:
            known = self.known.get(_text(view, draft))
            if known is not None and (not draft.type or _WEAK & set(draft.rules)):
                draft.type, draft.cls = known
                draft.rules.append("name:elsewhere")

    def _forget(self, view: View, ends: set[int]) -> None:
        """Short forms that a bracket explains by words that are no name are no names either: "rural water (RW)"."""
        if "(" not in view.lower:
            return
        for index, word in enumerate(view.lower[:-2]):
            said = view.tokens[index + 1].text.removesuffix("s")
            if word != "(" or not index or view.word(index + 2) != ")" or len(said) < 2 or not said.isupper():
                continue
            before = index - 1 if view.word(index - 1) not in _QUOTES else index - 2
            if before + 1 not in ends and view.tags(before) & {"N", "NAME", "ADJ"}:
                self.known.setdefault(said.lower(), ("", ""))
                self.known.setdefault(f"{said.lower()}s", ("", ""))


def _text(view: View, draft: Draft) -> str:
    return " ".join(view.lower[draft.first : draft.last])
