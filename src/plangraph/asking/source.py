"""A source: the store that questions are put to."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A store in a folder that nobody writes to any more; ``merged``: its default graph is the merge of its graphs."""

    folder: Path
    merged: bool = True
