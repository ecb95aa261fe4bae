"""One field: its label, its state, and the editor that fits what it holds."""

from datetime import date
from textwrap import fill
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.values import date_of
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.presenters.review_origin import origin_said
from ingestio_desktop.presenters.typed.currencies import COMMON, sign_of
from ingestio_desktop.presenters.values import NUMERIC, Kind, Writing, kind_of, show, understood, writing
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord, StateWord, Tone
from ingestio_desktop.windows.review.field_line import FieldLine, FieldText
from ingestio_desktop.windows.widgets.badge import StateLine
from ingestio_desktop.windows.widgets.calendar import Calendar
from ingestio_desktop.windows.widgets.text import ElidedLabel, Label, restyle

_LOOKS: Final = {
    FieldState.NEEDS_LOOK: "warn",
    FieldState.RULE_FAILED: "bad",
    FieldState.EDITED: "edited",
    FieldState.NOT_FOUND: "missing",
}
_EMPTY: Final = frozenset({FieldState.NOT_FOUND, FieldState.RULE_FAILED})
"""States of fields that may have no value."""
_TIP_WIDTH: Final = 80
"""Letters of a line of a tooltip."""
_UNFIT: Final = StateWord(QT_TR_NOOP("Not taken"), "octagon-alert", Tone.BAD)


