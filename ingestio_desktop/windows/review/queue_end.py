"""What stands on the review's screen after the last document of its queue."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ingestio_desktop.flows.review import QueueSummary
from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.page import EmptyState


class QueueEnd(QWidget):
    """What came of the documents of a queue, and what one may do next. The first button is the one that most
    want: to go on where something is left, else to export."""

    left = Signal()
    rest_wanted = Signal()
    export_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, summary: QueueSummary, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = self._make_buttons(summary)
        done = not summary.left and not summary.in_progress and not summary.unsaved
        self.state = EmptyState(
            "circle-check" if done else "eye",
            tr("All documents are confirmed")
            if done and summary.confirmed
            else tr("That was the last document"),
            tr("You went through %n document(s) of {title}.", "", summary.total, title=title),
            self.buttons,
            _facts(summary),
            Tone.OK if done else Tone.ACCENT,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.state)
        self.setAccessibleName(self.state.title.text())

    def focus_first(self) -> None:
        """Enter does what the first button says."""
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_buttons(self, summary: QueueSummary) -> list[Button]:
        offers = [
            (tr("Back to the batch"), "arrow-left", self.left),
            (tr("Look again"), "", self.again_wanted),
        ]
        if summary.confirmed:
            offers.insert(0, (tr("Export confirmed…"), "download", self.export_wanted))
        if summary.left:
            rest = tr("Review the %n left", "", len(summary.left))
            offers.insert(0, (rest, "eye", self.rest_wanted))
        buttons = []
        for number, (text, icon, signal) in enumerate(offers):
            button = Button(text, ButtonKind.SECONDARY if number else ButtonKind.PRIMARY, icon=icon)
            button.setAutoDefault(True)
            button.clicked.connect(signal)
            buttons.append(button)
        return buttons


def _facts(summary: QueueSummary) -> list[tuple[str, str]]:
    facts = [("circle-check", tr("%n confirmed", "", summary.confirmed))]
    for count, icon, said in (
        (summary.edited, "pencil", tr("%n edited", "", summary.edited)),
        (summary.to_review, "eye", tr("%n to review", "", summary.to_review)),
        (summary.unsaved, "save", tr("%n with unsaved changes", "", summary.unsaved)),
        (summary.in_progress, "loader-circle", tr("%n in progress", "", summary.in_progress)),
        (summary.error, "circle-x", tr("%n error(s)", "", summary.error)),
        (summary.cancelled, "ban", tr("%n cancelled", "", summary.cancelled)),
    ):
        if count:
            facts.append((icon, said))
    return facts
