"""The export dialog's state: what will be written where, its progress, how it ended. No widget."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_core.export.model import ExportOptions
from ingestio_core.fieldplan import FieldSpec
from ingestio_desktop.flows.exports import ExportFlow, ExportPreview, ExportRequest, ExportSource
from ingestio_desktop.language import tr
from ingestio_desktop.sentences import label_said
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.workers.bridge import Bridge

DOCUMENTS = "documents"
"""One row a document."""

_MARKS: Final = '<>:"/\\|?*'
"""What no file name may hold on one of the systems."""


@dataclass(frozen=True, slots=True)
class ExportForm:
    """What the person chose. `rows` is `documents` or the name of a table; `filename` has no suffix."""

    format: ExportFormat = ExportFormat.XLSX
    rows: str = DOCUMENTS
    include_unconfirmed: bool = True
    findings_sheet: bool = True
    folder: Path = Path()
    filename: str = ""

    @property
    def target(self) -> Path:
        return self.folder / f"{self.filename.strip()}.{self.format.value}"


class ExportPresenter(QObject):
    """One export, from opening the dialog to the written file."""

    form_changed = Signal(object)
    progress_changed = Signal(int, int)
    """Documents done and all of them."""
    running_changed = Signal(bool)
    written = Signal(object)
    """The `ExportRow` of the file that is there now."""
    failed = Signal(object)
    """An `IngestError`; nothing was written."""

    def __init__(self, flow: ExportFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._source = ExportSource()
        self._preview: ExportPreview | None = None
        self._form = ExportForm()
        self._running: UUID | None = None
        self._started = False
        self._stopping = False
        bridge.listen(flow.changed, self, self._progress)

    @property
    def form(self) -> ExportForm:
        return self._form

    @property
    def preview(self) -> ExportPreview | None:
        """None until the store has answered."""
        return self._preview

    @property
    def running(self) -> bool:
        return self._started

    @property
    def tables(self) -> tuple[FieldSpec, ...]:
        """The array fields that multi-row may choose from."""
        return self._preview.tables if self._preview else ()

    def open(self, source: ExportSource) -> None:
        """Prepare an export of `source`; `form_changed` comes when the dialog can be filled."""
        self._source = source
        self._bridge.deliver(self._flow.preview(source), self, self._prepared, self.failed.emit)

    def change(self, **changes: object) -> None:
        """Change fields of the form by name."""
        self._form = replace(self._form, **changes)  # type: ignore[arg-type]
        self.form_changed.emit(self._form)

    def problem(self) -> str:
        """Why nothing can be exported now; empty when it can."""
        preview, form = self._preview, self._form
        if preview is None:
            return tr("Counting the documents…")
        exportable = preview.documents - (0 if form.include_unconfirmed else preview.unconfirmed)
        if exportable <= 0:
            return tr("Nothing is confirmed yet. Include the unconfirmed documents, or confirm some first.")
        if not form.filename.strip():
            return tr("Give the file a name.")
        if any(mark in form.filename for mark in _MARKS):
            return tr("A file name can't hold any of {marks}", marks=" ".join(_MARKS))
        if not form.folder.is_dir():
            return tr("The folder “{folder}” is not there. Choose another one.", folder=form.folder)
        return ""

    def summary(self) -> str:
        """What will be written, in one sentence."""
        preview, form = self._preview, self._form
        if preview is None:
            return ""
        count = preview.documents - (0 if form.include_unconfirmed else preview.unconfirmed)
        table = next((field for field in preview.tables if field.name == form.rows), None)
        if table:
            said = tr(
                "One row for each item of {table}, %n document(s).", "", count, table=label_said(table.label)
            )
        else:
            said = tr("One row a document, %n document(s).", "", count)
        sentences = [said]
        if form.include_unconfirmed and preview.unconfirmed:
            sentences.append(tr("%n of them are not confirmed and marked so.", "", preview.unconfirmed))
        if form.target.exists():
            sentences.append(tr("The file of that name will be replaced."))
        return " ".join(sentences)

    def start(self) -> None:
        """Write the file; the end comes by `written` or `failed`."""
        if self._started or self.problem():
            return
        form = self._form
        options = ExportOptions(
            format=form.format,
            rows=form.rows,
            only_confirmed=not form.include_unconfirmed,
            findings_sheet=form.findings_sheet,
        )
        self._set_running(True)
        request = ExportRequest(self._source, form.target, options)
        self._bridge.deliver(self._flow.start(request), self, self._ended, self._refused)

    def cancel(self) -> None:
        """Stop a running export; nothing stays behind."""
        if self._running is not None:
            self._flow.cancel(self._running)
        else:
            # It has no id yet: it is stopped as soon as it has one.
            self._stopping = self._started

    def _prepared(self, preview: ExportPreview) -> None:
        self._preview = preview
        self._form = replace(self._form, folder=preview.folder, filename=preview.filename)
        self.form_changed.emit(self._form)

    def _progress(self, row: ExportRow) -> None:
        if self._started and row.path == self._form.target:
            self._running = row.id
            if self._stopping:
                self._flow.cancel(row.id)
            self.progress_changed.emit(row.done, row.documents)

    def _ended(self, row: ExportRow) -> None:
        self._set_running(False)
        self.written.emit(row)

    def _refused(self, error: IngestError) -> None:
        self._set_running(False)
        self.failed.emit(error)

    def _set_running(self, running: bool) -> None:
        self._started = running
        if not running:
            self._running = None
            self._stopping = False
        self.running_changed.emit(running)
