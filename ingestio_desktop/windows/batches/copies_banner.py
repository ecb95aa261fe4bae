"""Over the documents of a batch whose files are not on this computer: says so, and fetches them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ingestio_desktop.flows.fetching import Copies
from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Banner, Button


class CopiesBanner(Banner):
    """Hidden while all files are here, and before that is known."""

    fetch_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.fetch = Button(tr("Fetch the files"), icon="download")
        super().__init__("cloud", "", (), self.fetch, Tone.NEUTRAL, parent)
        self.fetch.clicked.connect(self.fetch_asked)
        self._copies: Copies | None = None
        self._offline = False
        self.hide()

    def clear(self) -> None:
        """Another batch is shown."""
        self._copies = None
        self.hide()

    def show_copies(self, copies: Copies | None = None, *, offline: bool | None = None) -> None:
        """What is known now; what is not given stays as it was."""
        self._copies = copies or self._copies
        self._offline = self._offline if offline is None else offline
        now = self._copies
        if now is None or now.here >= now.total:
            self.hide()
            return
        title, fact = tr("Cloud only"), tr("What was read is here, the pages of the documents are not.")
        if now.wanted and self._offline:
            fact = tr("The files come when the network is back.")
        elif now.wanted:
            title = tr("Fetching files")
            fact = tr("{here} of %n file(s) are here", "", now.total, here=now.here)
        self.set_content("cloud", title, (fact,), Tone.NEUTRAL)
        self.fetch.setText(tr("Fetch when online") if self._offline else tr("Fetch the files"))
        self.fetch.setVisible(not now.wanted)
        self.show()
