"""A prompt's text and, below it, the field plan that is read from it."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ElidedLabel, IconLabel, Label
from ingestio_desktop.windows.wizard.plan_editor import PlanEditor, plan_summary

_EXAMPLE: Final = QT_TR_NOOP(
    "Say in plain words what to read, for example:\n\n"
    "Supplier, invoice number, invoice date, net amount, VAT and total.\n"
    "Line items (description, quantity, unit price, amount)."
)


class _Text(QPlainTextEdit):
    """Takes text only: files that are dropped or pasted over it are for the page."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        text = event.text()
        if chord == Qt.KeyboardModifier.AltModifier and text.isascii() and text.isalnum():
            # Signs that a keyboard types with Alt are no letters or digits; these are keys of the window.
            event.ignore()
        else:
            super().keyPressEvent(event)


class PromptEditor(QWidget):
    """Head, text, plan. `library_asked` carries the button to open the library below."""

    library_asked = Signal(object)

    def __init__(
        self, presenter: ComposePresenter, head: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.text = _Text()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr(_EXAMPLE))
        self.text.setAccessibleName(tr("Prompt"))
        self.text.setMinimumHeight(96)
        self.library = Button(tr("Prompt library"), trailing_icon="chevron-down", action="new.library")
        self.library.clicked.connect(lambda: self.library_asked.emit(self.library))
        self.plan = PlanEditor()
        self.below_text = QHBoxLayout()
        self._origin = Label("", TextStyle.SMALL, "muted")
        self._summary = ElidedLabel("", TextStyle.SMALL, "muted")
        self._hint = Label(hint, TextStyle.SMALL, "muted")
        self.not_understood = ElidedLabel("", TextStyle.SMALL, "warn_ink")
        self._not_understood_line = QWidget()
        self._arrange(head)
        self.text.textChanged.connect(self._typed)
        self.plan.renamed.connect(
            lambda name, label, table: presenter.rename_column(name, label, table or None)
        )
        self.plan.retyped.connect(
            lambda name, kind, table: presenter.retype_column(name, kind, table or None)
        )
        self.plan.dropped.connect(lambda name, table: presenter.drop_column(name, table or None))
        self.plan.moved.connect(lambda name, by, table: presenter.move_column(name, by, table or None))
        self.plan.added.connect(lambda table: presenter.add_column(tr("New column"), table=table or None))

    def show_prompt(self) -> None:
        """The text and plan that the presenter has now; what is being typed stays."""
        text = self._presenter.prompt()
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
        many = len(self._presenter.current_files)
        mixed = tr("These %n file(s) have different texts. What you write here takes their place.", "", many)
        self.text.setPlaceholderText(mixed if self._presenter.mixed else tr(_EXAMPLE))
        self.show_plan()
        self.text.setReadOnly(self._presenter.submitting)

    def show_plan(self) -> None:
        """The plan alone."""
        plan = self._presenter.plan()
        self.plan.show_plan(plan, self._presenter.edited_columns())
        if self._presenter.reading:
            self._summary.setText(tr("Reading…"))
        elif not plan.fields:
            self._summary.setText(tr("Columns appear as you type"))
        else:
            self._summary.setText(tr("{columns}, read from the text as you type", columns=plan_summary(plan)))
        self._underline(plan.unread)
        self.show_origin()

    def show_origin(self) -> None:
        """Which entry of the library the text came from."""
        name, changed = self._presenter.library.origin(self._presenter.prompt())
        changed = changed or bool(self._presenter.edited_columns())
        self._origin.setText(tr("{name}, changed", name=name) if name and changed else name)

    def use(self, entry: SavedPrompt) -> None:
        """Put a text of the library here; Ctrl+Z brings the old one back."""
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(entry.prompt)
        self._presenter.use_prompt(entry)
        self.text.setFocus()

    def _typed(self) -> None:
        self._presenter.type_prompt(self.text.toPlainText())
        if self._presenter.reading:
            self._summary.setText(tr("Reading…"))
        self.show_origin()

    def _underline(self, unread: tuple[str, ...]) -> None:
        marks = []
        for part in unread:
            cursor = self.text.document().find(part)
            if not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                look = QTextCharFormat()
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                look.setUnderlineColor(QColor(current_theme().colours.warn))
                mark.format = look
                marks.append(mark)
        self.text.setExtraSelections(marks)
        words = ", ".join(f"“{part}”" for part in unread)
        self.text.setToolTip(tr("No column came from {words}", words=words) if words else "")
        self.not_understood.setText(tr("Not understood, so no column: {words}", words=words) if words else "")
        self._not_understood_line.setVisible(bool(words))

    def _arrange(self, head: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(head, 1)
        top.addWidget(self._origin)
        top.addWidget(self.library)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addLayout(self.below_text)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Label(tr("Field plan"), TextStyle.SECTION))
        line.addWidget(self._summary, 1)
        line.addWidget(self._hint)
        column.addSpacing(4)
        column.addLayout(line)
        column.addWidget(self.plan)
        row = QHBoxLayout(self._not_understood_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("triangle-alert", "warn_ink", 14))
        row.addWidget(self.not_understood, 1)
        self._not_understood_line.hide()
        column.addWidget(self._not_understood_line)
