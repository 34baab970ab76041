"""What a check found wrong, in words a policy reader understands."""

from dataclasses import dataclass

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    ``check`` names the check (``shapes/Measure/plan:action``, the id of a query, ``quotes``), ``severity`` is one of
    ``SEVERITIES``, ``subject`` the IRI of what is wrong, ``sentence`` that of the sentence which says it (empty: none
    does), ``message`` what is wrong and ``remedy`` what to do about it.
    """

    check: str
    severity: str
    subject: str
    sentence: str
    message: str
    remedy: str

    def line(self) -> str:
        """All of it as one plain line, with nothing in it that a terminal would act upon."""
        where = f"{self.subject} in {self.sentence}" if self.sentence not in ("", self.subject) else self.subject
        text = " ".join(f"{self.severity}: {where}: {self.message} {self.remedy} [{self.check}]".split())
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
