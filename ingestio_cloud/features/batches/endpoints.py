"""Batches over HTTP."""

import asyncio
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response

from ingestio_cloud.features.batches import creation, rules, service
from ingestio_cloud.features.batches.lists import BatchFilter, BatchSort
from ingestio_cloud.features.documents import service as documents
from ingestio_cloud.features.documents.chosen import Chosen
from ingestio_cloud.features.documents.lists import DocumentSort
from ingestio_cloud.features.engines import service as engines
from ingestio_cloud.features.limits.rates import Limited, count, rate_of
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch, BatchCreate, BatchPatch
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import BatchStatus

router = APIRouter(prefix="/v1/batches", tags=["batches"])


@router.post("", status_code=HTTPStatus.CREATED, responses={200: {"model": Batch}})
async def create_batch(
    request: BatchCreate,
    http: Request,
    response: Response,
    context: ContextDep,
    caller: Caller,
    key: Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)] = None,
) -> Batch:
    """Make a batch; the same request sent again answers 200 with the batch it made."""
    # What was sent before is answered before any rule: the plan may have changed since.
    digest = await asyncio.to_thread(creation.request_digest, request)
    before = await context.db.of(caller).read(creation.made_before, request.id, key=key, digest=digest)
    if before is not None:
        response.status_code = HTTPStatus.OK
        return before
    plan = await context.plan_of(caller)
    await asyncio.to_thread(rules.check_request, plan, request)
    chosen = await context.db.of(caller).read(
        engines.resolve, context.engines, plan, request.engine, request.model_provider
    )
    rate = rate_of(plan, Limited.BATCHES)
    await count(context.limiter, http.scope["state"], Limited.BATCHES, str(caller), rate)
    draft = await asyncio.to_thread(
        creation.draft,
        caller,
        request,
        key=key,
        digest=digest,
        chosen=chosen,
        compile_prompt=context.compile_prompt,
    )
    batch, new = await context.db.of(caller).write(creation.create, request, draft, plan=plan)
    if not new:
        response.status_code = HTTPStatus.OK
    elif context.analytics is not None:
        context.analytics.batch_created(
            caller,
            batch_id=batch.id,
            name=batch.name,
            files=batch.document_count,
            pages=sum(document.pages for document in request.documents),
            strategy=batch.prompt_strategy,
        )
    return batch


@router.get("")
async def list_batches(
    context: ContextDep,
    caller: Caller,
    status: Annotated[tuple[BatchStatus, ...], Query(max_length=10)] = (),
    name: Annotated[str | None, Query(max_length=200)] = None,
    sort: BatchSort = BatchSort.CREATED_AT_DOWN,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Batch]:
    """One page of batches, of the statuses named, whose name contains `name` (or whose short id
    begins with it)."""
    chosen = BatchFilter(statuses=status, name=name)
    return await context.db.of(caller).read(service.list_page, chosen, sort=sort, cursor=cursor, limit=limit)


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
async def list_batch_documents(
    batch_id: UUID,
    context: ContextDep,
    caller: Caller,
    chosen: Chosen,
    sort: DocumentSort = DocumentSort.POSITION,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Document]:
    """One page of a batch's documents."""
    await context.db.of(caller).read(service.get, batch_id)
    chosen = chosen.model_copy(update={"batch_id": batch_id})
    return await context.db.of(caller).read(
        documents.list_page, chosen, sort=sort, cursor=cursor, limit=limit
    )
