"""What can go wrong, in words a person can act on.

Every message says what is wrong, where (``file:line:column`` or an IRI) and what would be right.
The command line catches ``PlanGraphError`` and nothing wider.
"""


class PlanGraphError(Exception):
    """The base of all errors that plangraph raises on purpose."""


class TextError(PlanGraphError):
    """A text file cannot be read as a plan: missing, empty, binary, wrongly encoded."""


class DataError(PlanGraphError):
    """A table, an ontology file or a judgement of the project is broken."""


class CommandError(PlanGraphError):
    """The command line asks for what cannot be: no plan is named, or a chapter that is no number."""


class QueryError(PlanGraphError):
    """A question is unknown, is given wrong parameters, or is not SPARQL."""


class LimitError(PlanGraphError):
    """A query came to a limit and was ended; ``limit`` names it as ``plangraph.asking.limits`` does."""

    def __init__(self, message: str, limit: str) -> None:
        """What is said, and which limit it was."""
        super().__init__(message)
        self.limit = limit


class WorkerError(PlanGraphError):
    """The process that answers ended, or could not begin; a new one takes its place."""


class ServerError(PlanGraphError):
    """A server of somebody cannot be reached, refuses, or answers what it should not; ``status`` is HTTP's, or 0."""

    def __init__(self, message: str, status: int = 0) -> None:
        """What is said, and the status of the answer where there was one."""
        super().__init__(message)
        self.status = status


class MissingExtraError(PlanGraphError):
    """A part of plangraph needs an optional package that is not installed."""
