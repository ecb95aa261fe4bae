"""Exports: what was written, when, from what, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ingestio_desktop.language import percent, tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.words import ExportState, StateWord, Tone, exact_time, number, relative_time
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    CellKind,
    Choice,
    Column,
    EmptyState,
    Look,
    Page,
    RowAction,
    RowModel,
    SearchField,
    Segmented,
    SkeletonRows,
    TableView,
)

_ICONS: Final = {"xlsx": "file-spreadsheet", "csv": "table", "json": "braces"}
_FORMATS: Final = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_RUNNING: Final = -1


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One export. `file_format` is xlsx, csv or json; `state` a state enum or a word of its own; `percent` is
    shown while it is being written; `rows` is None where nothing was written."""

    key: str
    path: Path
    file_format: str
    source: str
    shape: str
    rows: int | None
    written: datetime
    state: ExportState | StateWord
    percent: int = 0

    @property
    def running(self) -> bool:
        return self.state is ExportState.WRITING

    @property
    def usable(self) -> bool:
        """Whether the file can be opened."""
        return self.state is ExportState.SAVED


class ExportsPage(Page):
    """Loading until it is given rows. Keys: Enter opens, Ctrl+Shift+O shows the folder, Del removes."""

    open_asked = Signal(object)
    folder_asked = Signal(object)
    cancel_asked = Signal(str)
    remove_asked = Signal(str)
    export_asked = Signal()
    export_folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Exports"), parent=parent)
        self.rows: RowModel[ExportLine] = RowModel(_columns(), lambda line: line.key)
        self.rows.set_first(lambda line: _RUNNING if line.running else 0)
        self.table: TableView[ExportLine] = TableView(
            self.rows, tr("Exports, newest first"), row_height=44, actions=_actions
        )
        DropColumns(self.table, {"shape": 860, "source": 760})
        self.search = SearchField(tr("Search by file or batch"), "Ctrl+F")
        self.formats = Segmented(_choices(()), tr("Format"), Look.PILLS)
        self.folder = Button(tr("Folder for exports"), icon="folder", on_click=self.export_folder_asked.emit)
        export = Button(
            tr("Export confirmed…"), ButtonKind.PRIMARY, icon="download", shortcut="Ctrl+E", show_key=True
        )
        export.clicked.connect(self.export_asked)
        self.header.add_right(export)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.search)
        bar.addWidget(self.formats)
        bar.addStretch()
        bar.addWidget(self.folder)
        self.content.addLayout(bar)
        self._stack = QStackedWidget()
        self._list = Card(padding=1)
        self._list.body.addWidget(self.table)
        self._none = self._empty_card(
            "file-spreadsheet",
            tr("Nothing exported yet"),
            tr("Confirm documents in a batch, then export them to Excel, CSV or JSON."),
            Button(tr("Export confirmed…"), icon="download", on_click=self.export_asked.emit),
        )
        self._no_match = self._empty_card(
            "search", tr("No export matches"), "", Button(tr("Clear search"), on_click=self._clear_search)
        )
        self._loading = Card(padding=1)
        self.skeleton = SkeletonRows(row_height=44)
        self._loading.body.addWidget(self.skeleton)
        self._loading.body.addStretch()
        for widget in (self._loading, self._list, self._none, self._no_match):
            self._stack.addWidget(widget)
        self.content.addWidget(self._stack, 1)
        self.skeleton.start()
        self._connect()

    def set_lines(self, lines: Sequence[ExportLine]) -> None:
        """Show these exports, newest first."""
        self.skeleton.stop()
        self.rows.set_rows(lines)
        self.formats.set_choices(_choices(lines))
        self._show_list()

    def update_line(self, line: ExportLine) -> None:
        """Progress or a new state of one; an unknown one is added on top."""
        if any(known.key == line.key for known in self.rows.rows):
            self.rows.update_rows([line])
        else:
            self.set_lines([line, *self.rows.rows])

    def remove_line(self, key: str) -> None:
        """Take one out of the list."""
        self.set_lines([line for line in self.rows.rows if line.key != key])

    def set_folder(self, folder: Path | None) -> None:
        """The remembered folder, shown on its button."""
        self.folder.setVisible(folder is not None)
        if folder is not None:
            self.folder.setText(" / ".join(folder.parts[-2:]))
            self.folder.set_tip(tr("Open {folder}", folder=folder))

    def _connect(self) -> None:
        self.search.searched.connect(lambda _: self._filter())
        self.search.down_asked.connect(self.table.setFocus)
        self.formats.chosen.connect(lambda _: self._filter())
        self.table.opened.connect(self._open)
        self.table.action_asked.connect(self._act)
        self.table.menu_asked.connect(self._open_menu)
        self.table.key_pressed.connect(self._key)
        for keys, run in (("Ctrl+F", self.search.setFocus), ("Ctrl+E", self.export_asked.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _empty_card(self, icon: str, title: str, text: str, action: Button) -> Card:
        card = Card()
        card.body.addWidget(EmptyState(icon, title, text, (action,)))
        return card

    def _filter(self) -> None:
        text, chosen = self.search.text().strip().casefold(), self.formats.current
        self.rows.set_filter(
            lambda line: (
                chosen in ("all", line.file_format)
                and (text in line.path.name.casefold() or text in line.source.casefold())
            )
        )
        self._show_list()

    def _clear_search(self) -> None:
        self.search.clear()
        self.formats.set_current("all")
        self._filter()

    def _show_list(self) -> None:
        if not self.rows.rows:
            self._stack.setCurrentWidget(self._none)
        elif not self.rows.rowCount():
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentWidget(self._list)

    def _line(self, key: object) -> ExportLine:
        return next(line for line in self.rows.rows if line.key == key)

    def _open(self, key: object) -> None:
        line = self._line(key)
        if line.usable:
            self.open_asked.emit(line.path)

    def _act(self, action: str, key: object) -> None:
        line = self._line(key)
        if action == "menu":
            cell = self.table.visualRect(self.rows.index(self.rows.place_of(key), len(self.rows.columns) - 1))
            self._open_menu(key, self.table.viewport().mapToGlobal(cell.bottomRight()))
            return
        {
            "open": lambda: self.open_asked.emit(line.path),
            "folder": lambda: self.folder_asked.emit(line.path),
            "cancel": lambda: self.cancel_asked.emit(line.key),
        }[action]()

    def _open_menu(self, key: object, where: QPoint) -> None:
        line, theme = self._line(key), current_theme()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(text: str, icon: str, run: Callable[[], object], on: bool = True) -> None:
            entry = menu.addAction(theme.icon(icon), text)
            entry.setEnabled(on)
            entry.triggered.connect(lambda: run())

        add(tr("Open"), "external-link", lambda: self.open_asked.emit(line.path), line.usable)
        add(tr("Show in folder"), "folder-open", lambda: self.folder_asked.emit(line.path), line.usable)
        add(tr("Copy path"), "copy", lambda: self._copy(line))
        menu.addSeparator()
        add(tr("Remove from the list"), "x", lambda: self.remove_asked.emit(line.key), not line.running)
        menu.popup(where)

    def _copy(self, line: ExportLine) -> None:
        QGuiApplication.clipboard().setText(str(line.path))

    def _key(self, event: QKeyEvent, key: object) -> None:
        if key is None:
            return
        line, control = self._line(key), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Delete and not line.running:
            self.remove_asked.emit(line.key)
        elif control and event.key() == Qt.Key.Key_C:
            self._copy(line)
        elif control and shift and event.key() == Qt.Key.Key_O and line.usable:
            self.folder_asked.emit(line.path)
        else:
            return
        event.accept()


def _columns() -> tuple[Column[ExportLine], ...]:
    return (
        Column(
            "file",
            tr("File"),
            lambda line: line.path.name,
            170,
            3,
            strong=True,
            elide_middle=True,
            icon=lambda line: _ICONS.get(line.file_format, "file"),
            tone=lambda line: "muted" if line.state is ExportState.MOVED else "",
            tip=lambda line: str(line.path),
            sort=lambda line: line.path.name.casefold(),
        ),
        Column(
            "source", tr("Source"), lambda line: line.source, 150, 2, sort=lambda line: line.source.casefold()
        ),
        Column("shape", tr("Shape"), lambda line: line.shape, 154, tone=lambda _: "muted"),
        Column(
            "rows",
            tr("Rows"),
            lambda line: "–" if line.rows is None else number(line.rows),
            70,
            right=True,
            sort=lambda line: line.rows,
        ),
        Column(
            "written",
            tr("Written"),
            lambda line: relative_time(line.written),
            112,
            tip=lambda line: exact_time(line.written),
            sort=lambda line: line.written,
        ),
        Column("state", tr("State"), _state, 204, kind=CellKind.STATE_LINE),
        Column("actions", "", lambda _: "", 96),
    )


def _state(line: ExportLine) -> Enum | StateWord:
    if line.running and line.percent:
        return StateWord(
            tr("Writing, {percent}", percent=percent(line.percent)), "loader-circle", Tone.ACCENT
        )
    return line.state


def _actions(line: ExportLine) -> tuple[RowAction, ...]:
    if line.running:
        return (RowAction("cancel", "x", tr("Cancel this export"), always=True),)
    menu = RowAction("menu", "ellipsis", tr("More (Shift+F10)"))
    if line.usable:
        folder = RowAction("folder", "folder-open", tr("Show in folder (Ctrl+Shift+O)"))
        return (RowAction("open", "external-link", tr("Open (Enter)")), folder, menu)
    return (menu,)


def _choices(lines: Sequence[ExportLine]) -> list[Choice]:
    counts = {key: sum(1 for line in lines if line.file_format == key) for key in _FORMATS}
    return [
        Choice("all", tr("All"), len(lines)),
        *(Choice(key, name, counts[key]) for key, name in _FORMATS.items()),
    ]
