"""Documents in the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionFindings,
    ExtractionJob,
    ExtractionResult,
)
from ingestio_cloud.db.scope import changed_rows, everyone, owned, owned_columns, owned_delete, owned_update
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DOCUMENT_TRANSITIONS, IN_WORK, DocumentStatus


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """A document with what belongs to it: its batch's plan, its latest job and its latest result."""

    document: Document
    batch_plan: dict[str, Any] | None
    job: ExtractionJob | None
    result: ExtractionResult | None
    findings: ExtractionFindings | None


class DocumentKey(NamedTuple):
    """A document that was changed, and whose counts that is about."""

    id: UUID
    batch_id: UUID | None
    filename: str


def get(session: Session, user_id: UUID, document_id: UUID) -> Document | None:
    found: Document | None = session.scalars(
        owned(Document, user_id).where(Document.id == document_id).execution_options(populate_existing=True)
    ).one_or_none()
    return found


def existing_ids(session: Session, user_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
    return set(session.scalars(owned_columns(Document, user_id, Document.id).where(Document.id.in_(ids))))


def list_of_batch(
    session: Session,
    user_id: UUID,
    batch_id: UUID,
    *,
    status: DocumentStatus | None = None,
) -> Sequence[Document]:
    """A batch's documents in the order they were announced."""
    statement = (
        owned(Document, user_id)
        .where(Document.batch_id == batch_id)
        .order_by(Document.position, Document.id)
        .execution_options(populate_existing=True)
    )
    if status is not None:
        statement = statement.where(Document.status == status)
    return session.scalars(statement).all()


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> Sequence[Document]:
    if not ids:
        return ()
    return session.scalars(
        owned(Document, user_id).where(Document.id.in_(ids)).execution_options(populate_existing=True)
    ).all()


def lock(session: Session, user_id: UUID, document_id: UUID) -> bool:
    """Keep a document from other writers until the transaction ends; False when there is none.

    Whatever changes a document or what hangs on it begins with this or with `locked`. Rows are locked
    in one order everywhere, so that no two transactions wait for one another: documents, their uploads,
    their jobs, months of usage, batches, the user.
    """
    statement = owned_columns(Document, user_id, Document.id).where(Document.id == document_id)
    return session.scalar(statement.with_for_update()) is not None


def locked(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Document]:
    """Those of the documents that exist, kept from other writers until the transaction ends. All lock
    in the order of ids, so that no two wait for one another."""
    rows = session.scalars(
        owned(Document, user_id)
        .where(Document.id.in_(ids))
        .order_by(Document.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def with_rows(session: Session, user_id: UUID, documents: Sequence[Document]) -> list[DocumentRows]:
    """The documents, in their order, with what belongs to them; four queries for all."""
    if not documents:
        return []
    ids = [document.id for document in documents]
    batch_ids = {document.batch_id for document in documents if document.batch_id}
    plans = {
        row.id: row.field_plan
        for row in session.execute(
            owned_columns(ExtractionBatch, user_id, ExtractionBatch.id, ExtractionBatch.field_plan).where(
                ExtractionBatch.id.in_(batch_ids)
            )
        )
    }
    attempts = {document.id: document.attempt for document in documents}
    jobs = {
        job.document_id: job
        for job in session.scalars(
            owned(ExtractionJob, user_id)
            .where(ExtractionJob.document_id.in_(ids))
            .execution_options(populate_existing=True)
        )
        if job.attempt == attempts[job.document_id]
    }
    results = {
        result.document_id: result
        for result in session.scalars(
            owned(ExtractionResult, user_id)
            .where(ExtractionResult.document_id.in_(ids))
            .order_by(ExtractionResult.version)
            .execution_options(populate_existing=True)
        )
    }
    findings = {
        row.result_id: row
        for row in session.scalars(
            owned(ExtractionFindings, user_id)
            .where(ExtractionFindings.result_id.in_([result.id for result in results.values()]))
            .execution_options(populate_existing=True)
        )
    }
    rows = []
    for document in documents:
        result = results.get(document.id)
        rows.append(
            DocumentRows(
                document=document,
                batch_plan=plans.get(document.batch_id) if document.batch_id else None,
                job=jobs.get(document.id),
                result=result,
                findings=findings.get(result.id) if result else None,
            )
        )
    return rows


def move(
    session: Session,
    user_id: UUID,
    document_id: UUID,
    expected: Iterable[DocumentStatus],
    status: DocumentStatus,
    **values: Any,
) -> bool:
    """Change a document's status from one of the expected ones; whether it was in one of them."""
    allowed = [state for state in expected if status in DOCUMENT_TRANSITIONS[state]]
    statement = (
        owned_update(Document, user_id)
        .where(Document.id == document_id, Document.status.in_(allowed))
        .values(status=status, updated_at=utc_now(), **values)
    )
    return changed_rows(session, statement) == 1


def set_waiting(session: Session, user_id: UUID, document_id: UUID, error: ErrorInfo | None) -> bool:
    """Note on a document without a file what keeps it waiting; False when it waits no more, or that is
    noted already."""
    document = get(session, user_id, document_id)
    if document is None or document.error == error:
        return False
    statement = owned_update(Document, user_id).where(
        Document.id == document_id, Document.status == DocumentStatus.PENDING_UPLOAD
    )
    return changed_rows(session, statement.values(error=error, updated_at=utc_now())) == 1


def announce_again(session: Session, user_id: UUID, document_id: UUID, sha256: str, size: int) -> bool:
    """Wait for another content than was announced; False when it does so already, or waits no more."""
    statement = owned_update(Document, user_id).where(
        Document.id == document_id,
        Document.status == DocumentStatus.PENDING_UPLOAD,
        Document.sha256 != sha256,
    )
    values = {"sha256": sha256, "size": size, "error": None, "updated_at": utc_now()}
    return changed_rows(session, statement.values(values)) == 1


def fail_many(
    session: Session,
    user_id: UUID,
    document_ids: Sequence[UUID],
    expected: Iterable[DocumentStatus],
    error: ErrorInfo,
    **values: Any,
) -> list[DocumentKey]:
    """Fail those of the documents that are in an expected state, with one statement; which they are."""
    statement = (
        owned_update(Document, user_id)
        .where(Document.id.in_(document_ids), Document.status.in_(list(expected)))
        .values(status=DocumentStatus.FAILED, updated_at=utc_now(), error=error, **values)
        .returning(Document.id, Document.batch_id, Document.filename)
    )
    return [DocumentKey(*row) for row in session.execute(statement)]


def keep_many(
    session: Session, user_id: UUID, document_ids: Sequence[UUID], error: ErrorInfo | None
) -> list[DocumentKey]:
    """Complete those of the documents again that were read before and are being read anew, with what
    they were and `error`; which they are."""
    results = owned_columns(ExtractionResult, user_id, ExtractionResult.id)
    statement = (
        owned_update(Document, user_id)
        .where(
            Document.id.in_(document_ids),
            Document.status.in_(IN_WORK),
            results.where(ExtractionResult.document_id == Document.id).exists(),
        )
        .values(
            status=DocumentStatus.COMPLETED, version=Document.version + 1, updated_at=utc_now(), error=error
        )
        .returning(Document.id, Document.batch_id, Document.filename)
    )
    return [DocumentKey(*row) for row in session.execute(statement)]


def set_values(session: Session, user_id: UUID, document_id: UUID, version: int, **values: Any) -> bool:
    """Change a completed document of this version and raise the version; whether it was there."""
    statement = (
        owned_update(Document, user_id)
        .where(
            Document.id == document_id,
            Document.version == version,
            Document.status == DocumentStatus.COMPLETED,
        )
        .values(version=Document.version + 1, updated_at=utc_now(), **values)
    )
    return changed_rows(session, statement) == 1


def delete_many(session: Session, user_id: UUID, ids: Sequence[UUID]) -> None:
    """Delete documents; their jobs, results, edits and uploads go with them."""
    session.execute(owned_delete(Document, user_id).where(Document.id.in_(ids)))


def set_plan(session: Session, user_id: UUID, document_id: UUID, plan: FieldPlan) -> None:
    session.execute(
        owned_update(Document, user_id)
        .where(Document.id == document_id)
        .values(field_plan=plan.model_dump(mode="json"))
    )


def stored_like(session: Session, user_id: UUID, sha256: str, size: int) -> str | None:
    """The key of a file of the user's own with this content, verified when it came; the newest one."""
    query = (
        owned_columns(Document, user_id, Document.storage_path)
        .where(Document.sha256 == sha256, Document.size == size, Document.storage_path.is_not(None))
        .order_by(Document.created_at.desc())
        .limit(1)
    )
    found: str | None = session.scalar(query)
    return found


def stored_paths(session: Session, ids: Iterable[UUID]) -> set[str]:
    """The keys of the files of these documents, of whomever, for the sweep of those left behind."""
    query = everyone(Document.storage_path).where(Document.id.in_(ids), Document.storage_path.is_not(None))
    return set(session.scalars(query))
