"""What surrounds page and fields: top bar, thumbnails, page tools, findings, bottom bar."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.contracts.extractions import FROM_MEMORY, Finding, Severity
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.review import Place
from ingestio_desktop.sentences import said
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import FieldWord, StateWord, Tone, number
from ingestio_desktop.windows.widgets.badge import Badge
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, paint_ring
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, StyledWidget, restyle

MEMORY_ICON: Final = "history"
FORGET_TIP: Final = QT_TR_NOOP("Read this supplier’s next documents plainly again")

_PRESSING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STATES: Final = {
    DocumentState.WAITING: words.DocumentState.WAITING,
    DocumentState.UPLOADING: words.DocumentState.UPLOADING,
    DocumentState.PAUSED: words.DocumentState.WAITING,
    DocumentState.QUEUED: words.DocumentState.QUEUED,
    DocumentState.PROCESSING: words.DocumentState.PROCESSING,
    DocumentState.TO_REVIEW: words.DocumentState.TO_REVIEW,
    DocumentState.CONFIRMED: words.DocumentState.CONFIRMED,
    DocumentState.ERROR: words.DocumentState.ERROR,
    DocumentState.CANCELLED: words.DocumentState.CANCELLED,
}


class TopBar(QFrame):
    """Back, the file and its state, the place in the queue, rare actions."""

    back = Signal()
    previous = Signal()
    following = Signal()
    export = Signal()
    redo = Signal()
    delete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(56)
        self._name = ElidedLabel("", TextStyle.HEADING, mode=Qt.TextElideMode.ElideMiddle)
        self._badge = Badge(words.DocumentState.TO_REVIEW)
        self._batch = ElidedLabel("", TextStyle.SMALL, "muted")
        self._position = Label("", TextStyle.SECTION)
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = ProgressBar(3, tr("Place in the queue"))
        self._kept = StateLabel()
        self._previous = IconButton("chevron-left", tr("Previous document"), shortcut="Alt+Left")
        self._next = IconButton("chevron-right", tr("Next document"), shortcut="Alt+Right")
        self._redo = Button(tr("Redo"), icon="rotate-ccw", tip=tr("Extract again"))
        self._delete = Button(tr("Delete"), icon="trash-2", shortcut="Ctrl+Del")
        back = IconButton("arrow-left", tr("Back to the batch"), shortcut="Esc", size=32, colour="text")
        export = Button(tr("Export as…"), icon="download", shortcut="Ctrl+E")
        back.clicked.connect(self.back)
        export.clicked.connect(self.export)
        self._previous.clicked.connect(self.previous)
        self._next.clicked.connect(self.following)
        self._redo.clicked.connect(self.redo)
        self._delete.clicked.connect(self.delete)

        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._name)
        title.addWidget(self._badge)
        title.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addLayout(title)
        names.addWidget(self._batch)
        names.addStretch(1)
        queue = QVBoxLayout()
        queue.setSpacing(4)
        queue.addStretch(1)
        queue.addWidget(self._position)
        queue.addWidget(self._bar)
        queue.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(back)
        row.addLayout(names, 3)
        row.addWidget(self._previous)
        row.addLayout(queue)
        row.addWidget(self._next)
        row.addStretch(1)
        row.addWidget(self._kept)
        row.addSpacing(8)
        row.addWidget(export)
        row.addWidget(self._redo)
        row.addWidget(self._delete)
        self._bar.setFixedWidth(144)
        self._shown: tuple[object, ...] = ()

    def show_document(self, row: DocumentRow, title: str, place: Place) -> None:
        """Says nothing anew where nothing changed: it is asked at every keystroke."""
        if self._shown == (row, title, place):
            return
        self._shown = (row, title, place)
        self._name.setText(row.filename)
        self._badge.set_state(_STATES[row.state])
        folder = f"{title} · {row.folder}" if row.folder else title
        self._batch.setText(folder)
        self._position.setText(
            tr("{position} of {total}", position=number(place.position), total=number(place.total))
        )
        self._bar.set_value(place.position, max(1, place.total))
        self._previous.setEnabled(place.has_previous)
        self._next.setEnabled(place.total > 0)
        self._redo.setEnabled(not row.in_work)
        self._redo.set_tip(tr("Wait until this document is done") if row.in_work else tr("Extract again"))

    def show_kept(self, text: str) -> None:
        """Whether what was typed is kept; empty for nothing."""
        self._kept.show_text(text)


class StateLabel(QWidget):
    """A check mark and a few muted words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", TextStyle.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-check", "muted", 14))
        row.addWidget(self._label)
        self.setVisible(False)

    def show_text(self, text: str) -> None:
        if text != self._label.text():
            self._label.setText(text)
            self.setVisible(bool(text))


