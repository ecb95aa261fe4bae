"""One action on many documents, each with an outcome of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document
from ingestio_cloud.features.batches.counts import NOTHING, Shift, update_batches
from ingestio_cloud.features.batches.service import delete_documents, stop_documents
from ingestio_cloud.features.changes.repository import Changed
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.documents import lists
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import NotFoundError, RefusedError
from ingestio_cloud.features.extraction import review
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.documents import BulkAction, BulkOutcome, BulkRequest
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.errors import IngestError

STEP: Final = 100
"""Documents in one transaction: few enough that other writers are not kept waiting."""
MAX_FILTERED: Final = 10_000
"""Documents that a filter may let through."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a bulk request that is done in one transaction. `versions` are those to be left
    alone when they have moved on."""

    action: BulkAction
    ids: Sequence[UUID]
    versions: Mapping[UUID, int]


def meant(session: Session, user_id: UUID, chosen: DocumentFilter) -> Sequence[UUID]:
    """The documents that a filter lets through now. Raises `RefusedError` (too_many_documents)."""
    ids = lists.ids(session, user_id, chosen, limit=MAX_FILTERED + 1)
    if len(ids) > MAX_FILTERED:
        raise RefusedError(
            "too_many_documents",
            "Too many documents at once",
            f"More than {MAX_FILTERED:,} documents are chosen. Narrow the list and go on in parts.",
        )
    return ids


def steps(request: BulkRequest, ids: Sequence[UUID]) -> list[Step]:
    """What is asked of these documents, each of them once, in parts."""
    distinct = list(dict.fromkeys(ids))
    return [
        Step(request.action, distinct[start : start + STEP], request.versions)
        for start in range(0, len(distinct), STEP)
    ]


def act(
    session: Session, user_id: UUID, step: Step, *, dispatcher: Dispatcher
) -> tuple[list[BulkOutcome], Cleanup]:
    """Do one part; the outcomes are in the order of its ids."""
    if step.action in (BulkAction.CANCEL, BulkAction.DELETE):
        return _end(session, user_id, step)
    rows = documents.locked(session, user_id, step.ids)
    errors: dict[UUID, IngestError] = {}
    changed: list[Changed] = []
    shifts: list[tuple[UUID | None, Shift]] = []
    for document_id in step.ids:
        row = rows.get(document_id)
        try:
            if row is None:
                raise NotFoundError("document")
            with session.begin_nested():
                shift = _act_on_one(session, step, row, dispatcher)
        except IngestError as error:
            errors[document_id] = error
            continue
        if shift is not None:
            changed.append(Changed(ChangeKind.DOCUMENT, document_id))
            if shift != NOTHING:
                shifts.append((row.batch_id, shift))
    update_batches(session, user_id, shifts, reopen=True, changed=changed)
    after = {row.id: row.version for row in documents.by_ids(session, user_id, step.ids)}
    return [_outcome(document_id, after, errors) for document_id in step.ids], Cleanup()


def _act_on_one(session: Session, step: Step, row: Document, dispatcher: Dispatcher) -> Shift | None:
    """What the document's batch is to count; None when nothing changed."""
    review.check_version(session, row, step.versions.get(row.id))
    if step.action is BulkAction.REDO:
        return review.start_again(session, row, dispatcher)
    return NOTHING if review.mark(session, row, confirmed=step.action is BulkAction.CONFIRM) else None


def _end(session: Session, user_id: UUID, step: Step) -> tuple[list[BulkOutcome], Cleanup]:
    """Cancel or delete; documents of other versions than the ones named are left alone."""
    do = delete_documents if step.action is BulkAction.DELETE else stop_documents
    done, cleanup = do(session, user_id, step.ids, step.versions)
    left = {row.id: row for row in documents.by_ids(session, user_id, step.ids)}
    errors: dict[UUID, IngestError] = {}
    for document_id in step.ids:
        if document_id in done:
            continue
        row = left.get(document_id)
        errors[document_id] = NotFoundError("document") if row is None else review.moved_on(session, row)
    versions = {document_id: row.version for document_id, row in left.items()}
    return [_outcome(document_id, versions, errors) for document_id in step.ids], cleanup


def _outcome(
    document_id: UUID, versions: Mapping[UUID, int], errors: Mapping[UUID, IngestError]
) -> BulkOutcome:
    error = errors.get(document_id)
    if error is not None:
        return BulkOutcome(id=document_id, error=error.info())
    return BulkOutcome(id=document_id, version=versions.get(document_id))
