"""What happens once the last byte of an upload is here, and to uploads that a crash left."""

import asyncio
from datetime import datetime
from pathlib import Path
from uuid import UUID

import structlog

from ingestio_cloud.db.models import UploadStatus
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.uploads import repository, service
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import IntakeResult

log = structlog.get_logger(__name__)

LOST = ErrorInfo(
    code="upload_lost",
    title="The file was lost",
    message="The uploaded file is no longer on the service's disk. Add it to a new batch.",
)


async def verify(context: Context, user_id: UUID, upload_id: UUID) -> None:
    """Inspect a received file, store it, and queue or fail its document.

    May be asked for again: one verification of an upload runs at a time, and the others wait for
    it. It goes on when the caller hangs up, since the upload is complete whoever listens.
    """
    task = context.verifying.get(upload_id)
    if task is None:
        task = context.tasks.start(_verify(context, user_id, upload_id), name=f"verify-{upload_id}")
        context.verifying[upload_id] = task
        task.add_done_callback(lambda _: context.verifying.pop(upload_id, None))
    await asyncio.shield(task)


async def resume_unverified(context: Context, *, only_here: bool = False) -> int:
    """Verify the uploads that are complete but unverified, after a crash or a full disk; how many
    there were. With `only_here`, those whose bytes are on the disk of this process."""
    waiting = await context.db.system.read(repository.unverified)
    if only_here:
        waiting = [(user, upload) for user, upload in waiting if context.upload_path(upload).exists()]
    for user_id, upload_id in waiting:
        try:
            await verify(context, user_id, upload_id)
        except Exception:
            # The edge of a task: one file that cannot be stored must not keep the others waiting.
            log.exception("upload_unverified", upload=str(upload_id))
    return len(waiting)


async def expire(context: Context, now: datetime) -> int:
    """Drop the uploads whose time is over; how many there were."""
    over = await context.db.system.read(repository.expired, now)
    for user_id, upload_id in over:
        await context.db.of(user_id).write(repository.delete, upload_id)
        context.upload_path(upload_id).unlink(missing_ok=True)
    return len(over)


async def sweep_files(context: Context) -> int:
    """Delete the bytes of uploads and the stored files that have no row any more; how many there
    were. What is there is looked at before the rows, so that nothing new is taken for left."""
    parts = await asyncio.to_thread(lambda: list(context.uploads_dir.iterdir()))
    keys = await asyncio.to_thread(lambda: list(context.blobs.keys(service.BLOB_PREFIX)))
    unfinished = {str(upload_id) for upload_id in await context.db.system.read(repository.all_ids)}
    stored = await context.db.system.read(documents.stored_paths)
    orphans = [path for path in parts if path.stem not in unfinished]
    for path in orphans:
        path.unlink(missing_ok=True)
    left = [key for key in keys if key not in stored and key.rpartition("/")[2] not in unfinished]
    await context.blobs.delete(left)
    return len(orphans) + len(left)


async def _verify(context: Context, user_id: UUID, upload_id: UUID) -> None:
    upload = await context.db.of(user_id).read(service.get, upload_id)
    if upload.status is not UploadStatus.RECEIVED:
        return
    limit = (await context.plan_of(user_id)).max_file_bytes
    path = context.upload_path(upload_id)
    result = await _inspect(context, path, limit)
    key = service.blob_key(user_id, upload.document_id, upload_id)
    if result.accepted:
        await context.blobs.put_file(key, path)
    used = await context.db.of(user_id).write(
        service.take, upload_id, result, storage_path=key, dispatcher=context.dispatcher
    )
    if result.accepted and not used:
        await context.blobs.delete([key])
    path.unlink(missing_ok=True)


async def _inspect(context: Context, path: Path, limit: int) -> IntakeResult:
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(context.files, context.inspector.inspect, path, limit)
    except FileNotFoundError:
        return IntakeResult(path, 0, error=LOST)
