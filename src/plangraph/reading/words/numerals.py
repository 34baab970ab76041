"""Numerals: what numbers in digits and in words are worth."""

import re
from decimal import Decimal

SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "million": Decimal(10**6),
    "mn": Decimal(10**6),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
    "cr": Decimal(10**7),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "trillion": Decimal(10**12),
    "dozen": Decimal(12),
}
WORDS = {word: Decimal(value) for value, word in enumerate(SMALL)}
WORDS |= {word: Decimal(10 * value) for value, word in enumerate(TENS, start=2)}


def value(match: re.Match[str]) -> str:
    """The value of a number with the groups digits, spelled and scale, as a plain decimal number."""
    digits = (match["digits"] or "").replace(" ", "").replace(",", "")
    number = Decimal(digits) if digits else spelled(match["spelled"] or "one")
    if match["scale"]:
        for word in re.findall(r"[a-z]+", match["scale"].lower()):
            number *= SCALES[word]
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def spelled(words: str) -> Decimal:
    """The value of a number in words: "two hundred and fifty"."""
    total = part = Decimal(0)
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in WORDS:
            part += WORDS[word]
        elif word == "half":
            part += Decimal("0.5")
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in SCALES:
            total, part = total + (part or Decimal(1)) * SCALES[word], Decimal(0)
    return total + part
