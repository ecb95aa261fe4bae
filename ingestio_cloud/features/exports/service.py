"""Exports: asked for, listed, opened by their link, settled, dropped when their time is over."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Export as ExportRow
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.documents import lists
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from ingestio_cloud.features.exports import repository
from ingestio_cloud.features.exports.desk import ExportDesk
from ingestio_core.contracts.exports import Export, ExportCreate, ExportStatus
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.errors import ErrorInfo
from ingestio_core.export import DOCUMENT_ROWS
from ingestio_core.fieldplan import FieldPlan, FieldType

BLOB_PREFIX: Final = "exports"
MAX_DOCUMENTS: Final = 200_000
MAX_UNFINISHED: Final = 20
MAX_ATTEMPTS: Final = 3
CLAIM: Final = timedelta(seconds=60)
"""How long a process that writes an export may be silent before another takes it up."""
_STEP: Final = 2_000
_DROPPED_AT_ONCE: Final = 500
_UNSAFE: Final = re.compile(r'\s*[\x00-\x1f<>:"/\\|?*]+\s*')

GIVEN_UP: Final = ErrorInfo(
    code="export_given_up",
    title="The export failed",
    message="The service stopped several times while it wrote this. Export fewer documents at once.",
    retryable=True,
)


def create(session: Session, user_id: UUID, request: ExportCreate) -> tuple[ExportRow, bool]:
    """Note what to export; the second value says whether it is new and is to be written.

    Raises `NotFoundError` for a batch that is not there, `RefusedError` (document_not_found,
    export_too_large, rows_unknown) and `ConflictError` (id_taken, too_many_exports, nothing_to_export).
    """
    stored = request.model_dump(mode="json")
    before = repository.get(session, user_id, request.id)
    if before is not None:
        if not _is_same(before, request):
            raise _id_taken()
        return before, False
    if repository.unfinished_count(session, user_id) >= MAX_UNFINISHED:
        raise ConflictError(
            "too_many_exports",
            "Too many exports at once",
            f"{MAX_UNFINISHED} exports are being written. Wait until some of them are done.",
        )
    title = _title(session, user_id, request)
    _check_contents(session, user_id, request)
    values = {
        "id": request.id,
        "user_id": user_id,
        "batch_id": request.batch_id,
        "format": request.format,
        "rows": request.rows,
        "request": stored,
        "status": ExportStatus.WRITING,
        "filename": f"{title}.{request.format}",
        "created_at": utc_now(),
    }
    if repository.add(session, values):
        return get(session, user_id, request.id), True
    before = repository.get(session, user_id, request.id)
    if before is None or not _is_same(before, request):
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


def delete(session: Session, user_id: UUID, export_id: UUID) -> tuple[str, ...]:
    """Delete an export; the keys of its file. Raises `NotFoundError`."""
    export = get(session, user_id, export_id)
    repository.delete(session, user_id, export_id)
    return blob_keys(export)


def linked(session: Session, export_id: UUID, *, expires: int, signature: str, desk: ExportDesk) -> ExportRow:
    """The export that a signed link opens. Raises `ForbiddenError` (link_not_valid), also where there
    is no such export, and `ConflictError` (not_exported)."""
    export = repository.by_link(session, export_id)
    owner = export.user_id if export is not None else export_id
    if not desk.signer.is_valid(owner, export_id, expires, signature, utc_now()) or export is None:
        raise link_not_valid()
    if export.status is not ExportStatus.SAVED or export.storage_path is None:
        raise ConflictError(
            "not_exported", "This export has no file", "Wait until it is written, or redo it."
        )
    return export


def link_not_valid() -> ForbiddenError:
    return ForbiddenError(
        "link_not_valid", "This link is over", "Open the list of exports and download it from there."
    )


def claim(
    session: Session, user_id: UUID, export_id: UUID, mine: UUID
) -> tuple[ExportRow, str | None] | None:
    """Take an export that nobody writes: its row, and the key of what an earlier attempt may have
    left. None where another process has it, it is over or gone, or was tried too often, which ends it."""
    before = repository.get(session, user_id, export_id)
    now = utc_now()
    if before is None or not repository.claim(
        session, user_id, export_id, mine=mine, now=now, until=now + CLAIM
    ):
        return None
    left = None if before.claim is None else blob_key(user_id, export_id, before.claim)
    if before.attempts >= MAX_ATTEMPTS:
        mark_failed(session, user_id, export_id, mine, GIVEN_UP)
        return None
    return get(session, user_id, export_id), left


def renew(session: Session, user_id: UUID, export_id: UUID, mine: UUID) -> bool:
    """Say that an export is still being written; False when it is no longer this process's."""
    return repository.renew(session, user_id, export_id, mine=mine, until=utc_now() + CLAIM)


def mark_saved(session: Session, user_id: UUID, export_id: UUID, mine: UUID, *, rows: int, size: int) -> bool:
    """Note the written file; False when the export was over, gone or taken up by another."""
    return repository.settle(
        session,
        user_id,
        export_id,
        ExportStatus.SAVED,
        mine=mine,
        row_count=rows,
        size=size,
        storage_path=blob_key(user_id, export_id, mine),
        finished_at=utc_now(),
    )


def mark_failed(session: Session, user_id: UUID, export_id: UUID, mine: UUID, error: ErrorInfo) -> bool:
    return repository.settle(
        session, user_id, export_id, ExportStatus.FAILED, mine=mine, error=error, finished_at=utc_now()
    )


