"""Precision: how often a rule is right, as counted on annotated texts."""

from collections.abc import Sequence
from functools import cache

from plangraph.reading.lexicon.tables import table

JUDGED = "judged"  # the rule of what a person accepted or added


@cache
def _precisions() -> dict[str, float]:
    """By rule the share of right readings, after the rule of succession: one right and one wrong are added.

    So a rule that was right four times out of four is not taken to be always right.
    """
    rows = table("precisions", ("rule", "right", "count"))
    return {row["rule"]: (int(row["right"]) + 1) / (int(row["count"]) + 2) for row in rows}


def confidence(rules: Sequence[str]) -> float:
    """The confidence of a reading: the product of the precisions of the rules that made it, in 0 to 1.

    A rule that was never counted leaves it as it is. What a person judged is taken as right.
    """
    if JUDGED in rules:
        return 1.0
    product = 1.0
    for rule in rules:
        product *= _precisions().get(rule, 1.0)
    return product


def forget() -> None:
    """Read the table again the next time; it has been written anew."""
    _precisions.cache_clear()
