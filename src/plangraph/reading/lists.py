"""Lists of names: what the members of a list share, and what they tell of each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plangraph.reading.drafts import Draft
from plangraph.reading.nouns import kind_endings, name_ending, singular
from plangraph.reading.tokens import Token

_BETWEEN = frozenset({",", "and", "or", "&", "the", "(", ")", "as", "well", ";"})
_WEAK = frozenset({"name:initials", "name:locative"})


def groups(tokens: Sequence[Token], drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The names that stand in one list, by lists of two and more."""
    group: list[Draft] = []
    for draft in drafts:
        if group and not _joined(tokens[group[-1].last : draft.first]):
            if len(group) > 1:
                yield group
            group = []
        group.append(draft)
    if len(group) > 1:
        yield group


def _joined(between: Sequence[Token]) -> bool:
    """Whether only signs and "and" stand between two names; "(1)" counts as a sign."""
    words = [token.lower for token in between]
    if not words or len(words) > 6:
        return False
    if not any(word in {",", "and", "or", "&", ";"} for word in words):
        return False
    return all(word in _BETWEEN or word.isdigit() for word in words)


def share(tokens: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Carry the head that the last member prints over to the others, and what most of them are to those not known."""
    for group in groups(tokens, drafts):
        for run in _runs(group):
            _share_head(tokens, run)
        _share_behind(tokens, group)
        _share_type(group)


def _runs(group: list[Draft]) -> Iterator[list[Draft]]:
    """A list cut behind each member that has a plural head of its own."""
    run: list[Draft] = []
    for draft in group:
        if run and draft.head and not draft.plural:
            run = []  # a name with a head of its own shares nobody's
            continue
        run.append(draft)
        if draft.head:
            yield run
            run = []


def _share_head(tokens: Sequence[Token], run: list[Draft]) -> None:
    last = run[-1]
    if not last.head or not last.plural or len(run) < 2:
        return
    words = [token.text for token in tokens[last.last - last.head : last.last]]
    head = " ".join([*words[:-1], singular(words[-1])])
    for draft in run:
        draft.type, draft.cls = last.type, last.cls
        own = tokens[draft.first : draft.last - (last.head if draft is last else 0)]
        draft.label = " ".join([*(token.text for token in own), head])
        draft.rules.append("list:shared-head")


def _share_behind(tokens: Sequence[Token], group: list[Draft]) -> None:
    """ "A-B, C-D, and other highways": what the list is of stands behind it."""
    at = group[-1].last
    while at < len(tokens) and tokens[at].lower in {",", "and"}:
        at += 1
    if at >= len(tokens) or tokens[at].lower != "other" or at == group[-1].last:
        return
    for end in range(at + 2, min(at + 5, len(tokens) + 1)):
        endings = kind_endings([token.lower for token in tokens[at + 1 : end]])
        if endings and endings[0].plural and endings[0].head.type == "infrastructure":
            head = " ".join([*(token.lower for token in tokens[at + 1 : end - 1]), singular(tokens[end - 1].lower)])
            for draft in group:
                if "-" in tokens[draft.first].text or not draft.type:
                    draft.type, draft.cls = "infrastructure", endings[0].head.cls
                    draft.label = f"{_words(tokens, draft)} {head}"
                    draft.rules.append("list:head-behind")
            return


def _share_type(group: list[Draft]) -> None:
    """A name that nothing tells of is what the others of its list are."""
    sure = Counter(draft.type for draft in group if draft.type and not _WEAK & set(draft.rules))
    likely = sure or Counter(draft.type for draft in group if draft.type)
    if not likely:
        return
    kept = likely.most_common(1)[0][0]
    classes = {"place": "Region", "infrastructure": "Infrastructure", "organisation": "Organisation", "initiative": "Programme"}
    for draft in group:
        if not draft.type or (sure and _WEAK & set(draft.rules)):
            draft.type, draft.cls = kept, classes[kept]
            draft.rules.append("list:mates")


def _words(tokens: Sequence[Token], draft: Draft) -> str:
    return " ".join(token.text for token in tokens[draft.first : draft.last])


def ends_in_plural(words: Sequence[str]) -> bool:
    """Whether words end with the plural of a head of names."""
    ending = name_ending(words)
    return ending is not None and ending.plural
