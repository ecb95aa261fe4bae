"""The page of a batch as a sheet: head, filters, the cells, the reason of one of them, its page."""

from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.edits import join_pointer
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.empty import Message
from ingestio_desktop.windows.batches.view_switch import GRID, LIST, view_switch
from ingestio_desktop.windows.grid.columns_menu import ColumnsMenu
from ingestio_desktop.windows.grid.filter_row import FilterRow
from ingestio_desktop.windows.grid.geometry import FROZEN_WIDTH
from ingestio_desktop.windows.grid.menu import row_menu
from ingestio_desktop.windows.grid.peek import PagePeek
from ingestio_desktop.windows.grid.reason import ReasonCard
from ingestio_desktop.windows.grid.view import GridView
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    ElidedLabel,
    Label,
    SkeletonRows,
    StyledWidget,
    Toast,
)

_MARGIN = 24
_REST_MS = 90


class GridPage(StyledWidget):
    """`review_wanted` carries queue and document id, `export_wanted` an `ExportSource`, `list_wanted` the id
    of the batch."""

    back_wanted = Signal()
    list_wanted = Signal(object)
    review_wanted = Signal(object, object)
    export_wanted = Signal(object)

    def __init__(self, presenter: GridPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.setObjectName("page")
        self.setAccessibleName(tr("Grid"))
        self.toast = Toast(self)
        self.back = Button(tr("Batches"), ButtonKind.LINK, icon="arrow-left", tip=tr("Back to all batches"))
        self.title = ElidedLabel("", TextStyle.TITLE)
        self.count = Label("", TextStyle.BODY, "muted")
        self.switch = view_switch(GRID)
        self.export = Button(tr("Export as…"), icon="download", action="grid.export")
        self.confirm = Button("", ButtonKind.PRIMARY, icon="copy-check", action="grid.confirm_clean")
        self.filters = FilterRow()
        self.view = GridView(presenter)
        self.peek = PagePeek(presenter)
        self.reason = ReasonCard(self.view.viewport())
        self.columns = ColumnsMenu(presenter.layout, self)
        self._stack = QStackedWidget()
        self._empty = Message("search")
        self._skeleton = SkeletonRows(row_height=32)
        self._card = Card(padding=1, spacing=0)
        self._document: ReviewDocument | None = None
        self._dismissed: tuple[int, int] | None = None
        self._fresh = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._ask)
        self._arrange()
        self._connect()
        self._keys = bind_keys(
            self,
            {
                "grid.next_to_check": lambda: self.next_to_check(1),
                "grid.previous_to_check": lambda: self.next_to_check(-1),
                "grid.edit": self._edit,
                "grid.page": self.toggle_peek,
                "grid.fill_down": self._fill_down,
                "grid.undo": presenter.take_back,
                "grid.redo_edit": self.presenter.editing.redo,
                "grid.save": self._save,
                "grid.confirm": self.confirm_rows,
                "grid.confirm_clean": self.confirm.click,
                "grid.search": self.filters.search.setFocus,
                "grid.export": self._export,
                "grid.list": self._to_list,
            },
        )
        self._show_facts()

    def open(self, batch_id: UUID) -> None:
        """Show a batch; the same one again stays as it was left."""
        if batch_id != self.presenter.batch_id:
            self.title.setText("")
            self.count.setText("")
            self.filters.clear()
            self.peek.forget()
            self.peek.hide()
            self._document = self._dismissed = None
            self.reason.hide()
            self.view.start()
        self._fresh = True
        self.presenter.open(batch_id)
        self.view.setFocus()

    # -- layout

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.back)
        top.addStretch()
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        for widget in (self.switch, self.export, self.confirm):
            row.addWidget(widget)
        column.addLayout(row)
        column.addSpacing(14)
        column.addWidget(self.filters)
        column.addSpacing(14)
        self._card.body.addWidget(self.view)
        loading = Card(padding=1)
        loading.body.addWidget(self._skeleton)
        loading.body.addStretch()
        self._pages = (self._card, self._empty, loading)
        for page in self._pages:
            self._stack.addWidget(page)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.peek)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        presenter, view = self.presenter, self.view
        self.back.clicked.connect(self.back_wanted)
        self.switch.chosen.connect(lambda key: self._to_list() if key == LIST else None)
        self.export.clicked.connect(self._export)
        self.confirm.clicked.connect(self._confirm_button)
        self.filters.search.searched.connect(presenter.set_search)
        self.filters.search.down_asked.connect(view.setFocus)
        self.filters.state_chosen.connect(presenter.set_state)
        self.filters.columns.clicked.connect(lambda: self.columns.open_below(self.filters.columns))
        self.peek.close_button.clicked.connect(self.toggle_peek)
        self.peek.open_button.clicked.connect(view.keyboard.open_document)
        view.opened.connect(presenter.review)
        view.moved.connect(self._moved)
        view.marks_changed.connect(self._show_facts)
        view.escaped.connect(self._dismiss)
        view.menu_asked.connect(self._show_menu)
        view.hands.said.connect(self._say)
        presenter.said.connect(self._say)
        presenter.doubt_found.connect(self._ask_about)
        presenter.failed.connect(self._failed)
        presenter.batch_changed.connect(self._show_batch)
        presenter.order_changed.connect(self._show_rows)
        presenter.facts_changed.connect(self._show_facts)
        presenter.loading_changed.connect(lambda _loading: self._show_rows())
        presenter.document_ready.connect(self._document_ready)
        presenter.review_wanted.connect(self.review_wanted)
        presenter.export_wanted.connect(self.export_wanted)
        presenter.gone.connect(lambda: self.back_wanted.emit() if self.isVisible() else None)
        self._empty.action.clicked.connect(self._show_all)

    # -- what is shown

    def _show_batch(self, row: BatchRow) -> None:
        self.title.setText(row.name or tr("Untitled batch"))
        self.count.setText(tr("%n document(s)", "", row.document_count))
        self.setAccessibleName(row.name or tr("Untitled batch"))

    def _show_rows(self) -> None:
        some, loading = bool(self.presenter.order), self.presenter.loading
        if loading and not some:
            self._stack.setCurrentWidget(self._pages[2])
            self._skeleton.start()
            return
        self._skeleton.stop()
        had = self._stack.currentWidget() is not self._card
        self._stack.setCurrentWidget(self._pages[0 if some else 1])
        if some and had and self.focusWidget() is None:
            self.view.setFocus()
        if not some and self.presenter.filtered:
            words = self.presenter.search
            title = tr("No value has “{words}” in it", words=words) if words else tr("No cell is like that")
            self._empty.show_text(title, tr("The filter hides all documents."), tr("Show all"))
        elif not some:
            text = tr("All documents of this batch were deleted.")
            self._empty.show_text(tr("No documents"), text)

    def _show_all(self) -> None:
        self.filters.clear()
        self.presenter.set_search("")
        self.presenter.set_state(None)
        self.view.setFocus()

    def _show_facts(self) -> None:
        facts, marked = self.presenter.facts, len(self.view.marked())
        self.filters.show_facts(facts)
        clean = len(facts.without_findings)
        if marked:
            self.confirm.setText(tr("Confirm %n selected", "", marked))
            self.confirm.set_tip(tr("Confirm the selected documents"))
            self.confirm.setEnabled(True)
            return
        self.confirm.setText(tr("Confirm %n without findings", "", clean))
        self.confirm.setEnabled(clean > 0)
        tip = tr("Every document to review has a finding") if not clean else tr("No check failed on them")
        if clean and facts.doubtful:
            tip += ". " + tr("%n of them have cells that need a look", "", facts.doubtful)
        self.confirm.set_tip(tip)

    # -- the cell in focus

    def _moved(self) -> None:
        place = (self.view.selection.row, self.view.selection.column)
        if place != self._dismissed:
            self._dismissed = None
        self.reason.hide()
        self._resting.start()

    def _ask(self) -> None:
        """Once one stands still: why the cell is as it is, and its page."""
        here = self.view.current_id()
        if here is None:
            return
        if self._wants_reason() or self.peek.isVisible():
            self.presenter.ask_document(here)

    def _wants_reason(self) -> bool:
        view = self.view
        found, shown = view.presenter.row(view.selection.row), view.hands.column(view.selection.column)
        if found is None or shown is None or self._dismissed is not None:
            return False
        if not view.hasFocus() or view.editor.isVisible() or not view.selection.single:
            return False
        state = view.texts.cell(found, shown).state
        return state is not None and state is not FieldState.SURE

    def _document_ready(self, document: ReviewDocument) -> None:
        self._document = document
        shown = self.view.hands.column(self.view.selection.column)
        pointer = join_pointer(shown.column.name) if shown is not None else ""
        if document.row.id != self.view.current_id():
            return
        if self.peek.isVisible():
            self.peek.show_document(document, pointer)
        if shown is not None and self._wants_reason():
            self._show_reason(document, pointer)

    def _show_reason(self, document: ReviewDocument, pointer: str) -> None:
        view = self.view
        found, shown = view.presenter.row(view.selection.row), view.hands.column(view.selection.column)
        rect = view.current_rect()
        seen = QRect(FROZEN_WIDTH, 0, view.viewport().width() - FROZEN_WIDTH, view.viewport().height())
        if found is None or shown is None or not seen.intersects(rect):
            return
        cell = view.texts.cell(found, shown)
        if cell.state is None:
            return
        editable = view.hands.editable(view.selection.row, view.selection.column)
        self.reason.say(cell, shown, document, pointer, editable=editable)
        self.reason.place(rect, seen)

    def _dismiss(self) -> None:
        """Esc: the reason goes, then the page."""
        if self.reason.isVisible():
            self._dismissed = (self.view.selection.row, self.view.selection.column)
            self.reason.hide()
        elif self.peek.isVisible():
            self.toggle_peek()

    def toggle_peek(self) -> None:
        """The page at the side, or not."""
        self.peek.setVisible(not self.peek.isVisible())
        self.view.setFocus()
        here = self.view.current_id()
        if self.peek.isVisible() and here is not None:
            self.presenter.ask_document(here)
        # The cells have another width once the layout is done.
        QTimer.singleShot(0, self.view, self.view.reveal)

    # -- what a person does

    def next_to_check(self, step: int) -> None:
        """The next cell that needs a look; a sentence where there is none."""
        self._leave_editor()
        found = self.view.hands.next_to_check(step)
        if found is None:
            self._say(
                tr("No cell is left to check below") if step > 0 else tr("No cell is left to check above")
            )
            return
        self.view.setFocus()
        self.view.go(*found)

    def _ask_about(self, failing: tuple[UUID, ...]) -> None:
        ask(
            self,
            tr("Confirm with failed rules?"),
            tr("Rules failed in %n document(s). Confirm all the same?", "", len(failing)),
            tr("Confirm"),
            lambda: self.presenter.confirm(failing, failing=True),
        )

    def confirm_rows(self) -> None:
        """The selected rows, else the one that one stands in; then the next row."""
        self._leave_editor()
        ids = self.view.chosen_ids()
        if not ids:
            return
        single = not self.view.selection.marked
        self.presenter.confirm(ids)
        self.view.keyboard.unmark()
        if single:
            self.view.go(self.view.selection.rows.stop, self.view.selection.column)

    def _confirm_button(self) -> None:
        self._leave_editor()
        if self.view.selection.marked:
            self.confirm_rows()
        else:
            self.presenter.confirm_clean()

    def _edit(self) -> None:
        if not self.view.editor.isVisible():
            self.view.setFocus()
            self.view.keyboard.edit()

    def _fill_down(self) -> None:
        self._leave_editor()
        self.view.hands.fill_down()

    def _save(self) -> None:
        self._leave_editor()
        self.presenter.save(drafts=True)

    def _export(self) -> None:
        self._leave_editor()
        self.presenter.export(self.view.marked())

    def _to_list(self) -> None:
        self._leave_editor()
        self.switch.set_current(GRID)
        self.list_wanted.emit(self.presenter.batch_id)

    def _leave_editor(self) -> None:
        self.view.keyboard.finish(0, 0)

    def _show_menu(self, where: QPoint) -> None:
        self.menu().popup(where)

    def menu(self) -> QMenu:
        """Of the row and the cell that one stands in."""
        return row_menu(self)

    def _say(self, text: str) -> None:
        self.toast.show_message(text, tone=Tone.WARN)

    def _failed(self, error: IngestError) -> None:
        self.toast.show_message(said_error(error), tone=Tone.BAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.switch.set_current(GRID)
        self._fresh = False
        # Who comes back from the review may have left something unsaved there, of which nobody is told.
        QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if not self._fresh and self.presenter.batch is not None:
            self.presenter.open(self.presenter.batch_id)

    def hideEvent(self, event: QHideEvent) -> None:
        # What was typed is never lost by going elsewhere.
        self._leave_editor()
        self.presenter.save()
        self.presenter.keep_still(False)
        super().hideEvent(event)
