"""Things: what the text mentions and measures are about: names, classes, what holds them, where they lie."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from plangraph.graph.families import ancestors, family, local, most_specific, named
from plangraph.views.explorer.asked import Asked, short
from plangraph.views.explorer.names import Names, pinyin
from plangraph.views.explorer.places import Places
from plangraph.vocab import BASE, GAZETTEER_GRAPH, PLAN

_ALWAYS = {f"{PLAN}{name}" for name in ("MacroRegion", "Province", "Strategy", "Country")}


class Things:
    """The things of a graph that the explorer shows, numbered, and the rest of the gazetteer."""

    def __init__(self, asked: Asked, names: Names) -> None:
        """From the views "kinds-of-things", "classes", "mentions", "roles", "relations" and "points"."""
        self._names = names
        self._places = Places(asked, names)
        self._above = ancestors(asked.rows("classes"))
        self._classes: dict[str, list[str]] = defaultdict(list)
        for row in asked.rows("kinds-of-things"):
            self._classes[row["thing"]].append(row["class"])
        self._direct: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in asked.rows("relations"):
            if row["graph"] == GAZETTEER_GRAPH or "#char=" in row["graph"]:
                self._direct[row["thing"]][local(row["property"])].append(row["object"])
        self.numbers = {iri: number for number, iri in enumerate(self._chosen(asked))}

    def _chosen(self, asked: Asked) -> list[str]:
        """Mentioned, playing a role or always wanted, and from there to what it lies in or is called after."""
        wanted = {row["thing"] for name in ("mentions", "roles") for row in asked.rows(name) if "thing" in row}
        wanted |= {iri for iri, classes in self._classes.items() if not _ALWAYS.isdisjoint(classes)}
        wanted |= {iri for iri in self._classes if iri.startswith(f"{BASE}scheme/theme/")}
        found = {iri for iri in wanted if iri in self._classes}
        open_ = sorted(found)
        while open_:
            for iris in self._direct[open_.pop()].values():
                fresh = [iri for iri in iris if iri in self._classes and iri not in found]
                found.update(fresh)
                open_ += fresh
        return sorted(found)

    def family(self, iri: str) -> str:
        """The family that a thing belongs to."""
        return family(iri, self._classes[iri], self._above)

    def numbered(self, iris: Iterable[str]) -> list[int]:
        """The numbers of those that are things here, in order, each once."""
        return list(dict.fromkeys(self.numbers[iri] for iri in iris if iri in self.numbers))

    def holders(self, iri: str) -> list[str]:
        """What a thing lies in, nearest first."""
        # what has more above itself is smaller; a country is the largest, though no table says what lies in it
        return sorted(
            self._around(iri), key=lambda up: (f"{PLAN}Country" in self._classes[up], -len(self._around(up)), up)
        )

    def _around(self, iri: str) -> set[str]:
        """All that a thing lies in."""
        found: set[str] = set()
        open_ = [iri]
        while open_:
            fresh = [up for up in self._direct[open_.pop()]["locatedIn"] if up not in found and up != iri]
            found.update(fresh)
            open_ += fresh
        return found

    def listed(self) -> list[dict[str, Any]]:
        """All things in the order of their numbers."""
        return [self._thing(iri) for iri in self.numbers]

    def _thing(self, iri: str) -> dict[str, Any]:
        label = self._names.both(iri)
        others = self._names.others(iri)
        said = pinyin(label.get("zh", ""), label["en"], *others)
        classes = most_specific(self._classes[iri], self._above)
        made: dict[str, Any] = {
            "id": short(iri),
            **label,
            **({"pinyin": said} if said else {}),
            "cls": local(classes[0]),
            "clsEn": self._names.en(classes[0]),
            "clsZh": self._names.zh(classes[0]),
            "family": self.family(iri),
            "named": named(iri),
        }
        lists: dict[str, Any] = {
            "other": others,
            "within": self.numbered(self.holders(iri)),
            "borders": self.numbered(self._direct[iri]["borders"]),
            "points": self._places.points(iri),
        }
        made |= {name: value for name, value in lists.items() if value}
        if self._places.is_route(iri):
            made["line"] = "corridor" if "Corridor" in made["cls"] else "route"
        return made

    def gazetteer(self) -> list[list[Any]]:
        """Places known but not shown as things.

        Each has its id below ``place/``, English, Chinese, the nearest thing that holds it (or -1), and how it is said
        where that is not as in English.
        """
        rows = []
        for iri in sorted(self._classes):
            if iri in self.numbers or not iri.startswith(f"{BASE}place/"):
                continue
            en, zh = self._names.en(iri), self._names.zh(iri)
            near = self.numbered(self.holders(iri))[:1] or [-1]
            rows.append([iri.removeprefix(f"{BASE}place/"), en, zh, *near, *_said_otherwise(en, zh)])
        return rows


def _said_otherwise(en: str, zh: str) -> list[str]:
    """How a Chinese name is said, where its English name does not show it: Urumqi is "wu lu mu qi shi"."""
    said = pinyin(zh, en)
    return [] if said.replace(" ", "").startswith("".join(filter(str.isalpha, en.lower()))) else [said]
