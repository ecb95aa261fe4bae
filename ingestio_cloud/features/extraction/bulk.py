"""One action on many documents, each with an outcome of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document
from ingestio_cloud.features.batches.service import delete_documents
from ingestio_cloud.features.changes.repository import Changed, record_changes
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
    if step.action is BulkAction.DELETE:
        return _delete(session, user_id, step)
    rows = documents.locked(session, user_id, step.ids)
    errors: dict[UUID, IngestError] = {}
    changed: list[Changed] = []
    for document_id in step.ids:
        try:
            with session.begin_nested():
                if _act_on_one(session, step, rows.get(document_id), document_id, dispatcher):
                    changed.append(Changed(ChangeKind.DOCUMENT, document_id))
        except IngestError as error:
            errors[document_id] = error
    record_changes(session, user_id, changed)
    after = {row.id: row.version for row in documents.by_ids(session, user_id, step.ids)}
    return [_outcome(document_id, after, errors) for document_id in step.ids], Cleanup()


def _act_on_one(
    session: Session, step: Step, row: Document | None, document_id: UUID, dispatcher: Dispatcher
) -> bool:
    """Whether a change is still to be recorded."""
    if row is None:
        raise NotFoundError("document")
    review.check_version(session, row, step.versions.get(document_id))
    if step.action is BulkAction.REDO:
        review.start_again(session, row, dispatcher)
        return False
    return review.mark(session, row, confirmed=step.action is BulkAction.CONFIRM)


def _delete(session: Session, user_id: UUID, step: Step) -> tuple[list[BulkOutcome], Cleanup]:
    deleted, cleanup = delete_documents(session, user_id, step.ids, step.versions)
    left = {row.id: row for row in documents.by_ids(session, user_id, step.ids)}
    errors: dict[UUID, IngestError] = {}
    for document_id in step.ids:
        if document_id in deleted:
            continue
        row = left.get(document_id)
        errors[document_id] = NotFoundError("document") if row is None else review.moved_on(session, row)
    return [_outcome(document_id, {}, errors) for document_id in step.ids], cleanup


def _outcome(
    document_id: UUID, versions: Mapping[UUID, int], errors: Mapping[UUID, IngestError]
) -> BulkOutcome:
    error = errors.get(document_id)
    if error is not None:
        return BulkOutcome(id=document_id, error=error.info())
    return BulkOutcome(id=document_id, version=versions.get(document_id))
