"""Modifiers: the words before the head of a kind that say which kind it is."""

import re

from plangraph.reading.naming.view import NOTHING, View, is_capital, is_plain
from plangraph.reading.words.amounts import is_measured, is_unit
from plangraph.reading.words.groups import groups_of, policy_verbs, stop_names
from plangraph.reading.words.nouns import kind_endings, singular
from plangraph.reading.words.tokens import Token

_CLOSED = frozenset({"DET", "PREP", "CONJ", "PRON", "MODAL", "AUX", "TO", "NUM", "PUNCT", "SYM", "POSS"})
_CLAUSE_START = frozenset(
    {"to", "will", "shall", "should", "must", "can", "may", "and", ",", ";", ":", "or", "not", "we", "also"}
)
_NUMBER_WORDS = frozenset({"hundred", "thousand", "million", "billion", "two", "three", "four", "five", "six", "ten"})
_DO = frozenset({"do", "does", "did", "they", "i", "you"})  # a verb stands behind them
_BEFORE_VERB = frozenset(
    {"further", "better", "which", "who", "that"}
)  # "to better support farming", "firms which run mills"
_WIDE = frozenset({"rural", "urban"})
YEARS = re.compile(r"(?:19|20)\d\d-\d\d(?:\d\d)?")  # a budget year
_OF_PEOPLES = frozenset({"ethnic", "medicine"})  # "Chinese medicine hospitals"
_NEVER = frozenset(
    {"less", "more", "most", "forward", "ahead", "out", "up", "particularly", "especially", "mainly", "notably",
     "namely", "even", "own", "same", "only"}
)  # fmt: skip
_TELLING = frozenset({"works", "service", "region", "cluster", "level", "class", "crop", "trade", "power", "farm"})
_MOST = 14  # words before a head; more are no phrase, and would cost more than they tell
_PRAISE = frozenset({"merit"})
_LINKS = frozenset({"and", "or", ","})


def leftmost(view: View, start: int) -> int:
    """Where the words before a head at ``start`` begin that say which kind is meant."""
    first = start
    while first > max(0, start - _MOST) and not view.held[first - 1]:
        at = first - 1
        if view.word(at) in _LINKS or view.word(at) == ")":
            joined = _joined_left(view, at, first, start)
            if joined == first:
                break
            first = joined
            continue
        if not _is_modifier(view, at):
            break
        praised = first < start and view.groups(first) == _PRAISE
        if praised and "N" in view.tags(at) and "ADJ" not in view.tags(at):
            break  # "with patience new industries"
        first = at
        if "turning" in view.groups(at):
            break  # nothing stands before the word that turns the sense
    return first


def stripped(view: View, first: int, start: int, type_: str) -> int:
    """Where a phrase begins without the words of size, number or praise at its front."""
    while first < start:
        groups = view.groups(first)
        joined = view.word(first) in _LINKS and "merit" in view.groups(first - 1)  # "small and medium-sized flats"
        if joined and "merit" in view.groups(first + 1) and first + 1 < start:
            first += 1
            continue
        if view.word(first).endswith("ly") and "merit" in view.groups(first + 1) and first + 1 < start:
            first += 1  # "highly efficient ports"
            continue
        if view.word(first) in {"scale", "sized"} and "merit" in view.groups(first - 1):
            first += 1  # "small scale mines"
            continue
        if view.word(first) == "newly" and view.tags(first + 1) & {"VN"}:
            break  # "newly created districts"
        if "turning" in groups or "merit" not in groups or (type_ == "place" and groups & {"region", "city"}):
            break
        first += 1
    while first < start and view.word(first) in _LINKS:
        first += 1
    return first


def begins_clause(view: View, at: int) -> bool:
    """Whether a word stands where a verb can begin: first, behind "to", "will", a comma or an adverb."""
    if at == 0 or view.word(at - 1) in _CLAUSE_START or view.word(at - 1) in _DO or view.tags(at - 1) & {"MODAL", "TO"}:
        return True
    before = view.tokens[at - 1]
    if before.lower == "as" and view.word(at - 2) == "well":
        return True
    if before.tags <= {"ADV"} or before.lower in _BEFORE_VERB:
        return True
    return before.text in {"-", "(", '"', ")"} or before.text.endswith(".")


def _is_modifier(view: View, at: int) -> bool:
    token = view.tokens[at]
    groups = view.groups(at)
    if "turning" in groups:
        return token.lower != "under" or bool(view.tags(at + 1) & {"VN", "VD"})  # "under organic farming"
    if token.text[0].isdigit() or token.lower.split("-")[0] in _NUMBER_WORDS:
        return "-" in token.text and not is_measured(token.lower) and not token.lower.endswith("-plus")
    if (token.tags & _CLOSED and not groups) or token.lower in _NEVER or token.tags <= {"PUNCT", "NUM"}:
        return False
    if is_unit(token.text):
        return False
    if is_capital(token) and not (is_plain(token) or token.text.isupper() or groups):
        return stop_names().get(token.text) == "people" and view.word(at + 1) in _OF_PEOPLES
    if is_capital(token) and at and not view.titled:
        return _is_capital_modifier(token, view.word(at + 1))
    if at == 0 and token.lower in policy_verbs() and not groups:
        return False
    return _is_word_modifier(view, at, token, groups)


