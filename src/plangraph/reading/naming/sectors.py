"""Sectors: the branches of the economy that a sentence speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plangraph.reading.lexicon.tables import table
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.kinds import label
from plangraph.reading.naming.modifiers import leftmost
from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.amounts import is_unit
from plangraph.reading.words.groups import groups_of, is_class_word, not_kinds
from plangraph.reading.words.nouns import is_noun_behind, kind_endings, may_head, singular

_FRAMES = frozenset(
    {"sectors", "sector", "industries", "industry", "fields", "areas", "businesses", "trades", "technologies",
     "producing", "generating"}
)  # fmt: skip
_SCOPE = frozenset({"regional", "international", "global", "national", "overall"})
_ABOUT = frozenset({"industry", "industries", "sector", "sectors", "companies", "enterprises", "market", "markets"})
_LINKS = frozenset({"and", "or", ","})
_MAKING = frozenset({"producing", "storing", "processing", "extracting", "exporting"})
_SEASONS = frozenset({"season", "seasons"})  # "the farming season"
_USES = frozenset({"access", "delivery", "provision", "use", "quality"})  # of services that people get
_BETWEEN = frozenset({",", "and", "or", "as", "well", "the", "hotels"})  # hotels are structures and a trade
_VEHICLES = frozenset({"vehicle", "vehicles", "cars"})


@dataclass(frozen=True, slots=True)
class _Word:
    """An entry of the table ``industries``."""

    words: tuple[str, ...]
    named: bool  # one sector, not a class of sectors
    listed: bool  # a sector only beside another


@cache
def _known() -> Mapping[str, tuple[_Word, ...]]:
    """The sectors of the table by their first word, the longest first."""
    found: dict[str, list[_Word]] = {}
    for row in table("industries", ("industry", "naming", "use", "example")):
        words = tuple(row["industry"].lower().replace(",", " ,").split())
        found.setdefault(words[0], []).append(_Word(words, row["naming"] == "named", row["use"] == "list"))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}


def find(view: View) -> list[Draft]:
    """The sectors of a sentence, in order; those that only their company shows are among them when they have it."""
    by_table = _by_table(view)
    by_head = _by_head(view, {draft.last: draft.first for draft in by_table})
    longest: dict[int, Draft] = {}  # by token
    for draft in sorted([*by_table, *by_head], key=lambda one: one.first - one.last):  # of two alike the table's
        if all(index not in longest for index in range(draft.first, draft.last)):
            longest.update(dict.fromkeys(range(draft.first, draft.last), draft))
    found = {id(draft): draft for draft in longest.values()}
    return _in_company(view, sorted(found.values(), key=lambda draft: draft.first))


def _by_table(view: View) -> list[Draft]:
    found: list[Draft] = []
    known = _known()
    behind = 0
    for index, word in enumerate(view.lower):
        if index < behind or view.held[index] or word not in known:
            continue
        entry = _entry_at(view, index)
        end = index + len(entry.words) if entry is not None else index
        other = _is_in_title(view, index, end) or _is_measured(view, index) or _is_used(view, index, end)
        if entry is not None and not other:
            behind = end
            rule = "sector:list" if entry.listed else "sector:word"
            called = label(view, index, behind, behind, many=True)
            found.append(Draft(index, behind, "industry", entry.named, "Industry", [rule], label=called))
    return found


def _is_used(view: View, first: int, last: int) -> bool:
    """As in "access to banking services", "the farming season": what people get or live through, not the sector."""
    if view.word(last) in _SEASONS:
        return True
    return view.word(last - 1) == "services" and view.word(first - 1) in {"to", "of"} and view.word(first - 2) in _USES


def _is_measured(view: View, index: int) -> bool:
    """As in "3 tonnes of copper production": an output, not the sector."""
    return view.word(index - 1) == "of" and is_unit(view.word(index - 2))


def _is_in_title(view: View, first: int, last: int) -> bool:
    """Whether a sector is a word of something with capitals that is no mention ("Insurance Bill"), or of a benefit."""
    if any(tuple(view.lower[first - size : last]) in not_kinds() for size in (1, 2) if size <= first):
        return True
    if view.titled or not first or last >= len(view.tokens) or not is_capital(view.tokens[first]):
        return False
    return is_capital(view.tokens[last]) and view.lower[last] not in _known() and view.lower[last] not in _ABOUT


def _entry_at(view: View, index: int) -> _Word | None:
    for entry in _known()[view.lower[index]]:
        end = index + len(entry.words)
        if tuple(view.lower[index:end]) != entry.words or any(view.held[index:end]):
            continue
        if (
            entry.listed
            and end < len(view.tokens)
            and is_noun_behind(view.tokens[end])
            and view.lower[end] not in _ABOUT
        ):
            continue  # "energy security"
        return entry
    return None


def _by_head(view: View, known: Mapping[int, int]) -> list[Draft]:
    found: list[Draft] = []
    for index in may_head(view.lower):
        if view.held[index]:
            continue
        for ending in kind_endings(view.lower[max(0, index - 2) : index + 1]):
            if ending.head.type != "industry" or _is_in_title(view, index + 1 - ending.size, index + 1):
                continue
            start = index + 1 - ending.size
            first = leftmost(view, start)
            if ending.head.use == "industry":
                first = min(first, known.get(start, first))
            draft = _sector(view, first, start, index + 1, ending.head.use)
            if draft is not None:
                found.append(draft)
                break
    return found


def _sector(view: View, first: int, start: int, last: int, use: str) -> Draft | None:
    while first < start and (
        _is_scope(view.word(first)) or view.word(first) in _LINKS or view.word(first)[0].isdigit()
    ):
        first += 1
    capital = start > 1 and is_capital(view.tokens[start]) and is_capital(view.tokens[start - 1]) and not view.titled
    bare = first == start and use != "alone"
    if bare or capital or view.word(last) in _VEHICLES or _is_measured(view, first) or _is_used(view, first, last):
        return None
    words = (*view.lower[first : last - 1], singular(view.word(last - 1)))
    if any(words[-size:] in not_kinds() for size in (2, 3) if len(words) >= size):
        return None
    if view.word(start) == "services" and _is_sector(view.word(start - 1)):
        word = view.word(start - 1)  # "logistics services": the sector is logistics
        return Draft(start - 1, start, "industry", True, "Industry", ["sector:word"], label=word)
    begins = _begins(view, first, start, use)
    if begins is None:
        return None
    return _drafted(view, begins, start, last, use)


def _begins(view: View, first: int, start: int, use: str) -> int | None:
    """Where the words of a sector begin; none when they make no sector."""
    words = view.lower[first:start]
    if use in {"trade", "industry"} and view.word(start).endswith("s"):
        first = _behind_mates(view, first, start)
        words = view.lower[first:start]
    if use == "alone":
        joints = [at for at in range(first, start) if view.word(at) in _LINKS]
        while first < start and "level" in view.groups(first):
            first += 1
        return joints[-1] + 1 if joints and not is_class_word(view.word(joints[-1] - 1), "farm") else first
    if use == "industry":
        return None if words == ["new"] or all(_is_fuzzy(word) for word in words) else first
    telling = [at for at in range(first, start) if is_class_word(view.word(at), use)]
    if not telling:
        return None
    return telling[0] if use in {"power", "crop", "farm"} else first


def _behind_mates(view: View, first: int, start: int) -> int:
    """Where the last of several sectors begins that share a head: "coal, steel and paper sectors"."""
    for at in range(start - 2, first, -1):
        if view.word(at) not in _LINKS or view.word(at - 1) in _LINKS:
            continue
        entries = _known().get(view.word(at - 1), ())
        if len(entries[0].words if entries else ()) > 2 and entries[0].words == tuple(
            view.lower[at - 1 : at - 1 + len(entries[0].words)]
        ):
            return first  # "oil and gas sectors"
        if not any(len(entry.words) == 1 for entry in entries):
            return first
        return at + 2 if view.word(at + 1) in _LINKS else at + 1
    return first


def _drafted(view: View, first: int, start: int, last: int, use: str) -> Draft:
    words = view.lower[first:start]
    groups = groups_of()
    named = not any("class" in groups.get(part, ()) for word in words for part in (word, *word.split("-")))
    called = label(view, first, last, last, many=named or view.word(last - 1).endswith("s"))
    rule = f"sector:{use}"
    return Draft(first, last, "industry", named, "Industry", [rule], label=called, head=last - start)


def _is_scope(word: str) -> bool:
    """Whether a word tells how big or how good a sector is, and not which."""
    groups = groups_of().get(word, frozenset())
    praise = "merit" in groups and not groups & {"class", "industry", "trade"}
    return word in _SCOPE or "direction" in groups or praise


def _is_fuzzy(word: str) -> bool:
    groups = groups_of().get(word, frozenset())
    return word in _LINKS or (bool(groups & {"fuzzy", "merit"}) and not groups & {"class", "trade"})


def _is_sector(word: str) -> bool:
    return any(entry.words == (word,) and not entry.listed for entry in _known().get(word, ()))


def _in_company(view: View, found: Sequence[Draft]) -> list[Draft]:
    """Without the words that are sectors only beside another, when their list has none that is sure."""
    kept: list[Draft] = []
    chain: list[Draft] = []
    for draft in [*found, None]:
        if chain and (draft is None or not _mates(view, chain[-1], draft)):
            if any("sector:list" not in one.rules or _framed(view, one) for one in chain):
                kept += chain
            chain = []
        if draft is not None:
            chain.append(draft)
    return kept


def _framed(view: View, draft: Draft) -> bool:
    """As in "industries such as X", "sectors like X", "for producing X"."""
    before = view.word(draft.first - 1)
    if before in _MAKING:
        return True
    if before == "as" and view.word(draft.first - 2) == "such":
        return view.word(draft.first - 3) in _FRAMES
    return before in {"like", "including", "in"} and view.word(draft.first - 2) in _FRAMES


def _mates(view: View, left: Draft, right: Draft) -> bool:
    """Whether two neighbours stand in one list."""
    between = view.lower[left.last : right.first]
    return 0 < len(between) <= 4 and set(between) <= _BETWEEN
