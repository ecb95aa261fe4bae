"""The one table at the end: a figure, its peer in the same run, and what was asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure. `peer` names what stands beside it; `asked` says what must be reached, `>= 0.93`."""

    measure: str
    value: float | None
    peer: str = ""
    beside: float | None = None
    asked: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Options:
    """`data` is the folder with the data sets, `scratch` may be written to, `only` are words of which a
    title must hold one, `misses` asks for a list of what was read wrongly."""

    data: Path
    scratch: Path
    only: Sequence[str] = ()
    misses: bool = False

    def wants(self, title: str) -> bool:
        return not self.only or any(word in title for word in self.only)


Section = Callable[[Options], Iterator[Row]]
"""Prints what it likes on its way and gives the rows of the table."""


def print_rows(rows: Sequence[Row]) -> None:
    print(f"\n{'measure':<58}{'value':>10}  {'peer':<34}{'peer':>8}  asked")
    for row in rows:
        value, beside = _cell(row.value, row.unit), _cell(row.beside)
        print(f"{row.measure:<58}{value:>10}  {row.peer:<34}{beside:>8}  {row.asked}")


def _cell(value: float | None, unit: str = "") -> str:
    return "-" if value is None else f"{value:.3f}{unit and ' ' + unit}"
