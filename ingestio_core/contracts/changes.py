"""The change feed: what a client must know since the last change number it has seen."""

from enum import StrEnum
from uuid import UUID

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document


class ChangeKind(StrEnum):
    BATCH = "batch"
    DOCUMENT = "document"
    ACCOUNT = "account"


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


class ChangePage(Wire):
    """Changes in order of their number. `next` is the number to ask for the next time; `more`
    says that another page waits now.

    `reset` says that the number asked with is not one to go on from: tombstones above it were dropped
    long ago, or it is of another database. What follows then is everything there is, from the
    beginning, and whatever the client keeps beside it is gone.
    """

    changes: tuple[Change, ...]
    next: int
    more: bool = False
    reset: bool = False
