"""Documents to a file of a person's own: Excel, CSV or JSON, one row a document or one an item."""

from ingestio_core.export.model import (
    DOCUMENT_ROWS,
    Column,
    ExportCancelled,
    ExportDocument,
    ExportOptions,
    ExportOutcome,
)
from ingestio_core.export.write import write_export

__all__ = [
    "DOCUMENT_ROWS",
    "Column",
    "ExportCancelled",
    "ExportDocument",
    "ExportOptions",
    "ExportOutcome",
    "write_export",
]
