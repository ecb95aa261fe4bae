"""What people did, waiting to be sent: add events, take the next ones, settle them."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import BatchModel, DocumentModel, EventModel, ReviewDraftModel, UploadModel
from ingestio_desktop.store.projection import project_batches, project_documents
from ingestio_desktop.store.rows import EventKind, EventRow, EventState, UploadRow, UploadState

BATCH_EVENTS = frozenset(
    {
        EventKind.CREATE_BATCH,
        EventKind.SUBMIT_BATCH,
        EventKind.RENAME_BATCH,
        EventKind.CANCEL_BATCH,
        EventKind.DELETE_BATCH,
    }
)
_UNSENT = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)


def add_event(
    unit: Unit,
    kind: EventKind,
    entity_id: UUID,
    *,
    batch_id: UUID | None = None,
    payload: Mapping[str, object] | None = None,
    based_on: int | None = None,
) -> None:
    """Put an event at the end of the outbox and project it."""
    unit.session.add(new_event(kind, entity_id, batch_id=batch_id, payload=payload, based_on=based_on))
    unit.session.flush()
    unit.outbox = True
    reproject(unit, kind, (entity_id,))


def new_event(
    kind: EventKind,
    entity_id: UUID,
    *,
    batch_id: UUID | None = None,
    payload: Mapping[str, object] | None = None,
    based_on: int | None = None,
) -> EventModel:
    """An event that is not in the outbox yet, for many at once."""
    return EventModel(
        id=uuid4(),
        kind=kind,
        entity_id=entity_id,
        batch_id=batch_id,
        payload=json.dumps(payload or {}),
        based_on=based_on,
        state=EventState.PENDING,
        attempts=0,
        next_try=None,
        reason=None,
        created_at=datetime.now(UTC),
    )


def drop_set_aside(unit: Unit, entity_ids: Iterable[UUID]) -> None:
    """Forget refused events of entities that the person takes up again."""
    for piece in chunked(entity_ids):
        unit.session.execute(
            sa.delete(EventModel).where(
                EventModel.entity_id.in_(piece), EventModel.state == EventState.SET_ASIDE
            )
        )
    unit.outbox = True


def with_refused_edits(session: Session, document_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the documents that have an edit which was set aside."""
    found: set[UUID] = set()
    for piece in chunked(document_ids):
        found.update(
            session.scalars(
                sa.select(EventModel.entity_id).where(
                    EventModel.entity_id.in_(piece),
                    EventModel.kind == EventKind.EDIT,
                    EventModel.state == EventState.SET_ASIDE,
                )
            )
        )
    return frozenset(found)


def retry_set_aside(unit: Unit, entity_id: UUID) -> None:
    """Send refused events of an entity once more."""
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.entity_id == entity_id, EventModel.state == EventState.SET_ASIDE)
        .values(state=EventState.PENDING, reason=None, next_try=None)
    )
    unit.outbox = True


def was_tried(session: Session, batch_id: UUID) -> bool | None:
    """Whether the creation of a batch was ever sent; None when it is not in the outbox any more."""
    attempts = session.scalar(
        sa.select(EventModel.attempts).where(
            EventModel.entity_id == batch_id, EventModel.kind == EventKind.CREATE_BATCH
        )
    )
    return None if attempts is None else attempts > 0


