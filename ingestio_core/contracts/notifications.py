"""Notifications: what people are told of without having asked."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from ingestio_core.contracts.base import Flag, Wire
from ingestio_core.lifecycle import BatchStatus


class NotificationKind(StrEnum):
    BATCH_ENDED = "batch_ended"


class Notification(Wire):
    """A batch that ended, as it was then: it may have been renamed or redone since."""

    id: UUID
    kind: NotificationKind
    batch_id: UUID
    batch_name: str | None
    batch_status: BatchStatus
    document_count: int
    completed_count: int
    failed_count: int
    created_at: AwareDatetime
    read_at: AwareDatetime | None


class NotificationsRead(Wire):
    """Which notifications were read: those named, or with `all` every one there is. Those that are not
    there any more are passed over."""

    ids: Annotated[tuple[UUID, ...], Field(max_length=500)] = ()
    all: Flag = False
