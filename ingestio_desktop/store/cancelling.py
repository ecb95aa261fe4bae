"""Cancel files of a batch one by one, and have those back for a while that were not sent yet."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa

from ingestio_desktop.store.batches import document_events
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.held import HOLD
from ingestio_desktop.store.models import EventModel
from ingestio_desktop.store.outbox import event_values, insert_events
from ingestio_desktop.store.projection import project_documents
from ingestio_desktop.store.rows import EventKind, Held, UploadState
from ingestio_desktop.store.uploads import cancel_uploads, set_uploads


def cancel_files(unit: Unit, batch_id: UUID, document_ids: Iterable[UUID]) -> Held:
    """Files that are not sent yet are not sent, and can be had back until a moment; documents that are
    queued or being read are not read; what is done stays."""
    ids = tuple(document_ids)
    unsent = cancel_uploads(unit, batch_id, ids)
    now = datetime.now(UTC)
    until = now + HOLD
    insert_events(
        unit,
        [
            event_values(EventKind.CANCEL_DOCUMENT, document_id, now, batch_id, None, until)
            for document_id in unsent
        ],
    )
    project_documents(unit, unsent)
    given_up = frozenset(unsent)
    left = [document_id for document_id in ids if document_id not in given_up]
    document_events(unit, EventKind.CANCEL_DOCUMENT, left)
    return Held(unsent, until)


def undo(unit: Unit, batch_id: UUID, document_ids: Iterable[UUID]) -> int:
    """Send files after all whose end the service was not told yet; gives how many."""
    back: list[UUID] = []
    for piece in chunked(document_ids):
        held = (
            EventModel.entity_id.in_(piece),
            EventModel.kind == EventKind.CANCEL_DOCUMENT,
            EventModel.held_until.is_not(None),
        )
        back += unit.session.scalars(sa.select(EventModel.entity_id).where(*held))
        unit.session.execute(sa.delete(EventModel).where(*held))
    set_uploads(unit, batch_id, back, (UploadState.CANCELLED,), UploadState.WAITING)
    return len(back)
