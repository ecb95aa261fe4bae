"""Upload files, 4 at once, from where each left off."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Final
from uuid import UUID

from ingestio_core.errors import IngestError
from ingestio_desktop.api import UPLOADS_AT_ONCE, ServiceClient, UploadFile, upload_file
from ingestio_desktop.store import outbox, uploads
from ingestio_desktop.store.rows import UploadRow
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.backoff import retry_at
from ingestio_desktop.sync.push import NO_CONTACT

_PROGRESS_SECONDS: Final = 0.5


class Transfer:
    """Keeps up to 4 uploads going until it is cancelled. `wake` it when the store changed."""

    def __init__(
        self,
        store: AsyncStore,
        client: ServiceClient,
        busy: Callable[[int], None],
        lost: Callable[[IngestError], None],
    ) -> None:
        """`busy` hears +1 and -1 around each upload, `lost` that the service was not reached."""
        self._store = store
        self._client = client
        self._busy = busy
        self._lost = lost
        self._woken = asyncio.Event()
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._offsets: dict[UUID, int] = {}
        self._next_report = 0.0

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
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

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
                task = asyncio.create_task(self._upload(upload))
                self._running[upload.document_id] = task
                task.add_done_callback(partial(self._ended, upload.document_id))

    def _ended(self, document_id: UUID, _task: "asyncio.Task[None]") -> None:
        self._running.pop(document_id, None)
        self._woken.set()

    async def _wait(self, now: datetime) -> None:
        """Until something changed, progress is to be written, or what is due after `now` is."""
        seconds = None
        if self._running:
            seconds = _PROGRESS_SECONDS
        else:
            due = await self._store.read(lambda session: outbox.next_due(session, now))
            if due is not None:
                seconds = max(0.05, (due - datetime.now(UTC)).total_seconds())
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _report(self) -> None:
        if self._offsets and monotonic() >= self._next_report:
            offsets = {key: offset for key, offset in self._offsets.items() if key in self._running}
            self._offsets.clear()
            self._next_report = monotonic() + _PROGRESS_SECONDS
            if offsets:
                await self._store.write(lambda unit: uploads.keep_offsets(unit, offsets))

    async def _upload(self, upload: UploadRow) -> None:
        document_id, batch_id = upload.document_id, upload.batch_id
        if not await self._store.write(lambda unit: uploads.begin_upload(unit, document_id)):
            return
        name = await self._store.read(lambda session: uploads.announced_name(session, document_id))
        file = UploadFile(document_id, upload.path, name or upload.path.name, upload.size, upload.sha256)
        self._busy(+1)
        try:
            await upload_file(
                self._client,
                file,
                self._store,
                progress=lambda sent, _: self._moved(document_id, sent),
                retries=2,
            )
        except IngestError as error:
            await self._failed(upload, error)
        else:
            await self._store.write(lambda unit: uploads.finish_upload(unit, document_id, batch_id))
        finally:
            self._busy(-1)

    def _moved(self, document_id: UUID, sent: int) -> None:
        self._offsets[document_id] = sent

    async def _failed(self, upload: UploadRow, error: IngestError) -> None:
        document_id, batch_id = upload.document_id, upload.batch_id
        if error.code in NO_CONTACT:
            self._lost(error)
        if error.retryable or error.code in NO_CONTACT:
            again = retry_at(upload.attempts, error.retry_after)
            await self._store.write(lambda unit: uploads.postpone_upload(unit, document_id, again))
        else:
            info = error.info()
            await self._store.write(lambda unit: uploads.fail_upload(unit, document_id, batch_id, info))
