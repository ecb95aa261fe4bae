"""The bar that floats above the strip while documents are selected."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    IconButton,
    IconLabel,
    KeyCap,
    Label,
    Rule,
    shadow,
)
from ingestio_desktop.windows.widgets.keycap import key_names

HEIGHT: Final = 48
_ABOVE: Final = 16


class SelectionBar(QFrame):
    """Its place follows the page's size; it never takes room from the list."""

    confirm_asked = Signal()
    redo_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()
    all_asked = Signal()
    clear_asked = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("popover")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Selected documents")
        self._count = Label("", TextStyle.SECTION)
        self._of = Label("", TextStyle.BODY, "muted")
        self.all = Button("Select all", ButtonKind.LINK)
        self.confirm = Button("Confirm", ButtonKind.GHOST, icon="check", shortcut="Ctrl+Return")
        self.redo = Button("Redo", ButtonKind.GHOST, icon="rotate-ccw")
        self.export = Button("Export as…", ButtonKind.GHOST, icon="download", shortcut="Ctrl+E")
        self.delete = Button("Delete", ButtonKind.GHOST, icon="trash-2", shortcut="Ctrl+Del")
        self.clear = IconButton("x", "Clear the selection", shortcut="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("square-check", "accent"))
        row.addSpacing(4)
        row.addWidget(self._count)
        row.addSpacing(4)
        row.addWidget(self._of)
        row.addWidget(self.all)
        row.addSpacing(8)
        row.addWidget(_line())
        for button in (self.confirm, self.redo, self.export, self.delete):
            row.addWidget(button)
        row.addWidget(_line())
        row.addSpacing(8)
        row.addWidget(KeyCap(key_names("Esc")))
        row.addWidget(self.clear)
        self.confirm.clicked.connect(self.confirm_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.export.clicked.connect(self.export_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.all.clicked.connect(self.all_asked)
        self.clear.clicked.connect(self.clear_asked)
        self.setGraphicsEffect(shadow(self))
        self.hide()
        page.installEventFilter(self)

    def show_selection(self, count: int, total: int, loaded: int, *, can_redo: bool) -> None:
        """How many of how many; hidden while nothing is selected."""
        self.setVisible(count > 0)
        if not count:
            return
        self._count.setText(f"{number(count)} selected")
        self._of.setText(f"of {number(total)}")
        self.all.setVisible(loaded <= count < total)
        self.all.setText(f"Select all {number(total)}")
        self.redo.setEnabled(can_redo)
        self.redo.set_tip("Read again" if can_redo else "Off while one of them is queued or in work")
        self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.adjustSize()
            self.move(QPoint((page.width() - self.width()) // 2, page.height() - HEIGHT - _ABOVE))


def _line() -> Rule:
    rule = Rule(vertical=True)
    rule.setFixedHeight(20)
    return rule
