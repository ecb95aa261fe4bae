"""Files on their way: progress, pauses and failures."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import DocumentModel, UploadModel
from ingestio_desktop.store.projection import project_batches, project_documents
from ingestio_desktop.store.rows import UploadState


def upload_url(session: Session, document_id: UUID) -> str | None:
    return session.scalar(sa.select(UploadModel.url).where(UploadModel.document_id == document_id))


def announced_name(session: Session, document_id: UUID) -> str | None:
    """The file name that the service knows."""
    return session.scalar(sa.select(DocumentModel.filename).where(DocumentModel.id == document_id))


def still_wanted(session: Session, ids: tuple[UUID, ...]) -> frozenset[UUID]:
    """Those of the uploads that were not paused, cancelled or deleted."""
    states = UploadState.WAITING, UploadState.UPLOADING, UploadState.DONE
    return frozenset(
        session.scalars(
            sa.select(UploadModel.document_id).where(
                UploadModel.document_id.in_(ids), UploadModel.state.in_(states)
            )
        )
    )


def keep_url(unit: Unit, document_id: UUID, url: str | None) -> None:
    """Where an unfinished upload can be taken up again; None forgets it."""
    unit.session.execute(sa.update(UploadModel).where(UploadModel.document_id == document_id).values(url=url))


def begin_upload(unit: Unit, document_id: UUID) -> bool:
    """Note that a file is being sent; false when it was paused or cancelled meanwhile."""
    taken = unit.update(
        sa.update(UploadModel)
        .where(
            UploadModel.document_id == document_id,
            UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)),
        )
        .values(state=UploadState.UPLOADING, attempts=UploadModel.attempts + 1, error=None)
    )
    if taken == 1:
        project_documents(unit, (document_id,))
    return taken == 1


def keep_offsets(unit: Unit, offsets: dict[UUID, int]) -> None:
    """How many bytes of each file the service has."""
    for document_id, offset in offsets.items():
        unit.session.execute(
            sa.update(UploadModel).where(UploadModel.document_id == document_id).values(offset=offset)
        )
    project_documents(unit, offsets)


def finish_upload(unit: Unit, document_id: UUID, batch_id: UUID) -> None:
    """The service has the whole file."""
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state != UploadState.CANCELLED)
        .values(state=UploadState.DONE, offset=UploadModel.size, url=None, error=None)
    )
    _project(unit, (document_id,), batch_id)


def fail_upload(unit: Unit, document_id: UUID, batch_id: UUID, error: ErrorInfo) -> None:
    """The file cannot be sent as it is; the others go on."""
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state == UploadState.UPLOADING)
        .values(state=UploadState.FAILED, error=error.model_dump_json())
    )
    _project(unit, (document_id,), batch_id)


def postpone_upload(unit: Unit, document_id: UUID, until: datetime) -> None:
    """Go on at a later time."""
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state == UploadState.UPLOADING)
        .values(state=UploadState.WAITING, next_try=until)
    )
    project_documents(unit, (document_id,))


def set_uploads(
    unit: Unit,
    batch_id: UUID,
    document_ids: Iterable[UUID] | None,
    before: tuple[UploadState, ...],
    to: UploadState,
) -> None:
    """Move uploads of a batch (all of it, or some documents) from one of the states to another."""
    pieces = [None] if document_ids is None else list(chunked(document_ids))
    for piece in pieces:
        where = [UploadModel.batch_id == batch_id, UploadModel.state.in_(before)]
        if piece is not None:
            where.append(UploadModel.document_id.in_(piece))
        ids = list(unit.session.scalars(sa.select(UploadModel.document_id).where(*where)))
        unit.session.execute(sa.update(UploadModel).where(*where).values(state=to, next_try=None, error=None))
        _project(unit, ids, batch_id)


def _project(unit: Unit, document_ids: Iterable[UUID], batch_id: UUID) -> None:
    unit.outbox = True
    project_documents(unit, document_ids)
    project_batches(unit, (batch_id,))
