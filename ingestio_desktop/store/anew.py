"""Go over all rows of the service again: when its change feed can't be gone on from.

Until that is done the cursor says that it is not, so that a program that is killed in the middle begins
once more. What a person did here and is not sent yet stays as it is.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.changes import ChangeKind, ChangePage
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.deleted_there import without_edits
from ingestio_desktop.store.models import BatchModel, DocumentModel, NotificationModel
from ingestio_desktop.store.notifications import forget_notifications
from ingestio_desktop.store.server import apply_changes, batches_gone, forget_documents, move_cursor

NOT_THROUGH: Final = 2**62 - 1
"""A change number that no service can go on from."""


@dataclass(slots=True)
class Anew:
    """How far it has come: the number to go on from, and those rows that were `here` at its beginning and
    were not told of yet."""

    after: int
    here: dict[ChangeKind, set[UUID]]

    def note(self, page: ChangePage) -> None:
        self.after = page.next
        for change in page.changes:
            if not change.deleted and change.kind in self.here:
                self.here[change.kind].discard(change.id)


def begin_anew(session: Session) -> dict[ChangeKind, set[UUID]]:
    """The rows that the service once had."""
    return {
        ChangeKind.DOCUMENT: set(
            session.scalars(sa.select(DocumentModel.id).where(DocumentModel.server.is_not(None)))
        ),
        ChangeKind.BATCH: set(
            session.scalars(sa.select(BatchModel.id).where(BatchModel.server.is_not(None)))
        ),
        ChangeKind.NOTIFICATION: set(session.scalars(sa.select(NotificationModel.id))),
    }


def apply_anew(unit: Unit, page: ChangePage, answered: Container[UUID]) -> None:
    """Write a page; more of them come."""
    apply_changes(unit, page, answered)
    move_cursor(unit, NOT_THROUGH)


def finish_anew(unit: Unit, page: ChangePage, anew: Anew, answered: Container[UUID]) -> None:
    """Write the last page, and remove what the service has no more."""
    apply_changes(unit, page, answered)
    forget_documents(unit, without_edits(unit, anew.here[ChangeKind.DOCUMENT]))
    batches_gone(unit, anew.here[ChangeKind.BATCH])
    forget_notifications(unit, anew.here[ChangeKind.NOTIFICATION])
