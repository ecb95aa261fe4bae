"""The documents of an export, read from the database in steps that hold no transaction open."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.repository import DocumentRows
from ingestio_cloud.features.documents.wire import document_wire
from ingestio_cloud.features.exports import service
from ingestio_core.contracts.exports import ExportCreate
from ingestio_core.export import Column, ExportDocument, ExportOptions
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus

_STEP: Final = 200


def options(request: ExportCreate) -> ExportOptions:
    """How to write what was asked for."""
    return ExportOptions(
        format=request.format,
        rows=request.rows,
        columns=tuple(Column(column.key, column.header) for column in request.columns),
        only_confirmed=request.only_confirmed,
        mark_unconfirmed=request.mark_unconfirmed,
        include_failed=request.include_failed,
        findings_sheet=request.findings_sheet,
        delimiter=request.delimiter,
        decimal=request.decimal,
        encoding=request.encoding,
    )


def export_documents(
    sessions: SyncSessions, user_id: UUID, request: ExportCreate
) -> Iterator[ExportDocument]:
    """The documents to write, in the order asked for. Those without data are left out, but for the
    failed ones where they are wanted."""
    with sessions.of(user_id).read() as session:
        ids = service.document_ids(session, user_id, request)
    for start in range(0, len(ids), _STEP):
        yield from _step(sessions, user_id, request, ids[start : start + _STEP])


def _step(
    sessions: SyncSessions, user_id: UUID, request: ExportCreate, ids: Sequence[UUID]
) -> list[ExportDocument]:
    with sessions.of(user_id).read() as session:
        rows = documents.with_rows(session, user_id, documents.by_ids(session, user_id, ids))
    by_id = {item.document.id: item for item in rows if _is_wanted(item, request)}
    return [_export_document(by_id[document_id]) for document_id in ids if document_id in by_id]


def _is_wanted(item: DocumentRows, request: ExportCreate) -> bool:
    if item.document.status is DocumentStatus.FAILED:
        return request.include_failed
    return item.result is not None


def _export_document(rows: DocumentRows) -> ExportDocument:
    document = document_wire(rows)
    extraction = document.extraction
    return ExportDocument(
        id=str(document.id),
        filename=document.filename,
        field_plan=document.field_plan or FieldPlan(),
        data={} if extraction is None else extraction.data,
        folder=document.folder,
        document_type=document.detected_type,
        confirmed=document.confirmed_at is not None,
        # What a completed one says is that its redo failed: these are its values.
        error=document.error if document.status is DocumentStatus.FAILED else None,
        evidence={} if extraction is None else extraction.evidence,
        findings=() if extraction is None else extraction.findings,
    )
