"""Batches over HTTP."""

import asyncio
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from ingestio_cloud.features.batches import service
from ingestio_cloud.features.batches.repository import BatchSort
from ingestio_cloud.features.documents import service as documents
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch, BatchCreate, BatchPatch
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import BatchStatus, DocumentStatus

router = APIRouter(prefix="/v1/batches", tags=["batches"])


@router.post("", status_code=HTTPStatus.CREATED, responses={200: {"model": Batch}})
async def create_batch(
    request: BatchCreate,
    response: Response,
    context: ContextDep,
    caller: Caller,
    key: Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)] = None,
) -> Batch:
    """Make a batch; the same request sent again answers 200 with the batch it made."""
    digest = await asyncio.to_thread(service.request_digest, request)
    before = await context.db.of(caller).read(service.made_before, request.id, key=key, digest=digest)
    if before is not None:
        response.status_code = HTTPStatus.OK
        return before
    plan = await context.plan_of(caller)
    draft = await asyncio.to_thread(
        service.draft,
        caller,
        request,
        plan=plan,
        key=key,
        digest=digest,
        compile_prompt=context.compile_prompt,
    )
    batch, new = await context.db.of(caller).write(service.create, request, draft, plan=plan)
    if not new:
        response.status_code = HTTPStatus.OK
    return batch


@router.get("")
async def list_batches(
    context: ContextDep,
    caller: Caller,
    status: BatchStatus | None = None,
    name: Annotated[str | None, Query(max_length=200)] = None,
    sort: BatchSort = BatchSort.CREATED_AT_DOWN,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Batch]:
    """One page of batches whose name contains `name`."""
    return await context.db.of(caller).read(
        service.list_page, status=status, name=name, sort=sort, cursor=cursor, limit=limit
    )


@router.get("/{batch_id}")
async def get_batch(batch_id: UUID, context: ContextDep, caller: Caller) -> Batch:
    return await context.db.of(caller).read(service.get, batch_id)


@router.patch("/{batch_id}")
async def rename_batch(batch_id: UUID, patch: BatchPatch, context: ContextDep, caller: Caller) -> Batch:
    return await context.db.of(caller).write(service.rename, batch_id, patch.name)


@router.delete("/{batch_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_batch(batch_id: UUID, context: ContextDep, caller: Caller) -> None:
    """Delete a batch with its documents, files, jobs and data."""
    await context.clean(await context.db.of(caller).write(service.delete, batch_id))


@router.post("/{batch_id}/submit")
async def submit_batch(batch_id: UUID, context: ContextDep, caller: Caller) -> Batch:
    """Close a batch: no more uploads come."""
    return await context.db.of(caller).write(service.submit, batch_id)


@router.post("/{batch_id}/cancel")
async def cancel_batch(batch_id: UUID, context: ContextDep, caller: Caller) -> Batch:
    """Stop all that is not finished; a batch that is over answers as it is."""
    batch, cleanup = await context.db.of(caller).write(service.cancel, batch_id)
    await context.clean(cleanup)
    return batch


@router.get("/{batch_id}/documents")
async def list_documents(
    batch_id: UUID,
    context: ContextDep,
    caller: Caller,
    status: DocumentStatus | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Document]:
    """One page of a batch's documents, in the order they were announced."""
    await context.db.of(caller).read(service.get, batch_id)
    return await context.db.of(caller).read(
        documents.list_of_batch, batch_id, status=status, cursor=cursor, limit=limit
    )
