"""The Batches page: search, filter, the table, and what stands in its place."""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ingestio_core.errors import IngestError
from ingestio_desktop.language import QT_TR_NOOP, number, tr
from ingestio_desktop.presenters.batches import FILTERS, BatchesPresenter, ListState
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.batches.batches_table import BatchesTable
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.empty import DropVeil, Message, NoBatches, start_words
from ingestio_desktop.windows.batches.offline import OfflineBanner
from ingestio_desktop.windows.keys import bind_keys, is_key, key_of
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    Choice,
    ColumnStates,
    DropTarget,
    Look,
    Page,
    SearchField,
    Segmented,
    SkeletonRows,
    Toast,
    pasted_paths,
    shadow,
)
from ingestio_desktop.windows.widgets.buttons import menu_text

_FILTER_WORDS: Final = {
    "all": QT_TR_NOOP("All"),
    "in_progress": QT_TR_NOOP("In progress"),
    "completed": QT_TR_NOOP("Completed"),
    "partly": QT_TR_NOOP("Partly completed"),
    "failed": QT_TR_NOOP("Failed"),
    "cancelled": QT_TR_NOOP("Cancelled"),
}
_NONE_WORDS: Final = {
    "all": QT_TR_NOOP("There are no batches"),
    "in_progress": QT_TR_NOOP("No batch is in progress"),
    "completed": QT_TR_NOOP("No batch is completed"),
    "partly": QT_TR_NOOP("No batch is partly completed"),
    "failed": QT_TR_NOOP("No batch failed"),
    "cancelled": QT_TR_NOOP("No batch was cancelled"),
}
_TICK_MS: Final = 30_000


