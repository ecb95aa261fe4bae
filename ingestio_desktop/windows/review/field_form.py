"""The fields of a document: label, state and editor each, with the reason below the focused one.

Stands alone: it is given rows and says by signals what a person did.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ingestio_core.fieldplan import FieldType
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.presenters.values import NUMERIC, Kind, Writing, kind_of
from ingestio_desktop.windows.review.field_editor import FieldEditor
from ingestio_desktop.windows.review.field_line import FieldLine, FieldText
from ingestio_desktop.windows.review.field_reason import ReasonPanel

_COLUMNS: Final = 3
_WIDE: Final = ("name", "address", "description", "title", "supplier", "customer", "party", "law")
_NARROW: Final = frozenset({*NUMERIC, FieldType.DATE, FieldType.TIME})
"""Types whose values are short: they leave the rest of their line empty."""
_SPARE: Final = 24
"""So many editors of each kind wait for a plan that has more fields."""

Layout = tuple[tuple[str, bool], ...]


class FieldForm(QWidget):
    """Fields in up to three columns, in the order given. Editors are used again: for another document of
    the same plan as they stand, for another plan in other places."""

    edited = Signal(str, str)
    """Pointer and text, at every keystroke."""
    focused = Signal(str)
    left = Signal(str)
    hovered = Signal(str)
    """The pointer of the field under the mouse, or an empty string."""
    reading_chosen = Signal(str, object)
    """Pointer and stored value of another reading."""
    forget_asked = Signal(str)
    """Pointer of a value that is to be read plainly from now on."""
    enter_pressed = Signal(str, bool)
    """Pointer, and whether Shift was held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._layout: Layout = ()
        self._editors: dict[str, FieldEditor] = {}
        self._spare: dict[bool, list[FieldEditor]] = {True: [], False: []}
        self._reasons: list[ReasonPanel] = []
        self._reason_of: dict[str, ReasonPanel] = {}
        self._read_only = False

    # -- what is shown

    def forget_typing(self) -> None:
        """Another document comes: texts that can't be values go with the one that they are of."""
        for editor in self._editors.values():
            editor.forget_typing()

    def set_fields(
        self,
        fields: Sequence[FormField],
        *,
        read_only: bool = False,
        pending: bool = False,
        way: Writing | None = None,
    ) -> bool:
        """Show the fields of another document, or the same ones with other values. `pending` says
        that nothing was read yet, so that no field is missing; `way` is how person and document
        write. True where the editors are others, or stand elsewhere."""
        self._read_only = read_only
        layout = tuple((field.pointer, _is_long(field)) for field in fields)
        built = layout != self._layout
        if built:
            self._build(fields, layout)
        for field in fields:
            self._editors[field.pointer].show_field(field, read_only=read_only, pending=pending, way=way)
        focused = self.focused_pointer()
        shown = self._reason_of.get(focused)
        for panel in self._reasons:
            if panel is not shown:
                panel.setVisible(False)
        if focused:
            self._show_reason(focused)
        return built

    def editors(self) -> list[QWidget]:
        """What is typed into, in the order of the plan."""
        return [editor.line for editor in self._editors.values()]

    def editor(self, pointer: str) -> FieldLine | FieldText:
        """What a field is typed into. Raises KeyError for an unknown pointer."""
        return self._editors[pointer].line

    def taken_for(self, pointer: str) -> str:
        """What the text of a field is taken for, where that is not obvious. Raises KeyError."""
        return self._editors[pointer].taken_for

    def light_up(self, pointer: str) -> None:
        """Mark a field whose place on the page is under the mouse."""
        for other, editor in self._editors.items():
            editor.set_lit(other == pointer)

    # -- the focus

    def focus_field(self, pointer: str) -> bool:
        """Move the focus to a field and select its text; False for an unknown one."""
        editor = self._editors.get(pointer)
        if editor is None:
            return False
        if editor.problem:
            # One is led to it because of its text: now it is said, also where that was not finished.
            self.show_problem(pointer, editor.problem)
        editor.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.line.select_all()
        return True

    def focused_pointer(self) -> str:
        """Empty where no field of this form has the focus."""
        return next((pointer for pointer, editor in self._editors.items() if editor.line.hasFocus()), "")

    # -- texts that can't be values

    def show_problem(self, pointer: str, sentence: str, *, unfinished: bool = False) -> None:
        """Say that the text in a field can't be its value; an empty sentence takes that back. An unfinished
        text is not spoken of before the focus leaves it."""
        editor = self._editors.get(pointer)
        if editor is not None and (editor.problem or sentence):
            editor.show_problem(sentence, unfinished=unfinished)
            self._show_reason(pointer)

    def restore(self, pointer: str) -> None:
        """Put a field's value back in place of a text that can't be one."""
        editor = self._editors.get(pointer)
        if editor is not None:
            editor.restore()
            self._show_reason(pointer)

    def unfit_pointer(self) -> str:
        """The first field whose text can't be its value; empty where all can."""
        return next((pointer for pointer, editor in self._editors.items() if editor.problem), "")

    def is_unfit(self, pointer: str) -> bool:
        """Whether the text in a field can't be its value."""
        editor = self._editors.get(pointer)
        return editor is not None and bool(editor.problem)

    def is_field(self, pointer: str) -> bool:
        """Whether a field stands here for it, and not the cell of a table."""
        return pointer in self._editors

    # -- choices

    def choose_reading(self, number: int) -> None:
        """Take the focused field's reading of this number, from 1."""
        pointer = self.focused_pointer()
        field = self._editors[pointer].field if pointer else None
        if field is not None and not self._read_only and 1 <= number <= len(field.readings):
            self.reading_chosen.emit(pointer, field.readings[number - 1].value)

    def open_choice(self) -> None:
        """Open the calendar or the list of the focused field, if it has one."""
        pointer = self.focused_pointer()
        if pointer and not self._read_only:
            self._editors[pointer].open_choice()

    # -- within

    def _build(self, fields: Sequence[FormField], layout: Layout) -> None:
        focused = self.focused_pointer()
        for editor in self._editors.values():
            self._grid.removeWidget(editor)
            self._spare[isinstance(editor.line, FieldText)].append(editor)
        for panel in self._reasons:
            self._grid.removeWidget(panel)
            panel.setVisible(False)
        self._editors, self._reason_of, self._layout = {}, {}, layout
        line: list[tuple[FormField, int]] = []
        row, used = 0, 0
        for field in fields:
            span = _span(field)
            if used + span > _COLUMNS:
                self._add_line(row, line)
                row, line, used = row + 2, [], 0
            line.append((field, span))
            used += span
        self._add_line(row, line)
        for spare in self._spare.values():
            for editor in spare:
                editor.hide()
            while len(spare) > _SPARE:
                spare.pop().deleteLater()
        if focused in self._editors:
            self._editors[focused].line.setFocus()

    def _add_line(self, row: int, line: list[tuple[FormField, int]]) -> None:
        if not line:
            return
        panel = self._panel(row // 2)
        column = 0
        for number, (field, span) in enumerate(line):
            if number == len(line) - 1 and field.kind not in _NARROW:
                span = _COLUMNS - column
            spare = self._spare[_is_long(field)]
            editor = spare.pop(0) if spare else self._make_editor(long=_is_long(field))
            self._editors[field.pointer] = editor
            self._reason_of[field.pointer] = panel
            self._grid.addWidget(editor, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            editor.show()
            column += span
        self._grid.addWidget(panel, row + 1, 0, 1, _COLUMNS)

    def _make_editor(self, *, long: bool) -> FieldEditor:
        editor = FieldEditor(self, long=long)
        editor.typed.connect(self.edited)
        editor.focus_in.connect(self._focus_in)
        editor.focus_out.connect(self._focus_out)
        editor.hovered.connect(self.hovered)
        editor.enter_pressed.connect(self.enter_pressed)
        return editor

    def _panel(self, number: int) -> ReasonPanel:
        while number >= len(self._reasons):
            panel = ReasonPanel(self)
            panel.chosen.connect(self.reading_chosen)
            panel.forget_asked.connect(self.forget_asked)
            panel.setVisible(False)
            self._reasons.append(panel)
        return self._reasons[number]

    def _focus_in(self, pointer: str) -> None:
        self._show_reason(pointer)
        self.focused.emit(pointer)

    def _focus_out(self, pointer: str) -> None:
        panel = self._reason_of.get(pointer)
        if panel is not None:
            panel.setVisible(False)
        self.left.emit(pointer)

    def _show_reason(self, pointer: str) -> None:
        panel, editor = self._reason_of.get(pointer), self._editors.get(pointer)
        if panel is None or editor is None or editor.field is None:
            return
        if self._read_only:
            panel.setVisible(False)
        elif editor.line.hasFocus():
            panel.show_field(editor.field, editor.visible_problem)


def _is_long(field: FormField) -> bool:
    """Whether its text may have several lines: by what it is, or because it has."""
    return kind_of(field.spec) is Kind.LONG_TEXT or "\n" in field.text


def _span(field: FormField) -> int:
    if any(word in field.pointer for word in _WIDE):
        return 2
    return _COLUMNS if _is_long(field) else 1
