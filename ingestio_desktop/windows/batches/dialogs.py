"""Small questions: sure?, and a name. They open and call back; nothing waits inside them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label


class Question(QDialog):
    """Title, sentence, and two buttons; the one that changes something carries its verb."""

    def __init__(
        self, parent: QWidget, title: str, text: str, action: str, *, destructive: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(440)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(8)
        self.body.addWidget(Label(title, TextStyle.HEADING))
        if text:
            words = Label(text, TextStyle.BODY, "muted", wrap=True)
            words.setMinimumWidth(392)
            self.body.addWidget(words)
        kind = ButtonKind.DESTRUCTIVE if destructive else ButtonKind.PRIMARY
        self.yes = Button(action, kind, on_click=self.accept)
        self.no = Button(tr("Keep") if destructive else tr("Cancel"), shortcut="Esc", on_click=self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.no)
        row.addWidget(self.yes)
        self.buttons = QVBoxLayout()
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.buttons.addLayout(row)
        self.body.addLayout(self.buttons)
        self.yes.setDefault(not destructive)
        (self.no if destructive else self.yes).setFocus()


def ask(
    parent: QWidget,
    title: str,
    text: str,
    action: str,
    done: Callable[[], object],
    *,
    destructive: bool = False,
) -> Question:
    """Ask, and call `done` on yes. The safe button has the focus where something would be lost."""
    dialog = Question(parent, title, text, action, destructive=destructive)
    dialog.accepted.connect(lambda: done())
    dialog.open()
    return dialog


def ask_name(parent: QWidget, title: str, name: str, action: str, done: Callable[[str], object]) -> Question:
    """Ask for a name; the button is off while it is empty."""
    dialog = Question(parent, title, "", action)
    field = QLineEdit(name)
    field.setAccessibleName(title)
    field.setMaxLength(200)
    field.selectAll()
    dialog.body.insertWidget(1, field)
    field.textChanged.connect(lambda text: dialog.yes.setEnabled(bool(text.strip())))
    dialog.yes.setEnabled(bool(name.strip()))
    dialog.accepted.connect(lambda: done(field.text().strip()))
    dialog.open()
    field.setFocus()
    return dialog
