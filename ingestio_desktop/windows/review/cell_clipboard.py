"""Cells on the clipboard as spreadsheets write and take them: tabs and lines, quoted where needed."""

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication


def copy_cells(indexes: Sequence[QModelIndex]) -> None:
    """Put the block around these cells on the clipboard; nothing where there is none."""
    if not indexes:
        return
    rows = sorted({index.row() for index in indexes})
    columns = sorted({index.column() for index in indexes})
    texts = {(index.row(), index.column()): str(index.data() or "") for index in indexes}
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect="excel-tab", lineterminator="\n")
    writer.writerows([texts.get((row, column), "") for column in columns] for row in rows)
    QGuiApplication.clipboard().setText(buffer.getvalue())


def copied_cells() -> list[list[str]]:
    """The block on the clipboard, row by row; empty where there is no text."""
    return list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), dialect="excel-tab"))
