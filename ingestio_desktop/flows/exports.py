"""Export to the person's own disk, in the child process, one after the other, with progress and a history."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import UUID, uuid4

from pydantic import TypeAdapter, ValidationError

from ingestio_core.contracts.exports import Export, ExportStatus
from ingestio_core.errors import ErrorInfo, IngestError, MachineError, ProgramError
from ingestio_core.export import ExportOptions, ExportOutcome
from ingestio_core.export.model import ExportCancelled
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.flows.export_presets import ExportPreset, ExportPresetsFlow, read_presets
from ingestio_desktop.flows.export_target import TargetFacts, look_at, remove_leftovers, size_of, there
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.futures import cancelled, chain, done, failed
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store import export_history
from ingestio_desktop.store.database import Reader, Store
from ingestio_desktop.store.export_facts import (
    ExportFacts,
    FirstRows,
    SourceCounts,
    export_facts,
    first_rows,
    source_counts,
)
from ingestio_desktop.store.export_presets import default_preset
from ingestio_desktop.store.exporting import ExportSource, ExportTask, run_export, source_ids
from ingestio_desktop.store.rows import Changed, ExportRow
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.cpu_process import CpuProcess

__all__ = ["ExportFlow", "ExportOffer", "ExportRequest", "ExportSource"]

_PROGRESS_SECONDS: Final = 0.1
_END_SECONDS: Final = 10.0
"""How long the end of an account waits for the child to let go of a file."""
_LOOKED_AT: Final = 50
"""Of how many exports it is told what changed since."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """`target` is the whole path; an existing file is replaced, or added to, only when the new one is
    complete."""

    source: ExportSource
    target: Path
    options: ExportOptions


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """For the dialog: what there is, the person's presets and the one to begin with, the proposed folder
    (remembered) and file name (without suffix)."""

    facts: ExportFacts
    presets: tuple[ExportPreset, ...]
    default: str | None
    folder: Path
    filename: str


_REQUEST: Final = TypeAdapter(ExportRequest)


@dataclass(slots=True)
class _Job:
    row: ExportRow
    request: ExportRequest
    outcome: "Future[ExportRow]"
    number: int | None = None
    """In the child process; None while it waits for others."""


class ExportFlow:
    """`changed` brings a row at its start, at its progress (at most 10 times a second) and its end."""

    def __init__(
        self, store: Store, cpu: CpuProcess, settings: SettingsFile, sync: SyncControl | None = None
    ) -> None:
        """`sync` leads to the service, whose exports are listed too."""
        self.changed: Notifier[ExportRow] = Notifier()
        self.store_changed: Notifier[Changed] = store.changed
        self.presets = ExportPresetsFlow(store)
        self._store = store
        self._cpu = cpu
        self._settings = settings
        self._sync = sync
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._jobs: dict[UUID, _Job] = {}
        self._waiting: deque[UUID] = deque()
        self._closed = False
        # Looks at folders and files, which may be on a disk far away.
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="exports")

    def begin(self) -> None:
        """After a start: what was being written when the program ended was not, and nothing of it stays."""
        broken = self._store.write(lambda unit: export_history.end_broken_exports(unit, BROKEN_OFF))
        chain(broken, lambda paths: self._disk.submit(remove_leftovers, paths))

    def prepare(self, source: ExportSource) -> "Future[ExportOffer]":
        """What an export of this source would have."""
        return self._store.read(lambda session: self._offer(session, source))

    def first_rows(self, source: ExportSource, options: ExportOptions) -> "Future[FirstRows]":
        """As they would be written. Fails with `IngestError` where the whole export would."""
        return self._store.read(lambda session: first_rows(session, source, options))

    def look_at(self, target: Path) -> "Future[TargetFacts]":
        """What is at the place where a file is to be written, or will be when those that run have ended."""
        with self._lock:
            if self._closed:
                return cancelled()
            taken = frozenset(job.row.path for job in self._jobs.values())
            return self._disk.submit(look_at, target, taken)

    def start(self, request: ExportRequest) -> "Future[ExportRow]":
        """Ends when the file is written, with its row. Fails with `IngestError`: nothing_to_export,
        export_cancelled, disk_full, file_in_use and the like; the row stands in the history."""
        counts = self._store.read(lambda session: source_counts(session, request.source))
        return chain(counts, lambda found: self._start(request, found))

    def again(self, export_id: UUID) -> "Future[ExportRow]":
        """The same export once more, with what there is now. Fails as `start`, and with export_unknown."""

        def begin(body: str | None) -> "Future[ExportRow]":
            try:
                return self.start(_REQUEST.validate_json(body or ""))
            except ValidationError:
                return failed(
                    IngestError(
                        "export_unknown",
                        "It is not known how this was made",
                        "An earlier version of IngestIO wrote it. Export the documents again.",
                    )
                )

        return chain(
            self._store.read(lambda session: export_history.export_request(session, export_id)), begin
        )

    def cancel(self, export_id: UUID) -> None:
        """Ends a running one, with nothing written, and one that waits for others at once."""
        with self._lock:
            job = self._jobs.get(export_id)
            if job is not None and job.number is None and export_id in self._waiting:
                self._waiting.remove(export_id)
            elif job is not None and job.number is not None:
                self._cpu.cancel(job.number)
                return
            else:
                return
        self._finish(job, _cancelled())

    def running(self) -> tuple[ExportRow, ...]:
        """Those that are being written or wait."""
        with self._lock:
            return tuple(job.row for job in self._jobs.values())

    def history(self, limit: int = 200) -> "Future[tuple[ExportRow, ...]]":
        """Newest first, with what became of the files and what changed since."""
        rows = self._store.read(lambda session: self._history(session, limit))
        return chain(rows, lambda found: self._disk.submit(_with_files, found))

    def forget(self, export_id: UUID) -> "Future[None]":
        """Take it out of the history; the file stays."""
        return self._store.write(lambda unit: export_history.forget_export(unit, export_id))

    def hosted(self) -> "Future[tuple[Export, ...]]":
        """The exports that the service made for this account, newest first; none without a service."""
        if self._sync is None:
            return done(())

        async def listed(client: ServiceClient) -> tuple[Export, ...]:
            return (await client.list_exports()).items

        return self._sync.ask(listed)

    def download(self, export: Export) -> "Future[Path]":
        """Save a file of the service in the folder for exports, under a name that is free there. Fails with
        `IngestError` (export_not_ready, service_unreachable and those of the disk)."""
        assert self._sync is not None, "it was listed by the service"
        sync = self._sync
        folder = self._settings.settings.export_folder or documents_folder()
        place = self._disk.submit(look_at, folder / name_of(export))

        def fetch(found: TargetFacts) -> "Future[Path]":
            target = found.free

            async def save(client: ServiceClient) -> Path:
                # A link is good for a while only: the newest one is asked for.
                await client.download_export(await client.get_export(export.id), target)
                return target

            return sync.ask(save)

        return chain(place, fetch)

    def close(self) -> None:
        """Cancel what is being written, so that no half of a file stays, and wait for its end."""
        with self._lock:
            self._closed = True
            ids = tuple(self._jobs)
        for export_id in ids:
            self.cancel(export_id)
        with self._idle:
            self._idle.wait_for(lambda: not self._jobs, _END_SECONDS)
        self._disk.shutdown(wait=False, cancel_futures=True)

    def _offer(self, session: Reader, source: ExportSource) -> ExportOffer:
        facts = export_facts(session, source)
        return ExportOffer(
            facts,
            read_presets(session),
            default_preset(session, facts.plan),
            self._settings.settings.export_folder or documents_folder(),
            file_name(facts.counts.title or f"IngestIO {datetime.now().astimezone():%Y-%m-%d}"),
        )

    def _history(self, session: Reader, limit: int) -> tuple[ExportRow, ...]:
        live = {row.id: row for row in self.running()}
        rows = []
        for place, row in enumerate(export_history.exports(session, limit)):
            if row.id in live:
                row = live[row.id]
            elif place < _LOOKED_AT and row.status is ExportStatus.SAVED and row.repeatable:
                row = replace(row, changed=_changed(session, row))
            rows.append(row)
        return tuple(rows)

    def _start(self, request: ExportRequest, counts: SourceCounts) -> "Future[ExportRow]":
        available = counts.confirmed if request.options.only_confirmed else counts.read
        if request.options.include_failed:
            available += counts.failed
        if available <= 0:
            raise IngestError(
                "nothing_to_export",
                "There is nothing to export",
                "None of these documents was read (or confirmed) yet. Choose others, or wait for them.",
            )
        self._settings.change(export_folder=request.target.parent)
        # That the folder cannot be remembered keeps nothing from being written to it.
        with suppress(MachineError):
            self._settings.save()
        row = ExportRow(
            id=uuid4(),
            format=request.options.format,
            rows=request.options.rows,
            status=ExportStatus.WRITING,
            path=request.target,
            what=_what(request.source, counts, available),
            documents=available,
            row_count=None,
            size=None,
            done=0,
            error=None,
            created_at=datetime.now(UTC),
            repeatable=True,
            queued=True,
        )
        body = _REQUEST.dump_json(request).decode()
        written = self._store.write(lambda unit: export_history.save_export(unit, row, body))
        brought = chain(written, lambda _: self._bring_trails(request))
        return chain(brought, lambda _: self._enqueue(_Job(row, request, Future())))

    def _bring_trails(self, request: ExportRequest) -> "Future[None]":
        """Who changed what is asked for where it is to be written; what can't be had now is left out."""
        sync = self._sync
        if sync is None or not request.options.changes_sheet:
            return done(None)
        ids = self._store.read(lambda session: source_ids(session, request.source))
        asked = chain(ids, lambda found: TrailFlow(self._store, sync).bring(found))
        return chain(asked, lambda _: done(None))

    def _enqueue(self, job: _Job) -> "Future[ExportRow]":
        with self._lock:
            self._jobs[job.row.id] = job
            self._waiting.append(job.row.id)
            closed = self._closed
        self.changed.notify(job.row)
        if closed:
            self.cancel(job.row.id)
        else:
            self._next()
        return job.outcome

    def _next(self) -> None:
        """One is written at a time: two would only share one disk and one child."""
        with self._lock:
            if not self._waiting or any(job.number is not None for job in self._jobs.values()):
                return
            job = self._jobs[self._waiting.popleft()]
            job.row = replace(job.row, queued=False)
            task = ExportTask(self._store.path, job.request.source, job.request.options, job.request.target)
            job.number, written = self._cpu.task(run_export, task, self._progress_of(job))
        self.changed.notify(job.row)
        written.add_done_callback(lambda ended: self._ended(job, ended))

    def _progress_of(self, job: _Job) -> Callable[[int], None]:
        reported = 0.0

        def report(number: int) -> None:
            nonlocal reported
            if monotonic() - reported >= _PROGRESS_SECONDS:
                reported = monotonic()
                job.row = replace(job.row, done=number)
                self.changed.notify(job.row)

        return report

    def _ended(self, job: _Job, ended: "Future[Any]") -> None:
        error = None if ended.cancelled() else ended.exception()
        if ended.cancelled():
            self._finish(job, _cancelled())
        elif error is not None:
            self._finish(job, error)
        else:
            self._finish(job, None, ended.result())

    def _finish(self, job: _Job, error: BaseException | None, outcome: ExportOutcome | None = None) -> None:
        if outcome is not None:
            last = _saved(job.row, outcome)
        else:
            assert error is not None, "it ended one way or the other"
            last = replace(job.row, status=ExportStatus.FAILED, queued=False, error=_info(error))
        written = self._store.write(lambda unit: export_history.save_export(unit, last))
        written.add_done_callback(lambda _: self._tell_end(job, last, error))

    def _tell_end(self, job: _Job, last: ExportRow, error: BaseException | None) -> None:
        with self._idle:
            self._jobs.pop(last.id, None)
            self._idle.notify_all()
        self._next()
        self.changed.notify(last)
        if error is None:
            job.outcome.set_result(last)
        else:
            job.outcome.set_exception(error)


