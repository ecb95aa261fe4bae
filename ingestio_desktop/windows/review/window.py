"""The review screen: puts page, fields, tables and queue together and connects them to the presenter."""

from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import QueueSummary, ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_checks import TO_CHECK
from ingestio_desktop.presenters.review_editing import read_only
from ingestio_desktop.presenters.review_findings import failed_rules
from ingestio_desktop.sentences import said
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.windows.keys import Act, bind_keys, is_key
from ingestio_desktop.windows.review.bottom_bar import BottomBar, Possible
from ingestio_desktop.windows.review.conflict_holder import ConflictHolder
from ingestio_desktop.windows.review.fields_pane import FieldsPane
from ingestio_desktop.windows.review.item_table import ItemTable
from ingestio_desktop.windows.review.pages_pane import PagesPane
from ingestio_desktop.windows.review.popout import ReviewSides, Side
from ingestio_desktop.windows.review.questions import Questions
from ingestio_desktop.windows.review.queue_end import QueueEnd
from ingestio_desktop.windows.review.top_bar import RareAction, TopBar
from ingestio_desktop.windows.review.view_memory import ViewMemory
from ingestio_desktop.windows.settings.paths import open_path
from ingestio_desktop.windows.widgets.text import Rule, StyledWidget

_NARROW: Final = 900
"""Pixels of the window below which the small pages give way."""


