"""The export dialog: format, shape, what to do with the unconfirmed, where to; progress and end."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import DOCUMENTS, ExportForm, ExportPresenter
from ingestio_desktop.sentences import label_said, said_error
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.theme import make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.fitting import Scrolled, free_height
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.segmented import Choice, Segmented
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule

_FORMATS = (
    Choice(ExportFormat.XLSX.value, "Excel", icon="file-spreadsheet"),
    Choice(ExportFormat.CSV.value, "CSV", icon="table"),
    Choice(ExportFormat.JSON.value, "JSON", icon="braces"),
)


_WIDTH = 640


class ExportDialog(QDialog):
    """Opened with `open()`. Give its presenter a source first or afterwards; it fills itself."""

    exported = Signal(object)
    """The `ExportRow` of a file that was written."""

    def __init__(self, presenter: ExportPresenter, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.setWindowTitle(tr("Export"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._written: ExportRow | None = None
        self._about = ElidedLabel(title, TextStyle.BODY, "muted")
        self._format = Segmented(_FORMATS, tr("Format"))
        self._one_row = QRadioButton(tr("One row a document"))
        self._items = QRadioButton(tr("One row for each item of"))
        self._table = QComboBox()
        self._leave_out = QRadioButton(tr("Leave out"))
        self._include = QRadioButton(tr("Include and mark"))
        self._findings = QCheckBox(tr("Sheet of findings"))
        self._folder = QLineEdit()
        self._name = QLineEdit()
        self._suffix = Label("", TextStyle.BODY, "muted")
        self._note_icon = IconLabel("info", "muted", 16)
        self._note = Label("", TextStyle.BODY, "muted", wrap=True)
        self._bar = ProgressBar(name=tr("Export"))
        self._export = Button(
            tr("Export"), ButtonKind.PRIMARY, icon="download", shortcut="Ctrl+Enter", show_key=True
        )
        self._cancel = Button(tr("Cancel"), shortcut="Esc", show_key=True)
        self._open = Button(tr("Open"), ButtonKind.PRIMARY, icon="external-link")
        self._show = Button(tr("Show in folder"), icon="folder-open")
        self._arrange()
        self._connect()
        self._format.setFocus()
        if presenter.preview is not None:
            self._fill(presenter.form)
        else:
            self._tell()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 16, 16)
        head.setSpacing(8)
        head.addWidget(Label(tr("Export"), TextStyle.HEADING))
        head.addWidget(self._about, 1)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.reject))
        self._choices = QWidget()
        body = QVBoxLayout(self._choices)
        body.setContentsMargins(24, 16, 24, 20)
        body.setSpacing(8)
        body.addWidget(_caption(tr("Format")))
        body.addWidget(self._format, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(8)
        body.addWidget(_caption(tr("Rows")))
        body.addWidget(self._one_row)
        items = QHBoxLayout()
        items.addWidget(self._items)
        items.addWidget(self._table, 1)
        body.addLayout(items)
        body.addSpacing(8)
        # Only asked where there are some.
        self._unconfirmed = QWidget()
        ask = QVBoxLayout(self._unconfirmed)
        ask.setContentsMargins(0, 0, 0, 8)
        ask.setSpacing(8)
        ask.addWidget(_caption(tr("Not confirmed yet")))
        ask.addWidget(self._leave_out)
        ask.addWidget(self._include)
        body.addWidget(self._unconfirmed)
        body.addWidget(self._findings)
        body.addSpacing(8)
        body.addWidget(_caption(tr("Save to")))
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._folder, 1)
        where.addWidget(
            IconButton(
                "folder-open", tr("Choose a folder"), bordered=True, size=32, on_click=self._choose_folder
            )
        )
        body.addLayout(where)
        named = QHBoxLayout()
        named.setSpacing(4)
        named.addWidget(self._name, 1)
        named.addWidget(self._suffix)
        body.addLayout(named)
        self._footer = footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(24, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._bar, 1)
        for button in (self._show, self._cancel, self._open, self._export):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(Scrolled(self._choices), 1)
        column.addWidget(footer)
        kept = self._findings.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._findings.setSizePolicy(kept)
        for group in ((self._one_row, self._items), (self._leave_out, self._include)):
            exclusive = QButtonGroup(self)
            for choice in group:
                exclusive.addButton(choice)
        for widget in (self._folder, self._name, self._table):
            widget.setFont(make_font(TextStyle.BODY))
        self._folder.setReadOnly(True)
        self._folder.setAccessibleName(tr("Folder"))
        self._name.setAccessibleName(tr("File name"))
        self._table.setAccessibleName(tr("Table whose items become rows"))
        self._progress = Label("", TextStyle.SMALL, "muted")
        foot.insertWidget(2, self._progress)
        self._progress.hide()
        self._bar.hide()
        self._open.hide()
        self._show.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.form_changed.connect(self._fill)
        presenter.progress_changed.connect(self._show_progress)
        presenter.running_changed.connect(self._running)
        presenter.written.connect(self._done)
        presenter.failed.connect(self._failed)
        self._format.chosen.connect(lambda key: presenter.change(format=ExportFormat(key)))
        self._one_row.clicked.connect(lambda: presenter.change(rows=DOCUMENTS))
        self._items.clicked.connect(self._rows_by_item)
        self._table.activated.connect(lambda _index: self._rows_by_item())
        self._leave_out.clicked.connect(lambda: presenter.change(include_unconfirmed=False))
        self._include.clicked.connect(lambda: presenter.change(include_unconfirmed=True))
        self._findings.clicked.connect(lambda on: presenter.change(findings_sheet=on))
        self._name.textEdited.connect(lambda text: presenter.change(filename=text))
        self._export.clicked.connect(presenter.start)
        self._name.returnPressed.connect(self._start)
        self._cancel.clicked.connect(self.reject)
        self._open.clicked.connect(self._open_file)
        self._show.clicked.connect(self._show_folder)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._start)

    def _start(self) -> None:
        # Once it is written the same key must not write it again.
        if self._written is None:
            self.presenter.start()

    def reject(self) -> None:
        """Esc stops a running export first; a second one closes."""
        if self.presenter.running:
            self.presenter.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.presenter.cancel()
        super().closeEvent(event)

    def _fill(self, form: ExportForm) -> None:
        preview = self.presenter.preview
        tables = self.presenter.tables
        if [self._table.itemData(at) for at in range(self._table.count())] != [t.name for t in tables]:
            self._table.clear()
            for field in tables:
                self._table.addItem(label_said(field.label), field.name)
        by_item = form.rows != DOCUMENTS
        self._format.set_current(form.format.value)
        self._items.setEnabled(bool(tables))
        self._table.setEnabled(bool(tables))
        self._items.setChecked(by_item)
        self._one_row.setChecked(not by_item)
        if by_item:
            self._table.setCurrentIndex(self._table.findData(form.rows))
        self._include.setChecked(form.include_unconfirmed)
        self._leave_out.setChecked(not form.include_unconfirmed)
        if preview is not None:
            self._unconfirmed.setVisible(preview.unconfirmed > 0)
            self._include.setText(
                tr("Include and mark ({unconfirmed})", unconfirmed=number(preview.unconfirmed))
            )
        self._findings.setChecked(form.findings_sheet)
        self._findings.setVisible(form.format is ExportFormat.XLSX)
        self._folder.setText(str(form.folder))
        self._folder.setToolTip(str(form.folder))
        if self._name.text() != form.filename:
            self._name.setText(form.filename)
        self._suffix.setText(f".{form.format.value}")
        self._tell()

    def _tell(self) -> None:
        problem = self.presenter.problem()
        self._export.setEnabled(not problem and not self.presenter.running)
        self._say(problem or self.presenter.summary(), "warn_ink" if problem else "muted", "info")

    def _say(self, text: str, tone: str, icon: str) -> None:
        self._note.setText(text)
        self._note.set_tone("" if tone == "muted" else tone)
        self._note_icon.set_icon(icon, tone)
        self._fit()

    def _fit(self) -> None:
        """One width always; as high as the sentence below needs."""
        layout = self.layout()
        if layout is not None:
            self._footer.updateGeometry()
            layout.invalidate()
            layout.activate()
            height = max(self.minimumHeight(), layout.totalHeightForWidth(_WIDTH))
            self.setFixedSize(_WIDTH, min(height, free_height(self)))

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.set_value(done, max(1, total))
        self._progress.setText(tr("{done} of %n document(s)", "", total, done=number(done)))

    def _rows_by_item(self) -> None:
        name = self._table.currentData()
        if name:
            self.presenter.change(rows=str(name))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Save to"), str(self.presenter.form.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.presenter.change(folder=Path(folder)))
        dialog.open()

    def _running(self, running: bool) -> None:
        self._choices.setEnabled(not running)
        if running:
            # What had the focus is off now; Esc and Enter both mean: stop.
            self._cancel.setFocus()
        self._bar.setVisible(running)
        self._progress.setVisible(running)
        self._note.setVisible(not running)
        self._note_icon.setVisible(not running)
        self._export.setEnabled(not running)
        if running:
            self._bar.set_value(0, 0)
            self._progress.setText("")

    def _done(self, row: ExportRow) -> None:
        self._written = row
        said = tr("Saved {name}, %n row(s).", "", row.row_count or 0, name=row.path.name)
        self._say(said, "ok_ink", "circle-check")
        self._choices.setEnabled(False)
        self._export.hide()
        self._cancel.setText(tr("Close"))
        self._open.show()
        self._show.show()
        self._open.setFocus()
        self._fit()
        self.exported.emit(row)

    def _failed(self, error: IngestError) -> None:
        self._tell()
        self._name.setFocus()
        self._say(said_error(error), "bad", "circle-x")

    def _open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path)))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path.parent)))


def _caption(text: str) -> Label:
    return Label(text, TextStyle.SMALL, "muted")
