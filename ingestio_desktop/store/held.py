"""Deletes that can be undone: what is deleted is hidden at once, and its event is held until a moment.

Until then nothing of it is changed or sent, so that an undo only takes the event away. The moment is in the
store: a crash neither loses a delete nor hastens it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import SHOWN, BatchModel, DocumentModel, EventModel, UploadModel
from ingestio_desktop.store.outbox import (
    drop_events,
    drop_set_aside,
    event_values,
    insert_events,
    was_tried,
)
from ingestio_desktop.store.projection import project_batches
from ingestio_desktop.store.rows import EventKind, EventState, Held, UploadState
from ingestio_desktop.store.server import forget_batches, forget_documents
from ingestio_desktop.store.uploads import set_uploads

HOLD: Final = timedelta(seconds=5)
_PIECE: Final = 100
_UNSENT: Final = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
_HELD: Final = EventModel.held_until.is_not(None)


def delete_batches(unit: Unit, batch_ids: Iterable[UUID], hold: timedelta = HOLD) -> Held:
    """Hide batches, and delete them once the time to undo it is over."""
    now = datetime.now(UTC)
    until = now + hold
    ids: list[UUID] = []
    for piece in chunked(batch_ids):
        shown = sa.select(BatchModel.id).where(BatchModel.id.in_(piece), BatchModel.hidden.is_(False))
        ids.extend(unit.session.scalars(shown))
    insert_events(unit, [event_values(EventKind.DELETE_BATCH, key, now, None, None, until) for key in ids])
    project_batches(unit, ids)
    return Held(tuple(ids), _held_anew(unit, EventKind.DELETE_BATCH, until, hold))


def delete_documents(unit: Unit, document_ids: Iterable[UUID], hold: timedelta = HOLD) -> Held:
    """Hide documents, and delete them once the time to undo it is over."""
    now = datetime.now(UTC)
    until = now + hold
    ids: list[UUID] = []
    for piece in chunked(document_ids, _PIECE):
        shown = sa.select(DocumentModel.id, DocumentModel.batch_id).where(DocumentModel.id.in_(piece), SHOWN)
        give_way()
        documents = unit.session.execute(shown).all()
        values = [
            event_values(EventKind.DELETE_DOCUMENT, row.id, now, row.batch_id, None, until)
            for row in documents
        ]
        insert_events(unit, values)
        here = [row.id for row in documents]
        change = sa.update(DocumentModel).where(DocumentModel.id.in_(here))
        unit.session.execute(change.values(hidden=True, pending=True))
        ids.extend(here)
        unit.batches.update(row.batch_id for row in documents if row.batch_id is not None)
    unit.documents.update(ids)
    return Held(tuple(ids), _held_anew(unit, EventKind.DELETE_DOCUMENT, until, hold))


def undo(unit: Unit, ids: Iterable[UUID]) -> int:
    """Bring back what is still held; gives how many came back."""
    back = 0
    for piece in chunked(ids, _PIECE):
        give_way()
        events = unit.session.execute(
            sa.select(EventModel.entity_id, EventModel.kind).where(*_deletes_of(piece))
        ).all()
        unit.session.execute(sa.delete(EventModel).where(*_deletes_of(piece)))
        project_batches(unit, [key for key, kind in events if kind == EventKind.DELETE_BATCH])
        _show(unit, [key for key, kind in events if kind == EventKind.DELETE_DOCUMENT])
        back += len(events)
    unit.outbox = unit.outbox or back > 0
    return back


def withdraw(unit: Unit, batch_id: UUID) -> None:
    """Take a batch away that the service has not; where that is in doubt, it is deleted there too."""
    doubtful = was_tried(unit.session, batch_id)
    forget_batches(unit, (batch_id,))
    if doubtful:
        insert_events(unit, [event_values(EventKind.DELETE_BATCH, batch_id, datetime.now(UTC))])


def is_due(session: Session, now: datetime) -> bool:
    """Whether the time to undo something is over."""
    return bool(session.scalar(sa.select(sa.exists().where(_due(now)))))


def release(unit: Unit, now: datetime) -> None:
    """What can't be undone any more is deleted: here at once where the service has never heard of it, else
    its event may be sent."""
    due = unit.session.execute(
        sa.select(EventModel.entity_id, EventModel.kind, EventModel.batch_id).where(_due(now))
    ).all()
    for key, kind, _batch in due:
        if kind == EventKind.DELETE_BATCH:
            _let_batch_go(unit, key)
    documents = [(key, batch) for key, kind, batch in due if kind == EventKind.DELETE_DOCUMENT]
    if documents:
        _let_documents_go(unit, documents)
    for piece in chunked(key for key, _kind, _batch in due):
        unit.session.execute(
            sa.update(EventModel).where(EventModel.entity_id.in_(piece), _HELD).values(held_until=None)
        )
    unit.outbox = True


def _held_anew(unit: Unit, kind: EventKind, first: datetime, hold: timedelta) -> datetime:
    """The time to undo begins once all is gone from the lists: for 100,000 documents that takes longer than
    the time itself."""
    until = datetime.now(UTC) + hold
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.kind == kind, EventModel.held_until == first)
        .values(held_until=until)
        .execution_options(synchronize_session=False)
    )
    return until


def _deletes_of(ids: tuple[UUID, ...]) -> tuple[sa.ColumnElement[bool], ...]:
    # A file may be cancelled, which is held too, and its document deleted a moment later.
    kinds = EventKind.DELETE_BATCH, EventKind.DELETE_DOCUMENT
    return EventModel.entity_id.in_(ids), EventModel.kind.in_(kinds), _HELD


def _due(now: datetime) -> sa.ColumnElement[bool]:
    # A clock that was set back must not hold it for longer than was said.
    over = sa.or_(EventModel.held_until <= now, EventModel.held_until > now + 2 * HOLD)
    return sa.and_(_HELD, over)


def _show(unit: Unit, ids: list[UUID]) -> None:
    waiting = (
        sa.select(EventModel.seq)
        .where(EventModel.entity_id == DocumentModel.id, EventModel.state != EventState.SET_ASIDE)
        .exists()
    )
    change = sa.update(DocumentModel).where(DocumentModel.id.in_(ids))
    unit.session.execute(
        change.values(hidden=False, pending=waiting).execution_options(synchronize_session=False)
    )
    batches = sa.select(DocumentModel.batch_id).where(DocumentModel.id.in_(ids)).distinct()
    unit.batches.update(key for key in unit.session.scalars(batches) if key is not None)
    unit.documents.update(ids)


def _let_batch_go(unit: Unit, batch_id: UUID) -> None:
    if was_tried(unit.session, batch_id) is False:
        forget_batches(unit, (batch_id,))
        return
    set_uploads(unit, batch_id, None, _UNSENT, UploadState.CANCELLED)
    drop_set_aside(unit, (batch_id,))
    for kind in (EventKind.SUBMIT_BATCH, EventKind.RENAME_BATCH, EventKind.CANCEL_BATCH):
        drop_events(unit, batch_id, kind)
    of_documents = sa.delete(EventModel).where(EventModel.batch_id == batch_id, EventModel.attempts == 0)
    unit.session.execute(of_documents)


def _let_documents_go(unit: Unit, documents: list[tuple[UUID, UUID | None]]) -> None:
    untried = {
        batch_id
        for batch_id in {batch for _key, batch in documents if batch is not None}
        if was_tried(unit.session, batch_id) is False
    }
    drop_set_aside(unit, [key for key, _batch in documents])
    forget_documents(unit, [key for key, batch in documents if batch in untried])
    for batch_id in untried:
        count, pages = sa.func.count(), sa.func.sum(DocumentModel.page_count)
        left = unit.session.execute(sa.select(count, pages).where(DocumentModel.batch_id == batch_id)).one()
        model = unit.session.get(BatchModel, batch_id)
        if not left[0]:
            forget_batches(unit, (batch_id,))
        elif model is not None:
            model.document_count, model.total_pages = left[0], left[1] or 0
    for piece in chunked(key for key, batch in documents if batch not in untried):
        unit.session.execute(
            sa.update(UploadModel)
            .where(UploadModel.document_id.in_(piece), UploadModel.state.in_(_UNSENT))
            .values(state=UploadState.CANCELLED)
        )
