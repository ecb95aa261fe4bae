"""What was exported: the lines of the page, and what is done with one. No widget."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.exports import Export, ExportStatus
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.export import DOCUMENT_ROWS
from ingestio_core.fieldplan.defaults import field_label
from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.sentences import label_said, said, said_error, value_said
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.words import ExportState, StateWord, Tone, link_days, number
from ingestio_desktop.workers.bridge import Bridge

_STATES: Final = {
    ExportStatus.WRITING: ExportState.WRITING,
    ExportStatus.SAVED: ExportState.SAVED,
    ExportStatus.FAILED: ExportState.FAILED,
}
_CODES: Final = {
    "disk_full": ExportState.DISK_FULL,
    "export_cancelled": ExportState.CANCELLED,
}
_ITEMS: Final = {
    "line_items": QT_TR_NOOP("By line item"),
    "transactions": QT_TR_NOOP("By transaction"),
}
_WAITING: Final = StateWord(QT_TR_NOOP("Waiting"), "clock", Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One export. `file_format` is xlsx, csv or json; `state` a state enum or a word of its own; `percent` is
    shown while it is being written; `rows` is None where nothing was written. `repeatable` says that it can
    be made again, `changed` how many of its documents changed since. `link` is the service's, where it made
    the file."""

    key: str
    path: Path
    file_format: str
    source: str
    shape: str
    rows: int | None
    written: datetime
    state: ExportState | StateWord
    percent: int = 0
    running: bool = False
    saved: bool = False
    repeatable: bool = False
    changed: int = 0
    missing: bool = False
    hosted: bool = False
    link: str | None = None
    tip: str = ""

    @property
    def usable(self) -> bool:
        """Whether the file can be opened."""
        return self.saved and not self.missing and not self.hosted


class ExportHistory(QObject):
    """Reads itself anew when what its lines say changed."""

    listed = Signal(object)
    """All `ExportLine`s, newest first."""
    changed = Signal(object)
    """One line: its progress, or its end."""
    removed = Signal(str)
    reach_changed = Signal(str)
    """Why the files of the service are not listed; "" where they are, or where there are none."""
    told = Signal(str)
    """A sentence about something that was done."""
    opened = Signal(object)
    """The path of a file that was fetched."""
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(self, flow: ExportFlow, bridge: Bridge, hosted: bool, parent: QObject | None = None) -> None:
        """`hosted` is an account whose service may have made files too."""
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._hosted = hosted
        self._own: tuple[ExportRow, ...] = ()
        self._links: tuple[Export, ...] = ()
        bridge.listen(flow.changed, self, self._tell)

    def read(self) -> None:
        """List all, those of the service as soon as it answers."""
        self._bridge.deliver(self._flow.history(), self, self._know, self.failed.emit)
        if self._hosted:
            self._bridge.deliver(self._flow.hosted(), self, self._know_links, self._unreached)

    def cancel(self, key: str) -> None:
        self._flow.cancel(UUID(key))

    def forget(self, key: str) -> None:
        """Take one out of the list; its file stays."""

        def gone(_done: None) -> None:
            self._own = tuple(row for row in self._own if str(row.id) != key)
            self.removed.emit(key)
            self.told.emit(tr("Removed from the list. The file itself stays."))

        self._bridge.deliver(self._flow.forget(UUID(key)), self, gone, self.failed.emit)

    def again(self, key: str) -> None:
        """Make it once more, as it was made, of what there is now."""
        self._bridge.deliver(self._flow.again(UUID(key)), self, self._made_again, self._not_made)

    def download(self, key: str) -> None:
        """Fetch a file of the service into the folder for exports."""
        export = next(export for export in self._links if str(export.id) == key)

        def fetched(path: Path) -> None:
            self.told.emit(tr("Saved {name} in the folder for exports.", name=path.name))
            self.opened.emit(path)

        self._bridge.deliver(self._flow.download(export), self, fetched, self.failed.emit)

    def _made_again(self, row: ExportRow) -> None:
        if row.added is not None:
            self.told.emit(tr("Added %n row(s) to {name}.", "", row.added, name=row.path.name))
        else:
            self.told.emit(tr("Saved {name}, %n row(s).", "", row.row_count or 0, name=row.path.name))
        self.read()

    def _not_made(self, error: IngestError) -> None:
        # Its line says so already.
        if error.code != "export_cancelled":
            self.failed.emit(error)

    def _know(self, rows: tuple[ExportRow, ...]) -> None:
        self._own = rows
        self._list()

    def _know_links(self, exports: tuple[Export, ...]) -> None:
        self._links = exports
        self.reach_changed.emit("")
        self._list()

    def _unreached(self, error: IngestError) -> None:
        self.reach_changed.emit(tr("Files made by the service are listed once it can be reached."))

    def _list(self) -> None:
        now = datetime.now(UTC)
        lines = [export_line(row) for row in self._own] + [link_line(export, now) for export in self._links]
        self.listed.emit(sorted(lines, key=lambda line: line.written, reverse=True))

    def _tell(self, row: ExportRow) -> None:
        known = any(row.id == own.id for own in self._own)
        self._own = (
            tuple(row if row.id == own.id else own for own in self._own) if known else (row, *self._own)
        )
        self.changed.emit(export_line(row))


