"""The fields of a document: label, state and editor each, with the reason below the focused one.

Stands alone: it is given rows and says by signals what a person did.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.theme.theme import make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.key_list import DIGITS
from ingestio_desktop.windows.keys import is_key, is_taken, key_of
from ingestio_desktop.windows.review.chrome import FORGET_TIP, MEMORY_ICON
from ingestio_desktop.windows.widgets.badge import StateLine
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.windows.widgets.flow import FlowLayout
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, elide, restyle

_COLUMNS: Final = 3
_READING: Final = 200
"""Pixels of a reading's text on its button; the whole is in the tooltip."""
_WIDE: Final = ("name", "address", "description", "title", "supplier", "customer", "party", "law")
_LOOKS: Final = {
    FieldState.NEEDS_LOOK: "warn",
    FieldState.RULE_FAILED: "bad",
    FieldState.EDITED: "edited",
    FieldState.NOT_FOUND: "missing",
}
_TONES: Final = {FieldState.NEEDS_LOOK: "warn", FieldState.RULE_FAILED: "bad"}


class FieldForm(QWidget):
    """Fields in up to three columns, in the order given."""

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
        self._editors: dict[str, _FieldEditor] = {}
        self._reasons: list[_ReasonPanel] = []
        self._reason_of: dict[str, _ReasonPanel] = {}
        self._read_only = False

    def forget_typing(self) -> None:
        """Another document comes: texts that can't be values go with the one that they are of."""
        for editor in self._editors.values():
            editor.problem = ""
            editor.line.setModified(False)

    def set_fields(
        self, fields: Sequence[FormField], *, read_only: bool = False, pending: bool = False
    ) -> bool:
        """Show the fields of another document, or the same ones with other values. `pending` says
        that nothing was read yet, so that no field is missing. True where the editors are new."""
        self._read_only = read_only
        built = [field.pointer for field in fields] != list(self._editors)
        if built:
            self._build(fields)
        for field in fields:
            self._editors[field.pointer].show_field(field, read_only=read_only, pending=pending)
        focused = self.focused_pointer()
        shown = self._reason_of.get(focused)
        for panel in self._reasons:
            if panel is not shown:
                panel.setVisible(False)
        if focused:
            self._show_reason(focused)
        return built

    def editors(self) -> list[QLineEdit]:
        """The line editors in the order of the plan."""
        return [editor.line for editor in self._editors.values()]

    def focus_field(self, pointer: str) -> bool:
        """Move the focus to a field and select its text; False for an unknown one."""
        editor = self._editors.get(pointer)
        if editor is None:
            return False
        editor.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # From the end to the start, so that a long value shows its beginning.
        editor.line.setSelection(len(editor.line.text()), -len(editor.line.text()))
        return True

    def focused_pointer(self) -> str:
        """Empty where no field of this form has the focus."""
        return next((pointer for pointer, editor in self._editors.items() if editor.line.hasFocus()), "")

    def show_problem(self, pointer: str, sentence: str) -> None:
        """Say that the text in a field can't be its value; an empty sentence takes that back."""
        editor = self._editors.get(pointer)
        if editor is not None and editor.problem != sentence:
            editor.show_problem(sentence)
            self._show_reason(pointer)

    def restore(self, pointer: str) -> None:
        """Put a field's value back in place of a text that can't be one."""
        editor = self._editors.get(pointer)
        if editor is not None and editor.field is not None:
            editor.show_problem("")
            editor.line.setText(editor.field.text)
            editor.line.setModified(False)
            self._show_reason(pointer)

    def unfit_pointer(self) -> str:
        """The first field whose text can't be its value; empty where all can."""
        return next((pointer for pointer, editor in self._editors.items() if editor.problem), "")

    def light_up(self, pointer: str) -> None:
        """Mark a field whose place on the page is under the mouse."""
        for other, editor in self._editors.items():
            editor.set_lit(other == pointer)

    def editor(self, pointer: str) -> QLineEdit:
        """The line editor of a field. Raises KeyError for an unknown pointer."""
        return self._editors[pointer].line

    def choose_reading(self, number: int) -> None:
        """Take the focused field's reading of this number, from 1."""
        pointer = self.focused_pointer()
        field = self._editors[pointer].field if pointer else None
        if field is not None and 1 <= number <= len(field.readings):
            self.reading_chosen.emit(pointer, field.readings[number - 1].value)

    def _build(self, fields: Sequence[FormField]) -> None:
        for editor in self._editors.values():
            self._grid.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for panel in self._reasons:
            self._grid.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._editors, self._reasons, self._reason_of = {}, [], {}
        line: list[tuple[FormField, int]] = []
        row, used = 0, 0
        for field in fields:
            span = 2 if any(word in field.pointer for word in _WIDE) else 1
            if used + span > _COLUMNS:
                self._add_line(row, line)
                row, line, used = row + 2, [], 0
            line.append((field, span))
            used += span
        self._add_line(row, line)

    def _add_line(self, row: int, line: list[tuple[FormField, int]]) -> None:
        if not line:
            return
        panel = _ReasonPanel(self)
        panel.chosen.connect(self.reading_chosen)
        panel.forget_asked.connect(self.forget_asked)
        panel.setVisible(False)
        self._reasons.append(panel)
        column = 0
        for number, (field, span) in enumerate(line):
            if number == len(line) - 1:
                span = _COLUMNS - column
            editor = _FieldEditor(self)
            editor.typed.connect(self.edited)
            editor.focus_in.connect(self._focus_in)
            editor.focus_out.connect(self._focus_out)
            editor.hovered.connect(self.hovered)
            editor.enter_pressed.connect(self.enter_pressed)
            self._editors[field.pointer] = editor
            self._reason_of[field.pointer] = panel
            self._grid.addWidget(editor, row, column, 1, span)
            column += span
        self._grid.addWidget(panel, row + 1, 0, 1, _COLUMNS)

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
        if panel is not None and editor is not None and editor.field is not None:
            if self._read_only:
                panel.setVisible(False)
            else:
                panel.show_field(editor.field, editor.problem)


