"""Kinds: the noun phrases by which a plan aims at a class of places, structures, sectors or zones."""

from collections.abc import Sequence

from plangraph.reading.amounts import is_measured, is_unit
from plangraph.reading.chunks import is_capital, is_plain
from plangraph.reading.drafts import Draft
from plangraph.reading.nouns import (
    Ending,
    KindHead,
    groups_of,
    is_noun_behind,
    is_class_word,
    kind_endings,
    may_head,
    not_kinds,
    plural,
    policy_verbs,
    singular,
    stop_names,
)
from plangraph.reading.tails import tail_end
from plangraph.reading.tokens import Token

_CLOSED = frozenset({"DET", "PREP", "CONJ", "PRON", "MODAL", "AUX", "TO", "NUM", "PUNCT", "SYM", "POSS"})
_CLAUSE_START = frozenset({"to", "will", "shall", "should", "must", "can", "may", "and", ",", ";", ":", "or", "not"})
_PHYSICAL = frozenset("send divert transfer transmit carry bring supply pipe transport link connect build".split())
_ALWAYS_OK = frozenset({"general-purpose"})
_NUMBER_WORDS = frozenset("hundred thousand million billion two three four five six ten".split())


def find(tokens: Sequence[Token], held: Sequence[bool], *, titled: bool) -> list[Draft]:
    """The kinds that a sentence speaks of, apart from sectors.

    Args:
        tokens: of the sentence.
        held: for each token whether it belongs to a name.
        titled: whether the sentence is written like a title, so that a capital says nothing.
    """
    found: list[Draft] = []
    lower = [token.lower for token in tokens]
    before = len(tokens)
    for index in reversed(may_head(lower)):
        if held[index] or index >= before:
            continue
        for ending in kind_endings(lower[max(0, index - 3) : index + 1]):
            if any(held[index + 1 - ending.size : index + 1]):
                continue
            draft = _kind(tokens, lower, held, index + 1, ending, found, titled=titled)
            if draft is not None:
                found.append(draft)
                before = draft.first
                break
    found.reverse()
    return found


def _kind(
    tokens: Sequence[Token],
    lower: list[str],
    held: Sequence[bool],
    last: int,
    ending: Ending,
    found: Sequence[Draft],
    *,
    titled: bool,
) -> Draft | None:
    head = ending.head
    if not isinstance(head, KindHead) or head.type == "industry":
        return None
    start = last - ending.size
    if not titled and ending.size == 1 and start and is_capital(tokens[start]) and is_capital(tokens[start - 1]) and held[start - 1]:
        return None
    if head.use == "scheme" and ending.plural and last < len(tokens) and "TO" in tokens[last].tags:
        return None  # "the council plans to …"
    if _is_verb(tokens, start, last) or _is_part(tokens, last, ending):
        return None
    if not titled and start and is_capital(tokens[start]) and _is_lone_capital(tokens, start, ending):
        return None
    first = leftmost(tokens, held, start, titled=titled)
    if start > 1 and first == start and lower[start - 1] in {"and", "or"} and head.use not in {"alone", "scheme"}:
        first = _over_two_heads(tokens, lower, held, start, titled=titled)
    first = _stripped(lower, first, start, head.type)
    if not ending.plural and first == start and head.use == "alone" and _is_bare(tokens, start) and not titled:
        return None
    if lower[last : last + 1] == ["of"] and head.words[-2:] in {("new", "area"), ("priority", "area")}:
        return None  # "new areas of growth"
    tail = tail_end(tokens, last, head.tails, held) if head.tails else last
    if not _counts(tokens, lower, first, start, last, tail, ending):
        return None
    for later in found:
        if later.first < tail < later.last:
            tail = later.last  # never a part of another kind
    if tail > last and head.use in {"region", "city", "valley"} and _qualified(lower, first, start, head.use):
        tail = last  # "remote areas with …": what stands before says enough
    draft = Draft(first, max(tail, last), head.type, named=False, cls=head.cls, head=last - start, plural=ending.plural)
    if head.use == "purpose" and lower[last + 1 : last + 2] and lower[last + 1] in _PHYSICAL:
        draft.type, draft.cls = "infrastructure", "Infrastructure"
    draft.tail = last if tail > last else 0
    draft.named = tail > last and lower[last] in {"west", "east", "north", "south"}
    draft.label = label(tokens, first, last, draft.last, plural_=ending.plural or draft.named)
    draft.members = _members(lower, first, start, last)
    draft.rules.append(f"kind:{head.use}")
    return draft


