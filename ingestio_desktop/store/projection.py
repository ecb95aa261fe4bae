"""Project pending outbox events on the service's rows.

Runs in the transaction that changed a row or an event, so that what lists search and sort by is
always the service's row as the person last left it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue, TypeAdapter
from sqlalchemy.orm import Session

from ingestio_core.checks import check_again
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document, DocumentCreate, Edit
from ingestio_core.contracts.extractions import FROM_MEMORY, EvidenceSource, Finding, Severity
from ingestio_core.edits import apply_edits
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_BATCH, IN_WORK, BatchStatus, DocumentStatus
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.models import (
    BatchModel,
    DocumentCellsModel,
    DocumentModel,
    EventModel,
    UploadModel,
)
from ingestio_desktop.store.rows import DocumentState, EventKind, EventState, UploadState
from ingestio_desktop.store.texts import document_words, keep_words

EDITS = TypeAdapter(tuple[Edit, ...])


def project_documents(
    unit: Unit, ids: Iterable[UUID], known: Mapping[UUID, Document] = MappingProxyType({})
) -> None:
    """Bring the projected columns of documents up to date. `known` are rows of the service that were
    just kept, and need not be read again."""
    for piece in chunked(ids):
        events = _events(unit.session, piece)
        uploads = {
            upload.document_id: upload
            for upload in unit.session.scalars(
                sa.select(UploadModel).where(UploadModel.document_id.in_(piece))
            )
        }
        words: dict[UUID, str] = {}
        for row in unit.session.scalars(sa.select(DocumentModel).where(DocumentModel.id.in_(piece))):
            give_way()
            told = known.get(row.id)
            base = _with_own_pages(row, told) if told is not None else _base_document(row)
            document = _project_document(row, base, events.get(row.id, []), uploads.get(row.id))
            words[row.id] = document_words(document)
            unit.documents.add(row.id)
            if row.batch_id is not None:
                unit.batches.add(row.batch_id)
        unit.session.flush()
        keep_words(unit, words)
        forget_cells(unit.session, piece)


def documents_as_left(session: Session, ids: tuple[UUID, ...]) -> dict[UUID, Document]:
    """Documents as the person last left them; unsaved drafts are not in them. Not more than fit into one
    IN list."""
    events = _events(session, ids)
    rows = session.scalars(sa.select(DocumentModel).where(DocumentModel.id.in_(ids)))
    return {row.id: projected_document(_base_document(row), events.get(row.id, [])) for row in rows}


def forget_cells(session: Session, ids: Iterable[UUID]) -> None:
    """What the grid knows of these documents is made anew when it asks."""
    for piece in chunked(ids):
        session.execute(sa.delete(DocumentCellsModel).where(DocumentCellsModel.document_id.in_(piece)))


def project_batches(unit: Unit, ids: Iterable[UUID]) -> None:
    """Bring the projected columns of batches up to date."""
    for piece in chunked(ids):
        events = _events(unit.session, piece)
        unsent = set(
            unit.session.scalars(
                sa.select(UploadModel.batch_id).where(
                    UploadModel.batch_id.in_(piece),
                    UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)),
                )
            )
        )
        for row in unit.session.scalars(sa.select(BatchModel).where(BatchModel.id.in_(piece))):
            give_way()
            _project_batch(row, events[row.id], row.id in unsent)
            unit.batches.add(row.id)


def projected_document(document: Document, events: Sequence[EventModel]) -> Document:
    """The service's row with a document's unsent events applied. Events that were set aside are
    left out."""
    for event in events:
        if event.state != EventState.SET_ASIDE:
            document = _with_event(document, event)
    return document


def placeholder(created: DocumentCreate, batch_id: UUID | None, at: datetime) -> Document:
    """A document that the service has not told us of yet."""
    return Document(
        **created.model_dump(exclude={"pages"}),
        batch_id=batch_id,
        page_count=created.pages,
        detected_type=None,
        status=DocumentStatus.PENDING_UPLOAD,
        version=0,
        created_at=at,
        updated_at=at,
    )


def first_value(plan: FieldPlan | None, data: dict[str, JsonValue]) -> str:
    """The first key field that has a value, as text."""
    names = [field.name for field in plan.scalars] if plan else list(data)
    return next((str(data[name]) for name in names if isinstance(data.get(name), str | int | float)), "")


def table_name(plan: FieldPlan | None, data: dict[str, JsonValue]) -> str | None:
    """The first table: of the plan, else of the data."""
    if plan is not None:
        return plan.tables[0].name if plan.tables else None
    return next((name for name, value in data.items() if isinstance(value, list)), None)


def worst_finding(findings: Sequence[Finding]) -> Finding | None:
    """The finding to show where there is room for one: an error before a warning, else the first."""
    failed = [finding for finding in findings if finding.severity is not Severity.INFO]
    return min(failed, key=lambda finding: finding.severity is not Severity.ERROR, default=None)


def document_values(document: Document, upload: UploadModel | None) -> dict[str, Any]:
    """The columns that say of a document, its events applied, what lists show, sort and search by."""
    data = document.extraction.data if document.extraction else {}
    findings = document.extraction.findings if document.extraction else ()
    evidence = document.extraction.evidence.values() if document.extraction else ()
    table = table_name(document.field_plan, data)
    items = data.get(table) if table else None
    first = first_value(document.field_plan, data)[:200]
    state, progress, error = _document_state(document, upload)
    worst = worst_finding(findings)
    return {
        "filename": document.filename,
        "name_key": fold(document.filename),
        "folder": document.folder,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "page_count": document.page_count,
        "detected_type": document.detected_type,
        "confirmed_at": document.confirmed_at,
        "version": document.version,
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "first_value": first,
        "first_key": fold(first),
        "line_items": len(items) if isinstance(items, list) else (0 if table and data else None),
        "findings": sum(1 for finding in findings if finding.severity is not Severity.INFO),
        "worst": worst.model_dump_json() if worst is not None else None,
        "state": state,
        "progress": progress,
        "error": error.model_dump_json() if error else None,
        "from_xml": any(each.source is EvidenceSource.XML for each in evidence),
    }


def _project_document(
    row: DocumentModel, base: Document, events: list[EventModel], upload: UploadModel | None
) -> Document:
    document = projected_document(base, events)
    kinds = {event.kind for event in events if event.state != EventState.SET_ASIDE}
    if row.server:
        row.batch_id = document.batch_id
    for name, value in document_values(document, upload).items():
        setattr(row, name, value)
    row.hidden = EventKind.DELETE_DOCUMENT in kinds
    row.pending = bool(kinds)
    row.set_aside = next((event.reason for event in events if event.state == EventState.SET_ASIDE), None)
    return document


def _document_state(
    document: Document, upload: UploadModel | None
) -> tuple[DocumentState, int, ErrorInfo | None]:
    sent = 100 * upload.offset // upload.size if upload is not None and upload.size else 0
    unsent = document.status in (DocumentStatus.PENDING_UPLOAD, DocumentStatus.FAILED)
    if unsent and upload is not None and upload.state in _STOPPED and upload.error:
        return DocumentState.ERROR, sent, ErrorInfo.model_validate_json(upload.error)
    match document.status:
        case DocumentStatus.PENDING_UPLOAD if upload is not None and upload.state == UploadState.CANCELLED:
            return DocumentState.CANCELLED, sent, _NOT_SENT
        case DocumentStatus.PENDING_UPLOAD:
            # With it the service says what a file waits for that has arrived.
            return _upload_state(upload), sent, document.error
        case DocumentStatus.UPLOADED:
            return DocumentState.QUEUED, 0, None
        case DocumentStatus.PROCESSING:
            return DocumentState.PROCESSING, document.job.progress if document.job else 0, None
        case DocumentStatus.COMPLETED:
            done = DocumentState.CONFIRMED if document.confirmed_at else DocumentState.TO_REVIEW
            return done, 100, document.error
        case DocumentStatus.FAILED:
            error = document.error or _UNKNOWN
            ended = DocumentState.CANCELLED if error.code == _CANCELLED.code else DocumentState.ERROR
            return ended, 100, error


def _upload_state(upload: UploadModel | None) -> DocumentState:
    match upload.state if upload is not None else None:
        case UploadState.UPLOADING:
            return DocumentState.UPLOADING
        case UploadState.PAUSED:
            return DocumentState.PAUSED
        case UploadState.DONE:
            return DocumentState.QUEUED
        case _:
            return DocumentState.WAITING


def _with_event(document: Document, event: EventModel) -> Document:
    match event.kind:
        case EventKind.CONFIRM:
            at = document.confirmed_at or event.created_at
            return document.model_copy(update={"confirmed_at": at, "error": None})
        case EventKind.UNCONFIRM:
            return document.model_copy(update={"confirmed_at": None, "error": None})
        case EventKind.REDO:
            return document.model_copy(
                update={"status": DocumentStatus.UPLOADED, "confirmed_at": None, "error": None, "job": None}
            )
        case EventKind.CANCEL_DOCUMENT if document.status is DocumentStatus.PENDING_UPLOAD:
            return document.model_copy(update={"status": DocumentStatus.FAILED, "error": _NOT_SENT})
        case EventKind.CANCEL_DOCUMENT if document.status in IN_WORK:
            # What was read before a redo is there again.
            if document.extraction is not None:
                return document.model_copy(update={"status": DocumentStatus.COMPLETED, "error": None})
            return document.model_copy(update={"status": DocumentStatus.FAILED, "error": _CANCELLED})
        case EventKind.FORGET_VALUE if document.extraction is not None:
            path = json.loads(event.payload)["path"]
            findings = tuple(
                finding
                for finding in document.extraction.findings
                if finding.code != FROM_MEMORY or path not in finding.paths
            )
            extraction = document.extraction.model_copy(update={"findings": findings})
            return document.model_copy(update={"extraction": extraction})
        case EventKind.EDIT if document.extraction is not None:
            edits = EDITS.validate_python(json.loads(event.payload)["edits"])
            try:
                data, evidence = apply_edits(document.extraction.data, document.extraction.evidence, edits)
            except IngestError:
                # The service's row moved on in shape; the event itself will end as a conflict.
                return document
            if document.field_plan is not None:
                extraction = check_again(document.field_plan, document.extraction, data, evidence, edits)
            else:
                extraction = document.extraction.model_copy(update={"data": data, "evidence": evidence})
            return document.model_copy(update={"extraction": extraction, "error": None})
        case _:
            return document


def _project_batch(row: BatchModel, events: list[EventModel], unsent: bool) -> None:
    if row.server:
        batch = Batch.model_validate_json(row.server)
        row.name = batch.name
        row.status = batch.status
        row.document_count = batch.document_count
        row.completed_count = batch.completed_count
        row.failed_count = batch.failed_count
        row.total_pages = batch.total_pages
        row.created_at = batch.created_at
        row.updated_at = batch.updated_at
        row.completed_at = batch.completed_at
    elif row.local:
        row.name = json.loads(row.local).get("name")
        row.status = BatchStatus.PENDING_UPLOAD
    row.hidden = False
    live = [event for event in events if event.state != EventState.SET_ASIDE]
    for event in live:
        match event.kind:
            case EventKind.RENAME_BATCH:
                name = json.loads(event.payload)["name"]
                row.name = str(name) if name else None
            case EventKind.CANCEL_BATCH if row.status not in FINAL_BATCH:
                row.status = BatchStatus.CANCELLED
            case EventKind.DELETE_BATCH:
                row.hidden = True
    row.name_key = fold(row.name or "")
    row.pending = bool(live) or unsent
    row.set_aside = next((event.reason for event in events if event.state == EventState.SET_ASIDE), None)


def _base_document(row: DocumentModel) -> Document:
    if row.server:
        return _with_own_pages(row, Document.model_validate_json(row.server))
    assert row.local is not None, "a document comes from the service or from here"
    return placeholder(DocumentCreate.model_validate_json(row.local), row.batch_id, row.created_at)


def _with_own_pages(row: DocumentModel, document: Document) -> Document:
    """The pages that were counted here stand until the service has counted them."""
    if document.page_count is not None or row.local is None:
        return document
    return document.model_copy(update={"page_count": json.loads(row.local).get("pages")})


def _events(session: Session, ids: tuple[UUID, ...]) -> dict[UUID, list[EventModel]]:
    found: dict[UUID, list[EventModel]] = defaultdict(list)
    for event in session.scalars(
        sa.select(EventModel).where(EventModel.entity_id.in_(ids)).order_by(EventModel.seq)
    ):
        found[event.entity_id].append(event)
    return found


_CANCELLED = ErrorInfo(
    code="cancelled",
    title="Cancelled",
    message="This document was cancelled before it was read. Redo it to read it.",
    retryable=True,
)
_NOT_SENT = ErrorInfo(
    code="cancelled",
    title="Cancelled",
    message="This file was cancelled before it was sent. Add it to a new batch to have it read.",
)
_STOPPED = (UploadState.FAILED, UploadState.REFUSED)
_UNKNOWN = ErrorInfo(
    code="failed",
    title="The document could not be read",
    message="The service did not say why. Try it again.",
    retryable=True,
)
