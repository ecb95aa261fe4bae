"""What a person does with an extraction: edit, confirm, take back, extract again, stop that."""

from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document as DocumentRow
from ingestio_cloud.features.batches.counts import Shift, update_batches
from ingestio_cloud.features.batches.service import stop_documents
from ingestio_cloud.features.changes.repository import Changed, record_change
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.service import file_missing, found, get
from ingestio_cloud.features.documents.wire import document_wire, extraction_of, plan_in_force
from ingestio_cloud.features.errors import ConflictError, NotFoundError, VersionConflictError
from ingestio_cloud.features.extraction import repository
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.extraction.quality import quality
from ingestio_cloud.features.extraction.service import start_attempt
from ingestio_cloud.features.extraction.trail import Deed, end_of, entries_for
from ingestio_cloud.features.suppliers import service as suppliers
from ingestio_core.checks import check_again
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.contracts.extractions import Evidence
from ingestio_core.contracts.trail import TrailOperation
from ingestio_core.edits import apply_and_note
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
    data, evidence, before = apply_and_note(result.data, evidence, edits)
    after = check_again(plan, extraction_of(rows), data, evidence, edits)
    findings = after.findings
    deeds = [
        Deed(TrailOperation(edit.op), edit.path, old, edit.value)
        for edit, old in zip(edits, before, strict=True)
    ]
    if row.confirmed_at is not None:
        deeds.append(Deed(TrailOperation.UNCONFIRM))
    entries = entries_for(row, deeds, at=utc_now(), version=version + 1)
    _guard(
        session,
        row,
        confirmed_at=None,
        confirmed_by=None,
        finding_count=len(findings),
        **end_of(entries),
    )
    if row.confirmed_at is not None:
        suppliers.taken_back(session, row)
    repository.add_edits(session, entries)
    repository.change_result(
        session,
        user_id,
        result.id,
        data=data,
        evidence={pointer: item.model_dump(mode="json") for pointer, item in evidence.items()},
        adjustments=[item.model_dump(mode="json") for item in after.adjustments],
        findings=[finding.model_dump(mode="json") for finding in findings],
        quality=quality(plan, data, evidence, findings),
        version=version + 1,
    )
    record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
    return get(session, user_id, document_id)


def confirm(session: Session, user_id: UUID, document_id: UUID, *, version: int | None) -> Document:
    """Vouch for an extraction; confirming twice changes nothing.

    Raises `NotFoundError`, `VersionConflictError`, `ConflictError` (not_extracted).
    """
    row = _completed(session, user_id, document_id, version)
    if mark(session, row, confirmed=True):
        record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
    return get(session, user_id, document_id)


def unconfirm(session: Session, user_id: UUID, document_id: UUID, *, version: int | None) -> Document:
    """Take a confirmation back; raises as `confirm` does."""
    row = _completed(session, user_id, document_id, version)
    if mark(session, row, confirmed=False):
        record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
    return get(session, user_id, document_id)


def redo(
    session: Session, user_id: UUID, document_id: UUID, *, version: int | None, dispatcher: Dispatcher
) -> Document:
    """Extract again: a new attempt, queued in this transaction.

    Raises `NotFoundError`, `VersionConflictError`, and `ConflictError` where the document is in
    work (document_busy) or has no file (file_missing).
    """
    row = documents.locked(session, user_id, [document_id]).get(document_id)
    if row is None:
        raise NotFoundError("document")
    check_version(session, row, version)
    shift = start_again(session, row, dispatcher)
    changed = [Changed(ChangeKind.DOCUMENT, document_id)]
    update_batches(session, user_id, [(row.batch_id, shift)], reopen=True, changed=changed)
    return get(session, user_id, document_id)


def cancel(
    session: Session, user_id: UUID, document_id: UUID, *, version: int | None
) -> tuple[Document, Cleanup]:
    """Stop the work on a document; one that was read before is what it was before the redo, and one that
    is over stays as it is. Raises `NotFoundError`, `VersionConflictError`."""
    row = documents.locked(session, user_id, [document_id]).get(document_id)
    if row is None:
        raise NotFoundError("document")
    check_version(session, row, version)
    _, cleanup = stop_documents(session, user_id, [document_id], {})
    return get(session, user_id, document_id), cleanup


