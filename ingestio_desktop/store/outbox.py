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
_OPEN = (*_UNSENT, UploadState.FAILED)
"""With those that wait for the person: their batch is not closed before it is known what becomes of them."""
_DOUBTFUL = frozenset({"server_error", "unexpected_answer"})
"""Reasons that do not say whether the service took what was sent."""


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
        held_until=None,
    )


def event_values(
    kind: EventKind,
    entity_id: UUID,
    at: datetime,
    batch_id: UUID | None = None,
    based_on: int | None = None,
    held_until: datetime | None = None,
) -> dict[str, object]:
    """An event without a payload as a row, for very many at once."""
    return {
        "id": uuid4(),
        "kind": kind,
        "entity_id": entity_id,
        "batch_id": batch_id,
        "payload": "{}",
        "based_on": based_on,
        "state": EventState.PENDING,
        "attempts": 0,
        "next_try": None,
        "reason": None,
        "created_at": at,
        "held_until": held_until,
    }


def insert_events(unit: Unit, values: list[dict[str, object]]) -> None:
    """Put many events at the end of the outbox; whoever calls projects them."""
    if values:
        unit.session.execute(sa.insert(EventModel), values)
    unit.outbox = True


def drop_events(unit: Unit, entity_id: UUID, kind: EventKind) -> None:
    """Take back events of a kind that a later one makes needless."""
    unit.session.execute(
        sa.delete(EventModel).where(EventModel.entity_id == entity_id, EventModel.kind == kind)
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
    """Whether the service may have a batch: its creation was sent, and not refused. None when that is not in
    the outbox any more."""
    reason = refusal(session, batch_id)
    if reason is not None:
        return reason.code in _DOUBTFUL
    attempts = session.scalar(
        sa.select(EventModel.attempts).where(
            EventModel.entity_id == batch_id, EventModel.kind == EventKind.CREATE_BATCH
        )
    )
    return None if attempts is None else attempts > 0


def refusal(session: Session, batch_id: UUID) -> ErrorInfo | None:
    """Why the creation of a batch was set aside; None where it was not."""
    reason = session.scalar(
        sa.select(EventModel.reason).where(
            EventModel.entity_id == batch_id,
            EventModel.kind == EventKind.CREATE_BATCH,
            EventModel.state == EventState.SET_ASIDE,
        )
    )
    return ErrorInfo.model_validate_json(reason) if reason else None


def due_events(session: Session, now: datetime, limit: int = 200) -> tuple[EventRow, ...]:
    """The first unsent event of each entity whose time has come, oldest first.

    An event waits while its entity has an earlier one (also one that was set aside), while the
    batch of its document is not created, and a submit while files of the batch are on their way. One
    that is held waits, and all that is about what it deletes (`held.release` lets it go).
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
    deleting = (
        sa.select(earlier.seq)
        .where(
            earlier.held_until.is_not(None),
            sa.or_(earlier.entity_id == EventModel.entity_id, earlier.entity_id == EventModel.batch_id),
        )
        .exists()
    )
    uploading = (
        sa.select(UploadModel.document_id)
        .where(UploadModel.batch_id == EventModel.entity_id, UploadModel.state.in_(_OPEN))
        .exists()
    )
    cancelling = (
        sa.select(earlier.seq)
        .where(earlier.batch_id == EventModel.entity_id, earlier.kind == EventKind.CANCEL_DOCUMENT)
        .exists()
    )
    query = (
        sa.select(EventModel)
        .where(
            EventModel.state != EventState.SET_ASIDE,
            sa.or_(EventModel.next_try.is_(None), EventModel.next_try <= now),
            sa.not_(blocked),
            sa.not_(deleting),
            sa.or_(EventModel.kind != EventKind.SUBMIT_BATCH, sa.not_(sa.or_(uploading, cancelling))),
        )
        .order_by(EventModel.seq)
        .limit(limit)
    )
    return tuple(event_row(event) for event in session.scalars(query))


def due_uploads(session: Session, now: datetime, limit: int) -> tuple[UploadRow, ...]:
    """Uploads that may go on now: their batch is created and their time has come.

    The oldest batch goes first, so that one is ready before the next; in it what has begun, then small
    files before large ones: most of them are with the service soonest, reading begins early, and a large
    one at the end keeps nobody waiting. One that failed comes behind those that were not tried."""
    creating = (
        sa.select(EventModel.seq)
        .where(EventModel.entity_id == UploadModel.batch_id, EventModel.kind == EventKind.CREATE_BATCH)
        .exists()
    )
    deleting = (
        sa.select(EventModel.seq)
        .where(
            EventModel.held_until.is_not(None),
            EventModel.entity_id.in_((UploadModel.batch_id, UploadModel.document_id)),
        )
        .exists()
    )
    query = (
        sa.select(UploadModel)
        .where(
            UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)),
            sa.or_(UploadModel.next_try.is_(None), UploadModel.next_try <= now),
            sa.not_(creating),
            sa.not_(deleting),
        )
        .outerjoin(BatchModel, BatchModel.id == UploadModel.batch_id)
        .order_by(
            BatchModel.created_at,
            UploadModel.batch_id,
            UploadModel.attempts,
            UploadModel.url.is_(None),
            UploadModel.size,
            UploadModel.position,
        )
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
    held = session.scalar(sa.select(sa.func.min(EventModel.held_until)).where(EventModel.held_until > now))
    return min((moment for moment in (events, uploads, held) if moment is not None), default=None)


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
    going = list(
        unit.session.scalars(
            sa.select(UploadModel.document_id).where(UploadModel.state == UploadState.UPLOADING)
        )
    )
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)))
        .values(state=UploadState.WAITING, next_try=None)
    )
    project_documents(unit, going)


def wake_all(unit: Unit) -> None:
    """The network is back: nothing waits for its time any more."""
    for model in (EventModel, UploadModel):
        unit.session.execute(sa.update(model).where(model.next_try.is_not(None)).values(next_try=None))


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
        renew=upload.renew,
    )
