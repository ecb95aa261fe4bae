"""The prompt library: own prompts left, defaults right, Save and Manage below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label, Rule, SearchField, shadow
from ingestio_desktop.windows.widgets.keycap import key_names

_WIDTH: Final = 480
_SEARCHED_FROM: Final = 9
"""So many entries of one's own are worth a search."""
_MOST_SHOWN: Final = 12
_NOTE_WIDTH: Final = 210
_ICONS: Final = {
    QT_TR_NOOP("Invoice"): "file-text",
    QT_TR_NOOP("Receipt"): "receipt",
    QT_TR_NOOP("Purchase order"): "list-checks",
    QT_TR_NOOP("Bank statement"): "credit-card",
    QT_TR_NOOP("Contract"): "file-pen-line",
    QT_TR_NOOP("Form"): "clipboard-list",
}
"""Of the defaults, by their names."""


class Library(QFrame):
    """A popover over the page. `chosen` carries the `SavedPrompt`, `save_asked` opens the name,
    `rename_asked` the name of the entry that it carries. In Manage, F2 renames and Del deletes."""

    chosen = Signal(object)
    rename_asked = Signal(object)
    save_asked = Signal()

    def __init__(self, presenter: ComposePresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._opener: Button | None = None
        self._managing = False
        self._entries: list[_Entry] = []
        self.setObjectName("popover")
        self.setAccessibleName(tr("Prompt library"))
        self.setFixedWidth(_WIDTH)
        self.setGraphicsEffect(shadow(self))
        self.search = SearchField(tr("Search your prompts"), "", 460)
        self.search.searched.connect(lambda _text: self._fill())
        self.search.down_asked.connect(self._focus_first)
        self._own = QVBoxLayout()
        self._defaults = QVBoxLayout()
        self._arrange()
        presenter.library.changed.connect(self._fill)
        self.hide()

    def open_below(self, opener: Button) -> None:
        """Show it under its button, the right edges in one line; again closes it."""
        if not self.isHidden():
            self.close_popover()
            return
        self._opener = opener
        self._managing = False
        opener.set_open(True)
        self.search.clear()
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self._focus_first()
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
        elif place >= 0 and self._managing and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            entry = self._entries[place].entry
            if not entry.builtin and event.key() == Qt.Key.Key_F2:
                self.rename_asked.emit(entry)
            elif not entry.builtin:
                self._presenter.library.delete(entry)
        else:
            super().keyPressEvent(event)

    def _focus_first(self) -> None:
        if self._entries:
            self._entries[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None or self._opener is None:
            return
        self.adjustSize()
        corner = self._opener.mapTo(page, QPoint(self._opener.width(), self._opener.height() + 6))
        self.move(max(0, corner.x() - self.width()), corner.y())

    def _fill(self) -> None:
        library = self._presenter.library
        origin, _changed = library.origin(self._presenter.prompt())
        focused = next((row.entry.id for row in self._entries if row.hasFocus()), "")
        for layout in (self._own, self._defaults):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self._own.addWidget(_heading(tr("Yours")))
        if not self._managing:
            self._defaults.addWidget(_heading(tr("Start from a default")))
        self._entries = []
        own = [entry for entry in library.entries if not entry.builtin]
        self._head.setVisible(len(own) >= _SEARCHED_FROM)
        words = self.search.text().strip().casefold() if len(own) >= _SEARCHED_FROM else ""
        found = [entry for entry in own if words in entry.name.casefold() or words in entry.prompt.casefold()]
        for entry in found[:_MOST_SHOWN]:
            row = self._add(self._own, entry, "bookmark", entry.name == origin)
            library.count_columns(entry, row, row.show_columns)
        if len(found) > _MOST_SHOWN:
            self._own.addWidget(_note(tr("%n more, search for them", "", len(found) - _MOST_SHOWN)))
        elif not found:
            none = tr("No prompt says “{words}”.", words=words) if words else ""
            self._own.addWidget(_note(none or tr("Prompts that you save stand here.")))
        for entry in library.entries:
            if entry.builtin and not self._managing:
                self._add(self._defaults, entry, _ICONS.get(entry.name, "file-text"), False)
        if self._managing:
            self._defaults.addWidget(_note(tr("F2 renames, Del deletes. A deletion can be undone.")))
        self._own.addStretch()
        self._defaults.addStretch()
        self._manage.setVisible(bool(own))
        self._manage.setText(tr("Done") if self._managing else tr("Manage…"))
        self._save.setEnabled(bool(self._presenter.prompt().strip()))
        for layout in (self._own, self._defaults):
            for place in range(layout.count()):
                # Qt shows them a moment later, and until then they would count as nothing.
                item = layout.itemAt(place)
                if item is not None and (widget := item.widget()) is not None:
                    widget.show()
        self._place()
        again = next((row for row in self._entries if row.entry.id == focused), None)
        if again is not None:
            again.setFocus()
        elif focused:
            self._focus_first()

    def _add(self, layout: QVBoxLayout, entry: SavedPrompt, icon: str, chosen: bool) -> "_Entry":
        managed = self._managing and not entry.builtin
        row = _Entry(entry, "pencil" if managed else icon, chosen, managed)
        row.clicked.connect(self._picker(entry, managed))
        row.deleted.connect(lambda: self._presenter.library.delete(entry))
        layout.addWidget(row)
        self._entries.append(row)
        return row

    def _picker(self, entry: SavedPrompt, managed: bool) -> Callable[[], None]:
        def pick() -> None:
            if managed:
                self.rename_asked.emit(entry)
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
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(10, 10, 10, 0)
        head.addWidget(self.search)
        column.addWidget(self._head)
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
        self._save = Button(tr("Save this prompt…"), ButtonKind.GHOST, icon="save", action="new.keep")
        self._save.clicked.connect(self._save_asked)
        self._manage = Button(
            tr("Manage…"), ButtonKind.GHOST, tip=tr("Rename and delete prompts of your own")
        )
        self._manage.clicked.connect(self._manage_asked)
        foot.addWidget(self._save)
        foot.addWidget(Label(key_names(key_of("new.keep")), TextStyle.TINY, "muted"))
        foot.addStretch()
        foot.addWidget(self._manage)
        column.addLayout(foot)


class _Entry(QPushButton):
    """One line: icon, name, number of columns; while the library is managed, a cross that deletes."""

    deleted = Signal()

    def __init__(self, entry: SavedPrompt, icon: str, chosen: bool, managed: bool) -> None:
        super().__init__()
        self.entry = entry
        self._name = tr(entry.name) if entry.builtin else entry.name
        self._icon = icon
        self._chosen = chosen
        self._managed = managed
        self._detail = ""
        self.setFixedHeight(28)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name = tr("Rename {name}", name=entry.name) if managed else self._name
        self.setAccessibleName(name)
        tip = f"{name} (F2)" if managed else entry.prompt
        self.setToolTip(tip if len(tip) <= 300 else f"{tip[:299]}…")

    def show_columns(self, count: int) -> None:
        """Comes a little later than the rest."""
        self._detail = "" if self._managed else tr("%n column(s)", "", count)
        self.setAccessibleDescription(self._detail)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._managed and event.position().x() > self.width() - 28:
            self.setDown(False)
            self.deleted.emit()
            return
        super().mouseReleaseEvent(event)

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
        front = colours.accent if self._chosen else colours.muted_ink
        if self._managed:
            paint_icon(painter, "trash-2", colours.bad, rect.adjusted(rect.width() - 26, 0, -6, 0), 14)
        paint_icon(painter, self._icon, front, QRectF(8, 0, 16, rect.height()), 14)
        small = make_font(TextStyle.SMALL)
        width = 16 if self._managed else QFontMetrics(small).horizontalAdvance(self._detail)
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


def _note(text: str) -> Label:
    label = Label(text, TextStyle.SMALL, "muted", wrap=True)
    label.setContentsMargins(10, 2, 10, 2)
    # The popover takes the size that its parts ask for, and is not asked again at the width it gets.
    label.setFixedWidth(_NOTE_WIDTH)
    label.setMinimumHeight(label.heightForWidth(_NOTE_WIDTH))
    return label


def _heading(text: str) -> Label:
    label = Label(text, TextStyle.SMALL_STRONG, "muted")
    label.setContentsMargins(0, 0, 0, 4)
    return label
