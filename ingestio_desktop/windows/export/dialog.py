"""The export dialog: decisions at the left, columns and first rows at the right, one sentence below."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import ExportForm, ExportPresenter
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.export_facts import FIRST_ROWS, FirstRows
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.export.columns import ColumnsPane
from ingestio_desktop.windows.export.options import OptionsPane
from ingestio_desktop.windows.export.preview import PreviewPane
from ingestio_desktop.windows.fitting import FRAME, Scrolled
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule

_SIZE: Final = QSize(1088, 744)
_LEAST: Final = QSize(760, 420)
_LEFT: Final = 320


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
        self.options = OptionsPane(presenter)
        self.columns = ColumnsPane(presenter)
        self.columns.strip.after = self.options.target.exists
        self.preview = PreviewPane()
        self._shown_rows = Label("", TextStyle.SMALL, "muted")
        self._kinds = ElidedLabel("", TextStyle.SMALL, "muted")
        self._note_icon = IconLabel("info", "muted", 16)
        self._note = Label("", TextStyle.BODY, wrap=True)
        self._progress = Label("", TextStyle.SMALL, "muted")
        self._bar = ProgressBar(name=tr("Export"))
        self.export = Button(
            tr("Export"), ButtonKind.PRIMARY, icon="download", action="export.start", show_key=True
        )
        self.cancel = Button(tr("Cancel"), shortcut="Esc", show_key=True)
        self.open_file = Button(tr("Open"), ButtonKind.PRIMARY, icon="external-link")
        self.show_folder = Button(tr("Show in folder"), icon="folder-open")
        self._arrange()
        self._connect()
        self._fit()
        self.options.format.setFocus()
        self._tell()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 16, 18)
        head.setSpacing(8)
        head.addWidget(Label(tr("Export"), TextStyle.HEADING))
        head.addWidget(self._about, 1)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.reject))
        self._choices = QWidget()
        left = Scrolled(self.options)
        left.setFixedWidth(_LEFT)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QVBoxLayout()
        right.setContentsMargins(24, 16, 24, 24)
        right.setSpacing(16)
        right.addWidget(self.columns)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(Label(tr("Preview"), TextStyle.SECTION))
        above.addWidget(self._shown_rows)
        above.addStretch(1)
        above.addWidget(self._kinds)
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addLayout(above)
        shown.addWidget(self.preview, 1)
        right.addLayout(shown, 1)
        body = QHBoxLayout(self._choices)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(Rule(vertical=True))
        body.addLayout(right, 1)
        footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(24, 11, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(self._note_icon)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._progress)
        foot.addWidget(self._bar, 1)
        foot.addSpacing(8)
        for button in (self.show_folder, self.cancel, self.open_file, self.export):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._choices, 1)
        column.addWidget(footer)
        for widget in (self._progress, self._bar, self.open_file, self.show_folder):
            widget.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.form_changed.connect(self._fill)
        presenter.preview_changed.connect(self._show_rows)
        presenter.progress_changed.connect(self._show_progress)
        presenter.running_changed.connect(self._running)
        presenter.written.connect(self._done)
        presenter.failed.connect(self._failed)
        self.options.submitted.connect(self._start)
        self.export.clicked.connect(self._start)
        self.cancel.clicked.connect(self.reject)
        self.open_file.clicked.connect(lambda: self._open(folder=False))
        self.show_folder.clicked.connect(lambda: self._open(folder=True))
        bind_keys(self, {"export.start": self._start})

    def _fit(self) -> None:
        """As large as the picture where the screen has the room, never larger than it."""
        room = self.screen().availableGeometry().size() - FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_SIZE.boundedTo(room))

    def _start(self) -> None:
        # Once it is written the same key must not write it again.
        if self._written is not None or self.presenter.running or self.presenter.problem():
            return
        if self._replaces_workbook():
            self._ask_to_replace()
        else:
            self.presenter.start()

    def _replaces_workbook(self) -> bool:
        """Whether one is there already and would be written anew: a person may have added to it."""
        form, place = self.presenter.form, self.presenter.place
        there = place is not None and place.path == form.target and place.exists
        return there and form.settings.format is ExportFormat.XLSX and not form.settings.append

    def _ask_to_replace(self) -> None:
        question = Question(
            self,
            tr("Replace {name}?", name=self.presenter.form.target.name),
            tr("What was added to this workbook by hand goes with it: sheets, formulas, notes."),
            tr("Replace"),
            destructive=True,
        )
        question.accepted.connect(self.presenter.start)
        question.open()

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
        json = form.settings.format is ExportFormat.JSON
        # JSON has every value under the field's own name.
        self.columns.setVisible(not json)
        if json:
            kinds = tr("Every value, under the field’s own name")
        elif form.settings.format is ExportFormat.CSV:
            kinds = tr("Text that looks like a formula is made harmless")
        else:
            kinds = tr("Amounts as numbers, dates as dates, ids as text")
        self._kinds.setText(kinds)
        self._tell()

    def _tell(self) -> None:
        if self._written is not None:
            return
        problem = self.presenter.problem()
        self.export.setEnabled(not problem and not self.presenter.running)
        self.export.set_tip(problem)
        if problem:
            self._say(problem, "", "info" if not self.presenter.ready else "triangle-alert", "warn")
            return
        said, careful = self.presenter.summary()
        self._say(said, "", *(("triangle-alert", "warn") if careful else ("info", "muted")))

    def _say(self, text: str, tone: str, icon: str, colour: str) -> None:
        self._note.setText(text)
        self._note.set_tone(tone)
        self._note_icon.set_icon(icon, colour)

    def _show_rows(self, shown: FirstRows | IngestError) -> None:
        self.preview.show_rows(shown, self.presenter.columns)
        plan = self.presenter.plan
        if isinstance(shown, IngestError):
            self._shown_rows.setText("")
        elif shown.lines:
            self._shown_rows.setText(tr("the first %n line(s)", "", len(shown.lines)))
        elif plan.row_count > FIRST_ROWS:
            first = number(len(shown.sheet.rows))
            self._shown_rows.setText(tr("first {first} of %n row(s)", "", plan.row_count, first=first))
        else:
            self._shown_rows.setText(tr("%n row(s)", "", len(shown.sheet.rows)))

    def _show_progress(self, done: int, total: int) -> None:
        if self.presenter.queued:
            self._bar.set_value(0, 0)
            self._progress.setText(tr("Waiting for another export"))
            return
        self._bar.set_value(done, max(1, total))
        self._progress.setText(tr("{done} of %n document(s)", "", total, done=number(done)))

    def _running(self, running: bool) -> None:
        self._choices.setEnabled(not running)
        if running:
            # What had the focus is off now; Esc and Enter both mean: stop.
            self.cancel.setFocus()
            self._bar.set_value(0, 0)
            self._progress.setText("")
        self._bar.setVisible(running)
        self._progress.setVisible(running)
        self._note.setVisible(not running)
        self._note_icon.setVisible(not running)
        self.export.setEnabled(not running)

    def _done(self, row: ExportRow) -> None:
        self._written = row
        if row.added is not None:
            said = tr("Added %n row(s) to {name}.", "", row.added, name=row.path.name)
        else:
            said = tr("Saved {name}, %n row(s).", "", row.row_count or 0, name=row.path.name)
        self._say(said, "ok_ink", "circle-check", "ok_ink")
        self._choices.setEnabled(False)
        self.export.hide()
        self.cancel.setText(tr("Close"))
        self.open_file.show()
        self.show_folder.show()
        self.open_file.setFocus()
        self.exported.emit(row)

    def _failed(self, error: IngestError) -> None:
        self._tell()
        if self.presenter.ready:
            self.options.target.name.setFocus()
        self._say(said_error(error), "bad", "circle-x", "bad")

    def _open(self, *, folder: bool) -> None:
        if self._written is not None:
            path: Path = self._written.path.parent if folder else self._written.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
