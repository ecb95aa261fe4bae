"""Asked before exports that are being written would end: wait for them, or cancel them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label, ProgressBar


class LeavingDialog(QDialog):
    """Goes on by itself when the last of them is written. `cancel_all` ends them and goes on; Esc stays."""

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[ExportRow],
        action: str,
        go_on: Callable[[], object],
        cancel_all: Callable[[], object],
    ) -> None:
        """`action` is what the person wants to do meanwhile, as the button says it."""
        super().__init__(parent)
        self._rows = {row.id: row for row in rows}
        self._go_on = go_on
        self._total = len(rows)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("%n file(s) still being written", "", len(rows))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._what = Label("", TextStyle.BODY, "muted", wrap=True)
        self._what.setMinimumWidth(392)
        self._bar = ProgressBar(name=tr("Export"))
        stay = Button(tr("Stay"), shortcut="Esc", on_click=self.reject)
        self.cancel = Button(
            tr("Cancel and {action}", action=action),
            ButtonKind.DESTRUCTIVE,
            on_click=lambda: self._end(cancel_all),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(title, TextStyle.HEADING))
        column.addWidget(self._what)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(stay)
        row.addWidget(self.cancel)
        column.addLayout(row)
        stay.setFocus()
        self._tell()

    def show_row(self, row: ExportRow, running: bool) -> None:
        """News of one of them."""
        if row.id not in self._rows:
            return
        if running:
            self._rows[row.id] = row
            self._tell()
            return
        del self._rows[row.id]
        if self._rows:
            self._tell()
        else:
            self._end()

    def _tell(self) -> None:
        names = ", ".join(row.path.name for row in self._rows.values())
        self._what.setText(tr("This goes on by itself as soon as {names} is there.", names=names))
        done = sum(row.done / max(1, row.documents) for row in self._rows.values())
        self._bar.set_value(self._total - len(self._rows) + done, self._total)

    def _end(self, first: Callable[[], object] | None = None) -> None:
        self._rows.clear()
        self.accept()
        if first is not None:
            first()
        self._go_on()
