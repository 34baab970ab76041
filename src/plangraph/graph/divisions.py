"""Divisions: the chapters, sections and boxes that hold a piece of text."""

from collections.abc import Iterable, Mapping


class Divisions:
    """Where each piece of text stands."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """From rows with ``part``, ``whole``, ``label`` and ``title``."""
        self._above: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for row in rows:
            self._above.setdefault(row["part"], row["whole"])
            if row["label"]:
                self._names[row["whole"]] = f"{row['label']} {row['title']}".strip()

    def path(self, piece: str) -> str:
        """The names of what holds a piece, outermost first, the chapter left out."""
        steps: list[str] = []
        node = piece
        seen = {piece}
        while (node := self._above.get(node, "")) and node not in seen:
            seen.add(node)
            if node in self._names:
                steps.append(self._names[node])
        return " › ".join(reversed(steps))

    def holder(self, piece: str) -> str:
        """What holds a piece directly."""
        return self._above.get(piece, "")
