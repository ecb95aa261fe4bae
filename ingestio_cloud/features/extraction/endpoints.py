"""Edits with their trail, confirmation, redo and cancel over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from ingestio_cloud.features.extraction import bulk, review, trail
from ingestio_cloud.features.web import (
    Caller,
    ContextDep,
    Cursor,
    IfMatch,
    Limit,
    parse_version,
    required_version,
)
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import BulkOutcome, BulkRequest, BulkResponse, DataPatch, Document
from ingestio_core.contracts.trail import TrailCheck, TrailEntry

router = APIRouter(prefix="/v1/documents", tags=["extraction"])


@router.patch("/{document_id}/data")
async def edit_data(
    document_id: UUID, patch: DataPatch, context: ContextDep, caller: Caller, if_match: IfMatch = None
) -> Document:
    """Apply edits to the version named in If-Match; 409 carries the document as it is now."""
    return await context.db.of(caller).write(
        review.edit, document_id, patch.edits, version=required_version(if_match)
    )


@router.post("/{document_id}/confirm")
async def confirm(
    document_id: UUID, context: ContextDep, caller: Caller, if_match: IfMatch = None
) -> Document:
    """Vouch for what was read."""
    return await context.db.of(caller).write(review.confirm, document_id, version=parse_version(if_match))


@router.post("/{document_id}/unconfirm")
async def unconfirm(
    document_id: UUID, context: ContextDep, caller: Caller, if_match: IfMatch = None
) -> Document:
    """Take a confirmation back."""
    return await context.db.of(caller).write(review.unconfirm, document_id, version=parse_version(if_match))


@router.post("/{document_id}/redo")
async def redo(document_id: UUID, context: ContextDep, caller: Caller, if_match: IfMatch = None) -> Document:
    """Extract again."""
    return await context.db.of(caller).write(
        review.redo,
        document_id,
        version=parse_version(if_match),
        dispatcher=context.dispatcher,
    )


@router.post("/{document_id}/cancel")
async def cancel(
    document_id: UUID, context: ContextDep, caller: Caller, if_match: IfMatch = None
) -> Document:
    """Stop the work on a document: it fails as cancelled, or is what it was before a redo. One that is
    over answers as it is."""
    document, cleanup = await context.db.of(caller).write(
        review.cancel, document_id, version=parse_version(if_match)
    )
    await context.clean(cleanup)
    return document


@router.post("/bulk")
async def act_on_many(request: BulkRequest, context: ContextDep, caller: Caller) -> BulkResponse:
    """One action on many documents; each has its own outcome, in the order asked for."""
    rows = context.db.of(caller)
    ids = request.ids if request.filter is None else await rows.read(bulk.meant, request.filter)
    outcomes: list[BulkOutcome] = []
    for step in bulk.steps(request, ids):
        done, cleanup = await rows.write(bulk.act, step, dispatcher=context.dispatcher)
        await context.clean(cleanup)
        outcomes += done
    return BulkResponse(outcomes=tuple(outcomes))


@router.get("/{document_id}/trail")
async def list_trail(
    document_id: UUID, context: ContextDep, caller: Caller, cursor: Cursor = None, limit: Limit = 100
) -> Page[TrailEntry]:
    """Who changed what in a document, when, from which value to which; oldest first."""
    return await context.db.of(caller).read(trail.page, document_id, cursor=cursor, limit=limit)


@router.get("/{document_id}/trail/verify")
async def verify_trail(document_id: UUID, context: ContextDep, caller: Caller) -> TrailCheck:
    """Whether a document's trail is as it was written, and where it is not."""
    return await context.db.of(caller).read(trail.check, document_id)
