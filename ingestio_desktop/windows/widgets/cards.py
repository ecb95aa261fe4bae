"""Cards: a plain one, one with a figure, one that folds, and one that is a radio button."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, paint_box, paint_ring
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.text import IconLabel, Label, Rule

_PADDING: Final = 16


class Card(QFrame):
    """A bordered surface; put things into `body`."""

    def __init__(self, padding: int = _PADDING, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)


class StatCard(Card):
    """One figure with its name above and a line below; `bar` appears once it is used."""

    def __init__(
        self, title: str, icon: str, value: str = "", detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(spacing=0, parent=parent)
        self.setMinimumHeight(112)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._icon = IconLabel(icon, "muted")
        self._title = Label(title, TextStyle.SMALL_STRONG, "muted")
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addStretch()
        self._value = Label(value, TextStyle.TITLE)
        self._detail = Label(detail, TextStyle.SMALL, "muted")
        self.bar = ProgressBar(height=4, name=title)
        self.bar.hide()
        self.body.addLayout(head)
        self.body.addSpacing(6)
        self.body.addWidget(self._value)
        self.body.addSpacing(2)
        self.body.addWidget(self._detail)
        self.body.addSpacing(5)
        self.body.addWidget(self.bar)
        self.body.addStretch()
        self.setAccessibleName(title)

    def set_value(self, value: str, detail: str, tone: str = "") -> None:
        """Show a figure; tone "warn" or "bad" colours the line below."""
        self._value.setText(value)
        self._detail.setText(detail)
        self._detail.set_tone(tone or "muted")
        self._value.set_tone(tone)
        self.setAccessibleDescription(f"{value}, {detail}")


class FoldCard(Card):
    """A card whose head folds its content away: chevron, title, detail, and Edit at the right."""

    edit_asked = Signal()
    toggled = Signal(bool)

    def __init__(
        self,
        title: str,
        content: QWidget,
        *,
        detail: str = "",
        editable: bool = False,
        opened: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self._title = title
        self._content = content
        head = QHBoxLayout()
        head.setContentsMargins(9, 4, 12, 4)
        head.setSpacing(6)
        self._fold = IconButton("chevron-down", "", on_click=self._toggle)
        head.addWidget(self._fold)
        head.addWidget(Label(title, TextStyle.SECTION))
        self.detail = Label(detail, TextStyle.SMALL, "muted")
        head.addSpacing(4)
        head.addWidget(self.detail)
        head.addStretch()
        if editable:
            edit = Button(tr("Edit"), ButtonKind.LINK, icon="pencil", tip=tr("Edit: {title}", title=title))
            edit.setAccessibleName(tr("Edit: {title}", title=title))
            edit.clicked.connect(self.edit_asked)
            head.addWidget(edit)
        self.body.addLayout(head)
        self._rule = Rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(content)
        self.set_open(opened)

    def set_open(self, opened: bool) -> None:
        """Unfold or fold."""
        self._content.setVisible(opened)
        self._rule.setVisible(opened)
        icon = "chevron-down" if opened else "chevron-right"
        name = tr("Fold: {title}", title=self._title) if opened else tr("Unfold: {title}", title=self._title)
        self._fold.set_icon_name(icon, name)

    def is_open(self) -> bool:
        return not self._content.isHidden()

    def _toggle(self) -> None:
        self.set_open(not self.is_open())
        self.toggled.emit(self.is_open())


class RadioCard(QWidget):
    """A choice as a card with a line that explains it; `chosen` on click, Space or Enter. The group's
    arrows belong to `RadioCards`."""

    accessible_role = QAccessible.Role.RadioButton

    chosen = Signal()

    def __init__(self, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._detail = detail
        self._on = False
        self.setFixedHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def set_on(self, on: bool) -> None:
        """Fill or empty the circle. Only the chosen card is a stop of the tab order."""
        self._on = on
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleDescription(tr("{detail}, chosen", detail=self._detail) if on else self._detail)
        self.update()

    def is_on(self) -> bool:
        return self._on

    def sizeHint(self) -> QSize:
        return QSize(240, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        hover = colours.hover if self.underMouse() else colours.surface
        ground = colours.accent_soft if self._on else hover
        paint_box(painter, rect, ground, colours.accent if self._on else colours.line, 8)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 8)
        disc = QRectF(15, 13, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen if self._on else QPen(colours.muted, 1.5))
        painter.setBrush(colours.accent if self._on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if self._on:
            painter.setBrush(colours.on_accent)
            painter.drawEllipse(disc.center(), 3, 3)
        painter.setPen(colours.text)
        painter.setFont(make_font(TextStyle.SECTION))
        painter.drawText(rect.adjusted(41, 11, -12, -29), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setPen(colours.muted_ink if self._on else colours.muted)
        painter.setFont(make_font(TextStyle.SMALL))
        painter.drawText(rect.adjusted(41, 32, -12, -10), Qt.AlignmentFlag.AlignVCenter, self._detail)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            event.ignore()


class RadioCards(QWidget):
    """Radio cards in one line; arrows choose. `chosen` carries the key."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: dict[str, tuple[str, str]],
        name: str,
        current: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._cards: dict[str, RadioCard] = {}
        for key, (title, detail) in choices.items():
            card = RadioCard(title, detail)
            card.chosen.connect(self._chooser(key))
            row.addWidget(card)
            self._cards[key] = card
        self.setAccessibleName(name)
        self.set_current(current)

    @property
    def current(self) -> str:
        return next(key for key, card in self._cards.items() if card.is_on())

    def set_current(self, key: str) -> None:
        """Choose without telling anyone."""
        for other, card in self._cards.items():
            card.set_on(other == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not step:
            super().keyPressEvent(event)
            return
        keys = list(self._cards)
        self._choose(keys[(keys.index(self.current) + step) % len(keys)])

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self._choose(key)

    def _choose(self, key: str) -> None:
        changed = key != self.current
        self.set_current(key)
        self._cards[key].setFocus()
        if changed:
            self.chosen.emit(key)
