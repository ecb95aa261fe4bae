"""Ctrl+K: finds a batch, a document or an action as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.actions import Action, ActionRegistry
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import key_text
from ingestio_desktop.windows.widgets.keycap import KeyCap, key_cap_width, key_names, paint_key_cap
from ingestio_desktop.windows.widgets.table import CellKind, Column, RowModel, TableView
from ingestio_desktop.windows.widgets.text import IconLabel, Label, Rule

_MOST: Final = 60
_EDGES: Final = " -_./,("


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a search found: `detail` says where or what it is, `run` opens it."""

    key: str
    text: str
    detail: str
    icon: str
    run: Callable[[], object]
    shortcut: str = ""


SearchProvider = Callable[[str, Callable[[Sequence[Found]], None]], None]
"""Called on the main thread with what was typed; answers later, on the main thread, through the callback."""


class CommandPalette(Overlay):
    """Actions are matched at once, batches and documents come from the provider when they are found."""

    def __init__(self, host: QWidget, actions: ActionRegistry) -> None:
        super().__init__(host, tr("Find anything"), 640, 420, top=96)
        self._actions = actions
        self._screen = ""
        self._provider: SearchProvider | None = None
        self._asked = 0
        self._found: tuple[Found, ...] = ()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        self.field = QLineEdit()
        self.field.setProperty("bare", "true")
        self.field.setPlaceholderText(tr("Find a batch, a document or an action"))
        self.field.setAccessibleName(tr("Find anything"))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        head.addWidget(IconLabel("search", "muted", 18))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(key_names("Esc")))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        columns: list[Column[Found]] = [
            Column("text", "", lambda f: f.text, 380, 1, icon=lambda f: f.icon),
            Column("detail", "", lambda f: f.detail, 220, kind=CellKind.CUSTOM, paint=_paint_detail),
        ]
        self.rows: RowModel[Found] = RowModel(columns, lambda f: f.key)
        self.list: TableView[Found] = TableView(
            self.rows, tr("Found"), row_height=36, ruled=False, keep_current=True
        )
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.cell_clicked.connect(lambda _, key: self._run(key))
        self.body.addSpacing(6)
        self.body.addWidget(self.list, 1)
        self._none = Label("", TextStyle.BODY, "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self._none, 1)
        self.body.addSpacing(6)

    def set_provider(self, provider: SearchProvider | None) -> None:
        """Who finds batches and documents."""
        self._provider = provider

    def forget(self) -> None:
        """Keep nothing of what was found."""
        self.close_overlay()
        self._asked += 1
        self._found = ()
        self.rows.set_rows(())

    def open_for(self, screen: str) -> None:
        """Open with the actions of the screen on top."""
        self._screen = screen
        self._found = ()
        self.field.clear()
        self._typed("")
        self.open_over(self.field)

    def _typed(self, text: str) -> None:
        query = text.strip()
        self._asked += 1
        self._found = ()
        self._show(query)
        if query and self._provider is not None:
            asked = self._asked
            self._provider(query, lambda found: self._answered(asked, query, found))

    def _answered(self, asked: int, query: str, found: Sequence[Found]) -> None:
        # An answer to an older question is of no use any more.
        if asked == self._asked:
            current = self.list.current_row()
            self._found = tuple(found)
            self._show(query, current.key if current is not None else "")

    def _show(self, query: str, chosen: str = "") -> None:
        """The first row is the current one, unless another of them was `chosen` meanwhile."""
        rows = [*matching(self._actions.of_screen(self._screen), query), *self._found][:_MOST]
        self.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(tr("Nothing is called “{query}”", query=query))
        if rows:
            self.list.setCurrentIndex(self.rows.index(max(0, self.rows.place_of(chosen)), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.rows.rowCount():
            row = (self.list.currentIndex().row() + step) % self.rows.rowCount()
            self.list.setCurrentIndex(self.rows.index(row, 0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.list.current_row()
            if current is not None:
                self._run(current.key)
            return True
        return False

    def _run(self, key: object) -> None:
        place = self.rows.place_of(key)
        if place < 0:
            return
        found = self.rows.row(place)
        self.close_overlay()
        found.run()


def matching(actions: Sequence[Action], query: str) -> list[Found]:
    """The actions that fit, best first; all that can be run for an empty query."""
    scored = []
    for place, action in enumerate(actions):
        points = score(query, action.text)
        if action.run is not None and action.palette and points > 0:
            found = Found(
                f"action.{action.key}",
                action.text,
                "",
                action.icon or "corner-down-left",
                action.run,
                action.shortcut,
            )
            scored.append((-points, place, found))
    scored.sort(key=lambda entry: entry[:2])
    return [found for _, _, found in scored]


def score(query: str, text: str) -> int:
    """How well a text fits what was typed: 0 not at all, more for a beginning, for beginnings of words, for
    letters in their order."""
    wanted, given = query.casefold(), text.casefold()
    if not wanted:
        return 1
    if given.startswith(wanted):
        return 100
    if any(given[i - 1] in _EDGES and given.startswith(wanted, i) for i in range(1, len(given))):
        return 80
    if wanted in given:
        return 60
    place = 0
    for letter in wanted:
        place = given.find(letter, place) + 1
        if not place:
            return 0
    return 20


def _paint_detail(painter: QPainter, rect: QRectF, row: Any, ink: QColor) -> None:
    if row.shortcut:
        key = key_text(row.shortcut)
        paint_key_cap(painter, QPointF(rect.right() - key_cap_width(key), rect.center().y()), key)
        return
    font = make_font(TextStyle.SMALL)
    painter.setFont(font)
    painter.setPen(current_theme().colours.muted_ink)
    text = QFontMetrics(font).elidedText(row.detail, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
