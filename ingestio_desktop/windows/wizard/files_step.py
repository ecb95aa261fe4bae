"""The Files step: drop, choose, paste; what was found and why some of it is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.flows.draft import DraftFile, DraftView, FileState
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import file_size, plural
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    Choice,
    DropZone,
    ElidedLabel,
    IconLabel,
    Label,
    ProgressBar,
    Segmented,
    pasted_paths,
)
from ingestio_desktop.windows.wizard.files_table import FilesTable

_REORDER_MS: Final = 400
_TYPES: Final = "Documents (*.pdf *.jpg *.jpeg *.png *.xml);;All files (*)"


class FilesStep(QWidget):
    """Empty: one large zone and the limits. Filled: the zone as a line, filter, totals, the table."""

    batch_wanted = Signal(object)
    """The earlier batch that a file is in already."""

    def __init__(self, presenter: ComposePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setAccessibleName("Files")
        self.zone = DropZone()
        self.line = DropZone(compact=True)
        self.table = FilesTable(presenter.rows)
        self.filter = Segmented(_choices(0, 0, 0), "Which files")
        self._limits = _Limits()
        self._reading = _Reading(presenter.stop)
        self._valid = Label("", TextStyle.SECTION)
        self._totals = Label("", TextStyle.BODY, "muted")
        self._stack = QStackedWidget()
        self._arrange()
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.setInterval(_REORDER_MS)
        self._order.timeout.connect(self._reorder)
        for zone in (self.zone, self.line):
            zone.folder_asked.connect(self.choose_folder)
            zone.files_asked.connect(self.choose_files)
        self.filter.chosen.connect(self._filter)
        self.table.action_asked.connect(lambda _key, file_id: self._remove([file_id]))
        self.table.opened.connect(self._open_file)
        self.table.include_asked.connect(lambda file_id: presenter.include_anyway([file_id]))
        self.table.earlier_asked.connect(self._open_earlier)
        self.table.key_pressed.connect(self._key)
        self.table.rows.set_first(lambda row: 0 if row.state is FileState.REJECTED else 1)
        presenter.files_reset.connect(self._reset)
        presenter.files_changed.connect(self._change)
        presenter.view_changed.connect(self.show_view)
        presenter.account_changed.connect(lambda: self.show_view(presenter.view))
        self.show_view(presenter.view)

    # What a person does

    def choose_folder(self) -> None:
        """Ctrl+Shift+O."""
        dialog = QFileDialog(self.window(), "Choose a folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_dialog(dialog)

    def choose_files(self) -> None:
        """Ctrl+O."""
        dialog = QFileDialog(self.window(), "Choose files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(_TYPES.split(";;"))
        self._open_dialog(dialog)

    def paste(self) -> None:
        """Ctrl+V: files that were copied in the file manager."""
        self._presenter.add_paths(pasted_paths())

    def show_over(self, text: str) -> None:
        """What a drop would do, while something is dragged over the page."""
        self.zone.set_over(text)
        self.line.set_over(text)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self._presenter.add_paths(Path(name) for name in names))
        dialog.open()

    def _remove(self, ids: list[UUID]) -> None:
        place = self.table.currentIndex().row()
        self._presenter.remove(ids)
        self.table.setCurrentIndex(self.table.rows.index(max(0, place), 0))

    def _key(self, event: QKeyEvent, file_id: UUID | None) -> None:
        if file_id is None:
            return
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._remove(self.table.selected_ids() or [file_id])
            event.accept()
        elif event.key() == Qt.Key.Key_Space:
            self._presenter.include_anyway(self.table.selected_ids() or [file_id])
            event.accept()

    def _open_file(self, file_id: UUID) -> None:
        row = self._presenter.rows.get(file_id)
        if row is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.path)))

    def _open_earlier(self, file_id: UUID) -> None:
        row = self._presenter.rows.get(file_id)
        if row is not None and row.earlier is not None:
            self.batch_wanted.emit(row.earlier.batch_id)

    # What is shown

    def show_view(self, view: DraftView) -> None:
        """Counts, totals, what is being read."""
        totals = view.totals
        self._stack.setCurrentIndex(1 if totals.files or view.listing else 0)
        self.filter.set_choices(_choices(totals.files, totals.valid, totals.rejected))
        self._reading.show_view(view, self._presenter.listing_name)
        self._valid.setText(f"{totals.valid:,} valid")
        pages = plural(totals.pages, "page")
        self._totals.setText(f"·  {pages}  ·  {file_size(totals.size)}")
        account = self._presenter.account
        most = f"{(account.max_file_bytes if account else 50 * MEBIBYTE) // MEBIBYTE} MB"
        files = account.files_per_batch if account else view.files_per_batch
        self._limits.show_limits(files, most)
        self.line.set_limits(f"{files:,} files · PDF, JPG, PNG · {most} each")

    def _reset(self, rows: tuple[DraftFile, ...]) -> None:
        self.table.rows.set_rows(rows)

    def _change(self, rows: tuple[DraftFile, ...], removed: frozenset[UUID]) -> None:
        if removed:
            self.table.rows.remove_keys(removed)
        if rows:
            self.table.rows.append_rows(rows)
            self._order.start()

    def _reorder(self) -> None:
        """Refused rows to the top, but never under the pointer."""
        if self.table.underMouse() and self._presenter.view.listing:
            self._order.start()
        else:
            self._filter(self.filter.current)

    def _filter(self, key: str) -> None:
        state = {"valid": FileState.VALID, "rejected": FileState.REJECTED}.get(key)
        self.table.rows.set_filter(None if state is None else lambda row: row.state is state)

    def _arrange(self) -> None:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.zone, 1)
        column.addWidget(self._limits)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter)
        row.addSpacing(16)
        row.addWidget(self._reading)
        row.addStretch()
        row.addWidget(self._valid)
        row.addWidget(self._totals)
        column.addLayout(row)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


class _Reading(QWidget):
    """How far the folder in work is, and Stop."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._what = Label("", TextStyle.BUTTON)
        self._count = Label("", TextStyle.BODY, "muted")
        self._bar = ProgressBar(name="Reading files")
        self._bar.setFixedWidth(120)
        self.stop = Button("Stop", ButtonKind.LINK, tip="Stop reading; what was not read is taken away")
        self.stop.clicked.connect(lambda: stop())
        for widget in (IconLabel("loader-circle", "accent"), self._what, self._count, self._bar, self.stop):
            row.addWidget(widget)
        self.hide()

    def show_view(self, view: DraftView, name: str) -> None:
        """Visible only while something is read."""
        self.setVisible(view.listing)
        totals = view.totals
        done = totals.files - totals.checking
        self._what.setText(f"Reading “{_short(name)}”" if name else "Reading")
        self._count.setText(f"{done:,} of {totals.files:,} files" if totals.files else "")
        self._bar.set_value(done, totals.files if totals.checking else 0)


