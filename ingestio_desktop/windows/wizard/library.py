"""The prompt library: own prompts left, defaults right, Save and Manage below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import plural
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label, Rule, shadow

_WIDTH: Final = 480
_ICONS: Final = {
    "invoice": "file-text",
    "receipt": "receipt",
    "purchase order": "list-checks",
    "bank statement": "credit-card",
    "contract": "file-pen-line",
    "form": "clipboard-list",
}


class Library(QFrame):
    """A popover over the page. `chosen` carries the `SavedPrompt`, `save_asked` opens the name."""

    chosen = Signal(object)
    save_asked = Signal()

    def __init__(self, presenter: ComposePresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._opener: Button | None = None
        self._managing = False
        self._entries: list[_Entry] = []
        self.setObjectName("popover")
        self.setAccessibleName("Prompt library")
        self.setFixedWidth(_WIDTH)
        self.setGraphicsEffect(shadow(self))
        self._own = QVBoxLayout()
        self._defaults = QVBoxLayout()
        self._arrange()
        presenter.library_changed.connect(lambda _entries: self._fill())
        self.hide()

    def open_below(self, opener: Button) -> None:
        """Show it under its button, the right edges in one line; again closes it."""
        if not self.isHidden():
            self.close_popover()
            return
        self._opener = opener
        self._managing = False
        opener.set_open(True)
        self._fill()
        self._place()
        self.show()
        self.raise_()
        if self._entries:
            self._entries[0].setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def close_popover(self) -> None:
        """Hide it and give the focus back to the button."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if self._opener is not None:
            self._opener.set_open(False)
            if inside:
                self._opener.setFocus()
        self._opener = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))
            if isinstance(watched, QWidget) and not inside and watched is not self._opener:
                self.close_popover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        place = next((i for i, entry in enumerate(self._entries) if entry.hasFocus()), -1)
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        elif step and self._entries:
            self._entries[(place + step) % len(self._entries)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None or self._opener is None:
            return
        self.adjustSize()
        corner = self._opener.mapTo(page, QPoint(self._opener.width(), self._opener.height() + 6))
        self.move(max(0, corner.x() - self.width()), corner.y())

    def _fill(self) -> None:
        origin, _changed = self._presenter.library_origin()
        for layout in (self._own, self._defaults):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self._own.addWidget(_heading("Yours"))
        self._defaults.addWidget(_heading("Start from a default"))
        self._entries = []
        own = [entry for entry in self._presenter.library if not entry.builtin]
        for entry in own:
            row = self._add(self._own, entry, "bookmark", entry.name == origin)
            self._presenter.count_columns(entry, row, row.show_columns)
        if not own:
            none = Label("Prompts that you save stand here.", TextStyle.SMALL, "muted", wrap=True)
            none.setContentsMargins(10, 2, 10, 2)
            self._own.addWidget(none)
        for entry in self._presenter.library:
            if entry.builtin:
                self._add(self._defaults, entry, _ICONS.get(entry.name.casefold(), "file-text"), False)
        self._own.addStretch()
        self._defaults.addStretch()
        self._manage.setVisible(bool(own))
        self._manage.setText("Done" if self._managing else "Manage…")
        self._save.setEnabled(bool(self._presenter.prompt().strip()))
        self._place()

    def _add(self, layout: QVBoxLayout, entry: SavedPrompt, icon: str, chosen: bool) -> "_Entry":
        deleting = self._managing and not entry.builtin
        row = _Entry(entry.name, "trash-2" if deleting else icon, chosen, deleting)
        row.clicked.connect(self._picker(entry, deleting))
        layout.addWidget(row)
        self._entries.append(row)
        return row

    def _picker(self, entry: SavedPrompt, deleting: bool) -> Callable[[], None]:
        def pick() -> None:
            if deleting:
                self._presenter.delete_prompt(entry.id)
                return
            self.close_popover()
            self.chosen.emit(entry)

        return pick

    def _manage_asked(self) -> None:
        self._managing = not self._managing
        self._fill()

    def _save_asked(self) -> None:
        self.close_popover()
        self.save_asked.emit()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lists = QHBoxLayout()
        lists.setContentsMargins(10, 10, 10, 8)
        lists.setSpacing(16)
        for layout in (self._own, self._defaults):
            layout.setSpacing(2)
            lists.addLayout(layout, 1)
        column.addLayout(lists)
        column.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 6)
        foot.setSpacing(8)
        self._save = Button("Save this prompt…", ButtonKind.GHOST, icon="save", shortcut="Ctrl+Shift+S")
        self._save.clicked.connect(self._save_asked)
        self._manage = Button("Manage…", ButtonKind.GHOST, tip="Delete prompts of your own")
        self._manage.clicked.connect(self._manage_asked)
        foot.addWidget(self._save)
        foot.addWidget(Label("Ctrl+Shift+S", TextStyle.TINY, "muted"))
        foot.addStretch()
        foot.addWidget(self._manage)
        column.addLayout(foot)


class _Entry(QPushButton):
    """One line: icon, name, number of columns."""

    def __init__(self, name: str, icon: str, chosen: bool, deleting: bool) -> None:
        super().__init__()
        self._name = name
        self._icon = icon
        self._chosen = chosen
        self._deleting = deleting
        self._detail = ""
        self.setFixedHeight(28)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"Delete {name}" if deleting else name)
        self.setToolTip(f"Delete {name}" if deleting else name)

    def show_columns(self, count: int) -> None:
        """Comes a little later than the rest."""
        self._detail = plural(count, "column")
        self.setAccessibleDescription(self._detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(210, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        lit = self._chosen or self.hasFocus() or self.underMouse()
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            calm = self.underMouse() and not (self._chosen or self.hasFocus())
            painter.setBrush(colours.hover if calm else colours.accent_soft)
            painter.drawRoundedRect(rect, 6, 6)
        front = colours.bad if self._deleting else colours.accent if self._chosen else colours.muted_ink
        paint_icon(painter, self._icon, front, QRectF(8, 0, 16, rect.height()), 14)
        small = make_font(TextStyle.SMALL)
        width = QFontMetrics(small).horizontalAdvance(self._detail)
        painter.setFont(small)
        painter.setPen(colours.muted_ink if lit else colours.muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -9, 0), middle | Qt.AlignmentFlag.AlignRight, self._detail)
        font = make_font(TextStyle.BUTTON if self._chosen else TextStyle.BODY)
        painter.setFont(font)
        painter.setPen(colours.text)
        room = rect.adjusted(30, 0, -width - 16, 0)
        name = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, name)


def _heading(text: str) -> Label:
    label = Label(text, TextStyle.SMALL_STRONG, "muted")
    label.setContentsMargins(0, 0, 0, 4)
    return label
