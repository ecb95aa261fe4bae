"""The tus 1.0 endpoints: core, creation, creation-with-upload, checksum, termination, expiration.

https://tus.io/protocols/resumable-upload. The caller is known before a byte of the body is read.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect

from ingestio_cloud.db.models import Upload
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ConflictError, NotFoundError, RefusedError, TooLargeError
from ingestio_cloud.features.uploads import protocol, service
from ingestio_cloud.features.uploads.limits import BodyClock
from ingestio_cloud.features.uploads.parts import PartsLostError, Turn
from ingestio_cloud.features.uploads.receiver import ConnectionLost, Ending, Receiver, TooSlow
from ingestio_cloud.features.uploads.turns import OvertakenError
from ingestio_cloud.features.uploads.verify import verified, verify
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_cloud.integrations.blobs import BlobMissingError
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.limits import MAX_FILE_BYTES

TUS_HEADERS: Final = {"Tus-Resumable": protocol.VERSION, "Cache-Control": "no-store"}

log = structlog.get_logger(__name__)

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
    """Announce an upload; its first bytes, or all of them, may come along. With `Upload-Known` (its
    SHA-256) and no bytes, a file that the account has stored already is taken from there: the answer's
    Upload-Offset is then its length. `sha256` in the metadata says that the file was changed since
    its document was announced, and what it is now."""
    length = protocol.parse_length(
        request.headers.get("upload-length"), request.headers.get("upload-defer-length")
    )
    metadata = request.headers.get("upload-metadata", "")
    said = protocol.parse_metadata(metadata)
    document, renewed = protocol.document_of(said), protocol.renewed_of(said)
    # An empty file has no bytes to wait for.
    has_body = request.headers.get("content-type") == protocol.CONTENT_TYPE or not length
    checksum = protocol.parse_checksum(request.headers.get("upload-checksum"))
    known = None if has_body else protocol.parse_known(request.headers.get("upload-known"))
    _check_size(request, length)
    largest = context.uploads.limits.any_plan
    if length > largest:
        largest = (await context.plan_of(caller)).max_file_bytes
    with context.uploads.gate.body(caller, length):
        announced = await context.db.of(caller).write(
            service.announce,
            document_id=document,
            length=length,
            metadata=metadata,
            limits=context.uploads.limits,
            max_bytes=largest,
            with_body=has_body,
            known=known,
            renewed=renewed,
        )
        upload, offset = announced.upload, 0
        await context.clean(Cleanup(uploads=announced.replaced))
        if announced.source is not None and known is not None:
            offset = await _adopt(context, upload, announced.source, known)
        if has_body:
            try:
                async with context.uploads.turns.take(upload.id):
                    offset = await _receive(request, context, service.first_turn(upload), checksum)
            except (IngestError, OSError) as error:
                await _withdraw(context, upload)
                raise service.sent_in_vain(error) from error
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
    known = await context.db.of(caller).read(service.get, upload_id)
    _check_size(request, known.length - offset)
    with context.uploads.gate.body(caller, known.length - offset):
        async with context.uploads.turns.take(upload_id):
            upload, turn = await context.db.of(caller).write(service.begin_turn, upload_id, offset)
            if turn is not None:
                offset = await _receive(request, context, turn, checksum)
    if turn is None:
        await verified(context, upload_id)
    else:
        await _complete(context, upload, offset)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=_progress_headers(upload, offset))


@router.delete("/{upload_id}", status_code=HTTPStatus.NO_CONTENT)
async def terminate(upload_id: UUID, context: ContextDep, caller: Caller, _spoken: Spoken) -> Response:
    """Give an upload up; its document waits for another one."""
    await context.db.of(caller).read(service.get, upload_id)
    async with context.uploads.turns.take(upload_id):
        await context.db.of(caller).write(service.terminate, upload_id)
    await context.clean(Cleanup(uploads=(upload_id,)))
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=TUS_HEADERS)


def _check_size(request: Request, left: int) -> None:
    """Refuse a body that says it is longer than what is left of the file, before it is read."""
    size = request.headers.get("content-length", "")
    if size.isdecimal() and int(size) > left:
        raise _too_long()


async def _receive(request: Request, context: Context, turn: Turn, checksum: protocol.Checksum | None) -> int:
    """Store the body; the offset that the upload then has."""
    desk = context.uploads
    db = context.db.of(turn.user_id)

    async def note(received: int, over: bool) -> None:
        await db.write(service.note_received, turn, received, over=over)

    receiver = Receiver(desk.parts, turn, checksum, note)
    try:
        ending = await receiver.receive(_chunks(request, BodyClock(desk.limits)))
    except PartsLostError:
        await db.write(service.begin_anew, turn)
        raise service.offset_mismatch() from None
    match ending:
        case Ending.TOO_LONG:
            raise _too_long()
        case Ending.TOO_SLOW:
            raise ConflictError(
                "upload_too_slow",
                "The upload came too slowly",
                "What has arrived is kept. Ask how much it is, and go on from there.",
                retryable=True,
            )
        case Ending.WRONG_CHECKSUM:
            raise RefusedError(
                "checksum_mismatch",
                "The bytes arrived changed",
                "They were thrown away. Send them again.",
            )
        case Ending.INTERRUPTED:
            raise OvertakenError
        case Ending.COMPLETE:
            return receiver.offset


async def _adopt(context: Context, upload: Upload, source: str, sha256: str) -> int:
    """Take the file from where the account has it already; it is looked into like any other. The offset
    that the upload then has: its length, or none where that file cannot be had any more as it was."""
    turn = service.first_turn(upload)
    offset = 0
    async with context.uploads.turns.take(upload.id):
        try:
            await context.uploads.parts.adopt(turn, context.blobs, source, sha256)
            offset = upload.length
        except (BlobMissingError, MachineError, OSError, PartsLostError):
            log.info("stored_file_not_taken", upload=str(upload.id))
        await context.db.of(upload.user_id).write(service.note_received, turn, offset, over=True)
    return offset


async def _withdraw(context: Context, upload: Upload) -> None:
    """Give up an upload whose address nobody was told, so that it does not count as unfinished."""
    with suppress(NotFoundError):
        await context.db.of(upload.user_id).write(service.terminate, upload.id)
    await context.clean(Cleanup(uploads=(upload.id,)))


async def _complete(context: Context, upload: Upload, offset: int) -> None:
    """Verify the file once its last byte is here. Where that cannot be done now, it is done later: all
    bytes are safe, so the answer is the same."""
    if offset == upload.length:
        with suppress(MachineError):
            await verify(context, upload.user_id, upload.id, upload.document_id, upload.length)


def _too_long() -> TooLargeError:
    return TooLargeError(
        "upload_too_long",
        "More bytes than announced",
        "The file grew while it was uploaded. Add it to a new batch.",
    )


async def _chunks(request: Request, clock: BodyClock) -> AsyncIterator[bytes]:
    """The body as it comes. Raises `ConnectionLost` when the sender went, `TooSlow` when it is slow."""
    stream = aiter(request.stream())
    while True:
        try:
            async with asyncio.timeout(clock.patience()):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except ClientDisconnect:
            raise ConnectionLost from None
        except TimeoutError:
            raise TooSlow from None
        if chunk:
            clock.got(len(chunk))
            yield chunk


def _progress_headers(upload: Upload, offset: int) -> dict[str, str]:
    return {
        **TUS_HEADERS,
        "Upload-Offset": str(offset),
        "Upload-Expires": _http_date(upload.expires_at),
    }


def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
