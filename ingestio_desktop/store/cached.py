"""Copies of the service's files: how much there is, what may go, and what was used last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import BatchModel, DocumentModel, FileModel, ReviewDraftModel
from ingestio_desktop.store.rows import DocumentState


class Worth(IntEnum):
    """What a copy is still for; the less, the sooner it goes."""

    NOTHING = 0
    """Its document was deleted."""
    DONE = 1
    """Nothing of its batch is to review any more."""
    IN_WORK = 2
    """Others of its batch are to review."""
    TO_REVIEW = 3


@dataclass(frozen=True, slots=True)
class CachedFile:
    """`size` in bytes; `kept` says that it must stay: work on it is not sent yet, or it is wanted here."""

    document_id: UUID
    path: Path
    size: int
    kept: bool
    worth: Worth


def cached_files(session: Session) -> tuple[CachedFile, ...]:
    """All copies in the order in which they go: those of little worth before others, and of these the one
    that was not used for longest."""
    kept = sa.or_(
        DocumentModel.pending.is_(True),
        DocumentModel.set_aside.is_not(None),
        sa.exists().where(ReviewDraftModel.document_id == FileModel.document_id),
        BatchModel.keep_files.is_(True),
    )
    other = aliased(DocumentModel)
    in_work = sa.exists().where(
        other.batch_id == DocumentModel.batch_id,
        other.state == DocumentState.TO_REVIEW,
        other.hidden.is_(False),
    )
    worth = sa.case(
        (DocumentModel.id.is_(None), Worth.NOTHING.value),
        (DocumentModel.state == DocumentState.TO_REVIEW, Worth.TO_REVIEW.value),
        (in_work, Worth.IN_WORK.value),
        else_=Worth.DONE.value,
    )
    records = session.execute(
        sa.select(
            FileModel.document_id, FileModel.path, FileModel.size, sa.func.coalesce(kept, sa.false()), worth
        )
        .outerjoin(DocumentModel, DocumentModel.id == FileModel.document_id)
        .outerjoin(BatchModel, BatchModel.id == DocumentModel.batch_id)
        .order_by(worth, FileModel.used_at)
    )
    return tuple(
        CachedFile(document_id, Path(path), size, bool(stays), Worth(value))
        for document_id, path, size, stays, value in records
    )


def note_use(unit: Unit, document_ids: Iterable[UUID], at: datetime) -> None:
    """These were looked at now."""
    for piece in chunked(document_ids):
        unit.session.execute(sa.update(FileModel).where(FileModel.document_id.in_(piece)).values(used_at=at))


def forget_files(unit: Unit, document_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These copies go; the service still has the files. Those stay on which work began meanwhile; which
    ones go is the result."""
    kept = {file.document_id for file in cached_files(unit.session) if file.kept}
    going = frozenset(document_ids) - kept
    for piece in chunked(going):
        unit.session.execute(sa.delete(FileModel).where(FileModel.document_id.in_(piece)))
    return going
