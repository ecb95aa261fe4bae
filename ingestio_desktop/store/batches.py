"""What a person does with batches and documents: local rows and outbox events, in one transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, PromptStrategy
from ingestio_core.providers import ProviderKind
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.deleted_there import kept_from_deletion
from ingestio_desktop.store.drafts import delete_draft
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.held import withdraw
from ingestio_desktop.store.models import BatchModel, DocumentModel, UploadModel
from ingestio_desktop.store.outbox import (
    add_event,
    drop_events,
    drop_set_aside,
    event_values,
    insert_events,
    new_event,
    refusal,
    retry_set_aside,
    was_tried,
    with_refused_edits,
)
from ingestio_desktop.store.projection import project_batches, project_documents
from ingestio_desktop.store.queries import ids_in_state
from ingestio_desktop.store.rows import DocumentState, EventKind, UploadState
from ingestio_desktop.store.uploads import set_uploads

_STOPPED = (DocumentState.ERROR, DocumentState.CANCELLED)
_DONE = frozenset({DocumentState.TO_REVIEW, DocumentState.CONFIRMED, *_STOPPED})
_UNSENT = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
_GOING = (UploadState.WAITING, UploadState.UPLOADING)
_EVENT_STATES = {
    EventKind.CONFIRM: frozenset({DocumentState.TO_REVIEW}),
    EventKind.UNCONFIRM: frozenset({DocumentState.CONFIRMED}),
    EventKind.REDO: _DONE,
    EventKind.CANCEL_DOCUMENT: frozenset({DocumentState.QUEUED, DocumentState.PROCESSING}),
}
"""In which states a document must be for each of these to mean something."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as announced, and the file that is to be uploaded for it."""

    create: DocumentCreate
    path: Path
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class NewBatch:
    id: UUID
    name: str | None
    strategy: PromptStrategy
    prompt: str | None
    field_plan: FieldPlan | None
    documents: tuple[NewDocument, ...]
    engine: EngineChoice | None = None
    model_provider: ProviderKind | None = None


def submit_batch(unit: Unit, batch: NewBatch) -> None:
    """Write batch, documents, uploads and events and take the draft of the same id away; nothing
    when the batch is there already."""
    if unit.session.get(BatchModel, batch.id) is None:
        now = datetime.now(UTC)
        unit.session.add(_batch_model(batch, now))
        documents = [_document_values(batch.id, n, new, now) for n, new in enumerate(batch.documents)]
        unit.session.execute(sa.insert(DocumentModel), documents)
        uploads = [_upload_values(batch.id, n, new) for n, new in enumerate(batch.documents)]
        unit.session.execute(sa.insert(UploadModel), uploads)
        for kind in (EventKind.CREATE_BATCH, EventKind.SUBMIT_BATCH):
            unit.session.add(new_event(kind, batch.id))
            unit.session.flush()
        unit.batches.add(batch.id)
        unit.outbox = True
    delete_draft(unit, batch.id)


def rename_batch(unit: Unit, batch_id: UUID, name: str | None) -> None:
    tried = was_tried(unit.session, batch_id)
    model = unit.session.get(BatchModel, batch_id)
    if model is not None and tried is False and model.local is not None:
        model.local = json.dumps({**json.loads(model.local), "name": name})
        unit.session.flush()
        project_batches(unit, (batch_id,))
    else:
        drop_events(unit, batch_id, EventKind.RENAME_BATCH)
        add_event(unit, EventKind.RENAME_BATCH, batch_id, payload={"name": name})


def cancel_batch(unit: Unit, batch_id: UUID) -> None:
    """Uploads end; a finished batch stays as it is."""
    model = unit.session.get(BatchModel, batch_id)
    if model is None or model.status in FINAL_BATCH:
        return
    if was_tried(unit.session, batch_id) is False or refusal(unit.session, batch_id) is not None:
        withdraw(unit, batch_id)
        return
    set_uploads(unit, batch_id, None, _UNSENT, UploadState.CANCELLED)
    drop_events(unit, batch_id, EventKind.SUBMIT_BATCH)
    add_event(unit, EventKind.CANCEL_BATCH, batch_id)


