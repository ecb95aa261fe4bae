"""What happens once the last byte of an upload is here, and to uploads that a crash left."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.uploads import repository, service
from ingestio_cloud.features.uploads.parts import PartsLostError
from ingestio_cloud.integrations.blobs import converted
from ingestio_core.errors import ErrorInfo, MachineError
from ingestio_core.intake import IntakeResult

log = structlog.get_logger(__name__)

LOST: Final = ErrorInfo(
    code="upload_lost",
    title="The file was lost",
    message="The uploaded file is no longer where the service keeps it. Add it to a new batch.",
)


async def verify(context: Context, user_id: UUID, upload_id: UUID, document_id: UUID, length: int) -> None:
    """Inspect a received file that this process has claimed, scan and store it, and queue or fail its
    document. Goes on when the caller hangs up, since the upload is complete whoever listens.

    Raises `MachineError` when it cannot be finished now; it is then tried again by `upkeep`.
    """
    desk = context.uploads
    work = _verify(context, user_id, upload_id, document_id, length)
    task = context.tasks.start(work, name=f"verify-{upload_id}")
    desk.verifying[upload_id] = task
    task.add_done_callback(lambda _: desk.verifying.pop(upload_id, None))
    await asyncio.shield(task)


async def verified(context: Context, upload_id: UUID) -> None:
    """Wait until this process has verified an upload, if it is at it."""
    task = context.uploads.verifying.get(upload_id)
    if task is not None:
        with suppress(MachineError):
            await asyncio.shield(task)


async def recover(context: Context) -> int:
    """What a start does: finish what an earlier process left; how much there was."""
    return await resume_unverified(context, alone=context.uploads.alone)


async def upkeep(context: Context) -> None:
    """Verify what could not be verified when it came, and drop what was never finished."""
    await resume_unverified(context)
    await expire(context, utc_now())


async def resume_unverified(context: Context, *, alone: bool = False) -> int:
    """Verify the uploads that are complete and that nobody verifies; how many there were. `alone`
    takes those too that are claimed, since no other process can be at it."""
    waiting = await context.db.system.read(repository.unverified, utc_now(), alone=alone)
    if waiting and not await _can_store(context):
        return 0
    for user_id, upload_id in waiting:
        if upload_id in context.uploads.verifying:
            continue
        upload = await context.db.of(user_id).write(service.claim, upload_id, alone=alone)
        if upload is None:
            continue
        try:
            await verify(context, user_id, upload_id, upload.document_id, upload.length)
        except MachineError as error:
            log.warning("upload_unverified", upload=str(upload_id), code=error.code)
        except Exception:
            # The edge of a task: one file that cannot be stored must not keep the others waiting.
            log.exception("upload_unverified", upload=str(upload_id))
    return len(waiting)


async def _can_store(context: Context) -> bool:
    """Whether it is worth looking into the files again that wait for the store or the scanner."""
    try:
        await context.blobs.check()
        if context.uploads.scanner is not None:
            await context.uploads.scanner.ping()
    except MachineError as error:
        log.warning("uploads_wait", code=error.code)
        return False
    return True


async def expire(context: Context, now: datetime) -> int:
    """Drop the uploads whose time is over; how many there were."""
    over = await context.db.system.read(repository.expired, now)
    for user_id, upload_id in over:
        if await context.db.of(user_id).write(service.expire, upload_id, now):
            await context.uploads.parts.delete([upload_id])
    await context.db.system.write(repository.delete_finished, now)
    return len(over)


async def _verify(context: Context, user_id: UUID, upload_id: UUID, document_id: UUID, length: int) -> None:
    db = context.db.of(user_id)
    key = service.blob_key(user_id, document_id, upload_id)
    try:
        result, stored = await _looked_at(context, upload_id, length, key)
    except MachineError as error:
        await db.write(service.postpone, upload_id, document_id, error.info())
        raise
    used = await db.write(
        service.take,
        upload_id,
        result,
        document_id=document_id,
        storage_path=key,
        dispatcher=context.dispatcher,
    )
    try:
        if stored and not used:
            await context.blobs.delete([key])
        await context.uploads.parts.delete([upload_id])
    except MachineError:
        # The document is settled; what is left is swept some day.
        log.exception("files_left")


async def _looked_at(context: Context, upload_id: UUID, length: int, key: str) -> tuple[IntakeResult, bool]:
    """What is found in the file, and whether it was stored, as only a good one is."""
    parts = context.uploads.parts
    try:
        with converted():
            async with parts.whole(upload_id, length) as path:
                result, linked = await _inspected(context, path, length, key)
                if result.accepted and not linked:
                    await context.blobs.put_file(key, path)
                if result.accepted:
                    # Before the part is deleted and the row says that the file is here.
                    await asyncio.to_thread(context.blobs.settle, key)
                return result, result.accepted
    except PartsLostError:
        return IntakeResult(Path(), 0, error=LOST), False


async def _inspected(context: Context, path: Path, length: int, key: str) -> tuple[IntakeResult, bool]:
    """What is found in the file, and whether it has its place in the store already."""
    scanner = context.uploads.scanner

    def look() -> tuple[IntakeResult, bool]:
        result = context.inspector.inspect(path, length)
        return result, scanner is None and result.accepted and context.blobs.link_file(key, path)

    try:
        looking = asyncio.get_running_loop().run_in_executor(context.files, look)
    except RuntimeError as error:
        # It is shut down: this process ends, and the file came with the last request that it took.
        raise MachineError(
            "upload_interrupted",
            "The service restarts",
            "The file has arrived and is looked into as soon as the service runs again.",
            retryable=True,
        ) from error
    try:
        result, linked = await looking
    except FileNotFoundError:
        raise PartsLostError from None
    if scanner is not None and result.accepted:
        virus = await scanner.scan(path)
        if virus is not None:
            return replace(result, error=_infected(virus)), False
        return result, await asyncio.to_thread(context.blobs.link_file, key, path)
    return result, linked


def _infected(virus: str) -> ErrorInfo:
    return ErrorInfo(
        code="virus_found",
        title="Virus found",
        message=f"The virus scanner found “{virus}” in this file. It was deleted here and is not read. Do "
        "not open your copy; ask whoever sent it for a clean one.",
    )