def due_events(session: Session, now: datetime, limit: int = 200) -> tuple[EventRow, ...]:
    """The first unsent event of each entity whose time has come, oldest first.

    An event waits while its entity has an earlier one (also one that was set aside), while the
    batch of its document is not created, and a submit while files of the batch are on their way.
    """
    earlier = sa.orm.aliased(EventModel)
    blocked = (
        sa.select(earlier.seq)
        .where(
            earlier.seq < EventModel.seq,
            sa.or_(
                earlier.entity_id == EventModel.entity_id,
                sa.and_(earlier.entity_id == EventModel.batch_id, earlier.kind == EventKind.CREATE_BATCH),
            ),
        )
        .exists()
    )
    uploading = (
        sa.select(UploadModel.document_id)
        .where(UploadModel.batch_id == EventModel.entity_id, UploadModel.state.in_(_UNSENT))
        .exists()
    )
    query = (
        sa.select(EventModel)
        .where(
            EventModel.state != EventState.SET_ASIDE,
            sa.or_(EventModel.next_try.is_(None), EventModel.next_try <= now),
            sa.not_(blocked),
            sa.or_(EventModel.kind != EventKind.SUBMIT_BATCH, sa.not_(uploading)),
        )
        .order_by(EventModel.seq)
        .limit(limit)
    )
    return tuple(event_row(event) for event in session.scalars(query))


