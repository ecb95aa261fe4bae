"""The Batches page: search, filter, the table, and what stands in its place."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.errors import IngestError
from ingestio_core.limits import MAX_FILE_BYTES, MEBIBYTE
from ingestio_desktop.presenters.batches import FILTERS, BatchesPresenter, ListState
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, number, plural
from ingestio_desktop.windows.batches.batches_table import BatchesTable
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.offline import OfflineBanner
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    Choice,
    DropTarget,
    EmptyState,
    Label,
    Look,
    Page,
    SearchField,
    Segmented,
    SkeletonRows,
    Toast,
    pasted_paths,
)

_FILTER_WORDS: Final = {
    "all": "All",
    "in_progress": "In progress",
    "completed": "Completed",
    "partly": "Partly completed",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
_TICK_MS: Final = 30_000


class BatchesPage(Page):
    """`batch_wanted` carries an id, `files_wanted` the paths of a drop."""

    batch_wanted = Signal(object)
    new_wanted = Signal()
    files_wanted = Signal(object)

    def __init__(self, presenter: BatchesPresenter, parent: QWidget | None = None) -> None:
        super().__init__("Batches", bottom=0, parent=parent)
        self.presenter = presenter
        self.new = Button("New batch", ButtonKind.PRIMARY, icon="plus", shortcut="Ctrl+N", show_key=True)
        self.header.add_right(self.new)
        self.offline = OfflineBanner(presenter.try_now)
        self.search = SearchField("Search by name or id", "Ctrl+F")
        self.filter = Segmented(_choices({}), "Status", Look.PILLS)
        self.table = BatchesTable(presenter)
        self._skeleton = SkeletonRows()
        self._empty = _Empty()
        self._nothing = _Message("search")
        self._broken = _Message("circle-x", Tone.BAD)
        self._stack = QStackedWidget()
        self._toolbar = QWidget()
        self.toast = Toast(self)
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
        presenter.load()

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
        self._drops = DropTarget(self, self._empty.set_over)
        self._drops.dropped.connect(self.files_wanted)
        presenter.rows_reset.connect(self._reset)
        presenter.rows_added.connect(table.rows.append_rows)
        presenter.rows_changed.connect(table.rows.update_rows)
        presenter.rows_removed.connect(table.rows.remove_keys)
        presenter.state_changed.connect(self.show_state)
        presenter.counts_changed.connect(self._show_counts)
        presenter.status_changed.connect(lambda _status: self.show_status())
        presenter.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        for keys, action in (("Ctrl+F", self.search.setFocus), ("Ctrl+V", self._paste)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # What is shown

    def show_state(self, state: ListState) -> None:
        """The list, or what stands in its place."""
        shown: QWidget = self._list
        if state.error is not None:
            self._broken.show_text("The batches can't be shown", state.error.message, "Try again")
            shown = self._broken
        elif state.loading:
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
        self.offline.show_status(self.presenter.status, self.presenter.offline_since)
        self.table.viewport().update()

    def _describe_nothing(self) -> None:
        words = self.presenter.query.search
        if words:
            self._nothing.show_text(f"No batch is called “{words}”", "", "Clear search")
        else:
            word = _FILTER_WORDS[self.presenter.filter].lower()
            self._nothing.show_text(f"No batch is {word}", "", "Show all")

    def _reset(self, rows: tuple[BatchRow, ...]) -> None:
        current, place = self.table.current_row(), self.table.verticalScrollBar().value()
        same = self.table.rows.rowCount() > 0
        self.table.rows.set_rows(rows)
        if current is not None and self.table.rows.place_of(current.id) >= 0:
            self.table.setCurrentIndex(self.table.rows.index(self.table.rows.place_of(current.id), 0))
        if same:
            self.table.verticalScrollBar().setValue(place)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.filter.set_choices(_choices(counts))
        self.header.set_title("Batches", number(counts["all"]) if counts.get("all") else "")

    # What a person does

    def _key(self, event: QKeyEvent, batch_id: UUID | None) -> None:
        if batch_id is None:
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F2:
            self.table.rename(batch_id)
            event.accept()
        elif event.key() == Qt.Key.Key_Delete and control:
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
        menu.addAction(icon("layers"), "Open\tEnter", lambda: self.batch_wanted.emit(batch_id))
        menu.addAction(icon("pencil"), "Rename\tF2", lambda: self.table.rename(batch_id))
        if row is not None and row.status in FILTERS["in_progress"]:
            menu.addAction(icon("ban"), "Cancel…", lambda: self._ask_cancel(batch_id))
        menu.addSeparator()
        menu.addAction(icon("trash-2", "bad"), "Delete…\tCtrl+Del", lambda: self._ask_delete(batch_id))
        return menu

    def _ask_delete(self, batch_id: UUID) -> None:
        row = self.presenter.row(batch_id)
        if row is None:
            return
        ask(
            self,
            f"Delete “{row.title}”?",
            delete_words(row),
            "Delete",
            lambda: self.presenter.delete((batch_id,)),
            destructive=True,
        )

    def _ask_cancel(self, batch_id: UUID) -> None:
        row = self.presenter.row(batch_id)
        if row is None:
            return
        ask(
            self,
            f"Cancel “{row.title}”?",
            f"{plural(row.pending_count, 'document')} not done yet will not be read. What is done stays.",
            "Cancel the batch",
            lambda: self.presenter.cancel(batch_id),
            destructive=True,
        )

    def _clear(self) -> None:
        self.filter.set_current("all")
        self.search.clear()
        self.presenter.query = self.presenter.query.__class__()
        self.presenter.set_filter("all")

    def _paste(self) -> None:
        paths = pasted_paths()
        if paths:
            self.files_wanted.emit(paths)

    def _failed(self, error: IngestError) -> None:
        self.toast.show_message(f"{error.title}. {error.message}", tone=Tone.BAD)


class _Empty(QWidget):
    """No batch yet: the whole page takes a drop."""

    def __init__(self) -> None:
        super().__init__()
        self.new = Button("New batch", ButtonKind.PRIMARY, icon="plus", shortcut="Ctrl+N", show_key=True)
        self._state = EmptyState(
            "layers",
            "No batches yet",
            "Drop a folder of invoices or receipts here, or start a new batch.\n"
            "Files stay on this computer until you submit.",
            (self.new,),
            (("file-text", "PDF, JPG, PNG"), ("hard-drive", f"{MAX_FILE_BYTES // MEBIBYTE} MB each")),
        )
        self._over = Label("", TextStyle.HEADING, "accent_ink")
        self._over.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._over.hide()
        column = QVBoxLayout(self)
        column.addWidget(self._state)
        column.addWidget(self._over, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        over = not self._over.isHidden()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.accent if over else colours.line_strong, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colours.accent_soft if over else colours.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def set_over(self, text: str) -> None:
        """What a drop would do."""
        self._over.setText(text.replace("Drop to add", "Drop to start a batch with"))
        self._over.setVisible(bool(text))
        self._state.setVisible(not text)


class _Message(Card):
    """A sentence with one way on, in place of the list."""

    def __init__(self, icon: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.action = Button("")
        self._state = EmptyState(icon, "", " ", (self.action,), tone=tone)
        self.body.addWidget(self._state)

    def show_text(self, title: str, text: str, action: str) -> None:
        """Say it."""
        self._state.title.setText(title)
        self._state.text.setText(text)
        self._state.text.setVisible(bool(text))
        self._state.setAccessibleName(title)
        self.action.setText(action)
        self.action.set_tip(action)


def delete_words(row: BatchRow) -> str:
    """What is lost with a batch."""
    documents = plural(row.document_count, "document")
    waiting = " Changes that were not sent yet are lost." if row.pending else ""
    return (
        f"{documents} and what was read from them are deleted. Your own files stay where they are.{waiting}"
    )


def _choices(counts: dict[str, int]) -> tuple[Choice, ...]:
    return tuple(Choice(key, word, counts.get(key)) for key, word in _FILTER_WORDS.items())
