"""Lists of names: what the members of a list share, and what they tell of each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.view import View
from plangraph.reading.words.nouns import kind_endings, singular

_BETWEEN = frozenset({",", "and", "or", "&", "the", "(", ")", "as", "well", ";"})
_LINKS = frozenset({",", "and", "or", "&", ";"})
_WEAK = frozenset({"name:initials", "name:locative"})
_CLASSES = {
    "place": "Region",
    "infrastructure": "Infrastructure",
    "organisation": "Organisation",
    "initiative": "Programme",
}


def share(view: View, drafts: Sequence[Draft]) -> None:
    """Carry the head that the last member prints over to the others, and what most of them are to those not known."""
    for group in _groups(view, drafts):
        for run in _runs(group):
            _share_head(view, run)
        _share_behind(view, group)
        _share_type(group)


def _groups(view: View, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The names that stand in one list, by lists of two and more."""
    group: list[Draft] = []
    for draft in drafts:
        if group and not _joined(view.lower[group[-1].last : draft.first]):
            if len(group) > 1:
                yield group
            group = []
        group.append(draft)
    if len(group) > 1:
        yield group


def _joined(between: Sequence[str]) -> bool:
    """Whether only signs and "and" stand between two names; "(1)" counts as a sign."""
    if not between or len(between) > 6 or _LINKS.isdisjoint(between):
        return False
    return all(word in _BETWEEN or word.isdigit() for word in between)


def _runs(group: Sequence[Draft]) -> Iterator[list[Draft]]:
    """A list cut behind each member that has a plural head; a name with a head of its own shares nobody's."""
    run: list[Draft] = []
    for draft in group:
        if draft.head and not draft.plural:
            run = []
            continue
        run.append(draft)
        if draft.head:
            yield run
            run = []


def _share_head(view: View, run: Sequence[Draft]) -> None:
    last = run[-1]
    if len(run) < 2:
        return
    words = [token.text for token in view.tokens[last.last - last.head : last.last]]
    head = " ".join([*words[:-1], singular(words[-1])])
    for draft in run:
        draft.type, draft.cls = last.type, last.cls
        own = view.tokens[draft.first : draft.last - (last.head if draft is last else 0)]
        draft.label = " ".join([*(token.text for token in own), head])
        draft.rules.append("list:shared-head")


def _share_behind(view: View, group: Sequence[Draft]) -> None:
    """As in "A-B, C-D, and other highways": what the list is of stands behind it."""
    at = group[-1].last
    while view.word(at) in {",", "and"}:
        at += 1
    if view.word(at) != "other" or at == group[-1].last:
        return
    for end in range(at + 2, min(at + 5, len(view.tokens) + 1)):
        endings = kind_endings(view.lower[at + 1 : end])
        if not endings or not endings[0].plural or endings[0].head.type != "infrastructure":
            continue
        head = " ".join([*view.lower[at + 1 : end - 1], singular(view.word(end - 1))])
        for draft in group:
            if "-" in view.tokens[draft.first].text or not draft.type:
                draft.type, draft.cls = "infrastructure", endings[0].head.cls
                draft.label = f"{' '.join(token.text for token in view.tokens[draft.first : draft.last])} {head}"
                draft.rules.append("list:head-behind")
        return


def _share_type(group: Sequence[Draft]) -> None:
    """A name that nothing tells of is what the others of its list are."""
    sure = Counter(draft.type for draft in group if draft.type and not _WEAK & set(draft.rules))
    likely = sure or Counter(draft.type for draft in group if draft.type)
    if not likely:
        return
    kept = likely.most_common(1)[0][0]
    for draft in group:
        if not draft.type or (sure and _WEAK & set(draft.rules)):
            draft.type, draft.cls = kept, _CLASSES[kept]
            draft.rules.append("list:mates")
