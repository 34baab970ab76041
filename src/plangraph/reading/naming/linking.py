"""Linking: which of the things that bear a name a mention means, or none when nothing decides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plangraph import vocab
from plangraph.model import Document, Thing
from plangraph.reading.gazetteer import HOME, Entry, Gazetteer, Hit

_SURE_KINDS = frozenset({"province-level", "country"})


@dataclass(slots=True)
class Scene:
    """What a document tells of where it is: provinces by sentence, and whether its gazetteer's country is meant."""

    home: bool
    provinces: list[frozenset[str]] = field(default_factory=list)  # by sentence
    border: list[bool] = field(default_factory=list)  # by sentence: it or its headings speak of a border
    headings: list[tuple[int, ...]] = field(default_factory=list)  # by sentence: headings above it


def scene(document: Document, hits: Sequence[Sequence[Hit]]) -> Scene:
    """Read the scene from the sure names of a document: provinces and countries."""
    countries: Counter[str] = Counter()
    made = Scene(home=True)
    for sentence, found in zip(document.sentences, hits, strict=True):
        names: set[str] = set()
        for hit in found:
            entry = hit.entries[0]
            if any(one.kind == "province-level" for one in hit.entries):
                names.update(name for one in hit.entries if one.kind == "province-level" for name in one.provinces)
            where = (entry.country or entry.thing.ref.removeprefix("place/")) if len(hit.entries) == 1 else ""
            if where and sentence.text[hit.start].isupper():
                countries[where] += 1
        made.provinces.append(frozenset(names))
        made.border.append("border" in sentence.text.lower())
        made.headings.append(_headings(document, sentence.section))
    foreign = max((count for where, count in countries.items() if where != HOME), default=0)
    made.home = countries[HOME] >= foreign
    return made


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
    line = _same_line(bigger)
    if line is not None:
        return (line,), "link:same-line"
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
