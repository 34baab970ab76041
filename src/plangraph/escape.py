"""Text on its way into formats that cannot hold all of it, or would take some of it for commands."""

import json
import re
import unicodedata

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_ASCII = re.compile("[^\n -~]")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})  # general categories
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xml_text(text: str) -> str:
    """``text`` with every character that XML 1.0 cannot hold replaced by U+FFFD. Markup is not escaped.

    >>> xml_text("a" + chr(7) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return _NOT_XML.sub("\ufffd", text)


def json_text(text: str) -> str:
    r"""JSON with what a terminal would act upon, or hide, written as an escape: the same values, safe to look at.

    >>> json_text('"a' + chr(0x9b) + '2Jb"')
    '"a\\u009b2Jb"'
    """
    return _NOT_ASCII.sub(lambda found: _escaped(found.group()), text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if unicodedata.category(character) in _UNSEEN else character


def spreadsheet_cell(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would run as a formula.

    >>> spreadsheet_cell("=1+1")
    "'=1+1"
    """
    return "'" + text if text.startswith(_FORMULA) else text
