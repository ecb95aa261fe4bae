"""Documents and their files over HTTP."""

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from ingestio_cloud.features.batches.service import delete_document as delete
from ingestio_cloud.features.documents import service
from ingestio_cloud.features.documents.chosen import Chosen
from ingestio_cloud.features.documents.lists import DocumentSort
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_cloud.integrations.blobs import BlobMissingError
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Document

router = APIRouter(prefix="/v1/documents", tags=["documents"])

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@router.get("")
async def list_documents(
    context: ContextDep,
    caller: Caller,
    chosen: Chosen,
    batch_id: UUID | None = None,
    sort: DocumentSort = DocumentSort.CREATED_AT_DOWN,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Document]:
    """One page of documents, of all batches or of one."""
    chosen = chosen.model_copy(update={"batch_id": batch_id})
    return await context.db.of(caller).read(service.list_page, chosen, sort=sort, cursor=cursor, limit=limit)


@router.get("/{document_id}")
async def get_document(document_id: UUID, context: ContextDep, caller: Caller) -> Document:
    return await context.db.of(caller).read(service.get, document_id)


@router.delete("/{document_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_document(document_id: UUID, context: ContextDep, caller: Caller) -> None:
    """Delete a document with its file, jobs and data; its batch's counts follow."""
    await context.clean(await context.db.of(caller).write(delete, document_id))


@router.get("/{document_id}/file", response_class=Response, responses={206: {}, 416: {}})
async def get_file(
    document_id: UUID,
    context: ContextDep,
    caller: Caller,
    range_header: Annotated[str | None, Header(alias="Range")] = None,
) -> Response:
    """The document's file, or one range of its bytes."""
    key, row = await context.db.of(caller).read(service.stored_file, document_id)
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": f'"{row.sha256}"',
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row.filename)}",
        "X-Content-Type-Options": "nosniff",
    }
    wanted = parse_range(range_header, row.size)
    if wanted is not None and wanted[0] >= wanted[1]:
        headers["Content-Range"] = f"bytes */{row.size}"
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    start, end = wanted or (0, row.size)
    try:
        pieces = await context.blobs.stream(key, start, end)
    except BlobMissingError:
        raise service.file_missing() from None
    headers["Content-Length"] = str(end - start)
    if wanted is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{row.size}"
    status = HTTPStatus.OK if wanted is None else HTTPStatus.PARTIAL_CONTENT
    return StreamingResponse(pieces, status, headers, media_type=row.media_type)


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of a single range of bytes, None where the whole file is to be
    sent; an empty one cannot be satisfied (RFC 9110, 14.1.2)."""
    match = _RANGE.fullmatch(header.replace(" ", "")) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size
