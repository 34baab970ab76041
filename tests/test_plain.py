"""Text for a terminal: nothing in it can move the cursor, and columns line up in Chinese too."""

from hypothesis import given
from hypothesis import strategies as st

from plangraph.views import plain


@given(st.text())
def test_safe_text_is_printable(text: str) -> None:
    assert all(char.isprintable() or char == "\u3000" or char.isspace() for char in plain.safe(text))
    assert "\x1b" not in plain.safe(text)
    assert "\u202e" not in plain.safe(text)


def test_escapes_are_shown_not_dropped() -> None:
    assert plain.safe("a\u202eb\x07") == "a\\u202eb\\x07"


def test_chinese_takes_two_columns() -> None:
    lines = plain.table(("name", "x"), [("西藏", "1"), ("Tibet", "2")], columns=40).splitlines()
    assert [plain.width(line.split(" 1")[0].split(" 2")[0].rstrip() + " ") for line in lines[2:]] == [5, 6]
    assert lines[2].index("1") == lines[3].index("2") - 2


def test_wide_tables_are_cut_to_the_terminal() -> None:
    lines = plain.table(("a", "b"), [("x" * 200, "y")], columns=40).splitlines()
    assert max(map(plain.width, lines)) <= 40
    assert "…" in lines[2]