class _FieldEditor(QWidget):
    typed = Signal(str, str)
    focus_in = Signal(str)
    focus_out = Signal(str)
    hovered = Signal(str)
    enter_pressed = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field: FormField | None = None
        self.problem = ""
        self._pending = self._telling = False
        self._shown: tuple[FormField, bool, bool] | None = None
        self._label = ElidedLabel("", TextStyle.SMALL, "muted")
        self._state = StateLine(FieldWord.SURE)
        self.line = _Line(self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._label, 1)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        self.line.setFont(make_font(TextStyle.BODY))
        self.line.textEdited.connect(self._tell)
        self.line.focus_changed.connect(self._focus_changed)
        self.line.enter.connect(lambda shift: self.enter_pressed.emit(self._pointer, shift))
        self.line.hovered.connect(lambda over: self.hovered.emit(self._pointer if over else ""))

    def _tell(self, text: str) -> None:
        self._telling = True
        try:
            self.typed.emit(self._pointer, text)
        finally:
            self._telling = False

    @property
    def _pointer(self) -> str:
        return self.field.pointer if self.field else ""

    def show_field(self, field: FormField, *, read_only: bool, pending: bool) -> None:
        if (field, read_only, pending) == self._shown and not self.line.isModified():
            return
        self._shown = (field, read_only, pending)
        same = self.field is not None and self.field.pointer == field.pointer
        # What is being typed stays as it is typed; a value that changed otherwise replaces it.
        untouched = self._telling or (self.field is not None and self.field.text == field.text)
        held = self.line.isModified() and (self.line.hasFocus() or bool(self.problem))
        typing = same and held and untouched
        self.field = field
        if not typing:
            self.problem = ""
            if self.line.text() != field.text:
                self.line.setText(field.text)
                if not self.line.hasFocus():
                    self.line.setCursorPosition(0)
        self._label.setText(field.label)
        state = field.state or FieldState.SURE
        self._state.set_state(FieldWord(state.value))
        self._state.setVisible(field.state is not None and not pending)
        self._state.setToolTip(field.reason)
        word = STATE_WORDS[FieldWord(state.value)].word
        self.line.setAccessibleName(field.label if pending else f"{field.label}, {word}")
        self.line.setAccessibleDescription("" if pending else field.reason)
        self.line.setToolTip("" if pending else field.reason)
        self.line.setReadOnly(read_only)
        self.line.setAlignment(
            Qt.AlignmentFlag.AlignRight if field.kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
        )
        missing = state is FieldState.NOT_FOUND and not read_only
        self.line.setPlaceholderText(tr("Type it, or draw a box") if missing else "")
        self._pending = pending
        self._restyle()

    def show_problem(self, sentence: str) -> None:
        self.problem = sentence
        self._restyle()

    def set_lit(self, lit: bool) -> None:
        if bool(self.line.property("lit")) != lit:
            self.line.setProperty("lit", lit)
            restyle(self.line)

    def _restyle(self) -> None:
        state = self.field.state if self.field else None
        look = "bad" if self.problem else _LOOKS.get(state, "") if state and not self._pending else ""
        if self.line.property("state") != look:
            self.line.setProperty("state", look)
            restyle(self.line)

    def _focus_changed(self, inside: bool) -> None:
        if inside:
            self.focus_in.emit(self._pointer)
            return
        if not self.problem:
            self.line.setModified(False)
            if self.field is not None and self.line.text() != self.field.text:
                self.line.setText(self.field.text)
        self.focus_out.emit(self._pointer)


