"""Exports: asked for, written from the documents, settled."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Export as ExportRow
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.batches.repository import document_ids
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.repository import DocumentRows
from ingestio_cloud.features.documents.wire import document_wire
from ingestio_cloud.features.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from ingestio_cloud.features.exports import repository
from ingestio_cloud.features.exports.links import LinkSigner
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.exports import Export, ExportCreate, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_core.export import ExportDocument
from ingestio_core.fieldplan import FieldPlan

_STEP: Final = 200
_UNSAFE: Final = re.compile(r'\s*[\x00-\x1f<>:"/\\|?*]+\s*')


def create(session: Session, user_id: UUID, request: ExportCreate) -> tuple[ExportRow, bool]:
    """Note what to export; the second value says whether it is new and is to be written.

    Raises `NotFoundError` for a batch or documents that are not there, `ConflictError` for an id
    that was used for something else.
    """
    if before := _made_before(session, user_id, request):
        return before, False
    made = repository.insert(
        session,
        {
            "id": request.id,
            "user_id": user_id,
            "batch_id": request.batch_id,
            "format": request.format,
            "rows": request.rows,
            "request": request.model_dump(mode="json"),
            "status": ExportStatus.WRITING,
            "filename": f"{_title(session, user_id, request)}.{request.format}",
            "created_at": utc_now(),
        },
    )
    if made:
        return get(session, user_id, request.id), True
    # Another transaction was first, or the id is another user's, which this one cannot see.
    before = _made_before(session, user_id, request)
    if before is None:
        raise _id_taken()
    return before, False


def get(session: Session, user_id: UUID, export_id: UUID) -> ExportRow:
    """Raises `NotFoundError`."""
    export = repository.get(session, user_id, export_id)
    if export is None:
        raise NotFoundError("export")
    return export


def list_page(
    session: Session, user_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[ExportRow], str | None]:
    """One page, newest first, and the next cursor. Raises `RefusedError` (bad_cursor)."""
    return repository.page(session, user_id, cursor=cursor, limit=limit)


def linked(
    session: Session, export_id: UUID, *, expires: int, signature: str, signer: LinkSigner
) -> ExportRow:
    """The export that a signed link opens. Raises `ForbiddenError` (link_not_valid), `ConflictError`
    (not_exported) and `NotFoundError`."""
    if not signer.is_valid(export_id, expires, signature, utc_now()):
        raise ForbiddenError(
            "link_not_valid", "This link is over", "Open the list of exports and download it from there."
        )
    export = repository.by_link(session, export_id)
    if export is None:
        raise NotFoundError("export")
    if export.status is not ExportStatus.SAVED or export.storage_path is None:
        raise ConflictError(
            "not_exported", "This export has no file", "Wait until it is written, or redo it."
        )
    return export


def mark_saved(
    session: Session, user_id: UUID, export_id: UUID, *, rows: int, size: int, storage_path: str
) -> bool:
    """Note the written file; False when the export was over."""
    return repository.settle(
        session,
        user_id,
        export_id,
        ExportStatus.SAVED,
        row_count=rows,
        size=size,
        storage_path=storage_path,
        finished_at=utc_now(),
    )


def mark_failed(session: Session, user_id: UUID, export_id: UUID, error: ErrorInfo) -> bool:
    return repository.settle(
        session, user_id, export_id, ExportStatus.FAILED, error=error, finished_at=utc_now()
    )


def export_documents(
    sessions: SyncSessions, user_id: UUID, request: ExportCreate
) -> Iterator[ExportDocument]:
    """The documents to write, in the order asked for, read in steps that hold no transaction open.
    Those without data are left out."""
    with sessions.of(user_id).read() as session:
        ids = (
            document_ids(session, user_id, request.batch_id)
            if request.batch_id is not None
            else request.document_ids
        )
    for start in range(0, len(ids), _STEP):
        yield from _step(sessions, user_id, ids[start : start + _STEP])


def export_wire(row: ExportRow, signer: LinkSigner, base_url: str, ttl: int) -> Export:
    """An export as the API shows it, with a link of its own for `ttl` seconds from now."""
    expires = (utc_now() + timedelta(seconds=ttl)).replace(microsecond=0)
    saved = row.status is ExportStatus.SAVED
    query = f"expires={int(expires.timestamp())}&signature={signer.sign(row.id, expires)}"
    return Export(
        id=row.id,
        format=row.format,
        rows=row.rows,
        status=row.status,
        filename=row.filename,
        row_count=row.row_count,
        size=row.size,
        error=row.error,
        created_at=row.created_at,
        download_url=f"{base_url}v1/exports/{row.id}/file?{query}" if saved else None,
        expires_at=expires if saved else None,
    )


def page_wire(
    rows: Sequence[ExportRow], cursor: str | None, signer: LinkSigner, base_url: str, ttl: int
) -> Page[Export]:
    return Page(items=tuple(export_wire(row, signer, base_url, ttl) for row in rows), next_cursor=cursor)


def _step(sessions: SyncSessions, user_id: UUID, ids: Sequence[UUID]) -> list[ExportDocument]:
    with sessions.of(user_id).read() as session:
        rows = documents.with_rows(session, user_id, documents.by_ids(session, user_id, ids))
    by_id = {item.document.id: item for item in rows if item.result is not None}
    return [_export_document(by_id[document_id]) for document_id in ids if document_id in by_id]


def _export_document(rows: DocumentRows) -> ExportDocument:
    document = document_wire(rows)
    extraction = document.extraction
    assert extraction is not None, "rows without a result were left out"
    return ExportDocument(
        id=str(document.id),
        filename=document.filename,
        field_plan=document.field_plan or FieldPlan(),
        data=extraction.data,
        folder=document.folder,
        document_type=document.detected_type,
        confirmed=document.confirmed_at is not None,
        error=document.error,
        evidence=extraction.evidence,
        findings=extraction.findings,
    )


def _title(session: Session, user_id: UUID, request: ExportCreate) -> str:
    day = f"{utc_now():%Y-%m-%d}"
    if request.batch_id is not None:
        batch = batches.get(session, user_id, request.batch_id)
        name = _UNSAFE.sub(" ", batch.name or f"Batch {str(batch.id)[:8]}").strip(" .")[:100]
        return f"{name or 'Batch'} {day}"
    missing = set(request.document_ids) - documents.existing_ids(session, user_id, request.document_ids)
    if missing:
        raise RefusedError(
            "document_not_found",
            "Some documents do not exist",
            f"{len(missing)} of the documents were deleted. Reload the list and choose again.",
            [{"id": str(document_id)} for document_id in sorted(missing)],
        )
    return f"Documents {day}"


def _made_before(session: Session, user_id: UUID, request: ExportCreate) -> ExportRow | None:
    """The export that the same request made. Raises `ConflictError` where another made it."""
    before = repository.get(session, user_id, request.id)
    if before is not None and before.request != request.model_dump(mode="json"):
        raise _id_taken()
    return before


def _id_taken() -> ConflictError:
    return ConflictError(
        "id_taken", "An id is in use already", "Another export was made under this id. Export again."
    )
