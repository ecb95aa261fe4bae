"""Formulas filled down, as Excel does when a list grows."""

import re
from typing import Final

from ingestio_core.export.workbook.markup import Area, number

_KEPT: Final = re.compile(r""""[^"]*"|'[^']*'|\[(?:[^\[\]]|\[[^\]]*\])*\]""")
"""Texts, quoted sheet names and the columns of tables: nothing in them moves."""
_CELL: Final = re.compile(r"(?<![\w.$])(\$?[A-Za-z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(])")
_AREA: Final = re.compile(
    r"(?<![\w.$!])\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6}):\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})(?![\w.(])"
)
_ROWS: Final = re.compile(r"(?<![\w.$:])(\$?)([1-9]\d{0,6}):(\$?)([1-9]\d{0,6})(?![\w.(:])")


def filled_down(formula: str, rows: int) -> str:
    """The formula as it is so many rows further down."""
    parts, at = [], 0
    for kept in _KEPT.finditer(formula):
        parts += [_moved(formula[at : kept.start()], rows), kept[0]]
        at = kept.end()
    return "".join([*parts, _moved(formula[at:], rows)])


def names_row(formula: str, row: int) -> bool:
    """Whether a cell of that row is named in the formula, alone or as the end of an area."""
    plain = _KEPT.sub("", formula)
    return any(int(found[3]) == row for found in _CELL.finditer(plain)) or any(
        row in {int(found[2]), int(found[4])} for found in _ROWS.finditer(plain)
    )


def areas_named(formula: str) -> tuple[Area, ...]:
    """The areas of its own sheet that it names."""
    found = _AREA.finditer(_KEPT.sub("", formula))
    return tuple(
        Area(number(left.upper()), int(top), number(right.upper()), int(bottom))
        for left, top, right, bottom in (each.groups() for each in found)
    )


def has_places(formula: str) -> bool:
    """Whether it names cells by their place, and not only by their column's name."""
    plain = _KEPT.sub("", formula)
    return _CELL.search(plain) is not None or _ROWS.search(plain) is not None


def _moved(text: str, rows: int) -> str:
    def cell(found: re.Match[str]) -> str:
        column, fixed, row = found.groups()
        return found[0] if fixed else f"{column}{int(row) + rows}"

    def whole(found: re.Match[str]) -> str:
        first, top, last, bottom = found.groups()
        top = top if first else str(int(top) + rows)
        bottom = bottom if last else str(int(bottom) + rows)
        return f"{first}{top}:{last}{bottom}"

    return _CELL.sub(cell, _ROWS.sub(whole, text))
