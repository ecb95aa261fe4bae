"""The small change of SpreadsheetML: references, escapes, and cells as XML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import unescape

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
MAX_TEXT: Final = 32_767
_SPECIAL: Final = re.compile(r'[&<>"]|_x[0-9A-Fa-f]{4}_')
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_ATTRIBUTE: Final = re.compile(rb"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_EPOCH: Final = date(1899, 12, 30).toordinal()
_DAYS_OF_1904: Final = 1_462


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns count from 1, ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Area") -> bool:
        """Whether they have a cell in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


def area_of(ref: str) -> Area | None:
    """The area of "A1" or "$A$1:C9", None for anything else."""
    found = _REF.fullmatch(ref.strip())
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return Area(number(left), int(top), number(right or left), int(bottom or top))


@lru_cache(maxsize=MAX_COLUMNS)
def letters(column: int) -> str:
    """The name of a column that counts from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: str) -> int:
    """The column's number from 1."""
    value = 0
    for letter in name:
        value = value * 26 + ord(letter) - 64
    return value


def escaped(text: str) -> str:
    """Text as XML holds it; what Excel would take for an escape ("_x000D_") is escaped itself."""
    if _SPECIAL.search(text) is None:
        return text
    text = _ESCAPED.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def read_escapes(text: str) -> str:
    """The text behind Excel's own escapes."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def text_cell(place: str, style: int, text: str, prefix: str = "") -> str:
    """Text in the cell itself, so that the list of shared ones is not touched."""
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "\n" in text else ""
    if prefix:
        return (
            f'<{prefix}c r="{place}" s="{style}" t="inlineStr"><{prefix}is>'
            f"<{prefix}t{kept}>{escaped(text)}</{prefix}t></{prefix}is></{prefix}c>"
        )
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{escaped(text)}</t></is></c>'


def number_cell(place: str, style: int, digits: str, prefix: str = "") -> str:
    return f'<{prefix}c r="{place}" s="{style}"><{prefix}v>{digits}</{prefix}v></{prefix}c>'


def formula_cell(place: str, style: int, formula: str, prefix: str = "") -> str:
    """A formula without a value: the workbook is calculated when it is opened."""
    text = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<{prefix}c r="{place}" s="{style}"><{prefix}f>{text}</{prefix}f></{prefix}c>'


def bare_cell(place: str, style: int, prefix: str = "") -> str:
    return f'<{prefix}c r="{place}" s="{style}"/>'


def serial(day: date, *, since_1904: bool) -> int:
    """The day as Excel counts it."""
    return day.toordinal() - _EPOCH - (_DAYS_OF_1904 if since_1904 else 0)


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag."""
    return {
        name.decode(): unescape(value[1:-1].decode(), {"&quot;": '"', "&apos;": "'"})
        for name, value in _ATTRIBUTE.findall(tag)
    }


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The start tag with other values, all else in it as it was; None takes one out."""
    for name, value in changes.items():
        pattern = re.compile(rb"\s+" + re.escape(name.encode()) + rb"""\s*=\s*("[^"]*"|'[^']*')""")
        new = b"" if value is None else f' {name}="{escaped(value)}"'.encode()
        found = pattern.search(tag)
        if found is not None:
            tag = tag[: found.start()] + new + tag[found.end() :]
        elif value is not None:
            at = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:at].rstrip() + new + tag[at:]
    return tag
