"""Exports over HTTP."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.errors import NotFoundError
from ingestio_cloud.features.exports import service
from ingestio_cloud.features.exports.write import start
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_cloud.integrations.blobs import BlobMissingError
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.exports import Export, ExportCreate, ExportFormat

router = APIRouter(prefix="/v1/exports", tags=["exports"])

_MEDIA_TYPES = {
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.CSV: "text/csv",
    ExportFormat.JSON: "application/json",
}


@router.post("", status_code=HTTPStatus.CREATED, responses={200: {"model": Export}})
async def create_export(
    body: ExportCreate, request: Request, response: Response, context: ContextDep, caller: Caller
) -> Export:
    """Begin to write an export; ask for it again until it is saved."""
    export, new = await context.db.of(caller).write(service.create, body)
    if new:
        start(context, caller, export.id)
    else:
        response.status_code = HTTPStatus.OK
    return service.export_wire(export, context.exports, str(request.base_url))


@router.get("")
async def list_exports(
    request: Request, context: ContextDep, caller: Caller, cursor: Cursor = None, limit: Limit = 100
) -> Page[Export]:
    """One page of exports, newest first."""
    rows, following = await context.db.of(caller).read(service.list_page, cursor=cursor, limit=limit)
    items = (service.export_wire(row, context.exports, str(request.base_url)) for row in rows)
    return Page(items=tuple(items), next_cursor=following)


@router.get("/{export_id}")
async def get_export(export_id: UUID, request: Request, context: ContextDep, caller: Caller) -> Export:
    export = await context.db.of(caller).read(service.get, export_id)
    return service.export_wire(export, context.exports, str(request.base_url))


@router.delete("/{export_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_export(export_id: UUID, context: ContextDep, caller: Caller) -> None:
    """Delete an export with its file; one that is being written is stopped."""
    keys = await context.db.of(caller).write(service.delete, export_id)
    await context.clean(Cleanup(blobs=keys))


@router.get("/{export_id}/file", response_class=Response)
async def download_export(
    export_id: UUID,
    context: ContextDep,
    expires: Annotated[int, Query(ge=0, le=2**40)],
    signature: Annotated[str, Query(max_length=200)],
) -> Response:
    """The file, for whoever has the link while it lasts."""
    export = await context.db.system.read(
        service.linked, export_id, expires=expires, signature=signature, desk=context.exports
    )
    try:
        pieces = await context.blobs.stream(export.storage_path or "")
    except BlobMissingError:
        raise NotFoundError("export") from None
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(export.filename)}",
        "Content-Length": str(export.size),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(pieces, HTTPStatus.OK, headers, media_type=_MEDIA_TYPES[export.format])