class ReviewWindow(StyledWidget):
    """One document of a queue. Everything it does goes through the presenter."""

    back_wanted = Signal()
    export_wanted = Signal(object)
    """The id of the document on screen."""
    queue_export_wanted = Signal(object)
    """The queue of which all that is confirmed is to be exported."""
    help_wanted = Signal()
    history_wanted = Signal(object)
    """The id of the document on screen."""

    def __init__(
        self,
        presenter: ReviewPresenter,
        parent: QWidget | None = None,
        *,
        settings: SettingsFile | None = None,
    ) -> None:
        """`settings` keep which side is where, how pages are shown, and the place of the other window."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(tr("Review"))
        self.presenter = presenter
        self.top = TopBar(self)
        self.pages = PagesPane(self)
        self.fields = FieldsPane(presenter, self)
        self.bottom = BottomBar(self)
        self.page = self.pages.page
        self.thumbnails = self.pages.thumbnails
        self.form = self.fields.form
        self.message = self.fields.message
        self.splitter = ReviewSides(self.pages, self.fields, settings, self)
        self._questions = Questions(presenter, self)
        self._summary: QWidget | None = None
        self._focused = ""
        self._last_focused = ""
        self._arrange()
        self._connect()
        # After all others have heard of a document.
        self.conflict = ConflictHolder(presenter, self._body, (self.top, self.splitter, self.bottom))
        self.fields.notice.acted.connect(self.conflict.show_again)
        self._bind_keys()
        if settings is not None:
            self.fields.items.memory = settings
            ViewMemory(self.pages, settings)

    @property
    def tables(self) -> dict[str, ItemTable]:
        """The tables of the document on screen by name."""
        return self.fields.tables

    # -- layout

    def _arrange(self) -> None:
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.top)
        self._body.addWidget(Rule())
        self._body.addWidget(self.splitter, 1)
        self._body.addWidget(self.bottom)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.document_shown.connect(self._show_document)
        presenter.document_changed.connect(self._show_values)
        presenter.page_ready.connect(self.pages.show_page_image)
        presenter.page_failed.connect(self._page_failed)
        presenter.reconnected.connect(self.page.retry)
        presenter.part_ready.connect(self.pages.show_part)
        presenter.part_failed.connect(self.page.detail_failed)
        presenter.words_ready.connect(self.page.set_words)
        presenter.reading_changed.connect(self.pages.reading.set_reading)
        presenter.words_failed.connect(self.page.words_failed)
        presenter.thumbnail_ready.connect(self.pages.show_thumbnail)
        presenter.thumbnail_failed.connect(self.thumbnails.set_broken)
        presenter.focus_wanted.connect(self.focus_pointer)
        presenter.queue_ended.connect(self._show_summary)
        presenter.failed.connect(self.fields.show_error)
        presenter.busy_changed.connect(lambda _busy: self._show_buttons())
        presenter.file_found.connect(lambda path: open_path(path.parent))
        presenter.closed.connect(self.back_wanted)
        self.top.back.connect(self._leave)
        self.top.previous.connect(self._previous)
        self.top.following.connect(self._next)
        self.top.redo.connect(self._questions.redo)
        self.top.delete.connect(self._questions.delete)
        self.top.export.connect(self._export)
        self.top.add_rare(self._rare_actions)
        self.bottom.save.connect(self._save)
        self.bottom.reset.connect(self._questions.reset)
        self.bottom.confirm.connect(self._confirm)
        self.bottom.unconfirm.connect(presenter.unconfirm)
        self.bottom.redo.connect(self._questions.redo)
        self.fields.findings.opened.connect(self.focus_pointer)
        self.fields.focused.connect(self._field_focused)
        self.fields.left.connect(self._field_left)
        self.fields.hovered.connect(self.page.hover_box)
        self.fields.enter_pressed.connect(self._enter)
        self.page.page_needed.connect(presenter.request_page)
        self.page.detail_needed.connect(presenter.request_part)
        self.page.words_needed.connect(presenter.request_words)
        self.page.left.connect(self._leave_page)
        self.page.box_clicked.connect(self.focus_pointer)
        self.page.box_hovered.connect(self.form.light_up)
        self.page.point_clicked.connect(self._page_clicked)
        self.page.area_drawn.connect(self._area_drawn)
        self.thumbnails.picture_needed.connect(presenter.request_thumbnail)
        self.pages.join_search(presenter.search)
        self.pages.search_left.connect(self._leave_page)
        self._connect_sides()
        self.fields.chips.chosen.connect(
            lambda state: presenter.next_of_state(self._focused or self._last_focused, FieldState(state))
        )

    def _connect_sides(self) -> None:
        tools, sides = self.pages.tools, self.splitter
        tools.swap.connect(sides.swap)
        tools.pop_page.connect(lambda: sides.toggle(Side.PAGE))
        tools.pop_fields.connect(lambda: sides.toggle(Side.FIELDS))
        tools.put_back.connect(sides.put_back)
        sides.popped_changed.connect(self._sides_changed)
        sides.esc_pressed.connect(self._leave_page)

    def _bind_keys(self) -> None:
        presenter = self.presenter
        acts: dict[str, Act] = {
            "review.next_to_check": lambda: self._enter(self._focused, back=False),
            "review.previous_to_check": lambda: self._enter(self._focused, back=True),
            "review.edit": self._edit,
            "review.reading": self.form.choose_reading,
            "review.undo": self.fields.undo,
            "review.redo_edit": presenter.redo_edit,
            "review.save": self._save,
            "review.confirm": self._confirm,
            "review.next": self._next,
            "review.previous": self._previous,
            "review.export": self._export,
            "review.delete": self._questions.delete,
            "review.history": self._open_history,
            "review.zoom_in": self.page.zoom_in,
            "review.zoom_out": self.page.zoom_out,
            "review.fit": self.page.fit,
            "review.rotate": self.page.rotate,
            "review.fit_page": self.page.fit_page,
            "review.zoom_field": self.page.zoom_to_field,
            "review.boxes": self.pages.tools.toggle_boxes,
            "review.text": self.pages.tools.toggle_text,
            "review.search": self.pages.begin_search,
            "review.search_next": lambda: self.pages.go_on_searching(back=False),
            "review.search_previous": lambda: self.pages.go_on_searching(back=True),
            "review.retry_page": self.page.retry,
            "review.pop_page": lambda: self.splitter.toggle(Side.PAGE),
            "review.pop_fields": lambda: self.splitter.toggle(Side.FIELDS),
            "review.swap": self.splitter.swap,
            "review.thumbnails": self._toggle_thumbnails,
        }
        self._keys = bind_keys(self, acts)
        self.splitter.set_key_binder(lambda window: bind_keys(window, acts))

    # -- what is shown

    def _show_document(self, document: ReviewDocument) -> None:
        self._remove_summary()
        self._focused = self._last_focused = ""
        self.fields.show_document()
        self.pages.show_document(document, self.presenter.pixels_per_point)
        self._show_values(document)
        self.thumbnails.show_current(1)
        self.fields.show_top()
        # The form lays itself out first, so that the focus finds widgets that are really there.
        QTimer.singleShot(0, self, lambda: self._focus_first(document.row.id))

    def _focus_first(self, document_id: UUID) -> None:
        """The first value to check; else the button that confirms; else the first value."""
        if self.conflict.page is not None:
            self.conflict.page.focus_first()
            return
        document = self.presenter.document
        if document is None or document.row.id != document_id:
            return
        if read_only(document):
            self.page.setFocus()
            return
        pointers = self.presenter.pointers()
        first = next((pointer for pointer in pointers if self.presenter.state(pointer) in TO_CHECK), None)
        if first is not None:
            self.focus_pointer(first)
        else:
            self.bottom.focus_confirm()

    def _show_values(self, document: ReviewDocument) -> None:
        if self.fields.show_values(document):
            self._order_tabs()
        if document.checked:
            self.pages.show_boxes(document)
        if self._focused:
            self.page.focus_box(self._focused)
        self._show_buttons()

    def _order_tabs(self) -> None:
        """Fields in the order of the plan, then the tables, then reset, save, confirm."""
        for before, after in pairwise([*self.fields.editors(), *self.bottom.buttons]):
            if before.window() is after.window():
                QWidget.setTabOrder(before, after)

    def _show_buttons(self) -> None:
        document = self.presenter.document
        if document is None:
            return
        self.splitter.set_title(document.row.filename)
        self.top.show_document(document.row, self.presenter.queue.title, self.presenter.place)
        self.top.show_kept(document.kept_at)
        self.bottom.show_state(
            Possible(
                edited=document.edited,
                confirmed=document.confirmed,
                failed=document.row.error is not None,
                can_confirm=not document.confirmed and not document.row.in_work,
                busy=self.presenter.busy,
            )
        )

    def _page_failed(self, number: int, error: IngestError) -> None:
        self.pages.show_broken(number, said(error.title), said(error.message))

    def _show_summary(self, summary: QueueSummary) -> None:
        self._remove_summary()
        self._summary = QueueEnd(summary, self.presenter.queue.title)
        self._summary.left.connect(self._leave)
        self._summary.rest_wanted.connect(self.presenter.review_rest)
        self._summary.export_wanted.connect(lambda: self.queue_export_wanted.emit(self.presenter.queue))
        self._summary.again_wanted.connect(self._look_again)
        self.splitter.hide()
        self.bottom.hide()
        self._body.insertWidget(2, self._summary, 1)
        self._summary.focus_first()

    def _look_again(self) -> None:
        """Back to the document that one came from."""
        self._remove_summary()
        if self.presenter.document is not None:
            self._focus_first(self.presenter.document.row.id)

    def _remove_summary(self) -> None:
        if self._summary is not None:
            self._body.removeWidget(self._summary)
            self._summary.hide()
            self._summary.deleteLater()
            self._summary = None
        self.splitter.show()
        self.bottom.show()

    # -- what a person does

    def focus_pointer(self, pointer: str) -> None:
        """Move the focus to a field or cell, and the page to its box."""
        if self.splitter.popped is not None:
            # A click into the other window must not leave the keys there.
            self.fields.activateWindow()
        self.fields.focus_pointer(pointer)
        self._field_focused(pointer)

    def _field_focused(self, pointer: str) -> None:
        self._focused = self._last_focused = pointer
        self.page.focus_box(pointer)
        self.fields.show_focused_editor()

    def _field_left(self, pointer: str) -> None:
        self.presenter.end_typing()
        if self._focused == pointer:
            self._focused = ""

    def _next(self) -> None:
        if self._all_fit():
            self.presenter.next()

    def _previous(self) -> None:
        if self._all_fit():
            self.presenter.previous()

    def _enter(self, pointer: str, back: bool) -> None:
        self.presenter.end_typing()
        if back:
            self.presenter.previous_to_check(pointer)
        elif not self.presenter.next_to_check(pointer):
            self.bottom.focus_confirm()

    def _edit(self) -> None:
        if self.fields.edit_cell():
            return
        if self._last_focused:
            self.form.focus_field(self._last_focused)
        else:
            self._focus_first_value()

    def _focus_first_value(self) -> bool:
        """False where the document has no value at all."""
        first = next(iter(self.presenter.pointers()), "")
        if first:
            self.focus_pointer(first)
        return bool(first)

    def _page_clicked(self, page: int, x: float, y: float) -> None:
        if self._last_focused:
            self.presenter.fill_from_page(self._last_focused, page, x, y)

    def _area_drawn(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        if self._last_focused:
            self.presenter.fill_from_area(self._last_focused, page, (x0, y0, x1, y1))

    def _save(self) -> None:
        if self._all_fit():
            self.presenter.end_typing()
            self.presenter.save()

    def _all_fit(self) -> bool:
        """Whether every text is a value; else the focus goes to the one that isn't, which is kept nowhere
        but on the screen."""
        if not self.fields.finish_cell():
            return False
        pointer = self.form.unfit_pointer() or next(iter(self.presenter.unfit), "")
        if pointer:
            self.focus_pointer(pointer)
        return not pointer

    def _confirm(self) -> None:
        document = self.presenter.document
        if document is None or self._summary is not None or self.conflict.finish():
            return
        if read_only(document):
            self.presenter.next()
            return
        if not self._all_fit():
            return
        self.presenter.end_typing()
        self.presenter.check_now()
        failed = failed_rules(self.presenter.document or document)
        if failed and document.conflict is None:
            self._questions.confirm(failed)
        else:
            self.presenter.confirm_and_next()

    def _export(self) -> None:
        document = self.presenter.document
        if document is not None:
            self.export_wanted.emit(document.row.id)

    def _rare_actions(self) -> list[RareAction]:
        sides, presenter = self.splitter, self.presenter
        own_window = "picture-in-picture-2"
        return [
            RareAction(tr("History of changes"), "history", self._open_history, "review.history"),
            RareAction(tr("Show in folder"), "folder-open", presenter.find_file),
            RareAction(tr("Copy file name"), "copy", self._copy_name),
            RareAction(
                tr("Small pages beside the page"),
                "files",
                self._toggle_thumbnails,
                "review.thumbnails",
                checked=self.pages.thumbnails_shown,
            ),
            RareAction(tr("Swap sides"), "arrow-right-left", sides.swap, "review.swap"),
            RareAction(
                tr("Page in its own window"),
                own_window,
                lambda: sides.toggle(Side.PAGE),
                "review.pop_page",
                checked=sides.popped is Side.PAGE,
            ),
            RareAction(
                tr("Fields in their own window"),
                own_window,
                lambda: sides.toggle(Side.FIELDS),
                "review.pop_fields",
                checked=sides.popped is Side.FIELDS,
            ),
            RareAction(tr("All keys"), "keyboard", self.help_wanted.emit, "keys"),
        ]

    def _toggle_thumbnails(self) -> None:
        self.pages.show_thumbnails(shown=not self.pages.thumbnails_shown)

    def _copy_name(self) -> None:
        document = self.presenter.document
        if document is not None:
            QGuiApplication.clipboard().setText(document.row.filename)

    def _open_history(self) -> None:
        document = self.presenter.document
        if document is not None:
            self.history_wanted.emit(document.row.id)

    def _leave(self) -> None:
        if not self._all_fit():
            return
        self._remove_summary()
        self.back_wanted.emit()

    def _sides_changed(self, popped: str) -> None:
        self.pages.tools.show_popped(bool(popped))
        self._order_tabs()
        if popped != Side.PAGE:
            self._leave_page()

    def _leave_page(self) -> None:
        """Back to the field that one was at."""
        self.activateWindow()
        if self._last_focused:
            self.focus_pointer(self._last_focused)

    # -- Qt

    def next_part(self) -> None:
        """From the page to the fields and back."""
        if self.page.hasFocus() and self._last_focused:
            self.focus_pointer(self._last_focused)
        elif self.page.hasFocus():
            self.bottom.focus_confirm()
        else:
            self.page.activateWindow()
            self.page.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, following: bool, /) -> bool:
        # A document with nothing to check opens at the button that confirms it: Tab leads to its fields
        # from there, not through everything that stands around them.
        if following and self.bottom.confirm_has_focus() and not self._last_focused:
            return self._focus_first_value() or super().focusNextPrevChild(following)
        return super().focusNextPrevChild(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.fields.take_back(self._focused):
                self._leave()
        elif is_key("review.side", event):
            self.next_part()
        elif is_key("keys", event):
            self.help_wanted.emit()
        elif not self._keys.handle(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pages.set_narrow(self.width() < _NARROW)
        QTimer.singleShot(0, self, self.pages.place_tools)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)
