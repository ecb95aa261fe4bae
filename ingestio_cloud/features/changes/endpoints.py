"""The change feed over HTTP."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sse_starlette import EventSourceResponse, ServerSentEvent

from ingestio_cloud.features.changes import service
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.web import Caller, ContextDep, Limit
from ingestio_core.contracts.changes import ChangePage

router = APIRouter(prefix="/v1/changes", tags=["changes"])


@router.get("")
async def list_changes(
    context: ContextDep,
    caller: Caller,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Limit = 500,
) -> ChangePage:
    """What changed after a number, each row as it is now, tombstones included."""
    return await context.db.of(caller).read(service.page, after=after, limit=limit)


@router.get("/stream", response_class=EventSourceResponse)
async def stream_changes(context: ContextDep, caller: Caller) -> EventSourceResponse:
    """An event `changes` with the newest number, now and whenever it rises: look again."""
    return EventSourceResponse(_events(context, caller))


async def _events(context: Context, caller: UUID) -> AsyncIterator[ServerSentEvent]:
    async for number in context.hub.numbers(caller):
        yield ServerSentEvent(event="changes", data=f'{{"number": {number}}}')
