"""How what was read is compared with the truth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from rapidfuzz import fuzz

from ingestio_extract.layout import fold

TABLES: Final = ("line_items", "transactions", "parties")


@dataclass
class Score:
    """Counts of one field: right, read, and printed."""

    right: float = 0
    exact: float = 0
    read: float = 0
    printed: float = 0

    def f1(self, right: float) -> float | None:
        total = self.read + self.printed
        return None if total == 0 else 2 * right / total


@dataclass
class Board:
    """The figures of one folder."""

    scores: dict[str, Score] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    types: list[bool] = field(default_factory=list)
    surety: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def note(self, name: str, read: Any, truth: Any, kind: str, file: str) -> None:
        score = self.scores.setdefault(name, Score())
        if isinstance(truth, list) or isinstance(read, list):
            _note_table(score, read or [], truth or [], name)
            cells = _cells(truth or [])
            if table_score(read or [], truth or []) < cells or _cells(read or []) != cells:
                self.misses.append(f"{file} {name}\n      read  {read}\n      truth {truth}")
            return
        score.read += read is not None
        score.printed += truth is not None
        right = read is not None and truth is not None and alike(name, read, truth)
        score.right += right
        score.exact += right and str(read) == str(truth)
        if (read is None) != (truth is None) or (truth is not None and not right):
            self.misses.append(f"{file} {name}: read {read!r}, truth {truth!r}")

    def all(self) -> Score:
        total = Score()
        for name, score in self.scores.items():
            if name in TABLES:
                continue
            total.right += score.right
            total.exact += score.exact
            total.read += score.read
            total.printed += score.printed
        return total


def alike(name: str, read: Any, truth: Any) -> bool:
    """Equal when case, accents, punctuation and the way of writing a number are left out."""
    try:
        return Decimal(str(read)) == Decimal(str(truth))
    except InvalidOperation:
        pass
    first, second = (re.sub(r"[^a-z0-9]", "", fold(str(value))) for value in (read, truth))
    if not first and not second:
        return str(read).strip() == str(truth).strip()
    return first == second


def _cells(rows: list[dict[str, Any]]) -> int:
    return sum(value is not None for row in rows for value in row.values())


def table_score(read: list[dict[str, Any]], truth: list[dict[str, Any]]) -> float:
    """Cells that are right when each true row is laid beside the read row that fits it best."""
    fits = [
        (sum(_same_cell(row, other, name) for name in row), -abs(index - place), index, place)
        for index, row in enumerate(truth)
        for place, other in enumerate(read)
    ]
    rows: set[int] = set()
    places: set[int] = set()
    right = 0
    for fit, _, index, place in sorted(fits, reverse=True):
        if index not in rows and place not in places:
            rows.add(index)
            places.add(place)
            right += fit
    return right


def _same_cell(truth: Mapping[str, Any], read: Mapping[str, Any], name: str) -> bool:
    first, second = truth.get(name), read.get(name)
    if first is None or second is None:
        return False
    if name == "description":
        return alike(name, second, first) or fuzz.ratio(fold(str(first)), fold(str(second))) >= 90
    return alike(name, second, first)


def _note_table(score: Score, read: list[dict[str, Any]], truth: list[dict[str, Any]], name: str) -> None:
    names = {key for row in truth for key in row}
    asked = [{key: value for key, value in row.items() if key in names} for row in read] if truth else read
    right = table_score(asked, truth)
    score.right += right
    score.exact += sum(any(_equal_row(row, other) for other in asked) * _cells([row]) for row in truth)
    score.read += _cells(asked)
    score.printed += _cells(truth)


def _equal_row(truth: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    return all(str(read.get(name)) == str(value) for name, value in truth.items())