def mark(session: Session, row: DocumentRow, *, confirmed: bool) -> bool:
    """Confirm a completed document or take that back; False when it was so already. The change is
    for the caller to record. Raises `VersionConflictError` and `ConflictError` (not_extracted)."""
    check_extracted(row)
    if (row.confirmed_at is not None) == confirmed:
        return False
    now, edited = utc_now(), row.edit_count > 0
    deed = Deed(TrailOperation.CONFIRM if confirmed else TrailOperation.UNCONFIRM)
    entries = entries_for(row, [deed], at=now, version=row.version + 1)
    if confirmed:
        _guard(session, row, confirmed_at=now, confirmed_by=row.user_id, **end_of(entries))
        suppliers.confirmed(session, row, edited=edited)
    else:
        _guard(session, row, confirmed_at=None, confirmed_by=None, **end_of(entries))
        suppliers.taken_back(session, row)
    repository.add_edits(session, entries)
    return True


def start_again(session: Session, row: DocumentRow, dispatcher: Dispatcher) -> Shift:
    """Queue a new attempt at a document that the caller has locked, and whose data stays until the
    attempt is finished; what its batch is to count, which is for the caller, as the change is. Raises
    `ConflictError` as `redo` does."""
    user_id, document_id = row.user_id, row.id
    if row.status not in FINAL_DOCUMENT:
        raise ConflictError(
            "document_busy",
            "This document is still in work",
            "Wait until it is done, or cancel it, before it is extracted again.",
        )
    if row.storage_path is None:
        raise file_missing()
    before, attempt = row.status, row.attempt + 1
    deed = Deed(TrailOperation.REDO, after=attempt)
    entries = entries_for(row, [deed], at=utc_now(), version=row.version + 1)
    moved = documents.move(
        session,
        user_id,
        document_id,
        [before],
        DocumentStatus.UPLOADED,
        attempt=attempt,
        error=None,
        version=DocumentRow.version + 1,
        **end_of(entries),
    )
    assert moved, "the document is locked"
    repository.add_edits(session, entries)
    start_attempt(session, dispatcher, row, attempt=attempt, pages=row.page_count or 0)
    return Shift(
        completed=-int(before is DocumentStatus.COMPLETED), failed=-int(before is DocumentStatus.FAILED)
    )


def check_version(session: Session, row: DocumentRow, version: int | None) -> None:
    """Raises `VersionConflictError` when the document has another version; None stands for any."""
    if version is not None and row.version != version:
        raise moved_on(session, row)


def check_extracted(row: DocumentRow) -> None:
    """Raises `ConflictError` (not_extracted)."""
    if row.status is not DocumentStatus.COMPLETED:
        raise _not_extracted()


def moved_on(session: Session, row: DocumentRow) -> VersionConflictError:
    """The refusal of what was based on an older version; carries the document as it is now."""
    rows = documents.with_rows(session, row.user_id, [row])[0]
    return VersionConflictError(document_wire(rows).model_dump(mode="json"))


def _completed(session: Session, user_id: UUID, document_id: UUID, version: int | None) -> DocumentRow:
    row = found(session, user_id, document_id)
    check_version(session, row, version)
    check_extracted(row)
    return row


def _guard(session: Session, row: DocumentRow, **values: object) -> None:
    """Change the row's document if it is still at the row's version. A person has seen it then: what
    became of a redo needs not be told any more."""
    if not documents.set_values(session, row.user_id, row.id, row.version, error=None, **values):
        raise moved_on(session, found(session, row.user_id, row.id))


def _not_extracted() -> ConflictError:
    return ConflictError(
        "not_extracted",
        "This document has no data yet",
        "Wait until it was read, or redo it if that failed.",
    )
