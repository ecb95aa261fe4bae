"""The history of a document's changes, over the window: who changed what from which value."""

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ingestio_core.contracts.trail import TrailOperation
from ingestio_core.errors import IngestError
from ingestio_core.trail_file import TrailFormat
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.trail import TrailPresenter
from ingestio_desktop.presenters.trail_words import RowKind, TrailRow
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import clock_time, day, exact_time
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.table import Column, RowModel, TableView
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule

_WIDTH: Final = 1080
_HEIGHT: Final = 600
_ROW: Final = 40
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_ICONS: Final = {
    TrailOperation.CONFIRM: "circle-check",
    TrailOperation.UNCONFIRM: "undo-2",
    TrailOperation.REDO: "rotate-ccw",
    TrailOperation.ADD: "plus",
    TrailOperation.REMOVE: "minus",
    TrailOperation.MOVE: "arrow-up-down",
    TrailOperation.REPLACE: "pencil",
}
_KIND_ICONS: Final = {
    RowKind.DRAFT: "pen-line",
    RowKind.WAITS: "clock",
    RowKind.SET_ASIDE: "octagon-alert",
    RowKind.NOT_TAKEN: "arrow-right-left",
}
_TONES: Final = {RowKind.SET_ASIDE: "bad", RowKind.DRAFT: "muted", RowKind.WAITS: "muted"}


class TrailDialog(Overlay):
    """The newest change first. All it does goes through the presenter."""

    def __init__(self, presenter: TrailPresenter, host: QWidget) -> None:
        super().__init__(host, tr("History of changes"), _WIDTH, _HEIGHT)
        self._presenter = presenter
        columns: list[Column[TrailRow]] = [
            Column("when", tr("When"), _when, 208, icon=_icon, tone=_tone, tip=_tip),
            Column("who", tr("Who"), lambda row: row.who, 124, tip=_tip),
            Column("field", tr("Changed"), lambda row: row.field, 200, 2, strong=True, tip=_tip),
            Column("before", tr("From"), lambda row: row.before, 150, 2, tone=_muted, tip=_tip),
            Column("after", tr("To"), lambda row: row.after, 150, 2, tone=_new, tip=_tip),
            Column("version", tr("Version"), _version, 68, right=True, tone=_muted, tip=_tip),
            Column("number", tr("No."), _number, 44, right=True, tone=_muted, tip=_tip),
        ]
        self.rows: RowModel[TrailRow] = RowModel(columns, lambda row: row.key)
        self.list: TableView[TrailRow] = TableView(
            self.rows, tr("History of changes"), row_height=_ROW, keep_current=True
        )
        self.verify = Button(
            tr("Verify"), ButtonKind.PRIMARY, icon="fingerprint", action="review.trail_verify"
        )
        self.save = Button(tr("Save as…"), icon="save", action="review.trail_save")
        self.again = Button(tr("Try again"), icon="refresh-cw", action="review.trail_again")
        self._file = ElidedLabel("", TextStyle.SMALL, "muted")
        self.statement = _StatementLine()
        self.nothing = _Nothing()
        self._note = Label("", TextStyle.SMALL, "muted")
        self._arrange()
        self.verify.clicked.connect(presenter.verify)
        self.save.clicked.connect(self._open_formats)
        self.again.clicked.connect(presenter.refresh)
        self._keys = bind_keys(
            self,
            {
                "review.trail_verify": self.verify.click,
                "review.trail_save": self.save.click,
                "review.trail_again": self._ask_again,
            },
        )
        presenter.changed.connect(self._show)
        presenter.saved.connect(self._show_saved)
        presenter.failed.connect(self._show_error)

    def open_for(self, document_id: UUID) -> None:
        """Show the history of a document: what is known at once, the rest when it comes."""
        self._note.setText("")
        self._presenter.open(document_id)
        self.open_over(self)

    def _show(self) -> None:
        presenter = self._presenter
        before = [row.key for row in self.rows.rows]
        if before == [row.key for row in presenter.rows]:
            self.rows.update_rows(presenter.rows)
        else:
            self.rows.set_rows(presenter.rows)
            if presenter.rows:
                self.list.setCurrentIndex(self.rows.index(0, 0))
        said_of_all = presenter.statement
        self._file.setText(presenter.filename)
        self.statement.say(said_of_all.icon, said_of_all.tone, said_of_all.title, said_of_all.detail)
        has_rows = bool(presenter.rows)
        self.list.setVisible(has_rows)
        self.nothing.setVisible(not has_rows)
        self.statement.setVisible(has_rows)
        if not has_rows:
            self.nothing.say(*_nothing(presenter))
        self.verify.setEnabled(presenter.can_save and not presenter.checking)
        self.save.setEnabled(presenter.can_save)
        self.again.setVisible(presenter.error is not None)
        if has_rows and self.isVisible() and self.hasFocus():
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    def _ask_again(self) -> None:
        if self.again.isVisible():
            self.again.click()

    def _open_formats(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Spreadsheet (CSV)…"), lambda: self._ask(TrailFormat.CSV))
        menu.addAction(tr("With all hashes (JSON)…"), lambda: self._ask(TrailFormat.JSON))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.save.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _ask(self, format: TrailFormat) -> None:
        stem = self._presenter.filename.rpartition(".")[0] or self._presenter.filename
        name = tr("{file} changes", file=stem)
        dialog = QFileDialog(self, tr("Save the history"), str(Path.home() / f"{name}.{format}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format.value)
        dialog.fileSelected.connect(lambda path: self._presenter.save(Path(path), format))
        dialog.open()

    def _show_saved(self, target: Path) -> None:
        self._note.set_tone("ok")
        self._note.setText(tr("Saved as {name}", name=target.name))

    def _show_error(self, error: IngestError) -> None:
        self._note.set_tone("bad")
        self._note.setText(f"{said(error.title)}. {said(error.message)}")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 16, 14)
        head.setSpacing(12)
        head.addWidget(Label(tr("History of changes"), TextStyle.HEADING))
        head.addWidget(self._file, 1)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.close_overlay))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self.body.addWidget(self.statement)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(KeyHint("Esc", tr("close")))
        foot.addSpacing(8)
        foot.addWidget(self._note, 1)
        for button in (self.again, self.save, self.verify):
            foot.addWidget(button)
        self.body.addLayout(foot)


