"""What can be seen of documents."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document as DocumentRow
from ingestio_cloud.features.documents import repository
from ingestio_cloud.features.documents.wire import document_wire
from ingestio_cloud.features.errors import ConflictError, NotFoundError
from ingestio_cloud.features.paging import bad_cursor, decode_cursor, encode_cursor
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import DocumentStatus


def found(session: Session, user_id: UUID, document_id: UUID) -> DocumentRow:
    """The document's row. Raises `NotFoundError`."""
    row = repository.get(session, user_id, document_id)
    if row is None:
        raise NotFoundError("document")
    return row


def get(session: Session, user_id: UUID, document_id: UUID) -> Document:
    """Raises `NotFoundError`."""
    return document_wire(repository.with_rows(session, user_id, [found(session, user_id, document_id)])[0])


def list_of_batch(
    session: Session,
    user_id: UUID,
    batch_id: UUID,
    *,
    status: DocumentStatus | None,
    cursor: str | None,
    limit: int,
) -> Page[Document]:
    """One page of a batch's documents. Raises `RefusedError` (bad_cursor)."""
    rows = repository.list_of_batch(
        session, user_id, batch_id, status=status, after=_after(cursor), limit=limit + 1
    )
    shown = rows[:limit]
    items = tuple(map(document_wire, repository.with_rows(session, user_id, shown)))
    if len(rows) <= limit:
        return Page(items=items)
    return Page(items=items, next_cursor=encode_cursor(shown[-1].position, str(shown[-1].id)))


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


def _after(cursor: str | None) -> tuple[int, UUID] | None:
    if cursor is None:
        return None
    position, last_id = decode_cursor(cursor, (int, str))
    try:
        return position, UUID(last_id)
    except ValueError:
        raise bad_cursor() from None
