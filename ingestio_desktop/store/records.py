"""Rows of screens, made of what the tables hold."""

import json
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.contracts.extractions import DocumentType, Finding
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import chunked
from ingestio_desktop.store.models import BatchModel, DocumentModel, FileModel, UploadModel
from ingestio_desktop.store.outbox import upload_row
from ingestio_desktop.store.rows import (
    TAB_STATES,
    BatchRow,
    DocumentCounts,
    DocumentRow,
    DocumentState,
    DocumentTab,
    UploadRow,
    UploadState,
)

STOPPED: Final = (DocumentState.ERROR, DocumentState.CANCELLED)
"""States of documents that nothing was read of."""
DOCUMENT_COLUMNS: Final[tuple[InstrumentedAttribute[Any], ...]] = (
    DocumentModel.id,
    DocumentModel.batch_id,
    DocumentModel.position,
    DocumentModel.filename,
    DocumentModel.folder,
    DocumentModel.media_type,
    DocumentModel.size,
    DocumentModel.page_count,
    DocumentModel.state,
    DocumentModel.progress,
    DocumentModel.error,
    DocumentModel.detected_type,
    DocumentModel.first_value,
    DocumentModel.line_items,
    DocumentModel.findings,
    DocumentModel.worst,
    DocumentModel.from_xml,
    DocumentModel.confirmed_at,
    DocumentModel.version,
    DocumentModel.created_at,
    DocumentModel.updated_at,
    DocumentModel.pending,
    DocumentModel.set_aside,
)


def document_counts(session: Session, batch_ids: Iterable[UUID]) -> dict[UUID, DocumentCounts]:
    counts: dict[UUID, dict[DocumentTab, int]] = {}
    cancelled: dict[UUID, int] = {}
    for piece in chunked(batch_ids):
        grouped = session.execute(
            sa.select(DocumentModel.batch_id, DocumentModel.state, sa.func.count())
            .where(DocumentModel.batch_id.in_(piece), DocumentModel.hidden.is_(False))
            .group_by(DocumentModel.batch_id, DocumentModel.state)
        )
        for batch_id, state, number in grouped:
            assert batch_id is not None, "it was asked for by id"
            of_batch = counts.setdefault(batch_id, dict.fromkeys(DocumentTab, 0))
            if state == DocumentState.CANCELLED:
                cancelled[batch_id] = number
            for tab, states in TAB_STATES.items():
                if state in states:
                    of_batch[tab] += number
    return {
        batch_id: DocumentCounts(
            tabs[DocumentTab.ALL],
            tabs[DocumentTab.IN_PROGRESS],
            tabs[DocumentTab.TO_REVIEW],
            tabs[DocumentTab.CONFIRMED],
            tabs[DocumentTab.ERROR],
            cancelled.get(batch_id, 0),
        )
        for batch_id, tabs in counts.items()
    }


def batch_rows(session: Session, models: list[BatchModel], *, whole: bool = False) -> tuple[BatchRow, ...]:
    """`whole` ones know their field plan and counts too."""
    ids = [model.id for model in models]
    here, paused = _with_files_here(session, ids), _paused(session, ids)
    counts = {key: DocumentCounts() for key in ids} | document_counts(session, ids) if whole else {}
    return tuple(
        _batch_row(model, counts.get(model.id), files_here=model.id in here, paused=model.id in paused)
        for model in models
    )


def _with_files_here(session: Session, ids: list[UUID]) -> frozenset[UUID]:
    """Those of the batches that have a file on this computer, the person's own or a copy."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        own = sa.select(UploadModel.batch_id).where(UploadModel.batch_id.in_(piece))
        copies = (
            sa.select(DocumentModel.batch_id)
            .join(FileModel, FileModel.document_id == DocumentModel.id)
            .where(DocumentModel.batch_id.in_(piece))
        )
        for query in (own, copies):
            found.update(batch_id for batch_id in session.scalars(query.distinct()) if batch_id is not None)
    return frozenset(found)


def _paused(session: Session, ids: list[UUID]) -> frozenset[UUID]:
    """Those of the batches of which something is left to send, and all of that rests."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        rests = sa.func.sum(UploadModel.state == UploadState.PAUSED)
        left = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
        found.update(
            session.scalars(
                sa.select(UploadModel.batch_id)
                .where(UploadModel.batch_id.in_(piece), UploadModel.state.in_(left))
                .group_by(UploadModel.batch_id)
                .having(rests == sa.func.count())
            )
        )
    return frozenset(found)


def _batch_row(
    model: BatchModel, whole: DocumentCounts | None, *, files_here: bool, paused: bool
) -> BatchRow:
    give_way()
    body = json.loads(model.server or model.local or "{}")
    plan = body.get("field_plan") if whole is not None else None
    return BatchRow(
        id=model.id,
        name=model.name,
        strategy=PromptStrategy(body["prompt_strategy"]),
        prompt=body.get("prompt"),
        field_plan=FieldPlan.model_validate(plan) if plan else None,
        status=BatchStatus(model.status),
        document_count=model.document_count,
        completed_count=model.completed_count,
        failed_count=model.failed_count,
        total_pages=model.total_pages,
        last_error_message=body.get("last_error_message"),
        created_at=model.created_at,
        updated_at=model.updated_at,
        completed_at=model.completed_at,
        counts=whole or DocumentCounts(),
        pending=model.pending,
        set_aside=_error(model.set_aside),
        engine=EngineChoice(body["engine"]) if body.get("engine") else None,
        input_tokens=body.get("input_tokens"),
        output_tokens=body.get("output_tokens"),
        cost_micros=body.get("cost_micros"),
        files_here=files_here,
        keep_files=model.keep_files,
        paused=paused,
    )


def document_rows(session: Session, records: list[Any]) -> tuple[DocumentRow, ...]:
    """Of records with the `DOCUMENT_COLUMNS`, each with its upload where it has one."""
    uploads: dict[UUID, UploadRow] = {}
    for piece in chunked(record.id for record in records):
        models = session.scalars(sa.select(UploadModel).where(UploadModel.document_id.in_(piece)))
        uploads.update((model.document_id, upload_row(model)) for model in models)
        give_way()
    return tuple(_document_row(record, uploads.get(record.id)) for record in records)


def _document_row(record: Any, upload: UploadRow | None) -> DocumentRow:
    give_way()
    return DocumentRow(
        id=record.id,
        batch_id=record.batch_id,
        position=record.position,
        filename=record.filename,
        folder=record.folder,
        media_type=MediaType(record.media_type),
        size=record.size,
        page_count=record.page_count,
        state=DocumentState(record.state),
        progress=record.progress,
        error=_error(record.error) if record.state in STOPPED else None,
        detected_type=DocumentType(record.detected_type) if record.detected_type else None,
        first_value=record.first_value,
        line_items=record.line_items,
        findings=record.findings,
        confirmed_at=record.confirmed_at,
        version=record.version,
        created_at=record.created_at,
        updated_at=record.updated_at,
        upload=upload,
        pending=record.pending,
        set_aside=_error(record.set_aside),
        note=_error(record.error) if record.state not in STOPPED else None,
        worst=Finding.model_validate_json(record.worst) if record.worst else None,
        from_xml=record.from_xml,
    )


def _error(body: str | None) -> ErrorInfo | None:
    return ErrorInfo.model_validate_json(body) if body else None