class BatchesPage(Page):
    """`batch_wanted` carries an id, `files_wanted` the paths of a drop."""

    batch_wanted = Signal(object)
    new_wanted = Signal()
    files_wanted = Signal(object)
    watch_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(
        self,
        presenter: BatchesPresenter,
        states: ColumnStates | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`states` keep the table's columns between starts."""
        super().__init__(tr("Batches"), bottom=0, parent=parent)
        self.presenter = presenter
        self.new = Button(tr("New batch"), ButtonKind.PRIMARY, icon="plus", action="new", show_key=True)
        self.header.add_right(self.new)
        self.offline = OfflineBanner(presenter.try_now)
        self.search = SearchField(tr("Search by name or id"), action="batches.search")
        self.filter = Segmented(_choices({}), tr("Status"), Look.PILLS)
        self.table = BatchesTable(presenter, states)
        self.came = Button("", icon="arrow-up", parent=self)
        self._skeleton = SkeletonRows()
        self._empty = NoBatches()
        self._nothing = Message("search")
        self._broken = Message("circle-x", Tone.BAD)
        self._over = self._editing = False
        self._stack = QStackedWidget()
        self._toolbar = QWidget()
        self.toast = Toast(self)
        self._veil = DropVeil(self)
        self._arrange()
        self._connect()
        self._bind_keys()
        # "12 min ago" grows old by itself.
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.table.viewport().update)
        self._tick.start()
        self.show_state(presenter.state)
        self.show_status()
        self.came.hide()
        self.came.setGraphicsEffect(shadow(self.came))
        presenter.begin(*self.table.sort)

    # Layout

    def _arrange(self) -> None:
        self.content.addWidget(self.offline)
        row = QHBoxLayout(self._toolbar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.search)
        row.addWidget(self.filter)
        row.addStretch()
        self.content.addWidget(self._toolbar)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        loading = Card(padding=1)
        loading.body.addWidget(self._skeleton)
        loading.body.addStretch()
        for page in (card, loading, self._empty, self._nothing, self._broken):
            self._stack.addWidget(page)
        self._list, self._loading = card, loading
        self.content.addWidget(self._stack, 1)

    def _connect(self) -> None:
        presenter, table = self.presenter, self.table
        self.new.clicked.connect(self.new_wanted)
        self._empty.new.clicked.connect(self.new_wanted)
        self._empty.watch.clicked.connect(self.watch_wanted)
        self.offline.sign_in_wanted.connect(self.sign_in_wanted)
        self.came.clicked.connect(self._show_waiting)
        self._nothing.action.clicked.connect(self._clear)
        self._broken.action.clicked.connect(presenter.load)
        self.search.searched.connect(presenter.set_search)
        self.search.down_asked.connect(table.setFocus)
        self.filter.chosen.connect(presenter.set_filter)
        table.sort_asked.connect(presenter.set_sort)
        table.end_near.connect(presenter.more)
        table.renamed.connect(presenter.rename)
        table.opened.connect(self.batch_wanted)
        table.action_asked.connect(self._act)
        table.menu_asked.connect(self._show_menu)
        table.key_pressed.connect(self._key)
        table.entered.connect(self._entered)
        table.editing.connect(self._edits)
        self._drops = DropTarget(self, self._veil.show_over, start_words)
        self._drops.dropped.connect(self.files_wanted)
        presenter.rows_reset.connect(self._reset)
        presenter.rows_added.connect(table.rows.append_rows)
        presenter.rows_came.connect(self._came)
        presenter.waiting_changed.connect(self._show_came)
        presenter.rows_changed.connect(table.rows.update_rows)
        presenter.rows_removed.connect(table.rows.remove_keys)
        presenter.state_changed.connect(self.show_state)
        presenter.counts_changed.connect(self._show_counts)
        presenter.status_changed.connect(lambda _status: self.show_status())
        presenter.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        bind_keys(
            self,
            {
                "batches.search": self.search.setFocus,
                "batches.paste": self._paste,
                "batches.undo": self.presenter.undo.undo,
            },
        )

    # What is shown

    def show_state(self, state: ListState) -> None:
        """The list, or what stands in its place."""
        shown: QWidget = self._list
        if state.error is not None:
            self._broken.show_text(
                tr("The batches can't be shown"), said(state.error.message), tr("Try again")
            )
            shown = self._broken
        elif state.loading or (not state.any_at_all and self.presenter.status.fetching is not None):
            # Whoever just signed in has batches that are on their way.
            shown = self._loading
        elif not state.any_at_all:
            shown = self._empty
        elif not state.total:
            shown = self._nothing
            self._describe_nothing()
        self._stack.setCurrentWidget(shown)
        if shown is self._loading:
            self._skeleton.start()
        else:
            self._skeleton.stop()
        empty = shown is self._empty
        self._toolbar.setVisible(not empty)
        self.new.setVisible(not empty)
        self.layout_bottom(20 if empty else 0)

    def layout_bottom(self, margin: int) -> None:
        """The list runs to the window's edge, the empty state keeps its margin."""
        self.content.setContentsMargins(0, 0, 0, margin)

    def show_status(self) -> None:
        """The banner and the greyed states."""
        status = self.presenter.status
        self.offline.show_status(status, self.presenter.offline_since)
        if not self.presenter.state.any_at_all:
            self.show_state(self.presenter.state)
        self.table.viewport().update()

    def set_limits(self, files: int, file_bytes: int) -> None:
        """What the plan allows, for the empty page."""
        self._empty.set_limits(files, file_bytes)

    def _describe_nothing(self) -> None:
        words = self.presenter.query.search
        if words:
            text = tr("Other states are not searched now.") if self.presenter.filter != "all" else ""
            self._nothing.show_text(tr("No batch is called “{words}”", words=words), text, tr("Clear search"))
        else:
            self._nothing.show_text(tr(_NONE_WORDS[self.presenter.filter]), "", tr("Show all"))

    def _reset(self, rows: tuple[BatchRow, ...]) -> None:
        table = self.table
        current, place = table.current_row(), table.verticalScrollBar().value()
        same = table.rows.rowCount() > 0
        table.rows.set_rows(rows)
        if current is not None and table.rows.place_of(current.id) >= 0:
            table.setCurrentIndex(table.rows.index(table.rows.place_of(current.id), 0))
        if same:
            table.verticalScrollBar().setValue(place)

    def _came(self, rows: tuple[BatchRow, ...]) -> None:
        """New ones above: who has scrolled keeps what is on screen where it is."""
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self.table.rows.prepend_rows(rows)
        if place > 0:
            bar.setValue(place + len(rows) * self.table.row_height)

    def _show_came(self, count: int) -> None:
        self.came.setText(tr("Show %n new batch(es)", "", count))
        self.came.setVisible(count > 0)
        self.came.adjustSize()
        top = self.table.mapTo(self, QPoint(0, self.table.horizontalHeader().height() + 8))
        self.came.move(top.x() + (self.table.width() - self.came.width()) // 2, top.y())
        self.came.raise_()

    def _show_waiting(self) -> None:
        self.table.scrollToTop()
        self.presenter.show_waiting()

    def _entered(self, over: bool) -> None:
        self._over = over
        self.presenter.keep_still(over or self._editing)

    def _edits(self, editing: bool) -> None:
        self._editing = editing
        self.presenter.keep_still(editing or self._over)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._entered(False)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.filter.set_choices(_choices(counts))
        self.header.set_title(tr("Batches"), number(counts["all"]) if counts.get("all") else "")

    # What a person does

    def _key(self, event: QKeyEvent, batch_id: UUID | None) -> None:
        if batch_id is None:
            return
        if is_key("batches.rename", event):
            self.table.rename(batch_id)
            event.accept()
        elif is_key("batches.delete", event):
            self._ask_delete(batch_id)
            event.accept()

    def _act(self, action: str, batch_id: UUID) -> None:
        if action == "rename":
            self.table.rename(batch_id)
        elif action == "delete":
            self._ask_delete(batch_id)
        else:
            place = self.table.rows.place_of(batch_id)
            last = self.table.rows.columnCount() - 1
            rect = self.table.visualRect(self.table.rows.index(place, last))
            self._show_menu(batch_id, self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def _show_menu(self, batch_id: UUID, where: QPoint) -> None:
        self.menu(batch_id).popup(where)

    def menu(self, batch_id: UUID) -> QMenu:
        """The menu of a row."""
        row = self.presenter.row(batch_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = current_theme().icon
        menu.addAction(
            icon("layers"), menu_text(tr("Open"), "Enter"), lambda: self.batch_wanted.emit(batch_id)
        )
        menu.addAction(
            icon("pencil"),
            menu_text(tr("Rename"), key_of("batches.rename")),
            lambda: self.table.rename(batch_id),
        )
        if row is not None and row.status in FILTERS["in_progress"]:
            menu.addAction(icon("ban"), tr("Cancel…"), lambda: self._ask_cancel(batch_id))
        menu.addSeparator()
        sorting = menu.addMenu(icon("arrow-up-down"), tr("Sort by"))
        for section, title in self.table.sections():
            sorting.addAction(title, partial(self.table.header_clicked, section))
        menu.addSeparator()
        menu.addAction(
            icon("trash-2", "bad"),
            menu_text(tr("Delete…"), key_of("batches.delete")),
            lambda: self._ask_delete(batch_id),
        )
        return menu

    def _ask_delete(self, batch_id: UUID) -> None:
        row = self.presenter.row(batch_id)
        if row is None:
            return
        ask(
            self,
            tr("Delete “{batch}”?", batch=row.title),
            delete_words(row),
            tr("Delete"),
            lambda: self.presenter.delete((batch_id,)),
            destructive=True,
        )

    def _ask_cancel(self, batch_id: UUID) -> None:
        row = self.presenter.row(batch_id)
        if row is None:
            return
        ask(
            self,
            tr("Cancel “{batch}”?", batch=row.title),
            cancel_words(row),
            tr("Cancel the batch"),
            lambda: self.presenter.cancel(batch_id),
            destructive=True,
        )

    def _clear(self) -> None:
        self.filter.set_current("all")
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.presenter.show_all()

    def _paste(self) -> None:
        paths = pasted_paths()
        if paths:
            self.files_wanted.emit(paths)

    def _failed(self, error: IngestError) -> None:
        self.toast.show_message(said_error(error), tone=Tone.BAD)


def delete_words(row: BatchRow) -> str:
    """What is lost with a batch."""
    documents = tr(
        "%n document(s) and what was read from them are deleted. Your own files stay where they are.",
        "",
        row.document_count,
    )
    return documents + " " + tr("Changes that were not sent yet are lost.") if row.pending else documents


def cancel_words(row: BatchRow) -> str:
    """What cancelling a batch does."""
    return tr("%n document(s) not done yet will not be read. What is done stays.", "", row.pending_count)


def _choices(counts: dict[str, int]) -> tuple[Choice, ...]:
    return tuple(Choice(key, tr(word), counts.get(key)) for key, word in _FILTER_WORDS.items())
