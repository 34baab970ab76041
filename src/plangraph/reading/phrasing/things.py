"""Things: what a conjunct stands for, as resources with a class and a label."""

from collections.abc import Callable, Mapping, Sequence

from plangraph import vocab
from plangraph.model import Thing
from plangraph.reading.phrasing.conjunct import Conjunct

# Policy instruments of their own and sectors have paths of their own; all else that texts only speak of is a kind.
_PATHS: Mapping[str, str] = {"Mechanism": "initiative", "Strategy": "initiative", "Industry": "industry"}
# What a mention that stands for nothing known is at least a kind of.
_CLASSES: Mapping[str, str] = {"industry": "Industry", "infrastructure": "Infrastructure", "initiative": "Initiative"}
_LONGEST_LABEL = 160

Known = Callable[[str], Sequence[Thing]]


def nothing_known(_: str) -> tuple[Thing, ...]:
    """A gazetteer without names."""
    return ()


def things_of(conjunct: Conjunct, known: Known) -> tuple[Thing, ...]:
    """The things of a conjunct: what a gazetteer knows under its whole name, what its head mentions, or a kind.

    What a verb made a noun acts on stands beside the way it is done: "joint development of ports" gives both.
    """
    strategies = tuple(known(conjunct.name)) if conjunct.through else ()
    if strategies:
        return strategies
    manner = kind(conjunct.manner, "Kind") if conjunct.manner else None
    found = _found(conjunct, known)
    return (manner, *found) if manner is not None else found


def _found(conjunct: Conjunct, known: Known) -> tuple[Thing, ...]:
    mention = conjunct.mention
    linked = mention is not None and any(thing.known for thing in mention.things)
    if not (linked and mention is not None and mention.evidence.quote == conjunct.full):
        named = tuple(known(conjunct.full))
        if named:
            return named
    if mention is not None and (mention.things or mention.named):
        return mention.things  # a name that stands for nothing known is left alone
    if conjunct.count is not None and conjunct.label == conjunct.count.evidence.quote:
        return ()  # an amount alone is no thing
    cls = _CLASSES.get(mention.type, conjunct.head.cls) if mention is not None else conjunct.head.cls
    thing = kind(conjunct.label, cls)
    return (thing,) if thing is not None else ()


def kind(label: str, cls: str) -> Thing | None:
    """A kind of the given class under its canonical label; none when nothing of the label makes an identifier.

    >>> kind("food security", "Kind").ref
    'kind/food-security'
    """
    name = label.strip(" ,;.\"'")[:_LONGEST_LABEL].strip()
    slug = vocab.slug(name)
    return Thing(f"{_PATHS.get(cls, 'kind')}/{slug}", cls, name, known=False) if slug else None
