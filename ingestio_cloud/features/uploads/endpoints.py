"""The tus 1.0 endpoints: core, creation, creation-with-upload, checksum, termination, expiration.

https://tus.io/protocols/resumable-upload. The caller is known before a byte of the body is read.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.orm import Session
from starlette.requests import ClientDisconnect

from ingestio_cloud.db.models import Upload, UploadStatus
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ConflictError, RefusedError, TooLargeError
from ingestio_cloud.features.uploads import protocol, service
from ingestio_cloud.features.uploads.receiver import ConnectionLost, Ending, Receiver
from ingestio_cloud.features.uploads.verify import verify
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_core.limits import MAX_FILE_BYTES

TUS_HEADERS: Final = {"Tus-Resumable": protocol.VERSION, "Cache-Control": "no-store"}

router = APIRouter(prefix="/v1/uploads", tags=["uploads"])


def _version_spoken(request: Request) -> None:
    if request.headers.get("tus-resumable") != protocol.VERSION:
        raise RefusedError(
            "upload_version",
            "The upload protocol is not spoken",
            f"Tus-Resumable must be {protocol.VERSION}. Update the program.",
        )


Spoken = Annotated[None, Depends(_version_spoken)]


@router.options("", status_code=HTTPStatus.NO_CONTENT)
@router.options("/{upload_id}", status_code=HTTPStatus.NO_CONTENT, include_in_schema=False)
async def describe() -> Response:
    """What of tus is spoken here."""
    return Response(
        status_code=HTTPStatus.NO_CONTENT,
        headers={
            **TUS_HEADERS,
            "Tus-Version": protocol.VERSION,
            "Tus-Extension": protocol.EXTENSIONS,
            "Tus-Max-Size": str(MAX_FILE_BYTES),
            "Tus-Checksum-Algorithm": ",".join(protocol.ALGORITHMS),
        },
    )


@router.post("", status_code=HTTPStatus.CREATED)
@router.post("/", status_code=HTTPStatus.CREATED, include_in_schema=False)
async def create(request: Request, context: ContextDep, caller: Caller, _spoken: Spoken) -> Response:
    """Announce an upload; its first bytes, or all of them, may come along."""
    length = protocol.parse_length(request.headers.get("upload-length"))
    metadata = request.headers.get("upload-metadata", "")
    document = protocol.document_of(protocol.parse_metadata(metadata))
    has_body = request.headers.get("content-type") == protocol.CONTENT_TYPE
    checksum = protocol.parse_checksum(request.headers.get("upload-checksum"))
    plan = await context.plan_of(caller)
    upload = await context.db.of(caller).write(
        service.create,
        document_id=document,
        length=length,
        metadata=metadata,
        ttl=context.upload_ttl,
        limit=plan.max_file_bytes,
    )
    offset = 0
    if has_body:
        async with context.turns.take(upload.id):
            offset = await _receive(request, context, upload, checksum)
    await _complete(context, upload, offset)
    return Response(
        status_code=HTTPStatus.CREATED,
        headers={
            **_progress_headers(upload, offset),
            "Location": f"{router.prefix}/{upload.id}",
        },
    )


@router.head("/{upload_id}")
async def offset_of(upload_id: UUID, context: ContextDep, caller: Caller, _spoken: Spoken) -> Response:
    """How many bytes are safely here."""
    upload = await context.db.of(caller).read(service.get, upload_id)
    headers = {**_progress_headers(upload, upload.received), "Upload-Length": str(upload.length)}
    if upload.upload_metadata:
        headers["Upload-Metadata"] = upload.upload_metadata
    return Response(status_code=HTTPStatus.OK, headers=headers)


@router.patch("/{upload_id}", status_code=HTTPStatus.NO_CONTENT)
async def append(
    upload_id: UUID, request: Request, context: ContextDep, caller: Caller, _spoken: Spoken
) -> Response:
    """Bytes from Upload-Offset on. The answer to the last ones comes when the file is verified."""
    if request.headers.get("content-type") != protocol.CONTENT_TYPE:
        raise RefusedError(
            "upload_content_type",
            "The upload is malformed",
            f"Content-Type must be {protocol.CONTENT_TYPE}. Update the program.",
        )
    offset = protocol.parse_offset(request.headers.get("upload-offset"))
    checksum = protocol.parse_checksum(request.headers.get("upload-checksum"))
    await context.db.of(caller).read(service.get, upload_id)
    async with context.turns.take(upload_id):
        upload = await context.db.of(caller).read(service.get, upload_id)
        if offset != upload.received:
            raise ConflictError(
                "offset_mismatch",
                "The upload goes on elsewhere",
                "Ask how much has arrived, and go on from there.",
                retryable=True,
            )
        if upload.status is UploadStatus.RECEIVING:
            offset = await _receive(request, context, upload, checksum)
    await _complete(context, upload, offset)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=_progress_headers(upload, offset))


@router.delete("/{upload_id}", status_code=HTTPStatus.NO_CONTENT)
async def terminate(upload_id: UUID, context: ContextDep, caller: Caller, _spoken: Spoken) -> Response:
    """Give an upload up; its document waits for another one."""
    await context.db.of(caller).read(service.get, upload_id)
    async with context.turns.take(upload_id):
        await context.db.of(caller).write(service.terminate, upload_id)
        context.upload_path(upload_id).unlink(missing_ok=True)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=TUS_HEADERS)


async def _receive(
    request: Request, context: Context, upload: Upload, checksum: protocol.Checksum | None
) -> int:
    """Write the body to the upload's file; the offset it then has."""
    receiver = Receiver(
        context.upload_path(upload.id),
        offset=upload.received,
        length=upload.length,
        checksum=checksum,
        note=partial(_note, context, upload),
    )
    match await receiver.receive(_chunks(request, context.upload_idle)):
        case Ending.TOO_LONG:
            raise TooLargeError(
                "upload_too_long",
                "More bytes than announced",
                "The file grew while it was uploaded. Add it to a new batch.",
            )
        case Ending.WRONG_CHECKSUM:
            raise RefusedError(
                "checksum_mismatch",
                "The bytes arrived changed",
                "They were thrown away. Send them again.",
            )
        case Ending.INTERRUPTED:
            raise ConflictError(
                "upload_interrupted",
                "The upload was interrupted",
                "Ask how much has arrived, and go on from there.",
                retryable=True,
            )
        case Ending.COMPLETE:
            return receiver.offset


