"""From bytes to text: what is no UTF-8 text is named, never guessed at and never repaired."""

from plangraph.errors import TextError
from plangraph.reading.layout.characters import INVISIBLE

_SAVE = "save it as plain text in UTF-8"
_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "is a PDF: convert it to plain text first, for example with pdftotext"),
    (b"PK\x03\x04", f"is a ZIP or DOCX file: open it and {_SAVE}"),
    (b"PK\x05\x06", f"is a ZIP or DOCX file: open it and {_SAVE}"),
    (b"\x1f\x8b", "is a gzip file: unpack it first"),
    (b"{\\rtf", f"is an RTF file: open it and {_SAVE}"),
    (b"\xd0\xcf\x11\xe0", f"is an old Word or Office file: open it and {_SAVE}"),
    (b"\xff\xfe\x00\x00", "is UTF-32: convert it to UTF-8"),
    (b"\x00\x00\xfe\xff", "is UTF-32: convert it to UTF-8"),
    (b"\xff\xfe", "is UTF-16: convert it to UTF-8"),
    (b"\xfe\xff", "is UTF-16: convert it to UTF-8"),
    (b"\x7fELF", "binary, not text: a program file; give a text file"),
)
_MARKUP = (b"<!doctype html", b"<html")


def decode(data: bytes, shown: str) -> str:
    """The text of a file's bytes, a byte order mark dropped.

    Args:
        data: the whole file.
        shown: the file's name as messages print it.

    Raises:
        TextError: the bytes are no UTF-8 text; with the byte offset, line and column of the first fault.
    """
    if not data:
        raise TextError(f"{shown}: empty file: give a text file with a plan's text in it")
    for magic, message in _FORMATS:
        if data.startswith(magic):
            raise TextError(f"{shown}: {message}")
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise TextError(f"{shown}: looks like HTML: open it in a browser and {_SAVE}")
    zero = data.find(b"\0")
    if zero >= 0:
        if _wide(data):
            raise TextError(f"{shown}: looks like UTF-16 without a byte order mark: convert it to UTF-8")
        raise TextError(f"{_place(data, zero, shown)}: binary, not text: NUL at byte offset {zero}; give a text file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError(_fault(data, error, shown)) from error
    if text.isspace() or all(character.isspace() or character in INVISIBLE for character in text):
        raise TextError(f"{shown}: no text: there is nothing but blanks in the file")
    return text


def _wide(data: bytes) -> bool:
    """NULs on every other byte, and hardly any on the bytes between: sixteen-bit text."""
    head = data[:4096]
    half = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    return max(even, odd) > 0.4 and min(even, odd) < 0.05


def _fault(data: bytes, error: UnicodeDecodeError, shown: str) -> str:
    """The message for bytes that are not UTF-8."""
    # utf-8-sig counts from behind the mark
    offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    place = _place(data, offset, shown)
    if error.reason == "unexpected end of data":
        return f"{place}: the file ends inside a character (byte offset {offset}): it was cut off; get the whole file"
    return (
        f"{place}: not text in UTF-8: invalid byte 0x{data[offset]:02x} at byte offset {offset}; "
        f"convert the file, for example with: iconv -f {_guess(data)} -t UTF-8"
    )


def _guess(data: bytes) -> str:
    """An encoding worth trying, for the advice only: Chinese if it decodes to Chinese, else Western."""
    text = data[:65536].decode("gb18030", "ignore")
    wide = sum(1 for character in text if character > "\x7f")
    chinese = sum(1 for character in text if "\u4e00" <= character <= "\u9fff")
    return "GB18030" if chinese > 4 and chinese > 0.6 * wide else "ISO-8859-1"


def _place(data: bytes, offset: int, shown: str) -> str:
    """``file:line:column`` of a byte offset, lines as an editor counts them."""
    head = data[:offset]
    lines = head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1
    start = max(head.rfind(b"\n"), head.rfind(b"\r")) + 1
    return f"{shown}:{lines}:{len(head[start:].decode('utf-8', 'replace')) + 1}"