def label(tokens: Sequence[Token], first: int, last: int, end: int, *, plural_: bool) -> str:
    """What a kind is called: in the plural, small letters but for abbreviations, its tail with it."""
    words = [token.text if token.text.isupper() and len(token.text) > 1 else token.lower for token in tokens[first:end]]
    if not plural_:
        words[last - first - 1] = plural(words[last - first - 1])
    if words and words[0] in {"less", "least", "under", "non"} and len(words) > 2:
        words[:2] = [f"{words[0]}-{words[1]}"]
    return " ".join(words).replace(" ,", ",")


def _members(lower: list[str], first: int, start: int, last: int) -> tuple[str, ...]:
    """Two classes under one head, when their words are made alike: "grain-producing and grain-consuming areas"."""
    words = lower[first:start]
    if len(words) < 3 or words[-2] not in {"and", "or"} or not _alike(words[-3], words[-1]):
        return ()
    parts = [word for word in words if word not in {",", "and", "or"}]
    if not all(_alike(parts[0], part) for part in parts):
        return ()
    head = lower[start:last]
    return tuple(" ".join([part, *head]) for part in parts)


def _is_bare(tokens: Sequence[Token], start: int) -> bool:
    """Whether a singular stands without an article or other word before it: "by road", "at berth"."""
    if not start:
        return False
    before = tokens[start - 1]
    if "merit" in groups_of().get(before.lower, _NOTHING):
        return False
    return not before.tags & {"DET", "POSS", "ADJ", "NUM", "VN"} and before.lower not in {"and", "or", ","}


def _is_verb(tokens: Sequence[Token], start: int, last: int) -> bool:
    """Whether the head is the verb of its clause: "to house", "will link"."""
    if last - start > 1 or "V" not in tokens[start].tags:
        return False
    before = tokens[start - 1].lower if start else ""
    if before in {"to", "will", "shall", "should", "must", "can", "may", "would", "could", "we", "not", "also"}:
        return True
    behind = tokens[last].tags if last < len(tokens) else _NOTHING
    return _begins_clause(tokens, start) and bool(behind & {"DET", "ADJ", "N", "VN"}) and not behind & {"PREP", "CONJ", "AUX"}


def _is_part(tokens: Sequence[Token], last: int, ending: Ending) -> bool:
    """Whether the head only says of which kind the next noun is: "road safety", "railway construction"."""
    if last >= len(tokens):
        return False
    behind = tokens[last]
    if is_capital(behind) and not is_capital(tokens[last - 1]):
        return False
    if ending.plural:
        return behind.lower in {"sector", "authority", "department"}
    return is_noun_behind(behind)


_NOTHING: frozenset[str] = frozenset()


def _is_lone_capital(tokens: Sequence[Token], start: int, ending: Ending) -> bool:
    """ "the Port", "the Action Plan": a capital that points back to a name or to a document."""
    head = ending.head
    if isinstance(head, KindHead) and head.use == "scheme":
        return True
    return not ending.plural and ending.size == 1 and not is_capital(tokens[start - 1])


def _over_two_heads(
    tokens: Sequence[Token], lower: list[str], held: Sequence[bool], start: int, *, titled: bool
) -> int:
    """ "border cities and towns": one kind with two heads, when the second has no word of its own before it."""
    left = start - 2
    noun = lower[left]
    if held[left] or "N" not in tokens[left].tags or singular(noun) == noun:
        return start
    first = leftmost(tokens, held, left, titled=titled)
    return _stripped(lower, first, left, "place") if first < left else start


def leftmost(tokens: Sequence[Token], held: Sequence[bool], start: int, *, titled: bool) -> int:
    """Where the words that say which kind begin."""
    first = start
    while first:
        at = first - 1
        token = tokens[at]
        if held[at]:
            break
        if token.lower in {"and", "or", ","} or token.text == ")":
            joined = _joined_left(tokens, held, at, first, start, titled=titled)
            if joined == first:
                break
            first = joined
            continue
        if not _is_modifier(tokens, at, titled=titled):
            break
        if first < start and _is_praise(tokens[first]) and "N" in token.tags and "ADJ" not in token.tags:
            break  # "with patience new industries"
        first = at
        if "turning" in groups_of().get(token.lower, _NOTHING):
            break  # nothing stands before the word that turns the sense
    return first


def _is_praise(token: Token) -> bool:
    return groups_of().get(token.lower) == _PRAISE


_PRAISE = frozenset({"merit"})


