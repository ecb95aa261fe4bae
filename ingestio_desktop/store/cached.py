"""Copies of the service's files: how much there is, what may go, and what was used last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import BatchModel, DocumentModel, FileModel, ReviewDraftModel


@dataclass(frozen=True, slots=True)
class CachedFile:
    """`size` in bytes; `kept` says that it must stay: work on it is not sent yet, or it is wanted here."""

    document_id: UUID
    path: Path
    size: int
    kept: bool


def cached_files(session: Session) -> tuple[CachedFile, ...]:
    """All copies, the one that was not used for longest first."""
    kept = sa.or_(
        DocumentModel.pending.is_(True),
        DocumentModel.set_aside.is_not(None),
        sa.exists().where(ReviewDraftModel.document_id == FileModel.document_id),
        BatchModel.keep_files.is_(True),
    )
    records = session.execute(
        sa.select(FileModel.document_id, FileModel.path, FileModel.size, sa.func.coalesce(kept, sa.false()))
        .outerjoin(DocumentModel, DocumentModel.id == FileModel.document_id)
        .outerjoin(BatchModel, BatchModel.id == DocumentModel.batch_id)
        .order_by(FileModel.used_at)
    )
    return tuple(
        CachedFile(document_id, Path(path), size, bool(stays)) for document_id, path, size, stays in records
    )


def note_use(unit: Unit, document_ids: Iterable[UUID], at: datetime) -> None:
    """These were looked at now."""
    for piece in chunked(document_ids):
        unit.session.execute(sa.update(FileModel).where(FileModel.document_id.in_(piece)).values(used_at=at))


def forget_files(unit: Unit, document_ids: Iterable[UUID]) -> None:
    """The copies are gone; the service still has the files."""
    for piece in chunked(document_ids):
        unit.session.execute(sa.delete(FileModel).where(FileModel.document_id.in_(piece)))
