"""Upload files, 4 at once, from where each left off."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Final
from uuid import UUID

import structlog

from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_desktop.api import (
    UPLOADS_AT_ONCE,
    Pace,
    ServiceClient,
    UploadFile,
    content_of,
    upload_file,
)
from ingestio_desktop.store import outbox, uploads
from ingestio_desktop.store.rows import UploadRow, UploadState
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.backoff import retry_at
from ingestio_desktop.sync.push import NO_CONTACT, ONE_ALONE

log = structlog.get_logger(__name__)

_PROGRESS_SECONDS: Final = 0.5
_LONGEST_WAIT: Final = 30.0
"""The clock may be set while nothing is sent; then what was to come in a minute is hours away."""

_TRIES: Final = 4
"""After so many tries in a row that brought nothing forward the person is told. Each is three requests."""

_BY_THE_PERSON: Final = frozenset({"file_missing", "file_unreadable", "file_changed"})
"""What the person can do something about on this computer."""

_LASTING: Final = frozenset({"server_error", "checksum_mismatch"})
"""What may pass, but is told when it does not."""


class Transfer:
    """Keeps up to 4 uploads going until it is cancelled. `wake` it when the store changed."""

    def __init__(
        self,
        store: AsyncStore,
        client: ServiceClient,
        busy: Callable[[int], None],
        lost: Callable[[IngestError], None],
        pace: Pace | None = None,
    ) -> None:
        """`busy` hears +1 when uploads begin and -1 when none is left, and 0 when their number may be another
        one; `lost` that the service was not reached."""
        self._store = store
        self._client = client
        self._busy = busy
        self._lost = lost
        self._pace = pace or Pace()
        self._woken = asyncio.Event()
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._offsets: dict[UUID, int] = {}
        self._losses = 0
        self._next_report = 0.0

    @property
    def at_work(self) -> bool:
        return bool(self._running)

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        try:
            while True:
                self._woken.clear()
                await self._stop_unwanted()
                now = datetime.now(UTC)
                await self._start_due(now)
                await self._report()
                await self._wait(now)
        finally:
            tasks = list(self._running.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _stop_unwanted(self) -> None:
        """Cancel uploads that were paused, cancelled or deleted meanwhile."""
        if not self._running:
            return
        ids = tuple(self._running)
        wanted = await self._store.read(lambda session: uploads.still_wanted(session, ids))
        for document_id in ids:
            task = self._running.get(document_id)
            if document_id not in wanted and task is not None:
                task.cancel()

    async def _start_due(self, now: datetime) -> None:
        if len(self._running) >= UPLOADS_AT_ONCE:
            return
        due = await self._store.read(
            lambda session: outbox.due_uploads(session, now, UPLOADS_AT_ONCE + len(self._running))
        )
        for upload in due:
            if upload.document_id not in self._running and len(self._running) < UPLOADS_AT_ONCE:
                if not self._running:
                    self._busy(+1)
                task = asyncio.create_task(self._upload(upload))
                self._running[upload.document_id] = task
                task.add_done_callback(partial(self._ended, upload.document_id))

    def _ended(self, document_id: UUID, _task: "asyncio.Task[None]") -> None:
        self._running.pop(document_id, None)
        if not self._running:
            self._busy(-1)
        self._woken.set()

    async def _wait(self, now: datetime) -> None:
        """Until something changed, progress is to be written, or what is due after `now` is."""
        seconds = None
        if self._running:
            seconds = _PROGRESS_SECONDS
        else:
            due = await self._store.read(lambda session: outbox.next_due(session, now))
            if due is not None:
                seconds = min(_LONGEST_WAIT, max(0.05, (due - datetime.now(UTC)).total_seconds()))
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _report(self) -> None:
        if monotonic() >= self._next_report:
            self._busy(0)
            offsets = {key: offset for key, offset in self._offsets.items() if key in self._running}
            self._offsets.clear()
            self._next_report = monotonic() + _PROGRESS_SECONDS
            if offsets:
                await self._store.write(lambda unit: uploads.keep_offsets(unit, offsets))

    async def _upload(self, upload: UploadRow) -> None:
        document_id, batch_id = upload.document_id, upload.batch_id
        # While the network is gone each try would look like an upload that stands at its beginning.
        shown = not self._losses
        if not await self._store.write(lambda unit: uploads.begin_upload(unit, document_id, shown=shown)):
            return
        try:
            file = await self._file(upload)
            await upload_file(
                self._client,
                file,
                self._store,
                progress=lambda sent, _: self._moved(document_id, sent),
                retries=2,
                pace=self._pace,
            )
        except asyncio.CancelledError:
            # Paused and cancelled ones say so in the store; of the others nothing is sent any more.
            await self._store.write(lambda unit: uploads.rest_upload(unit, document_id))
            raise
        except IngestError as error:
            await self._failed(upload, error)
        except Exception:
            # The edge of a task: a bug with one file must not leave it "uploading" for ever.
            log.exception("an upload broke")
            await self._stop(upload, _BROKEN, UploadState.FAILED)
        else:
            self._losses = 0
            await self._store.write(lambda unit: uploads.finish_upload(unit, document_id, batch_id))
        finally:
            self._offsets.pop(document_id, None)

    async def _file(self, upload: UploadRow) -> UploadFile:
        """What is to be sent; of a file that is taken as it is by now, that."""
        document_id, size, sha256 = upload.document_id, upload.size, upload.sha256
        if upload.renew:
            size, changed, sha256 = await asyncio.to_thread(content_of, upload.path)
            await self._store.write(
                lambda unit: uploads.renew_upload(unit, document_id, size, changed, sha256)
            )
        name, known = await self._store.read(
            lambda session: uploads.name_and_known(session, document_id, sha256)
        )
        return UploadFile(
            document_id, upload.path, name or upload.path.name, size, sha256, upload.renew, known
        )

    def _moved(self, document_id: UUID, sent: int) -> None:
        self._offsets[document_id] = sent

    async def _failed(self, upload: UploadRow, error: IngestError) -> None:
        """A network that is gone is nobody's fault: the file waits. What is wrong with this file alone is
        tried a few times and then told."""
        document_id = upload.document_id
        if error.code in NO_CONTACT and not (error.code in ONE_ALONE and await self._service_answers()):
            self._losses += 1
            self._lost(error)
            again = retry_at(self._losses, error.retry_after, longest=_LONGEST_WAIT)
            await self._store.write(lambda unit: uploads.rest_upload(unit, document_id, until=again))
            return
        lasting = error.code in NO_CONTACT or error.code in _LASTING
        if not (error.retryable or lasting):
            by_person = error.code in _BY_THE_PERSON
            await self._stop(upload, error.info(), UploadState.FAILED if by_person else UploadState.REFUSED)
            return
        attempts = 1 if self._offsets.get(document_id, 0) > upload.offset else upload.attempts + 1
        if lasting and attempts >= _TRIES:
            await self._stop(upload, error.info(), UploadState.FAILED)
            return
        again = retry_at(attempts, error.retry_after)
        await self._store.write(
            lambda unit: uploads.rest_upload(
                unit, document_id, until=again, attempts=attempts, error=error.info()
            )
        )

    async def _service_answers(self) -> bool:
        """Whether the service is there for everything else."""
        try:
            return await self._client.is_ready()
        except IngestError:
            return False

    async def _stop(self, upload: UploadRow, error: ErrorInfo, state: UploadState) -> None:
        await self._store.write(
            lambda unit: uploads.fail_upload(unit, upload.document_id, upload.batch_id, error, state)
        )


_BROKEN: Final = ErrorInfo(
    code="upload_broke",
    title="The upload broke",
    message="Something went wrong in IngestIO. Try again; if it happens again, please report it.",
    retryable=True,
)