def due_uploads(session: Session, now: datetime, limit: int) -> tuple[UploadRow, ...]:
    """Uploads that may go on now: their batch is created and their time has come."""
    creating = (
        sa.select(EventModel.seq)
        .where(EventModel.entity_id == UploadModel.batch_id, EventModel.kind == EventKind.CREATE_BATCH)
        .exists()
    )
    query = (
        sa.select(UploadModel)
        .where(
            UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)),
            sa.or_(UploadModel.next_try.is_(None), UploadModel.next_try <= now),
            sa.not_(creating),
        )
        .order_by(UploadModel.attempts, UploadModel.batch_id, UploadModel.position)
        .limit(limit)
    )
    return tuple(upload_row(upload) for upload in session.scalars(query))


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next event or upload that is backing off may be tried, of those that were not due
    at `now`: what was due then and still waits is woken by what it waits for."""
    events = session.scalar(
        sa.select(sa.func.min(EventModel.next_try)).where(
            EventModel.state != EventState.SET_ASIDE, EventModel.next_try > now
        )
    )
    uploads = session.scalar(
        sa.select(sa.func.min(UploadModel.next_try)).where(
            UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)), UploadModel.next_try > now
        )
    )
    return min((moment for moment in (events, uploads) if moment is not None), default=None)


def counts(session: Session) -> tuple[int, int]:
    """Events and files that are not yet with the service, and events that were set aside."""
    # That something was looked at is nothing that a person would miss.
    waiting = session.scalar(
        sa.select(sa.func.count()).where(
            EventModel.state != EventState.SET_ASIDE, EventModel.kind != EventKind.READ_NOTIFICATIONS
        )
    )
    uploads = session.scalar(
        sa.select(sa.func.count()).select_from(UploadModel).where(UploadModel.state.in_(_UNSENT))
    )
    aside = session.scalar(sa.select(sa.func.count()).where(EventModel.state == EventState.SET_ASIDE))
    return (waiting or 0) + (uploads or 0), aside or 0


def begin_sending(unit: Unit, seq: int) -> bool:
    """Note that an event is being sent, before it is; false when it is gone or was set aside."""
    taken = unit.update(
        sa.update(EventModel)
        .where(EventModel.seq == seq, EventModel.state != EventState.SET_ASIDE)
        .values(state=EventState.SENDING, attempts=EventModel.attempts + 1)
    )
    return taken == 1


def settle_event(unit: Unit, event: EventRow, version: int | None = None) -> None:
    """The service has it. Later events and unsaved edits that were based on what this one was are
    now based on the `version` that came of it."""
    unit.session.execute(sa.delete(EventModel).where(EventModel.seq == event.seq))
    if version is not None:
        unit.session.execute(
            sa.update(EventModel)
            .where(
                EventModel.entity_id == event.entity_id,
                EventModel.seq > event.seq,
                EventModel.based_on == event.based_on,
            )
            .values(based_on=version)
        )
        unit.session.execute(
            sa.update(ReviewDraftModel)
            .where(
                ReviewDraftModel.document_id == event.entity_id,
                ReviewDraftModel.based_on == event.based_on,
            )
            .values(based_on=version)
        )
    unit.outbox = True
    reproject(unit, event.kind, (event.entity_id,))


def postpone_event(unit: Unit, seq: int, until: datetime | None) -> None:
    """Try it again at a later time, or (None) in the next cycle."""
    unit.session.execute(
        sa.update(EventModel).where(EventModel.seq == seq).values(state=EventState.PENDING, next_try=until)
    )


def rebase_event(unit: Unit, seq: int, version: int) -> None:
    """Send an edit again, on the version that the service has now."""
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.seq == seq)
        .values(state=EventState.PENDING, next_try=None, based_on=version)
    )


def replace_edit(unit: Unit, event: EventRow, payload: Mapping[str, object] | None, version: int) -> None:
    """Send other edits instead of refused ones, based on `version`; None sends nothing."""
    if payload is None:
        settle_event(unit, event, version)
        return
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.seq == event.seq)
        .values(
            payload=json.dumps(payload),
            based_on=version,
            state=EventState.PENDING,
            reason=None,
            next_try=None,
        )
    )
    unit.outbox = True
    reproject(unit, event.kind, (event.entity_id,))


def set_event_aside(unit: Unit, event: EventRow, reason: ErrorInfo) -> None:
    """The service refused it for good: the person must look at it, the others go on."""
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.seq == event.seq)
        .values(state=EventState.SET_ASIDE, reason=reason.model_dump_json())
    )
    unit.outbox = True
    reproject(unit, event.kind, (event.entity_id,))


def reproject(unit: Unit, kind: EventKind, ids: Iterable[UUID]) -> None:
    """Project again what events of this kind are about."""
    if kind in BATCH_EVENTS:
        project_batches(unit, ids)
    elif kind is not EventKind.READ_NOTIFICATIONS:
        project_documents(unit, ids)


def reset_sending(unit: Unit) -> None:
    """After a start: what was being sent when the program ended is sent again."""
    unit.session.execute(
        sa.update(EventModel)
        .where(EventModel.state == EventState.SENDING)
        .values(state=EventState.PENDING, next_try=None)
    )
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)))
        .values(state=UploadState.WAITING, next_try=None)
    )


def wake_all(unit: Unit) -> None:
    """The network is back: nothing waits for its time any more."""
    unit.session.execute(sa.update(EventModel).values(next_try=None))
    unit.session.execute(sa.update(UploadModel).values(next_try=None))


def batch_parts(session: Session, batch_id: UUID) -> tuple[str, tuple[str, ...]] | None:
    """JSON of the batch and of its documents as they were submitted here, in their order."""
    batch = session.get(BatchModel, batch_id)
    if batch is None or batch.local is None:
        return None
    documents = session.scalars(
        sa.select(DocumentModel.local)
        .where(DocumentModel.batch_id == batch_id, DocumentModel.local.is_not(None))
        .order_by(DocumentModel.position)
    )
    return batch.local, tuple(local for local in documents if local is not None)


def event_row(event: EventModel) -> EventRow:
    return EventRow(
        seq=event.seq,
        id=event.id,
        kind=EventKind(event.kind),
        entity_id=event.entity_id,
        batch_id=event.batch_id,
        payload=json.loads(event.payload),
        based_on=event.based_on,
        state=EventState(event.state),
        attempts=event.attempts,
        next_try=event.next_try,
        reason=ErrorInfo.model_validate_json(event.reason) if event.reason else None,
        created_at=event.created_at,
    )


def upload_row(upload: UploadModel) -> UploadRow:
    return UploadRow(
        document_id=upload.document_id,
        batch_id=upload.batch_id,
        path=Path(upload.path),
        size=upload.size,
        mtime_ns=upload.mtime_ns,
        sha256=upload.sha256,
        url=upload.url,
        offset=upload.offset,
        state=UploadState(upload.state),
        attempts=upload.attempts,
        error=ErrorInfo.model_validate_json(upload.error) if upload.error else None,
    )
