"""The export dialog: what will be written at the left, its columns and first rows at the right."""

from ingestio_desktop.windows.export.dialog import ExportDialog

__all__ = ["ExportDialog"]
