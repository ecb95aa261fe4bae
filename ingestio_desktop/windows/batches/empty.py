"""What stands where there are no batches: the first steps, or one sentence with a way on; and what a drag
over the page shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.limits import MAX_FILE_BYTES, MEBIBYTE
from ingestio_desktop.language import number, tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    EmptyState,
    IconLabel,
    Label,
)

_RADIUS: Final = 12


class NoBatches(QWidget):
    """The whole page takes a drop; beside it the two other ways in."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("No batches yet"))
        self.new = Button(tr("New batch"), ButtonKind.PRIMARY, icon="plus", action="new", show_key=True)
        self.watch = Button(
            tr("Watch a folder"), icon="folder-open", tip=tr("Make batches of what lands in a folder")
        )
        self._each = Label("", TextStyle.SMALL, "muted")
        self._files = Label("", TextStyle.SMALL, "muted")
        self._files_icon = IconLabel("layers", "muted", 14)
        self._over = False
        column = QVBoxLayout(self)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch()
        column.addWidget(_Papers(), 0, middle)
        column.addSpacing(24)
        column.addWidget(Label(tr("No batches yet"), TextStyle.HEADING), 0, middle)
        column.addSpacing(8)
        for line in (
            tr("Drop a folder of invoices or receipts here, or start a new batch."),
            tr("Files stay on this computer until you submit."),
        ):
            column.addWidget(Label(line, TextStyle.BODY, "muted"), 0, middle)
        column.addSpacing(20)
        column.addLayout(_row(8, self.new, self.watch))
        column.addSpacing(32)
        facts = _row(
            8, IconLabel("file-text", "muted", 14), Label(tr("PDF, JPG, PNG"), TextStyle.SMALL, "muted")
        )
        for icon, label in (
            (IconLabel("hard-drive", "muted", 14), self._each),
            (self._files_icon, self._files),
        ):
            facts.insertSpacing(facts.count() - 1, 16)
            facts.insertWidget(facts.count() - 1, icon)
            facts.insertWidget(facts.count() - 1, label)
        column.addLayout(facts)
        column.addStretch()
        self.set_limits(None, MAX_FILE_BYTES)

    def set_limits(self, files: int | None, file_bytes: int) -> None:
        """What the plan allows; None where the number of files is not known yet."""
        self._each.setText(tr("{size} MB each", size=number(file_bytes // MEBIBYTE)))
        self._files.setText(tr("%n file(s) a batch", "", files) if files is not None else "")
        for widget in (self._files, self._files_icon):
            widget.setVisible(files is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.line_strong, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class DropVeil(QWidget):
    """Covers the page while files are dragged over it, and says what a drop would do."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = Label("", TextStyle.HEADING, "accent_ink")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self._text)
        self.hide()
        page.installEventFilter(self)

    def show_over(self, text: str) -> None:
        """ "" when nothing is dragged over the page any more."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._fit()
        self.setVisible(bool(text))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.bg)
        pen = QPen(colours.accent, 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(33, 17, -33, -21), _RADIUS, _RADIUS)

    def _fit(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())


class Message(Card):
    """A sentence with one way on, in place of a list."""

    def __init__(self, icon: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.action = Button("")
        self._state = EmptyState(icon, "", " ", (self.action,), tone=tone)
        self.body.addWidget(self._state)

    @property
    def title(self) -> str:
        """What it says."""
        return self._state.title.text()

    def show_text(self, title: str, text: str, action: str = "") -> None:
        """Say it; without an action there is no button."""
        self._state.title.setText(title)
        self._state.text.setText(text)
        self._state.text.setVisible(bool(text))
        self._state.setAccessibleName(title)
        self._state.setAccessibleDescription(text)
        self.action.setVisible(bool(action))
        self.action.setText(action)
        self.action.set_tip(action)


def start_words(paths: Sequence[Path]) -> str:
    """What a drop would do: folders are told by having no ending, so that nothing is read while dragging."""
    folders = sum(1 for path in paths if not path.suffix)
    files = len(paths) - folders
    if not folders:
        return tr("Drop to start a batch with %n file(s)", "", files)
    if not files:
        return tr("Drop to start a batch with %n folder(s)", "", folders)
    parts = tr("%n folder(s)", "", folders), tr("%n file(s)", "", files)
    return tr("Drop to start a batch with {folders} and {files}", folders=parts[0], files=parts[1])


class _Papers(QWidget):
    """Three sheets, and a plus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(132, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for angle, x, y in ((-9.0, 34, 62), (9.0, 98, 62)):
            self._sheet(painter, angle, QPointF(x, y), 0.86)
        self._sheet(painter, 0.0, QPointF(66, 54), 1.0)
        colours = current_theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.surface)
        painter.drawEllipse(QPointF(97, 92), 16, 16)
        painter.setBrush(colours.accent)
        painter.drawEllipse(QPointF(97, 92), 14, 14)
        paint_icon(painter, "plus", colours.on_accent, QRectF(88, 83, 18, 18), 18)

    def _sheet(self, painter: QPainter, angle: float, middle: QPointF, scale: float) -> None:
        colours = current_theme().colours
        painter.save()
        painter.translate(middle)
        painter.rotate(angle)
        painter.scale(scale, scale)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(QRectF(-33, -44, 66, 88), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.line)
        for place, width in enumerate((24, 44, 32, 44, 38)):
            painter.drawRoundedRect(QRectF(-22, -30 + 11 * place, width, 4), 2, 2)
        if not angle:
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(QRectF(-22, 26, 20, 5), 2, 2)
        painter.restore()


def _row(spacing: int, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
