"""The lines of a table: what each is, its pieces by column, and where its letters stand."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Final

from ingestio_extract.layout import Row
from ingestio_extract.local.atoms import Atom, numbers_of
from ingestio_extract.local.candidates import Document

_DESCENDERS: Final = frozenset("gjpqyçşţ,;()[]{}|_@Qµ$")


class Kind(Enum):
    """What a line under a heading is."""

    ITEM = "item"
    TEXT = "text"
    SUM = "sum"
    CARRIED = "carried"
    DISCOUNT = "discount"


@dataclass(slots=True)
class Line:
    """One row of the page with its pieces by column; `base` is where its letters stand."""

    row: Row
    cells: dict[str, list[Atom]]
    base: float
    kind: Kind = Kind.TEXT

    @property
    def page(self) -> int:
        return self.row.page


@dataclass(slots=True)
class Item:
    """The lines of one row of the table: those with its figures, the texts above and below, and what is
    taken off its amount."""

    lines: list[Line]
    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    discounts: list[Line] = field(default_factory=list)

    @property
    def all_lines(self) -> list[Line]:
        return [*self.above, *self.lines, *self.below]


def figure_of(document: Document, line: Line, roles: Sequence[str] | set[str]) -> Decimal | None:
    """The last number under one of `roles`."""
    for role in roles:
        for atom in reversed(line.cells.get(role, [])):
            hits = [hit for hit in numbers_of(atom, document) if not hit.percent]
            if hits:
                return (hits[0] if role in ("quantity", "unit_price") else hits[-1]).amount
    return None


def is_rate(document: Document, line: Line, role: str) -> bool:
    """Whether what stands under a column of quantities or prices is a rate of tax that only happens to."""
    if not role.startswith(("quantity", "unit_price")):
        return False
    hits = [hit for atom in line.cells[role] for hit in numbers_of(atom, document)]
    return bool(hits) and all(hit.percent for hit in hits)


def baseline(row: Row) -> float:
    """Where the letters of a row stand, tails left out."""
    feet = [
        word.box[3] - (0.22 * word.height if _DESCENDERS & set(word.text) else 0.0)
        for part in row.segments
        for word in part.words
    ]
    return statistics.median(feet)
