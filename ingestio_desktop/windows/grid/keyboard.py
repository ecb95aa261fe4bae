"""The keys of the grid: moving, selecting, typing over a cell. Keys with Ctrl come from the page."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ingestio_desktop.flows.grid import GridRow
from ingestio_desktop.presenters.grid_columns import ShownColumn
from ingestio_desktop.windows.grid.geometry import FIRST, ROW

if TYPE_CHECKING:
    from ingestio_desktop.windows.grid.view import GridView

_ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_FAR: Final = 1_000_000
_LINE: Final = "⏎"
"""Stands for a line break in the editor, which has one line."""


class GridKeyboard:
    """Stands between the view and what its keys do; has the editor of a cell, too."""

    def __init__(self, view: "GridView") -> None:
        self._view = view
        self._before = ""
        self._cell: tuple[GridRow, ShownColumn] | None = None

    # -- keys

    def tab(self, event: QKeyEvent) -> bool:
        """Tab goes to the right; from the end of a row, and with Shift from its beginning, it leaves the
        grid."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
        view = self._view
        if step is None or not 0 <= view.selection.column + step < view.cells.count or not view.cells.rows:
            return False
        view.go(view.selection.row, view.selection.column + step)
        return True

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was one of the grid's."""
        view = self._view
        if not view.cells.rows:
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            view.hands.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            view.hands.paste()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.mark_all()
        elif key in _ARROWS:
            self._arrow(*_ARROWS[key], far=control, extend=shift)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = max(1, view.viewport().height() // ROW - 1)
            self._arrow(-step if key is Qt.Key.Key_PageUp else step, 0, far=False, extend=shift)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = (0 if key is Qt.Key.Key_Home else _FAR) if control else view.selection.row
            view.go(row, FIRST if key is Qt.Key.Key_Home else _FAR, extend=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._enter(back=shift)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not control:
            view.hands.clear()
        elif key is Qt.Key.Key_Space and shift:
            self.mark(view.selection.row, extend=False, add=True)
        elif key is Qt.Key.Key_Escape:
            self._escape()
        elif self._types(event):
            self.edit(event.text())
        else:
            return False
        event.accept()
        return True

    def _types(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        # What is typed with AltGr comes as Ctrl and Alt on some systems.
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        typed = plain in (Qt.KeyboardModifier.NoModifier, both, Qt.KeyboardModifier.GroupSwitchModifier)
        # The key list is opened with it, as everywhere outside a text field.
        return typed and event.text().isprintable() and event.text().strip() != "" and event.text() != "?"

    def _arrow(self, down: int, right: int, *, far: bool, extend: bool) -> None:
        selection = self._view.selection
        self._view.go(
            selection.row + down * (_FAR if far else 1),
            selection.column + right * (_FAR if far else 1),
            extend=extend,
        )

    def _enter(self, *, back: bool) -> None:
        selection = self._view.selection
        if selection.column < FIRST and not back:
            self.open_document()
        else:
            self._view.go(selection.row + (-1 if back else 1), selection.column)

    def _escape(self) -> None:
        view = self._view
        if view.selection.marked or not view.selection.single:
            self.unmark()
            view.go(view.selection.row, view.selection.column)
        else:
            view.escaped.emit()

    def open_document(self) -> None:
        """Review the document that one stands in."""
        here = self._view.current_id()
        if here is not None:
            self._view.opened.emit(here)

    # -- whole rows

    def mark(self, row: int, *, extend: bool, add: bool) -> None:
        """A row, all from the cell in focus to it, or one more."""
        view = self._view
        found = view.presenter.row(row)
        if found is None:
            return
        if extend:
            first, last = sorted((view.selection.row, row))
            rows = (view.presenter.row(at) for at in range(first, last + 1))
            view.selection.marked.update(each.id for each in rows if each is not None)
        elif add:
            view.selection.toggle(found.id)
        else:
            only = view.selection.marked == {found.id}
            view.selection.marked.clear()
            if not only:
                view.selection.marked.add(found.id)
        if not extend:
            view.go(row, view.selection.column)
        view.viewport().update()
        view.marks_changed.emit()

    def mark_all(self) -> None:
        view = self._view
        view.selection.marked.update(view.presenter.order)
        view.viewport().update()
        view.marks_changed.emit()

    def unmark(self) -> None:
        view = self._view
        if view.selection.marked:
            view.selection.marked.clear()
            view.viewport().update()
            view.marks_changed.emit()

    # -- the editor

    def edit(self, typed: str = "") -> None:
        """Open the cell; what was typed replaces what is in it."""
        view = self._view
        row, column = view.selection.row, view.selection.column
        shown, found = view.hands.column(column), view.presenter.row(row)
        if shown is None or found is None:
            return
        if not view.hands.editable(row, column):
            view.hands.said.emit(view.hands.why_not(row, column))
            return
        view.go(row, column)
        self._before = view.hands.text(row, column, whole=True).replace("\n", _LINE)
        self._cell = _as_seen(found, shown, view.presenter.editing.value(found, shown)), shown
        self.place_editor()
        view.editor.open_with(typed or self._before, right=shown.right, select=not typed)
        view.presenter.keep_still(True)
        view.viewport().update()
        view.moved.emit()

    def place_editor(self) -> None:
        """Over its cell, as it is scrolled now."""
        view = self._view
        rect = view.current_rect()
        if not view.editor.isVisible():
            view.editor.setGeometry(rect.adjusted(0, 0, -1, -1))
        else:
            view.editor.move(rect.topLeft())

    def finish(self, down: int, right: int) -> None:
        """Take what was typed, and go on."""
        view = self._view
        # Not whether it is seen: a window that closes hides what is in it first.
        if self._cell is None:
            return
        text = view.editor.text()
        row, shown = self._cell
        self._close()
        if text != self._before or view.presenter.editing.refused(row.id, shown.key):
            view.presenter.editing.put(row, shown, text.replace(_LINE, "\n"))
        if down or right:
            at, count = view.selection.column + right, view.cells.count
            if FIRST <= at < count:
                view.go(view.selection.row + down, at)
            else:
                view.go(view.selection.row + (1 if at >= count else 0), FIRST if at >= count else at)
        else:
            view.moved.emit()

    def give_up(self) -> None:
        """Leave the cell as it was."""
        if self._cell is not None:
            self._close()
            self._view.moved.emit()

    def _close(self) -> None:
        view = self._view
        self._cell = None
        had = view.editor.hasFocus()
        view.editor.hide()
        if had:
            view.setFocus()
        view.presenter.keep_still(view.viewport().underMouse())
        view.viewport().update()


def _as_seen(row: GridRow, column: ShownColumn, value: str | None) -> GridRow:
    """The row with what the person saw in a cell as they opened it: what the service changes while they
    type must not pass for it."""
    at = column.place
    return replace(row, values=(*row.values[:at], value, *row.values[at + 1 :]))
