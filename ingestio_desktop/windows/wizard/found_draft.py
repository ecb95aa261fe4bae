"""What stands above the wizard: the draft that was found at the start, and a plan that is not known yet."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_desktop.flows.draft import DraftView
from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import Tone, relative_time
from ingestio_desktop.windows.widgets import Button, ButtonKind, IconLabel, Label

_DAY_SECONDS = 20 * 3600


class FoundDraft(QFrame):
    """Asks whether to go on; going on in any other way is an answer, too."""

    go_on_asked = Signal()
    start_over_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", Tone.NEUTRAL.value)
        self.setMinimumHeight(load_tokens().height["banner"])
        self.text = Label("", TextStyle.SECTION)
        self.go_on = Button(tr("Go on"), ButtonKind.LINK)
        self.start_over = Button(tr("Start over"), ButtonKind.LINK)
        self.go_on.clicked.connect(self.go_on_asked)
        self.start_over.clicked.connect(self.start_over_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel("history", "muted_ink"))
        row.addWidget(self.text)
        row.addStretch()
        row.addWidget(self.go_on)
        row.addSpacing(8)
        row.addWidget(self.start_over)
        self.hide()

    def show_view(self, view: DraftView) -> None:
        """Visible while the draft stands as it was found."""
        found = view.resumed_from
        self.setVisible(found is not None)
        if found is None:
            return
        recent = (datetime.now(found.tzinfo) - found).total_seconds() < _DAY_SECONDS
        when = f"{found.astimezone():%H:%M}" if recent else relative_time(found)
        if view.totals.files:
            said = tr("Go on with %n file(s) from {time}?", "", view.totals.files, time=when)
        else:
            said = tr("Go on with the prompt from {time}?", time=when)
        self.text.setText(said)
        self.setAccessibleName(said)


class UnknownPlan(QWidget):
    """A grey block in the size of the plan's banner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(load_tokens().height["banner"])
        self.setAccessibleName(tr("The plan is not known yet"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setBrush(colours.line)
        for x, width in ((12, 96), (132, 150), (306, 180)):
            painter.drawRoundedRect(QRectF(x, self.height() / 2 - 5, width, 10), 4, 4)