def export_line(row: ExportRow) -> ExportLine:
    """One export of this computer as the page shows it."""
    return ExportLine(
        key=str(row.id),
        path=row.path,
        file_format=row.format.value,
        source=value_said(row.what) if row.what else tr("All confirmed"),
        shape=shape_said(row.rows),
        rows=row.row_count,
        written=row.created_at,
        state=_state(row),
        percent=100 * row.done // row.documents if row.documents else 0,
        running=row.status is ExportStatus.WRITING,
        saved=row.status is ExportStatus.SAVED,
        repeatable=row.repeatable and row.status is not ExportStatus.WRITING,
        changed=row.changed,
        missing=row.missing,
        tip=said_error(row.error) if row.error is not None else "",
    )


def link_line(export: Export, now: datetime) -> ExportLine:
    """A file that the service made, with how long it is kept there."""
    over = export.kept_until is not None and export.kept_until <= now
    state: ExportState | StateWord = _STATES[export.status]
    if export.error is not None:
        state = _failed(export.error)
    elif export.status is ExportStatus.SAVED and over:
        state = ExportState.LINK_EXPIRED
    elif export.status is ExportStatus.SAVED and export.kept_until is not None:
        state = link_days(max(1, -(-int((export.kept_until - now).total_seconds()) // 86_400)))
    return ExportLine(
        key=str(export.id),
        path=Path(export.filename),
        file_format=export.format.value,
        source=tr("Made by the service"),
        shape=shape_said(export.rows),
        rows=export.row_count,
        written=export.created_at,
        state=state,
        saved=export.status is ExportStatus.SAVED and not over,
        hosted=True,
        link=export.download_url if not over else None,
        tip=said_error(export.error) if export.error is not None else "",
    )


def shape_said(rows: str) -> str:
    """What a row is of."""
    if rows == DOCUMENT_ROWS:
        return tr("One row a document", "in the list of exports")
    if rows in _ITEMS:
        return tr(_ITEMS[rows])
    return tr("By item of {table}", table=label_said(field_label(rows)))


def _state(row: ExportRow) -> ExportState | StateWord:
    if row.error is not None:
        return _failed(row.error)
    if row.queued:
        return _WAITING.spoken()
    if row.missing:
        return ExportState.MOVED
    if row.status is ExportStatus.SAVED and row.changed:
        text = tr("Saved, {count} changed since", count=number(row.changed))
        return StateWord(text, "circle-check", Tone.OK)
    if row.status is ExportStatus.SAVED and row.added is not None:
        return StateWord(tr("Saved, %n row(s) added", "", row.added), "circle-check", Tone.OK)
    return _STATES[row.status]


def _failed(error: ErrorInfo) -> ExportState | StateWord:
    return _CODES.get(error.code, StateWord(said(error.title), "circle-x", Tone.BAD))