def document_events(unit: Unit, kind: EventKind, document_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """One event for each of the documents that are in the right state; gives which they are. Deletes are
    `held.delete_documents`."""
    documents = ids_in_state(unit.session, document_ids, _EVENT_STATES[kind])
    conditional = kind in (EventKind.CONFIRM, EventKind.UNCONFIRM)
    # Edits that wait for the person's choice are not thrown away by the way, and nothing is asked of what
    # the service has no more.
    left_alone = with_refused_edits if conditional else kept_from_deletion
    waiting = left_alone(unit.session, [entry[0] for entry in documents])
    documents = tuple(entry for entry in documents if entry[0] not in waiting)
    ids = [document_id for document_id, _batch, _version in documents]
    drop_set_aside(unit, ids)
    now = datetime.now(UTC)
    insert_events(
        unit,
        [
            event_values(kind, document_id, now, batch_id, version if conditional else None)
            for document_id, batch_id, version in documents
        ],
    )
    values = _projected(kind, now)
    if values is None:
        project_documents(unit, ids)
    else:
        # What the projection of each one would come to, for many at once.
        for piece in chunked(ids):
            give_way()
            change = sa.update(DocumentModel).where(DocumentModel.id.in_(piece))
            unit.session.execute(change.values(pending=True, set_aside=None, **values))
        unit.documents.update(ids)
        unit.batches.update(batch_id for _id, batch_id, _version in documents if batch_id is not None)
    return tuple(ids)


def pause_uploads(unit: Unit, batch_id: UUID, document_ids: Sequence[UUID] | None) -> None:
    set_uploads(
        unit, batch_id, document_ids, (UploadState.WAITING, UploadState.UPLOADING), UploadState.PAUSED
    )


def pause_all(unit: Unit) -> int:
    """Uploads of all batches rest; gives the number of batches."""
    return _move_all(unit, _GOING, UploadState.PAUSED)


def resume_all(unit: Unit) -> int:
    """All paused uploads go on; gives the number of batches."""
    return _move_all(unit, (UploadState.PAUSED,), UploadState.WAITING)


def sending(session: Session) -> tuple[int, int]:
    """Files that are on their way, and files that are paused."""
    count = sa.select(sa.func.count()).select_from(UploadModel)
    going = session.scalar(count.where(UploadModel.state.in_(_GOING)))
    return going or 0, session.scalar(count.where(UploadModel.state == UploadState.PAUSED)) or 0


def resume_uploads(unit: Unit, batch_id: UUID, document_ids: Sequence[UUID] | None) -> None:
    """Paused ones go on, of some documents also failed ones; refused events of the batch are tried again."""
    before = (UploadState.PAUSED,) if document_ids is None else (UploadState.PAUSED, UploadState.FAILED)
    set_uploads(unit, batch_id, document_ids, before, UploadState.WAITING)
    retry_set_aside(unit, batch_id)
    project_batches(unit, (batch_id,))


def retry_uploads(unit: Unit, batch_id: UUID) -> None:
    """Failed ones go on; refused events of the batch are tried again."""
    set_uploads(unit, batch_id, None, (UploadState.FAILED,), UploadState.WAITING)
    retry_set_aside(unit, batch_id)
    project_batches(unit, (batch_id,))


def _move_all(unit: Unit, before: tuple[UploadState, ...], to: UploadState) -> int:
    found = sa.select(UploadModel.batch_id).where(UploadModel.state.in_(before)).distinct()
    batch_ids = unit.session.scalars(found).all()
    for batch_id in batch_ids:
        set_uploads(unit, batch_id, None, before, to)
    return len(batch_ids)


def _projected(kind: EventKind, now: datetime) -> dict[str, object] | None:
    """What an event changes of the columns of a document that is in its right state; None where that is for
    the document itself to say."""
    match kind:
        case EventKind.CONFIRM:
            return {"state": DocumentState.CONFIRMED, "confirmed_at": now, "error": None}
        case EventKind.UNCONFIRM:
            return {"state": DocumentState.TO_REVIEW, "confirmed_at": None, "error": None}
        case EventKind.REDO:
            return {"state": DocumentState.QUEUED, "progress": 0, "confirmed_at": None, "error": None}
        case _:
            return None


def _batch_model(batch: NewBatch, now: datetime) -> BatchModel:
    body = {
        "id": str(batch.id),
        "name": batch.name,
        "prompt_strategy": batch.strategy,
        "prompt": batch.prompt,
        "field_plan": batch.field_plan.model_dump(mode="json") if batch.field_plan else None,
        "engine": batch.engine,
        "model_provider": batch.model_provider,
    }
    return BatchModel(
        id=batch.id,
        local=json.dumps(body),
        server=None,
        hidden=False,
        name=batch.name,
        name_key=fold(batch.name or ""),
        status=BatchStatus.PENDING_UPLOAD,
        document_count=len(batch.documents),
        completed_count=0,
        failed_count=0,
        total_pages=sum(new.create.pages for new in batch.documents),
        created_at=now,
        updated_at=now,
        completed_at=None,
        pending=True,
        set_aside=None,
    )


def _document_values(batch_id: UUID, position: int, new: NewDocument, now: datetime) -> dict[str, object]:
    create = new.create
    return {
        "id": create.id,
        "batch_id": batch_id,
        "position": position,
        "local": create.model_dump_json(),
        "server": None,
        "hidden": False,
        "filename": create.filename,
        "name_key": fold(create.filename),
        "folder": create.folder,
        "media_type": create.media_type,
        "size": create.size,
        "sha256": create.sha256,
        "page_count": create.pages,
        "state": DocumentState.WAITING,
        "progress": 0,
        "error": None,
        "detected_type": None,
        "first_value": "",
        "line_items": None,
        "findings": 0,
        "confirmed_at": None,
        "version": 0,
        "created_at": now,
        "updated_at": now,
        "pending": False,
        "set_aside": None,
    }


def _upload_values(batch_id: UUID, position: int, new: NewDocument) -> dict[str, object]:
    return {
        "document_id": new.create.id,
        "batch_id": batch_id,
        "position": position,
        "path": str(new.path),
        "size": new.create.size,
        "mtime_ns": new.mtime_ns,
        "sha256": new.create.sha256,
        "url": None,
        "offset": 0,
        "state": UploadState.WAITING,
        "attempts": 0,
        "next_try": None,
        "error": None,
    }
