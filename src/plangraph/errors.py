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


class QueryError(PlanGraphError):
    """A question is unknown, is given wrong parameters, or is not SPARQL."""


class MissingExtraError(PlanGraphError):
    """A part of plangraph needs an optional package that is not installed."""