BROKEN_OFF: Final = ErrorInfo(
    code="export_broken_off",
    title="Broken off",
    message="IngestIO was closed while this was being written. Export again.",
)
"""The reason of exports that a start finds unfinished."""


def _cancelled() -> ExportCancelled:
    return ExportCancelled(
        "export_cancelled", "Export cancelled", "The export was cancelled; no file was written."
    )


def _what(source: ExportSource, counts: SourceCounts, available: int) -> str:
    """In words that `value_said` knows; nothing for all that is confirmed."""
    if len(source.document_ids) > 1 or (counts.title is None and not _is_all(source)):
        return f"{available:,} document{'' if available == 1 else 's'}"
    return counts.title or ""


def _is_all(source: ExportSource) -> bool:
    return not source.document_ids and source.batch_id is None


def _changed(session: Reader, row: ExportRow) -> int:
    body = export_history.export_request(session, row.id)
    try:
        request = _REQUEST.validate_json(body or "")
    except ValidationError:
        return 0
    return export_history.changed_since(session, request.source, row.created_at)


def _with_files(rows: tuple[ExportRow, ...]) -> tuple[ExportRow, ...]:
    return tuple(
        replace(row, missing=True) if row.status is ExportStatus.SAVED and not there(row.path) else row
        for row in rows
    )


def _saved(row: ExportRow, outcome: ExportOutcome) -> ExportRow:
    return replace(
        row,
        status=ExportStatus.SAVED,
        path=outcome.path,
        documents=outcome.documents,
        done=outcome.documents,
        row_count=outcome.rows,
        size=size_of(outcome.path),
        added=outcome.rows if outcome.appended else None,
        queued=False,
    )


def _info(error: BaseException) -> ErrorInfo:
    if isinstance(error, IngestError):
        return error.info()
    return ProgramError(
        "export_failed", "The export failed", "Something went wrong in IngestIO. Try again, and report it."
    ).info()


def documents_folder() -> Path:
    """Where files go before a person has chosen a folder."""
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()


def name_of(export: Export) -> str:
    """Of a file that the service made: nothing in it leads to another folder, whatever the service says."""
    return f"{file_name(export.filename.removesuffix(f'.{export.format.value}'))}.{export.format.value}"


def file_name(title: str) -> str:
    """The title without what file systems refuse."""
    kept = "".join(" " if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in title)
    return " ".join(kept.split()).strip(". ")[:100] or "IngestIO"
