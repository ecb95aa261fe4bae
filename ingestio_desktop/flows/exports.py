"""Export to the person's own disk, in the child process, with progress and a history."""

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ingestio_core.export.model import ExportOptions
from ingestio_core.fieldplan import FieldSpec
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.rows import ExportRow


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What to export: these documents, or a batch, or (both empty) all that is confirmed."""

    document_ids: tuple[UUID, ...] = ()
    batch_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """`target` is the whole path; an existing file is replaced only when the new one is complete."""

    source: ExportSource
    target: Path
    options: ExportOptions


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """For the dialog: how many documents there are, the tables that multi-row may choose from,
    the proposed folder (remembered) and file name (without suffix)."""

    documents: int
    unconfirmed: int
    failing: int
    tables: tuple[FieldSpec, ...]
    folder: Path
    filename: str


class ExportFlow:
    """`changed` brings a row at its start, at its progress (at most 10 times a second) and its end."""

    changed: Notifier[ExportRow]

    def preview(self, source: ExportSource) -> "Future[ExportPreview]":
        raise NotImplementedError

    def start(self, request: ExportRequest) -> "Future[ExportRow]":
        """Ends when the file is written, with its row. Fails with `IngestError`: nothing_to_export,
        export_cancelled, disk_full, file_in_use and the like; the row stands in the history."""
        raise NotImplementedError

    def cancel(self, export_id: UUID) -> None:
        raise NotImplementedError

    def history(self, limit: int = 200) -> "Future[tuple[ExportRow, ...]]":
        """Newest first."""
        raise NotImplementedError

    def forget(self, export_id: UUID) -> "Future[None]":
        """Take it out of the history; the file stays."""
        raise NotImplementedError
