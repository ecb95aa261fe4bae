"""What a person does with batches and documents: local rows and outbox events, in one transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, PromptStrategy
from ingestio_core.providers import ProviderKind
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.drafts import delete_draft
from ingestio_desktop.store.models import BatchModel, DocumentModel, EventModel, UploadModel
from ingestio_desktop.store.outbox import (
    add_event,
    drop_set_aside,
    new_event,
    retry_set_aside,
    was_tried,
    with_refused_edits,
)
from ingestio_desktop.store.projection import project_batches, project_documents
from ingestio_desktop.store.queries import ids_in_state
from ingestio_desktop.store.rows import DocumentState, EventKind, UploadState
from ingestio_desktop.store.server import forget_batches, forget_documents
from ingestio_desktop.store.uploads import set_uploads

_DONE = frozenset({DocumentState.TO_REVIEW, DocumentState.CONFIRMED, DocumentState.ERROR})
_UNSENT = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
_EVENT_STATES = {
    EventKind.CONFIRM: frozenset({DocumentState.TO_REVIEW}),
    EventKind.UNCONFIRM: frozenset({DocumentState.CONFIRMED}),
    EventKind.REDO: _DONE,
    EventKind.CANCEL_DOCUMENT: frozenset({DocumentState.QUEUED, DocumentState.PROCESSING}),
    EventKind.DELETE_DOCUMENT: frozenset(DocumentState),
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
        _drop_events(unit, batch_id, EventKind.RENAME_BATCH)
        add_event(unit, EventKind.RENAME_BATCH, batch_id, payload={"name": name})


def cancel_batch(unit: Unit, batch_id: UUID) -> None:
    """Uploads end; a finished batch stays as it is."""
    model = unit.session.get(BatchModel, batch_id)
    if model is None or model.status in FINAL_BATCH:
        return
    set_uploads(unit, batch_id, None, _UNSENT, UploadState.CANCELLED)
    if was_tried(unit.session, batch_id) is False:
        forget_batches(unit, (batch_id,))
        return
    _drop_events(unit, batch_id, EventKind.SUBMIT_BATCH)
    add_event(unit, EventKind.CANCEL_BATCH, batch_id)


def delete_batches(unit: Unit, batch_ids: Iterable[UUID]) -> None:
    for batch_id in batch_ids:
        if unit.session.get(BatchModel, batch_id) is None:
            continue
        if was_tried(unit.session, batch_id) is False:
            forget_batches(unit, (batch_id,))
            continue
        set_uploads(unit, batch_id, None, _UNSENT, UploadState.CANCELLED)
        drop_set_aside(unit, (batch_id,))
        for kind in (EventKind.SUBMIT_BATCH, EventKind.RENAME_BATCH, EventKind.CANCEL_BATCH):
            _drop_events(unit, batch_id, kind)
        unit.session.execute(
            sa.delete(EventModel).where(EventModel.batch_id == batch_id, EventModel.attempts == 0)
        )
        add_event(unit, EventKind.DELETE_BATCH, batch_id)


def document_events(unit: Unit, kind: EventKind, document_ids: Iterable[UUID]) -> int:
    """One event for each of the documents that are in the right state; gives their number."""
    documents = ids_in_state(unit.session, document_ids, _EVENT_STATES[kind])
    conditional = kind in (EventKind.CONFIRM, EventKind.UNCONFIRM)
    if conditional:
        # Edits that wait for the person's choice are not thrown away by the way.
        waiting = with_refused_edits(unit.session, [entry[0] for entry in documents])
        documents = tuple(entry for entry in documents if entry[0] not in waiting)
    ids = [document_id for document_id, _batch, _version in documents]
    if kind is EventKind.DELETE_DOCUMENT:
        documents = _delete_unsent(unit, documents)
    drop_set_aside(unit, ids)
    unit.session.add_all(
        new_event(kind, document_id, batch_id=batch_id, based_on=version if conditional else None)
        for document_id, batch_id, version in documents
    )
    unit.session.flush()
    unit.outbox = True
    project_documents(unit, [document_id for document_id, _batch, _version in documents])
    return len(ids)


def pause_uploads(unit: Unit, batch_id: UUID, document_ids: Sequence[UUID] | None) -> None:
    set_uploads(
        unit, batch_id, document_ids, (UploadState.WAITING, UploadState.UPLOADING), UploadState.PAUSED
    )


def resume_uploads(unit: Unit, batch_id: UUID, document_ids: Sequence[UUID] | None) -> None:
    """Paused and failed ones go on; refused events of the batch are tried again."""
    set_uploads(unit, batch_id, document_ids, (UploadState.PAUSED, UploadState.FAILED), UploadState.WAITING)
    retry_set_aside(unit, batch_id)
    project_batches(unit, (batch_id,))


def _delete_unsent(
    unit: Unit, documents: tuple[tuple[UUID, UUID | None, int], ...]
) -> tuple[tuple[UUID, UUID | None, int], ...]:
    """Documents of a batch that was never sent go at once; the others are left for events."""
    untried = {
        batch_id
        for batch_id in {batch for _id, batch, _version in documents if batch is not None}
        if was_tried(unit.session, batch_id) is False
    }
    gone = [document_id for document_id, batch_id, _version in documents if batch_id in untried]
    forget_documents(unit, gone)
    for batch_id in untried:
        left = unit.session.scalar(sa.select(sa.func.count()).where(DocumentModel.batch_id == batch_id))
        model = unit.session.get(BatchModel, batch_id)
        if not left:
            forget_batches(unit, (batch_id,))
        elif model is not None:
            model.document_count = left
    for piece in chunked(document_id for document_id, batch_id, _v in documents if batch_id not in untried):
        unit.session.execute(
            sa.update(UploadModel)
            .where(UploadModel.document_id.in_(piece), UploadModel.state.in_(_UNSENT))
            .values(state=UploadState.CANCELLED)
        )
    return tuple(entry for entry in documents if entry[1] not in untried)


def _drop_events(unit: Unit, entity_id: UUID, kind: EventKind) -> None:
    """Take back events of a kind that a later one makes needless."""
    unit.session.execute(
        sa.delete(EventModel).where(EventModel.entity_id == entity_id, EventModel.kind == kind)
    )


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
        name_key=(batch.name or "").casefold(),
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
        "name_key": create.filename.casefold(),
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
