"""Kinds: the noun phrases by which a plan aims at a class of places, structures or zones."""

from collections.abc import Sequence

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.modifiers import alike, begins_clause, is_praised, leftmost, stripped
from plangraph.reading.naming.tails import tail_end
from plangraph.reading.naming.uses import PHYSICAL, Phrase, counts, qualified
from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.groups import is_class_word, policy_verbs
from plangraph.reading.words.nouns import KindEnding, KindHead, is_noun_behind, kind_endings, may_head, plural, singular

_COMPASS = frozenset({"west", "east", "north", "south"})
_BEFORE_VERB = frozenset({"to", "will", "shall", "should", "must", "can", "may", "would", "could", "we", "not", "also"})
_LONGEST_TAIL = 40  # words
_TURNED = frozenset({"less", "least", "under", "non"})


def find(view: View) -> list[Draft]:
    """The kinds that a sentence speaks of, apart from sectors, in order."""
    found: list[Draft] = []
    before = len(view.tokens)
    for index in reversed(may_head(view.lower)):
        if view.held[index] or index >= before:
            continue
        for ending in kind_endings(view.lower[max(0, index - 3) : index + 1]):
            if any(view.held[index + 1 - ending.size : index + 1]) or ending.head.type == "industry":
                continue
            draft = _kind(view, index + 1, ending, found)
            if draft is not None:
                found.append(draft)
                before = draft.first
                break
    found.reverse()
    return found


def _kind(view: View, last: int, ending: KindEnding, found: Sequence[Draft]) -> Draft | None:
    head = ending.head
    start = last - ending.size
    if _is_other(view, start, last, ending):
        return None
    first = _first(view, start, head)
    if not ending.plural and first == start and head.use == "alone" and not view.titled and _is_bare(view, start):
        return None
    tail = tail_end(view, last, head.tails) if head.tails else last
    phrase = Phrase(first, start, last, tail, ending.plural)
    if not counts(view, phrase, head):
        return None
    tail = _whole(last, tail, found) if tail > last else last
    if tail > last and head.use in {"region", "city", "valley"} and qualified(view, phrase, head.use):
        tail = last  # "remote areas with …": what stands before says enough
    return _drafted(view, Phrase(first, start, last, tail, ending.plural), head)


def _whole(last: int, tail: int, found: Sequence[Draft]) -> int:
    """Where a tail ends that cuts through no kind behind it (``found`` goes leftwards); ``last`` without one."""
    for later in reversed(found):
        if later.first >= tail:
            break
        if tail < later.last:
            return later.last if later.last - last <= _LONGEST_TAIL else last
    return tail


def _drafted(view: View, phrase: Phrase, head: KindHead) -> Draft:
    first, start, last, tail = phrase.first, phrase.start, phrase.last, phrase.tail
    draft = Draft(first, tail, head.type, named=False, cls=head.cls, head=last - start, plural=phrase.plural)
    if head.use == "purpose" and view.word(last + 1) in PHYSICAL:
        draft.type, draft.cls = "infrastructure", "Infrastructure"
    draft.tail = last if tail > last else 0
    draft.named = tail > last and view.word(last) in _COMPASS  # "the area west of the line": one place
    draft.label = label(view, first, last, tail, many=phrase.plural or draft.named)
    draft.members = _members(view.lower, first, start, last)
    draft.rules.append(f"kind:{head.use}")
    return draft


def label(view: View, first: int, last: int, end: int, *, many: bool) -> str:
    """What a kind is called: in the plural, in small letters but for abbreviations and the names in its tail.

    Args:
        view: the sentence.
        first: the first token.
        last: behind the head.
        end: behind the tail.
        many: whether the head is a plural already, or must not become one.
    """
    titled = view.tokens[last - 1].text[:1].isupper()  # "Border Ports" of a heading; a capital elsewhere is a name's
    words = [
        token.lower if (titled or at < last) and not (len(token.text) > 1 and token.text.isupper()) else token.text
        for at, token in enumerate(view.tokens[first:end], start=first)
    ]
    if not many:
        words[last - first - 1] = plural(words[last - first - 1])
    if len(words) > 2 and words[0] in _TURNED:
        words[:2] = [f"{words[0]}-{words[1]}"]
    return " ".join(words).replace(" ,", ",")


def _members(lower: Sequence[str], first: int, start: int, last: int) -> tuple[str, ...]:
    """Two classes under one head, when their words are made alike: "grain-producing and grain-consuming areas"."""
    words = lower[first:start]
    if len(words) < 3 or words[-2] not in {"and", "or"}:
        return ()
    parts = [word for word in words if word not in {",", "and", "or"}]
    if not all(alike(parts[0], part) for part in parts):
        return ()
    return tuple(" ".join([part, *lower[start:last]]) for part in parts)


