"""The text of the chapters as printed: divisions, sentences, mentions."""

from collections.abc import Mapping
from typing import Any

from plangraph.graph.trig import natural
from plangraph.views.explorer.asked import Asked, Row, local, short, some


class Text:
    """Chapters, their parts and sentences, numbered in reading order."""

    def __init__(self, asked: Asked) -> None:
        """From the views "divisions" and "sentences"."""
        rows = {row["part"]: row for row in asked.rows("divisions")}
        above = {part: row.get("whole", "") for part, row in rows.items()}
        loaded = [part for part, row in rows.items() if row["loaded"] == "true"]
        chapters = sorted(loaded, key=natural)
        self.chapters = {part: number for number, part in enumerate(chapters)}
        held = [part for part in rows if _chapter(part, above) in self.chapters]
        held.sort(key=lambda part: (self.chapters[_chapter(part, above)], int(rows[part].get("position", 0)), part))
        self.parts = {part: number for number, part in enumerate(held)}
        self._divisions = rows
        self._rows = sorted(
            (row for row in asked.rows("sentences") if row["chapter"] in self.chapters),
            key=lambda row: (self.chapters[row["chapter"]], int(row["position"])),
        )
        self.sentences = {row["sentence"]: number for number, row in enumerate(self._rows)}

    def chapter_list(self) -> list[dict[str, Any]]:
        """The chapters whose text is in the graph; ``after`` is what is printed after the last sentence."""
        rows = [(part, self._divisions[part]) for part in self.chapters]
        return [
            {"id": short(part), "loaded": True, **_numbered(row), **some(after=row.get("after"))} for part, row in rows
        ]

    def part_list(self) -> list[dict[str, Any]]:
        """Chapters, sections, boxes and items in reading order, each with the number of what holds it."""
        rows = [(part, self._divisions[part]) for part in self.parts]
        return [
            {
                "id": short(part),
                "kind": local(row["class"]),
                **some(en=row.get("label"), zh=row.get("labelZh")),
                **_numbered(row),
                "parent": self.parts.get(row.get("whole", ""), -1),
            }
            for part, row in rows
        ]

    def sentence_list(self) -> list[dict[str, Any]]:
        """The sentences: ``before`` is what is printed between the one before and this one."""
        return [
            {
                "id": short(row["sentence"]),
                "chapter": self.chapters[row["chapter"]],
                "part": self.parts.get(row["part"], -1),
                "begin": int(row["begin"]),
                "end": int(row["end"]),
                "text": row["text"],
                "before": row["before"],
                "kind": self._kind(row),
                **_reason(row),
            }
            for row in self._rows
        ]

    def mention_list(self, asked: Asked, things: Mapping[str, int]) -> list[list[int]]:
        """Sentence, begin, end and thing of each mention in reading order; -1 for an amount."""
        found = {
            (self.sentences[row["sentence"]], int(row["begin"]), -int(row["end"]), things.get(row.get("thing", ""), -1))
            for row in asked.rows("mentions")
            if row["sentence"] in self.sentences
        }
        return [[sentence, begin, -end, thing] for sentence, begin, end, thing in sorted(found)]

    def _kind(self, row: Row) -> str:
        if row["heading"] == "true":
            return "heading"
        division = self._divisions.get(row["part"])
        return "item" if division and local(division["class"]) == "Item" else "paragraph"


def _chapter(part: str, above: Mapping[str, str]) -> str:
    """The outermost division that holds a part; a ring of divisions, which only a broken graph has, ends too."""
    seen = set()
    while part not in seen:
        seen.add(part)
        if above.get(part, "") not in above:
            break
        part = above[part]
    return part


def _numbered(row: Row) -> dict[str, str]:
    return {"number": row.get("number", ""), **some(title=row.get("title"), titleZh=row.get("titleZh"))}


def _reason(row: Row) -> dict[str, Any]:
    if "reason" not in row:
        return {}
    return {"reason": some(en=row.get("reasonLabel", local(row["reason"])), zh=row.get("reasonLabelZh"))}