def drop_expired(session: Session, before: datetime) -> tuple[str, ...]:
    """Delete some of the exports, of whomever, that were asked for before a time; the keys of their
    files, none when all are gone."""
    rows = repository.expired(session, before, _DROPPED_AT_ONCE)
    repository.delete_expired(session, [row.id for row in rows])
    return tuple(key for row in rows for key in blob_keys(row))


def blob_key(user_id: UUID, export_id: UUID, mine: UUID) -> str:
    """Where the file is that was written under a claim."""
    return f"{BLOB_PREFIX}/{user_id}/{export_id}-{mine}"


def blob_keys(export: ExportRow) -> tuple[str, ...]:
    """Wherever an export's file may be."""
    claimed = () if export.claim is None else (blob_key(export.user_id, export.id, export.claim),)
    return claimed if export.storage_path in (None, *claimed) else (export.storage_path or "", *claimed)


def kept_keys(session: Session, export_ids: Sequence[UUID]) -> set[str]:
    """Where the files of these exports, of whomever, are or may be."""
    return {key for row in repository.of_ids(session, export_ids) for key in blob_keys(row)}


def document_ids(session: Session, user_id: UUID, request: ExportCreate) -> Sequence[UUID]:
    """The documents that a request means, in the order of the file."""
    chosen = chosen_by(request)
    return request.document_ids if chosen is None else lists.ids(session, user_id, chosen, MAX_DOCUMENTS + 1)


def chosen_by(request: ExportCreate) -> DocumentFilter | None:
    """The filter that a request comes to, None where it lists documents one by one."""
    if request.batch_id is not None:
        return DocumentFilter(batch_id=request.batch_id)
    return request.filter


def export_wire(row: ExportRow, desk: ExportDesk, asked_at: str) -> Export:
    """An export as the API shows it, with a link of its own from now on."""
    expires = (utc_now() + desk.link_ttl).replace(microsecond=0)
    saved = row.status is ExportStatus.SAVED
    signature = desk.signer.sign(row.user_id, row.id, expires)
    query = f"expires={int(expires.timestamp())}&signature={signature}"
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
        kept_until=row.created_at + desk.keep,
        download_url=f"{desk.base_url(asked_at)}v1/exports/{row.id}/file?{query}" if saved else None,
        expires_at=expires if saved else None,
    )


def _check_contents(session: Session, user_id: UUID, request: ExportCreate) -> None:
    """Raises `RefusedError` (rows_unknown) where no document that was read has such a table, and
    (export_too_large) for more documents than one export takes; `ConflictError` (nothing_to_export)
    where the file would be empty."""
    ids = document_ids(session, user_id, request)
    if len(ids) > MAX_DOCUMENTS:
        raise RefusedError(
            "export_too_large",
            "Too many documents for one export",
            f"One export takes {MAX_DOCUMENTS:,} documents. Narrow the list and export in parts.",
        )
    if not any(_has_contents(session, user_id, step, request) for step in _steps(ids)):
        raise ConflictError(
            "nothing_to_export",
            "There is nothing to export",
            "None of these documents was read (or confirmed) yet. Choose others, or wait for them.",
        )
    if request.rows == DOCUMENT_ROWS:
        return
    plans: set[str] = set()
    for step in _steps(ids):
        new = repository.plan_texts(session, user_id, step) - plans
        if any(_has_table(FieldPlan.model_validate(json.loads(text)), request.rows) for text in new):
            return
        plans |= new
    if not plans or any(repository.has_table(session, user_id, step, request.rows) for step in _steps(ids)):
        return
    raise RefusedError(
        "rows_unknown",
        "There is no such table",
        f"None of these documents has a table “{request.rows}”. Choose another, or one row a document.",
        [{"path": "rows", "value": request.rows}],
    )


def _has_contents(session: Session, user_id: UUID, ids: Sequence[UUID], request: ExportCreate) -> bool:
    return repository.has_contents(
        session,
        user_id,
        ids,
        only_confirmed=request.only_confirmed,
        include_failed=request.include_failed and not request.only_confirmed,
    )


def _has_table(plan: FieldPlan, name: str) -> bool:
    return any(spec.name == name and spec.type is FieldType.TABLE for spec in plan.fields)


def _title(session: Session, user_id: UUID, request: ExportCreate) -> str:
    day = f"{utc_now():%Y-%m-%d}"
    if request.batch_id is not None:
        batch = batches.get(session, user_id, request.batch_id)
        name = _UNSAFE.sub(" ", batch.name or f"Batch {str(batch.id)[:8]}").strip(" .")[:100]
        return f"{name or 'Batch'} {day}"
    missing = set(request.document_ids)
    for step in _steps(request.document_ids):
        missing -= documents.existing_ids(session, user_id, step)
    if missing:
        raise RefusedError(
            "document_not_found",
            "Some documents do not exist",
            f"{len(missing)} of the documents were deleted. Reload the list and choose again.",
            [{"id": str(document_id)} for document_id in sorted(missing)],
        )
    return f"Documents {day}"


def _steps(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _STEP] for start in range(0, len(ids), _STEP))


def _is_same(row: ExportRow, request: ExportCreate) -> bool:
    # Not as they are stored: one of an earlier version lacks what can be asked for since.
    return ExportCreate.model_validate(row.request) == request


def _id_taken() -> ConflictError:
    return ConflictError(
        "id_taken", "An id is in use already", "Another export was made under this id. Export again."
    )
