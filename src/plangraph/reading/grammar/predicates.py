"""Predicates: where a sentence says that something is to be done, is being done, or was done.

A predicate that commits nobody is found as well, since it ends what stands before it.
"""

from functools import cache

from plangraph.model import Kind
from plangraph.reading.grammar.content import Content, content, noun_of_action
from plangraph.reading.grammar.finite import Predicate, agrees, before_adverbs, words_when
from plangraph.reading.grammar.frames import INCLUDING, framed, including, let_me, present
from plangraph.reading.grammar.stream import (
    AUX,
    BASE,
    DET,
    GERUND,
    MODAL,
    NAME,
    NOUN,
    PAST,
    PREP,
    THIRD,
    TO,
    Stream,
    begins_object,
    closing,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import Verb, verb_at
from plangraph.reading.grammar.wordlists import Phrase, match, phrases, wrappers
from plangraph.reading.words.forms import american

_MODALS: dict[str, Kind] = {
    "will": "commitment", "shall": "commitment", "must": "commitment", "would": "commitment", "'ll": "commitment",
    "should": "recommendation", "can": "possibility", "could": "possibility", "may": "possibility",
    "might": "possibility",
}  # fmt: skip
_PRESENT_BE = frozenset({"is", "are", "am", "'s", "'re", "'m"})
_DECIDED = frozenset({"decided", "resolved", "agreed", "undertaken", "pledged"})  # what is decided is still to be done
_NEGATIONS = frozenset({"not", "n't", "never", "no"})
_INSERTION = 14  # tokens of a phrase put between a modal and its verb
_QUASI = ("phrase", "kind", "example")
FINITE = MODAL | AUX | BASE | THIRD | PAST  # flags of words that a predicate can begin with


def predicate_at(s: Stream, i: int) -> Predicate | None:
    """The predicate whose first word stands at ``i``."""
    bits = s.bits[i]
    if bits & MODAL and not bits & NAME:
        return _modal(s, i)
    if bits & AUX:
        return _auxiliary(s, i)
    if s.low[i] == "let":
        return let_me(s, i)
    if bits & (BASE | THIRD | PAST) and i:
        return _quasi(s, i) or present(s, i) or _past(s, i)
    return None


def _modal(s: Stream, i: int) -> Predicate | None:
    word = s.low[i]
    if s.bits[i - 1] & (DET | PREP) and s.bits[i] & NOUN and i and s.low[i - 1] not in {"this", "that", "these", "all"}:
        return None  # "the will of the people"
    kind = _MODALS.get(word)
    j = _verb_place(s, i + 1)
    if kind is None or _is_negated(s, i + 1, j + 1):
        return Predicate(i, None, "active", None, "negated")
    if s.low[j] == "be":
        return framed(s, i, skip_adverbs(s, j + 1)) or _be(s, i, j, kind, "modal")
    if s.low[j] == "have" and s.bits[skip_adverbs(s, j + 1)] & (PAST | AUX):
        return Predicate(i, None, "active", None, "unreal")
    verb = verb_at(s, j, BASE)
    if verb is not None and verb.lemma in INCLUDING and (included := including(s, i, verb)):
        return included
    if s.low[j] in {"need", "have", "continue"} and s.says(j + 1, "to", "be") and s.bits[skip_adverbs(s, j + 3)] & PAST:
        return _passive(s, i, skip_adverbs(s, j + 3), kind, "modal")
    found = content(s, j, BASE) or _unheard_of(s, j)
    return Predicate(i, kind if found else None, "active", found, "modal")


def _unheard_of(s: Stream, i: int) -> Content | None:
    """A verb that no dictionary has: a word behind a modal, with an object."""
    if s.bits[i] == NOUN and not s.bits[i + 1] & (PREP | AUX) and begins_object(s, i + 1):
        return Content(Verb(i, i + 1, s.low[i], 1), BASE, None)
    return None


def _is_negated(s: Stream, start: int, end: int) -> bool:
    """Whether a "not" stands between two places, other than "not only"."""
    return any(s.low[k] in _NEGATIONS and s.low[k + 1] not in {"only", "just"} for k in range(start, end))


def _verb_place(s: Stream, i: int) -> int:
    """Where the verb of a modal stands, behind adverbs and a phrase put in between ("will in 2027 open")."""
    j = skip_adverbs(s, i)
    if s.low[j] == "(":
        j = skip_adverbs(s, closing(s, j))
    if s.low[j] == "," or (s.bits[j] & PREP and not s.bits[j] & BASE):
        for k in range(j + 1, min(j + _INSERTION, s.size)):
            verb = verb_at(s, k, BASE) if not s.bits[k] & AUX else None
            opens = s.bits[k - 1] & (DET | PREP | TO | AUX) or s.low[k - 1] in {"and", "or"}
            if s.low[k] == "be" or (
                verb and (verb.tier < 3 or s.low[k - 1] == ",") and not opens and not s.bits[k] & NAME
            ):
                return k
    return j


def _be(s: Stream, at: int, be: int, kind: Kind, rule: str) -> Predicate:
    """What follows a form of "be": a passive, a progressive, or a phrase that works as a modal."""
    k = skip_adverbs(s, be + 1)
    if _is_negated(s, be + 1, k):
        return Predicate(at, None, "active", None, "negated")
    quasi = match(_quasi_modals().get("be", ()), s.low, k)
    if quasi:
        return _behind_quasi(s, at, quasi[0], _weaker(kind, quasi[1]), "quasi-modal")
    if s.low[k] == "being" and s.bits[skip_adverbs(s, k + 1)] & PAST:
        return _passive(s, at, skip_adverbs(s, k + 1), kind, "progressive-passive")
    wrapped = _adjective_wrapper(s, k)
    if wrapped:
        return Predicate(at, kind, "active", wrapped, "wrapper")
    if s.bits[k] & GERUND and not s.bits[k] & NAME:
        return Predicate(at, kind, "active", content(s, k, GERUND), "progressive")
    if s.bits[k] & PAST and not s.bits[k] & NAME and s.low[be] not in _PRESENT_BE:
        return _passive(s, at, k, kind, rule)
    if rule == "modal" and not s.bits[k] & (PREP | TO):
        return Predicate(at, kind, "active", None, "be")  # what is joined to it may say more: "be thrifty, cut costs"
    return Predicate(at, None, "active", None, "copula")


def _passive(s: Stream, at: int, i: int, kind: Kind, rule: str) -> Predicate:
    verb = verb_at(s, i, PAST)
    if verb is not None and verb.end > i + 1 and s.bits[verb.end - 1] & PREP and begins_object(s, verb.end):
        verb = verb_at(s, i, PAST, particles=0)  # "built on the hill" is no "build on"
    if verb is None or american(verb.first) in words_when("passive"):
        return Predicate(at, None, "passive", None, "state")
    return Predicate(at, kind, "passive", Content(verb, PAST, None), rule)


def _adjective_wrapper(s: Stream, i: int) -> Content | None:
    for wrapper in wrappers().get("be", ()):
        end = i + len(wrapper.rest)
        if tuple(s.low[i:end]) == wrapper.rest:
            if wrapper.gerund and s.bits[end] & GERUND:
                return content(s, end, GERUND)
            if wrapper.infinitive and s.low[end] == "to":
                return content(s, end + 1, BASE)
    return None


def _weaker(modal: Kind, quasi: str) -> Kind | None:
    if quasi == "forecast":
        return None
    return "recommendation" if quasi == "recommendation" or modal == "recommendation" else modal


def _quasi(s: Stream, i: int) -> Predicate | None:
    """A finite verb with "to" that agrees with the noun before it, and is no noun: "need to", "aims to", "plan to"."""
    if not agrees(s, i):
        return None
    for lemma in s.verb_lemmas(i):
        found = match(_quasi_modals().get(lemma, ()), s.low, i + 1)
        if found:
            return _behind_quasi(s, i, found[0], _weaker("commitment", found[1]), "quasi-modal")
    return None


def _behind_quasi(s: Stream, at: int, i: int, kind: Kind | None, rule: str) -> Predicate:
    if kind is None:
        return Predicate(at, None, "active", None, "forecast")
    through = s.low[i - 2]
    if s.low[i] == "be":
        k = skip_adverbs(s, i + 1)
        return _passive(s, at, k, kind, rule) if s.bits[k] & PAST else Predicate(at, None, "active", None, "copula")
    j = skip_adverbs(s, i)
    found = content(s, j, GERUND) if s.bits[j] & GERUND else content(s, j, BASE)
    found = found or noun_of_action(s, j)
    if found is None:
        return Predicate(at, None, "active", None, "copula")
    return Predicate(at, kind, "active", found, rule if through != "be" else "modal")


def _auxiliary(s: Stream, i: int) -> Predicate | None:
    word = s.low[i]
    if word in _PRESENT_BE:
        return framed(s, i, skip_adverbs(s, i + 1)) or _be(s, i, i, "commitment", "present")
    k = skip_adverbs(s, i + 1)
    if word in {"was", "were"}:
        passive = s.bits[k] & PAST and not s.bits[k] & NAME
        return _passive(s, i, k, "achievement", "past") if passive else Predicate(i, None, "active", None, "past")
    if word in {"have", "has", "'ve", "had"}:
        return _perfect(s, i, k)
    if word in {"do", "does", "did"}:
        return Predicate(i, None, "active", None, "negated")
    return None


def _perfect(s: Stream, i: int, k: int) -> Predicate | None:
    quasi = match(_quasi_modals().get("have", ()), s.low, i + 1)
    if quasi:
        return _behind_quasi(s, i, quasi[0], _weaker("commitment", quasi[1]), "quasi-modal")
    if s.says(k, "embarked", "on"):
        found = content(s, k + 2, GERUND) or noun_of_action(s, k + 2)
        return Predicate(i, "commitment" if found else None, "active", found, "embarked")
    if s.low[k] == "been":
        k = skip_adverbs(s, k + 1)
        if s.bits[k] & PAST:
            return _passive(s, i, k, "achievement", "perfect")
    elif s.low[k] in _DECIDED and s.low[k + 1] == "to":
        return _behind_quasi(s, i, k + 2, "commitment", "quasi-modal")
    elif s.bits[k] & PAST and not s.bits[k] & NAME:
        return Predicate(i, "achievement", "active", content(s, k, PAST), "perfect")
    return Predicate(i, None, "active", None, "have")


def _past(s: Stream, i: int) -> Predicate | None:
    if not s.bits[i] & PAST or s.bits[i] & NAME:
        return None
    if s.low[before_adverbs(s, i)] in {"we", "i", "they", "government"}:
        return Predicate(i, "achievement", "active", content(s, i, PAST), "past")
    return None


@cache
def _quasi_modals() -> dict[str, tuple[tuple[Phrase, str], ...]]:
    return phrases("quasi_modals", _QUASI)