def _is_modifier(tokens: Sequence[Token], at: int, *, titled: bool) -> bool:
    token = tokens[at]
    tags = token.tags
    groups = groups_of().get(token.lower, _NOTHING)
    if "turning" in groups:
        return True
    if token.text[0].isdigit() or token.lower.split("-")[0] in _NUMBER_WORDS:
        return "-" in token.text and not is_measured(token.lower)
    if tags & _CLOSED and not groups:
        return False
    if token.lower in {"less", "more", "most", "forward", "ahead", "out", "up"} or tags <= {"PUNCT", "NUM"}:
        return False
    if is_capital(token) and at and not titled:
        return _capital_modifier(token, tokens[at + 1].lower)
    if at == 0 and token.lower in policy_verbs() and not groups:
        return False
    if "V" in tags and _begins_clause(tokens, at) and not _is_surely_modifier(token) and not _is_new_compound(token):
        return False
    if "VZ" in tags and not groups and "-" not in token.text:
        return False  # rather a verb: plurals seldom stand before a noun
    if "VG" in tags and "-" not in token.text:
        return bool(groups) and not (groups <= {"merit"}) and not _is_gerund(tokens, at, groups)
    if tags & {"VD", "VN"} and not groups and "-" not in token.text:
        before = tokens[at - 1].tags if at else _NOTHING
        subject = before & {"N", "PRON", "AUX", "NAME"} and not before & {"V", "DET", "PREP", "ADJ", "VG"}
        return not subject and ("ADJ" in tags or bool(before & {"DET", "NUM", "PREP", "ADJ"}))
    if "ADV" in tags and tags <= {"ADV", "NAME"}:
        return token.lower.endswith("ly") and at + 1 < len(tokens) and bool(tokens[at + 1].tags & {"ADJ", "VN", "VG"})
    return bool(tags & {"N", "ADJ"}) or bool(groups) or "-" in token.text


def _is_new_compound(token: Token) -> bool:
    return "-" in token.text and token.lower not in policy_verbs()


def _is_gerund(tokens: Sequence[Token], at: int, groups: frozenset[str]) -> bool:
    """Whether a word in -ing is the verb of its phrase: "for supporting poorer areas", "by developing ports"."""
    if not groups & {"class", "region"} or "city" in groups or not any(lemma in policy_verbs() for pos, lemma in tokens[at].lemmas if pos == "V"):
        return False
    before = tokens[at - 1] if at else None
    return before is None or bool(before.tags & {"PREP"}) or before.lower in {",", "to"}


def _capital_modifier(token: Token, behind: str) -> bool:
    stop = stop_names().get(token.text)
    if token.text.isupper() and len(token.text) > 1:
        return not is_unit(token.text)
    if stop == "people" and behind == "ethnic":
        return True
    return stop in {None, "office"} and is_plain(token)


def _is_surely_modifier(token: Token) -> bool:
    groups = groups_of().get(token.lower, frozenset())
    return bool(groups & {"works", "service", "region", "cluster", "level", "class", "crop", "trade", "power", "farm"})


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where a verb can begin: first, behind "to", "will", a comma or an adverb."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.lower in _CLAUSE_START or "MODAL" in before.tags or "TO" in before.tags:
        return True
    if before.tags <= {"ADV"} or before.lower in {"we", "also", "vigorously", "further"}:
        return True
    return before.text in {"-", "(", '"', ")"} or before.text.endswith(".")


def _joined_left(
    tokens: Sequence[Token], held: Sequence[bool], at: int, first: int, start: int, *, titled: bool
) -> int:
    """Where the kind begins when "and" joins another word before the head: "road and rail networks"."""
    if tokens[at].text == ")":
        return _bracketed(tokens, held, at, first)
    left = at - 1
    if tokens[at].text == "," and not any(token.lower in {"and", "or"} for token in tokens[first:start]):
        return first
    if tokens[left].text == ",":  # "A, B, and C heads"
        left -= 1
    if left < 0 or held[left] or not _is_modifier(tokens, left, titled=titled):
        return first
    token = tokens[left]
    groups = groups_of().get(token.lower, frozenset())
    bare = tokens[left].lower
    many = "N" in token.tags and bare != singular(bare) and "works" not in groups and not titled
    if many and (kind_endings([bare]) or "-" in bare):
        return first  # "airports, medical colleges and …": a member of its own
    if any(ending.head.type == "industry" for ending in kind_endings([bare])):
        return first
    if tokens[left].text.endswith("-"):
        return left
    before = tokens[left - 1] if left else None
    if before is not None and "NUM" in before.tags and bare == singular(bare):
        return left
    own = before is not None and before.tags & {"N", "ADJ"} and not before.tags & {"PREP", "V", "DET", "VG"}
    own = own and "ADJ" not in token.tags
    if own and "merit" not in groups_of().get(before.lower if before else "", ()):
        return first  # a phrase with words of its own before it
    right = groups_of().get(tokens[first].lower, frozenset())
    alike = bool((groups - {"merit", "class"}) & (right - {"merit", "class"})) or _alike(token.lower, tokens[first].lower)
    hyphened = "-" in token.text
    adjective = (hyphened or ("ADJ" in token.tags and not token.tags & {"N", "V"})) and "merit" not in groups
    if not (alike or (adjective and _starts_phrase(tokens, left))):
        return first
    return left


