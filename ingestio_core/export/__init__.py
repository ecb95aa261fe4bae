"""Documents to a file of a person's own: Excel, CSV or JSON, one row a document or one an item."""

from ingestio_core.export.defaults import LocaleDefaults, locale_defaults
from ingestio_core.export.model import (
    DOCUMENT_ROWS,
    Column,
    ColumnFormat,
    ExportCancelled,
    ExportChange,
    ExportDocument,
    ExportOptions,
    ExportOutcome,
    ExportWords,
)
from ingestio_core.export.preview import PreviewColumn, PreviewRow, PreviewSheet, preview_sheet
from ingestio_core.export.write import check_can_be_added_to, leftovers, write_export

__all__ = [
    "DOCUMENT_ROWS",
    "Column",
    "ColumnFormat",
    "ExportCancelled",
    "ExportChange",
    "ExportDocument",
    "ExportOptions",
    "ExportOutcome",
    "ExportWords",
    "LocaleDefaults",
    "PreviewColumn",
    "PreviewRow",
    "PreviewSheet",
    "check_can_be_added_to",
    "leftovers",
    "locale_defaults",
    "preview_sheet",
    "write_export",
]
