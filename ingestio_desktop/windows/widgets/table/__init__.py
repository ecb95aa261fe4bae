"""The table of all lists: own model, own delegate, fixed row heights, no widgets in cells."""

from ingestio_desktop.windows.widgets.table.delegate import RowAction
from ingestio_desktop.windows.widgets.table.memory import ColumnMemory, ColumnStates
from ingestio_desktop.windows.widgets.table.model import CellKind, Column, ProgressCell, RowModel
from ingestio_desktop.windows.widgets.table.view import TableView

__all__ = [
    "CellKind",
    "Column",
    "ColumnMemory",
    "ColumnStates",
    "ProgressCell",
    "RowAction",
    "RowModel",
    "TableView",
]
