"""Any other table that a prompt asks for: under headings of its columns' names, or as repeated labels."""

import re
from collections.abc import Mapping
from typing import Final

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_extract.layout import Segment
from ingestio_extract.local.atoms import atom_of, cell_value
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.columns import Column, columns_of
from ingestio_extract.local.tables import read_table
from ingestio_extract.local.values import FoundValue, TableRow

_BEHIND: Final = re.compile(r"\s*[:=]\s*")


def read_any_table(document: Document, spec: FieldSpec) -> list[TableRow]:
    """The rows under a heading that names two of the columns; else one row for each time that labels of
    the columns come again."""
    columns = columns_of(spec)
    texts = [item.role for item in columns.values() if item.type is FieldType.TEXT]
    reading = read_table(document, list(columns.values()), texts[0] if texts else None)
    wanted = {item.role for item in columns.values()}
    rows = [{role: cell for role, cell in row.items() if role in wanted} for row in reading.rows]
    return [row for row in rows if row] or _records(document, columns)


def _records(document: Document, columns: Mapping[str, Column]) -> list[TableRow]:
    """Blocks of "label: value", a new row beginning where a label comes that the row has."""
    rows: list[TableRow] = []
    row: TableRow = {}
    for segment in document.layout.segments:
        for column in columns.values():
            cell = _labelled(document, segment, column)
            if cell is None:
                continue
            if column.role in row:
                rows.append(row)
                row = {}
            row[column.role] = cell
            break
    return [item for item in [*rows, row] if len(item) >= min(2, len(columns))]


def _labelled(document: Document, segment: Segment, column: Column) -> FoundValue | None:
    """What stands behind a label, in its own piece of the row or in the next."""
    match = column.pattern.match(segment.folded)
    behind = _BEHIND.match(segment.text, match.end()) if match is not None else None
    if behind is None:
        return None
    words = tuple(segment.words_at(behind.end(), len(segment.text)))
    if not words:
        beside = document.layout.right_of(segment)
        words = beside[0].words if beside else ()
    return cell_value(document, column, [atom_of(words)], segment.row) if words else None
