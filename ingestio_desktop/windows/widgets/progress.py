"""The thin progress bar: parts side by side in the colours of their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ingestio_desktop.language import number, percent, tr
from ingestio_desktop.theme.theme import current_theme

_THIN: Final = 6
_STEP_MS: Final = 250


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the bar; `colour` is a token. What is left of the total is the track."""

    value: float
    colour: str = "accent"


def batch_parts(completed: int, failed: int, *, done: bool = False, cancelled: bool = False) -> list[Part]:
    """The parts of a batch: accent while in work, ok when done, failed ones last, grey when cancelled."""
    if cancelled:
        return [Part(completed + failed, "muted")]
    return [Part(completed, "ok" if done else "accent"), Part(failed, "bad")]


def batch_tip(completed: int, failed: int, pending: int) -> str:
    """The tooltip of a batch's bar."""
    return tr(
        "Completed: {completed}, Failed: {failed}, Pending: {pending}",
        completed=number(completed),
        failed=number(failed),
        pending=number(pending),
    )


def paint_progress(painter: QPainter, rect: QRectF, parts: Sequence[Part], total: float) -> None:
    """Draw the bar in `rect`; a part that is not zero is at least 2 px wide."""
    colours = current_theme().colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = rect.height() / 2
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setClipPath(path)
    painter.fillRect(rect, colours.line)
    x = rect.x()
    for part in parts:
        if part.value <= 0 or total <= 0:
            continue
        width = max(2.0, rect.width() * min(1.0, part.value / total))
        width = min(width, rect.right() - x + 1)
        if part.colour in ("bad", "warn") and part is parts[-1]:
            width = max(width, min(4.0, rect.width()))
            x = min(x, rect.right() - width)
        painter.fillRect(QRectF(x, rect.y(), width, rect.height()), colours.named(part.colour))
        x += width
    painter.restore()


class ProgressBar(QWidget):
    """Shows parts of a total; with total 0 a piece runs, or the whole bar is
    pale where motion is unwanted. Repaints at most 4 times a second."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, height: int = _THIN, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._total = 1.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self.update)
        self.setFixedHeight(height)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or tr("Progress"))
        current_theme().motion_changed.connect(self._move)

    @property
    def running(self) -> bool:
        """Whether a piece runs."""
        return self._timer.isActive()

    def set_parts(self, parts: Sequence[Part], total: float, tip: str = "") -> None:
        """Show these parts of the total."""
        self._parts = tuple(parts)
        self._total = total
        done = sum(part.value for part in parts)
        self.setAccessibleDescription(percent(round(100 * done / total)) if total > 0 else tr("In work"))
        if tip:
            self.setToolTip(tip)
        self._move()

    def set_value(self, value: float, total: float = 100.0, colour: str = "accent") -> None:
        """Show one part; total 0 shows that the end is unknown."""
        self.set_parts([Part(value, colour)], total)

    def _move(self) -> None:
        if self._total > 0 or current_theme().still:
            self._timer.stop()
        elif not self._timer.isActive():
            self._clock.start()
            self._timer.start()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._total > 0:
            paint_progress(painter, rect, self._parts, self._total)
            return
        if current_theme().still:
            paint_progress(painter, rect, [Part(1, "accent_pale")], 1)
            return
        paint_progress(painter, rect, (), 1)
        width = rect.width() / 4
        step = (self._clock.elapsed() // _STEP_MS) % 8
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().colours.accent)
        x = (rect.width() - width) * step / 7
        painter.drawRoundedRect(QRectF(x, 0, width, rect.height()), rect.height() / 2, rect.height() / 2)
