"""Exports: what was written, when, from what, and what became of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export_history import ExportLine
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.exports.rows import DayLine, ExportRows, Line, actions
from ingestio_desktop.windows.keys import bind_keys, is_key, key_of
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    Choice,
    EmptyState,
    IconLabel,
    Label,
    Look,
    Page,
    SearchField,
    Segmented,
    SkeletonRows,
    TableView,
)
from ingestio_desktop.windows.widgets.buttons import menu_text

_FORMATS: Final = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_ROW: Final = 44
_HEADING: Final = 28
_IN_MENU: Final = ("folder", "again", "copy", "remove")


class ExportsPage(Page):
    """Loading until it is given lines. Its keys are those of the list of keys, screen "exports"."""

    open_asked = Signal(object)
    folder_asked = Signal(object)
    cancel_asked = Signal(str)
    remove_asked = Signal(str)
    again_asked = Signal(str)
    download_asked = Signal(str)
    export_asked = Signal()
    export_folder_asked = Signal()
    shown = Signal()
    """It is looked at from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Exports"), parent=parent)
        self.rows = ExportRows()
        self.table: TableView[Line] = TableView(
            self.rows,
            tr("Exports, newest first"),
            row_height=_ROW,
            row_ground=lambda line: "bg" if isinstance(line, DayLine) else "",
            actions=actions,
        )
        self.table.installEventFilter(self)
        DropColumns(self.table, {"shape": 860, "source": 760})
        self.search = SearchField(tr("Search by file or batch"), key_of("exports.search"))
        self.formats = Segmented(_choices(()), tr("Format"), Look.PILLS)
        self.folder = Button(tr("Folder for exports"), icon="folder", on_click=self.export_folder_asked.emit)
        export = Button(
            tr("Export confirmed…"),
            ButtonKind.PRIMARY,
            icon="download",
            action="exports.export",
            show_key=True,
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
        self.skeleton = SkeletonRows(row_height=_ROW)
        self._loading.body.addWidget(self.skeleton)
        self._loading.body.addStretch()
        for widget in (self._loading, self._list, self._none, self._no_match):
            self._stack.addWidget(widget)
        self.content.addWidget(self._stack, 1)
        self.content.addWidget(self._make_note())
        self.skeleton.start()
        self._connect()

    def _make_note(self) -> QWidget:
        self._note = QWidget()
        row = QHBoxLayout(self._note)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._note_text = Label("", TextStyle.SMALL, "muted")
        row.addWidget(IconLabel("wifi-off", "muted", 14))
        row.addWidget(self._note_text)
        row.addStretch()
        self._note.hide()
        return self._note

    def set_lines(self, lines: Sequence[ExportLine]) -> None:
        """Show these exports."""
        current = self.table.current_row()
        self.skeleton.stop()
        self.rows.set_lines(lines)
        self.formats.set_choices(_choices(lines))
        self._show_list()
        if isinstance(current, ExportLine):
            self.table.focus_key(current.key)

    def update_line(self, line: ExportLine) -> None:
        """Progress or a new state of one; an unknown one is added on top."""
        known = next((known for known in self.rows.lines if known.key == line.key), None)
        if known is not None and known.running == line.running:
            self.rows.update_rows([line])
        else:
            others = [other for other in self.rows.lines if other.key != line.key]
            self.set_lines([line, *others] if known is None else _replaced(self.rows.lines, line))

    def remove_line(self, key: str) -> None:
        """Take one out of the list; the next one is gone to."""
        place = self.rows.place_of(key)
        self.set_lines([line for line in self.rows.lines if line.key != key])
        left = [place for place in range(self.rows.rowCount()) if self._is_line(place)]
        if left:
            near = min(left, key=lambda other: abs(other - place))
            self.table.setCurrentIndex(self.rows.index(near, 0))

    def set_folder(self, folder: Path | None) -> None:
        """The remembered folder, shown on its button."""
        self.folder.setVisible(folder is not None)
        if folder is not None:
            self.folder.setText(" / ".join(folder.relative_to(folder.anchor).parts[-2:]) or str(folder))
            self.folder.set_tip(tr("Open {folder}", folder=folder))

    def set_note(self, text: str) -> None:
        """A sentence below the list; "" for none."""
        self._note_text.setText(text)
        self._note.setVisible(bool(text))

    def _connect(self) -> None:
        self.search.searched.connect(lambda _: self._filter())
        self.search.down_asked.connect(self.table.setFocus)
        self.formats.chosen.connect(lambda _: self._filter())
        self.table.opened.connect(self._open)
        self.table.action_asked.connect(self._act)
        self.table.menu_asked.connect(self._open_menu)
        self.table.key_pressed.connect(self._key)
        self.rows.modelReset.connect(self._lay_out)
        self.rows.layoutChanged.connect(self._lay_out)
        bind_keys(self, {"exports.search": self.search.setFocus, "exports.export": self.export_asked.emit})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            # The first row is a heading, which can't be gone to.
            first = next((place for place in range(self.rows.rowCount()) if self._is_line(place)), -1)
            if first >= 0 and not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.rows.index(first, 0))
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _is_line(self, place: int) -> bool:
        return isinstance(self.rows.row(place), ExportLine)

    def _lay_out(self) -> None:
        """Headings go over all columns, and are lower."""
        self.table.clearSpans()
        for place in range(self.rows.rowCount()):
            heading = not self._is_line(place)
            self.table.setRowHeight(place, _HEADING if heading else _ROW)
            if heading:
                self.table.setSpan(place, 0, 1, len(self.rows.columns))

    def _empty_card(self, icon: str, title: str, text: str, action: Button) -> Card:
        card = Card()
        card.body.addWidget(EmptyState(icon, title, text, (action,)))
        return card

    def _filter(self) -> None:
        text, chosen = self.search.text().strip().casefold(), self.formats.current
        self.rows.fit(
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
        if not self.rows.lines:
            self._stack.setCurrentWidget(self._none)
        elif not self.rows.shown_lines():
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentWidget(self._list)

    def _line(self, key: object) -> ExportLine:
        return next(line for line in self.rows.lines if line.key == key)

    def _open(self, key: object) -> None:
        """The main thing that can be done with it."""
        line = self._line(key)
        if line.usable:
            self.open_asked.emit(line.path)
        elif line.hosted and line.saved:
            self.download_asked.emit(line.key)
        elif line.repeatable:
            self.again_asked.emit(line.key)

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
            "again": lambda: self.again_asked.emit(line.key),
            "download": lambda: self.download_asked.emit(line.key),
        }[action]()

    def _open_menu(self, row: object, where: QPoint) -> None:
        line, theme = self._line(row), current_theme()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(text: str, icon: str, shortcut: str, run: Callable[[], object], on: bool = True) -> None:
            entry = menu.addAction(theme.icon(icon), menu_text(text, shortcut) if shortcut else text)
            entry.setEnabled(on)
            entry.triggered.connect(lambda: run())

        if line.hosted:
            keep = tr("Save in the folder for exports")
            add(keep, "download", "Enter", lambda: self.download_asked.emit(line.key), line.saved)
            add(tr("Copy link"), "copy", key_of("exports.copy"), lambda: self._copy(line), bool(line.link))
            menu.popup(where)
            return
        again = tr("Run again")
        if line.changed:
            again = tr("Run again, %n document(s) changed since", "", line.changed)
        path, key = line.path, line.key
        usable, idle = line.usable, not line.running
        shown, made, copied, removed = (key_of(f"exports.{act}") for act in _IN_MENU)
        add(tr("Open"), "external-link", "Enter", lambda: self.open_asked.emit(path), usable)
        add(tr("Show in folder"), "folder-open", shown, lambda: self.folder_asked.emit(path), usable)
        add(again, "refresh-cw", made, lambda: self.again_asked.emit(key), line.repeatable)
        add(tr("Copy path"), "copy", copied, lambda: self._copy(line))
        menu.addSeparator()
        add(tr("Remove from the list"), "x", removed, lambda: self.remove_asked.emit(key), idle)
        menu.popup(where)

    def _copy(self, line: ExportLine) -> None:
        text = line.link if line.hosted else str(line.path)
        if text:
            QGuiApplication.clipboard().setText(text)

    def _key(self, event: QKeyEvent, key: object) -> None:
        if key is None:
            return
        line = self._line(key)
        if is_key("exports.remove", event) and not line.running and not line.hosted:
            self.remove_asked.emit(line.key)
        elif is_key("exports.copy", event):
            self._copy(line)
        elif is_key("exports.folder", event) and line.usable:
            self.folder_asked.emit(line.path)
        elif is_key("exports.again", event) and line.repeatable:
            self.again_asked.emit(line.key)
        else:
            return
        event.accept()


def _replaced(lines: Sequence[ExportLine], line: ExportLine) -> list[ExportLine]:
    return [line if other.key == line.key else other for other in lines]


def _choices(lines: Sequence[ExportLine]) -> list[Choice]:
    counts = {key: sum(1 for line in lines if line.file_format == key) for key in _FORMATS}
    return [
        Choice("all", tr("All"), len(lines)),
        *(Choice(key, name, counts[key]) for key, name in _FORMATS.items()),
    ]
