"""Precision: how often a rule is right, as measured on annotated texts."""

from collections.abc import Sequence
from functools import cache

from plangraph.reading.lexicon.tables import table


@cache
def _precisions() -> dict[str, float]:
    return {row["rule"]: float(row["precision"]) for row in table("precisions", ("rule", "precision", "count"))}


def confidence(rules: Sequence[str]) -> float:
    """The confidence of a reading: the product of the precisions of the rules that made it, in 0 to 1.

    A rule that was never measured counts as 1, so that it neither helps nor harms.
    """
    product = 1.0
    for rule in rules:
        product *= _precisions().get(rule, 1.0)
    return product
