"""Quotation marks: names that stand whole between them."""

from collections.abc import Sequence

from plangraph.reading.naming.drafts import Draft, taken
from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.nouns import title_of

QUOTES = frozenset({"'", '"'})
CALLED = frozenset({"called", "named", "titled", "entitled", "termed"})
SCHEMES = frozenset(
    {"scheme", "programme", "program", "initiative", "concept", "mission", "campaign", "facility", "yojana", "plan",
     "project", "strategy", "drive", "portal", "exercise", "agenda", "movement", "fund", "package"}
)  # fmt: skip
_LONGEST = 14


def taken_whole(view: View, found: Sequence[Draft]) -> list[Draft]:
    """The names, with those in quotation marks taken whole when they are of a programme: '"Pages for All" campaign'."""
    opening: int | None = None
    whole = {(draft.first, draft.last) for draft in found if draft.type}
    made: list[Draft] = []
    tokens = view.tokens
    for index, token in enumerate(tokens):
        if token.text not in QUOTES:
            continue
        if opening is not None and token.text == tokens[opening].text and index > opening + 1:
            if (opening + 1, index) not in whole and _is_programme(view, opening + 1, index):
                made.append(Draft(opening + 1, index, "initiative", cls="Programme", rules=["name:quoted"]))
            opening = None
        elif index + 1 < len(tokens) and tokens[index + 1].start == token.end:
            opening = index
    if not made:
        return list(found)
    quoted = taken(made, len(tokens))
    kept = [draft for draft in found if not any(quoted[draft.first : draft.last])]
    return sorted([*kept, *made], key=lambda draft: draft.first)


def _is_programme(view: View, first: int, last: int) -> bool:
    if last - first > _LONGEST:
        return False
    if not is_capital(view.tokens[first]):
        return view.word(last + 1) in SCHEMES and last - first > 1
    title = title_of(view.lower[first:last])
    behind = {view.word(last + 1), view.word(last + 2)}
    return (
        bool(behind & SCHEMES)
        or view.word(first - 2) in CALLED | SCHEMES
        or (view.word(first - 2) in {"on", "for"} and view.word(first - 3) in SCHEMES)
        or (title is not None and title.head.type == "initiative")
    )
