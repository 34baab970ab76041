"""Text on its way into formats that cannot hold all of it, or would take some of it for commands."""

import json
import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
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
    return _UNSEEN.sub(lambda found: json.dumps(found.group())[1:-1], text)


def spreadsheet_cell(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would run as a formula.

    >>> spreadsheet_cell("=1+1")
    "'=1+1"
    """
    return "'" + text if text.startswith(_FORMULA) else text
