"""The side of the review with the values: what is to be said, fields, tables and failed rules."""

from pydantic import JsonValue
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_editing import read_only
from ingestio_desktop.presenters.review_fields import form_fields, writing_of
from ingestio_desktop.presenters.review_findings import failed_rules, finding_cases
from ingestio_desktop.presenters.values import ValueProblem
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.review.chrome import Notice, StateChips
from ingestio_desktop.windows.review.field_form import FieldForm
from ingestio_desktop.windows.review.field_skeleton import FieldSkeleton
from ingestio_desktop.windows.review.findings import FindingCards
from ingestio_desktop.windows.review.item_table import ItemTable
from ingestio_desktop.windows.review.items_pane import ItemTables
from ingestio_desktop.windows.widgets.text import Label, Rule, StyledWidget


class FieldsPane(StyledWidget):
    """What a person changes here goes to the presenter; where the focus is, to the window."""

    focused = Signal(str)
    """The JSON Pointer of a field or cell."""
    left = Signal(str)
    hovered = Signal(str)
    """A pointer, or an empty string."""
    enter_pressed = Signal(str, bool)
    """A pointer, and whether Shift was held."""

    def __init__(self, presenter: ReviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewData")
        self.setMinimumWidth(440)
        self._presenter = presenter
        self.chips = StateChips(self)
        self.form = FieldForm(self)
        self.skeleton = FieldSkeleton(self)
        self.items = ItemTables(presenter, self)
        self.notice = Notice(self)
        self.message = Notice(self)
        self.findings = FindingCards(self)
        self._scroll = QScrollArea()
        self._arrange()
        self.findings.suggestion_used.connect(self._fix)
        self.findings.forget_asked.connect(presenter.forget)
        self.items.focused.connect(self.focused)
        self.items.hovered.connect(self.hovered)
        self.items.enter_pressed.connect(self.enter_pressed)
        self.items.problem.connect(lambda text: self.message.say("triangle-alert", text, Tone.WARN))
        self.form.edited.connect(self._typed)
        self.form.focused.connect(self.focused)
        self.form.left.connect(self.left)
        self.form.hovered.connect(self.hovered)
        self.form.reading_chosen.connect(self._use)
        self.form.forget_asked.connect(presenter.forget)
        presenter.filled.connect(self.form.restore)
        self.form.enter_pressed.connect(self.enter_pressed)

    @property
    def tables(self) -> dict[str, ItemTable]:
        """The tables of the document on screen by name."""
        return self.items.tables

    # -- what is shown

    def show_document(self) -> None:
        """Forget what was typed and said about the document before."""
        self.form.forget_typing()
        self.message.hide()

    def show_values(self, document: ReviewDocument) -> bool:
        """Show values, states and findings; True where editors were built anew."""
        locked = read_only(document)
        unread = document.row.in_work or document.row.error is not None
        way = writing_of(document)
        built = self.form.set_fields(form_fields(document), read_only=locked, pending=unread, way=way)
        self.skeleton.setVisible(document.row.in_work and not document.plan.fields)
        built |= self.items.show_tables(document, locked=locked)
        if document.checked:
            self.findings.show_cases(finding_cases(document), read_only=locked)
            self.chips.setVisible(not locked)
            self._show_counts(document)
        self._show_notice(document)
        return built

    def _show_counts(self, document: ReviewDocument) -> None:
        count, unfit = self._presenter.count, bool(self.form.unfit_pointer())
        looks, missing = count(FieldState.NEEDS_LOOK), count(FieldState.NOT_FOUND)
        self.chips.show_counts(looks, failed_rules(document), missing, unfit=unfit)

    def _show_counts_now(self) -> None:
        document = self._presenter.document
        if document is not None and document.checked:
            self._show_counts(document)

    def show_error(self, error: IngestError) -> None:
        self.message.say("circle-x", said_error(error), Tone.BAD)

    def show_top(self) -> None:
        """Scroll to the first field."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_focused_editor(self) -> None:
        """Scroll to the field that has the focus, if one has it."""
        pointer = self.form.focused_pointer()
        if pointer:
            self._scroll.ensureWidgetVisible(self.form.editor(pointer), 0, 80)

    def editors(self) -> list[QWidget]:
        """Fields in the order of the plan, then the tables."""
        return [*self.form.editors(), *(table.view for table in self.tables.values())]

    # -- what a person does

    def focus_pointer(self, pointer: str) -> None:
        """Move the focus to a field or cell; nothing for one that is not here."""
        if not self.form.focus_field(pointer):
            self.items.focus_cell(pointer)

    def edit_cell(self) -> bool:
        """Open the cell that has the focus; False where none has it."""
        return self.items.edit_cell()

    def finish_cell(self) -> bool:
        """Take what stands in an open cell; False where it can't be its value."""
        self._presenter.end_typing()
        return self.items.finish_cell()

    def take_back(self, pointer: str) -> bool:
        """Let a field be as it was before it was typed in just now; False where nothing was."""
        document = self._presenter.document
        if document is None or not self.form.is_field(pointer):
            return False
        unfit = self.form.is_unfit(pointer)
        self._presenter.cancel_typing(pointer)
        if not unfit and self._presenter.document is document:
            return False
        self.form.restore(pointer)
        self._show_counts_now()
        return True

    def undo(self) -> None:
        """Undo the last change. What was said of it is over with it."""
        self.message.hide()
        pointer = self.form.unfit_pointer()
        if pointer:
            # A text that is no value was never a change: it is what is undone first.
            self.form.restore(pointer)
            self._show_counts_now()
        else:
            self._presenter.undo()

    def _use(self, pointer: str, value: JsonValue) -> None:
        """Take a value in place of a text that can't be one, also where it is the one that stood there."""
        self.form.restore(pointer)
        self._presenter.use(pointer, value)

    def _fix(self, pointer: str, value: JsonValue) -> None:
        """Take what would settle a finding. Its card goes, so a focus in it goes to the field."""
        inside = self.findings.isAncestorOf(self.focusWidget() or self)
        self._use(pointer, value)
        if inside:
            self.focus_pointer(pointer)

    def _typed(self, pointer: str, text: str) -> None:
        unfit = self.form.unfit_pointer()
        try:
            self._presenter.set_value(pointer, text)
        except ValueProblem as problem:
            self.form.show_problem(pointer, str(problem), unfinished=problem.unfinished)
        else:
            self.form.show_problem(pointer, "")
            self.message.hide()
        if unfit != self.form.unfit_pointer():
            self._show_counts_now()

    # -- within

    def _arrange(self) -> None:
        data = StyledWidget()
        data.setObjectName("reviewData")
        column = QVBoxLayout(data)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Fields"), TextStyle.SECTION))
        head.addStretch(1)
        head.addWidget(self.chips)
        column.addWidget(self.notice)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.skeleton)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addWidget(self.items)
        column.addWidget(self.findings)
        column.addStretch(1)
        self._scroll.setObjectName("reviewSide")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(data)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._scroll, 1)
        # What went wrong just now stands below: above the fields it would move them.
        framed = QVBoxLayout()
        framed.setContentsMargins(20, 0, 20, 0)
        framed.addWidget(self.message)
        below.addLayout(framed)

    def _show_notice(self, document: ReviewDocument) -> None:
        row = document.row
        if row.error is not None:
            self.notice.say("circle-x", said_error(row.error), Tone.BAD)
        elif row.in_work:
            self.notice.say(
                "loader-circle", tr("This document is still being read. Its fields come by themselves.")
            )
        elif document.conflict is not None:
            self.notice.say(
                "arrow-right-left",
                tr("This document was changed in two places. Your changes wait until you have chosen."),
                Tone.WARN,
                tr("Compare…"),
            )
        elif row.note is not None:
            self.notice.say("triangle-alert", said(row.note.message), Tone.WARN)
        elif document.confirmed:
            self.notice.say("circle-check", tr("Confirmed. Un-confirm it to change something."), Tone.OK)
        else:
            self.notice.hide()
