"""Signing in to one more account, and where: the hosted way of the first start, over the window."""

from pydantic_core import PydanticCustomError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.options import checked_server
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.account_dialogs import AccountDialog
from ingestio_desktop.windows.first_start import HostedCard
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label


class SignInDialog(QDialog):
    """The card of the hosted way in a dialog of its own."""

    begun = Signal()
    server_asked = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Sign in"))
        self.setAccessibleName(tr("Sign in"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.card = HostedCard()
        column.addWidget(self.card)
        self.no = Button(tr("Close"), shortcut="Esc", on_click=self.reject)
        self.other = Button(
            tr("Other server…"), ButtonKind.LINK, tip=tr("Sign in at a service of your own company")
        )
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch()
        row.addWidget(self.no)
        column.addLayout(row)
        self.card.button.clicked.connect(self.begun)
        self.card.cancel_asked.connect(self.cancelled)
        self.other.clicked.connect(self.server_asked)
        self.rejected.connect(self.cancelled)
        self.card.button.setFocus()


class ServerDialog(AccountDialog):
    """`chosen` carries a checked address, "" for the usual service."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None, current: str, usual: str) -> None:
        said = tr(
            "The address of your company’s own service. It begins with https://; only a service on this "
            "computer may have http://."
        )
        super().__init__(parent, tr("Sign in at another server"), said)
        self.field = QLineEdit(current)
        self.field.setPlaceholderText("https://ingestio.example.com")
        self.field.setAccessibleName(tr("Address of the server"))
        self.field.setToolTip(tr("Address of the server"))
        self.body.addWidget(Label(tr("Address of the server"), TextStyle.SMALL_STRONG, "muted"))
        self.body.addWidget(self.field)
        self.usual = Button(tr("Use the usual one"), tip=usual, on_click=lambda: self._tell(""))
        self.usual.setVisible(bool(current))
        self.no = Button(tr("Cancel"), shortcut="Esc", on_click=self.reject)
        self.yes = Button(tr("Use this server"), ButtonKind.PRIMARY, on_click=self._choose)
        for button in (self.usual, self.no, self.yes):
            self.add_button(button)
        self.yes.setDefault(True)
        self.field.textChanged.connect(self._typed)
        self._typed(current)
        self.field.setFocus()
        self.field.selectAll()

    def _typed(self, text: str) -> None:
        self.yes.setEnabled(bool(text.strip()))
        self.set_failure("")

    def _choose(self) -> None:
        text = self.field.text().strip()
        address = text if "://" in text else f"https://{text}"
        try:
            self._tell(checked_server(address))
        except PydanticCustomError:
            said = tr(
                "Write an address that begins with https://. Only a service on this computer may have http://."
            )
            self.set_failure(said)
            self.field.setFocus()

    def _tell(self, address: str) -> None:
        self.chosen.emit(address)
        self.accept()
