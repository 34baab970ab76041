"""Segments: a sentence cut into its predicates, each with its subject and what it commits anybody to."""

from dataclasses import dataclass, replace

from plangraph.model import Kind
from plangraph.reading.grammar.content import after_effort
from plangraph.reading.grammar.finite import Predicate, is_announcement, subject_head, words_when
from plangraph.reading.grammar.predicates import FINITE, predicate_at
from plangraph.reading.grammar.stream import (
    ADV,
    AUX,
    BASE,
    CONJ,
    PAST,
    Range,
    Stream,
    begins_object,
    closing,
    skip_adverbs,
)
from plangraph.reading.grammar.subjects import Subject, first_subject, next_subject, subject_class
from plangraph.reading.grammar.wordlists import mapping, words
from plangraph.reading.words.forms import american

_PURPOSIVE = frozenset({"aim", "target", "plan", "propose", "intend", "seek", "hope", "endeavor", "pledge", "strive"})
_DIRECTED = frozenset({"aimed", "targeted", "geared", "directed"})
_FORECAST_FRONTS = frozenset({"once", "upon", "when", "after", "if"})
_OWN = frozenset({"frame", "performative", "include", "embarked"})  # rules that look at the subject themselves


@dataclass(frozen=True, slots=True)
class Segment:
    """A predicate in its place."""

    predicate: Predicate
    subject: Range | None
    frame: Range | None
    kind: Kind | None  # None: nothing to read
    thing: bool  # the subject is what is acted on, although the verb is active ("construction will start")
    end: int  # where its words end
    announced: bool = False  # it is what somebody announces or proposes, so its subject is bound


def segments(s: Stream, lead: int) -> list[Segment]:
    """The segments of a sentence in order, those that say nothing among them."""
    placed: list[tuple[Predicate, Subject]] = []
    floor = lead
    aside = False  # the predicate before belongs to a clause that commits nobody
    i = lead
    while i < s.size:
        if s.low[i] == "(":
            i = closing(s, i)  # what stands in brackets is a remark
            continue
        predicate = predicate_at(s, i) if s.bits[i] & FINITE else None
        if predicate is None:
            i += 1
            continue
        subject = _wished(s, predicate, i) or (next_subject(s, floor, i) if placed else first_subject(s, lead, i))
        blocked = subject.blocked or (aside and _shares_subject(s, predicate))
        if not blocked:
            placed.append((predicate, subject))
        i = _behind(s, predicate)
        aside = blocked
        if not blocked:
            floor = i
    return _judged(s, placed)


def _wished(s: Stream, predicate: Predicate, i: int) -> Subject | None:
    """The subject of a clause that tells a wish: "it is our wish that **more quays** are built"."""
    if predicate.rule != "frame-passive":
        return None
    return Subject((s.low.index("that", i) + 1, predicate.at), None, i, blocked=False)


def _shares_subject(s: Stream, predicate: Predicate) -> bool:
    """Whether "and" without a comma joins a predicate to the one before it: "that rates are low **and will** rise"."""
    k = predicate.at - 1
    while k > 0 and s.bits[k] & ADV and s.low[k] != "and":
        k -= 1
    return s.low[k] == "and" and s.low[k - 1] != ","


def _behind(s: Stream, predicate: Predicate) -> int:
    if predicate.content is not None:
        return predicate.content.verb.end
    i = predicate.at + 1
    while i < s.size and s.bits[i] & (AUX | ADV | PAST) and not s.bits[i] & CONJ:
        i += 1
    return i


def _judged(s: Stream, placed: list[tuple[Predicate, Subject]]) -> list[Segment]:
    found: list[Segment] = []
    for index, (predicate, subject) in enumerate(placed):
        at = subject.at if subject.at is not None else (found[-1].subject if found else None)
        end = placed[index + 1][1].cut if index + 1 < len(placed) else s.size
        frame = subject.frame if not found else found[0].frame
        end = max(end, _behind(s, predicate))
        announced = subject.announced
        segment = Segment(predicate, at, frame, predicate.kind, thing=False, end=end, announced=announced)
        found.append(_judge(s, segment, first=not found))
    return found


def _judge(s: Stream, segment: Segment, *, first: bool) -> Segment:
    """Decide by the subject and the verb what the segment is."""
    predicate = segment.predicate
    if predicate.rule == "be":
        return replace(segment, kind=predicate.kind if subject_class(s, segment.subject) == "public" else None)
    if predicate.kind is None or (predicate.content is None and predicate.rule != "include"):
        return replace(segment, kind=None)
    if predicate.rule in _OWN:
        return segment
    if predicate.voice == "passive":
        return _judge_passive(s, segment, first)
    return _judge_active(s, segment)


