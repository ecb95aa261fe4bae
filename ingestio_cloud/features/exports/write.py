"""Writing exports in threads and putting the files into the store, each by one process at a time."""

import asyncio
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.exports import repository, service
from ingestio_cloud.features.exports.contents import export_documents, options
from ingestio_core.contracts.exports import ExportCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.export import ExportCancelled, ExportOutcome, write_export

log = structlog.get_logger(__name__)

_RENEW_SECONDS: Final = service.CLAIM.total_seconds() / 3
_FAULT: Final = ErrorInfo(
    code="internal_error",
    title="The export failed",
    message="This is our bug, not yours. Export again; if it happens again, report it with the log.",
    retryable=True,
)


def start(context: Context, user_id: UUID, export_id: UUID) -> None:
    """Write an export as soon as it is its turn, unless this process is about to already."""
    running = context.exports.running
    if export_id not in running:
        running.add(export_id)
        context.tasks.start(_in_turn(context, user_id, export_id), name=f"export-{export_id}")


async def resume_unfinished(context: Context) -> int:
    """At the start: write what a crash left unwritten; how many exports there were."""
    if context.exports.alone:
        await context.db.system.write(repository.release_all)
    return await upkeep(context)


async def upkeep(context: Context) -> int:
    """Write the exports that nobody writes, how many there were, and drop those whose time is over."""
    waiting = await context.db.system.read(repository.unfinished, utc_now())
    for user_id, export_id in waiting:
        start(context, user_id, export_id)
    while keys := await context.db.system.write(service.drop_expired, utc_now() - context.exports.keep):
        await context.blobs.delete(keys)
    return len(waiting)


async def _in_turn(context: Context, user_id: UUID, export_id: UUID) -> None:
    try:
        async with context.exports.turns:
            await _write(context, user_id, export_id)
    finally:
        context.exports.running.discard(export_id)


async def _write(context: Context, user_id: UUID, export_id: UUID) -> None:
    """Write an export and settle it, if it can be had. A stop of the service gives it back."""
    mine, rows = uuid4(), context.db.of(user_id)
    taken = await rows.write(service.claim, export_id, mine)
    if taken is None:
        return
    export, left = taken
    key = service.blob_key(user_id, export_id, mine)
    request = ExportCreate.model_validate(export.request)
    try:
        if left is not None:
            await context.blobs.delete([left])
        with tempfile.TemporaryDirectory(prefix="ingestio-export-") as folder:
            target = Path(folder) / f"export.{request.format}"
            outcome = await _write_in_thread(context, user_id, request, target, mine)
            size = target.stat().st_size
            await context.blobs.put_file(key, target)
    except asyncio.CancelledError:
        await rows.write(repository.release, export_id, mine=mine)
        raise
    except ExportCancelled:
        return
    except IngestError as error:
        await rows.write(service.mark_failed, export_id, mine, error.info())
        return
    except Exception:
        # The edge of a task: the person sees that it failed, the log says why.
        log.exception("export_failed", export=str(export_id))
        await rows.write(service.mark_failed, export_id, mine, _FAULT)
        return
    if not await rows.write(service.mark_saved, export_id, mine, rows=outcome.rows, size=size):
        await context.blobs.delete([key])


async def _write_in_thread(
    context: Context, user_id: UUID, request: ExportCreate, target: Path, mine: UUID
) -> ExportOutcome:
    """A cancellation, or the loss of the claim, stops the thread and waits for it, so that none is
    left behind. Raises `ExportCancelled` when the claim was lost."""
    stopped = threading.Event()
    documents = export_documents(context.sync_db, user_id, request)
    work = asyncio.ensure_future(
        asyncio.to_thread(write_export, documents, options(request), target, cancelled=stopped.is_set)
    )
    renewing = asyncio.ensure_future(_renew(context, user_id, request.id, mine, stopped))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.gather(work, return_exceptions=True)
        raise
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing


async def _renew(
    context: Context, user_id: UUID, export_id: UUID, mine: UUID, stopped: threading.Event
) -> None:
    """Hold the claim while the thread writes."""
    while not stopped.is_set():
        await asyncio.sleep(_RENEW_SECONDS)
        try:
            if not await context.db.of(user_id).write(service.renew, export_id, mine):
                stopped.set()
        except SQLAlchemyError as error:
            log.warning("claim_not_renewed", kind=type(error).__name__)
