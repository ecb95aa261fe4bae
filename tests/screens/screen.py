"""One screen in one state, and the pictures of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.screens.legible import cut_buttons, faint_labels

WIDTH, HEIGHT = 1280, 800


@dataclass(frozen=True, slots=True)
class Screen:
    """`build` makes the widget in its state, on the Qt main thread; it is deleted after the picture.
    `settle` is called once it is shown, for what needs a size: open a menu, move the focus."""

    name: str
    build: Callable[[], QWidget]
    width: int = WIDTH
    height: int = HEIGHT
    settle: Callable[[QWidget], None] | None = None
    may_be_cut: frozenset[str] = frozenset()
    """Texts that are cut on purpose."""


def take(screen: Screen, look: Callable[[QWidget], None] | None = None) -> tuple[QImage, list[str]]:
    """The picture, and what is wrong with texts in it: cut off or faint. `look` may do with it what it likes
    afterwards."""
    widget = screen.build()
    widget.resize(screen.width, screen.height)
    widget.show()
    settle_events()
    if screen.settle is not None:
        screen.settle(widget)
        settle_events()
    picture = widget.grab().toImage()
    flaws = [f"cut off: {text!r}" for text in cut_texts(widget) if text not in screen.may_be_cut]
    flaws += [f"cut button: {text!r}" for text in cut_buttons(widget)]
    flaws += [f"faint: {text}" for text in faint_labels(widget, picture)]
    if look is not None:
        look(widget)
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return picture, flaws


def settle_events() -> None:
    """Let layouts and posted events run to their end."""
    for _ in range(5):
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents()


def cut_texts(widget: QWidget) -> list[str]:
    """The texts of visible labels that are smaller than what they say needs."""
    cut = []
    for label in widget.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.visibleRegion().isEmpty():
            continue
        if label.wordWrap():
            short = label.heightForWidth(label.width()) > label.height() + 1
        else:
            lines = label.text().splitlines()
            metrics = QFontMetrics(label.font())
            need = max(metrics.horizontalAdvance(text) for text in lines)
            room = label.contentsRect().width()
            short = need > room + 1 or metrics.height() * len(lines) > label.height() + 2
        if short:
            cut.append(label.text())
    return cut


def is_blank(picture: QImage) -> bool:
    """Whether a picture shows one colour only."""
    first = picture.pixel(0, 0)
    step = max(1, picture.width() // 64)
    return all(
        picture.pixel(x, y) == first
        for y in range(0, picture.height(), step)
        for x in range(0, picture.width(), step)
    )


def save(picture: QImage, path: Path) -> None:
    """Write a PNG. Raises OSError when the folder can't be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path)):
        raise OSError(f"The picture {path} can't be written.")
