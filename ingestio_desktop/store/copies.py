"""Which files of a batch are on this computer, the person's own or copies, and which are still wanted."""

from collections.abc import Container
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.database import Reader, Unit
from ingestio_desktop.store.models import BatchModel, DocumentModel, FileModel, UploadModel

__all__ = ["Reader", "counted", "missing", "want"]

_HERE = sa.or_(
    sa.exists().where(UploadModel.document_id == DocumentModel.id),
    sa.exists().where(FileModel.document_id == DocumentModel.id),
)
_SPARE = 50


def want(unit: Unit, batch_id: UUID) -> None:
    """Note that all files of a batch are to be here."""
    unit.session.execute(sa.update(BatchModel).where(BatchModel.id == batch_id).values(keep_files=True))
    unit.batches.add(batch_id)


def counted(session: Session, batch_id: UUID) -> tuple[int, int, bool]:
    """Files that are here, all files, and whether the others are wanted."""
    of_batch = (DocumentModel.batch_id == batch_id, DocumentModel.hidden.is_(False))
    total = sa.select(sa.func.count()).select_from(DocumentModel).where(*of_batch)
    wanted = sa.select(BatchModel.keep_files).where(BatchModel.id == batch_id)
    return (
        session.scalar(total.where(_HERE)) or 0,
        session.scalar(total) or 0,
        bool(session.scalar(wanted)),
    )


def missing(session: Session, limit: int, passed: Container[UUID]) -> tuple[tuple[UUID, UUID], ...]:
    """Documents, with their batches, whose files are wanted and not here; those in `passed` are left out."""
    wanted = (
        sa.select(DocumentModel.id, DocumentModel.batch_id)
        .join(BatchModel, BatchModel.id == DocumentModel.batch_id)
        .where(
            BatchModel.keep_files,
            BatchModel.hidden.is_(False),
            DocumentModel.hidden.is_(False),
            DocumentModel.server.is_not(None),
            sa.not_(_HERE),
        )
        .execution_options(yield_per=_SPARE)
    )
    found: list[tuple[UUID, UUID]] = []
    for document_id, batch_id in session.execute(wanted):
        if batch_id is not None and document_id not in passed:
            found.append((document_id, batch_id))
        if len(found) == limit:
            break
    return tuple(found)
