"""Which format a request wants: by the suffix of its path, by ``format=``, or by what its client accepts."""

from collections.abc import Mapping

from starlette.requests import Request

from plangraph.web import media
from plangraph.web.accept import choose
from plangraph.web.errors import Refusal
from plangraph.web.guarding import header

RDF = (media.TURTLE, media.NTRIPLES, media.JSONLD, media.RDFXML)


def form(request: Request, offered: tuple[str, ...], *, by_field: bool = True) -> str:
    """The format of an answer.

    Args:
        request: What came.
        offered: The formats there are, the one for clients that accept anything first.
        by_field: Whether ``format=`` counts.

    Raises:
        Refusal: there is no such format (400), or none that the client accepts (406).
    """
    name = request.query_params.get("format", "") if by_field else ""
    if name:
        wanted = media.JSON if name == "json" and media.JSON in offered else media.SHORT.get(name, "")
        if wanted not in offered:
            known = ", ".join(media.SHORT_OF.get(one, "json") for one in offered)
            raise Refusal(400, f"format={name[:40]!r}: it is one of {known}")
        return wanted
    chosen = choose(header(request.scope, b"accept"), offered)
    if chosen is None:
        raise Refusal(406, f"this can be had as {', '.join(offered)}")
    return chosen


def suffixes(*forms: str) -> dict[str, str]:
    """What stands at the end of a path for each of some formats."""
    return {f".{media.SHORT_OF[one]}": one for one in forms}


def without_suffix(name: str, known: Mapping[str, str]) -> tuple[str, str]:
    """A name without its suffix, and the format that the suffix stands for; empty where it has none."""
    for suffix, wanted in known.items():
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix), wanted
    return name, ""
