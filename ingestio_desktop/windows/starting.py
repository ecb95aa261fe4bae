"""What stands on a page until the data can be read: its title, grey rows, or why it can't start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Button, ButtonKind, Card, EmptyState, Page, SkeletonRows


class StartingPage(Page):
    """Loading after 150 ms, or an error with Try again, Show log and, where there are any, other accounts."""

    retry_asked = Signal()
    local_asked = Signal()
    accounts_asked = Signal()
    log_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._card = Card(padding=1)
        self._rows = SkeletonRows()
        self._error: Card | None = None
        self._card.body.addWidget(self._rows)
        self._card.body.addStretch()
        self.content.addWidget(self._card)
        self._rows.start()

    def show_rows(self) -> None:
        """It is being tried again."""
        self._take_error_away()
        self._card.show()
        self._rows.start()

    def show_error(self, title: str, message: str, *, local: bool = False, accounts: bool = False) -> None:
        """Say why it can't start. `local` offers This computer, `accounts` the list of them."""
        self._take_error_away()
        self._rows.stop()
        self._card.hide()
        retry = Button(tr("Try again"), ButtonKind.PRIMARY, icon="refresh-cw", on_click=self.retry_asked.emit)
        log = Button(tr("Show log"), icon="file-text", on_click=self.log_asked.emit)
        ways = [retry]
        if local:
            ways.append(Button(tr("Use this computer"), icon="laptop", on_click=self.local_asked.emit))
        if accounts:
            others = tr("Other accounts…")
            ways.append(Button(others, icon="arrow-right-left", on_click=self.accounts_asked.emit))
        card = Card()
        card.body.addWidget(EmptyState("triangle-alert", title, message, (*ways, log), tone=Tone.WARN))
        self.content.addWidget(card)
        self._error = card
        retry.setFocus()

    def _take_error_away(self) -> None:
        if self._error is not None:
            self._error.hide()
            self._error.deleteLater()
            self._error = None
