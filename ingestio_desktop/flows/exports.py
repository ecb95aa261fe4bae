"""Export to the person's own disk, in the child process, with progress and a history."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import UUID, uuid4

from ingestio_core.contracts.exports import ExportStatus
from ingestio_core.errors import ErrorInfo, IngestError, ProgramError
from ingestio_core.export import ExportOptions, ExportOutcome
from ingestio_core.fieldplan import FieldSpec
from ingestio_desktop.futures import chain, done
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store import export_history
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.exporting import (
    ExportFacts,
    ExportSource,
    ExportTask,
    export_facts,
    run_export,
)
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.workers.cpu_process import CpuProcess

__all__ = ["ExportFlow", "ExportPreview", "ExportRequest", "ExportSource"]

_PROGRESS_SECONDS: Final = 0.1


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

    def __init__(self, store: Store, cpu: CpuProcess, settings: SettingsFile) -> None:
        self.changed: Notifier[ExportRow] = Notifier()
        self._store = store
        self._cpu = cpu
        self._settings = settings
        self._lock = threading.Lock()
        self._jobs: dict[UUID, int] = {}

    def preview(self, source: ExportSource) -> "Future[ExportPreview]":
        facts = self._store.read(lambda session: export_facts(session, source))
        return chain(facts, lambda found: done(self._preview(found)))

    def start(self, request: ExportRequest) -> "Future[ExportRow]":
        """Ends when the file is written, with its row. Fails with `IngestError`: nothing_to_export,
        export_cancelled, disk_full, file_in_use and the like; the row stands in the history."""
        facts = self._store.read(lambda session: export_facts(session, request.source))
        return chain(facts, lambda found: self._start(request, found))

    def cancel(self, export_id: UUID) -> None:
        with self._lock:
            job = self._jobs.get(export_id)
        if job is not None:
            self._cpu.cancel(job)

    def history(self, limit: int = 200) -> "Future[tuple[ExportRow, ...]]":
        """Newest first."""
        return self._store.read(lambda session: export_history.exports(session, limit))

    def forget(self, export_id: UUID) -> "Future[None]":
        """Take it out of the history; the file stays."""
        return self._store.write(lambda unit: export_history.forget_export(unit, export_id))

    def _preview(self, facts: ExportFacts) -> ExportPreview:
        tables: dict[str, FieldSpec] = {}
        for plan in facts.plans:
            for table in plan.tables:
                tables.setdefault(table.name, table)
        return ExportPreview(
            documents=facts.documents,
            unconfirmed=facts.unconfirmed,
            failing=facts.failing,
            tables=tuple(tables.values()),
            folder=self._settings.settings.export_folder or _documents_folder(),
            filename=_file_name(facts.title or f"IngestIO {datetime.now().astimezone():%Y-%m-%d}"),
        )

    def _start(self, request: ExportRequest, facts: ExportFacts) -> "Future[ExportRow]":
        available = facts.documents - (facts.unconfirmed if request.options.only_confirmed else 0)
        if request.options.include_failed:
            available += facts.failing
        if available <= 0:
            raise IngestError(
                "nothing_to_export",
                "There is nothing to export",
                "None of these documents was read (or confirmed) yet. Choose others, or wait for them.",
            )
        self._settings.change(export_folder=request.target.parent)
        self._settings.save()
        row = ExportRow(
            id=uuid4(),
            format=request.options.format,
            rows=request.options.rows,
            status=ExportStatus.WRITING,
            path=request.target,
            what=facts.title or f"{available:,} document{'' if available == 1 else 's'}",
            documents=available,
            row_count=None,
            size=None,
            done=0,
            error=None,
            created_at=datetime.now(UTC),
        )
        written = self._store.write(lambda unit: export_history.save_export(unit, row))
        return chain(written, lambda _: self._run(row, request))

    def _run(self, row: ExportRow, request: ExportRequest) -> "Future[ExportRow]":
        self.changed.notify(row)
        task = ExportTask(self._store.path, request.source, request.options, request.target)
        outcome: Future[ExportRow] = Future()
        job, written = self._cpu.task(run_export, task, self._progress_of(row))
        with self._lock:
            self._jobs[row.id] = job
        written.add_done_callback(lambda ended: self._ended(row, ended, outcome))
        return outcome

    def _progress_of(self, row: ExportRow) -> Callable[[int], None]:
        reported = 0.0

        def report(number: int) -> None:
            nonlocal reported
            if monotonic() - reported >= _PROGRESS_SECONDS:
                reported = monotonic()
                self.changed.notify(replace(row, done=number))

        return report

    def _ended(self, row: ExportRow, ended: "Future[Any]", outcome: "Future[ExportRow]") -> None:
        with self._lock:
            self._jobs.pop(row.id, None)
        if ended.cancelled():
            outcome.cancel()
            return
        error = ended.exception()
        if error is None:
            last = _saved(row, ended.result())
        else:
            last = replace(row, status=ExportStatus.FAILED, error=_info(error))
        written = self._store.write(lambda unit: export_history.save_export(unit, last))
        written.add_done_callback(lambda _: self._tell_end(last, error, outcome))

    def _tell_end(self, row: ExportRow, error: BaseException | None, outcome: "Future[ExportRow]") -> None:
        self.changed.notify(row)
        if error is None:
            outcome.set_result(row)
        else:
            outcome.set_exception(error)


BROKEN_OFF: Final = ErrorInfo(
    code="export_broken_off",
    title="Broken off",
    message="IngestIO was closed while this was being written. Export again.",
)
"""The reason of exports that a start finds unfinished."""


def _saved(row: ExportRow, outcome: ExportOutcome) -> ExportRow:
    return replace(
        row,
        status=ExportStatus.SAVED,
        path=outcome.path,
        documents=outcome.documents,
        done=outcome.documents,
        row_count=outcome.rows,
        size=outcome.path.stat().st_size if outcome.path.exists() else None,
    )


def _info(error: BaseException) -> ErrorInfo:
    if isinstance(error, IngestError):
        return error.info()
    return ProgramError(
        "export_failed", "The export failed", "Something went wrong in IngestIO. Try again, and report it."
    ).info()


def _documents_folder() -> Path:
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()


def _file_name(title: str) -> str:
    """The title without what file systems refuse."""
    kept = "".join(" " if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in title)
    return " ".join(kept.split()).strip(". ")[:100] or "IngestIO"
