"""The infinitive behind an object: a purpose, what somebody is supported to do, or a part of the noun before it."""

from plangraph.reading.grammar.content import Content, content
from plangraph.reading.grammar.levels import Level, Scan, Slot, complements
from plangraph.reading.grammar.stream import (
    ADV,
    BASE,
    CONJ,
    DET,
    MODAL,
    NAME,
    NOUN,
    PAST,
    PLURAL,
    PREP,
    PRON,
    Stream,
    begins_object,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import is_expected, verb_at
from plangraph.reading.grammar.wordlists import mapping, words
from plangraph.reading.words.forms import american


def infinitive(scan: Scan, i: int) -> int | None:
    """The infinitive that no comma or "and" joins to what stands before."""
    s = scan.s
    if s.low[i] != "to":
        return None
    k = skip_adverbs(s, i + 1)
    if s.low[k] == "be":
        return k + 1  # "a bridge to be built": a part of the noun
    verb = verb_at(s, k, BASE)
    if verb is None or s.bits[k] & NAME:
        return None
    if s.low[k] == s.low[i - 1]:
        return k + 1  # "end to end", "door to door"
    slot = scan.current
    if scan.innermost.kind == "relative" and scan.innermost.modal:
        return verb.end  # "fields that will help to strengthen …"
    direct = i == slot.verb.end  # nothing between the verb and "to"
    if not direct and _belongs_to_noun(s, i):
        scan.push(Level("inner", BASE, "to"))
        return verb.end
    if s.low[verb.end] == "of":
        return None  # "in relation to transfer of land"
    if not is_expected(s, verb) and not (s.bits[verb.end] & PREP or verb.end >= scan.end or direct):
        return None
    if _controls(scan, slot, "to", i):
        return embed(scan, i, k, BASE)
    scan.close(i)
    scan.purpose(i, verb.end)
    scan.push(Level("purpose", BASE, "to", len(scan.slots) - 1))
    return verb.end


def _belongs_to_noun(s: Stream, i: int) -> bool:
    """Whether the infinitive is a part of the noun phrase before it: "efforts to", "designed to", "how to"."""
    before = s.low[i - 1]
    if s.bits[i - 1] & PAST and not s.bits[i - 1] & NAME and before not in {"cost", "set"}:
        return True
    if (
        s.bits[i - 1] & NOUN
        and not s.bits[i - 1] & NAME
        and american(s.lemma(i - 1)) in words("noun_complements", "noun")
    ):
        return True
    return before in {
        "how",
        "what",
        "where",
        "whether",
        "when",
        "able",
        "unable",
        "willing",
        "likely",
        "easier",
        "ready",
    }


def _controls(scan: Scan, slot: Slot, complement: str, i: int) -> bool:
    """Whether the slot's object is to do what the verb behind it says."""
    if complement not in complements(slot) or slot.embeds or slot.ends is not None:
        return False
    if slot.given is not None:
        return i == slot.verb.end or slot.voice == "nominal"
    return i > slot.begins and not names_action(scan.s, slot.begins, i)


def names_action(s: Stream, start: int, end: int) -> bool:
    """Whether a phrase is headed by a noun of action ("the construction of X"), which does nothing itself."""
    head = None
    for k in range(start, end):
        if s.bits[k] & NOUN and not s.bits[k] & NAME:
            head = k
        elif head is not None and s.bits[k] & PREP:
            break
    return head is not None and american(s.lemma(head)) in mapping("nominalizations", "noun", "verb")


def embed(scan: Scan, i: int, k: int, form: int, *, bare: bool = False) -> int | None:
    """Open the chain of what the object of the current verb is to do; ``i`` is where that object ends."""
    found = content(scan.s, k, form)
    if found is None:
        return None
    parent = len(scan.slots) - 1
    scan.close(i)
    level = Level("embedded", form, scan.s.low[i] if not bare else "", parent, bare=bare)
    scan.open(level, found, "control-bare" if bare else "control")
    return found.verb.end


def bare_infinitive(scan: Scan, i: int) -> int | None:
    """A base form behind a noun: "help towns share ferries", "make clusters better play their role"."""
    slot = scan.current
    s = scan.s
    if not s.bits[i] & BASE or slot.given is not None or i <= slot.begins or s.bits[i] & NAME:
        return None
    if "bare" not in complements(slot) or slot.ends is not None or scan.innermost.kind == "relative":
        return None
    if slot.embeds or names_action(s, slot.begins, i):
        return None
    verb = verb_at(s, i, BASE)
    if verb is None or (verb.tier > 2 and not s.bits[i - 1] & PLURAL) or not begins_object(s, verb.end):
        return None
    before = i - 1
    while (s.bits[before] & ADV and before > slot.begins) or s.low[before] == "better":
        before -= 1
    if not s.bits[before] & (NOUN | NAME | PRON) or (s.bits[before] & (DET | CONJ) and not s.bits[before] & NOUN):
        return None
    if s.bits[i] & NOUN and not s.bits[before] & PLURAL:
        return None
    return embed(scan, before + 1, i, BASE, bare=True)


def clause_verb(scan: Scan, i: int) -> int | None:
    """The finite verb of the clause that is the object: "ensure that the arts **develop** and thrive"."""
    slot = scan.current
    s = scan.s
    if not s.bits[i] & BASE or "clause" not in complements(slot):
        return None
    if slot.ends is not None or scan.innermost.kind == "relative":
        return None
    verb = verb_at(s, i, BASE)
    if verb is None or verb.tier > 1 or i <= slot.begins + 1 or not s.bits[i - 1] & (PLURAL | NOUN | ADV):
        return None
    scan.push(Level("relative", BASE, "that"))
    return verb.end


def clause_passive(scan: Scan, i: int) -> int | None:
    """The passive of the clause that is the object: "ensure that ferries **are shared**"."""
    slot = scan.current
    s = scan.s
    if s.low[i] not in {"is", "are", "be"} or "clause" not in complements(slot) or slot.ends is not None:
        return None
    k = skip_adverbs(s, i + 1)
    verb = verb_at(s, k, PAST)
    start = slot.begins + (s.low[slot.begins] == "that")
    parent = len(scan.slots) - 1
    if verb is None or start >= i or slot.embeds:
        return None
    inner = scan.open(Level("embedded", PAST, "", parent), Content(verb, PAST, None), "clause-passive", "passive")
    inner.given = (start, i - 1 if s.bits[i - 1] & MODAL and i - 1 > start else i)
    return verb.end
