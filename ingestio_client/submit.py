"""One batch from files to results, in one go: create, upload, submit, wait.

For callers that stay until the end, as the command line. What must survive the end of the
process, as in the desktop, goes through its own outbox and shares `upload_file`.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from ingestio_client.paths import printable
from ingestio_client.service import ServiceClient
from ingestio_client.upload import UPLOADS_AT_ONCE, MemoryUploadStore, UploadFile, upload_file
from ingestio_core.contracts.batches import Batch, BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import FINAL_BATCH

_POLL_SECONDS: Final = 2.0
_PAUSE_SECONDS: Final = 0.25
_CANCEL_SECONDS: Final = 5.0
_PATIENCE: Final = 6
_FOLDER_LENGTH: Final = 2_000
"""As the contract has it; of a deeper folder the end tells more than the beginning."""


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a batch is; sizes in bytes, the others in documents."""

    documents: int
    bytes_total: int
    bytes_sent: int = 0
    uploaded: int = 0
    completed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """The batch at its end, and why some files could not be uploaded."""

    batch: Batch
    upload_errors: Mapping[UUID, ErrorInfo]


Report = Callable[[RunState], None]


def announced(result: IntakeResult, folder: str = "") -> DocumentCreate:
    """The document that an accepted file becomes, with an id of its own."""
    assert result.media_type is not None, "only accepted files are announced"
    assert result.pages is not None, "only accepted files are announced"
    assert result.sha256 is not None, "only accepted files are announced"
    return DocumentCreate(
        id=uuid4(),
        filename=printable(result.path.name),
        folder=folder[-_FOLDER_LENGTH:],
        size=result.size,
        sha256=result.sha256,
        pages=result.pages,
        media_type=result.media_type,
    )


async def run_batch(
    client: ServiceClient, batch: BatchCreate, paths: Mapping[UUID, Path], report: Report
) -> RunResult:
    """Create the batch, upload the file of each document from `paths`, and wait for its end.

    A file that cannot be uploaded fails alone. Cancelling this cancels the batch. Raises
    `IngestError` when the service refuses the batch or is lost; then the batch is cancelled too.
    """
    state = RunState(len(batch.documents), sum(document.size for document in batch.documents))
    try:
        await client.create_batch(batch)
        report(state)
        errors = await _Uploads(client, batch, paths, state, report).all()
        await client.submit_batch(batch.id)
        state = replace(state, bytes_sent=state.bytes_total, uploaded=state.documents - len(errors))
        final = await wait_final(
            client,
            batch.id,
            lambda now: report(replace(state, completed=now.completed_count, failed=now.failed_count)),
        )
    except BaseException:
        await _cancel(client, batch.id)
        raise
    return RunResult(final, errors)


async def wait_final(client: ServiceClient, batch: UUID, report: Callable[[Batch], None]) -> Batch:
    """Wait until nothing more happens in the batch; `report` is called with each new state."""
    woken = asyncio.Event()
    listener = asyncio.create_task(_listen(client, woken))
    failures = 0
    try:
        while True:
            woken.clear()
            try:
                now = await client.get_batch(batch)
                failures = 0
            except IngestError as error:
                failures += 1
                if not error.retryable or failures > _PATIENCE:
                    raise
            else:
                report(now)
                if now.status in FINAL_BATCH:
                    return now
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), _POLL_SECONDS)
            # Changes come in bursts; each need not be looked at by itself.
            await asyncio.sleep(_PAUSE_SECONDS)
    finally:
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener


async def _listen(client: ServiceClient, woken: asyncio.Event) -> None:
    """Set `woken` at each change; polling goes on when the stream breaks."""
    while True:
        with suppress(IngestError):
            async for _ in client.changes_stream():
                woken.set()
        await asyncio.sleep(_POLL_SECONDS)


async def _cancel(client: ServiceClient, batch: UUID) -> None:
    """Cancel as far as the service still answers: the caller has an error to raise already."""
    with suppress(IngestError, TimeoutError):
        await asyncio.wait_for(client.cancel_batch(batch), _CANCEL_SECONDS)


class _Uploads:
    """The uploads of one batch, a few at once."""

    def __init__(
        self,
        client: ServiceClient,
        batch: BatchCreate,
        paths: Mapping[UUID, Path],
        state: RunState,
        report: Report,
    ) -> None:
        self._client = client
        self._files = self._queue(batch, paths)
        self._store = MemoryUploadStore()
        self._state = state
        self._report = report
        self._sent: dict[UUID, int] = {}
        self._errors: dict[UUID, ErrorInfo] = {}

    async def all(self) -> dict[UUID, ErrorInfo]:
        """Upload all files; the errors are those of files that failed alone."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(UPLOADS_AT_ONCE):
                    group.create_task(self._work())
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return self._errors

    @staticmethod
    def _queue(batch: BatchCreate, paths: Mapping[UUID, Path]) -> Iterator[UploadFile]:
        for document in batch.documents:
            yield UploadFile(
                document.id, paths[document.id], document.filename, document.size, document.sha256
            )

    async def _work(self) -> None:
        for file in self._files:
            try:
                await upload_file(
                    self._client,
                    file,
                    self._store,
                    progress=partial(self._moved, file.document_id),
                )
            except IngestError as error:
                if error.retryable:
                    raise
                self._errors[file.document_id] = error.info()
            else:
                self._state = replace(self._state, uploaded=self._state.uploaded + 1)
                self._moved(file.document_id, file.size, file.size)

    def _moved(self, document: UUID, sent: int, _: int) -> None:
        done = self._state.bytes_sent + sent - self._sent.get(document, 0)
        self._sent[document] = sent
        self._state = replace(self._state, bytes_sent=done)
        self._report(self._state)