def _alike(one: str, other: str) -> bool:
    """Whether two words are made alike: "grain-producing", "grain-consuming"; "developed", "less-developed"."""
    a, b = one.rsplit("-", 1)[-1], other.rsplit("-", 1)[-1]
    return ("-" in one and "-" in other) or a == b


def _starts_phrase(tokens: Sequence[Token], at: int) -> bool:
    if at == 0:
        return True
    before = tokens[at - 1]
    return bool(before.tags & {"DET", "PREP", "V", "VG", "NUM", "ADJ", "PUNCT"})


def _bracketed(tokens: Sequence[Token], held: Sequence[bool], at: int, first: int) -> int:
    """ "compressed biogas (CBG) plants": a short form inside a kind."""
    if at < 3 or held[at - 1] or held[at - 3]:
        return first
    if tokens[at - 2].text == "(" and tokens[at - 1].text.isupper() and tokens[at - 3].tags & {"N", "ADJ"}:
        return at - 2
    return first


def _stripped(lower: list[str], first: int, start: int, type_: str) -> int:
    """A phrase without the words of size, number or praise at its front, as long as a word of the kind remains."""
    while first < start:
        groups = groups_of().get(lower[first], frozenset())
        if "turning" in groups or "merit" not in groups:
            break
        if type_ == "place" and groups & {"region", "city"}:
            break
        first += 1
    while first < start and lower[first] in {"and", "or", ","}:
        first += 1
    return first


def _counts(
    tokens: Sequence[Token], lower: list[str], first: int, start: int, last: int, tail: int, ending: Ending
) -> bool:
    head = ending.head
    if not isinstance(head, KindHead):
        return False
    singulars = (*lower[first : last - 1], singular(lower[last - 1]))
    for size in range(2, 5):
        if len(singulars) >= size and singulars[-size:] in not_kinds():
            return False
    use = head.use
    modifiers = lower[first:start]
    if use == "alone":
        return True
    if use == "tail":
        return tail > last and "VG" in tokens[last + 1].tags
    if use == "purpose":
        return tail > last and (lower[last + 1] in _PHYSICAL or (not ending.plural and first == start))
    if use == "base":
        return tail > last and (ending.plural or first < start)
    if use == "plural":
        return ending.plural and _qualified(lower, first, start, "works")
    if use == "modified":
        return bool(modifiers) or _numbered(tokens, start)
    if use == "scheme":
        noun = tail > last and not ending.plural and "VG" not in tokens[last + 1].tags
        return _is_scheme(modifiers, ending.plural, head) or noun
    if use == "region":
        return _qualified(lower, first, start, use) or tail > last
    return _qualified(lower, first, start, use) or (tail > last and use in {"city", "cluster", "valley"})


def _numbered(tokens: Sequence[Token], start: int) -> bool:
    if start > 2 and tokens[start - 1].lower == "of":
        start -= 2  # "200 km of network"
    return start > 0 and "NUM" in tokens[start - 1].tags


def _qualified(lower: list[str], first: int, start: int, group: str) -> bool:
    return any(is_class_word(part, group) for word in lower[first:start] for part in {word, singular(word)})


_VAGUE_PLANS = frozenset("single this that new such own same other special related urban detailed specific clear long short".split())


def _is_scheme(modifiers: Sequence[str], plural_: bool, head: KindHead) -> bool:
    """A plan counts when its words say of what: "a ten-year housing plan", "regional development strategies"."""
    telling = [word for word in modifiers if word not in _VAGUE_PLANS and word not in {"and", "or", ","}]
    if not telling:
        return False
    if plural_ and head.words[-1] in {"plan", "strategy", "programme", "program", "scheme"}:
        return len(telling) > 1
    return True
