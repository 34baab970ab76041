"""Background: what a gazetteer tells beyond single mentions: whole phrases, and the country whose plan it is."""

from collections import Counter
from collections.abc import Mapping, Sequence

from plangraph.model import Mention, Thing
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.phrasing.things import Known

_ARTICLES = frozenset({"a", "an", "the"})
_FEW = 2


def home(found: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[str]:
    """The country whose plan it is, as a set of its one ref; empty when the text does not tell.

    It is the country of most of the places named; failing that the country that is named most, if more than once.
    """
    places = [thing for mention in found if mention.type == "place" and mention.named for thing in mention.things]
    of_places = Counter(country for thing in places for country in _countries(thing, gazetteer))
    if of_places:
        return frozenset({f"place/{of_places.most_common(1)[0][0]}"})
    countries = Counter(thing.ref for thing in places if thing.cls == "Country")
    most = countries.most_common(1)
    return frozenset({most[0][0]}) if most and most[0][1] >= _FEW else frozenset()


def _countries(thing: Thing, gazetteer: Gazetteer) -> list[str]:
    """The country that a place lies in, when one is known; a country lies in none."""
    known = gazetteer.entries.get(thing.ref)
    entries = (known,) if known is not None else gazetteer.lookup(thing.label)
    return [entry.country for entry in entries[:1] if entry.country]


def known_phrases(gazetteer: Gazetteer) -> Known:
    """A look-up of whole phrases, articles aside: "city clusters in the Guanzhong Plains region"."""
    names: Mapping[str, tuple[Thing, ...]] = {
        _bare(name): tuple(entry.thing for entry in entries if entry.thing.known)
        for name, entries in gazetteer.names.items()
        if " " in name
    }

    def known(phrase: str) -> Sequence[Thing]:
        return names.get(_bare(phrase), ())

    return known


def _bare(name: str) -> str:
    return " ".join(word for word in name.lower().split() if word not in _ARTICLES)
