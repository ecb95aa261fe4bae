"""What can be seen of documents."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document as DocumentRow
from ingestio_cloud.features.documents import lists, repository
from ingestio_cloud.features.documents.lists import DocumentSort
from ingestio_cloud.features.documents.wire import document_wire
from ingestio_cloud.features.errors import ConflictError, NotFoundError, RefusedError
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.selections import DocumentFilter


def found(session: Session, user_id: UUID, document_id: UUID) -> DocumentRow:
    """The document's row. Raises `NotFoundError`."""
    row = repository.get(session, user_id, document_id)
    if row is None:
        raise NotFoundError("document")
    return row


def get(session: Session, user_id: UUID, document_id: UUID) -> Document:
    """Raises `NotFoundError`."""
    return document_wire(repository.with_rows(session, user_id, [found(session, user_id, document_id)])[0])


def list_page(
    session: Session,
    user_id: UUID,
    chosen: DocumentFilter,
    *,
    sort: DocumentSort,
    cursor: str | None,
    limit: int,
) -> Page[Document]:
    """One page of the user's documents. Raises `RefusedError` (bad_cursor, sort_not_possible)."""
    if chosen.batch_id is None and sort in (DocumentSort.POSITION, DocumentSort.POSITION_DOWN):
        raise RefusedError(
            "sort_not_possible",
            "These documents have no such order",
            "Only the documents of one batch have positions. Choose another order, or one batch.",
        )
    rows, following = lists.page(session, user_id, chosen, sort=sort, cursor=cursor, limit=limit)
    items = tuple(map(document_wire, repository.with_rows(session, user_id, rows)))
    return Page(items=items, next_cursor=following)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Document]:
    """Those of the documents that exist."""
    rows = repository.by_ids(session, user_id, ids)
    return {item.document.id: document_wire(item) for item in repository.with_rows(session, user_id, rows)}


def stored_file(session: Session, user_id: UUID, document_id: UUID) -> tuple[str, DocumentRow]:
    """The key of the document's file in the blob store, and its row.
    Raises `NotFoundError`, and `ConflictError` (file_missing) when there is none."""
    row = found(session, user_id, document_id)
    if row.storage_path is None:
        raise file_missing()
    return row.storage_path, row


def file_missing() -> ConflictError:
    return ConflictError(
        "file_missing",
        "The file is not here",
        "This document's file was never uploaded or was refused. Add it to a new batch.",
    )
