"""Notifications over HTTP."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from ingestio_cloud.features.notifications import service
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.notifications import Notification, NotificationsRead

router = APIRouter(prefix="/v1/notifications", tags=["notifications"])


@router.get("")
async def list_notifications(
    context: ContextDep,
    caller: Caller,
    unread: bool | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Notification]:
    """One page of what the person was told of, newest first; with `unread`, only what was not read yet, or
    (false) only what was."""
    return await context.db.of(caller).read(service.list_page, unread=unread, cursor=cursor, limit=limit)


@router.post("/read", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def mark_notifications_read(body: NotificationsRead, context: ContextDep, caller: Caller) -> None:
    """Note that the person has seen these, or all. What is not there any more is passed over."""
    await context.db.of(caller).write(service.mark_read, body)