class _Line(QLineEdit):
    focus_changed = Signal(bool)
    enter = Signal(bool)
    hovered = Signal(bool)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another window over it is no reason to take the text as finished.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.focus_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = is_key("review.previous_to_check", event)
        if back or is_key("review.next_to_check", event):
            self.enter.emit(back)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # A line editor claims undo and more for itself; here undo goes across the document.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and is_taken("review", event):
            event.ignore()
            return False
        return super().event(event)


class _ReasonPanel(QFrame):
    """Why the focused field is what it is, and the readings to choose from."""

    chosen = Signal(str, object)
    forget_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("triangle-alert", "warn_ink")
        self._text = Label("", TextStyle.BODY, wrap=True)
        self._shown: tuple[FormField, str] | None = None
        self._buttons = FlowLayout(spacing=8)
        row = QGridLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setHorizontalSpacing(8)
        row.setVerticalSpacing(6)
        row.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 0, 1)
        row.addLayout(self._buttons, 1, 1)
        row.setColumnStretch(1, 1)

    def show_field(self, field: FormField, problem: str) -> None:
        """Hidden where there is nothing that needs the person, or that they may want to take back."""
        worth_it = bool(problem) or field.remembered or field.state in (*_TONES, FieldState.NOT_FOUND)
        self.setVisible(worth_it)
        if not worth_it or self._shown == (field, problem):
            return
        self._shown = (field, problem)
        tone = "bad" if problem else _TONES.get(field.state or FieldState.SURE, "neutral")
        self.setProperty("tone", tone)
        restyle(self)
        icon = STATE_WORDS[FieldWord((field.state or FieldState.SURE).value)].icon
        if field.remembered and tone == "neutral":
            icon = MEMORY_ICON
        colour = {"bad": "bad", "warn": "warn_ink"}.get(tone, "muted_ink")
        self._icon.set_icon("octagon-alert" if problem else icon, colour)
        self._text.setText(problem or field.reason)
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, reading in enumerate(field.readings, start=1):
            text = elide(reading.text, self._text.fontMetrics(), _READING, Qt.TextElideMode.ElideMiddle)
            button = Button(
                text,
                shortcut=key_of("review.reading").replace(DIGITS, str(number)),
                show_key=True,
                tip=tr("Use {text}", text=reading.text),
            )
            button.setAccessibleName(tr("Use {text}", text=reading.text))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(
                lambda _checked=False, value=reading.value: self.chosen.emit(field.pointer, value)
            )
            self._buttons.addWidget(button)
        if field.remembered:
            forget = Button(tr("Forget this"), tip=tr(FORGET_TIP))
            forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            forget.clicked.connect(lambda: self.forget_asked.emit(field.pointer))
            self._buttons.addWidget(forget)
