"""Dialogs that end something of an account: sign out, and delete. They tell by signals and never wait."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_desktop.flows.accounts import SignOutProgress
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.account_facts import UnsyncedWork
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.fitting import Scrolled
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label
from ingestio_desktop.windows.widgets.cards import RadioCard
from ingestio_desktop.windows.widgets.spinner import Spinner

_WIDTH: Final = 480
_MARGIN: Final = 24


class AccountDialog(QDialog):
    """Title, words, what belongs to it, a line for what went wrong, and buttons at the right."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(8)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(Label(title, TextStyle.HEADING))
        self.words = Label(text, TextStyle.BODY, "muted", wrap=True)
        self.words.setVisible(bool(text))
        inner.addWidget(self.words)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.body.setContentsMargins(0, 8, 0, 0)
        inner.addLayout(self.body)
        self.failure = Label("", TextStyle.BODY, "bad", wrap=True)
        self.failure.hide()
        inner.addWidget(self.failure)
        self._middle = Scrolled(content)
        outer.addWidget(self._middle, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, 12, 0, 0)
        self._buttons.setSpacing(8)
        self._spinner = Spinner()
        self._spinner.hide()
        self._doing = Label("", TextStyle.BODY, "muted")
        self._buttons.addWidget(self._spinner)
        self._buttons.addWidget(self._doing)
        self._buttons.addStretch()
        outer.addLayout(self._buttons)

    def add_button(self, button: Button) -> None:
        """One more at the right."""
        self._buttons.addWidget(button)

    def adjustSize(self) -> None:
        # What changed in the middle is told with a later event only.
        self._middle.updateGeometry()
        super().adjustSize()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Words of other languages need more room, and buttons never wrap.
            self.setFixedWidth(max(_WIDTH, self._buttons.minimumSize().width() + 2 * _MARGIN))
        return super().event(event)

    def set_failure(self, text: str) -> None:
        """Say what went wrong, "" for nothing."""
        self.failure.setText(text)
        self.failure.setVisible(bool(text))
        self.setAccessibleDescription(text)
        self.adjustSize()

    def set_doing(self, text: str) -> None:
        """Say what goes on, "" when it is over."""
        self._doing.setText(text)
        self._spinner.setVisible(bool(text))


class SignOutDialog(AccountDialog):
    """`chosen` carries "sync", "keep" or "discard". With nothing unsynced there is only Sign out."""

    chosen = Signal(str)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None, name: str, work: UnsyncedWork, *, cut_off: str = "") -> None:
        title = tr("Sign out of {name}?", name=name)
        super().__init__(parent, title, "")
        self._ways: dict[str, RadioCard] = {}
        self._way = ""
        self._cut_off = cut_off
        self.no = Button(tr("Cancel"), shortcut="Esc", on_click=self._cancel)
        self.yes = Button(tr("Sign out"), ButtonKind.PRIMARY, on_click=self._choose)
        self.add_button(self.no)
        self.add_button(self.yes)
        self.yes.setDefault(True)
        self.set_work(work)

    def set_work(self, work: UnsyncedWork) -> None:
        """Say what would be lost."""
        self.words.setVisible(True)
        if not work.total:
            said = tr(
                "Everything is saved at the service. What is kept of this account here is removed from this "
                "computer; it comes back when you sign in again."
            )
            self.words.setText(said)
            self.yes.setFocus()
            self.adjustSize()
            return
        self.words.setText(
            tr("Not yet at the service: {what}. What should become of it?", what=work.sentence())
        )
        if not self._ways:
            self._add_ways(sends=work.sends)
        self.adjustSize()

    @property
    def ways(self) -> dict[str, RadioCard]:
        """The cards by what they do."""
        return dict(self._ways)

    def went_on(self, progress: SignOutProgress) -> None:
        """So much is left to be sent first."""
        self.set_syncing(progress.left, said(progress.reason.message) if progress.reason is not None else "")

    def set_syncing(self, left: int | None, reason: str = "") -> None:
        """It is being sent: so many are left; None when that is over."""
        busy = left is not None
        self.set_busy(busy)
        self.no.setText(tr("Stop waiting") if busy else tr("Cancel"))
        self.set_doing(tr("%n change(s) left to send", "", left) if left is not None else "")
        self.set_failure(reason)

    def set_busy(self, busy: bool) -> None:
        """It is being signed out, or was refused."""
        for card in self._ways.values():
            card.setEnabled(not busy)
        self.yes.setEnabled(not busy)
        self.set_doing(tr("Signing out…") if busy else "")

    def _add_ways(self, *, sends: bool) -> None:
        offline = self._cut_off
        sync = tr("Sends it, then signs out.")
        if not sends:
            sync = tr("Nothing of it can be sent as it is.")
        elif offline:
            sync = tr("Needs a network: {reason}", reason=offline)
        for way, title, detail in (
            ("sync", tr("Sync first"), sync),
            ("keep", tr("Keep on this computer"), tr("Stays here and goes when you sign in again.")),
            ("discard", tr("Discard"), tr("It is deleted, and nobody can bring it back.")),
        ):
            card = RadioCard(title, detail)
            card.chosen.connect(lambda way=way: self._set_way(way))
            self.body.addWidget(card)
            self._ways[way] = card
        can_sync = sends and not offline
        self._ways["sync"].setEnabled(can_sync)
        self._set_way("sync" if can_sync else "keep")

    def _set_way(self, way: str) -> None:
        self._way = way
        for other, card in self._ways.items():
            card.set_on(other == way)
        card = self._ways[way]
        card.setFocus()
        discards = way == "discard"
        self.yes.set_kind(ButtonKind.DESTRUCTIVE if discards else ButtonKind.PRIMARY)
        texts = {
            "sync": tr("Sync and sign out"),
            "keep": tr("Keep and sign out"),
            "discard": tr("Discard and sign out"),
        }
        self.yes.setText(texts[way])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        ways = [way for way, card in self._ways.items() if card.isEnabled()]
        if step and self._way in ways:
            self._set_way(ways[(ways.index(self._way) + step) % len(ways)])
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.set_failure("")
        self.chosen.emit(self._way or "discard")

    def _cancel(self) -> None:
        self.stop_asked.emit()
        self.reject()


