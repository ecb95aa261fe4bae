"""What a person made of a table's columns: widths, order, and what it is sorted by, kept between starts."""

import json
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from ingestio_desktop.windows.widgets.table.view import TableView

_REST_MS: Final = 400


class ColumnStates(Protocol):
    """Where states of the window are kept: opaque bytes by name."""

    def widget_state(self, name: str) -> bytes | None: ...
    def keep_widget_state(self, name: str, state: bytes) -> None: ...


class ColumnMemory(QObject):
    """Brings back what was kept; a click on a header, a drag of a column or of its edge is kept as soon as
    it rests. Columns that another version had are passed over."""

    def __init__(self, table: TableView[Any], states: ColumnStates, name: str) -> None:
        super().__init__(table)
        self._table = table
        self._states = states
        self._name = f"columns.{name}"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.keep)
        # Where nothing keeps it, nobody moves a column in vain.
        table.horizontalHeader().setSectionsMovable(True)
        self.sorting = self._restore()
        table.columns_changed.connect(self._timer.start)

    def keep(self) -> None:
        """Keep it now."""
        self._timer.stop()
        table = self._table
        header = table.horizontalHeader()
        columns = table.rows.columns
        order = [columns[header.logicalIndex(place)].key for place in range(len(columns))]
        state = {"widths": table.own_widths, "order": order, "sorting": table.rows.sorting}
        self._states.keep_widget_state(self._name, json.dumps(state).encode())

    def _restore(self) -> tuple[str, bool] | None:
        """Widths and order at once; gives what it was sorted by, for whoever sorts."""
        kept = self._states.widget_state(self._name)
        try:
            state = json.loads(kept) if kept else {}
            widths = {str(key): int(width) for key, width in dict(state.get("widths", {})).items()}
            order = [str(key) for key in state.get("order", ())]
            key, descending = state.get("sorting") or ("", False)
        except (ValueError, TypeError, AttributeError):
            # Written by another version, or broken: the columns are as they were made.
            return None
        self._table.restore_columns(widths, order)
        known = {column.key for column in self._table.rows.columns}
        return (str(key), bool(descending)) if key in known else None