def _first(view: View, start: int, head: KindHead) -> int:
    first = start if _begins_joined(view, start, head) else leftmost(view, start)
    if first == start and view.word(start - 1) in {"and", "or"} and head.use not in {"alone", "scheme"}:
        first = _over_two_heads(view, start, head.use)
    if head.use == "scheme" and view.word(first - 1) == "and" and first < start:
        first = _over_fields(view, first)
    if head.use == "scheme" and first < start and _is_gerund(view, first):
        first += 1
    return stripped(view, first, start, head.type)


def _is_gerund(view: View, at: int) -> bool:
    """As in "improving lives and **developing** social programs": the verb, no word of the kind."""
    if "VG" not in view.tags(at) or not (view.word(at - 1) in {"and", ","} or "PREP" in view.tags(at - 1)):
        return False
    return any(pos == "V" and lemma in policy_verbs() for pos, lemma in view.tokens[at].lemmas)


def _begins_joined(view: View, start: int, head: KindHead) -> bool:
    """As in "shops and hotels": "and" right before a head of one word joins another kind, no modifier."""
    alone = head.use == "alone" and len(head.words) == 1 and view.word(start - 1) in {"and", "or"}
    return alone and not kind_endings([view.word(start - 2)])


def _over_fields(view: View, first: int) -> int:
    """As in "flood control and drainage programme": two fields of one plan, each of several words."""
    left = first - 2
    if left < 0 or view.held[left] or "N" not in view.tags(left) or view.tags(left) & {"VZ", "VG"}:
        return first
    wider = leftmost(view, first - 1)
    return wider if wider < left else first


def _over_two_heads(view: View, start: int, use: str) -> int:
    """As in "border cities and towns": one kind with two heads, when the second has no word of its own before it."""
    left = start - 2
    noun = view.word(left)
    if left < 0 or view.held[left] or "N" not in view.tags(left) or singular(noun) == noun:
        return start
    first = stripped(view, leftmost(view, left), left, "place")
    if use != "modified" and not any(is_class_word(word, use) for word in view.lower[first:left]):
        return start
    return first if first < left else start


def _is_other(view: View, start: int, last: int, ending: KindEnding) -> bool:
    """Whether the head is a verb here, a part of the next noun, or a capital that means something else."""
    head = ending.head
    if not view.titled and start and is_capital(view.tokens[start]):
        capital = is_capital(view.tokens[start - 1])
        if ending.size == 1 and capital and view.held[start - 1]:
            return True
        if head.type == "place" and not ending.plural:
            return True  # "a Smart City"
        if head.use == "scheme" or (not ending.plural and ending.size == 1 and not capital):
            return True  # "the Port", "the Action Plan": they point back to a name or to a document
    if head.use == "scheme" and ending.plural and "TO" in view.tags(last):
        return True  # "the council plans to …"
    if head.words == ("bridge",) and (
        view.word(last) == "for" or (view.word(last), view.word(start - 2)) == ("between", "as")
    ):
        return True  # "acts as a bridge between peoples"
    if view.word(last) == "ahead" or (view.word(last) == "of" and view.word(last + 1) == "thought"):
        return True  # "the road ahead", "a school of thought"
    if head.words[-2:] in {("new", "area"), ("priority", "area")} and _is_field(view, last):
        return True  # "new areas of growth", "new areas, such as solar cells"
    return _is_verb(view, start, last) or _is_part(view, last, ending)


def _is_field(view: View, last: int) -> bool:
    behind = last + 1 if view.word(last) == "," else last
    return view.word(last) == "of" or (view.word(behind) == "such" and view.word(behind + 1) == "as")


def _is_bare(view: View, start: int) -> bool:
    """Whether a singular stands without an article or another word before it: "by road", "at berth"."""
    if not start or is_praised(view, start - 1):
        return False
    return not view.tags(start - 1) & {"DET", "POSS", "ADJ", "NUM", "VN"} and view.word(start - 1) not in {
        "and",
        "or",
        ",",
    }


def _is_verb(view: View, start: int, last: int) -> bool:
    """Whether the head is the verb of its clause: "to house", "will link"."""
    if view.word(start) == "pilot" and view.word(start - 1) in _BEFORE_VERB:
        return True
    if last - start > 1 or "V" not in view.tags(start):
        return False
    if view.word(start - 1) in _BEFORE_VERB:
        return True
    behind = view.tags(last)
    return (
        begins_clause(view, start) and bool(behind & {"DET", "ADJ", "N", "VN"}) and not behind & {"PREP", "CONJ", "AUX"}
    )


def _is_part(view: View, last: int, ending: KindEnding) -> bool:
    """Whether the head only says of which kind the next noun is: "road safety", "railway construction"."""
    if last >= len(view.tokens):
        return False
    behind = view.tokens[last]
    if is_capital(behind) and not is_capital(view.tokens[last - 1]):
        return False
    if ending.plural and is_capital(behind) and not view.titled:
        return True  # "Post Offices Act"
    return behind.lower in {"sector", "authority", "department"} if ending.plural else is_noun_behind(behind)
