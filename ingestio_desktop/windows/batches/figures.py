"""The card of a batch: how far it is, and what is known of it; why it failed, and what to do then."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_desktop.language import QT_TR_NOOP, number, tr
from ingestio_desktop.sentences import said
from ingestio_desktop.store.rows import BatchRow, DocumentCounts, DocumentTab
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import exact_time, relative_time
from ingestio_desktop.windows.widgets import (
    Button,
    Card,
    IconLabel,
    Label,
    Part,
    ProgressBar,
    Rule,
    batch_tip,
)

_WIDE: Final = 860
_MINUTE: Final = 60
_HOUR: Final = 3600
_STRATEGIES: Final = {
    PromptStrategy.GLOBAL: QT_TR_NOOP("Global"),
    PromptStrategy.PER_DOCUMENT: QT_TR_NOOP("Per-document"),
    PromptStrategy.AUTO: QT_TR_NOOP("Auto-detect"),
}
_FACTS: Final = (
    QT_TR_NOOP("Documents"),
    QT_TR_NOOP("Pages"),
    QT_TR_NOOP("Submitted"),
    QT_TR_NOOP("Completed"),
    QT_TR_NOOP("Strategy"),
)


class Figures(Card):
    """Progress once as a number, once as a bar whose parts are the legend below it; facts at the right. A
    batch that failed says why, with a way to read it again."""

    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self._percent = Label("", TextStyle.HEADING)
        self._done = Label("", TextStyle.BODY, "muted")
        self._status: BatchStatus | None = None
        self._failed = 0
        self.bar = ProgressBar(height=8, name=tr("Progress of the batch"))
        self.cancelled = Label("", TextStyle.SMALL, "muted")
        self.cancelled.hide()
        self._legend = {
            tab: (_Dot(colour), Label("", TextStyle.SMALL, "muted"))
            for tab, colour in (
                (DocumentTab.CONFIRMED, "ok"),
                (DocumentTab.TO_REVIEW, "warn"),
                (DocumentTab.ERROR, "bad"),
                (DocumentTab.IN_PROGRESS, "line_strong"),
            )
        }
        self._facts = {name: Label("–", TextStyle.BUTTON) for name in _FACTS}
        self._names: dict[str, Label] = {}
        self.why = Label("", TextStyle.BODY, "bad", wrap=True)
        self.redo_all = Button(tr("Redo all"), icon="rotate-ccw", on_click=self.redo_asked.emit)
        self._reason = QWidget()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the legend of the bar is worth more than these.
        for name in ("Completed", "Strategy"):
            for label in (self._names[name], self._facts[name]):
                label.setVisible(self.width() >= _WIDE)

    def show_batch(self, row: BatchRow) -> None:
        """What the batch itself knows."""
        done = row.completed_at
        self._facts["Documents"].setText(number(row.document_count))
        self._facts["Pages"].setText(number(row.total_pages))
        self._facts["Submitted"].setText(relative_time(row.created_at))
        self._facts["Submitted"].setToolTip(exact_time(row.created_at))
        self._facts["Completed"].setText(relative_time(done) if done is not None else "–")
        self._facts["Completed"].setToolTip(exact_time(done) if done is not None else "")
        self._facts["Strategy"].setText(tr(_STRATEGIES[row.strategy]))
        self._status = row.status
        why = said(row.last_error_message or "")
        if row.status is BatchStatus.FAILED and not why:
            why = tr("No document could be read. Each one says why.")
        self.why.setText(why)
        self._show_reason()

    def show_counts(self, counts: DocumentCounts, seconds_left: float | None) -> None:
        """Parts of the bar and their legend; how long it will take yet, where that can be told."""
        settled = counts.total - counts.in_progress
        percent = 100 * settled // counts.total if counts.total else 0
        self._percent.setText(tr("{percent} %", percent=number(percent)))
        done = tr("{done} of %n document(s) done", "", counts.total, done=number(settled))
        if seconds_left is not None:
            done = tr("{done}, {left}", done=done, left=left_words(seconds_left))
        self._done.setText(done)
        parts = [Part(counts.confirmed, "ok"), Part(counts.to_review, "warn"), Part(counts.error, "bad")]
        completed = counts.confirmed + counts.to_review
        self.bar.set_parts(parts, counts.total, batch_tip(completed, counts.error, counts.in_progress))
        words = {
            DocumentTab.CONFIRMED: tr("%n confirmed", "", counts.confirmed),
            DocumentTab.TO_REVIEW: tr("%n to review", "", counts.to_review),
            DocumentTab.ERROR: tr("%n error(s)", "", counts.error),
            DocumentTab.IN_PROGRESS: tr("%n in progress", "", counts.in_progress),
        }
        for tab, (_dot, label) in self._legend.items():
            label.setText(words[tab])
        self.cancelled.setText(tr("%n cancelled", "", counts.cancelled))
        self.cancelled.setVisible(counts.cancelled > 0)
        self._failed = counts.error
        self._show_reason()

    def _show_reason(self) -> None:
        self.redo_all.setVisible(self._status is BatchStatus.FAILED and self._failed > 0)
        self._reason.setVisible(bool(self.why.text()))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._percent)
        head.addWidget(self._done)
        head.addStretch()
        left.addLayout(head)
        left.addWidget(self.bar)
        legend = QHBoxLayout()
        legend.setSpacing(6)
        for dot, label in self._legend.values():
            legend.addWidget(dot)
            legend.addWidget(label)
            legend.addSpacing(12)
        legend.addWidget(self.cancelled)
        legend.addStretch()
        left.addLayout(legend)
        row.addLayout(left, 1)
        row.addWidget(Rule(vertical=True))
        for name, value in self._facts.items():
            fact = QVBoxLayout()
            fact.setSpacing(6)
            fact.addStretch()
            self._names[name] = Label(tr(name), TextStyle.SMALL, "muted")
            fact.addWidget(self._names[name])
            fact.addWidget(value)
            fact.addStretch()
            row.addLayout(fact)
        self.body.addLayout(row)
        reason = QHBoxLayout(self._reason)
        reason.setContentsMargins(16, 0, 16, 10)
        reason.setSpacing(8)
        reason.addWidget(IconLabel("circle-x", "bad", 16))
        reason.addWidget(self.why, 1)
        reason.addWidget(self.redo_all)
        self.body.addWidget(self._reason)
        self._reason.hide()


class _Dot(QWidget):
    """The colour of a part in the legend; the word beside it says the same."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(8, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().colours.named(self._colour))
        painter.drawEllipse(QRectF(0, 4, 8, 8))


def left_words(seconds: float) -> str:
    """How long something will take yet, as far as one can say."""
    if seconds < _MINUTE:
        return tr("less than a minute left")
    if seconds < _HOUR:
        return tr("about %n min left", "", round(seconds / _MINUTE))
    return tr("about %n h left", "", round(seconds / _HOUR))
