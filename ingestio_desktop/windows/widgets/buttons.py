"""Buttons: primary, secondary, ghost, destructive, link, each with icon and shortcut; icon-only ones."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import current_keys, key_of
from ingestio_desktop.windows.widgets.keycap import key_cap_width, paint_key_cap

_HEIGHT: Final = 32
_ICON: Final = 16
_GAP: Final = 8
_RADIUS: Final = 6


class ButtonKind(StrEnum):
    """How much weight a button has."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    GHOST_BAD = "ghost_bad"
    DESTRUCTIVE = "destructive"
    LINK = "link"


class Button(QPushButton):
    """A button with a word. `shortcut`, or the key that the person has for `action`, goes into the tooltip,
    and into a key cap when `show_key` is set; the key itself is bound by the screen, so that it works where
    the focus is elsewhere."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        trailing_icon: str = "",
        shortcut: str = "",
        action: str = "",
        show_key: bool = False,
        tip: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon
        self._trailing = trailing_icon
        self._action = action
        self._shortcut = key_of(action) if action else shortcut
        self._tip = tip
        self._show_key = show_key
        self._checked_look = False
        self.setFont(make_font(TextStyle.BUTTON))
        self.setFixedHeight(24 if kind is ButtonKind.LINK else _HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text.rstrip("…"))
        self.set_tip(tip)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        if action:
            current_keys().changed.connect(self._take_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def _take_key(self) -> None:
        self._shortcut = key_of(self._action)
        self.set_tip(self._tip)
        self.updateGeometry()
        self.update()

    def set_tip(self, tip: str) -> None:
        """The tooltip; the shortcut is added to it. A disabled button says here why."""
        self._tip = tip
        self.setToolTip(tooltip(tip or self.text().rstrip("…"), self._shortcut))

    def set_key_shown(self, shown: bool) -> None:
        """Whether the cap of its key stands behind the word."""
        if shown != self._show_key:
            self._show_key = shown
            self.updateGeometry()
            self.update()

    def set_icon_name(self, name: str, trailing: str = "") -> None:
        """Other icons before and after the word; "" for none."""
        self._icon_name = name
        self._trailing = trailing or self._trailing
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Another weight."""
        self._kind = kind
        self.setFixedHeight(24 if kind is ButtonKind.LINK else _HEIGHT)
        self.updateGeometry()
        self.update()

    def set_open(self, shown: bool) -> None:
        """Look pressed in while the menu of this button is open."""
        self._checked_look = shown
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text.rstrip("…"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width() + 2 * self._padding()), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _padding(self) -> int:
        return {ButtonKind.LINK: 4, ButtonKind.GHOST: 10, ButtonKind.GHOST_BAD: 10}.get(
            self._kind, 14 if not self._icon_name else 12
        )

    def _content_width(self) -> float:
        width = float(QFontMetrics(self.font()).horizontalAdvance(self.text()))
        for icon in (self._icon_name, self._trailing):
            width += self._icon_size() + self._gap() if icon else 0
        if self._show_key and self._shortcut:
            width += key_cap_width(key_text(self._shortcut)) + _GAP
        return width

    def _icon_size(self) -> int:
        return 14 if self._kind is ButtonKind.LINK else _ICON

    def _gap(self) -> int:
        return 5 if self._kind is ButtonKind.LINK else 6 if self._kind is ButtonKind.SECONDARY else _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        hovered = self.underMouse() and self.isEnabled()
        ground, border, front = _button_colours(
            self._kind, colours, hovered, self.isDown() or self._checked_look, self.isEnabled()
        )
        paint_box(painter, QRectF(self.rect()), ground, border, _RADIUS)
        if self.hasFocus():
            ring = colours.text if self._kind is ButtonKind.PRIMARY else colours.accent
            paint_ring(painter, QRectF(self.rect()), ring, _RADIUS)
        painter.setPen(front)
        painter.setFont(self.font())
        x = (self.width() - self._content_width()) / 2
        if self._icon_name:
            paint_icon(painter, self._icon_name, front, self._slot(x, self._icon_size()), self._icon_size())
            x += self._icon_size() + self._gap()
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        painter.drawText(self._slot(x, width + 2), Qt.AlignmentFlag.AlignVCenter, self.text())
        x += width + self._gap()
        if self._trailing:
            paint_icon(painter, self._trailing, front, self._slot(x, self._icon_size()), self._icon_size())
            x += self._icon_size() + self._gap()
        if self._show_key and self._shortcut:
            key = key_text(self._shortcut)
            x += _GAP - self._gap()
            tone = front if self._kind is ButtonKind.PRIMARY else None
            paint_key_cap(painter, QPointF(x, self.height() / 2), key, tone)

    def _slot(self, x: float, width: float) -> QRectF:
        return QRectF(x, 0, width, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class IconButton(QPushButton):
    """A button without a word, at least 28 × 28: it always has a tooltip and an accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        shortcut: str = "",
        action: str = "",
        bordered: bool = False,
        size: int = 28,
        colour: str = "muted",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._bordered = bordered
        self._colour = colour
        self.setFixedSize(size, size)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self._action = action
        self._shortcut = shortcut
        self._tip = ""
        self._take_key()
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        if action:
            current_keys().changed.connect(self._take_key)

    def set_tip(self, tip: str) -> None:
        """Another tooltip than the name; a disabled button says here why."""
        self._tip = tip
        self._take_key()

    def _take_key(self) -> None:
        shortcut = key_of(self._action) if self._action else self._shortcut
        self.setToolTip(tooltip(self._tip or self.accessibleName(), shortcut))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def set_icon_name(self, icon: str, name: str, shortcut: str = "") -> None:
        """Another icon with its own name."""
        self._icon_name = icon
        self._shortcut = shortcut
        self.setAccessibleName(name)
        self._take_key()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        hovered = self.underMouse() and self.isEnabled()
        on = self.isChecked() or self.isDown()
        ground = colours.accent_soft if on else colours.hover if hovered else None
        if ground is not None or self._bordered:
            border = colours.line if self._bordered else None
            paint_box(painter, rect, ground or colours.surface, border, _RADIUS)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, _RADIUS)
        name = "accent_ink" if on else "text" if hovered and self._colour == "muted" else self._colour
        front = colours.named(name) if self.isEnabled() else colours.line_strong
        paint_icon(painter, self._icon_name, front, self.rect(), _ICON)


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Let Enter do what Space does, so that in a dialog it never presses another button than the one in
    focus; False: it was another key."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    # A key held down presses once.
    if not event.isAutoRepeat():
        button.click()
    return True


def key_text(shortcut: str) -> str:
    """A shortcut as this system writes it; portable text such as "Ctrl+N" in."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) or shortcut


def menu_text(text: str, shortcut: str) -> str:
    """An entry of a menu with its key at the right."""
    return f"{text}\t{key_text(shortcut)}"


def tooltip(text: str, shortcut: str = "") -> str:
    """The tooltip of an action: what it does, then its key."""
    return f"{text} ({key_text(shortcut)})" if shortcut else text


def paint_box(
    painter: QPainter, rect: QRectF, ground: QColor | None, border: QColor | None, radius: float
) -> None:
    """A filled rounded box with a crisp 1 px border."""
    painter.setPen(Qt.PenStyle.NoPen if border is None else QPen(border, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if ground is None else ground)
    inset = 0.5 if border is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_ring(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    """The 2 px focus ring inside the border, so that nothing moves."""
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1)


def _button_colours(
    kind: ButtonKind, colours: Colours, hovered: bool, down: bool, enabled: bool
) -> tuple[QColor | None, QColor | None, QColor]:
    if not enabled:
        if kind in (ButtonKind.GHOST, ButtonKind.GHOST_BAD, ButtonKind.LINK):
            return None, None, colours.muted
        return colours.hover, colours.line, colours.muted_ink
    if kind is ButtonKind.PRIMARY:
        return (colours.accent_hover if hovered or down else colours.accent), None, colours.on_accent
    if kind is ButtonKind.DESTRUCTIVE:
        if down:
            return colours.bad, None, colours.on_bad
        return (colours.bad_soft if hovered else colours.surface), colours.line, colours.bad
    if kind is ButtonKind.LINK:
        return (colours.accent_soft if hovered or down else None), None, colours.accent_ink
    if kind is ButtonKind.GHOST_BAD:
        return (colours.bad_soft if hovered or down else None), None, colours.bad
    if kind is ButtonKind.GHOST:
        return (colours.hover if hovered or down else None), None, colours.text
    if down:
        return colours.accent_soft, colours.accent, colours.accent_ink
    return (colours.hover if hovered else colours.surface), colours.line, colours.text
