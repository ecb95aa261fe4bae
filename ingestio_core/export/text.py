"""Make text safe for a cell."""

import re
from typing import Final

_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (and so no workbook), lone surrogates among it, and DEL."""
_FORMULA: Final = re.compile(
    "[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠]| *[\t\r\n]"
)
"""What spreadsheets may take for a formula in a CSV cell (OWASP, "CSV Injection"), also full-width and
behind what is not seen."""


def printable(text: str) -> str:
    """The text without control characters; line ends become a line feed."""
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", text)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it as a formula."""
    if text[:1].isalnum():
        return text
    return "'" + text if _FORMULA.match(text) else text


def utf16_length(text: str) -> int:
    """The length as Excel counts it: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def shortened(text: str, limit: int) -> str:
    """The first `limit` UTF-16 code units, never half a character."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
