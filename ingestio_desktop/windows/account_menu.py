"""What opens below the account switcher: the accounts on this computer, and one more."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.account_facts import KnownAccount
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring
from ingestio_desktop.windows.widgets.text import Rule

_WIDTH: Final = 352
_ROW: Final = 48
_LINE: Final = 34
_PAD: Final = 6


class AccountMenu(Overlay):
    """`chosen` carries the key of an account that is not in use; arrows, Home and End go through the rows."""

    chosen = Signal(str)
    sign_in_asked = Signal()
    page_asked = Signal()

    def __init__(self, host: QWidget, anchor: QWidget) -> None:
        super().__init__(host, tr("Accounts"), _WIDTH, _ROW)
        self._anchor = anchor
        self.dialog.setObjectName("popover")
        self._rows: list[QPushButton] = []
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        self._column.setSpacing(2)
        self.body.addWidget(self._holder)

    @property
    def rows(self) -> Sequence[QPushButton]:
        """What can be chosen, from top to bottom."""
        return tuple(self._rows)

    def open_with(self, accounts: Sequence[KnownAccount]) -> None:
        """Open below the switcher; the focus is on the account in use."""
        self._clear()
        for account in accounts:
            self._add(AccountRow(account), self._chooser(account))
        self._column.addWidget(Rule())
        self._add(LineRow("plus", tr("Sign in to another…")), self.sign_in_asked.emit)
        self._add(LineRow("circle-user", tr("Account page")), self.page_asked.emit)
        height = 2 * _PAD + 2 + (_ROW + 2) * len(accounts) + 2 * (_LINE + 2) + 1
        self._size = (_WIDTH, height)
        in_use = next((place for place, account in enumerate(accounts) if account.in_use), 0)
        self.open_over(self._rows[in_use])

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []

    def _add(self, row: QPushButton, run: Callable[[], object]) -> None:
        def follow() -> None:
            self.close_overlay()
            run()

        row.clicked.connect(follow)
        self._column.addWidget(row)
        self._rows.append(row)

    def _chooser(self, account: KnownAccount) -> Callable[[], None]:
        def choose() -> None:
            if not account.in_use:
                self.chosen.emit(account.key)

        return choose

    def _place(self) -> None:
        super()._place()
        host = self.parentWidget()
        if host is not None:
            corner = self._anchor.mapTo(host, self._anchor.rect().bottomLeft())
            self.dialog.move(corner.x(), corner.y() + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """No scrim: it is a menu."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if step and isinstance(focused, QPushButton) and focused in self._rows:
            place = (self._rows.index(focused) + step) % len(self._rows)
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows:
            end = self._rows[0 if event.key() == Qt.Key.Key_Home else -1]
            end.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)


class _Row(QPushButton):
    """A row whose ground shows the pointer and the focus."""

    def __init__(self, height: int, name: str) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 2 * _PAD, self.height())

    def _paint_ground(self, painter: QPainter) -> None:
        colours = current_theme().colours
        rect = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            paint_box(painter, rect, colours.accent_soft if self.hasFocus() else colours.hover, None, 6)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 6)


class AccountRow(_Row):
    """An account: where it runs, its name, its plan, and whether it is in use."""

    def __init__(self, account: KnownAccount) -> None:
        said = tr("{name}, {detail}", name=account.name, detail=_detail(account))
        super().__init__(_ROW, tr("{account}, in use", account=said) if account.in_use else said)
        self._account = account

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        self._paint_ground(painter)
        account = self._account
        tile = QRectF(8, 8, 32, 32)
        paint_box(painter, tile, colours.accent if account.in_use else colours.hover, None, 6)
        ink = colours.on_accent if account.in_use else colours.text
        paint_icon(painter, "laptop" if account.local else "cloud", ink, tile, 16)
        room = self.width() - 48 - 36
        second = colours.bad if account.signed_out else colours.muted_ink
        for style, pen, text, top in (
            (TextStyle.BUTTON, colours.text, account.name, 6),
            (TextStyle.SMALL, second, _detail(account), 25),
        ):
            font = make_font(style)
            painter.setFont(font)
            painter.setPen(pen)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(48, top, room + 2, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        end = QRectF(self.width() - 30, 0, 16, self.height())
        if account.in_use:
            paint_icon(painter, "check", colours.accent_ink, end, 16)
        elif account.signed_out:
            paint_icon(painter, "log-in", colours.muted, end, 16)


class LineRow(_Row):
    """Icon and words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__(_LINE, text.rstrip("…"))
        self._icon_name, self._words = icon, text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        self._paint_ground(painter)
        paint_icon(painter, self._icon_name, colours.muted, QRectF(16, 0, 16, self.height()), 16)
        painter.setPen(colours.text)
        painter.setFont(make_font(TextStyle.BUTTON))
        words = QRectF(48, 0, self.width() - 56, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)


def _detail(account: KnownAccount) -> str:
    return f"{account.detail} · {account.note}" if account.note else account.detail
