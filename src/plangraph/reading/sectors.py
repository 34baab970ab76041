"""Sectors: the branches of the economy that a sentence speaks of."""

from collections.abc import Mapping, Sequence
from functools import cache

from plangraph.reading.chunks import is_capital
from plangraph.reading.drafts import Draft
from plangraph.reading.kinds import label, leftmost
from plangraph.reading.lexicon.tables import table
from plangraph.reading.nouns import groups_of, is_class_word, is_noun_behind, kind_endings, may_head, not_kinds, policy_verbs, singular
from plangraph.reading.tokens import Token

_HEADS = frozenset({"industry", "trade", "economy", "crop", "power", "farm", "sector"})
_FRAMES = frozenset("sectors sector industries industry fields areas businesses trades technologies producing generating".split())
_SCOPE = frozenset({"regional", "international", "global", "national", "overall"})
_ABOUT = frozenset("industry industries sector sectors companies enterprises market markets".split())


@cache
def _named() -> Mapping[str, tuple[tuple[tuple[str, ...], bool, bool], ...]]:
    """By first word: the words of a sector, whether it is one sector, and whether only company shows it."""
    found: dict[str, list[tuple[tuple[str, ...], bool, bool]]] = {}
    for row in table("industries", ("industry", "naming", "use", "example")):
        words = tuple(row["industry"].lower().split())
        found.setdefault(words[0], []).append((words, row["naming"] == "named", row["use"] == "list"))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def find(tokens: Sequence[Token], held: Sequence[bool], *, titled: bool) -> list[Draft]:
    """The sectors of a sentence; those that only their company shows are among them when they have it."""
    lower = [token.lower for token in tokens]
    found = _by_table(tokens, lower, held)
    for draft in _by_head(tokens, lower, held, found, titled=titled):
        if any(other.meets(draft) and other.last - other.first >= draft.last - draft.first for other in found):
            continue
        found = [other for other in found if not other.meets(draft)]
        found.append(draft)
    found.sort(key=lambda draft: draft.first)
    return _in_company(tokens, lower, found)


def _by_table(tokens: Sequence[Token], lower: list[str], held: Sequence[bool]) -> list[Draft]:
    found: list[Draft] = []
    index = 0
    table_ = _named()
    while index < len(lower):
        rows = table_.get(lower[index], ()) if not held[index] else ()
        for words, named, listed in rows:
            end = index + len(words)
            if tuple(lower[index:end]) != words or any(held[index:end]):
                continue
            rule = "sector:list" if listed else "sector:word"
            if listed and end < len(lower) and is_noun_behind(tokens[end]) and tokens[end].lower not in _ABOUT:
                continue
            draft = Draft(index, end, "industry", named, "Industry", [rule], label=label(tokens, index, end, end, plural_=True))
            found.append(draft)
            index = end - 1
            break
        index += 1
    return found


def _by_head(
    tokens: Sequence[Token], lower: list[str], held: Sequence[bool], known: Sequence[Draft], *, titled: bool
) -> list[Draft]:
    found: list[Draft] = []
    for index in may_head(lower):
        if held[index]:
            continue
        for ending in kind_endings(lower[max(0, index - 2) : index + 1]):
            head = ending.head
            if head.type != "industry":  # type: ignore[union-attr]
                continue
            start = index + 1 - ending.size
            first = leftmost(tokens, held, start, titled=titled)
            before = [other for other in known if other.last == start and head.use == "industry"]
            if before:
                first = min(first, before[0].first)
            draft = _sector(tokens, lower, first, start, index + 1, head.use)  # type: ignore[union-attr]
            if draft is not None:
                found.append(draft)
                break
    return found


def _sector(tokens: Sequence[Token], lower: list[str], first: int, start: int, last: int, use: str) -> Draft | None:
    while first < start and _is_merit(lower[first]):
        first += 1
    while first < start and lower[first] in {"and", "or", ","}:
        first += 1
    if last < len(lower) and lower[last] in {"vehicles", "vehicle", "cars"}:
        return None
    if (first == start and use != "alone") or (is_capital(tokens[start]) and start and held_name(tokens, start)):
        return None
    words = lower[first:start]
    singulars = (*lower[first : last - 1], singular(lower[last - 1]))
    if any(len(singulars) >= size and singulars[-size:] in not_kinds() for size in (2, 3)):
        return None
    groups = groups_of()
    if use == "alone":
        joins = [index for index in range(first, start) if lower[index] in {"and", "or", ","}]
        if joins and not is_class_word(lower[joins[-1] - 1], "farm"):
            first = joins[-1] + 1
    elif lower[start] == "services" and words[-1:] and tuple(words[-1:]) in {row[0] for row in _named().get(words[-1], ()) if not row[2]}:
        return Draft(start - 1, start, "industry", True, "Industry", ["sector:word"], label=lower[start - 1])
    elif use == "industry":
        if all(_is_fuzzy(word) for word in words):
            return None
    elif not any(is_class_word(word, use) for word in words):
        return None
    elif use in {"power", "crop", "farm"}:
        while first < start and not is_class_word(lower[first], use):
            first += 1
    if use == "industry" and words == ["new"]:
        return None
    named = not any("class" in groups.get(part, ()) for word in words for part in {word, *word.split("-")})
    called = label(tokens, first, last, last, plural_=named or lower[last - 1].endswith("s"))
    return Draft(first, last, "industry", named, "Industry", [f"sector:{use}"], label=called, head=last - start)


def held_name(tokens: Sequence[Token], start: int) -> bool:
    """Whether a capital inside a sentence goes with a capital before it, so that it may be the end of a name."""
    return is_capital(tokens[start - 1]) and start > 1


def _is_merit(word: str) -> bool:
    groups = groups_of().get(word, frozenset())
    return word in _SCOPE or ("merit" in groups and not groups & {"class", "industry", "trade"})


def _is_fuzzy(word: str) -> bool:
    groups = groups_of().get(word, frozenset())
    return word in {"and", "or", ","} or bool(groups & {"fuzzy", "merit"}) and not groups & {"class", "trade"}


def _in_company(tokens: Sequence[Token], lower: list[str], found: list[Draft]) -> list[Draft]:
    """Without the words that are sectors only beside another, when there is none."""
    kept = [draft for draft in found if "sector:list" not in draft.rules]
    changed = True
    weak = [draft for draft in found if "sector:list" in draft.rules]
    while changed and weak:
        changed = False
        for draft in list(weak):
            if _framed(lower, draft) or any(_mates(lower, draft, other) for other in kept):
                kept.append(draft)
                weak.remove(draft)
                changed = True
    return sorted(kept, key=lambda draft: draft.first)


def _framed(lower: list[str], draft: Draft) -> bool:
    """ "industries such as X", "sectors like X", "for producing X"."""
    before = lower[max(0, draft.first - 3) : draft.first]
    if before[-1:] and before[-1] in {"producing"}:
        return True
    opens = before[-2:] == ["such", "as"] or before[-1:] == ["like"] or before[-1:] == ["including"] or before[-1:] == ["in"]
    at = draft.first - (2 if before[-2:] == ["such", "as"] else 1) - 1
    return opens and at >= 0 and lower[at].rstrip(",") in _FRAMES


def _mates(lower: list[str], draft: Draft, other: Draft) -> bool:
    low, high = sorted((draft, other), key=lambda one: one.first)
    between = lower[low.last : high.first]
    if not between or len(between) > 4 or not set(between) <= {",", "and", "or", "as", "well", "the"}:
        return False
    return True