class StateChips(QWidget):
    """How many fields are in which state; a click goes to the next of that kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._chips = {state: _ChipButton(state, self) for state in _CHIPS}
        self._clear = Badge(_CLEAR.spoken())
        for chip in (*self._chips.values(), self._clear):
            row.addWidget(chip)

    def show_counts(self, needs_look: int, failed: int, missing: int) -> None:
        """`failed` counts rules, the other two fields."""
        for state, count, word in (
            (FieldWord.NEEDS_LOOK, needs_look, _needs(needs_look)),
            (FieldWord.RULE_FAILED, failed, _rules(failed)),
            (FieldWord.NOT_FOUND, missing, tr("%n not found", "", missing)),
        ):
            icon, tone = _CHIPS[state]
            chip = self._chips[state]
            if chip.word() != word:
                chip.set_state(StateWord(word, icon, tone))
            chip.setVisible(count > 0)
        self._clear.setVisible(not needs_look and not failed)


_CHIPS: Final = {
    FieldWord.NEEDS_LOOK: ("triangle-alert", Tone.WARN),
    FieldWord.RULE_FAILED: ("octagon-alert", Tone.BAD),
    FieldWord.NOT_FOUND: ("circle-dashed", Tone.NEUTRAL),
}
_CLEAR: Final = StateWord(QT_TR_NOOP("Nothing to check"), "circle-check", Tone.OK)


class _ChipButton(Badge):
    accessible_role = QAccessible.Role.Button

    def __init__(self, state: FieldWord, chips: StateChips) -> None:
        icon, tone = _CHIPS[state]
        super().__init__(StateWord("", icon, tone), chips)
        self._state = state
        self._chips = chips
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leaves the focus in the field.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Go to the next one (Enter)"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 11)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING:
            self._chips.chosen.emit(self._state.value)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._chips.chosen.emit(self._state.value)


class Notice(QFrame):
    """A sentence on a soft ground, as many lines as it needs; one action at most."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("info")
        self._text = Label("", TextStyle.BODY, wrap=True)
        self._action = Button("", on_click=self.acted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        self.hide()

    def say(self, icon: str, text: str, tone: Tone = Tone.NEUTRAL, action: str = "") -> None:
        """Show a sentence; an empty one hides the notice."""
        if self._text.text() != text or self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            restyle(self)
            inks = {Tone.WARN: "warn_ink", Tone.BAD: "bad", Tone.OK: "ok_ink"}
            self._icon.set_icon(icon, inks.get(tone, "muted_ink"))
            self._text.setText(text)
            self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says; empty where it is hidden."""
        return self._text.text() if not self.isHidden() else ""


class FindingCards(QWidget):
    """The failed checks one below the other."""

    opened = Signal(str)
    suggestion_used = Signal(str, object)
    forget_asked = Signal(str)
    """Pointer of a value that is to be read plainly from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[tuple[Finding, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_findings(self, findings: Sequence[tuple[Finding, str]]) -> None:
        """Each with its suggested value as text; cards are made anew only where something changed."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding, value in self._findings:
            card = FindingCard(finding, value)
            card.opened.connect(self.opened)
            card.suggestion_used.connect(self.suggestion_used)
            card.forget_asked.connect(self.forget_asked)
            self._column.addWidget(card)


class FindingCard(QFrame):
    """A failed check: its sentence, and one edit that would settle it."""

    accessible_role = QAccessible.Role.Button

    opened = Signal(str)
    suggestion_used = Signal(str, object)
    forget_asked = Signal(str)

    def __init__(self, finding: Finding, shown_value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        bad = finding.severity is not Severity.INFO
        self.setProperty("tone", "bad" if bad else "neutral")
        self._pointer = finding.paths[0] if finding.paths else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._pointer else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tr("Go to the field") if self._pointer else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        remembered = finding.code == FROM_MEMORY
        icon = "octagon-alert" if bad else MEMORY_ICON if remembered else "info"
        row.addWidget(IconLabel(icon, "bad" if bad else "muted_ink"))
        row.addWidget(Label(said(finding.message), TextStyle.BODY, wrap=True), 1)
        suggestion = finding.suggestion
        if suggestion is not None:
            button = Button(tr("Use {shown_value}", shown_value=shown_value))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda: self.suggestion_used.emit(suggestion.path, suggestion.value))
            row.addWidget(button)
        if remembered:
            forget = Button(tr("Forget this"), tip=tr(FORGET_TIP))
            forget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            forget.clicked.connect(lambda: self.forget_asked.emit(self._pointer))
            row.addWidget(forget)
        self.setAccessibleName(said(finding.message))
        if self._pointer:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pointer and event.key() in _PRESSING:
            self.opened.emit(self._pointer)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pointer and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._pointer)


class BottomBar(QFrame):
    """Keys at the left; reset, save, save and confirm at the right."""

    reset = Signal()
    save = Signal()
    confirm = Signal()
    unconfirm = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(56)
        self._reset = Button(tr("Reset"), icon="undo-2", tip=tr("Throw the unsaved changes away"))
        self._save = Button(tr("Save changes"), icon="save", shortcut="Ctrl+S", show_key=True)
        self._confirm = Button(
            tr("Save and confirm"), ButtonKind.PRIMARY, icon="check", shortcut="Ctrl+Enter", show_key=True
        )
        # Enter on it confirms: it is where Enter lands when nothing is left to check.
        self._confirm.setAutoDefault(True)
        self._unconfirm = Button(tr("Un-confirm"), icon="undo-2", tip=tr("Make it editable again"))
        self._redo = Button(tr("Extract again"), icon="rotate-ccw")
        self._redo.clicked.connect(self.redo)
        self._reset.clicked.connect(self.reset)
        self._save.clicked.connect(self.save)
        self._confirm.clicked.connect(self.confirm)
        self._unconfirm.clicked.connect(self.unconfirm)
        self._hints = StyledWidget()
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        hints.setSpacing(16)
        for key, text in (
            ("Enter", tr("next to check")),
            ("Tab", tr("next field")),
            ("F2", tr("edit")),
            ("Alt+Right", tr("next document")),
            ("?", tr("all keys")),
        ):
            hints.addWidget(KeyHint(key, text, split=True))
        self.buttons = (self._reset, self._save, self._unconfirm, self._redo, self._confirm)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._hints)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)

    def show_state(
        self, *, edited: bool, confirmed: bool, failed: bool, can_confirm: bool, busy: bool
    ) -> None:
        """Only what can be done now is on; what never can be for this document is not there."""
        for button, shown, on in (
            (self._reset, not confirmed and not failed, edited),
            (self._save, not confirmed and not failed, edited),
            (self._confirm, not confirmed and not failed, can_confirm),
            (self._unconfirm, confirmed, True),
            (self._redo, failed, True),
        ):
            button.setVisible(shown)
            # What is off only while something is being saved looks as before: it is a moment.
            button.setEnabled(on or (busy and button.isEnabled()))
        text = tr("Save and confirm") if edited else tr("Confirm")
        if self._confirm.text() != text:
            self._confirm.setText(text)

    def focus_confirm(self) -> None:
        """Nothing is left to check: the next key press confirms."""
        self._confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def confirm_has_focus(self) -> bool:
        return self._confirm.hasFocus()

    def show_hints(self, visible: bool) -> None:
        """The keys give way where the window is narrow."""
        self._hints.setVisible(visible)


def _needs(count: int) -> str:
    return tr("%n need(s) a look", "", count)


def _rules(count: int) -> str:
    return tr("%n rule(s) failed", "", count)