class _StatementLine(QWidget):
    """What is said of the trail as a whole, between the head and the list."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("history", "muted", 18)
        self.title = Label("", TextStyle.SECTION)
        self.detail = ElidedLabel("", TextStyle.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.title)
        row.addWidget(self.detail, 1)

    def say(self, icon: str, tone: str, title: str, detail: str) -> None:
        self._icon.set_icon(icon, tone)
        self.title.set_tone(tone if tone != "muted" else "text")
        self.title.setText(title)
        self.detail.setText(detail)
        self.setAccessibleName(f"{title}. {detail}" if detail else title)


class _Nothing(QWidget):
    """One sentence in the middle, where there is no list."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("history", "muted", 28)
        self.title = Label("", TextStyle.HEADING)
        self._detail = Label("", tone="muted")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        for widget in (self._icon, self.title, self._detail):
            column.addWidget(widget, 0, _CENTRE)
        column.addStretch()

    def say(self, icon: str, title: str, detail: str) -> None:
        self._icon.set_icon(icon, "muted")
        self.title.setText(title)
        self._detail.setText(detail)


def _nothing(presenter: TrailPresenter) -> tuple[str, str, str]:
    error = presenter.error
    if error is not None:
        return "wifi-off", said(error.title), said(error.message)
    if not presenter.loaded:
        return "loader-circle", tr("Looking…"), ""
    return (
        "history",
        tr("Nothing was changed yet"),
        tr("Whoever edits, confirms or extracts again is noted here, with the value before and after."),
    )


def _when(row: TrailRow) -> str:
    if row.state or row.at is None:
        return row.state
    return f"{day(row.at.astimezone())}, {clock_time(row.at)}"


def _version(row: TrailRow) -> str:
    return "" if row.version is None else str(row.version)


def _number(row: TrailRow) -> str:
    return str(row.sequence) if row.sequence else ""


def _icon(row: TrailRow) -> str:
    return "octagon-alert" if row.broken else _KIND_ICONS.get(row.kind, _ICONS[row.operation])


def _tone(row: TrailRow) -> str:
    if row.broken:
        return "bad"
    return _TONES.get(row.kind, "muted")


def _muted(row: TrailRow) -> str:
    return "muted"


def _new(row: TrailRow) -> str:
    return "ok" if row.operation is TrailOperation.CONFIRM else "text"


def _tip(row: TrailRow) -> str:
    """All of it, for what is cut off in the row."""
    lines = [row.field]
    if row.before:
        lines.append(tr("From: {value}", value=row.before))
    if row.after:
        lines.append(tr("To: {value}", value=row.after))
    if row.at is not None:
        lines.append(tr("{who}, {when}", who=row.who, when=exact_time(row.at)))
    if row.hash:
        lines.append(tr("Change {number}, sealed as {hash}", number=row.sequence, hash=row.hash[:16]))
    return "\n".join(lines)
