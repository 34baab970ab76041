"""The canonical form of a name: two names of one sort with the same form name one thing.

Small letters without accents and apostrophes; no article, no word that only says the sort ("Province", "Initiative",
"port"); heads in the singular; directions as codes ("northeastern" and "Northeast" are one); the ends of a line in the
order of the alphabet; ordinals as figures. Chinese names lose the characters that say the sort.
"""

import re
import unicodedata
from collections.abc import Iterable

# Classes that name one sort of thing. What stands in two sorts is never one thing: a city is not its airport.
SORTS: dict[str, str] = {
    **dict.fromkeys(("EconomicBelt", "EconomicZone"), "economic area"),
    **dict.fromkeys(("PilotZone", "ExperimentalZone"), "pilot zone"),
}
# By sort: words that say no more than the sort, at the end of a name or anywhere in it
_SAID_AGAIN: dict[str, str] = {
    "Province": "province|municipality|(?:uygur|hui|zhuang)? ?autonomous region|special administrative region|sar",
    "Prefecture": "city|municipality|prefecture|(?:autonomous )?prefecture",
    "County": "city|county|district|autonomous county|banner",
    "MacroRegion": "china|region|part|area",
    "CityCluster": "region|city cluster|cluster of city|urban agglomeration|city group",
    "economic area": "economic|belt|zone|circle|twin-city",
    "MetropolitanArea": "metropolitan area|of",
    "BorderPort": "border port|port of entry|port|border crossing",
    "Airport": "international airport|airport",
    "Railway": "railway|railroad|line",
    "Highway": "highway|expressway|road",
    "River": "river",
    "Initiative": "initiative",
    "Industry": "industry|sector",
    "Country": "republic of|people's republic of",
    "Programme": "for national economic and social development",
    "pilot zone": "for development and opening up",
}
_SAID_AGAIN_ZH: dict[str, str] = {
    "Province": "省|市|(?:维吾尔|回族|壮族)?自治区|特别行政区",
    "Prefecture": "市|地区|自治州|盟",
    "County": "市|县|区|旗|自治县",
    "MacroRegion": "地区|部",
    "BorderPort": "口岸",
    "Airport": "国际机场|机场",
    "economic area": "双城|经济[带区圈]|地区",
    "CityCluster": "地区|城市群|一体化",
    "Railway": "铁路",
    "River": "江|河",
    "NewArea": "新区",
}
_COMPASS = {"north": "N", "east": "E", "south": "S", "west": "W", "central": "C"}
_DIRECTION = re.compile(r"(?:(north|south)[- ]?)?(east|west)(?:ern)?|(north|south)(?:ern)?|(central)")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_NUMBERS = {word: str(number) for number, word in enumerate(_ORDINALS.split(), start=1)}
_HAN = re.compile(r"[\u3400-\u9fff]")


def sort_of(cls: str) -> str:
    """The sort of a class of the ontology."""
    return SORTS.get(cls, cls)


def canonical(name: str, sort: str) -> str:
    """The canonical form of a name of a sort.

    >>> canonical("the Xinjiang Uygur Autonomous Region", "Province") == canonical("Xinjiang", "Province")
    True
    >>> canonical("Kowloon-Beijing Railway", "Railway") == canonical("Beijing-Kowloon railways", "Railway")
    True
    >>> canonical("eastern region", "MacroRegion") == canonical("northeastern China", "MacroRegion")
    False
    """
    if _HAN.search(name):
        return _chinese(name, sort)
    words = [_singular(_NUMBERS.get(word, word)) for word in _folded(name).split()]
    plain = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", r"\1", " ".join(words))
    again = _SAID_AGAIN.get(sort)
    short = " ".join(re.sub(rf"(?<![\w-])(?:{again})(?![\w-])", " ", plain).split()) if again else plain
    short = _ends(_directed(short or plain, sort))
    return short.removesuffix("jiang") if sort == "River" and short != "jiang" else short


def _folded(name: str) -> str:
    """Small letters, no accents, no apostrophes, one sort of hyphen and blank, no leading article."""
    plain = unicodedata.normalize("NFKD", name.replace("–", "-").replace("—", "-"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’‘]", "", re.sub(r"['’]s\b", "", plain))
    return " ".join(re.sub(r"[^\w\s-]", " ", plain).split()).removeprefix("the ")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


def _directed(name: str, sort: str) -> str:
    """Direction words as codes; a large region that is nothing else is told by its codes alone."""
    coded = re.sub(rf"\b(?:{_DIRECTION.pattern})\b", _code, name)
    if sort == "MacroRegion":
        codes = re.findall(r"\b[NS]?[EWNSC]\b", coded)
        rest = re.sub(r"\b(?:and|of|the|[NS]?[EWNSC])\b", " ", coded).split()
        return "+".join(sorted(codes)) if codes and not rest else coded
    return coded


def _code(found: re.Match[str]) -> str:
    return "".join(_COMPASS[part] for part in found.groups() if part)


def _ends(name: str) -> str:
    """The parts of a name with hyphens in the order of the alphabet: a line is the same from either end."""
    return re.sub(r"\w+(?:-\w+)+", lambda found: "-".join(sorted(found[0].split("-"))), name)


def _chinese(name: str, sort: str) -> str:
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name))
    again = _SAID_AGAIN_ZH.get(sort)
    if sort == "MacroRegion":
        plain = re.sub("[东西南北中]+", lambda found: "+" + found[0], plain)
    return (re.sub(rf"(?:{again})+$", "", plain) if again else plain) or plain


def forms(names: Iterable[str], sort: str) -> frozenset[str]:
    """The canonical forms of several names of one thing."""
    return frozenset(canonical(name, sort) for name in names if name)
