"""Text on its way into formats that cannot hold all of it, or would take some of it for commands."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xml_text(text: str) -> str:
    """``text`` with every character that XML 1.0 cannot hold replaced by U+FFFD. Markup is not escaped.

    >>> xml_text("a" + chr(7) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return _NOT_XML.sub("\ufffd", text)


def spreadsheet_cell(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would run as a formula.

    >>> spreadsheet_cell("=1+1")
    "'=1+1"
    """
    return "'" + text if text.startswith(_FORMULA) else text
