"""What waits to be sent, one by one, and what the service refused: to look at, try again and discard."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.deleted_there import DELETED_THERE
from ingestio_desktop.store.models import BatchModel, DocumentModel, EventModel, UploadModel
from ingestio_desktop.store.outbox import event_row, reproject, settle_event
from ingestio_desktop.store.rows import EventKind, EventState, UploadState
from ingestio_desktop.store.server import forget_batches, forget_documents

CONFLICT: Final = "version_conflict"
TO_CHOOSE: Final = frozenset({CONFLICT, DELETED_THERE})
"""Why an edit waits for the person to look at both sides."""
_UNSENT: Final = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
_ABOUT_BATCHES: Final = (
    EventKind.CREATE_BATCH,
    EventKind.SUBMIT_BATCH,
    EventKind.RENAME_BATCH,
    EventKind.CANCEL_BATCH,
    EventKind.DELETE_BATCH,
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One change that the service does not have, or the files of one batch. `kind` and `seq` are None for
    files, of which there are `files`, `paused` of them at rest. `name` is that of the document or
    batch, "" where there is none; `document_id` is None where it is about a batch. `reason` says why it was
    set aside; of what waits, `next_try` is when it is tried again and `behind` that an earlier change to the
    same must go first."""

    kind: EventKind | None
    seq: int | None
    name: str
    batch_id: UUID | None
    document_id: UUID | None
    created_at: datetime | None = None
    reason: ErrorInfo | None = None
    sending: bool = False
    next_try: datetime | None = None
    behind: bool = False
    files: int = 0
    paused: int = 0

    @property
    def key(self) -> str:
        return f"event {self.seq}" if self.seq is not None else f"files {self.batch_id}"

    @property
    def set_aside(self) -> bool:
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first rows, those that were set aside before all others, and how many more there are."""

    rows: tuple[WaitingRow, ...] = ()
    more: int = 0


def waiting(session: Session, limit: int) -> Waiting:
    """What the status counts as waiting and as set aside."""
    aside = EventModel.state == EventState.SET_ASIDE
    told = sa.or_(aside, EventModel.kind != EventKind.READ_NOTIFICATIONS)
    total = session.scalar(sa.select(sa.func.count()).select_from(EventModel).where(told)) or 0
    events = session.scalars(
        sa.select(EventModel).where(told).order_by(sa.not_(aside), EventModel.seq).limit(limit)
    ).all()
    firsts = _firsts(session, [event.entity_id for event in events])
    documents = [event.entity_id for event in events if event.kind not in _ABOUT_BATCHES]
    batches = [event.entity_id for event in events if event.kind in _ABOUT_BATCHES]
    files = _files(session, limit)
    names = {
        **_names(session, DocumentModel.id, DocumentModel.filename, documents),
        **_names(session, BatchModel.id, BatchModel.name, [*batches, *(row.batch_id for row in files)]),
    }
    rows = []
    for event in events:
        about_batch = event.kind in _ABOUT_BATCHES
        rows.append(
            WaitingRow(
                EventKind(event.kind),
                event.seq,
                names.get(event.entity_id, ""),
                event.entity_id if about_batch else event.batch_id,
                None if about_batch else event.entity_id,
                event.created_at,
                ErrorInfo.model_validate_json(event.reason) if event.reason and _is_aside(event) else None,
                event.state == EventState.SENDING,
                event.next_try,
                firsts.get(event.entity_id, event.seq) < event.seq,
            )
        )
    named = [replace(row, name=names.get(row.batch_id, "")) for row in files if row.batch_id is not None]
    return Waiting((*rows, *named), total - len(events))


def try_again(unit: Unit, seq: int) -> None:
    """Send a refused change once more. What was refused because the document moved on is done on what the
    service has now; an edit is not: there both sides are to be looked at."""
    event = unit.session.get(EventModel, seq)
    if event is None or not _is_aside(event):
        return
    code = ErrorInfo.model_validate_json(event.reason).code if event.reason else ""
    if event.kind == EventKind.EDIT and code in TO_CHOOSE:
        return
    if code == CONFLICT:
        event.based_on = unit.session.scalar(
            sa.select(DocumentModel.version).where(DocumentModel.id == event.entity_id)
        )
    event.state, event.reason, event.next_try, event.attempts = EventState.PENDING, None, None, 0
    unit.session.flush()
    unit.outbox = True
    reproject(unit, EventKind(event.kind), (event.entity_id,))


def discard(unit: Unit, seq: int) -> None:
    """Leave it as the service has it. A batch that the service never took is gone with that."""
    event = unit.session.get(EventModel, seq)
    if event is None or not _is_aside(event):
        return
    if event.kind == EventKind.CREATE_BATCH:
        forget_batches(unit, (event.entity_id,))
    elif event.reason and ErrorInfo.model_validate_json(event.reason).code == DELETED_THERE:
        forget_documents(unit, (event.entity_id,))
    else:
        settle_event(unit, event_row(event))


def _is_aside(event: EventModel) -> bool:
    return event.state == EventState.SET_ASIDE


def _firsts(session: Session, ids: list[UUID]) -> dict[UUID, int]:
    """The first change of each."""
    query = sa.select(EventModel.entity_id, sa.func.min(EventModel.seq)).where(EventModel.entity_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(EventModel.entity_id))}


def _names(
    session: Session,
    key: sa.orm.InstrumentedAttribute[UUID],
    name: "sa.orm.InstrumentedAttribute[str] | sa.orm.InstrumentedAttribute[str | None]",
    ids: "list[UUID | None] | list[UUID]",
) -> dict[UUID, str]:
    return {row[0]: row[1] or "" for row in session.execute(sa.select(key, name).where(key.in_(ids)))}


def _files(session: Session, limit: int) -> list[WaitingRow]:
    paused = sa.func.sum(sa.case((UploadModel.state == UploadState.PAUSED, 1), else_=0))
    query = (
        sa.select(UploadModel.batch_id, sa.func.count(), paused, sa.func.min(UploadModel.next_try))
        .where(UploadModel.state.in_(_UNSENT))
        .group_by(UploadModel.batch_id)
        .limit(limit)
    )
    return [
        WaitingRow(None, None, "", batch_id, None, next_try=again, files=files, paused=resting)
        for batch_id, files, resting, again in session.execute(query)
    ]
