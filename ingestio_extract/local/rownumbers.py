"""Running numbers and units that stand in the column of texts because a heading names two columns at once."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ingestio_extract.local.values import FoundValue, TableRow

_NUMBER: Final = re.compile(r"0{0,3}(\d{1,4})[.)]?")
_NUMBER_BEFORE: Final = re.compile(_NUMBER.pattern + r"(?= )")
_UNIT: Final = re.compile(
    r"(?:each|ea|pcs?|pieces?|units?|kgs?|h|hrs?|hours?|m|m²|l|st|stk|stck|stück|std|stunden?|szt|uds?|un|und|pz|"
    r"pce|month|pauschal|psch|vnt|godz|ore|heures?)\.?(?= )",
    re.IGNORECASE,
)
_LEAST: Final = 3
"""Rows that must begin alike before anything is taken off them."""
_MOST_ROWS: Final = 0.8
"""The share of rows that do so: a sum or a remark may still be among them."""


def renamed(rows: list[TableRow], text: str | None) -> list[TableRow]:
    """Rows whose texts are no running numbers: those are the position ("Item" over a column of numbers, a
    second one over the texts)."""
    second = f"{text}#2"
    if text is None or not any(second in row for row in rows) or not _are_numbers(rows, text, fully=True):
        return rows
    names = {text: "position", second: text}
    kept = [{name: cell for name, cell in row.items() if name != "position"} for row in rows]
    return [{names.get(name, name): cell for name, cell in row.items()} for row in kept]


def unnumbered(rows: list[TableRow], text: str | None) -> list[TableRow]:
    """Rows without the running number or the unit that stands in front of their texts."""
    if text is None:
        return rows
    if _are_numbers(rows, text, fully=False):
        return [_without(row, text, _NUMBER_BEFORE) for row in rows]
    texts = [row[text].best.value for row in rows if text in row]
    units = sum(_UNIT.match(value) is not None for value in texts)
    if units >= _LEAST and units >= _MOST_ROWS * len(texts):
        return [_without(row, text, _UNIT) for row in rows]
    return rows


def _are_numbers(rows: Sequence[TableRow], text: str, *, fully: bool) -> bool:
    """Whether the texts are running numbers from 1 on, or begin with them."""
    texts = [row[text].best.value for row in rows if text in row]
    found = [_NUMBER.fullmatch(value if fully else value.partition(" ")[0]) for value in texts]
    numbers = [int(match[1]) for match in found if match is not None]
    least = 2 if fully else _LEAST
    runs = all(second == first + 1 for first, second in pairwise(numbers))
    return len(numbers) >= max(least, _MOST_ROWS * len(texts)) and numbers[0] == 1 and runs


def _without(row: TableRow, text: str, front: re.Pattern[str]) -> TableRow:
    cell = row.get(text)
    match = front.match(cell.best.value) if cell is not None else None
    if cell is None or match is None:
        return row
    rest = cell.best.value[match.end() :].strip()
    return {**row, text: FoundValue(replace(cell.best, value=rest, text=rest), cell.confidence, cell.others)}
