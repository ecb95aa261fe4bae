"""What a person does with an extraction: edit, confirm, take back, extract again."""

from uuid import UUID

from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document as DocumentRow
from ingestio_cloud.features.batches.counts import update_batch
from ingestio_cloud.features.changes.repository import Changed, record_change
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.service import file_missing, found, get
from ingestio_cloud.features.documents.wire import document_wire, plan_in_force
from ingestio_cloud.features.errors import ConflictError, VersionConflictError
from ingestio_cloud.features.extraction import repository
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.extraction.quality import quality
from ingestio_cloud.features.extraction.service import start_attempt
from ingestio_cloud.features.extraction.trail import append_edit
from ingestio_core.checks import run_checks
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.contracts.extractions import Evidence
from ingestio_core.edits import apply_edits, value_at
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_DOCUMENT, DocumentStatus


def edit(
    session: Session, user_id: UUID, document_id: UUID, edits: tuple[Edit, ...], *, version: int
) -> Document:
    """Apply a person's edits to the version they were based on, check the data again and write
    the trail. An edited document needs to be confirmed anew.

    Raises `NotFoundError`, `VersionConflictError`, `ConflictError` (not_extracted) and
    `IngestError` (bad_pointer); then nothing is changed.
    """
    row = _completed(session, user_id, document_id, version)
    rows = documents.with_rows(session, user_id, [row])[0]
    result = rows.result
    if result is None:
        raise _not_extracted()
    plan = plan_in_force(rows) or FieldPlan()
    evidence = {pointer: Evidence.model_validate(item) for pointer, item in result.evidence.items()}
    now = utc_now()
    data: dict[str, JsonValue] = result.data
    for change in edits:
        old = value_at(data, change.path)
        data, evidence = apply_edits(data, evidence, [change])
        append_edit(
            session,
            user_id,
            document_id,
            at=now,
            version=version + 1,
            operation=change.op,
            path=change.path,
            old=old,
            new=change.value,
        )
    findings = run_checks(plan, data, evidence)
    repository.change_result(
        session,
        user_id,
        result.id,
        data=data,
        evidence={pointer: item.model_dump(mode="json") for pointer, item in evidence.items()},
        findings=[finding.model_dump(mode="json") for finding in findings],
        quality=quality(plan, data, evidence, findings),
        version=version + 1,
    )
    return _change(session, user_id, document_id, version, confirmed_at=None, confirmed_by=None)


def confirm(session: Session, user_id: UUID, document_id: UUID, *, version: int | None) -> Document:
    """Vouch for an extraction; confirming twice changes nothing.

    Raises `NotFoundError`, `VersionConflictError`, `ConflictError` (not_extracted).
    """
    row = _completed(session, user_id, document_id, version)
    if row.confirmed_at is not None:
        return get(session, user_id, document_id)
    return _change(session, user_id, document_id, row.version, confirmed_at=utc_now(), confirmed_by=user_id)


def unconfirm(session: Session, user_id: UUID, document_id: UUID, *, version: int | None) -> Document:
    """Take a confirmation back; raises as `confirm` does."""
    row = _completed(session, user_id, document_id, version)
    if row.confirmed_at is None:
        return get(session, user_id, document_id)
    return _change(session, user_id, document_id, row.version, confirmed_at=None, confirmed_by=None)


def redo(
    session: Session, user_id: UUID, document_id: UUID, *, version: int | None, dispatcher: Dispatcher
) -> Document:
    """Extract again: a new attempt, queued in this transaction.

    Raises `NotFoundError`, `VersionConflictError`, and `ConflictError` where the document is in
    work (document_busy) or has no file (file_missing).
    """
    row = found(session, user_id, document_id)
    _check_version(session, row, version)
    if row.storage_path is None and row.status in FINAL_DOCUMENT:
        raise file_missing()
    before = row.status
    attempt = row.attempt + 1
    if before not in FINAL_DOCUMENT or not documents.move(
        session,
        user_id,
        document_id,
        [before],
        DocumentStatus.UPLOADED,
        attempt=attempt,
        error=None,
        confirmed_at=None,
        confirmed_by=None,
        version=DocumentRow.version + 1,
    ):
        raise ConflictError(
            "document_busy",
            "This document is still in work",
            "Wait until it is done, or cancel its batch, before it is extracted again.",
        )
    update_batch(
        session,
        user_id,
        row.batch_id,
        completed=-int(before is DocumentStatus.COMPLETED),
        failed=-int(before is DocumentStatus.FAILED),
        reopen=True,
        changed=[Changed(ChangeKind.DOCUMENT, document_id)],
    )
    start_attempt(session, dispatcher, found(session, user_id, document_id), attempt=attempt)
    return get(session, user_id, document_id)


def _completed(session: Session, user_id: UUID, document_id: UUID, version: int | None) -> DocumentRow:
    row = found(session, user_id, document_id)
    _check_version(session, row, version)
    if row.status is not DocumentStatus.COMPLETED:
        raise _not_extracted()
    return row


def _check_version(session: Session, row: DocumentRow, version: int | None) -> None:
    if version is not None and row.version != version:
        raise _version_conflict(session, row)


def _change(session: Session, user_id: UUID, document_id: UUID, version: int, **values: object) -> Document:
    if not documents.set_values(session, user_id, document_id, version, **values):
        raise _version_conflict(session, found(session, user_id, document_id))
    record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
    return get(session, user_id, document_id)


def _version_conflict(session: Session, row: DocumentRow) -> VersionConflictError:
    rows = documents.with_rows(session, row.user_id, [row])[0]
    return VersionConflictError(document_wire(rows).model_dump(mode="json"))


def _not_extracted() -> ConflictError:
    return ConflictError(
        "not_extracted",
        "This document has no data yet",
        "Wait until it was read, or redo it if that failed.",
    )
