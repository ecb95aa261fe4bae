"""A prompt's text and, below it, the field plan that is read from it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ElidedLabel, IconLabel, Label
from ingestio_desktop.windows.wizard.plan_editor import NEW_COLUMN, PlanEditor, plan_summary

_EXAMPLE: Final = (
    "Say in plain words what to read, for example:\n\n"
    "Supplier, invoice number, invoice date, net amount, VAT and total.\n"
    "Line items (description, quantity, unit price, amount)."
)


class PromptEditor(QWidget):
    """Head, text, plan. `library_asked` carries the button to open the library below."""

    library_asked = Signal(object)

    def __init__(
        self, presenter: ComposePresenter, head: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName("Prompt")
        self.text.setMinimumHeight(96)
        self.library = Button("Prompt library", trailing_icon="chevron-down", shortcut="Ctrl+L")
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
        self.plan.added.connect(lambda table: presenter.add_column(NEW_COLUMN, table=table or None))

    def show_prompt(self) -> None:
        """The text and plan that the presenter has now; what is being typed stays."""
        text = self._presenter.prompt()
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
        self.show_plan()
        self.text.setReadOnly(self._presenter.submitting)

    def show_plan(self) -> None:
        """The plan alone."""
        plan = self._presenter.plan()
        self.plan.show_plan(plan)
        if self._presenter.reading:
            self._summary.setText("Reading…")
        elif not plan.fields:
            self._summary.setText("Columns appear as you type")
        else:
            self._summary.setText(f"{plan_summary(plan)}, read from the text as you type")
        self._underline(plan.unread)
        self.show_origin()

    def show_origin(self) -> None:
        """Which entry of the library the text came from."""
        name, changed = self._presenter.library_origin()
        self._origin.setText(f"{name}, changed" if name and changed else name)

    def use(self, prompt: str) -> None:
        """Put a text of the library here; Ctrl+Z brings the old one back."""
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(prompt)
        self.text.setFocus()

    def _typed(self) -> None:
        self._presenter.type_prompt(self.text.toPlainText())
        self._summary.setText("Reading…" if self._presenter.reading else self._summary.text())
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
        self.text.setToolTip(f"No column came from {words}" if words else "")
        self.not_understood.setText(f"Not understood, so no column: {words}" if words else "")
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
        line.addWidget(Label("Field plan", TextStyle.SECTION))
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
