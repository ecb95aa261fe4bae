"""Which columns are shown, and in which order."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid_columns import ColumnLayout, column_title
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ButtonKind, IconButton, Label, shadow

_WIDTH = 264
_ROW = 28
_MOST = 12


class ColumnsMenu(QFrame):
    """Space shows and hides, Alt with an arrow moves; so do a click and a drag. Esc closes it."""

    def __init__(self, layout: ColumnLayout, page: QWidget) -> None:
        super().__init__(page)
        self._columns = layout
        self._filling = False
        self.setObjectName("popover")
        self.setAccessibleName(tr("Columns"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Columns in their order"))
        self.list.setToolTip(tr("Space shows or hides, Alt with an arrow moves"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up = IconButton(
            "arrow-up", tr("Move to the left"), shortcut="Alt+Up", on_click=lambda: self._move(-1)
        )
        self.down = IconButton(
            "arrow-down", tr("Move to the right"), shortcut="Alt+Down", on_click=lambda: self._move(1)
        )
        reset = Button(tr("As in the plan"), ButtonKind.LINK, on_click=layout.reset)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Columns"), TextStyle.SECTION))
        head.addStretch()
        head.addWidget(self.up)
        head.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.itemChanged.connect(self._checked)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.installEventFilter(self)
        layout.changed.connect(self._fill)
        self.setGraphicsEffect(shadow(self))
        self.hide()

    def open_below(self, button: QWidget) -> None:
        """Open at the right edge of the button that was pressed."""
        self._fill()
        page = self.parentWidget()
        if page is None:
            return
        colours = current_theme().colours
        palette = self.list.palette()
        palette.setColor(QPalette.ColorRole.Highlight, colours.accent_soft)
        palette.setColor(QPalette.ColorRole.HighlightedText, colours.text)
        self.list.setPalette(palette)
        rows = min(_MOST, max(1, self.list.count()))
        self.list.setFixedHeight(rows * _ROW + 4)
        self.resize(_WIDTH, self.sizeHint().height())
        corner = button.mapTo(page, QPoint(button.width(), button.height() + 4))
        self.move(max(8, corner.x() - _WIDTH), corner.y())
        self.show()
        self.raise_()
        self.list.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def hideEvent(self, event: QEvent) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.isVisible():
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
            if watched is self.list and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return False

    def _fill(self) -> None:
        if self._filling or not self._columns.columns:
            return
        self._filling = True
        here = self.list.currentRow()
        self.list.clear()
        for column, shown in self._columns.arranged():
            item = QListWidgetItem(column_title(column))
            item.setSizeHint(QSize(0, _ROW))
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, here))
        self._filling = False

    def _checked(self, item: QListWidgetItem) -> None:
        if not self._filling:
            shown = item.checkState() == Qt.CheckState.Checked
            self._columns.show_column(item.data(Qt.ItemDataRole.UserRole), shown)

    def _move(self, by: int) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        key, at = item.data(Qt.ItemDataRole.UserRole), self.list.currentRow()
        self._columns.move(key, by)
        self.list.setCurrentRow(min(max(0, at + by), self.list.count() - 1))

    def _dragged(self) -> None:
        if self._filling:
            return
        keys = [self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count())]
        before = [column.key for column, _shown in self._columns.arranged()]
        self._filling = True
        for at, key in enumerate(keys):
            if before[at] != key:
                self._columns.move(key, at - before.index(key))
                before.insert(at, before.pop(before.index(key)))
        self._filling = False
