"""Prints tables of figures."""

import statistics
import sys
from collections.abc import Sequence
from typing import Any


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The first column to the left, all others to the right."""
    cells = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    print(f"\n{title}")
    for row in cells:
        first, *others = (
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *others]), flush=True)


def p50_p95(seconds: Sequence[float]) -> tuple[float, float]:
    parts = statistics.quantiles(seconds, n=20, method="inclusive")
    return parts[9], parts[18]


def ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else "-"


def say(words: str) -> None:
    """On standard error: what is being done now."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