class _Limits(QWidget):
    """The four limits below the empty zone."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._files = Label("", TextStyle.BUTTON)
        self._size = Label("", TextStyle.BUTTON)
        for icon, title, detail in (
            ("files", self._files, "in one batch"),
            ("file-text", Label("PDF, JPG, PNG", TextStyle.BUTTON), "told by content, not by name"),
            ("gauge", self._size, "larger ones are refused here"),
            ("copy-check", Label("Duplicates found", TextStyle.BUTTON), "before anything is uploaded"),
        ):
            words = QVBoxLayout()
            words.setSpacing(0)
            title.setMinimumHeight(16)
            words.addWidget(title)
            words.addWidget(ElidedLabel(detail, TextStyle.SMALL, "muted"))
            row.addWidget(IconLabel(icon, "muted", 18))
            row.addLayout(words, 1)

    def show_limits(self, files: int, size: str) -> None:
        """How many, how large."""
        self._files.setText(f"Up to {files:,} files")
        self._size.setText(f"{size} each")


def _choices(files: int, valid: int, rejected: int) -> tuple[Choice, ...]:
    return (
        Choice("all", "All", files),
        Choice("valid", "Valid", valid),
        Choice("rejected", "Rejected", rejected, tone="bad" if rejected else ""),
    )


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"
