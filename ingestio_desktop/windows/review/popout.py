"""Page and fields beside each other, the other way round, or one of them in a window of its own."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.fitting import FRAME, fit_into
from ingestio_desktop.windows.widgets.text import StyledWidget

_SIDES: Final = (808, 632)
"""Page and fields, in pixels, before the person moves the splitter."""
_LEAST: Final = QSize(360, 320)
_DEFAULT: Final = QSize(900, 1000)


class Side(StrEnum):
    """A side of the review."""

    PAGE = "page"
    FIELDS = "fields"


class OwnWindow(StyledWidget):
    """Holds one side. Closing it gives the side back; keys that nothing in it wants go to the review."""

    closing = Signal()
    esc_pressed = Signal()

    def __init__(self, side: QWidget, home: QWidget) -> None:
        super().__init__(home)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowIcon(current_theme().icon("scan-text", "accent"))
        self._home = home
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side)
        self.resize(_DEFAULT)

    def place(self, kept: bytes | None) -> None:
        """To where it was the last time, else onto another screen than the review's if there is one."""
        if kept is None or not self.restoreGeometry(QByteArray(kept)):
            own = self._home.screen()
            other = next((screen for screen in QGuiApplication.screens() if screen is not own), own)
            room = other.availableGeometry()
            self.setGeometry(_middle(room, self.size().boundedTo(room.size() - FRAME)))
        fit_into(self, self.screen().availableGeometry(), _LEAST, FRAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.esc_pressed.emit()
        else:
            self._home.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit()


class ReviewSides(QSplitter):
    """Which side is where is kept in the settings, if there are any."""

    popped_changed = Signal(str)
    """The `Side` that has a window of its own now; empty for none."""
    esc_pressed = Signal()
    """In the window of its own."""

    def __init__(
        self, page: QWidget, fields: QWidget, settings: SettingsFile | None, home: QWidget | None = None
    ) -> None:
        """`home` is the review, to which keys of the other window go."""
        super().__init__(Qt.Orientation.Horizontal, home)
        self.setObjectName("reviewSplitter")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._settings = settings
        self._home = home or self
        self._sides = {Side.PAGE: page, Side.FIELDS: fields}
        self._own: OwnWindow | None = None
        self._popped: Side | None = None
        self._bind: Callable[[QWidget], object] = lambda _window: None
        self._title = ""
        self._swapped = settings is not None and settings.settings.review_sides_swapped
        self._widths = dict(zip(Side, _SIDES, strict=True))
        self._arrange()

    @property
    def swapped(self) -> bool:
        """Whether the fields are at the left."""
        return self._swapped

    @property
    def popped(self) -> Side | None:
        """The side that has a window of its own."""
        return self._popped

    @property
    def own_window(self) -> QWidget | None:
        """The other window, if there is one."""
        return self._own

    def set_key_binder(self, bind: Callable[[QWidget], object]) -> None:
        """What makes the keys of the review work in another window, too."""
        self._bind = bind

    def set_title(self, title: str) -> None:
        """What the other window shows: the name of the document."""
        self._title = title
        self._tell_title()

    def swap(self) -> None:
        """Change sides, and remember it."""
        self._note_widths()
        self._swapped = not self._swapped
        if self._settings is not None:
            self._settings.change(review_sides_swapped=self._swapped)
        self._arrange()

    def toggle(self, side: Side) -> None:
        """Give this side a window of its own, or put it back."""
        if self._popped is side:
            self.put_back()
        else:
            self.pop_out(side)

    def pop_out(self, side: Side) -> None:
        """Give this side a window of its own; the other one has all the room here. One that is out comes
        back."""
        if self._popped is side:
            return
        self.put_back()
        self._note_widths()
        own = OwnWindow(self._sides[side], self._home)
        own.closing.connect(self.put_back)
        own.esc_pressed.connect(self.esc_pressed)
        self._own, self._popped = own, side
        self._bind(own)
        self._tell_title()
        # The fields are typed into; of the page the person only wants to see more.
        own.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, side is Side.PAGE)
        own.place(self._settings.widget_state(_name(side)) if self._settings is not None else None)
        if self.isVisible():
            own.show()
        self.popped_changed.emit(side.value)

    def put_back(self) -> None:
        """Bring the side that is out back to its place; nothing where none is."""
        own, side = self._own, self._popped
        if own is None or side is None:
            return
        self._keep_place()
        self._own = self._popped = None
        self._arrange()
        own.hide()
        own.deleteLater()
        self.popped_changed.emit("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._own is not None:
            self._own.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The review gave way to another page; a window that is only made small keeps its other one.
        if self._own is not None and not event.spontaneous():
            self._keep_place()
            self._own.hide()

    def _arrange(self) -> None:
        order = [Side.FIELDS, Side.PAGE] if self._swapped else [Side.PAGE, Side.FIELDS]
        here = [side for side in order if side is not self._popped]
        for index, side in enumerate(here):
            self.insertWidget(index, self._sides[side])
            self.setStretchFactor(index, 1 if side is Side.PAGE else 0)
        self.setSizes([self._widths[side] for side in here])

    def _note_widths(self) -> None:
        if self._popped is None and self.isVisible():
            self._widths = {side: max(1, widget.width()) for side, widget in self._sides.items()}

    def _keep_place(self) -> None:
        if self._settings is not None and self._own is not None and self._popped is not None:
            self._settings.keep_widget_state(_name(self._popped), bytes(self._own.saveGeometry().data()))

    def _tell_title(self) -> None:
        if self._own is not None:
            part = tr("Pages") if self._popped is Side.PAGE else tr("Fields")
            self._own.setWindowTitle(" – ".join(text for text in (part, self._title, "IngestIO") if text))


def _name(side: Side) -> str:
    return f"review.{side.value}.window"


def _middle(room: QRect, size: QSize) -> QRect:
    placed = QRect(room.topLeft(), size)
    placed.moveCenter(room.center())
    return placed
