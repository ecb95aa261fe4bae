"""Windows on small screens: no larger than the screen, and what has no room in them is scrolled to."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

FRAME: Final = QSize(16, 40)
"""What a title bar and borders take at most; the system tells only once the window is shown."""
_LEAST_SCROLLED: Final = 80


class Fitting(QScrollArea):
    """Holds pages: each as large as there is room, never smaller than it can be."""

    def __init__(self, pages: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("fitting")
        self.setWidget(pages)
        pages.currentChanged.connect(lambda _index: self._begin())
        pages.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._pages and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _begin(self) -> None:
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(0)
        self._fit()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        # Keys lead into the page from outside, too. What is clicked can be seen, and must not move.
        if now is None or not self._pages.isAncestorOf(now) or QApplication.mouseButtons():
            return
        if self._pages.size() != self.maximumViewportSize():
            self.ensureWidgetVisible(now, 8, 8)

    def _fit(self) -> None:
        # Of the page that is shown: a hidden one that needs more must not make this one scroll.
        page = self._pages.currentWidget()
        room = self.maximumViewportSize()
        self._pages.resize(room.expandedTo(_least(page, room.width())) if page is not None else room)


class Scrolled(QScrollArea):
    """As large as what it holds where there is room, else scrolled: the middle of a dialog, whose buttons
    stay in sight below it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._content = content
        self.setWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows belong to the dialog's choices.
        event.ignore()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._content.layout()
        assert layout is not None, "what is scrolled has a layout"
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return height if height >= 0 else self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), _LEAST_SCROLLED)


def free_height(window: QWidget) -> int:
    """How high a window can be on its screen, in pixels, within its frame."""
    return window.screen().availableGeometry().height() - FRAME.height()


def _least(page: QWidget, width: int) -> QSize:
    least = page.minimumSizeHint().expandedTo(page.minimumSize())
    layout = page.layout()
    if layout is not None and layout.hasHeightForWidth():
        least.setHeight(max(least.height(), layout.minimumHeightForWidth(max(width, least.width()))))
    return least


def fit_into(window: QWidget, room: QRect, least: QSize, frame: QSize) -> None:
    """Make a window that is not shown yet fit into a screen's free room. `least` is its least size where
    there is room for it, `frame` what the system's frame takes. It is never made larger."""
    free = room.size() - frame
    window.setMinimumSize(least.boundedTo(free))
    if window.isMaximized() or window.isFullScreen():
        return
    window.resize(window.size().boundedTo(free))
    inside = QRect(window.pos(), window.size() + frame)
    if not room.contains(inside):
        inside.moveRight(min(inside.right(), room.right()))
        inside.moveBottom(min(inside.bottom(), room.bottom()))
        inside.moveLeft(max(inside.left(), room.left()))
        inside.moveTop(max(inside.top(), room.top()))
        window.move(inside.topLeft())
