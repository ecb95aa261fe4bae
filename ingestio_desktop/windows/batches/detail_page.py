"""One batch: its header, and below it the upload or the documents."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.errors import IngestError
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.batches import FILTERS, batch_word
from ingestio_desktop.presenters.engines import spent_words
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.rows import BatchRow, DocumentCounts
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import BatchState, Tone
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.batches.documents_view import DocumentsView
from ingestio_desktop.windows.batches.list_page import cancel_words, delete_words
from ingestio_desktop.windows.batches.upload_view import UploadView
from ingestio_desktop.windows.batches.view_switch import LIST
from ingestio_desktop.windows.keys import bind_keys, key_of
from ingestio_desktop.windows.widgets import (
    Badge,
    Button,
    ButtonKind,
    ColumnStates,
    ElidedLabel,
    IconButton,
    Label,
    StyledWidget,
    Toast,
)
from ingestio_desktop.windows.widgets.buttons import menu_text
from ingestio_desktop.windows.widgets.page import MARGIN, centred


class BatchPage(StyledWidget):
    """`review_wanted` carries queue and document id, `export_wanted` an `ExportSource`."""

    back_wanted = Signal()
    grid_wanted = Signal(object)
    """The id of the batch."""
    review_wanted = Signal(object, object)
    export_wanted = Signal(object)
    sign_in_wanted = Signal()
    change_wanted = Signal(object)
    """The id of a batch that the service refused, to change it and submit it again."""

    def __init__(
        self,
        presenter: BatchDetailPresenter,
        states: ColumnStates | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`states` keep the table's columns between starts."""
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = presenter
        self.setAccessibleName(tr("Batch"))
        self.toast = Toast(self)
        self.back = Button(tr("Batches"), ButtonKind.LINK, icon="arrow-left", tip=tr("Back to all batches"))
        self.title = _Title()
        self.badge = Badge(BatchState.QUEUED)
        self.more = IconButton("ellipsis", tr("More"), bordered=True, size=32, on_click=self._show_menu)
        self.export = Button(tr("Export as…"), icon="download", action="batch.export")
        self.review = Button(
            tr("Review"), ButtonKind.PRIMARY, icon="eye", action="batch.review", show_key=True
        )
        self.retry = Button(tr("Retry failed"), icon="rotate-cw")
        self.change = Button(tr("Change it…"), icon="pencil", tip=tr("Back to New batch with all of it"))
        self.pause = Button(tr("Pause"), icon="pause", action="batch.pause_all")
        self.cancel = Button(tr("Cancel batch…"), ButtonKind.DESTRUCTIVE, icon="x")
        self.documents = DocumentsView(presenter, self, states)
        self.uploads = UploadView(presenter)
        self.cost = Label("", TextStyle.SMALL, "muted")
        self.cost.setAccessibleName(tr("What reading cost"))
        self._stack = QStackedWidget()
        self._fresh = False
        self._arrange()
        self._connect()
        self._bind_keys()

    def open(self, batch_id: UUID) -> None:
        """Show a batch."""
        # A name that is being typed is the one of the batch that was shown.
        self.title.finish()
        self.documents.start()
        self.uploads.start()
        self.title.set_title("")
        self._stack.setCurrentWidget(self.documents)
        self._fresh = True
        self.presenter.open(batch_id)
        self._show_buttons()

    # Layout

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        header = QWidget()
        column = QVBoxLayout(header)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        self.back.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.back)
        top.addStretch()
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.badge)
        row.addWidget(self.cost)
        row.addSpacing(16)
        row.addStretch(1)
        for widget in (self.more, self.export, self.review, self.retry, self.change, self.pause, self.cancel):
            row.addWidget(widget)
        column.addLayout(row)
        outer.addWidget(centred(header, MARGIN, 0))
        self._stack.addWidget(self.documents)
        self._stack.addWidget(self.uploads)
        outer.addWidget(centred(self._stack, MARGIN, 0), 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.back.clicked.connect(self.back_wanted)
        self.title.renamed.connect(presenter.rename)
        self.export.clicked.connect(lambda: presenter.export())
        self.review.clicked.connect(presenter.review)
        self.retry.clicked.connect(presenter.retry_failed)
        self.change.clicked.connect(lambda: self.change_wanted.emit(presenter.batch_id))
        self.pause.clicked.connect(self._pause_or_resume)
        self.cancel.clicked.connect(self.ask_cancel)
        self.documents.switch.chosen.connect(lambda _key: self._to_grid())
        presenter.batch_changed.connect(self._show_batch)
        presenter.rows_reset.connect(lambda _rows: self._focus_rows())
        presenter.counts_changed.connect(self._show_counts)
        presenter.upload_changed.connect(self._show_upload)
        presenter.status_changed.connect(self._show_state)
        presenter.status_changed.connect(self.documents.show_status)
        self.documents.offline.sign_in_wanted.connect(self.sign_in_wanted)
        presenter.gone.connect(self._gone)
        presenter.review_wanted.connect(self.review_wanted)
        presenter.export_wanted.connect(self.export_wanted)
        presenter.folder_wanted.connect(show_in_folder)
        presenter.said.connect(lambda text, undo: self.toast.show_message(text, undo))
        presenter.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        self._keys = bind_keys(
            self,
            {
                "batch.rename": self.title.rename,
                "batch.search": self.documents.search.setFocus,
                "batch.export": lambda: self.presenter.export(self.documents.selected()),
                "batch.confirm": self.documents.confirm,
                "batch.next_tab": lambda: self.documents.next_tab(1),
                "batch.previous_tab": lambda: self.documents.next_tab(-1),
                "batch.pause_all": self._pause_or_resume,
                "batch.undo": self.presenter.undo.undo,
                "batch.grid": self._to_grid,
                "batch.review": lambda: self.review.click() if self.review.isVisible() else None,
            },
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    # What is shown

    def _show_batch(self, row: BatchRow) -> None:
        self.title.set_title(row.name or "")
        self.setAccessibleName(row.name or _untitled())
        self.cost.setText(spent_words(row.engine, row.input_tokens, row.output_tokens, row.cost_micros))
        self._show_state()
        self._show_buttons()

    def _focus_rows(self) -> None:
        """Once, when the rows of another batch are there; before that the table can't take the focus."""
        if self._fresh and self.isVisible():
            self._fresh = False
            self.documents.table.setFocus()

    def _show_state(self) -> None:
        row = self.presenter.batch
        if row is not None:
            self.badge.set_state(batch_word(row, offline=self.presenter.offline))

    def _show_counts(self, counts: DocumentCounts) -> None:
        some = counts.to_review > 0
        self.review.setText(tr("Review {count}", count=number(counts.to_review)) if some else tr("Review"))
        self.review.setEnabled(some)
        self.review.set_tip(tr("Review") if some else tr("Nothing to review yet"))
        read = counts.confirmed + counts.to_review > 0
        self.export.setEnabled(read)
        self.export.set_tip(tr("Export as…") if read else tr("Nothing was read yet"))

    def _show_upload(self, uploading: bool) -> None:
        focused = self.focusWidget()
        # The buttons of the upload go with it, and the focus they had would go anywhere.
        had_focus = focused in (self.pause, self.cancel, self.retry, self.change) or (
            focused is not None and self.uploads.isAncestorOf(focused)
        )
        wanted: QWidget = self.uploads if uploading else self.documents
        if self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)
            if uploading:
                self.pause.setFocus()
            elif had_focus:
                self.documents.table.setFocus()
        self._show_state()
        self._show_buttons()

    def _show_buttons(self) -> None:
        uploading = self.presenter.uploading
        for widget in (self.more, self.export, self.review):
            widget.setVisible(not uploading)
        now = self.presenter.upload_totals()
        self.cancel.setVisible(uploading)
        # What waits for the person alone needs no pause.
        self.pause.setVisible(uploading and not now.only_stopped)
        refused = self.presenter.batch is not None and self.presenter.batch.set_aside is not None
        self.retry.setVisible(uploading and (now.retriable > 0 or refused))
        self.change.setVisible(uploading and refused)
        self.pause.setText(tr("Resume") if now.paused else tr("Pause"))
        self.pause.set_icon_name("play" if now.paused else "pause")
        self.pause.set_tip(tr("Resume the upload") if now.paused else tr("Pause the upload"))

    # What a person does

    def _to_grid(self) -> None:
        self.documents.switch.set_current(LIST)
        if not self.presenter.uploading:
            self.grid_wanted.emit(self.presenter.batch_id)

    def _pause_or_resume(self) -> None:
        if self.presenter.uploading:
            if self.presenter.upload_totals().paused:
                self.presenter.resume()
            else:
                self.presenter.pause()

    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What one does rarely with a batch."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon, row = current_theme().icon, self.presenter.batch
        menu.addAction(icon("pencil"), menu_text(tr("Rename"), key_of("batch.rename")), self.title.rename)
        if self.presenter.counts.error:
            menu.addAction(icon("rotate-ccw"), tr("Redo what failed…"), self.documents.ask_redo_failed)
        if row is not None and row.status in FILTERS["in_progress"]:
            menu.addAction(icon("ban"), tr("Cancel the batch…"), self.ask_cancel)
        menu.addSeparator()
        menu.addAction(icon("trash-2", "bad"), tr("Delete the batch…"), self.ask_delete)
        return menu

    def ask_cancel(self) -> None:
        """Cancel, after asking."""
        row = self.presenter.batch
        if row is None:
            return
        ask(
            self,
            tr("Cancel “{batch}”?", batch=row.name or _untitled()),
            cancel_words(row),
            tr("Cancel the batch"),
            self.presenter.cancel,
            destructive=True,
        )

    def ask_delete(self) -> None:
        """Delete, after asking."""
        row = self.presenter.batch
        if row is None:
            return
        ask(
            self,
            tr("Delete “{batch}”?", batch=row.name or _untitled()),
            delete_words(row),
            tr("Delete"),
            self.presenter.delete_batch,
            destructive=True,
        )

    def _gone(self) -> None:
        # Elsewhere in the window nobody is moved because a batch is deleted.
        if self.isVisible():
            self.back_wanted.emit()

    def _failed(self, error: IngestError) -> None:
        self.toast.show_message(said_error(error), tone=Tone.BAD)


class _Title(QWidget):
    """The name, elided, with a pencil; editing happens in its place."""

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.label = ElidedLabel("", TextStyle.TITLE)
        self.pencil = IconButton("pencil", tr("Rename"), action="batch.rename", on_click=self.rename)
        self.editor = QLineEdit()
        self.editor.setMaxLength(200)
        self.editor.setPlaceholderText(_untitled())
        self.editor.setAccessibleName(tr("New name of the batch"))
        self.editor.setMinimumWidth(320)
        self.editor.hide()
        # As wide as its name where there is room; the name elides where there is not.
        for widget in (self, self.label):
            widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.label)
        row.addWidget(self.editor)
        row.addWidget(self.pencil)
        self.editor.editingFinished.connect(self.finish)
        escape = QShortcut(QKeySequence("Esc"), self.editor)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave)

    def set_title(self, name: str) -> None:
        """ "" shows that the batch has no name."""
        self._name = name
        self.label.setText(name or _untitled())
        self.label.set_tone("text" if name else "muted")

    def rename(self) -> None:
        """Edit in place: Enter keeps it, Esc leaves it as it was."""
        self.editor.setText(self._name)
        self.label.hide()
        self.pencil.hide()
        self.editor.show()
        self.editor.selectAll()
        self.editor.setFocus()

    def _leave(self) -> None:
        self.editor.setText(self._name)
        self.finish()

    def finish(self) -> None:
        """Keep what was typed, where something is being typed."""
        if self.editor.isHidden():
            return
        name = self.editor.text().strip()
        self.editor.hide()
        self.label.show()
        self.pencil.show()
        if name != self._name:
            self.set_title(name)
            self.renamed.emit(name)


def _untitled() -> str:
    return tr("Untitled batch")


def show_in_folder(path: object) -> None:
    """Open the folder of a file with the system's file manager."""
    if isinstance(path, Path):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