def _is_word_modifier(view: View, at: int, token: Token, groups: frozenset[str]) -> bool:
    tags = token.tags
    compound = "-" in token.text
    if "V" in tags and not groups and _is_predicate(view, at):
        return False
    if "VD" in tags and "V" not in tags and view.word(at - 1) in {"and", ","} and _is_policy(token):
        return False  # "we drew up a plan and established zones"
    if "V" in tags and begins_clause(view, at) and not groups & _TELLING:
        return compound and token.lower not in policy_verbs()
    if not compound and not groups:
        if "VZ" in tags or "VG" in tags:
            return False  # rather a verb: plurals and words in -ing seldom stand before a noun
        if tags & {"VD", "VN"} and not tags >= {"N", "V"}:  # "feed" is rather a noun
            return _is_participle(view, at)
    if "VG" in tags and not compound:
        return not groups <= _PRAISE and not _is_gerund(view, at, groups)
    if "ADV" in tags and tags <= {"ADV", "NAME"}:
        return token.lower.endswith("ly") and bool(view.tags(at + 1) & {"ADJ", "VN", "VG"})
    return bool(tags & {"N", "ADJ"}) or bool(groups) or compound


def _is_policy(token: Token) -> bool:
    return any(pos == "V" and lemma in policy_verbs() for pos, lemma in token.lemmas)


def _is_predicate(view: View, at: int) -> bool:
    """As in "Loans help border areas": a policy verb behind a plural."""
    before = view.word(at - 1)
    return "N" in view.tags(at - 1) and before != singular(before) and view.word(at) in policy_verbs()


def _is_participle(view: View, at: int) -> bool:
    """As in "compressed gas plants", but not "the county completed roads"."""
    before = view.tags(at - 1)
    subject = before & {"N", "PRON", "AUX", "NAME"} and not before & {"V", "DET", "PREP", "ADJ", "VG"}
    return not subject and ("ADJ" in view.tags(at) or bool(before & {"DET", "NUM", "PREP", "ADJ"}))


def _is_gerund(view: View, at: int, groups: frozenset[str]) -> bool:
    """Whether a word in -ing is the verb of its phrase: "for supporting poorer areas", "by developing ports"."""
    if not groups & {"class", "region"} or "city" in groups:
        return False
    if not any(pos == "V" and lemma in policy_verbs() for pos, lemma in view.tokens[at].lemmas):
        return False
    return at == 0 or bool(view.tags(at - 1) & {"PREP", "AUX"}) or view.word(at - 1) in {",", "to"}


def _is_capital_modifier(token: Token, behind: str) -> bool:
    stop = stop_names().get(token.text)
    if token.text.isupper() and len(token.text) > 1:
        return True
    if stop == "people" and behind in _OF_PEOPLES:
        return True
    return stop in {None, "office"} and is_plain(token)


def _joined_left(view: View, at: int, first: int, start: int) -> int:
    """Where a kind begins when "and" joins another word before its head: "road and rail networks"."""
    if view.word(at) == ")":
        return _bracketed(view, at, first)
    if view.word(at) == "," and not {"and", "or"} & set(view.lower[first:start]):
        return first
    left = at - 2 if view.word(at - 1) == "," else at - 1  # "A, B, and C heads"
    if left < 0 or view.held[left] or not _is_modifier(view, left) or _is_own_member(view, left, first == start):
        return first
    if view.tokens[left].text.endswith("-"):
        return left  # "mid- and high-rise flats"
    word = view.word(left)
    if "NUM" in view.tags(left - 1) and word == singular(word):
        return left  # a singular behind a number is no member: "300 community or village schools"
    return left if _goes_with(view, left, first) else first


def _is_own_member(view: View, left: int, bare: bool) -> bool:
    """Whether a word before "and" is a kind by itself: "airports, medical colleges and …", "roads and railways"."""
    word, groups = view.word(left), view.groups(left)
    endings = kind_endings([word])
    many = "N" in view.tags(left) and word != singular(word) and (bare or ("works" not in groups and not view.titled))
    if many and (endings or "-" in word):
        return True
    return any(ending.head.type == "industry" for ending in endings)


def _goes_with(view: View, left: int, first: int) -> bool:
    """Whether two words before one head are of a make, so that both say which kind is meant."""
    groups, right = view.groups(left), view.groups(first)
    before, tags = view.tags(left - 1), view.tags(left)
    own = bool(before & {"N", "ADJ"}) and not before & {"PREP", "V", "DET", "VG"} and "ADJ" not in tags
    if own and "merit" not in view.groups(left - 1):
        return False  # a phrase with words of its own before it
    if (groups & right) - {"merit", "class"} or alike(view.word(left), view.word(first)):
        return True
    wide = view.word(left) in _WIDE and "region" in right  # "rural and remote areas"
    adjective = wide or "-" in view.word(left) or ("ADJ" in tags and not tags & {"N", "V"})
    starts = left == 0 or bool(before & {"DET", "PREP", "V", "VG", "NUM", "ADJ", "PUNCT"})
    return adjective and "merit" not in groups and starts


def alike(one: str, other: str) -> bool:
    """Whether two words are made alike: "grain-producing", "grain-consuming"; "developed", "less-developed".

    >>> alike("developed", "less-developed"), alike("rural", "coastal")
    (True, False)
    """
    return ("-" in one and "-" in other) or one.rsplit("-", 1)[-1] == other.rsplit("-", 1)[-1]


def _bracketed(view: View, at: int, first: int) -> int:
    """As in "compressed biogas (CBG) plants": a short form inside a kind."""
    if at < 3 or view.held[at - 1] or view.held[at - 3] or view.word(at - 2) != "(":
        return first
    return at - 2 if view.tokens[at - 1].text.isupper() and view.tags(at - 3) & {"N", "ADJ"} else first


def is_praised(view: View, at: int) -> bool:
    """Whether a word of size, number or praise stands at a token."""
    return "merit" in groups_of().get(view.word(at), NOTHING)
