"""Fronts: what stands before a subject, cut at its commas into asides, adjuncts that frame the sentence, and itself."""

from plangraph.reading.grammar.stream import (
    ADJ,
    ADV,
    BASE,
    CONJ,
    DET,
    GERUND,
    NAME,
    NOUN,
    NUM,
    PAST,
    PREP,
    TO,
    Range,
    Stream,
)

SUBORDINATE = frozenset(
    ["when", "if", "because", "whether", "unless", "until", "once", "since", "than", "as", "how", "what", "although",
     "wherever", "whenever"]
)  # fmt: skip
_VOCATIVES = frozenset({"speaker", "sir", "madam", "president", "chairman", "chairperson", "mr", "members", "friends"})
TIMES = frozenset({"year", "month", "week", "decade", "quarter", "time", "end", "day", "period", "step"})


_MOST_PARTS = 60  # of a phrase before a subject; of more the last count


def comma_parts(s: Stream, lead: int, end: int) -> list[Range]:
    """The parts of a phrase between its commas; brackets are passed over."""
    parts, start, depth = [], lead, 0
    for k in range(lead, end):
        depth += (s.low[k] == "(") - (s.low[k] == ")")
        if s.low[k] in {",", ":"} and depth <= 0:
            if k > start:
                parts.append((start, k))
            start = k + 1
    if end > start:
        parts.append((start, end))
    return parts[-_MOST_PARTS:]


def first_part(s: Stream, parts: list[Range]) -> int:
    """The first part that belongs to the subject."""
    k = 0
    while k < len(parts) - 1 and _is_aside(s, parts[k]):
        k += 1
    last = len(parts) - 1
    if k < last and not _opens_frame(s, parts[k]):
        return last if s.low[parts[last][0]] == "and" and any(_has_infinitive(s, part) for part in parts[k:last]) else k
    aside = s.low[parts[last][1]] == ","  # the last part is put in: "a card, the Green Card, will be"
    k = min(k + 1, last)
    while k < last and (_opens_frame(s, parts[k]) or (not aside and not _is_list(s, parts[k:]))):
        k += 1
    return k


def _has_infinitive(s: Stream, part: Range) -> bool:
    return any(s.low[k] == "to" and s.bits[k + 1] & (BASE | ADV) for k in range(*part))


def _is_list(s: Stream, parts: list[Range]) -> bool:
    """Whether the parts are one coordination: "and" stands in the last part alone."""
    for start, end in parts[:-1]:
        if any(s.low[k] in {"and", "or"} for k in range(start, end)) and s.low[parts[-1][0]] not in {"and", "or"}:
            return False
    return len(parts) == 1 or any(s.low[k] in {"and", "or"} for k in range(*parts[-1]))


def _is_aside(s: Stream, part: Range) -> bool:
    """A form of address, an ordinal or a connecting adverb."""
    start, end = part
    if any(s.low[k] in _VOCATIVES for k in range(start, end)) and end - start <= 4:
        return True
    return (end - start == 1 and bool(s.bits[start] & (ADV | NUM | CONJ))) or (
        end - start <= 2 and s.bits[start] & NUM > 0
    )


def _modifies(s: Stream, i: int) -> bool:
    """Whether the participle at ``i`` is an adjective before its noun: "**Leading** cadres"."""
    return bool(s.bits[i] & ADJ and s.bits[i + 1] & NOUN and not s.bits[i + 1] & (PREP | DET))


def _opens_frame(s: Stream, part: Range) -> bool:
    """Whether a part before a comma is an adjunct and no part of the subject."""
    start, end = part
    bits = s.bits[start]
    if bits & (PREP | TO) and not s.bits[start + 1] & NUM and not s.says(start, "at", "least"):
        return True
    if bits & PREP and s.low[start] in {"by", "in", "from", "since", "during", "within", "for"}:
        return True
    if s.low[start] in SUBORDINATE or (
        bits & (GERUND | PAST) and not bits & NAME and end - start > 1 and not _modifies(s, start)
    ):
        return True
    if bits & ADV and not bits & (DET | NOUN):
        return True
    return bool(bits & DET) and any(s.lemma(k) in TIMES for k in range(start, end)) and end - start <= 5


def frame_before(s: Stream, lead: int, start: int) -> Range | None:
    """The range of the adjuncts before a subject, without forms of address, ordinals and the last comma."""
    parts = comma_parts(s, lead, start)
    while parts and _is_aside(s, parts[0]):
        parts.pop(0)
    if not parts:
        return None
    begin, end = parts[0][0], parts[-1][1]
    while begin < end and s.bits[begin] & CONJ and not s.bits[begin] & PREP and s.low[begin] in {"and", "but", "so"}:
        begin += 1
    if end - begin < 2 and not s.bits[begin] & NAME:
        return None
    return begin, end
