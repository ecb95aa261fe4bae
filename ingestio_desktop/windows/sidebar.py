"""The side bar: account, places, and how to find anything. Narrow windows see its icons only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.keys import current_keys, key_of
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring, tooltip
from ingestio_desktop.windows.widgets.keycap import KeyHint

_ICON: Final = 18


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What the switcher says: a name, and where it runs and its plan. `icon` is `cloud` or `laptop`."""

    name: str
    detail: str
    icon: str


def starting_line() -> AccountLine:
    """What the switcher says until an account is known."""
    return AccountLine("IngestIO", tr("Starting…"), "scan-text")


class AccountSwitcher(QPushButton):
    """Which account is active; a click opens the menu of accounts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = starting_line()
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses it, too
        self.set_narrow(False)
        self.set_line(self._line)

    def set_line(self, line: AccountLine) -> None:
        """Show another account."""
        self._line = line
        self.setAccessibleName(tr("Account: {name}, {detail}", name=line.name, detail=line.detail))
        self.setToolTip(f"{line.name}\n{line.detail}")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedHeight(32 if narrow else 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        tile = rect if self._narrow else QRectF(8, 8, 32, 32)
        if not self._narrow:
            paint_box(painter, rect, colours.hover if self.underMouse() else colours.surface, colours.line, 8)
        paint_box(painter, tile, colours.accent, None, 6)
        paint_icon(painter, self._line.icon, colours.on_accent, tile, 16)
        if not self._narrow:
            self._paint_words(painter, rect)
        if self.hasFocus():
            ring = colours.text if self._narrow else colours.accent
            paint_ring(painter, rect, ring, 8)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        colours = current_theme().colours
        room = int(rect.width() - 48 - 28)
        for style, ink, text, top in (
            (TextStyle.SECTION, colours.text, self._line.name, 6),
            (TextStyle.SMALL, colours.muted, self._line.detail, 24),
        ):
            font = make_font(style)
            if style is TextStyle.SECTION:
                font.setPixelSize(12)
            painter.setFont(font)
            painter.setPen(ink)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(48, top, room + 2, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        end = QRectF(rect.right() - 26, 0, 16, rect.height())
        paint_icon(painter, "chevrons-up-down", colours.muted, end, 16)


class Place(QPushButton):
    """One place of the side bar, with an optional count at its end."""

    def __init__(self, title: str, icon: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon_name = icon
        self._count = 0
        self._narrow = False
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter presses it, too
        self.setFixedHeight(load_tokens().height["sideRow"])
        self.setFont(make_font(TextStyle.BUTTON))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setToolTip(tooltip(title, shortcut))

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def set_count(self, count: int, meaning: str) -> None:
        """A number at the end; 0 shows none. `meaning` is said to screen readers: "3 in progress"."""
        self._count = count
        self.setAccessibleDescription(meaning if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse():
            paint_box(painter, rect, colours.accent_soft if here else colours.hover, None, 6)
        ink = colours.accent_ink if here else colours.text
        icon = (
            QRectF(0, 0, rect.width(), rect.height()) if self._narrow else QRectF(10, 0, _ICON, rect.height())
        )
        paint_icon(painter, self._icon_name, ink if here else colours.muted, icon, _ICON)
        if not self._narrow:
            painter.setPen(ink)
            painter.setFont(self.font())
            painter.drawText(rect.adjusted(38, 0, -34, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._count:
                painter.setFont(make_font(TextStyle.SMALL_STRONG))
                painter.setPen(ink if here else colours.muted)
                side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(rect.adjusted(0, 0, -10, 0), side, number(self._count))
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 6)


class SideBar(QFrame):
    """`place_asked` carries the key of a place."""

    place_asked = Signal(str)
    account_asked = Signal()
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAccessibleName(tr("Places"))
        self._places: dict[str, Place] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(2)
        self.switcher = AccountSwitcher()
        self.switcher.clicked.connect(self.account_asked)
        column.addWidget(self.switcher)
        column.addSpacing(14)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        column.addStretch()
        self._hint = FindHint()
        self._hint.clicked.connect(self.search_asked)
        column.addWidget(self._hint)
        self.set_narrow(False)

    def add_place(self, key: str, title: str, icon: str) -> str:
        """Add a place below the others. Returns its shortcut, Ctrl+1 to Ctrl+9."""
        shortcut = f"Ctrl+{len(self._places) + 1}"
        place = Place(title, icon, shortcut)
        place.clicked.connect(self._asker(key))
        self._places[key] = place
        self._rows.addWidget(place)
        return shortcut

    def set_current(self, key: str) -> None:
        """Mark the place one is at; a key that has no place leaves the mark where it is."""
        if key in self._places:
            for other, place in self._places.items():
                place.setChecked(other == key)

    def set_count(self, key: str, count: int, meaning: str) -> None:
        """The number at the end of a place."""
        self._places[key].set_count(count, meaning)

    def forget_counts(self) -> None:
        """No place has a number any more."""
        for place in self._places.values():
            place.set_count(0, "")

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only."""
        self.setFixedWidth(load_tokens().width["sideNarrow" if narrow else "side"])
        self.switcher.set_narrow(narrow)
        for place in self._places.values():
            place.set_narrow(narrow)
        self._hint.setVisible(not narrow)

    def first_focus(self) -> QWidget:
        """Where F6 lands."""
        return next((place for place in self._places.values() if place.isChecked()), self.switcher)

    def _asker(self, key: str) -> Callable[[], None]:
        def ask() -> None:
            self.set_current(key)
            self.place_asked.emit(key)

        return ask


class FindHint(QPushButton):
    """ "Ctrl+K find anything", which can be clicked too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setAutoDefault(True)  # Enter presses it, too
        self.setFixedHeight(24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Find anything"))
        self._tell_key()
        current_keys().changed.connect(self._tell_key)
        hint = KeyHint("", tr("find anything"), action="find", parent=self)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hint.move(10, 2)
        hint.adjustSize()

    def _tell_key(self) -> None:
        self.setToolTip(tooltip(tr("Find a batch, a document or an action"), key_of("find")))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 6)
