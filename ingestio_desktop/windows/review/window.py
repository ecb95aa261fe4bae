"""The review screen: puts page, fields, tables and queue together and connects them to the presenter."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.review import Conflict, QueueSummary, ReviewDocument
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_checks import TO_CHECK
from ingestio_desktop.presenters.review_editing import read_only
from ingestio_desktop.presenters.review_fields import (
    ItemRows,
    boxed,
    form_fields,
    item_tables,
    printed_totals,
)
from ingestio_desktop.presenters.values import ValueProblem, shown
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, plural
from ingestio_desktop.windows.review.chrome import (
    BottomBar,
    FindingCards,
    Notice,
    PageTools,
    StateChips,
    TopBar,
)
from ingestio_desktop.windows.review.conflict import ConflictDialog
from ingestio_desktop.windows.review.field_form import FieldForm
from ingestio_desktop.windows.review.item_table import ItemTable
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_view import PageView
from ingestio_desktop.windows.review.thumbnails import Thumbnails
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.page import EmptyState
from ingestio_desktop.windows.widgets.text import Label, Rule, StyledWidget
from ingestio_desktop.workers.pages import PageImage

_NARROW: Final = 1180
_SIDES: Final = (808, 632)
"""Page and fields, in pixels, before the person moves the splitter."""


class ReviewWindow(StyledWidget):
    """One document of a queue. Everything it does goes through the presenter."""

    back_wanted = Signal()
    export_wanted = Signal(object)
    """The id of the document on screen."""
    help_wanted = Signal()

    def __init__(self, presenter: ReviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Review")
        self.presenter = presenter
        self.top = TopBar(self)
        self.thumbnails = Thumbnails(self)
        self.page = PageView(self)
        self.tools = PageTools(self.page)
        self.chips = StateChips(self)
        self.form = FieldForm(self)
        self.bottom = BottomBar(self)
        self.tables: dict[str, ItemTable] = {}
        self.notice = Notice(self)
        self.message = Notice(self)
        self.findings = FindingCards(self)
        self._tables = QVBoxLayout()
        self._summary: QWidget | None = None
        self._focused = ""
        self._last_focused = ""
        self._arrange()
        self._connect()
        self._bind_keys()

    # -- layout

    def _arrange(self) -> None:
        data = StyledWidget()
        data.setObjectName("reviewData")
        column = QVBoxLayout(data)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label("Fields", TextStyle.SECTION))
        head.addStretch(1)
        head.addWidget(self.chips)
        self._tables.setSpacing(16)
        column.addWidget(self.notice)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addLayout(self._tables)
        column.addWidget(self.findings)
        column.addStretch(1)
        self.side = QScrollArea()
        self.side.setObjectName("reviewSide")
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setWidget(data)
        side = StyledWidget()
        side.setObjectName("reviewData")
        side.setMinimumWidth(440)
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.side, 1)
        # What went wrong just now stands below: above the fields it would move them.
        framed = QVBoxLayout()
        framed.setContentsMargins(20, 0, 20, 0)
        framed.addWidget(self.message)
        below.addLayout(framed)
        left = QWidget()
        pages = QHBoxLayout(left)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        self._pages_rule = Rule(vertical=True)
        pages.addWidget(self.thumbnails)
        pages.addWidget(self._pages_rule)
        pages.addWidget(self.page, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("reviewSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes(list(_SIDES))
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
        presenter.page_ready.connect(self._page_ready)
        presenter.page_failed.connect(self._page_failed)
        presenter.thumbnail_ready.connect(
            lambda page, picture: self.thumbnails.set_image(page, _image(picture))
        )
        presenter.focus_wanted.connect(self.focus_pointer)
        presenter.queue_ended.connect(self._show_summary)
        presenter.failed.connect(self._show_error)
        presenter.busy_changed.connect(lambda _busy: self._show_buttons())
        presenter.conflict_found.connect(self._ask_conflict)
        presenter.closed.connect(self.back_wanted)
        self.top.back.connect(self._leave)
        self.top.previous.connect(self._previous)
        self.top.following.connect(self._next)
        self.top.redo.connect(self._ask_redo)
        self.top.delete.connect(self._ask_delete)
        self.top.export.connect(self._export)
        self.bottom.save.connect(self._save)
        self.bottom.reset.connect(self._ask_reset)
        self.bottom.confirm.connect(self._confirm)
        self.bottom.unconfirm.connect(presenter.unconfirm)
        self.bottom.redo.connect(self._ask_redo)
        self.notice.acted.connect(self._compare)
        self.findings.opened.connect(self.focus_pointer)
        self.findings.suggestion_used.connect(presenter.use)
        self.form.edited.connect(self._typed)
        self.form.focused.connect(self._field_focused)
        self.form.left.connect(self._field_left)
        self.form.hovered.connect(self.page.hover_box)
        self.form.reading_chosen.connect(presenter.use)
        self.form.enter_pressed.connect(self._enter)
        self.page.page_needed.connect(presenter.request_page)
        self.page.box_clicked.connect(self.focus_pointer)
        self.page.box_hovered.connect(self.form.light_up)
        self.page.point_clicked.connect(self._page_clicked)
        self.page.area_drawn.connect(self._area_drawn)
        self.page.current_page_changed.connect(self.thumbnails.show_current)
        self.page.zoom_changed.connect(self.tools.show_zoom)
        self.thumbnails.page_chosen.connect(self.page.show_page)
        self.thumbnails.picture_needed.connect(presenter.request_thumbnail)
        self.tools.zoom_in.connect(self.page.zoom_in)
        self.tools.zoom_out.connect(self.page.zoom_out)
        self.tools.fit.connect(self.page.fit)
        self.tools.rotate.connect(self.page.rotate)
        self.tools.boxes.connect(self.page.set_boxes_shown)
        self.tools.swap.connect(self._swap_sides)
        self.chips.chosen.connect(
            lambda state: presenter.next_of_state(self._focused or self._last_focused, FieldState(state))
        )

    def _bind_keys(self) -> None:
        presenter = self.presenter
        for keys, action in (
            ("Ctrl+Return", self._confirm),
            ("Ctrl+Enter", self._confirm),
            ("Alt+Left", self._previous),
            ("Alt+Right", self._next),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", presenter.redo_edit),
            ("Ctrl+Y", presenter.redo_edit),
            ("Ctrl+S", self._save),
            ("Ctrl+E", self._export),
            ("Ctrl+Del", self._ask_delete),
            ("Ctrl+0", self.page.fit),
            ("Ctrl++", self.page.zoom_in),
            ("Ctrl+=", self.page.zoom_in),
            ("Ctrl+-", self.page.zoom_out),
            ("Ctrl+R", self.page.rotate),
            ("Ctrl+B", self.tools.toggle_boxes),
            ("F2", self._edit),
            *((f"Alt+{n}", lambda n=n: self.form.choose_reading(n)) for n in range(1, 10)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # -- what is shown

    def _show_document(self, document: ReviewDocument) -> None:
        self._remove_summary()
        self._focused = self._last_focused = ""
        self.form.forget_typing()
        self.message.hide()
        pages = len(document.page_sizes)
        self.page.set_document(document.page_sizes, "" if pages else _no_pages(document))
        if pages:
            self.page.expect_page_image(1, self.presenter.pixels_per_point)
        self.thumbnails.set_document(pages)
        for widget in (self.thumbnails, self._pages_rule, self.tools):
            widget.setVisible(pages > 0)
        self._show_values(document)
        self.thumbnails.show_current(1)
        self.side.verticalScrollBar().setValue(0)
        # The form lays itself out first, so that the focus finds widgets that are really there.
        QTimer.singleShot(0, self, lambda: self._focus_first(document.row.id))

    def _focus_first(self, document_id: UUID) -> None:
        """The first value to check; else the button that confirms; else the first value."""
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
        locked = read_only(document)
        unread = document.row.in_work or document.row.error is not None
        built = self.form.set_fields(form_fields(document), read_only=locked, pending=unread)
        built |= self._show_tables(document, locked)
        if built:
            self._order_tabs()
        self.findings.show_findings([(finding, _suggested(finding)) for finding in document.findings])
        boxes = [
            PageBox(pointer, evidence.page, evidence.box, state, label)
            for pointer, evidence, state, label in boxed(document)
            if evidence.page is not None and evidence.box is not None
        ]
        self.page.set_boxes(boxes)
        to_check = Counter(box.page for box in boxes if box.state in TO_CHECK)
        self.thumbnails.set_to_check([to_check[page] for page in range(1, len(document.page_sizes) + 1)])
        if self._focused:
            self.page.focus_box(self._focused)
        count = self.presenter.count
        self.chips.setVisible(not unread)
        self.chips.show_counts(
            count(FieldState.NEEDS_LOOK), _failed_rules(document), count(FieldState.NOT_FOUND)
        )
        self._show_notice(document)
        self._show_buttons()

    def _show_tables(self, document: ReviewDocument, locked: bool) -> bool:
        rows = item_tables(document)
        built = [table.name for table in rows] != list(self.tables)
        if built:
            for old in self.tables.values():
                self._tables.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.tables = {table.name: self._make_table(table) for table in rows}
        totals = printed_totals(document)
        for table in rows:
            self.tables[table.name].set_rows(table, read_only=locked, totals=totals)
        return built

    def _order_tabs(self) -> None:
        """Fields in the order of the plan, then the tables, then reset, save, confirm."""
        order: list[QWidget] = [*self.form.editors()]
        order += [table.view for table in self.tables.values()]
        order += [*self.bottom.buttons]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _make_table(self, rows: ItemRows) -> ItemTable:
        table, name, presenter = ItemTable(self), rows.name, self.presenter
        table.cell_edited.connect(self._typed)
        table.row_added.connect(lambda at: presenter.add_row(name, at))
        table.row_duplicated.connect(lambda at: presenter.duplicate_row(name, at))
        table.rows_removed.connect(lambda chosen: presenter.remove_rows(name, chosen))
        table.focused.connect(self._field_focused)
        table.hovered.connect(self.page.hover_box)
        table.enter_pressed.connect(self._enter)
        table.pasted.connect(self._pasted)
        table.problem.connect(lambda text: self.message.say("triangle-alert", text, Tone.WARN))
        self._tables.addWidget(table)
        return table

    def _show_notice(self, document: ReviewDocument) -> None:
        row = document.row
        if row.error is not None:
            self.notice.say("circle-x", f"{row.error.title}. {row.error.message}", Tone.BAD)
        elif row.in_work:
            self.notice.say(
                "loader-circle", "This document is still being read. Its fields come by themselves."
            )
        elif document.conflict is not None:
            self.notice.say(
                "arrow-right-left",
                "This document was changed in two places. Your changes wait until you have chosen.",
                Tone.WARN,
                "Compare…",
            )
        elif document.confirmed:
            self.notice.say("circle-check", "Confirmed. Un-confirm it to change something.", Tone.OK)
        else:
            self.notice.hide()

    def _show_buttons(self) -> None:
        document = self.presenter.document
        if document is None:
            return
        self.top.show_document(document.row, self.presenter.queue.title, self.presenter.place)
        self.top.show_kept("Draft kept" if document.edited else "")
        self.bottom.show_state(
            edited=document.edited,
            confirmed=document.confirmed,
            failed=document.row.error is not None,
            can_confirm=not document.confirmed and not document.row.in_work,
            busy=self.presenter.busy,
        )

    def _page_ready(self, number: int, picture: PageImage, pixels_per_point: float) -> None:
        image = _image(picture)
        self.page.set_page_image(number, image, pixels_per_point)
        if not self.thumbnails.has_image(number):
            # The page is painted first.
            QTimer.singleShot(0, self.thumbnails, lambda: self._show_thumbnail(number, image))

    def _show_thumbnail(self, number: int, image: QImage) -> None:
        if self.page.shows(number, image):
            self.thumbnails.set_image(number, image)

    def _page_failed(self, number: int, error: IngestError) -> None:
        self.page.set_page_broken(number, error.message)

    def _show_summary(self, summary: QueueSummary) -> None:
        self._remove_summary()
        facts = [("circle-check", f"{summary.confirmed} confirmed")]
        if summary.to_review:
            facts.append(("eye", f"{summary.to_review} to review"))
        if summary.in_progress:
            facts.append(("loader-circle", f"{summary.in_progress} in progress"))
        if summary.error:
            facts.append(("circle-x", plural(summary.error, "error")))
        self._summary = EmptyState(
            "circle-check",
            "That was the last document",
            f"You went through {plural(summary.total, 'document')} of {self.presenter.queue.title}.",
            (
                Button("Back to the batch", ButtonKind.PRIMARY, on_click=self._leave),
                Button("Look again", on_click=self._remove_summary),
            ),
            facts,
            Tone.OK,
        )
        self.splitter.hide()
        self.bottom.hide()
        self._body.insertWidget(2, self._summary, 1)
        self._summary.setFocus()

    def _remove_summary(self) -> None:
        if self._summary is not None:
            self._body.removeWidget(self._summary)
            self._summary.hide()
            self._summary.deleteLater()
            self._summary = None
        self.splitter.show()
        self.bottom.show()

    def _show_error(self, error: IngestError) -> None:
        self.message.say("circle-x", f"{error.title}. {error.message}", Tone.BAD)

    # -- what a person does

    def focus_pointer(self, pointer: str) -> None:
        """Move the focus to a field or cell, and the page to its box."""
        if not self.form.focus_field(pointer):
            for table in self.tables.values():
                if table.focus_cell(pointer):
                    break
        self._field_focused(pointer)

    def _field_focused(self, pointer: str) -> None:
        self._focused = self._last_focused = pointer
        self.page.focus_box(pointer)
        editor = self.form.focused_pointer()
        if editor:
            self.side.ensureWidgetVisible(self.form.editor(editor), 0, 80)

    def _field_left(self, pointer: str) -> None:
        self.presenter.end_typing()
        if self._focused == pointer:
            self._focused = ""

    def _typed(self, pointer: str, text: str) -> None:
        try:
            self.presenter.set_value(pointer, text)
        except ValueProblem as problem:
            self.form.show_problem(pointer, str(problem))
        else:
            self.form.show_problem(pointer, "")
            self.message.hide()

    def _pasted(self, texts: dict[str, str]) -> None:
        try:
            self.presenter.set_values(texts)
        except ValueProblem as problem:
            self.message.say("triangle-alert", f"Nothing was pasted. {problem}", Tone.WARN)
        else:
            self.message.hide()

    def _next(self) -> None:
        if self._finish_cell():
            self.presenter.next()

    def _previous(self) -> None:
        if self._finish_cell():
            self.presenter.previous()

    def _undo(self) -> None:
        pointer = self.form.unfit_pointer()
        if pointer:
            # A text that is no value was never a change: it is what is undone first.
            self.form.restore(pointer)
        else:
            self.presenter.undo()

    def _finish_cell(self) -> bool:
        """Take what stands in an open cell; False where it can't be its value."""
        self.presenter.end_typing()
        return all(table.finish_editing() for table in self.tables.values())

    def _enter(self, pointer: str, back: bool) -> None:
        self.presenter.end_typing()
        if back:
            self.presenter.previous_to_check(pointer)
        elif not self.presenter.next_to_check(pointer):
            self.bottom.focus_confirm()

    def _edit(self) -> None:
        for table in self.tables.values():
            if table.focused_pointer():
                table.edit_current()
                return
        if self._last_focused:
            self.form.focus_field(self._last_focused)

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
        """Whether every text is a value; else the focus goes to the one that isn't."""
        if not self._finish_cell():
            return False
        pointer = self.form.unfit_pointer()
        if pointer:
            self.focus_pointer(pointer)
        return not pointer

    def _confirm(self) -> None:
        document = self.presenter.document
        if document is None or self._summary is not None:
            return
        if read_only(document):
            self.presenter.next()
            return
        if not self._all_fit():
            return
        self.presenter.end_typing()
        failed = _failed_rules(document)
        if failed and document.conflict is None:
            self._ask(
                "Confirm with failed rules?",
                f"{plural(failed, 'rule')} failed in this document. Confirm it all the same?",
                "Confirm",
                self.presenter.confirm_and_next,
            )
        else:
            self.presenter.confirm_and_next()

    def _ask_reset(self) -> None:
        self._ask(
            "Throw changes away?",
            "Your unsaved changes to this document will be gone.",
            "Reset",
            self.presenter.reset,
        )

    def _ask_redo(self) -> None:
        self._ask(
            "Extract again?",
            "What was read, and your changes to it, will be replaced.",
            "Extract again",
            self.presenter.redo,
        )

    def _ask_delete(self) -> None:
        document = self.presenter.document
        if document is not None:
            self._ask(
                "Delete this document?",
                f"{document.row.filename} and what was read from it will be deleted. "
                "Your own file stays where it is.",
                "Delete",
                self.presenter.delete,
            )

    def _export(self) -> None:
        document = self.presenter.document
        if document is not None:
            self.export_wanted.emit(document.row.id)

    def _compare(self) -> None:
        document = self.presenter.document
        if document is not None and document.conflict is not None:
            self._ask_conflict(document.conflict)

    def _ask_conflict(self, conflict: Conflict) -> None:
        document = self.presenter.document
        if document is None or self.findChild(ConflictDialog) is not None:
            return
        dialog = ConflictDialog(conflict, document.row.filename, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = document.row.id
        dialog.settled.connect(lambda mine: self.presenter.settle(mine) if self._is_on(here) else None)
        dialog.open()

    def _is_on(self, document_id: UUID) -> bool:
        document = self.presenter.document
        return document is not None and document.row.id == document_id

    def _leave(self) -> None:
        if not self._finish_cell():
            return
        self._remove_summary()
        self.back_wanted.emit()

    def _ask(self, title: str, text: str, action: str, then: Callable[[], None]) -> None:
        document = self.presenter.document
        if document is None or self.findChild(QMessageBox) is not None:
            return
        here = document.row.id
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(yes)
        # The answer is for the document that was asked about: another one may have come meanwhile.
        yes.clicked.connect(lambda: then() if self._is_on(here) else None)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), box).activated.connect(yes.click)
        box.open()

    def _swap_sides(self) -> None:
        second = self.splitter.widget(1)
        if second is not None:
            self.splitter.insertWidget(0, second)

    # -- Qt

    def event(self, event: QEvent) -> bool:
        # The window's own F6 goes round its parts; here it goes between page and fields.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F6
        ):
            event.accept()
            return True
        return super().event(event)

    def _change_side(self) -> None:
        if self.page.hasFocus() and self._last_focused:
            self.focus_pointer(self._last_focused)
        elif self.page.hasFocus():
            self.bottom.focus_confirm()
        else:
            self.page.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() == Qt.Key.Key_F6:
            self._change_side()
        elif event.text() == "?":
            self.help_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bottom.show_hints(self.width() >= _NARROW)
        QTimer.singleShot(0, self, self._place_tools)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _place_tools(self) -> None:
        size = self.tools.sizeHint()
        self.tools.setGeometry(
            (self.page.width() - size.width()) // 2,
            self.page.height() - size.height() - 16,
            size.width(),
            size.height(),
        )
        self.tools.raise_()


def _suggested(finding: Finding) -> str:
    return shown(finding.suggestion.value, FieldType.AMOUNT) if finding.suggestion else ""


def _failed_rules(document: ReviewDocument) -> int:
    return sum(finding.severity is not Severity.INFO for finding in document.findings)


def _image(picture: PageImage) -> QImage:
    # A copy: Qt keeps no hold of the bytes that it is given.
    return QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    ).copy()


def _no_pages(document: ReviewDocument) -> str:
    if document.row.error is not None:
        return "This file could not be read, so there is no page to show."
    if document.row.page_count == 0:
        return "This invoice is data only: it was read from its XML and has no page to show."
    return "The pages come when this document has been read."