class DeleteDialog(AccountDialog):
    """`chosen` carries what was typed: the e-mail or id, and the password ("" for none)."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None, confirm: str, *, work: UnsyncedWork) -> None:
        """`confirm` is what must be typed. Only the service knows whether there is a password: it is asked
        for once the service wants it."""
        said = tr(
            "All batches, documents, results and prompts of {name} are deleted at the service and on this "
            "computer. A running subscription is cancelled. Nobody can bring them back. Exported files and "
            "“This computer” stay.",
            name=confirm,
        )
        super().__init__(parent, tr("Delete this account?"), said)
        self._confirm = confirm
        if work.total:
            lost = tr("Also lost, not yet at the service: {what}.", what=work.sentence())
            self.body.addWidget(Label(lost, TextStyle.BODY, "warn_ink", wrap=True))
        self.body.addWidget(_caption(tr("Type {name} to confirm", name=confirm)))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Type {name} to confirm", name=confirm))
        self.field.setToolTip(self.field.accessibleName())
        self.body.addWidget(self.field)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(tr("Password of the account"))
        self.password.setToolTip(self.password.accessibleName())
        self._password_caption = _caption(tr("Password of the account"))
        self.body.addWidget(self._password_caption)
        self.body.addWidget(self.password)
        self._set_password_wanted(False)
        self.no = Button(tr("Keep it"), shortcut="Esc", on_click=self.reject)
        self.yes = Button(tr("Delete for good"), ButtonKind.DESTRUCTIVE, on_click=self._choose)
        self.add_button(self.no)
        self.add_button(self.yes)
        for field in (self.field, self.password):
            field.textChanged.connect(lambda _text: self._typed())
        self._typed()
        self.field.setFocus()

    def set_busy(self, busy: bool) -> None:
        """It is being deleted, or was refused."""
        for part in (self.field, self.password, self.no):
            part.setEnabled(not busy)
        self.set_doing(tr("Deleting…") if busy else "")
        self.yes.setEnabled(not busy)
        if not busy:
            self._typed()

    def refuse(self, message: str, *, password: bool) -> None:
        """It was not deleted; `password` says that the password is to be typed again."""
        self.set_busy(False)
        self.set_failure(message)
        if password and not self._wants_password:
            self._set_password_wanted(True)
            self.set_failure("")
        target = self.password if password else self.field
        target.setFocus()
        target.selectAll()
        self._typed()

    def _set_password_wanted(self, wanted: bool) -> None:
        self._wants_password = wanted
        self._password_caption.setVisible(wanted)
        self.password.setVisible(wanted)
        self.adjustSize()

    def _typed(self) -> None:
        same = self.field.text().strip().casefold() == self._confirm.casefold()
        enough = same and (bool(self.password.text()) or not self._wants_password)
        self.yes.setEnabled(enough)
        self.yes.set_tip("" if enough else tr("Type the name above first"))

    def _choose(self) -> None:
        self.set_failure("")
        self.set_busy(True)
        self.chosen.emit(self.field.text().strip(), self.password.text())


def _caption(text: str) -> Label:
    return Label(text, TextStyle.SMALL_STRONG, "muted", wrap=True)
