"""Files on their way: progress, pauses and failures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import DocumentModel, UploadModel
from ingestio_desktop.store.projection import project_batches, project_documents
from ingestio_desktop.store.rows import DocumentState, UploadState

_UNSENT: Final = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)
_GIVEN_UP: Final = (*_UNSENT, UploadState.FAILED, UploadState.REFUSED)


def upload_url(session: Session, document_id: UUID) -> str | None:
    return session.scalar(sa.select(UploadModel.url).where(UploadModel.document_id == document_id))


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


def begin_upload(unit: Unit, document_id: UUID, *, shown: bool = True) -> bool:
    """Note that a file is being sent; false when it was paused or cancelled meanwhile. Unless it is `shown`,
    the document waits until something of it went."""
    taken = unit.update(
        sa.update(UploadModel)
        .where(
            UploadModel.document_id == document_id,
            UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING)),
        )
        .values(state=UploadState.UPLOADING, error=None)
    )
    if taken == 1 and shown:
        _show(unit, document_id, state=DocumentState.UPLOADING, error=None)
    return taken == 1


def keep_offsets(unit: Unit, offsets: dict[UUID, int]) -> None:
    """How many bytes of each file the service has."""
    for document_id, offset in offsets.items():
        unit.session.execute(
            sa.update(UploadModel).where(UploadModel.document_id == document_id).values(offset=offset)
        )
        percent = sa.select(100 * offset / UploadModel.size).where(UploadModel.document_id == document_id)
        going = sa.exists().where(
            UploadModel.document_id == document_id, UploadModel.state == UploadState.UPLOADING
        )
        state = sa.case((going, DocumentState.UPLOADING), else_=DocumentModel.state)
        _show(unit, document_id, state=state, progress=sa.func.coalesce(percent.scalar_subquery(), 0))


def finish_upload(unit: Unit, document_id: UUID, batch_id: UUID) -> None:
    """The service has the whole file."""
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state != UploadState.CANCELLED)
        .values(
            state=UploadState.DONE, offset=UploadModel.size, url=None, error=None, attempts=0, renew=False
        )
    )
    others = sa.exists().where(UploadModel.batch_id == batch_id, UploadModel.state.in_(_UNSENT))
    if unit.session.scalar(sa.select(others)):
        _show(unit, document_id, paused=True, state=DocumentState.QUEUED, progress=0, error=None)
    else:
        # The batch has all its files, and may be closed.
        _project(unit, (document_id,), batch_id)


def fail_upload(
    unit: Unit, document_id: UUID, batch_id: UUID, error: ErrorInfo, state: UploadState = UploadState.FAILED
) -> None:
    """The file cannot be sent as it is; the others go on. `state` is failed or refused."""
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state == UploadState.UPLOADING)
        .values(state=state, error=error.model_dump_json(), attempts=0)
    )
    _project(unit, (document_id,), batch_id)


def rest_upload(
    unit: Unit,
    document_id: UUID,
    *,
    until: datetime | None = None,
    attempts: int | None = None,
    error: ErrorInfo | None = None,
) -> None:
    """Go on at a later time, or (None) as soon as there is room for it."""
    values: dict[str, object] = {"state": UploadState.WAITING, "next_try": until}
    values["error"] = error.model_dump_json() if error is not None else None
    if attempts is not None:
        values["attempts"] = attempts
    rested = unit.update(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id, UploadModel.state == UploadState.UPLOADING)
        .values(values)
    )
    if rested:
        project_documents(unit, (document_id,))


def name_and_known(session: Session, document_id: UUID, sha256: str) -> tuple[str | None, bool]:
    """The file name that the service knows, and whether the account has most likely sent this content
    before, so that asking is worth a request."""
    sent = DocumentState.QUEUED, DocumentState.PROCESSING, DocumentState.TO_REVIEW, DocumentState.CONFIRMED
    query = sa.exists().where(
        DocumentModel.sha256 == sha256,
        DocumentModel.id != document_id,
        DocumentModel.server.is_not(None),
        DocumentModel.state.in_(sent),
    )
    name = session.scalar(sa.select(DocumentModel.filename).where(DocumentModel.id == document_id))
    return name, bool(session.scalar(sa.select(query)))


def renew_upload(unit: Unit, document_id: UUID, size: int, mtime_ns: int, sha256: str) -> None:
    """What the file is by now. What was sent of another content is of no use any more."""
    changed = sa.update(UploadModel).where(
        UploadModel.document_id == document_id, UploadModel.sha256 != sha256
    )
    unit.session.execute(changed.values(url=None, offset=0))
    unit.session.execute(
        sa.update(UploadModel)
        .where(UploadModel.document_id == document_id)
        .values(size=size, mtime_ns=mtime_ns, sha256=sha256)
    )
    project_documents(unit, (document_id,))


def take_as_it_is(unit: Unit, batch_id: UUID, document_ids: Iterable[UUID]) -> None:
    """Send files that were changed since they were added, with the content that they have by now."""
    ids = tuple(document_ids)
    for piece in chunked(ids):
        unit.session.execute(
            sa.update(UploadModel)
            .where(
                UploadModel.batch_id == batch_id,
                UploadModel.document_id.in_(piece),
                UploadModel.state == UploadState.FAILED,
            )
            .values(
                state=UploadState.WAITING,
                next_try=None,
                error=None,
                attempts=0,
                url=None,
                offset=0,
                renew=True,
            )
        )
    _project(unit, ids, batch_id)


def cancel_uploads(unit: Unit, batch_id: UUID, document_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Give up files that the service does not have as a whole; which of them they were."""
    cancelled: list[UUID] = []
    for piece in chunked(document_ids):
        where = (
            UploadModel.batch_id == batch_id,
            UploadModel.document_id.in_(piece),
            UploadModel.state.in_(_GIVEN_UP),
        )
        ids = list(unit.session.scalars(sa.select(UploadModel.document_id).where(*where)))
        unit.session.execute(
            sa.update(UploadModel).where(*where).values(state=UploadState.CANCELLED, error=None)
        )
        cancelled += ids
    _project(unit, cancelled, batch_id)
    return tuple(cancelled)


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
        unit.session.execute(
            sa.update(UploadModel).where(*where).values(state=to, next_try=None, error=None, attempts=0)
        )
        _project(unit, ids, batch_id)


def _show(unit: Unit, document_id: UUID, *, paused: bool = False, **values: object) -> None:
    """What the projection of a document on its way comes to, for a change that touches nothing else: it
    happens several times a second. `paused` is for what counts although it was paused meanwhile."""
    on_its_way = [DocumentState.WAITING, DocumentState.UPLOADING, *([DocumentState.PAUSED] if paused else [])]
    changed = sa.update(DocumentModel).where(
        DocumentModel.id == document_id, DocumentModel.state.in_(on_its_way)
    )
    unit.session.execute(changed.values(values).execution_options(synchronize_session=False))
    unit.documents.add(document_id)


def _project(unit: Unit, document_ids: Iterable[UUID], batch_id: UUID) -> None:
    unit.outbox = True
    project_documents(unit, document_ids)
    project_batches(unit, (batch_id,))
