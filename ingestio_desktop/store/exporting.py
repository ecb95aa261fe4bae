"""Read documents out of the store for an export. Runs in the child process, on its own connection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.export import ExportDocument, ExportOptions, ExportOutcome, write_export
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.store.database import open_for_reading
from ingestio_desktop.store.models import BatchModel, DocumentModel
from ingestio_desktop.store.queries import document_detail, local_path
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.store.trails import export_changes


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What to export: these documents, or a batch, or (both empty) all that is confirmed."""

    document_ids: tuple[UUID, ...] = ()
    batch_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExportTask:
    """All that the child process needs; `store` is the store's file."""

    store: Path
    source: ExportSource
    options: ExportOptions
    target: Path


def run_export(
    task: ExportTask, progress: Callable[[int], None], cancelled: Callable[[], bool]
) -> ExportOutcome:
    """Write the export. Raises `IngestError`."""
    with open_for_reading(task.store) as session:
        documents = export_documents(session, task.source, changes=task.options.changes_sheet)
        return write_export(documents, task.options, task.target, progress=progress, cancelled=cancelled)


def export_documents(
    session: Session, source: ExportSource, *, changes: bool = False
) -> Iterator[ExportDocument]:
    """Documents with the person's unsent changes; those that were not read yet are passed over. With
    `changes` they bring who changed what, as far as it is known here."""
    for document_id in source_ids(session, source):
        detail = document_detail(session, document_id)
        if detail is None or (detail.document.extraction is None and detail.row.error is None):
            continue
        document = detail.document
        extraction = document.extraction
        own = local_path(session, document_id)
        yield ExportDocument(
            id=str(document.id),
            filename=document.filename,
            field_plan=document.field_plan or FieldPlan(),
            data=extraction.data if extraction else {},
            folder=document.folder,
            source=str(own[0]) if own is not None and own[0].is_file() else None,
            document_type=document.detected_type,
            confirmed=document.confirmed_at is not None,
            error=detail.row.error,
            evidence=extraction.evidence if extraction else {},
            findings=extraction.findings if extraction else (),
            changes=export_changes(session, document_id) if changes else (),
        )
        session.expunge_all()


def source_ids(session: Session, source: ExportSource) -> tuple[UUID, ...]:
    """In the order given, or as they stand in their batch; whole batches oldest first."""
    if source.document_ids:
        return source.document_ids
    statement = sa.select(DocumentModel.id).where(DocumentModel.hidden.is_(False))
    if source.batch_id is not None:
        statement = statement.where(DocumentModel.batch_id == source.batch_id)
        return tuple(session.scalars(statement.order_by(DocumentModel.position)))
    statement = (
        statement.join(BatchModel, BatchModel.id == DocumentModel.batch_id, isouter=True)
        .where(DocumentModel.state == DocumentState.CONFIRMED)
        .order_by(BatchModel.created_at, BatchModel.id, DocumentModel.position)
    )
    return tuple(session.scalars(statement))
