"""The review screen: puts page, fields, tables and queue together and connects them to the presenter."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.review import Conflict, QueueSummary, ReviewDocument
from ingestio_desktop.presenters.review import TO_CHECK, ReviewPresenter
from ingestio_desktop.presenters.review_fields import ItemRows, boxed, form_fields, item_tables
from ingestio_desktop.presenters.values import ValueProblem, shown
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, plural
from ingestio_desktop.windows.review.chrome import (
    BottomBar,
    FindingCard,
    PageTools,
    StateChips,
    Thumbnails,
    TopBar,
)
from ingestio_desktop.windows.review.conflict import ConflictDialog
from ingestio_desktop.windows.review.field_form import FieldForm
from ingestio_desktop.windows.review.item_table import ItemTable
from ingestio_desktop.windows.review.page_view import PageBox, PageView
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.page import Banner, EmptyState
from ingestio_desktop.windows.widgets.text import Label, Rule, StyledWidget
from ingestio_desktop.workers.pages import PageImage

_NARROW: Final = 1180
_SIDES: Final = (828, 612)
"""Page and fields, in pixels, before the person moves the splitter."""
_SUM_ROLES: Final = ("subtotal", "total")


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
        self._notice = Banner("info", "", tone=Tone.NEUTRAL)
        self._findings = QVBoxLayout()
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
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label("Fields", TextStyle.HEADING))
        head.addStretch(1)
        head.addWidget(self.chips)
        self._findings.setSpacing(8)
        self._tables.setSpacing(16)
        column.addWidget(self._notice)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addLayout(self._tables)
        column.addLayout(self._findings)
        column.addStretch(1)
        self._notice.hide()
        self.side = QScrollArea()
        self.side.setObjectName("reviewSide")
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setMinimumWidth(440)
        self.side.setWidget(data)
        left = QWidget()
        pages = QHBoxLayout(left)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        pages.addWidget(self.thumbnails)
        pages.addWidget(Rule(vertical=True))
        pages.addWidget(self.page, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("reviewSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.side)
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
        presenter.page_failed.connect(lambda page, error: self.page.set_page_broken(page, error.message))
        presenter.focus_wanted.connect(self.focus_pointer)
        presenter.queue_ended.connect(self._show_summary)
        presenter.failed.connect(self._show_error)
        presenter.busy_changed.connect(lambda _busy: self._show_buttons())
        presenter.conflict_found.connect(self._ask_conflict)
        presenter.closed.connect(self.back_wanted)
        self.top.back.connect(self._leave)
        self.top.previous.connect(presenter.previous)
        self.top.following.connect(presenter.next)
        self.top.redo.connect(self._ask_redo)
        self.top.delete.connect(self._ask_delete)
        self.top.export.connect(self._export)
        self.bottom.save.connect(self._save)
        self.bottom.reset.connect(self._ask_reset)
        self.bottom.confirm.connect(self._confirm)
        self.bottom.unconfirm.connect(presenter.unconfirm)
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
            ("Alt+Left", presenter.previous),
            ("Alt+Right", presenter.next),
            ("Ctrl+Z", presenter.undo),
            ("Ctrl+Shift+Z", presenter.redo_edit),
            ("Ctrl+Y", presenter.redo_edit),
            ("Ctrl+S", self._save),
            ("Ctrl+E", self._export),
            ("Ctrl+Del", self._ask_delete),
            ("Ctrl+0", self.page.fit),
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
        self._focused = ""
        self.form.forget_typing()
        empty = "" if document.page_sizes else _no_pages(document)
        self.page.set_document(document.page_sizes, empty)
        if document.page_sizes:
            self.page.expect_page_image(1, self.presenter.pixels_per_point)
        self._show_values(document)
        self.side.verticalScrollBar().setValue(0)
        first = next((p for p in self.presenter.pointers() if self.presenter.state(p) in TO_CHECK), None)
        wanted = first or next(iter(self.presenter.pointers()), "")
        # The form lays itself out first, so that the focus finds widgets that are really there.
        QTimer.singleShot(0, self, lambda: self.focus_pointer(wanted) if wanted else None)

    def _show_values(self, document: ReviewDocument) -> None:
        read_only = document.confirmed or document.row.in_work
        fields = form_fields(document)
        self.form.set_fields(fields, read_only=read_only)
        self._show_tables(document, read_only=read_only)
        self._show_findings(document)
        boxes = [
            PageBox(pointer, evidence.page, evidence.box, state, label)
            for pointer, evidence, state, label in boxed(document)
            if evidence.page is not None and evidence.box is not None
        ]
        self.page.set_boxes(boxes)
        if not self.thumbnails.count() or self.thumbnails.count() != len(document.page_sizes):
            to_check = [
                sum(box.page == page and box.state in TO_CHECK for box in boxes)
                for page in range(1, len(document.page_sizes) + 1)
            ]
            self.thumbnails.set_pages(to_check)
        if self._focused:
            self.page.focus_box(self._focused)
        self.chips.show_counts(
            *(
                self.presenter.count(state)
                for state in (FieldState.NEEDS_LOOK, FieldState.RULE_FAILED, FieldState.NOT_FOUND)
            )
        )
        self._show_notice(document)
        self._show_buttons()

    def _show_tables(self, document: ReviewDocument, *, read_only: bool) -> None:
        rows = item_tables(document)
        if [table.name for table in rows] != list(self.tables):
            for old in self.tables.values():
                self._tables.removeWidget(old)
                old.deleteLater()
            self.tables = {table.name: self._make_table(table) for table in rows}
        for table in rows:
            self.tables[table.name].set_rows(
                table, read_only=read_only, printed_total=_printed_total(document)
            )

    def _make_table(self, rows: ItemRows) -> ItemTable:
        table, name, presenter = ItemTable(self), rows.name, self.presenter
        table.cell_edited.connect(self._typed)
        table.row_added.connect(lambda at: presenter.add_row(name, at))
        table.row_duplicated.connect(lambda at: presenter.duplicate_row(name, at))
        table.rows_removed.connect(lambda chosen: presenter.remove_rows(name, chosen))
        table.focused.connect(self._field_focused)
        table.hovered.connect(self.page.hover_box)
        table.problem.connect(lambda text: self._say("triangle-alert", text, Tone.WARN))
        self._tables.addWidget(table)
        return table

    def _show_findings(self, document: ReviewDocument) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for finding in document.findings:
            value = shown(finding.suggestion.value, FieldType.AMOUNT) if finding.suggestion else ""
            card = FindingCard(finding, value)
            card.opened.connect(self.focus_pointer)
            card.suggestion_used.connect(self.presenter.use)
            self._findings.addWidget(card)

    def _show_notice(self, document: ReviewDocument) -> None:
        row = document.row
        if row.error is not None:
            self._say("circle-x", row.error.message, Tone.BAD)
        elif row.in_work:
            self._say("loader-circle", "This document is still being read. Its fields come by themselves.")
        elif document.confirmed:
            self._say("circle-check", "Confirmed. Un-confirm it to change something.", Tone.OK)
        else:
            self._notice.hide()

    def _say(self, icon: str, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        self._notice.set_content(icon, text, (), tone)
        self._notice.show()

    def _show_buttons(self) -> None:
        document = self.presenter.document
        if document is None:
            return
        self.top.show_document(document.row, self.presenter.queue.title, self.presenter.place)
        self.top.show_kept("Draft kept" if document.edited else "")
        self.bottom.show_state(
            edited=document.edited,
            confirmed=document.confirmed,
            can_confirm=document.can_confirm or (document.edited and not document.row.in_work),
            busy=self.presenter.busy,
        )

    def _page_ready(self, number: int, picture: PageImage, pixels_per_point: float) -> None:
        image = QImage(
            picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
        ).copy()
        self.page.set_page_image(number, image, pixels_per_point)
        self.thumbnails.set_image(number, image)

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
            self._summary.deleteLater()
            self._summary = None
        self.splitter.show()
        self.bottom.show()

    def _show_error(self, error: IngestError) -> None:
        self._say("circle-x", f"{error.title}. {error.message}", Tone.BAD)

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
        pointer = self.form.unfit_pointer()
        if pointer:
            self.focus_pointer(pointer)
        return not pointer

    def _confirm(self) -> None:
        document = self.presenter.document
        if document is None or document.confirmed:
            self.presenter.next()
            return
        if not self._all_fit():
            return
        self.presenter.end_typing()
        failed = self.presenter.count(FieldState.RULE_FAILED)
        if failed:
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

    def _ask_conflict(self, conflict: Conflict) -> None:
        document = self.presenter.document
        if document is None or self.findChild(ConflictDialog) is not None:
            return
        dialog = ConflictDialog(conflict, document.row.filename, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.settled.connect(self.presenter.settle)
        dialog.open()

    def _leave(self) -> None:
        self.presenter.end_typing()
        self._remove_summary()
        self.back_wanted.emit()

    def _ask(self, title: str, text: str, action: str, then: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(yes)
        box.accepted.connect(then)
        box.open()

    def _swap_sides(self) -> None:
        second = self.splitter.widget(1)
        if second is not None:
            self.splitter.insertWidget(0, second)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
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


def _printed_total(document: ReviewDocument) -> str:
    for role in _SUM_ROLES:
        field = next((field for field in document.plan.scalars if field.role == role), None)
        value = document.data.get(field.name) if field else None
        if field is not None and value is not None:
            return f"{field.label} {shown(value, field.type)}"
    return ""


def _no_pages(document: ReviewDocument) -> str:
    if document.row.page_count == 0:
        return "This invoice is data only: it was read from its XML and has no page to show."
    return "The pages come when this document has been read."
