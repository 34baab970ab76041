"""Linking: which of the things that bear a name a mention means, or none when nothing decides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plangraph import vocab
from plangraph.model import Document, Sentence, Thing
from plangraph.reading.names.gazetteer import HOME, Entry, Gazetteer, Hit

_SURE_KINDS = frozenset({"province-level", "country"})


@dataclass(slots=True)
class Scene:
    """What a document tells of where it is: provinces by sentence, and whether its gazetteer's country is meant."""

    home: bool
    provinces: list[frozenset[str]] = field(default_factory=list)  # by sentence
    border: list[bool] = field(default_factory=list)  # by sentence: it or its headings speak of a border
    headings: list[tuple[int, ...]] = field(default_factory=list)  # by sentence: headings above it


class Survey:
    """Gathers the scene from the sentences of a document, one by one and in order."""

    def __init__(self, document: Document) -> None:
        """Begin with nothing seen."""
        self._document = document
        self._scene = Scene(home=True)
        self._named: Counter[str] = Counter()  # how often each country, or what lies in it, is named
        self._known: set[str] = set()  # countries of which something inside is named

    def add(self, sentence: Sentence, hits: Sequence[Hit]) -> None:
        """Take in the sure names of the next sentence."""
        provinces: set[str] = set()
        for hit in hits:
            for entry in hit.entries:
                if entry.kind == "province-level":
                    provinces.update(entry.provinces)
            entry = hit.entries[0]
            if len(hit.entries) == 1 and sentence.text[hit.start].isupper():
                if entry.country:
                    self._known.add(entry.country)
                self._named[entry.country or entry.thing.ref.removeprefix("place/")] += 1
        self._scene.provinces.append(frozenset(provinces))
        self._scene.border.append("border" in sentence.text.lower())
        self._scene.headings.append(_headings(self._document, sentence.section))

    def scene(self) -> Scene:
        """The scene: abroad when another country is named more often, and something inside it is named too."""
        foreign = max((self._named[country] for country in self._known if country != HOME), default=0)
        self._scene.home = self._named[HOME] >= foreign
        return self._scene


def _headings(document: Document, section: int | None) -> tuple[int, ...]:
    found: list[int] = []
    while section is not None:
        found.extend(document.sections[section].headings)
        section = document.sections[section].parent
    return tuple(found)


def choose(entries: Iterable[Entry], type_: str, scene_: Scene, at: int) -> tuple[tuple[Entry, ...], str]:
    """The bearers of a name that a mention of ``type_`` in sentence ``at`` means, and the rule that told.

    More than one comes back only when the name means all of them; none when nothing decides ("ambiguous").
    """
    fitting = [entry for entry in entries if entry.type == type_]
    if not scene_.home:
        fitting = [entry for entry in fitting if entry.country != HOME or entry.kind == "province-level"]
    if not fitting:
        return (), ""
    if len(fitting) == 1:
        return tuple(fitting), "link:only"
    sure = [entry for entry in fitting if entry.kind in _SURE_KINDS]
    if len(sure) == 1:
        return tuple(sure), "link:highest"
    near = _near(fitting, scene_, at)
    if near is not None:
        return (near,), "link:province"
    bigger = [entry for entry in fitting if entry.kind != "district"]
    if len(bigger) == 1:
        return tuple(bigger), "link:no-district"
    bordering = [entry for entry in bigger if entry.borders]
    if len(bordering) == 1 and _borders(scene_, at):
        return tuple(bordering), "link:border"
    decided = _same_line(bigger)
    if decided is not None:
        return (decided,), "link:same-line"
    cities = [entry for entry in bigger if entry.kind == "prefecture"]
    if len(cities) == 1 and all(entry.kind == "county" for entry in bigger if entry is not cities[0]):
        return tuple(cities), "link:no-county"
    return (), "ambiguous"


def _near(entries: Sequence[Entry], scene_: Scene, at: int) -> Entry | None:
    """The only bearer in a province that the sentence names; else the headings; else the sentences around."""
    around = [scene_.provinces[at], *(scene_.provinces[heading] for heading in scene_.headings[at])]
    around.append(frozenset().union(*scene_.provinces[max(0, at - 2) : at + 1]))
    for names in around:
        inside = [entry for entry in entries if names & set(entry.provinces)]
        if len({entry.thing.ref for entry in inside}) == 1:
            return inside[0]
    return None


def _borders(scene_: Scene, at: int) -> bool:
    return scene_.border[at] or any(scene_.border[heading] for heading in scene_.headings[at])


def _same_line(entries: Sequence[Entry]) -> Entry | None:
    """A city and the prefecture around it share a name: the city, whose name it is."""
    refs = {entry.thing.ref for entry in entries}
    inner = [entry for entry in entries if refs & set(entry.above)]
    return inner[0] if len(entries) == 2 and len(inner) == 1 else None


def unknown(type_: str, cls: str, label: str, gazetteer: Gazetteer) -> tuple[Thing, ...]:
    """A named thing that no table knows; none where its identifier would be that of a known thing."""
    slug = vocab.slug(label)
    ref = f"{type_}/{slug}"
    if not slug or ref in gazetteer.entries:
        return ()
    return (Thing(ref, cls, label, known=False),)


def of_kind(label: str, cls: str, *, industry: bool = False) -> tuple[Thing, ...]:
    """A kind, or a sector, under its canonical label."""
    slug = vocab.slug(label)
    return (Thing(f"{'industry' if industry else 'kind'}/{slug}", cls, label, known=False),) if slug else ()
