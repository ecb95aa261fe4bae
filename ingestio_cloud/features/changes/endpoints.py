"""The change feed over HTTP."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Final
from uuid import UUID

import structlog
from fastapi import APIRouter, Query, Request
from sqlalchemy.exc import SQLAlchemyError
from sse_starlette import EventSourceResponse, ServerSentEvent

from ingestio_cloud.features.accounts import service as accounts
from ingestio_cloud.features.accounts.access import authenticate
from ingestio_cloud.features.changes import service
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import NotAuthenticatedError, RefusedError
from ingestio_cloud.features.web import Caller, ContextDep, Limit
from ingestio_core.contracts.changes import ChangeKind, ChangePage
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

_SEND_SECONDS: Final = 30
"""How long a client may leave an event unread."""

router = APIRouter(prefix="/v1/changes", tags=["changes"])


@router.get("")
async def list_changes(
    context: ContextDep,
    caller: Caller,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Limit = 500,
    kinds: Annotated[tuple[str, ...], Query(max_length=20)] = (),
) -> ChangePage:
    """What changed after a number, each row as it is now, tombstones included. `kinds` are those that the
    client knows (batch, document, account, notification); without any, all but notification. Others
    are passed over, and so are words that are no kind."""
    known = [kind for kind in ChangeKind if kind in kinds] if kinds else service.FIRST_KINDS
    page = await context.db.of(caller).read(service.page, after=after, limit=limit, kinds=known)
    if not any(change.kind is ChangeKind.ACCOUNT for change in page.changes):
        return page
    try:
        plan = await context.plan_of(caller)
    except MachineError:
        return page
    return service.with_account(page, await context.db.of(caller).read(accounts.account, plan))


@router.get("/stream", response_class=EventSourceResponse)
async def stream_changes(request: Request, context: ContextDep, caller: Caller) -> EventSourceResponse:
    """An event `changes` with the newest number, now and whenever it rises: look again.

    A comment says that a silent stream lives. The stream ends with the token that opened it.
    """
    context.hub.check_room(caller)
    token = request.headers["Authorization"].partition(" ")[2].strip()
    return EventSourceResponse(_events(context, caller, token), ping=0, send_timeout=_SEND_SECONDS)


async def _events(context: Context, caller: UUID, token: str) -> AsyncIterator[ServerSentEvent]:
    with suppress(NotAuthenticatedError, RefusedError):
        async for number in context.hub.numbers(caller):
            if number is None:
                await _check_access(context, caller, token)
                yield ServerSentEvent(comment="alive")
            else:
                yield ServerSentEvent(event="changes", data=f'{{"number": {number}}}')


async def _check_access(context: Context, caller: UUID, token: str) -> None:
    """Raises `NotAuthenticatedError`, also where the account is gone: a stream that is still open must
    not make the person another one. A database that cannot be asked leaves the stream open: it
    tells numbers, and what changed is asked for with the token."""
    try:
        principal = await authenticate(context, token, may_join=False)
        if principal.user_id != caller:
            raise NotAuthenticatedError
    except (SQLAlchemyError, MachineError) as error:
        log.warning("stream_not_checked", kind=type(error).__name__)
