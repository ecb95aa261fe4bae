"""The change feed: what a client must know since the last change number it has seen."""

from enum import StrEnum
from uuid import UUID

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document


class ChangeKind(StrEnum):
    BATCH = "batch"
    DOCUMENT = "document"
    ACCOUNT = "account"


class Change(Wire):
    """One row that changed, as it is now; a tombstone has `deleted` set and no row."""

    number: int
    kind: ChangeKind
    id: UUID
    deleted: bool = False
    batch: Batch | None = None
    document: Document | None = None


class ChangePage(Wire):
    """Changes in order of their number. `next` is the number to ask for the next time; `more`
    says that another page waits now."""

    changes: tuple[Change, ...]
    next: int
    more: bool = False
