"""Content negotiation: RFC 9110's rules, with its own examples where it has some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.web import media
from plangraph.web.accept import choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
ROWS = (*media.ROWS, media.HTML)


@pytest.mark.parametrize(
    ("header", "offered", "chosen"),
    [
        ("", ROWS, media.RESULTS_JSON),
        ("*/*", ROWS, media.RESULTS_JSON),
        (BROWSER, ROWS, media.HTML),
        ("text/csv", ROWS, media.CSV),
        ("text/*", ROWS, media.CSV),
        ("text/*;q=0.3, text/html;q=0.7, text/csv;q=0.4", ROWS, media.HTML),
        ("text/csv;q=0, text/*", ROWS, media.TSV),
        ("application/json", ROWS, media.RESULTS_JSON),
        ("application/xml", ROWS, media.RESULTS_XML),
        ("application/xml", (*media.TRIPLES, media.HTML), media.RDFXML),
        ("application/json", (*media.TRIPLES, media.HTML), media.JSONLD),
        ("TEXT/CSV; Q=1", ROWS, media.CSV),
        ("text/csv;header=present;q=0.9, text/tab-separated-values;q=0.8", ROWS, media.CSV),
        ("image/png", ROWS, None),
        ("image/png, */*;q=0", ROWS, None),
        ("text/csv;q=nan", ROWS, None),
        (",,;;", ROWS, media.RESULTS_JSON),
    ],
)
def test_choice(header: str, offered: tuple[str, ...], chosen: str | None) -> None:
    assert choose(header, offered) == chosen


@given(st.text(max_size=200))
def test_any_header_is_an_answer(header: str) -> None:
    assert choose(header, ROWS) in (*ROWS, None)


@given(st.lists(st.sampled_from(ROWS), min_size=1, unique=True), st.data())
def test_the_highest_weight_wins(forms: list[str], data: st.DataObject) -> None:
    weights = {form: data.draw(st.integers(1, 1000)) for form in forms}
    header = ", ".join(f"{form};q={weight / 1000}" for form, weight in weights.items())
    chosen = choose(header, ROWS)
    assert chosen is not None
    assert weights[chosen] == max(weights.values())
