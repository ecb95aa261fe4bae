"""The passphrase that keeps sign-ins where the system has no keyring: make it, or unlock with it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.passphrase import LEAST, Level, strength
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.account_dialogs import AccountDialog
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label, ProgressBar

_COLOURS: Final = {
    Level.EMPTY: "muted",
    Level.SHORT: "bad",
    Level.WEAK: "bad",
    Level.FAIR: "warn_ink",
    Level.STRONG: "ok_ink",
}
_BARS: Final = {Level.SHORT: "bad", Level.WEAK: "bad", Level.FAIR: "warn", Level.STRONG: "ok"}


class MakePassphraseDialog(AccountDialog):
    """`made` carries the passphrase; `session_chosen` keeps the sign-in until IngestIO is closed."""

    made = Signal(str)
    session_chosen = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        said = tr(
            "This computer has no keyring that IngestIO trusts. Your sign-in can be kept in an encrypted "
            "file instead, which a passphrase of yours opens at each start."
        )
        super().__init__(parent, tr("Keep the sign-in with a passphrase"), said)
        self.first = _field(tr("Passphrase"))
        self.second = _field(tr("The same once more"))
        self.bar = ProgressBar(height=4, name=tr("Strength of the passphrase"))
        self.level = Label("", TextStyle.SMALL_STRONG, "muted")
        self.hint = Label("", TextStyle.SMALL, "muted")
        self.body.addWidget(Label(tr("Passphrase"), TextStyle.SMALL_STRONG, "muted"))
        self.body.addWidget(self.first)
        self.body.addWidget(self.bar)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.level)
        line.addWidget(self.hint)
        line.addStretch()
        self.body.addLayout(line)
        self.body.addWidget(Label(tr("The same once more"), TextStyle.SMALL_STRONG, "muted"))
        self.body.addWidget(self.second)
        forgotten = tr(
            "Forgotten, it can’t be found out: you sign in again and make a new one. "
            "Your batches are not lost."
        )
        self.body.addWidget(Label(forgotten, TextStyle.SMALL, "muted", wrap=True))
        self.session = Button(
            tr("This session only"), tip=tr("Keep the sign-in until IngestIO is closed"), on_click=self._only
        )
        self.no = Button(tr("Cancel"), shortcut="Esc", on_click=self.reject)
        self.yes = Button(tr("Keep it"), ButtonKind.PRIMARY, on_click=self._make)
        for button in (self.session, self.no, self.yes):
            self.add_button(button)
        self.yes.setDefault(True)
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _text: self._typed())
        self._typed()
        self.first.setFocus()

    def refuse(self, message: str) -> None:
        """It could not be made."""
        self._set_busy(False)
        self.set_failure(message)
        self.first.setFocus()

    def _typed(self) -> None:
        first, second = self.first.text(), self.second.text()
        found = strength(first)
        self.level.setText(found.word)
        self.level.setVisible(bool(found.word))
        self.level.set_tone(_COLOURS[found.level])
        self.hint.setText(found.hint)
        self.bar.set_value(max(0, int(found.level) - 1), 3, _BARS.get(found.level, "accent"))
        differs = bool(second) and not first.startswith(second)
        self.second.setProperty("state", "bad" if differs else "")
        self.second.style().polish(self.second)
        self.set_failure(tr("The two are not the same.") if differs else "")
        good = len(first) >= LEAST and first == second
        self.yes.setEnabled(good)
        self.yes.set_tip("" if good else tr("Type the same passphrase twice, at least 8 characters"))

    def _set_busy(self, busy: bool) -> None:
        for part in (self.first, self.second, self.session, self.yes):
            part.setEnabled(not busy)
        self.set_doing(tr("Encrypting…") if busy else "")

    def _make(self) -> None:
        self._set_busy(True)
        self.made.emit(self.first.text())

    def _only(self) -> None:
        self.session_chosen.emit()
        self.accept()


class UnlockDialog(AccountDialog):
    """`unlocked` carries what was typed; `forgotten` gives the kept sign-ins up."""

    unlock_asked = Signal(str)
    forgotten = Signal()
    session_chosen = Signal()

    def __init__(self, parent: QWidget | None, *, signing_in: bool = False) -> None:
        """`signing_in` also offers to keep the new sign-in for this session only."""
        said = tr("Your sign-in is kept in an encrypted file. Type its passphrase to go on.")
        super().__init__(parent, tr("Unlock your sign-in"), said)
        self.field = _field(tr("Passphrase"))
        self.body.addWidget(Label(tr("Passphrase"), TextStyle.SMALL_STRONG, "muted"))
        self.body.addWidget(self.field)
        self.lost = Button(tr("Forgotten?"), ButtonKind.LINK, on_click=self._ask_lost)
        self.body.addWidget(self.lost)
        self._lost_words = Label(
            tr(
                "It can’t be found out. Give the kept sign-ins up, sign in again and make a new passphrase: "
                "batches and unsent work stay."
            ),
            TextStyle.SMALL,
            "muted",
            wrap=True,
        )
        self._lost_words.hide()
        self.give_up = Button(
            tr("Give the sign-ins up"), ButtonKind.DESTRUCTIVE, icon="trash-2", on_click=self._give_up
        )
        self.give_up.hide()
        self.body.addWidget(self._lost_words)
        self.body.addWidget(self.give_up)
        if signing_in:
            self.add_button(
                Button(
                    tr("This session only"),
                    tip=tr("Keep the new sign-in until IngestIO is closed"),
                    on_click=self._only,
                )
            )
        self.no = Button(tr("Not now"), shortcut="Esc", on_click=self.reject)
        self.yes = Button(tr("Unlock"), ButtonKind.PRIMARY, on_click=self._unlock)
        self.add_button(self.no)
        self.add_button(self.yes)
        self.yes.setDefault(True)
        self.field.textChanged.connect(self._typed)
        self._typed("")
        self.field.setFocus()

    def refuse(self, message: str) -> None:
        """It did not open."""
        self._set_busy(False)
        self.set_failure(message)
        self.field.setFocus()
        self.field.selectAll()

    def _typed(self, text: str) -> None:
        self.yes.setEnabled(bool(text))
        if text:
            self.set_failure("")

    def _set_busy(self, busy: bool) -> None:
        for part in (self.field, self.yes, self.lost):
            part.setEnabled(not busy)
        self.set_doing(tr("Opening…") if busy else "")

    def _unlock(self) -> None:
        self.set_failure("")
        self._set_busy(True)
        self.unlock_asked.emit(self.field.text())

    def _ask_lost(self) -> None:
        self._lost_words.show()
        self.give_up.show()
        self.lost.hide()
        self.adjustSize()

    def _give_up(self) -> None:
        self._set_busy(True)
        self.forgotten.emit()

    def _only(self) -> None:
        self.session_chosen.emit()
        self.accept()


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(1_000)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field
