"""Writing an export in a thread and putting the file into the store."""

import asyncio
import tempfile
import threading
from pathlib import Path
from uuid import UUID

import structlog

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.exports import repository, service
from ingestio_core.contracts.exports import ExportCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.export import ExportOptions, ExportOutcome, write_export

log = structlog.get_logger(__name__)

_FAULT = ErrorInfo(
    code="internal_error",
    title="The export failed",
    message="This is our bug, not yours. Export again; if it happens again, report it with the log.",
    retryable=True,
)


async def write(context: Context, user_id: UUID, export_id: UUID) -> None:
    """Write an export and settle it. May be repeated; a stop of the service leaves it to the next
    start."""
    row = await context.db.of(user_id).read(service.get, export_id)
    request = ExportCreate.model_validate(row.request)
    key = f"exports/{user_id}/{export_id}"
    with tempfile.TemporaryDirectory(prefix="ingestio-export-") as folder:
        target = Path(folder) / f"export.{request.format}"
        try:
            outcome = await _write_in_thread(context, user_id, request, target)
            await context.blobs.put_file(key, target)
        except IngestError as error:
            await context.db.of(user_id).write(service.mark_failed, export_id, error.info())
            return
        except Exception:
            # The edge of a task: the person sees that it failed, the log says why.
            log.exception("export_failed", export=str(export_id))
            await context.db.of(user_id).write(service.mark_failed, export_id, _FAULT)
            return
        size = target.stat().st_size
    saved = await context.db.of(user_id).write(
        service.mark_saved, export_id, rows=outcome.rows, size=size, storage_path=key
    )
    if not saved:
        await context.blobs.delete([key])


async def resume_unfinished(context: Context) -> int:
    """Write the exports that a crash left unwritten; how many there were."""
    waiting = await context.db.system.read(repository.unfinished)
    for user_id, export_id in waiting:
        context.tasks.start(write(context, user_id, export_id), name=f"export-{export_id}")
    return len(waiting)


async def _write_in_thread(
    context: Context, user_id: UUID, request: ExportCreate, target: Path
) -> ExportOutcome:
    """A cancellation stops the thread and waits for it, so that none is left behind."""
    stopped = threading.Event()
    options = ExportOptions(format=request.format, rows=request.rows, only_confirmed=request.only_confirmed)
    documents = service.export_documents(context.sync_db, user_id, request)
    task = asyncio.ensure_future(
        asyncio.to_thread(write_export, documents, options, target, cancelled=stopped.is_set)
    )
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.gather(task, return_exceptions=True)
        raise
