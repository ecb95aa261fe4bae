"""The documents of a batch: figures, tabs, table, selection bar, previews."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.sentences import label_said
from ingestio_desktop.store.rows import BatchRow, DocumentCounts, DocumentRow, DocumentTab
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.batches.copies_banner import CopiesBanner
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.documents_table import DocumentsTable
from ingestio_desktop.windows.batches.empty import Message
from ingestio_desktop.windows.batches.figures import Figures
from ingestio_desktop.windows.batches.line_items import LineItemsPopover
from ingestio_desktop.windows.batches.offline import OfflineBanner
from ingestio_desktop.windows.batches.selection_bar import HEIGHT, SelectionBar
from ingestio_desktop.windows.batches.view_switch import LIST, view_switch
from ingestio_desktop.windows.keys import is_key, key_of
from ingestio_desktop.windows.widgets import (
    Card,
    Choice,
    ColumnStates,
    Look,
    SearchField,
    Segmented,
    SkeletonRows,
)
from ingestio_desktop.windows.widgets.buttons import menu_text

_TABS: Final = {
    DocumentTab.ALL: QT_TR_NOOP("All"),
    DocumentTab.IN_PROGRESS: QT_TR_NOOP("In progress"),
    DocumentTab.TO_REVIEW: QT_TR_NOOP("To review"),
    DocumentTab.CONFIRMED: QT_TR_NOOP("Confirmed"),
    DocumentTab.ERROR: QT_TR_NOOP("Error"),
}


class DocumentsView(QWidget):
    """Everything below the header of a batch once its files are with the service."""

    def __init__(
        self, presenter: BatchDetailPresenter, page: QWidget, states: ColumnStates | None = None
    ) -> None:
        super().__init__(page)
        self.presenter = presenter
        self.offline = OfflineBanner(presenter.try_now)
        self.figures = Figures()
        self.copies = CopiesBanner()
        self.tabs = Segmented(_choices(DocumentCounts()), tr("Documents"), Look.TABS)
        self.search = SearchField(tr("Search documents"), width=216, action="batch.search")
        self.switch = view_switch(LIST)
        self.table = DocumentsTable(states)
        self._empty = Message("search")
        self._skeleton = SkeletonRows()
        self._stack = QStackedWidget()
        self.bar = SelectionBar(page)
        self.preview = LineItemsPopover(page)
        self._selected_all: frozenset[UUID] = frozenset()
        self._beyond: frozenset[UUID] | None = None
        self._arrange()
        self._connect()

    # Layout

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.offline)
        column.addWidget(self.figures)
        column.addWidget(self.copies)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch()
        row.addWidget(self.search)
        row.addWidget(self.switch)
        column.addLayout(row)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        empty = self._empty
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
        presenter.rows_removed.connect(self._remove)
        presenter.copies_changed.connect(self.copies.show_copies)
        self.copies.fetch_asked.connect(presenter.fetch_files)
        self.figures.redo_asked.connect(self.ask_redo_failed)
        table.entered.connect(presenter.keep_still)
        self._empty.action.clicked.connect(self._go_on)
        presenter.counts_changed.connect(self._show_counts)
        presenter.line_items_ready.connect(self._show_items)
        presenter.all_selected.connect(self._select_all)
        self.bar.confirm_asked.connect(self.confirm)
        self.bar.redo_asked.connect(self.ask_redo)
        self.bar.export_asked.connect(lambda: presenter.export(self.selected()))
        self.bar.delete_asked.connect(self.ask_delete)
        self.bar.cancel_asked.connect(self.cancel)
        self.bar.all_asked.connect(presenter.select_all)
        self.bar.clear_asked.connect(self.clear_selection)

    # What is shown

    def start(self) -> None:
        """Another batch is being read: nothing of the last one stays."""
        self.tabs.set_current(DocumentTab.ALL.value)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._select_beyond(frozenset())
        self.copies.clear()
        self.table.rows.set_rows(())
        self.table.rows.set_checked(self.table.rows.checked, False)
        self._stack.setCurrentWidget(self._pages[2])
        self._skeleton.start()

    def selected(self) -> tuple[UUID, ...]:
        """The ids of the checked documents, those not loaded too."""
        return (*self._selected_here(), *self._selected_beyond())

    def _selected_here(self) -> list[UUID]:
        rows = self.table.rows
        if not rows.checked_count:
            return []
        every = rows.checked_count == len(rows.rows)
        return [row.id for row in rows.rows if every or rows.has_checked(row.id)]

    def _selected_beyond(self) -> frozenset[UUID]:
        """Those that are not loaded; the same set until another one is."""
        if self._beyond is None:
            loaded = {row.id for row in self.table.rows.rows} if self._selected_all else set()
            self._beyond = self._selected_all - loaded
        return self._beyond

    def _select_beyond(self, ids: frozenset[UUID]) -> None:
        self._selected_all, self._beyond = ids, None

    def targets(self) -> tuple[UUID, ...]:
        """The checked documents, else the one that has the focus."""
        chosen = self.selected()
        row = self.table.current_row()
        return chosen or ((row.id,) if row is not None else ())

    def clear_selection(self) -> None:
        """Esc."""
        self._select_beyond(frozenset())
        self.table.rows.set_checked(self.table.rows.checked, False)
        self.table.setFocus()

    def _show_batch(self, row: BatchRow) -> None:
        plan = row.field_plan
        first = next(iter(plan.scalars), None) if plan is not None else None
        self.table.set_first_label(label_said(first.label) if first is not None else tr("First field"))
        self.figures.show_batch(row)
        self.show_status()

    def show_status(self) -> None:
        """Whether the service can be asked."""
        presenter = self.presenter
        self.offline.show_status(presenter.status, presenter.offline_since)
        self.copies.show_copies(offline=presenter.offline)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.keep_still(False)

    def _show_counts(self, counts: DocumentCounts) -> None:
        self.tabs.set_choices(_choices(counts))
        self.figures.show_counts(counts, self.presenter.seconds_left)
        self._selection_changed()

    def _reset(self, rows: tuple[DocumentRow, ...]) -> None:
        # What is not on this list is not done anything with.
        self._select_beyond(frozenset())
        current, place = self.table.current_row(), self.table.verticalScrollBar().value()
        self.table.rows.set_rows(rows)
        if current is not None and self.table.rows.place_of(current.id) >= 0:
            self.table.setCurrentIndex(self.table.rows.index(self.table.rows.place_of(current.id), 0))
            self.table.verticalScrollBar().setValue(place)
        self._skeleton.stop()
        self._show_rows(bool(rows))

    def _show_rows(self, some: bool) -> None:
        self._stack.setCurrentWidget(self._pages[0 if some else 1])
        if not some:
            self._describe_empty()

    def _remove(self, ids: frozenset[UUID]) -> None:
        self._select_beyond(self._selected_all - ids)
        self.table.rows.remove_keys(ids)
        self._show_rows(self.table.rows.rowCount() > 0)

    def _add(self, rows: tuple[DocumentRow, ...]) -> None:
        self._select_beyond(self._selected_all)
        self.table.rows.append_rows(rows)
        self.table.rows.set_checked(row.id for row in rows if row.id in self._selected_all)

    def _describe_empty(self) -> None:
        words, tab = self.presenter.query.search, self.presenter.query.tab
        counts = self.presenter.counts
        if words:
            title = tr("No document is called “{words}”", words=words)
            text, action = tr("Nothing of it was read as a first field either."), tr("Clear search")
        elif tab is DocumentTab.TO_REVIEW and counts.confirmed and not counts.in_progress:
            title = tr("Nothing to review")
            text, action = tr("All %n document(s) are confirmed.", "", counts.confirmed), tr("Export as…")
        else:
            title, text, action = tr(_EMPTY[tab][0]), tr(_EMPTY[tab][1]), ""
        self._empty.show_text(title, text, action)

    def _go_on(self) -> None:
        """The one way on that the empty list offers."""
        if self.presenter.query.search:
            self.search.clear()
            self.presenter.set_search("")
        else:
            self.presenter.export()

    def _selection_changed(self) -> None:
        chosen = self.presenter.selection_of_list(self._selected_here(), self._selected_beyond())
        total = self.presenter.counts.of(self.presenter.query.tab)
        self.bar.show_selection(chosen, max(total, chosen.count), len(self.table.rows.rows))
        # As much room below the last row as the bar takes, so that it is never hidden.
        self._card.body.setContentsMargins(1, 1, 1, HEIGHT + 24 if chosen.count else 1)

    def _select_all(self, ids: frozenset[UUID]) -> None:
        self._select_beyond(ids)
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

    def cancel(self) -> None:
        """Stop what is selected and being read."""
        self.presenter.cancel_documents(self.targets())
        self.clear_selection()

    def ask_redo(self, ids: tuple[UUID, ...] = ()) -> None:
        """Read again, after asking."""
        chosen = ids or self.targets()
        if self.presenter.can_redo(chosen):
            self._ask_redo(
                tr("Read %n document(s) again?", "", len(chosen)), lambda: self.presenter.redo(chosen)
            )

    def ask_redo_failed(self) -> None:
        """Read all that failed again, after asking."""
        failed = self.presenter.counts.error
        title = tr("Read %n document(s) again that failed?", "", failed)
        self._ask_redo(title, self.presenter.redo_failed)

    def _ask_redo(self, title: str, redo: Callable[[], object]) -> None:
        text = tr(
            "The new reading replaces what was read, and what you changed by hand, once it is there. "
            "Where it fails, they stay."
        )
        ask(self, title, text, tr("Read again"), redo)

    def ask_delete(self, ids: tuple[UUID, ...] = ()) -> None:
        """Delete: one at once, for it can be undone; several after asking, and that can be undone too."""
        chosen = ids or self.targets()
        if len(chosen) == 1:
            self._delete(chosen)
        elif chosen:
            ask(
                self,
                tr("Delete %n document(s)?", "", len(chosen)),
                tr("What was read from them is deleted too. Your own files stay where they are."),
                tr("Delete"),
                lambda: self._delete(chosen),
                destructive=True,
            )

    def _delete(self, ids: tuple[UUID, ...]) -> None:
        place = self.table.currentIndex().row()
        self.presenter.delete_documents(ids)
        self.table.rows.set_checked(ids, False)
        self._select_beyond(self._selected_all - frozenset(ids) if self._selected_all else frozenset())
        self.table.setFocus()
        if place >= 0 and place + 1 < self.table.rows.rowCount() and len(ids) == 1:
            self.table.setCurrentIndex(self.table.rows.index(place + 1, 0))

    def _menu_below(self, document_id: UUID) -> None:
        place = self.table.rows.place_of(document_id)
        rect = self.table.visualRect(self.table.rows.index(place, self.table.rows.columnCount() - 1))
        self.menu(document_id).popup(self.table.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom())))

    def menu(self, document_id: UUID) -> QMenu:
        """The menu of a row."""
        presenter, row = self.presenter, self.presenter.row(document_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        icon, one = current_theme().icon, (document_id,)
        can = presenter.selection(one)
        menu.addAction(
            icon("eye"), menu_text(tr("Review"), "Enter"), lambda: presenter.open_document(document_id)
        )
        if row is not None and row.confirmed_at is not None:
            menu.addAction(icon("undo-2"), tr("Un-confirm"), lambda: presenter.unconfirm(one))
        elif can.to_review:
            menu.addAction(
                icon("check"),
                menu_text(tr("Confirm"), key_of("batch.confirm")),
                lambda: presenter.confirm(one),
            )
        export = menu.addAction(
            icon("download"),
            menu_text(tr("Export as…"), key_of("batch.export")),
            lambda: presenter.export(one),
        )
        _allow(export, can.read > 0, tr("Nothing was read from it yet"))
        redo = menu.addAction(icon("rotate-ccw"), tr("Redo…"), lambda: self.ask_redo(one))
        _allow(redo, presenter.can_redo(one), tr("Off while it is queued or in work"))
        if row is not None and row.can_be_stopped:
            menu.addAction(icon("circle-stop"), tr("Cancel"), lambda: presenter.cancel_documents(one))
        menu.addAction(
            icon("folder-open"), tr("Show in folder"), lambda: presenter.show_in_folder(document_id)
        )
        menu.addSeparator()
        sorting = menu.addMenu(icon("arrow-up-down"), tr("Sort by"))
        for section, title in self.table.sections():
            sorting.addAction(title, partial(self.table.header_clicked, section))
        menu.addSeparator()
        menu.addAction(
            icon("trash-2", "bad"),
            menu_text(tr("Delete"), key_of("batch.delete")),
            lambda: self.ask_delete(one),
        )
        return menu

    def _key(self, event: QKeyEvent, document_id: UUID | None) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_A:
            self._check_all()
        elif event.key() == Qt.Key.Key_Escape and self.selected():
            self.clear_selection()
        elif is_key("batch.delete", event) and document_id is not None:
            self.ask_delete()
        else:
            return
        event.accept()

    def _check_all(self) -> None:
        """What is loaded; once more, all documents of the tab."""
        loaded = [row.id for row in self.table.rows.shown_rows()]
        if len(self.table.rows.checked) == len(loaded) and len(self.selected()) < self.presenter.counts.of(
            self.presenter.query.tab
        ):
            self.presenter.select_all()
        else:
            self.table.rows.set_checked(loaded)

    def next_tab(self, step: int) -> None:
        """Another tab, `step` further."""
        keys = list(_TABS)
        place = (keys.index(DocumentTab(self.tabs.current)) + step) % len(keys)
        self.tabs.set_current(keys[place].value)
        self.presenter.set_tab(keys[place])


_EMPTY: Final = {
    DocumentTab.ALL: (QT_TR_NOOP("No documents"), QT_TR_NOOP("All documents of this batch were deleted.")),
    DocumentTab.IN_PROGRESS: (
        QT_TR_NOOP("Nothing in progress"),
        QT_TR_NOOP("All documents of this batch are done."),
    ),
    DocumentTab.TO_REVIEW: (
        QT_TR_NOOP("Nothing to review yet"),
        QT_TR_NOOP("Documents come here as they are read."),
    ),
    DocumentTab.CONFIRMED: (
        QT_TR_NOOP("Nothing confirmed yet"),
        QT_TR_NOOP("Review the documents, or select some and confirm them."),
    ),
    DocumentTab.ERROR: (QT_TR_NOOP("No errors"), QT_TR_NOOP("Every document so far could be read.")),
}


def _allow(action: QAction, allowed: bool, why_not: str) -> None:
    action.setEnabled(allowed)
    if not allowed:
        action.setToolTip(why_not)


def _choices(counts: DocumentCounts) -> tuple[Choice, ...]:
    return tuple(Choice(tab.value, tr(word), counts.of(tab)) for tab, word in _TABS.items())
