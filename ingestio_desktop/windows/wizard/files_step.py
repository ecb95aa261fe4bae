"""The Files step: drop, choose, paste; what was found and why some of it is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.flows.draft import DraftFile, DraftView, FileState
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.compose_rows import Limits
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import file_size
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


class FilesStep(QWidget):
    """Empty: one large zone and the limits. Filled: the zone as a line, filter, totals, the table."""

    batch_wanted = Signal(object)
    """The earlier batch that a file is in already."""
    told = Signal(str)
    """Something to say in passing."""

    def __init__(self, presenter: ComposePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setAccessibleName(tr("Files"))
        self.zone = DropZone()
        self.line = DropZone(compact=True)
        self.table = FilesTable(presenter.rows)
        self.filter = Segmented(_choices(0, 0, 0), tr("Which files"))
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
        self.table.read_again_asked.connect(lambda file_id: presenter.read_again([file_id]))
        self.table.menu_asked.connect(self._open_menu)
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
        dialog = QFileDialog(self.window(), tr("Choose a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_dialog(dialog)

    def choose_files(self) -> None:
        """Ctrl+O."""
        dialog = QFileDialog(self.window(), tr("Choose files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        documents = tr("Documents ({endings})", endings="*.pdf *.jpg *.jpeg *.png *.xml")
        dialog.setNameFilters([documents, tr("All files ({endings})", endings="*")])
        self._open_dialog(dialog)

    def paste(self) -> None:
        """Ctrl+V: files that were copied in the file manager, or their addresses as text."""
        paths = pasted_paths()
        if paths:
            self._presenter.add_paths(paths)
        else:
            self.told.emit(tr("There are no files to paste. Copy files or folders, or their paths, first."))

    def show_over(self, text: str) -> None:
        """What a drop would do, while something is dragged over the page."""
        self.zone.set_over(text)
        self.line.set_over(text)

    def show_file(self, file_id: UUID) -> None:
        """Bring a file's row into view, whatever the filter."""
        self.filter.set_current("all")
        self._filter("all")
        self.table.focus_key(file_id)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self._presenter.add_paths(Path(name) for name in names))
        dialog.open()

    def _remove(self, ids: list[UUID]) -> None:
        self._presenter.remove(ids)

    def _open_menu(self, file_id: UUID, where: QPoint) -> None:
        """What can be done with a file, for the menu key and the right button."""
        row = self._presenter.rows.get(file_id)
        if row is None:
            return
        chosen = self.table.selected_ids()
        ids = chosen if file_id in chosen else [file_id]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open"), "Return", lambda: self._open_file(file_id))
        if row.earlier is not None:
            menu.addAction(tr("Open the earlier batch"), lambda: self._open_earlier(file_id))
        if row.can_include_anyway:
            menu.addAction(tr("Include anyway"), "Space", lambda: self._presenter.include_anyway(ids))
        if row.can_read_again:
            menu.addAction(tr("Read again"), lambda: self._presenter.read_again(ids))
        menu.addSeparator()
        menu.addAction(tr("Remove"), "Del", lambda: self._remove(ids))
        menu.popup(where)

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
        had_focus = self.zone.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._stack.setCurrentIndex(1 if totals.files or view.listing else 0)
        if had_focus and self._stack.currentIndex() == 1:
            self.table.setFocus()
        self.filter.set_choices(_choices(totals.files, totals.valid, totals.rejected))
        self._reading.show_view(view, self._presenter.listing_name)
        self._valid.setText(tr("{count} valid", count=number(totals.valid)))
        pages = tr("%n page(s)", "", totals.pages)
        self._totals.setText(f"·  {pages}  ·  {file_size(totals.size)}")
        most = view.max_file_bytes // MEBIBYTE
        self._limits.show_limits(view.files_per_batch, most)
        files = tr("%n file(s)", "", view.files_per_batch)
        self.line.set_limits(" · ".join((files, "PDF, JPG, PNG", tr("{size} MB each", size=number(most)))))
        limits = Limits(view.files_per_batch, view.max_file_bytes)
        if limits != self.table.limits:
            self.table.limits = limits
            self.table.viewport().update()

    def _reset(self, rows: tuple[DraftFile, ...]) -> None:
        self.table.rows.set_rows(rows)

    def _change(self, rows: tuple[DraftFile, ...], removed: frozenset[UUID]) -> None:
        if removed:
            self._take_out(removed)
        if rows:
            self.table.rows.append_rows(rows)
            self._order.start()

    def _take_out(self, removed: frozenset[UUID]) -> None:
        """The row that stands in its place takes the place of a removed one, for the next Del."""
        current, place = self.table.current_row(), self.table.currentIndex().row()
        scrolled = self.table.verticalScrollBar().value()
        self.table.rows.remove_keys(removed)
        self.table.verticalScrollBar().setValue(scrolled)
        if current is not None and current.id not in removed:
            self.table.focus_key(current.id)
        elif current is not None and self.table.rows.rowCount():
            last = self.table.rows.rowCount() - 1
            self.table.setCurrentIndex(self.table.rows.index(min(place, last), 0))

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
        self._bar = ProgressBar(name=tr("Reading files"))
        self._bar.setFixedWidth(120)
        self.stop = Button(
            tr("Stop"), ButtonKind.LINK, tip=tr("Stop reading; what was not read is taken away")
        )
        self.stop.clicked.connect(lambda: stop())
        for widget in (IconLabel("loader-circle", "accent"), self._what, self._count, self._bar, self.stop):
            row.addWidget(widget)
        self.hide()

    def show_view(self, view: DraftView, name: str) -> None:
        """Visible only while something is read."""
        self.setVisible(view.listing)
        totals = view.totals
        done = totals.files - totals.checking
        self._what.setText(tr("Reading “{name}”", name=_short(name)) if name else tr("Reading"))
        # What was found is a part only while the walk goes on: the total may still grow.
        count = tr("%n file(s)", "", totals.files)
        if totals.checking:
            count = tr("{done} of %n file(s)", "", totals.files, done=number(done))
        self._count.setText(count if totals.files else "")
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
            ("files", self._files, tr("in one batch")),
            ("file-text", Label("PDF, JPG, PNG", TextStyle.BUTTON), tr("told by content, not by name")),
            ("gauge", self._size, tr("larger ones are refused here")),
            (
                "copy-check",
                Label(tr("Duplicates found"), TextStyle.BUTTON),
                tr("before anything is uploaded"),
            ),
        ):
            words = QVBoxLayout()
            words.setSpacing(0)
            title.setMinimumHeight(16)
            words.addWidget(title)
            words.addWidget(ElidedLabel(detail, TextStyle.SMALL, "muted"))
            row.addWidget(IconLabel(icon, "muted", 18))
            row.addLayout(words, 1)

    def show_limits(self, files: int, megabytes: int) -> None:
        """How many, how large."""
        self._files.setText(tr("Up to %n file(s)", "", files))
        self._size.setText(tr("{size} MB each", size=number(megabytes)))


def _choices(files: int, valid: int, rejected: int) -> tuple[Choice, ...]:
    return (
        Choice("all", tr("All"), files),
        Choice("valid", tr("Valid"), valid),
        Choice("rejected", tr("Rejected"), rejected, tone="bad" if rejected else ""),
    )


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"
