"""Tables in a narrow window: columns that one can do without go, so that names stay readable."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject

from ingestio_desktop.windows.widgets import TableView


class DropColumns(QObject):
    """Hides each column, by its key, while the table is narrower than its width in pixels."""

    def __init__(self, table: TableView[Any], least: Mapping[str, int]) -> None:
        super().__init__(table)
        self._table = table
        self._least = least
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            for index, column in enumerate(self._table.rows.columns):
                if column.key in self._least:
                    self._table.setColumnHidden(index, self._table.width() < self._least[column.key])
        return False
