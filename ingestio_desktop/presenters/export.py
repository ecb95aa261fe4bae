"""The export dialog's state: what will be written where, its first rows, its progress, how it ended.
No widget."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_core.export import DOCUMENT_ROWS, ColumnFormat, ExportOptions
from ingestio_desktop.flows.export_presets import ExportSettings
from ingestio_desktop.flows.export_target import TargetFacts
from ingestio_desktop.flows.exports import ExportFlow, ExportOffer, ExportRequest, ExportSource
from ingestio_desktop.language import decimal_mark, tr
from ingestio_desktop.presenters import export_columns, export_words
from ingestio_desktop.presenters.export_columns import Columns
from ingestio_desktop.presenters.export_presets import ExportPresets
from ingestio_desktop.presenters.export_words import Plan
from ingestio_desktop.store.export_facts import ExportFacts, FirstRows
from ingestio_desktop.store.rows import Changed, ExportRow
from ingestio_desktop.workers.bridge import Bridge

DOCUMENTS: Final = DOCUMENT_ROWS
"""One row a document."""
_SETTLE_MS: Final = 120
"""How long nothing is chosen before the first rows are read again."""
_COUNT_MS: Final = 500
"""How soon documents are counted again that change while the dialog is open."""


@dataclass(frozen=True, slots=True)
class ExportForm:
    """What the person chose; `columns` of the settings are those of the presenter, which knows them for each
    choice of rows. `filename` has no suffix."""

    settings: ExportSettings = ExportSettings()  # noqa: RUF009 - frozen
    folder: Path = Path()
    filename: str = ""

    @property
    def target(self) -> Path:
        return self.folder / f"{self.filename.strip()}.{self.settings.format.value}"


class ExportPresenter(QObject):
    """One export, from opening the dialog to the written file."""

    form_changed = Signal(object)
    """The `ExportForm`, and with it columns, summary and problem."""
    preview_changed = Signal(object)
    """`FirstRows`, or the `IngestError` that stands in their way."""
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
        self._offer: ExportOffer | None = None
        self._form = ExportForm()
        self._columns: dict[str, Columns] = {}
        self._place: TargetFacts | None = None
        self._row: ExportRow | None = None
        self._others: frozenset[UUID] = frozenset()
        self._started = False
        self._stopping = False
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._look)
        self._recount = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._recount.timeout.connect(self._count_again)
        self.presets = ExportPresets(flow.presets, bridge, self._settings, self._apply, self)
        self.presets.failed.connect(self.failed)
        bridge.listen(flow.changed, self, self._progress)
        bridge.listen(flow.store_changed, self, self._store_changed)

    @property
    def form(self) -> ExportForm:
        return self._form

    @property
    def ready(self) -> bool:
        """False until the store has answered."""
        return self._offer is not None

    @property
    def facts(self) -> ExportFacts:
        return self._offer.facts if self._offer is not None else ExportFacts()

    @property
    def running(self) -> bool:
        return self._started

    @property
    def queued(self) -> bool:
        """Whether another export is being written first."""
        return self._row is not None and self._row.queued

    @property
    def columns(self) -> Columns:
        """For the rows that are chosen: the picked ones in order, then those left out."""
        return self._columns.get(self._form.settings.rows, ())

    @property
    def place(self) -> TargetFacts | None:
        """What is at the target; None until it was looked at."""
        return self._place if self._place is not None and self._place.path == self._form.target else None

    @property
    def plan(self) -> Plan:
        """What is about to be written."""
        form = self._form
        return Plan(
            self.facts,
            form.settings.format,
            form.settings.rows,
            form.settings.include_unconfirmed,
            form.settings.append and form.settings.format is ExportFormat.XLSX,
            self.columns,
            form.filename,
            form.target,
            self.place,
        )

    def open(self, source: ExportSource) -> None:
        """Prepare an export of `source`; `form_changed` comes when the dialog can be filled."""
        self._source = source
        self._bridge.deliver(self._flow.prepare(source), self, self._prepared, self.failed.emit)

    def change(self, **changes: object) -> None:
        """Change settings by name."""
        settings = replace(self._form.settings, **changes)  # type: ignore[arg-type]
        self._set(replace(self._form, settings=settings))

    def put(self, *, folder: Path | None = None, filename: str | None = None) -> None:
        """Another place."""
        form = self._form
        self._set(
            replace(
                form,
                folder=form.folder if folder is None else folder,
                filename=form.filename if filename is None else filename,
            )
        )

    def take_free_name(self) -> None:
        """Write beside the file that is there, under a name that is free."""
        if self.place is not None:
            self.put(filename=self.place.free.stem)

    # Columns

    def move(self, key: str, step: int) -> None:
        self._arrange(export_columns.moved(self.columns, key, step))

    def place_at(self, key: str, place: int) -> None:
        self._arrange(export_columns.placed(self.columns, key, place))

    def pick(self, key: str, on: bool) -> None:
        self._arrange(export_columns.picked(self.columns, key, on))

    def rename(self, key: str, header: str) -> None:
        self._arrange(export_columns.renamed(self.columns, key, header))

    def set_look(self, key: str, look: ColumnFormat) -> None:
        self._arrange(export_columns.formatted(self.columns, key, look))

    # What will be

    def problem(self) -> str:
        """Why nothing can be exported now; empty when it can."""
        return export_words.problem(self.plan) if self.ready else tr("Counting the documents…")

    def summary(self) -> tuple[str, bool]:
        """What will be written, and whether there is something to be aware of."""
        return export_words.summary(self.plan) if self.ready else ("", False)

    def start(self) -> None:
        """Write the file; the end comes by `written` or `failed`."""
        if self._started or self.problem():
            return
        told = self.place is not None and self.place.exists
        self._others = frozenset(row.id for row in self._flow.running())
        self._set_running(True)
        # Nothing is replaced that nobody was told of, be it new since the dialog looked.
        self._bridge.deliver(
            self._flow.look_at(self._form.target), self, lambda found: self._looked_first(found, told)
        )

    def _write(self) -> None:
        request = ExportRequest(self._source, self._form.target, self._options())
        self._bridge.deliver(self._flow.start(request), self, self._ended, self._refused)

    def cancel(self) -> None:
        """Stop a running export; nothing stays behind."""
        if self._row is not None:
            self._flow.cancel(self._row.id)
        else:
            # It has no id yet: it is stopped as soon as it has one.
            self._stopping = self._started

    def _options(self) -> ExportOptions:
        settings = self._form.settings
        return ExportOptions(
            format=settings.format,
            rows=settings.rows,
            # JSON has every value under the field's own name.
            columns=() if settings.format is ExportFormat.JSON else export_columns.written(self.columns),
            # A preset has just its columns. Else no value is lost that only few documents have.
            left_out=export_columns.left_out(self.columns) if self.presets.current is None else None,
            only_confirmed=not settings.include_unconfirmed,
            findings_sheet=settings.findings_sheet,
            delimiter=settings.delimiter,
            decimal=settings.decimal,
            encoding=settings.encoding,
            changes_sheet=settings.changes_sheet,
            link_source=settings.link_source,
            append=settings.append and settings.format is ExportFormat.XLSX,
            words=export_words.spoken_words(),
        )

    def _prepared(self, offer: ExportOffer) -> None:
        self._offer = offer
        words = export_words.spoken_words()
        self._columns = {
            rows: export_columns.offered(facts, words) for rows, facts in offer.facts.columns.items()
        }
        local = export_words.csv_defaults()
        settings = replace(self._form.settings, delimiter=local.delimiter, decimal=local.decimal)
        self._form = ExportForm(settings, offer.folder, offer.filename)
        self.presets.begin(offer.presets, offer.facts.plan, offer.default)
        self._tell()
        # The first ones without delay.
        self._soon.stop()
        self._look()

    def _store_changed(self, changed: Changed) -> None:
        if changed.documents and self.ready and not self._recount.isActive():
            self._recount.start()

    def _count_again(self) -> None:
        self._bridge.deliver(self._flow.prepare(self._source), self, self._counted_again)

    def _counted_again(self, offer: ExportOffer) -> None:
        """Documents were read or confirmed meanwhile: what was chosen stays."""
        if self._started:
            return
        self._offer = offer
        words = export_words.spoken_words()
        for rows, facts in offer.facts.columns.items():
            offered, known = export_columns.offered(facts, words), self._columns.get(rows, ())
            columns = export_columns.joined(known, offered, picked=self.presets.current is None)
            self._columns[rows] = columns
        self._tell()

    def _settings(self) -> ExportSettings:
        return replace(self._form.settings, columns=export_columns.kept(self.columns))

    def _apply(self, settings: ExportSettings) -> None:
        """As a preset has it; a table that these documents do not have gives a row a document."""
        rows = settings.rows if settings.rows in self._columns else DOCUMENTS
        settings = replace(settings, rows=rows)
        offered = export_columns.offered(self.facts.columns.get(rows, ()), export_words.spoken_words())
        self._columns[rows] = export_columns.applied(offered, settings.columns)
        self._form = replace(self._form, settings=settings)
        self._tell()

    def _arrange(self, columns: Columns) -> None:
        if columns != self.columns:
            self._columns[self._form.settings.rows] = columns
            self.presets.edited()
            self._tell()

    def _set(self, form: ExportForm) -> None:
        if form != self._form:
            if form.settings != self._form.settings:
                self.presets.edited()
            self._form = form
            self._tell()

    def _tell(self) -> None:
        self.form_changed.emit(self._form)
        if self.ready:
            self._soon.start()

    def _look(self) -> None:
        """Read the first rows and the target again; only the newest answers count."""
        self._asked += 1
        asked = self._asked
        options = self._options()
        if options.format is ExportFormat.XLSX:
            # As the workbook will show them here.
            shown = ColumnFormat(thousands=True, currency=True)
            options = replace(options, formats=shown, decimal=decimal_mark())

        def newest(shown: FirstRows | IngestError) -> None:
            if asked == self._asked:
                self.preview_changed.emit(shown)

        rows = self._flow.first_rows(self._source, options)
        self._bridge.deliver(rows, self, newest, newest)
        self._bridge.deliver(self._flow.look_at(self._form.target), self, self._looked)

    def _looked(self, found: TargetFacts) -> None:
        if found.path == self._form.target and found != self._place:
            self._place = found
            self.form_changed.emit(self._form)

    def _looked_first(self, found: TargetFacts, told: bool) -> None:
        self._looked(found)
        if (told or not found.exists) and not self.problem():
            self._write()
        else:
            self._set_running(False)

    def _progress(self, row: ExportRow) -> None:
        if not self._started or row.path != self._form.target or row.id in self._others:
            return
        if self._row is not None and row.id != self._row.id:
            return
        self._row = row
        if self._stopping:
            self._stopping = False
            self._flow.cancel(row.id)
        self.progress_changed.emit(row.done, row.documents)

    def _ended(self, row: ExportRow) -> None:
        self._set_running(False)
        self.written.emit(row)

    def _refused(self, error: IngestError) -> None:
        self._set_running(False)
        self.failed.emit(error)
        self._look()

    def _set_running(self, running: bool) -> None:
        self._started = running
        if not running:
            self._row = None
            self._stopping = False
        self.running_changed.emit(running)
