"""The comparison when the service's version of a document moved on: mine against theirs, field by field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.flows.review import Conflict, FieldConflict
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import plural
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.cards import Card
from ingestio_desktop.windows.widgets.text import Label


class ConflictDialog(QDialog):
    """Nothing is chosen beforehand; Save stays off until every field is."""

    settled = Signal(object)
    """A frozenset of the JSON Pointers where the person's own value is kept."""

    def __init__(self, conflict: Conflict, filename: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Changed in two places")
        self.setModal(True)
        self.resize(720, 520)
        self._rows = [_Row(field, self) for field in conflict.fields]
        self._missing = Label("", TextStyle.BODY, "warn_ink")
        self._save = Button("Save", ButtonKind.PRIMARY, shortcut="Ctrl+Return", on_click=self._finish)
        listed = QWidget()
        fields = QVBoxLayout(listed)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(12)
        for row in self._rows:
            row.chosen.connect(self._count)
            fields.addWidget(row)
        fields.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(listed)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(Button("Keep all mine", on_click=lambda: self._all(mine=True)))
        buttons.addWidget(Button("Take all of theirs", on_click=lambda: self._all(mine=False)))
        buttons.addStretch(1)
        buttons.addWidget(self._missing)
        buttons.addWidget(Button("Decide later", shortcut="Esc", on_click=self.reject))
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(Label(f"{filename} was changed in two places", TextStyle.HEADING))
        column.addWidget(
            Label(
                "Someone changed this document on the service while your changes waited here. "
                "Choose which value is right for each field.",
                TextStyle.BODY,
                "muted",
                wrap=True,
            )
        )
        column.addWidget(area, 1)
        column.addLayout(buttons)
        self._count()

    def _all(self, *, mine: bool) -> None:
        for row in self._rows:
            row.choose(mine=mine)

    def _count(self) -> None:
        left = sum(row.mine is None for row in self._rows)
        self._missing.setText(f"{plural(left, 'field')} to choose" if left else "")
        self._save.setEnabled(left == 0)

    def _finish(self) -> None:
        self.settled.emit(frozenset(row.path for row in self._rows if row.mine))
        self.accept()


class _Row(Card):
    chosen = Signal()

    def __init__(self, field: FieldConflict, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.path = field.path
        self._mine = QRadioButton(f"Mine: {_text(field.mine)}")
        self._theirs = QRadioButton(f"Theirs: {_text(field.theirs)}")
        group = QButtonGroup(self)
        sides = QHBoxLayout()
        for button in (self._mine, self._theirs):
            group.addButton(button)
            button.setAccessibleName(f"{field.label}, {button.text()}")
            button.toggled.connect(lambda on: self.chosen.emit() if on else None)
            sides.addWidget(button, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Label(field.label, TextStyle.SECTION))
        self.body.addLayout(sides)
        self.body.addWidget(Label(f"Before: {_text(field.base)}", TextStyle.SMALL, "muted"))

    @property
    def mine(self) -> bool | None:
        """None as long as nothing is chosen."""
        if self._mine.isChecked():
            return True
        return False if self._theirs.isChecked() else None

    def choose(self, *, mine: bool) -> None:
        (self._mine if mine else self._theirs).setChecked(True)


def _text(value: object) -> str:
    if value is None:
        return "empty"
    return plural(len(value), "row") if isinstance(value, list) else str(value)