def _judge_passive(s: Stream, segment: Segment, first: bool) -> Segment:
    predicate = segment.predicate
    whose = subject_class(s, segment.subject)
    if segment.subject is None or (segment.subject[1] - segment.subject[0] == 1 and whose == "outsider"):
        return replace(segment, kind=None)
    if _only_pronoun(s, segment.subject) or s.low[segment.subject[0]] == "no":
        return replace(segment, kind=None)
    head = subject_head(s, *segment.subject)
    told = predicate.content is not None and after_effort(s, predicate.content.verb.end) is None
    if told and head is not None and s.lemma(head) in words("announcements", "noun"):
        return replace(segment, kind=None)
    if (head is not None and s.lemma(head) in {"target", "goal"}) or (first and _is_forecast(s, segment)):
        return replace(segment, kind="outcome" if predicate.kind == "commitment" else predicate.kind)
    return segment


def _only_pronoun(s: Stream, at: Range) -> bool:
    return at[1] - at[0] == 1 and s.low[at[0]] in {"we", "i", "they", "he", "she"}


def _is_forecast(s: Stream, segment: Segment) -> bool:
    if segment.frame is None:
        return False
    first, second = s.low[segment.frame[0]], s.low[segment.frame[0] + 1]
    return first in _FORECAST_FRONTS or (first == "with" and second in {"this", "these", "all", "such"})


def _judge_active(s: Stream, segment: Segment) -> Segment:
    predicate = segment.predicate
    found = predicate.content
    if found is None:
        return replace(segment, kind=None)
    whose = subject_class(s, segment.subject)
    verb = found.verb
    lemma = american(verb.first)
    if verb.lemma in words("inceptions", "verb") and " " in verb.lemma and segment.subject is not None:
        return replace(segment, thing=True)
    if lemma == "receive":
        return replace(segment, thing=True)
    bound = segment.announced or whose in {"public", "agent"}
    if verb.lemma in words_when("any") | words_when("thing") and not bound:
        return replace(segment, kind=None)
    told = (lemma in words_when("speech") and _speaks(s, segment)) or _says_so(s, verb.end, lemma)
    if told or is_announcement(s, verb.end, min(verb.end + 4, s.size)):
        return replace(segment, kind=None)
    if predicate.kind in {"achievement", "possibility"} or (bound and _may_commit(s, segment, whose)):
        return segment
    ordered = predicate.kind == "recommendation" or s.low[predicate.at] == "must"
    if whose == "thing" and ordered and verb.lemma not in words("inceptions", "verb") and _has_object(s, verb.end):
        return segment  # "public spending should favour rural clinics": somebody has to see to it
    if predicate.rule == "quasi-modal" and _is_purposive(s, predicate.at, found.through):
        return segment
    if predicate.rule != "modal" or whose == "outsider":
        return replace(segment, kind="outcome" if predicate.rule == "modal" else None)
    return _judge_thing(s, segment)


def _is_purposive(s: Stream, at: int, through: str | None) -> bool:
    """Whether somebody's purpose speaks through a thing: "the scheme aims to V", "this is aimed at V-ing"."""
    return (through or s.low[at]).rstrip("s") in _PURPOSIVE or s.low[skip_adverbs(s, at + 1)] in _DIRECTED


def _says_so(s: Stream, i: int, lemma: str) -> bool:
    """As in "we will do so", "we must realize that X": nothing is done, or it is said elsewhere what."""
    if s.low[i] == "that" and mapping("reporting", "verb", "effect").get(lemma) == ("reported",):
        return lemma not in {"see", "project"}
    return lemma == "do" and s.low[i] in {"so", "this", "that", "it"}


def _speaks(s: Stream, segment: Segment) -> bool:
    if segment.subject is None:
        return False
    head = subject_head(s, *segment.subject)
    return s.low[segment.subject[1] - 1] == "i" or (head is not None and s.lemma(head) == "minister")


def _may_commit(s: Stream, segment: Segment, whose: str) -> bool:
    """Whether an agent's predicate commits: "would" and what is being done now do only for public bodies."""
    if segment.predicate.rule == "progressive" and s.low[segment.predicate.at] not in {"will", "shall"}:
        return whose == "public"
    if s.low[segment.predicate.at] != "would":
        return True
    return segment.subject is not None and s.low[segment.subject[0]] in {"we", "i", "government"}


def _judge_thing(s: Stream, segment: Segment) -> Segment:
    """A thing that "will start" is started by somebody; what else a thing will do is an outcome."""
    found = segment.predicate.content
    if found is None:
        return replace(segment, kind=None)
    lemma = american(found.verb.lemma)
    if lemma in words("inceptions", "verb") and not _has_object(s, found.verb.end):
        return replace(segment, thing=True)
    return replace(segment, kind="outcome")


def _has_object(s: Stream, i: int) -> bool:
    i = skip_adverbs(s, i)
    return begins_object(s, i) and not (s.bits[i] & BASE and s.low[i] in {"next", "first"}) and not _is_time(s, i)


def _is_time(s: Stream, i: int) -> bool:
    return s.low[i] in {"next", "this", "last", "in", "later", "first"} or s.lemma(i + 1) in {"year", "month"}
