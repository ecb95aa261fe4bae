"""The change feed: what a client must know since the last change number it has seen."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from pydantic import field_validator

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.notifications import Notification, NotificationKind


class ChangeKind(StrEnum):
    BATCH = "batch"
    DOCUMENT = "document"
    ACCOUNT = "account"
    NOTIFICATION = "notification"


class Change(Wire):
    """One row that changed, as it is now; a tombstone has `deleted` set and no row. A change of the
    account carries its figures, or none where the plan cannot be asked just now: ask for the account
    then."""

    number: int
    kind: ChangeKind
    id: UUID
    deleted: bool = False
    batch: Batch | None = None
    document: Document | None = None
    account: Account | None = None
    notification: Notification | None = None


class ChangePage(Wire):
    """Changes in order of their number. `next` is the number to ask for the next time; `more`
    says that another page waits now.

    `reset` says that the number asked with is not one to go on from: tombstones above it were dropped
    long ago, or it is of another database. What follows then is everything there is, from the
    beginning, and whatever the client keeps beside it is gone.

    Changes of a kind that is not known here are left out: the service may be newer.
    """

    changes: tuple[Change, ...]
    next: int
    more: bool = False
    reset: bool = False

    @field_validator("changes", mode="before")
    @classmethod
    def _known(cls, changes: Any) -> Any:
        if not isinstance(changes, Sequence):
            return changes
        return tuple(known_changes(changes))


_KINDS: Final = frozenset(ChangeKind)
_NOTIFICATIONS: Final = frozenset(NotificationKind)


def known_changes(changes: Sequence[Any]) -> list[Any]:
    """Those that are not of a kind that only a newer service knows."""
    return [change for change in changes if _is_known(change)]


def _is_known(change: object) -> bool:
    if not isinstance(change, Mapping):
        return True
    notification = change.get("notification")
    return change.get("kind") in _KINDS and (
        not isinstance(notification, Mapping) or notification.get("kind") in _NOTIFICATIONS
    )
