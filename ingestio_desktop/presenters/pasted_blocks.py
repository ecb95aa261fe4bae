"""Blocks of cells as spreadsheets copy and paste them: tabs and lines, quoted where needed."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.presenters.values import NUMERIC, DateOrder, Writing

Block: TypeAlias = Sequence[Sequence[str]]
"""Rows of cells."""

_DAY: Final = re.compile(r"\s*(\d{1,2})[-/ ](\d{1,2})[-/ ]\d{2,4}\b")
_MONTHS: Final = 12
_NUMBER: Final = re.compile(r"\D{0,4}[\d.,'’\s\u00a0\u202f]*\d\D{0,4}")


def block_of(text: str) -> list[list[str]]:
    """The cells of a copied text. One with line breaks, tabs or quotes in it is quoted, its quotes doubled;
    one that only begins with a quote (as inches do in some programs) is taken as it stands."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.endswith("\n"):
        text = text[:-1]
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def text_of(block: Block) -> str:
    """A block as a spreadsheet takes it from the clipboard."""
    buffer = io.StringIO()
    csv.writer(buffer, dialect="excel-tab", lineterminator="\n").writerows(block)
    return buffer.getvalue()


def as_sheet(way: Writing, cells: Iterable[tuple[FieldSpec, str]]) -> Writing:
    """How a sheet with these cells in it writes: with its own decimal mark, and day or month first, where one
    of them tells it."""
    known = list(cells)
    decimal = decimal_mark_of(text for spec, text in known if spec.type in NUMERIC)
    order = _order_of(text for spec, text in known if spec.type is FieldType.DATE)
    return replace(way, decimal=decimal or way.decimal, printed_order=order or way.printed_order)


def decimal_mark_of(texts: Iterable[str]) -> str:
    """The decimal mark that numbers of one sheet show; empty where none of them tells."""
    for text in texts:
        if not _NUMBER.fullmatch(text.strip()):
            continue
        marks = [sign for sign in text if sign in ".,"]
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) == 1:
            digits = len(re.sub(r"\D", "", text.rpartition(marks[0])[2]))
            if digits != 3 or re.match(r"\D*0?[.,]", text):
                return marks[0]
        elif len(marks) > 1:
            return "," if marks[0] == "." else "."
    return ""


def _order_of(texts: Iterable[str]) -> DateOrder | None:
    """What 3/4/24 means in a sheet that has 25/12/23, too; None where nothing tells, or both are there."""
    found = {
        DateOrder.DAY_FIRST if int(match[1]) > _MONTHS else DateOrder.MONTH_FIRST
        for text in texts
        if (match := _DAY.match(text)) and (int(match[1]) > _MONTHS) != (int(match[2]) > _MONTHS)
    }
    return found.pop() if len(found) == 1 else None


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends."""
    if text[at : at + 1] == '"' and (quoted := re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)').match(text, at)):
        return quoted[1].replace('""', '"'), quoted.end()
    end = re.compile(r"[\t\n]|\Z").search(text, at)
    assert end is not None, "the end of the text is one"
    return text[at : end.start()], end.start()
