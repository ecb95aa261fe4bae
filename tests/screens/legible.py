"""Which texts of a screen are too faint where they stand, looked at in its picture."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

from ingestio_desktop.theme.tokens import contrast
from ingestio_desktop.windows.batches.empty import DropVeil
from ingestio_desktop.windows.sidebar import Place
from ingestio_desktop.windows.widgets.buttons import IconButton
from tests.screens.reach import scope

READABLE: Final = 4.5


def faint_labels(widget: QWidget, picture: QImage) -> list[str]:
    """Labels with less contrast than 4.5 : 1, with what they have. What is under a dialog or a veil is
    left out."""
    found = []
    veils = [veil for veil in widget.findChildren(DropVeil) if veil.isVisible()]
    for label in scope(widget).findChildren(QLabel):
        if any(veil.parentWidget().isAncestorOf(label) and not veil.isAncestorOf(label) for veil in veils):
            continue
        if not label.isVisible() or not label.text() or label.visibleRegion().isEmpty():
            continue
        if label.window() is not widget:
            continue
        ink = label.palette().color(label.foregroundRole()).name()
        ground = _ground(label, widget, picture)
        if ground and contrast(ink, ground) < READABLE:
            found.append(f"{label.text()!r}: {ink} on {ground}, {contrast(ink, ground):.2f}")
    return found


def cut_buttons(widget: QWidget) -> list[str]:
    """The words of visible buttons that are narrower than these need. Places of a narrow side bar have only
    icons."""
    kinds, drawn = (QPushButton, QCheckBox, QRadioButton), (IconButton, Place)
    return [
        button.text()
        for button in widget.findChildren(QAbstractButton)
        if isinstance(button, kinds) and not isinstance(button, drawn) and button.text().strip()
        if not button.visibleRegion().isEmpty() and button.width() < button.sizeHint().width()
    ]


def _ground(label: QLabel, widget: QWidget, picture: QImage) -> str:
    """The most frequent colour of what can be seen of it."""
    seen = label.visibleRegion().boundingRect()
    ratio = picture.devicePixelRatio()
    start = label.mapTo(widget, seen.topLeft()) * ratio
    rect = QRect(start, seen.size() * ratio).intersected(picture.rect())
    points = [
        QPoint(x, y)
        for x in range(rect.left(), rect.right(), max(1, rect.width() // 24))
        for y in range(rect.top(), rect.bottom(), max(1, rect.height() // 8))
    ]
    counted = Counter(picture.pixelColor(point).name() for point in points)
    return counted.most_common(1)[0][0] if counted else ""