async def _note(context: Context, upload: Upload, received: int) -> None:
    await context.db.of(upload.user_id).write(_note_received, upload, received)


def _note_received(session: Session, user_id: UUID, upload: Upload, received: int) -> None:
    service.note_received(session, user_id, upload.id, received)
    if received == upload.length:
        service.mark_complete(session, user_id, upload.id)


async def _complete(context: Context, upload: Upload, offset: int) -> None:
    """Verify the file once its last byte is here; an empty one has no bytes to wait for. Goes on
    when the caller hangs up, since the upload is complete whoever listens."""
    if offset != upload.length:
        return
    if not upload.length:
        context.upload_path(upload.id).touch()
        await context.db.of(upload.user_id).write(service.mark_complete, upload.id)
    await verify(context, upload.user_id, upload.id)


async def _chunks(request: Request, idle: int) -> AsyncIterator[bytes]:
    """The body as it comes. Raises `ConnectionLost` when the sender went, or paused for `idle`
    seconds."""
    stream = aiter(request.stream())
    while True:
        try:
            async with asyncio.timeout(idle):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except (ClientDisconnect, TimeoutError):
            raise ConnectionLost from None
        if chunk:
            yield chunk


def _progress_headers(upload: Upload, offset: int) -> dict[str, str]:
    return {
        **TUS_HEADERS,
        "Upload-Offset": str(offset),
        "Upload-Expires": _http_date(upload.expires_at),
    }


def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
