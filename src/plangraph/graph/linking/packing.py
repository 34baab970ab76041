"""Profiles as text, to be kept between builds."""

import json
from dataclasses import asdict
from typing import Any

from plangraph.graph.linking.profiles import Profile, Said


def packed(found: list[Profile]) -> str:
    """Profiles as text."""
    return json.dumps([asdict(profile) for profile in found], default=sorted, ensure_ascii=False)


def unpacked(text: str) -> list[Profile]:
    """The profiles in a text."""
    return [
        Profile(
            chapter=profile["chapter"],
            date=profile["date"],
            series=profile["series"],
            measures=tuple(_said(said) for said in profile["measures"]),
            sentences=tuple(frozenset(words) for words in profile["sentences"]),
        )
        for profile in json.loads(text)
    ]


def _said(said: dict[str, Any]) -> Said:
    changed = {
        "words": tuple(said["words"]),
        "things": frozenset(said["things"]),
        "where": frozenset(said["where"]),
        "figures": tuple((value, unit) for value, unit in said["figures"]),
    }
    return Said(**{**said, **changed})