class FieldEditor(QWidget):
    """Is given a `FormField`, and again another one: it is never made anew for another document."""

    typed = Signal(str, str)
    focus_in = Signal(str)
    focus_out = Signal(str)
    hovered = Signal(str)
    enter_pressed = Signal(str, bool)

    def __init__(self, parent: QWidget, *, long: bool) -> None:
        super().__init__(parent)
        self.field: FormField | None = None
        self.problem = ""
        self._unfinished = False
        self._pending = self._telling = False
        self._shown: tuple[FormField, bool, bool] | None = None
        self._kind = Kind.TEXT
        self._way: Writing | None = None
        self._label = ElidedLabel("", TextStyle.SMALL, "muted")
        self._taken_for = Label("", TextStyle.SMALL_STRONG, "accent_ink")
        self._taken_for.hide()
        self._state = StateLine(FieldWord.SURE)
        self.line: FieldLine | FieldText = FieldText(self) if long else FieldLine(self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._label, 1)
        head.addWidget(self._taken_for)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        self.line.typed.connect(self._tell)
        self.line.focus_changed.connect(self._focus_changed)
        self.line.enter.connect(lambda shift: self.enter_pressed.emit(self.pointer, shift))
        self.line.hovered.connect(self._hover)
        if isinstance(self.line, FieldLine):
            self.line.opened.connect(self.open_choice)

    @property
    def pointer(self) -> str:
        """Empty before there is a field."""
        return self.field.pointer if self.field else ""

    @property
    def taken_for(self) -> str:
        """What the typed text is taken for, where that is not obvious."""
        return "" if self._taken_for.isHidden() else self._taken_for.text()

    # -- what is shown

    def show_field(
        self, field: FormField, *, read_only: bool, pending: bool, way: Writing | None = None
    ) -> None:
        """`pending` says that nothing was read yet; `way` is how the person and the document write."""
        self._way = way
        if (field, read_only, pending) == self._shown and not self.line.isModified():
            return
        self._shown = (field, read_only, pending)
        same = self.pointer == field.pointer
        # What is being typed stays as it is typed; a value that changed otherwise replaces it.
        untouched = self._telling or (self.field is not None and self.field.text == field.text)
        held = self.line.isModified() and (self.line.hasFocus() or bool(self.problem))
        typing = same and held and untouched
        if self.field is None or self.field.spec != field.spec:
            self._become(field)
        self.field = field
        if not typing:
            self.problem, self._unfinished = "", False
            self._show_taken_for("")
            if self.line.text() != field.text:
                self.line.setText(field.text)
                if not self.line.hasFocus():
                    self.line.show_start()
        self._pending = pending
        if self.line.isReadOnly() != read_only:
            self.line.setReadOnly(read_only)
        state = field.state or FieldState.SURE
        missing = state in _EMPTY and not read_only and not pending
        self.line.setPlaceholderText(tr("Type it, or draw a box") if missing else "")
        self._describe()

    def show_problem(self, sentence: str, *, unfinished: bool = False) -> None:
        """Say that the text can't be the value; an unfinished one only once the focus leaves it."""
        self.problem, self._unfinished = sentence, unfinished
        self._describe()

    @property
    def visible_problem(self) -> str:
        """What is to be said of the text now."""
        return "" if self._unfinished else self.problem

    def restore(self) -> None:
        """Put the value back in place of a text that can't be one."""
        if self.field is not None:
            self.line.setText(self.field.text)
            self.line.setModified(False)
            self._show_taken_for("")
            self.show_problem("")

    def forget_typing(self) -> None:
        """Another document comes."""
        self.problem, self._unfinished = "", False
        self.line.setModified(False)

    def set_lit(self, lit: bool) -> None:
        """Mark the field whose place on the page is under the mouse."""
        if bool(self.line.property("lit")) != lit:
            self.line.setProperty("lit", lit)
            restyle(self.line)

    # -- what a person does

    def open_choice(self) -> None:
        """Open the calendar or the list that the field has."""
        if self._kind is Kind.DATE:
            self._open_calendar()
        elif self._kind is Kind.CURRENCY:
            self._open_currencies()

    def _open_calendar(self) -> None:
        way = self._way or writing()
        day = date_of(self.field.value) if self.field else None
        calendar = Calendar(day or way.near, way.today, self)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.chosen.connect(self._take_day)
        calendar.open_at(self.line)

    def _take_day(self, day: date) -> None:
        if self.field is not None:
            self._take(show(self.field.spec, day.isoformat(), self._way))

    def _open_currencies(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self.line.text()
        own = (now,) if now and now not in COMMON else ()
        for code in (*own, *COMMON):
            action = QAction(f"{code}\t{sign_of(code)}" if sign_of(code) else code, menu)
            action.setCheckable(True)
            action.setChecked(code == now)
            action.triggered.connect(lambda _on=False, code=code: self._take(code))
            menu.addAction(action)
            if code == now:
                menu.setActiveAction(action)
        menu.setMinimumWidth(self.line.width())
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))

    def _take(self, text: str) -> None:
        """Put a chosen text in, as if it were typed."""
        self.line.setFocus()
        self.line.setText(text)
        self.line.setModified(True)
        self._tell(text)

    def _tell(self, text: str) -> None:
        self._telling = True
        try:
            self.typed.emit(self.pointer, text)
        finally:
            self._telling = False
        if self.field is not None:
            self._show_taken_for(understood(self.field.spec, text, self._way) if not self.problem else "")

    def _hover(self, over: bool) -> None:
        if over:
            # Made when it is needed: sixty of them at each document would be felt.
            self.line.setToolTip(self._tip())
        self.hovered.emit(self.pointer if over else "")

    def _focus_changed(self, inside: bool) -> None:
        if inside:
            self.focus_in.emit(self.pointer)
            return
        self._show_taken_for("")
        if self.problem:
            self._unfinished = False
            self._describe()
        else:
            self.line.setModified(False)
            if self.field is not None and self.line.text() != self.field.text:
                self.line.setText(self.field.text)
        self.focus_out.emit(self.pointer)

    # -- within

    def _become(self, field: FormField) -> None:
        """Take the looks of another column."""
        self._kind = kind_of(field.spec)
        self._label.setText(f"{field.label} *" if field.required else field.label)
        if isinstance(self.line, FieldLine):
            right = field.kind in NUMERIC
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            if self._kind is Kind.DATE:
                self.line.set_icon("calendar", tr("Open the calendar"))
            elif self._kind is Kind.CURRENCY:
                self.line.set_icon("chevron-down", tr("Open the list of currencies"))
            else:
                self.line.set_icon("", "")

    def _show_taken_for(self, text: str) -> None:
        if self._taken_for.text() != text:
            self._taken_for.setText(text)
            self._taken_for.setVisible(bool(text))
            if text:
                self.line.setAccessibleDescription(text)
            self._show_state()

    def _show_state(self) -> None:
        field = self.field
        if field is None:
            return
        word = _UNFIT.spoken() if self.visible_problem else STATE_WORDS[FieldWord(self._state_now.value)]
        if self._state.word() != word.word:
            self._state.set_state(word)
        known = field.state is not None or bool(self.visible_problem)
        self._state.setVisible(known and not self._pending and self._taken_for.isHidden())

    @property
    def _state_now(self) -> FieldState:
        return (self.field.state if self.field else None) or FieldState.SURE

    def _describe(self) -> None:
        """State, colours, and what is read aloud."""
        field = self.field
        if field is None:
            return
        self._show_state()
        name = tr("{label}, required", label=field.label) if field.required else field.label
        word = self._state.word()
        self.line.setAccessibleName(name if self._pending else f"{name}, {word}")
        self.line.setAccessibleDescription("" if self._pending else self.visible_problem or field.reason)
        if self.line.underMouse():
            self.line.setToolTip(self._tip())
        look = _LOOKS.get(field.state, "") if field.state and not self._pending else ""
        if self.visible_problem:
            look = "bad"
        if (self.line.property("state") or "") != look:
            self.line.setProperty("state", look)
            restyle(self.line)

    def _tip(self) -> str:
        """Why the state is what it is, what is printed, and the keys of the field; several lines."""
        field = self.field
        if field is None or self._pending:
            return ""
        lines = [self.visible_problem or field.reason, origin_said(field.evidence)]
        if field.required:
            lines.append(tr("Required"))
        if not self.line.isReadOnly():
            if isinstance(self.line, FieldText):
                lines.append(tr("Alt+Enter begins a new line"))
            elif self._kind is Kind.DATE:
                lines.append(tr("Alt+↓ opens the calendar"))
            elif self._kind is Kind.CURRENCY:
                lines.append(tr("Alt+↓ opens the list"))
        return "\n".join(fill(line, _TIP_WIDTH) for line in lines if line)
