"""Reading files: what is refused and how it is said, what is noticed, and that offsets hold."""

import doctest
import errno
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import TextError
from plangraph.model import Evidence, Piece, Sentence, Span
from plangraph.reading.layout import characters, source
from plangraph.reading.layout.source import evidence, fold, local, outer, read_text

GOOD = "Chapter 4  Harbours\nWe will dredge the harbour of Mombasa.\n"


def _refusal(path: Path) -> str:
    with pytest.raises(TextError) as caught:
        read_text(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty file"),
        (b" \n\t\r\n\xe3\x80\x80\n", "no text"),
        (b"\xef\xbb\xbf\n", "no text"),
        (b"\0" * 64, "1:1: binary"),
        (b"first line\nsecond \0 line\n", "2:8: binary, not text: NUL at byte offset 18"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF: convert it to plain text first, for example with pdftotext"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP or DOCX"),
        (b"\x1f\x8b\x08\0" + zlib.compress(b"text"), "gzip"),
        (b"{\\rtf1\\ansi Chapter 4}", "RTF"),
        (b"\x7fELF\x02\x01\x01\0", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"\n <!DOCTYPE html><html></html>", "HTML"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode("utf-16-be"), "UTF-16"),
        (GOOD.encode("utf-32"), "UTF-32"),
        (
            "Chapter 4\nPort de Caf\u00e9\n".encode("latin-1"),
            "2:12: not text in UTF-8: invalid byte 0xe9 at byte offset 21",
        ),
        (
            b"\xef\xbb\xbf" + "Caf\u00e9 bar".encode("latin-1"),
            "1:5: not text in UTF-8: invalid byte 0xe9 at byte offset 6",
        ),
        ("第四章 港口发展规划和内河航运\n".encode("gb18030"), "iconv -f GB18030 -t UTF-8"),
        (b"slash \xc0\xaf\n", "byte offset 6"),  # an overlong spelling of "/"
        (b"surrogate \xed\xa0\x80\n", "byte offset 10"),
        (b"too high \xf4\x90\x80\x80\n", "byte offset 9"),
        (b"word " * 1000 + b"\xff\n", "1:5001: not text in UTF-8"),
        (GOOD.encode() + b"\xe7\xac", "3:1: the file ends inside a character (byte offset 59)"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    message = _refusal(path)
    assert message.startswith(str(path))
    assert said in message
    assert "\n" not in message


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert "is a folder" in _refusal(tmp_path)
    assert "not found" in _refusal(tmp_path / "missing.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "symbolic links" in _refusal(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in _refusal(tmp_path / "pipe.txt")
    assert "not a regular file" in _refusal(Path("/dev/zero"))
    assert "not a file name" in _refusal(Path("a\0b"))


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(GOOD)
    path.chmod(0)
    if os.geteuid() == 0:  # root may read everything, so the system's refusal is played

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

        monkeypatch.setattr(Path, "open", refuse)
        monkeypatch.setattr(Path, "read_bytes", refuse)
        monkeypatch.setattr("builtins.open", refuse)
    assert "permission denied" in _refusal(path)


def test_a_name_cannot_break_the_message(tmp_path: Path) -> None:
    message = _refusal(tmp_path / "a\nb\x1b[2J\u202e.txt")
    assert "a\\nb\\x1b[2J\\u202e.txt" in message
    assert message.isprintable()


def test_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\ntwo\rthree\n\n\x0cfour")
    assert read_text(path) == ("One\r\ntwo\rthree\n\n\x0cfour", ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("One\ntwo \u202eevil\u2066 three\n", 2, "direction of writing: U+202E RIGHT-TO-LEFT OVERRIDE, U+2066"),
        ("One\r\ntwo\rnorth\u200beast\n", 3, "no width: U+200B ZERO WIDTH SPACE"),
        ("a middle \ufeff mark\n", 1, "no width: U+FEFF"),
        ("One\n\nwaving \U000e0041\U000e0042\n", 3, "hidden tag characters"),
        ("One\x1b[2J\n", 1, "control characters: U+001B"),
        ("One\ntwo\ufffd\n", 2, "replacement characters"),
        ("One a" + "\u0315\u0300" * 40 + "\n", 1, "over 30 combining marks"),
        ("\u0421hapter 4\n", 1, "two scripts in one word: U+0421 CYRILLIC CAPITAL LETTER ES"),
    ],
)
def test_deceiving_characters_are_noticed(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode())
    read, notices = read_text(path)
    assert read == text
    assert [notice.line for notice in notices] == [line]
    assert said in notices[0].message
    assert notices[0].message.isprintable()


def test_honest_text_gives_no_notice(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "“Café” – 5\u00a0km²\ttab\x0cpage, μm and 港口 \U0001f468\u200d\U0001f469 family\n", encoding="utf-8"
    )
    assert read_text(path)[1] == ()


def test_many_notices_of_a_kind_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("a\u200bb\n" * 500, encoding="utf-8")
    notices = read_text(path)[1]
    assert len(notices) == 21
    assert notices[-1].line == 500
    assert "on 500 lines in all" in notices[-1].message


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(alphabet=st.characters(max_codepoint=126, exclude_characters="\t")))
def test_fold_leaves_ascii_alone(text: str) -> None:
    assert fold(text) == text


def test_fold_makes_variants_plain() -> None:
    assert fold("‘a’ “b” c–d—e‑f\u00a0g\u3000ｈ３２\ti«j»") == '\'a\' "b" c-d-e-f g h32 i"j"'


#           0         1           2          3
#           0123456789012345678 9 0 12345678901234567
BROKEN = "- dig the canals\u200b of\n\n7\n\nupper-\nEgypt;"


def _broken() -> Sentence:
    """A list item over three lines, the page number 7 between two of them."""
    pieces = (
        Piece(0, Span(2, 16)),  # dig the canals
        Piece(14, Span(17, 20)),  # of
        Piece(18, Span(25, 31)),  # upper-
        Piece(24, Span(32, 38)),  # Egypt;
    )
    whole = Evidence((Span(0, 20), Span(25, 31), Span(32, 38)), "- dig the canals\u200b of upper-Egypt;")
    return Sentence("item", "dig the canals of upper-Egypt;", pieces, whole, None, None)


@pytest.mark.parametrize(
    ("at", "segments", "quote"),
    [
        (Span(8, 14), [(10, 16)], "canals"),
        (Span(8, 17), [(10, 20)], "canals\u200b of"),
        (Span(15, 23), [(18, 20), (25, 30)], "of upper"),
        (Span(18, 29), [(25, 31), (32, 37)], "upper-Egypt"),
        (Span(0, 30), [(2, 20), (25, 31), (32, 38)], "dig the canals\u200b of upper-Egypt;"),
    ],
)
def test_evidence_of_a_local_span(at: Span, segments: list[tuple[int, int]], quote: str) -> None:
    found = evidence(BROKEN, _broken(), at)
    assert [(segment.start, segment.end) for segment in found.segments] == segments
    assert found.quote == quote
    assert outer(found) == Span(segments[0][0], segments[-1][1])


@pytest.mark.parametrize("at", [Span(3, 3), Span(-1, 4), Span(4, 31), Span(17, 18)])
def test_evidence_needs_characters(at: Span) -> None:
    with pytest.raises(ValueError, match="local span"):
        evidence(BROKEN, _broken(), at)


@pytest.mark.parametrize(
    ("offset", "at"),
    [(0, 0), (2, 0), (10, 8), (16, 14), (17, 14), (20, 17), (22, 18), (25, 18), (32, 24), (38, 30), (99, 30)],
)
def test_local_offset_of_a_source_offset(offset: int, at: int) -> None:
    assert local(_broken(), offset) == at


def test_examples() -> None:
    for module in (source, characters):
        assert doctest.testmod(module).failed == 0
