"""Edits, confirmation and redo over HTTP."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from ingestio_cloud.features.batches.service import delete_document
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.extraction import review
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.web import Caller, ContextDep, IfMatch, parse_version, required_version
from ingestio_core.contracts.documents import (
    BulkAction,
    BulkOutcome,
    BulkRequest,
    BulkResponse,
    DataPatch,
    Document,
)
from ingestio_core.errors import IngestError

router = APIRouter(prefix="/v1/documents", tags=["extraction"])

_BULK_STEP: Final = 100
"""Documents in one transaction: few enough that other writers are not kept waiting."""


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


@router.post("/bulk")
async def bulk(request: BulkRequest, context: ContextDep, caller: Caller) -> BulkResponse:
    """One action on many documents; each has its own outcome, in the order asked for."""
    outcomes: list[BulkOutcome] = []
    for start in range(0, len(request.ids), _BULK_STEP):
        outcomes += await _bulk_step(context, caller, request.action, request.ids[start : start + _BULK_STEP])
    return BulkResponse(outcomes=tuple(outcomes))


async def _bulk_step(
    context: Context, caller: UUID, action: BulkAction, ids: Sequence[UUID]
) -> list[BulkOutcome]:
    outcomes, cleanup = await context.db.of(caller).write(_act_on_all, action, ids, context.dispatcher)
    await context.clean(cleanup)
    return outcomes


def _act_on_all(
    session: Session, caller: UUID, action: BulkAction, ids: Sequence[UUID], dispatcher: Dispatcher
) -> tuple[list[BulkOutcome], Cleanup]:
    outcomes: list[BulkOutcome] = []
    cleanup = Cleanup()
    for document_id in ids:
        try:
            with session.begin_nested():
                cleanup += _act(session, caller, action, document_id, dispatcher)
            outcomes.append(BulkOutcome(id=document_id))
        except IngestError as error:
            outcomes.append(BulkOutcome(id=document_id, error=error.info()))
    return outcomes, cleanup


def _act(
    session: Session, caller: UUID, action: BulkAction, document_id: UUID, dispatcher: Dispatcher
) -> Cleanup:
    match action:
        case BulkAction.CONFIRM:
            review.confirm(session, caller, document_id, version=None)
        case BulkAction.UNCONFIRM:
            review.unconfirm(session, caller, document_id, version=None)
        case BulkAction.REDO:
            review.redo(session, caller, document_id, version=None, dispatcher=dispatcher)
        case BulkAction.DELETE:
            return delete_document(session, caller, document_id)
    return Cleanup()
