"""Measures: what the text commits to, in its own words, with who and what plays which role."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from plangraph.graph.trig import natural
from plangraph.views.explorer.asked import Asked, Row, local, short, some
from plangraph.views.explorer.names import Names
from plangraph.views.explorer.things import Things
from plangraph.vocab import STRENGTHS

ROLES = ("object", "becomes", "place", "beneficiary", "actor", "between", "along", "basis")
_INFERRED = {"bears": "bearsOn", "context": "contextRegion", "implements": "implements"}


class Measures:
    """All measures, numbered in reading order."""

    def __init__(self, asked: Asked, names: Names, sentences: Mapping[str, int]) -> None:
        """From the views "measures", "evidence" and "roles"; measures outside of ``sentences`` are left out."""
        self._names = names
        self._sentences = sentences
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in asked.rows("measures"):
            if row["sentence"] in sentences:
                self._rows[row["measure"]].append(row)
        self._spans = _spans(asked)
        self._roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in asked.rows("roles"):
            self._roles[row["measure"]][local(row["role"])].append(row["thing"])
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in asked.rows("mentions"):
            if "thing" in row:
                self._named[row["sentence"], row["thing"]].append(int(row["begin"]))
        order = sorted(self._rows, key=self._place)
        self.numbers = {iri: number for number, iri in enumerate(order)}
        self._enabled = {low: iri for iri in order for low in self._roles[iri]["enables"]}

    def sentence(self, iri: str) -> int:
        """The number of the sentence that states a measure."""
        return self._sentences[self._rows[iri][0]["sentence"]]

    def _place(self, iri: str) -> tuple[int, list[list[int]], str]:
        return self.sentence(iri), self._spans.get(self._rows[iri][0]["evidence"], []), natural(iri)

    def listed(self, things: Things, found_by: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
        """All measures in the order of their numbers; ``found_by`` has the questions that find each."""
        return [self._measure(iri, things) | some(questions=list(found_by.get(iri, ()))) for iri in self.numbers]

    def _measure(self, iri: str, things: Things) -> dict[str, Any]:
        row = self._rows[iri][0]
        roles = self._roles[iri]
        strength = self._concept(row.get("strength", ""))
        if strength:
            strength["rank"] = STRENGTHS.index(strength["id"]) if strength["id"] in STRENGTHS else len(STRENGTHS)
        above = self._enabled.get(iri)
        return {
            "id": short(iri),
            "sentence": self.sentence(iri),
            "spans": self._spans.get(row["evidence"], []),
            "quote": row["quote"],
            "label": row.get("label", row["quote"]),
            **some(
                action=self._concept(row["action"]),
                kind=self._concept(row.get("kind", "")),
                strength=strength,
                theme=things.numbered(roles["theme"]),
                instrument=[self._concept(concept) for concept in roles["instrument"]],
                roles=some(**{role: things.numbered(self._in_order(iri, roles[role])) for role in ROLES}),
                objectText=row.get("objectText"),
                purpose=row.get("purpose"),
                quantity="; ".join(filter(None, (_quantity(amount) for amount in self._rows[iri]))),
                **{name: things.numbered(roles[role]) for name, role in _INFERRED.items()},
            ),
            **({"confidence": float(row["confidence"])} if "confidence" in row else {}),
            **({"within": self.numbers[above]} if above in self.numbers else {}),
        }

    def _in_order(self, iri: str, things: Sequence[str]) -> list[str]:
        """Things as the measure names them, one after the other; those that it does not name come last."""
        row = self._rows[iri][0]
        begin = min((begin for begin, _ in self._spans.get(row["evidence"], [])), default=0)
        never = 10**9

        def place(thing: str) -> tuple[int, int, str]:
            found = self._named[row["sentence"], thing]
            return min((at for at in found if at >= begin), default=never), min(found, default=never), natural(thing)

        return sorted(things, key=place)

    def _concept(self, iri: str) -> dict[str, Any]:
        return {"id": local(iri), **self._names.both(iri)} if iri else {}


def _spans(asked: Asked) -> dict[str, list[list[int]]]:
    """The offsets of each evidence, in pieces where it has pieces."""
    whole: dict[str, list[list[int]]] = {}
    pieces: dict[str, list[list[int]]] = defaultdict(list)
    for row in asked.rows("evidence"):
        span = [int(row["begin"]), int(row["end"])]
        if row["piece"] == row["evidence"]:
            whole[row["evidence"]] = [span]
        else:
            pieces[row["evidence"]].append(span)
    return whole | {iri: sorted(spans) for iri, spans in pieces.items()}


def _quantity(row: Row) -> str:
    """An amount in the words of the text, with what it is an amount of: ``about 200 border villages``."""
    about = "about " if row.get("approximate") == "true" else ""
    words = row.get("words") or (f"{about}{row['value']}" if "value" in row else "")
    return f"{words} {row.get('unit', '')}".strip()
