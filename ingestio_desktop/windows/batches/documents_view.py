"""The documents of a batch: figures, tabs, table, selection bar, previews."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.store.rows import BatchRow, DocumentCounts, DocumentRow, DocumentTab
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import exact_time, number, plural, relative_time
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.documents_table import DocumentsTable
from ingestio_desktop.windows.batches.line_items import LineItemsPopover
from ingestio_desktop.windows.batches.selection_bar import HEIGHT, SelectionBar
from ingestio_desktop.windows.widgets import (
    Card,
    Choice,
    EmptyState,
    Label,
    Look,
    Part,
    ProgressBar,
    Rule,
    SearchField,
    Segmented,
    SkeletonRows,
    batch_tip,
)
from ingestio_desktop.windows.wizard.prompts_step import STRATEGIES

_WIDE: Final = 860
_TABS: Final = {
    DocumentTab.ALL: "All",
    DocumentTab.IN_PROGRESS: "In progress",
    DocumentTab.TO_REVIEW: "To review",
    DocumentTab.CONFIRMED: "Confirmed",
    DocumentTab.ERROR: "Error",
}


class DocumentsView(QWidget):
    """Everything below the header of a batch once its files are with the service."""

    def __init__(self, presenter: BatchDetailPresenter, page: QWidget) -> None:
        super().__init__(page)
        self.presenter = presenter
        self.figures = _Figures()
        self.tabs = Segmented(_choices(DocumentCounts()), "Documents", Look.TABS)
        self.search = SearchField("Search documents", "Ctrl+F", 216)
        self.table = DocumentsTable()
        self._empty = EmptyState("search", "", " ")
        self._skeleton = SkeletonRows()
        self._stack = QStackedWidget()
        self.bar = SelectionBar(page)
        self.preview = LineItemsPopover(page)
        self._selected_all: frozenset[UUID] = frozenset()
        self._arrange()
        self._connect()

    # Layout

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.figures)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch()
        row.addWidget(self.search)
        column.addLayout(row)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        empty = Card()
        empty.body.addWidget(self._empty)
        loading = Card(padding=1)
        loading.body.addWidget(self._skeleton)
        loading.body.addStretch()
        self._card = card
        self._pages = (card, empty, loading)
        for page in self._pages:
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        presenter, table = self.presenter, self.table
        self.tabs.chosen.connect(lambda key: presenter.set_tab(DocumentTab(key)))
        self.search.searched.connect(presenter.set_search)
        self.search.down_asked.connect(table.setFocus)
        table.sort_asked.connect(presenter.set_sort)
        table.end_near.connect(presenter.more)
        table.opened.connect(presenter.open_document)
        table.items_asked.connect(presenter.ask_line_items)
        table.action_asked.connect(lambda _key, document_id: self._menu_below(document_id))
        table.menu_asked.connect(lambda document_id, where: self.menu(document_id).popup(where))
        table.key_pressed.connect(self._key)
        table.rows.counts_changed.connect(self._selection_changed)
        presenter.batch_changed.connect(self._show_batch)
        presenter.rows_reset.connect(self._reset)
        presenter.rows_added.connect(self._add)
        presenter.rows_changed.connect(table.rows.update_rows)
        presenter.rows_removed.connect(table.rows.remove_keys)
        presenter.counts_changed.connect(self._show_counts)
        presenter.line_items_ready.connect(self._show_items)
        presenter.all_selected.connect(self._select_all)
        self.bar.confirm_asked.connect(self.confirm)
        self.bar.redo_asked.connect(self.ask_redo)
        self.bar.export_asked.connect(lambda: presenter.export(self.selected()))
        self.bar.delete_asked.connect(self.ask_delete)
        self.bar.all_asked.connect(presenter.select_all)
        self.bar.clear_asked.connect(self.clear_selection)

    # What is shown

    def start(self) -> None:
        """Another batch is being read: nothing of the last one stays."""
        self.tabs.set_current(DocumentTab.ALL.value)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._selected_all = frozenset()
        self.table.rows.set_rows(())
        self.table.rows.set_checked(self.table.rows.checked, False)
        self._stack.setCurrentWidget(self._pages[2])
        self._skeleton.start()

    def selected(self) -> tuple[UUID, ...]:
        """The ids of the checked documents, those not loaded too."""
        rows = self.table.rows
        chosen = [row.id for row in rows.rows if row.id in rows.checked]
        return (*chosen, *(self._selected_all - {row.id for row in rows.rows}))

    def targets(self) -> tuple[UUID, ...]:
        """The checked documents, else the one that has the focus."""
        chosen = self.selected()
        row = self.table.current_row()
        return chosen or ((row.id,) if row is not None else ())

    def clear_selection(self) -> None:
        """Esc."""
        self._selected_all = frozenset()
        self.table.rows.set_checked(self.table.rows.checked, False)
        self.table.setFocus()

    def _show_batch(self, row: BatchRow) -> None:
        plan = row.field_plan
        first = next(iter(plan.scalars), None) if plan is not None else None
        self.table.set_first_label(first.label if first is not None else "First field")
        self.figures.show_batch(row)

    def _show_counts(self, counts: DocumentCounts) -> None:
        self.tabs.set_choices(_choices(counts))
        self.figures.show_counts(counts)
        self._selection_changed()

    def _reset(self, rows: tuple[DocumentRow, ...]) -> None:
        # What is not on this list is not done anything with.
        self._selected_all = frozenset()
        current, place = self.table.current_row(), self.table.verticalScrollBar().value()
        self.table.rows.set_rows(rows)
        if current is not None and self.table.rows.place_of(current.id) >= 0:
            self.table.setCurrentIndex(self.table.rows.index(self.table.rows.place_of(current.id), 0))
            self.table.verticalScrollBar().setValue(place)
        self._skeleton.stop()
        self._stack.setCurrentWidget(self._pages[0 if rows else 1])
        if not rows:
            self._describe_empty()

    def _add(self, rows: tuple[DocumentRow, ...]) -> None:
        self.table.rows.append_rows(rows)
        self.table.rows.set_checked(row.id for row in rows if row.id in self._selected_all)

    def _describe_empty(self) -> None:
        words, tab = self.presenter.query.search, self.presenter.query.tab
        counts = self.presenter.counts
        if words:
            title, text = f"No document is called “{words}”", "Press Esc in the search to see all."
        elif tab is DocumentTab.TO_REVIEW and counts.confirmed:
            title, text = "Nothing to review", f"All {number(counts.confirmed)} are confirmed."
        else:
            title, text = _EMPTY[tab]
        self._empty.title.setText(title)
        self._empty.text.setText(text)
        self._empty.text.setVisible(bool(text))

    def _selection_changed(self) -> None:
        chosen = self.selected()
        total = self.presenter.counts.of(self.presenter.query.tab)
        self.bar.show_selection(
            len(chosen),
            max(total, len(chosen)),
            len(self.table.rows.rows),
            can_redo=self.presenter.can_redo(chosen),
        )
        # As much room below the last row as the bar takes, so that it is never hidden.
        self._card.body.setContentsMargins(1, 1, 1, HEIGHT + 24 if chosen else 1)

    def _select_all(self, ids: tuple[UUID, ...]) -> None:
        self._selected_all = frozenset(ids)
        self.table.rows.set_checked(ids)

    def _show_items(self, document_id: UUID, items: object) -> None:
        place = self.table.rows.place_of(document_id)
        if place < 0:
            return
        column = next(i for i, each in enumerate(self.table.rows.columns) if each.key == "items")
        rect = self.table.visualRect(self.table.rows.index(place, column))
        self.preview.show_items(items, self.table.viewport().mapTo(self.window(), rect.bottomRight()))

    # What a person does

    def confirm(self) -> None:
        """Confirm what is selected; can be undone."""
        ids = self.targets()
        if ids:
            self.presenter.confirm(ids)
            self.clear_selection()

    def ask_redo(self, ids: tuple[UUID, ...] = ()) -> None:
        """Read again, after asking."""
        chosen = ids or self.targets()
        if not self.presenter.can_redo(chosen):
            return
        ask(
            self,
            f"Read {plural(len(chosen), 'document')} again?",
            "The new reading replaces what was read, and what you changed by hand, once it is there. "
            "Where it fails, they stay.",
            "Read again",
            lambda: self.presenter.redo(chosen),
        )

    def ask_delete(self, ids: tuple[UUID, ...] = ()) -> None:
        """Delete, after asking."""
        chosen = ids or self.targets()
        if not chosen:
            return
        ask(
            self,
            f"Delete {plural(len(chosen), 'document')}?",
            "What was read from them is deleted too. Your own files stay where they are.",
            "Delete",
            lambda: self.presenter.delete_documents(chosen),
            destructive=True,
        )

    def _menu_below(self, document_id: UUID) -> None:
        place = self.table.rows.place_of(document_id)
        rect = self.table.visualRect(self.table.rows.index(place, self.table.rows.columnCount() - 1))
        self.menu(document_id).popup(self.table.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom())))

    def menu(self, document_id: UUID) -> QMenu:
        """The menu of a row."""
        presenter, row = self.presenter, self.presenter.row(document_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon, one = current_theme().icon, (document_id,)
        confirmed = row is not None and row.confirmed_at is not None
        menu.addAction(icon("eye"), "Review\tEnter", lambda: presenter.open_document(document_id))
        if confirmed:
            menu.addAction(icon("undo-2"), "Un-confirm", lambda: presenter.unconfirm(one))
        menu.addAction(icon("download"), "Export as…", lambda: presenter.export(one))
        redo = menu.addAction(icon("rotate-ccw"), "Redo…", lambda: self.ask_redo(one))
        redo.setEnabled(presenter.can_redo(one))
        if row is not None and row.can_be_stopped:
            menu.addAction(icon("circle-stop"), "Cancel", lambda: presenter.cancel_documents(one))
        menu.addAction(icon("folder-open"), "Show in folder", lambda: presenter.show_in_folder(document_id))
        menu.addSeparator()
        menu.addAction(icon("trash-2", "bad"), "Delete…\tCtrl+Del", lambda: self.ask_delete(one))
        return menu

    def _key(self, event: QKeyEvent, document_id: UUID | None) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_A:
            self.table.rows.set_checked([row.id for row in self.table.rows.shown_rows()])
        elif event.key() == Qt.Key.Key_Escape and self.selected():
            self.clear_selection()
        elif control and event.key() == Qt.Key.Key_Delete and document_id is not None:
            self.ask_delete()
        else:
            return
        event.accept()

    def next_tab(self, step: int) -> None:
        """Ctrl+Tab."""
        keys = list(_TABS)
        place = (keys.index(DocumentTab(self.tabs.current)) + step) % len(keys)
        self.tabs.set_current(keys[place].value)
        self.presenter.set_tab(keys[place])


class _Figures(Card):
    """Progress once as a number, once as a bar whose parts are the legend below it; facts at the right."""

    def __init__(self) -> None:
        super().__init__(padding=0)
        self._percent = Label("0 %", TextStyle.HEADING)
        self._done = Label("", TextStyle.BODY, "muted")
        self.bar = ProgressBar(height=8, name="Progress of the batch")
        self._legend = {
            tab: (_Dot(colour), Label("", TextStyle.SMALL, "muted"))
            for tab, colour in (
                (DocumentTab.CONFIRMED, "ok"),
                (DocumentTab.TO_REVIEW, "warn"),
                (DocumentTab.ERROR, "bad"),
                (DocumentTab.IN_PROGRESS, "line_strong"),
            )
        }
        self._facts = {
            name: Label("–", TextStyle.BUTTON)
            for name in ("Documents", "Pages", "Submitted", "Completed", "Strategy")
        }
        self._names: dict[str, Label] = {}
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the legend of the bar is worth more than these.
        for name in ("Completed", "Strategy"):
            for label in (self._names[name], self._facts[name]):
                label.setVisible(self.width() >= _WIDE)

    def show_batch(self, row: BatchRow) -> None:
        """What the batch itself knows."""
        self._facts["Documents"].setText(number(row.document_count))
        self._facts["Pages"].setText(number(row.total_pages))
        self._facts["Submitted"].setText(relative_time(row.created_at))
        self._facts["Submitted"].setToolTip(exact_time(row.created_at))
        done = row.completed_at
        self._facts["Completed"].setText(relative_time(done) if done is not None else "–")
        self._facts["Completed"].setToolTip(exact_time(done) if done is not None else "")
        self._facts["Strategy"].setText(STRATEGIES[row.strategy.value][0])
        self._why.setText(row.last_error_message or "")
        self._why.setVisible(bool(row.last_error_message))

    def show_counts(self, counts: DocumentCounts) -> None:
        """Parts of the bar and their legend."""
        settled = counts.total - counts.in_progress
        percent = 100 * settled // counts.total if counts.total else 0
        self._percent.setText(f"{percent} %")
        self._done.setText(f"{number(settled)} of {plural(counts.total, 'document')} done")
        parts = [Part(counts.confirmed, "ok"), Part(counts.to_review, "warn"), Part(counts.error, "bad")]
        completed = counts.confirmed + counts.to_review
        self.bar.set_parts(parts, counts.total, batch_tip(completed, counts.error, counts.in_progress))
        for tab, (_dot, label) in self._legend.items():
            count = counts.of(tab)
            word = {"error": "error" if count == 1 else "errors"}.get(tab.value, _TABS[tab].lower())
            label.setText(f"{number(count)} {word}")

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._percent)
        head.addWidget(self._done)
        head.addStretch()
        left.addLayout(head)
        left.addWidget(self.bar)
        legend = QHBoxLayout()
        legend.setSpacing(6)
        for dot, label in self._legend.values():
            legend.addWidget(dot)
            legend.addWidget(label)
            legend.addSpacing(12)
        legend.addStretch()
        left.addLayout(legend)
        self._why = Label("", TextStyle.SMALL, "bad", wrap=True)
        self._why.hide()
        left.addWidget(self._why)
        row.addLayout(left, 1)
        row.addWidget(Rule(vertical=True))
        for name, value in self._facts.items():
            fact = QVBoxLayout()
            fact.setSpacing(6)
            fact.addStretch()
            self._names[name] = Label(name, TextStyle.SMALL, "muted")
            fact.addWidget(self._names[name])
            fact.addWidget(value)
            fact.addStretch()
            row.addLayout(fact)
        self.body.addLayout(row)


class _Dot(QWidget):
    """The colour of a part in the legend; the word beside it says the same."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(8, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().colours.named(self._colour))
        painter.drawEllipse(QRectF(0, 4, 8, 8))


_EMPTY: Final = {
    DocumentTab.ALL: ("No documents", "All documents of this batch were deleted."),
    DocumentTab.IN_PROGRESS: ("Nothing in progress", "All documents of this batch are done."),
    DocumentTab.TO_REVIEW: ("Nothing to review yet", "Documents come here as they are read."),
    DocumentTab.CONFIRMED: (
        "Nothing confirmed yet",
        "Review the documents, or select some and confirm them.",
    ),
    DocumentTab.ERROR: ("No errors", ""),
}


def _choices(counts: DocumentCounts) -> tuple[Choice, ...]:
    return tuple(Choice(tab.value, word, counts.of(tab)) for tab, word in _TABS.items())
