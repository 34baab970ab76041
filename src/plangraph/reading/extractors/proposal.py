"""Proposal: what a language model reads from a document, until a person has judged it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from plangraph.model import Reading


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the facts that a model answered."""

    kept: int = 0
    repeated: int = 0  # said twice, kept once
    dropped_ungrounded: int = 0  # a quote does not stand in its sentence, or the lemma is not of the quoted verb
    dropped_malformed: int = 0  # not of the form asked for
    unread_sentences: int = 0  # those of batches whose whole answer was not readable

    def line(self) -> str:
        """The tally in one line."""
        return (
            f"{self.kept} facts kept, {self.repeated} said twice, {self.dropped_ungrounded} dropped as not in their "
            f"sentence, {self.dropped_malformed} dropped as malformed; {self.unread_sentences} sentences without a "
            "readable answer"
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model reads from a document, for a person to judge."""

    reading: Reading  # mentions by rules, measures by the model
    extractor: str
    keys: tuple[str, ...]  # of the answers, in order
    tally: Tally

    def as_json(self) -> Mapping[str, Any]:
        """Where it comes from and what was dropped, ready for ``json.dumps``."""
        return {"extractor": self.extractor, "answers": list(self.keys), **asdict(self.tally)}
