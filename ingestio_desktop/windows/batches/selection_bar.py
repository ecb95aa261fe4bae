"""The bar that floats above the strip while documents are selected."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.batch_actions import Selection
from ingestio_desktop.theme.tokens import TextStyle
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
    cancel_asked = Signal()
    all_asked = Signal()
    clear_asked = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("popover")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(tr("Selected documents"))
        self._count = Label("", TextStyle.SECTION)
        self._of = Label("", TextStyle.BODY, "muted")
        self.all = Button(tr("Select all"), ButtonKind.LINK)
        ghost = ButtonKind.GHOST
        self.confirm = Button(tr("Confirm"), ghost, icon="check", action="batch.confirm")
        self.redo = Button(tr("Redo"), ghost, icon="rotate-ccw")
        self.export = Button(tr("Export as…"), ghost, icon="download", action="batch.export")
        self.cancel = Button(tr("Cancel", "stop reading"), ghost, icon="circle-stop")
        self.delete = Button(tr("Delete"), ButtonKind.GHOST_BAD, icon="trash-2", action="batch.delete")
        self.clear = IconButton("x", tr("Clear the selection"), shortcut="Esc")
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
        for button in (self.confirm, self.redo, self.export, self.cancel, self.delete):
            row.addWidget(button)
        row.addWidget(_line())
        row.addSpacing(8)
        row.addWidget(KeyCap(key_names("Esc")))
        row.addWidget(self.clear)
        self.confirm.clicked.connect(self.confirm_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.export.clicked.connect(self.export_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.all.clicked.connect(self.all_asked)
        self.clear.clicked.connect(self.clear_asked)
        self.setGraphicsEffect(shadow(self))
        self.hide()
        page.installEventFilter(self)

    def show_selection(self, chosen: Selection, total: int, loaded: int) -> None:
        """How many of how many, and what can be done with them; hidden while nothing is selected."""
        count = chosen.count
        self.setVisible(count > 0)
        if not count:
            return
        self._count.setText(tr("%n selected", "", count))
        self._of.setText(tr("of {total}", total=number(total)))
        self.all.setVisible(loaded <= count < total)
        self.all.setText(tr("Select all {total}", total=number(total)))
        none_read = tr("None of them was read yet")
        _allow(self.confirm, chosen.to_review > 0, tr("Confirm"), tr("None of them is to be reviewed"))
        _allow(
            self.redo, not chosen.in_work, tr("Read again"), tr("Off while one of them is queued or in work")
        )
        _allow(self.export, chosen.read > 0, tr("Export as…"), none_read)
        self.cancel.setVisible(chosen.can_be_stopped > 0)
        self.cancel.set_tip(tr("Stop reading %n of them", "", chosen.can_be_stopped))
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


def _allow(button: Button, allowed: bool, tip: str, why_not: str) -> None:
    button.setEnabled(allowed)
    button.set_tip(tip if allowed else why_not)


def _line() -> Rule:
    rule = Rule(vertical=True)
    rule.setFixedHeight(20)
    return rule
