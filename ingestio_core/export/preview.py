"""The first rows of an export, as texts, for a person to look at before the file is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingestio_core.export.looks import cell_text, look_of
from ingestio_core.export.model import Column, ExportDocument, ExportOptions
from ingestio_core.export.rows import SheetLayout
from ingestio_core.export.text import printable
from ingestio_core.export.wanted import wanted


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column that there could be. `of_item` is one of the item's own, when each has a row;
    `picked` says that it is in the export."""

    column: Column
    of_item: bool
    picked: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """Texts in the order of the picked columns. `first` is the first row of its document, `marked`
    one that is not confirmed."""

    document_id: str
    cells: tuple[str, ...]
    first: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class PreviewSheet:
    """`columns` has the picked ones first, in their order, then the others in plan order."""

    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]


def preview_sheet(
    documents: Iterable[ExportDocument],
    options: ExportOptions,
    limit: int = 50,
    *,
    others: Iterable[ExportDocument] = (),
) -> PreviewSheet:
    """The first `limit` rows. No more documents are taken from the iterator than these need; give
    one document of each further field plan as `others`, so that its columns are there."""
    layout, shown = SheetLayout(options), list[ExportDocument]()
    for document in documents:
        if not wanted(document, options):
            continue
        layout.add(document)
        shown.append(document)
        if layout.row_count >= limit:
            break
    for document in others:
        layout.add(document)
    columns = layout.columns()
    looks = [look_of(column, options) for column in columns]
    rows: list[PreviewRow] = []
    for document in shown:
        for number, row in enumerate(layout.rows(document, columns)):
            if len(rows) == limit:
                break
            cells = tuple(
                cell_text(cell, look, options.decimal) for cell, look in zip(row.cells, looks, strict=True)
            )
            rows.append(PreviewRow(document.id, tuple(map(printable, cells)), number == 0, row.marked))
    picked = {column.key for column in columns}
    return PreviewSheet(
        tuple(
            PreviewColumn(column, layout.is_of_item(column.key), column.key in picked)
            for column in (*columns, *(found for found in layout.available() if found.key not in picked))
        ),
        tuple(rows),
    )
