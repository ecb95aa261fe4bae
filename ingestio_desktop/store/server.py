"""Take in what the service says: the only place where its rows are written."""

from collections.abc import Container, Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import ChangeKind, ChangePage
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import DocumentStatus
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.deleted_there import without_edits
from ingestio_desktop.store.models import (
    AccountModel,
    BatchModel,
    DocumentCellsModel,
    DocumentModel,
    EventModel,
    NotificationModel,
    NotTakenModel,
    ReviewDraftModel,
    TrailModel,
    UploadModel,
)
from ingestio_desktop.store.notifications import apply_notifications, forget_notifications
from ingestio_desktop.store.projection import document_values, project_batches, project_documents
from ingestio_desktop.store.rows import UploadState
from ingestio_desktop.store.texts import document_words, forget_words, keep_words

_ACCOUNT_ROW = 1
_PIECE = 100
"""Rows between two moments in which a main thread that paints may go first."""


def apply_changes(unit: Unit, page: ChangePage, answered: Container[UUID] = frozenset()) -> None:
    """Write a page of the change feed and its cursor, in one transaction.

    The feed has the last word, whatever its clock says: a clock that was set back must not hide
    what it tells. Only rows that were `answered` since the page was asked for may be newer here, or
    deleted."""
    batches = (change.batch for change in page.changes if change.batch is not None)
    apply_batches(unit, batches, answered=answered)
    documents = (change.document for change in page.changes if change.document is not None)
    apply_documents(unit, documents, answered=answered)
    apply_notifications(
        unit, (change.notification for change in page.changes if change.notification is not None)
    )
    gone = [change for change in page.changes if change.deleted]
    documents_gone = [change.id for change in gone if change.kind is ChangeKind.DOCUMENT]
    forget_documents(unit, without_edits(unit, documents_gone))
    batches_gone(unit, [change.id for change in gone if change.kind is ChangeKind.BATCH])
    forget_notifications(unit, [change.id for change in gone if change.kind is ChangeKind.NOTIFICATION])
    move_cursor(unit, page.next)


def move_cursor(unit: Unit, number: int) -> None:
    """The change number to go on from the next time."""
    _account(unit).cursor = number


def apply_batches(unit: Unit, batches: Iterable[Batch], *, answered: Container[UUID] | None = None) -> None:
    """Keep the service's batches; one that is older than what is here is passed over (with
    `answered`, only if it is one of those)."""
    for piece in chunked(batches, _PIECE):
        ids = [batch.id for batch in piece]
        rows = {
            row.id: row for row in unit.session.scalars(sa.select(BatchModel).where(BatchModel.id.in_(ids)))
        }
        for batch in piece:
            row = rows.get(batch.id)
            doubtful = answered is None or batch.id in answered
            if row is None:
                if answered is not None and doubtful:
                    continue
                row = rows[batch.id] = _new_batch(batch)
                unit.session.add(row)
            elif doubtful and row.server and row.updated_at > batch.updated_at:
                continue
            row.server = batch.model_dump_json()
            give_way()
        unit.session.flush()
        project_batches(unit, ids)


def apply_documents(
    unit: Unit, documents: Iterable[Document], *, answered: Container[UUID] | None = None
) -> None:
    """Keep the service's documents; one that is older than what is here is passed over (with
    `answered`, only if it is one of those)."""
    for piece in chunked(documents, _PIECE):
        told = {document.id: document for document in piece}
        rows = {
            row.id: row
            for row in unit.session.scalars(sa.select(DocumentModel).where(DocumentModel.id.in_(list(told))))
        }
        kept: dict[UUID, Document] = {}
        for document_id, row in rows.items():
            document = told[document_id]
            doubtful = answered is None or document_id in answered
            if not (doubtful and row.server and row.updated_at > document.updated_at):
                row.server = document.model_dump_json()
                kept[document_id] = document
            give_way()
        _insert_documents(
            unit,
            [
                document
                for document in told.values()
                if document.id not in rows and (answered is None or document.id not in answered)
            ],
        )
        arrived = [d.id for d in piece if d.status is not DocumentStatus.PENDING_UPLOAD]
        ended = unit.update(
            sa.update(UploadModel)
            .where(
                UploadModel.document_id.in_(arrived),
                UploadModel.state.in_((UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)),
            )
            .values(state=UploadState.DONE)
        )
        # The batch's submit may have waited for just this file.
        unit.outbox = unit.outbox or ended > 0
        unit.session.flush()
        project_documents(unit, rows, kept)


def _insert_documents(unit: Unit, documents: Sequence[Document]) -> None:
    """Keep documents that were never here: a first sync has nothing else. Nothing that was done here is
    about them, so that they are as the service tells them."""
    if not documents:
        return
    batches = {document.batch_id for document in documents}
    next_places: dict[UUID | None, int] = dict.fromkeys(batches, 0)
    last = sa.select(DocumentModel.batch_id, sa.func.max(DocumentModel.position) + 1)
    for where in (
        DocumentModel.batch_id.in_([each for each in batches if each]),
        DocumentModel.batch_id.is_(None),
    ):
        found = unit.session.execute(last.where(where).group_by(DocumentModel.batch_id)).all()
        next_places.update((batch_id, place) for batch_id, place in found)
    values = []
    words: dict[UUID, str] = {}
    for document in documents:
        values.append(
            {
                "id": document.id,
                "batch_id": document.batch_id,
                "position": next_places[document.batch_id],
                "local": None,
                "server": document.model_dump_json(),
                "hidden": False,
                "pending": False,
                "set_aside": None,
                **document_values(document, None),
            }
        )
        next_places[document.batch_id] += 1
        words[document.id] = document_words(document)
        give_way()
    unit.session.execute(sa.insert(DocumentModel), values)
    keep_words(unit, words)
    unit.documents.update(words)
    unit.batches.update(batch for batch in batches if batch is not None)


def apply_account(unit: Unit, account: Account) -> None:
    row = _account(unit)
    body = account.model_dump_json()
    if row.body != body:
        row.body = body
        unit.account = True


def batches_gone(unit: Unit, ids: Iterable[UUID]) -> None:
    """Remove batches that the service deleted, but for those of their documents that were changed here: such
    a batch stays, with no row of the service, until the last of them is gone."""
    for piece in chunked(ids):
        documents = unit.session.scalars(sa.select(DocumentModel.id).where(DocumentModel.batch_id.in_(piece)))
        forget_documents(unit, without_edits(unit, documents.all()))
        left = unit.session.execute(
            sa.select(DocumentModel.batch_id, sa.func.count())
            .where(DocumentModel.batch_id.in_(piece))
            .group_by(DocumentModel.batch_id)
        ).all()
        for batch_id, count in left:
            unit.session.execute(
                sa.update(BatchModel)
                .where(BatchModel.id == batch_id)
                .values(local=None, server=None, document_count=count, completed_count=count, failed_count=0)
            )
        kept = {batch_id for batch_id, _count in left if batch_id is not None}
        unit.batches.update(kept)
        forget_batches(unit, [batch_id for batch_id in piece if batch_id not in kept])


def forget_batches(unit: Unit, ids: Iterable[UUID]) -> None:
    """Remove batches that are gone with all that belongs to them; documents go with their batch
    unless the service says that they stay without one."""
    for piece in chunked(ids):
        documents = unit.session.scalars(sa.select(DocumentModel.id).where(DocumentModel.batch_id.in_(piece)))
        forget_documents(unit, tuple(documents))
        unit.session.execute(sa.delete(EventModel).where(EventModel.entity_id.in_(piece)))
        unit.session.execute(sa.delete(EventModel).where(EventModel.batch_id.in_(piece)))
        unit.session.execute(sa.delete(UploadModel).where(UploadModel.batch_id.in_(piece)))
        unit.session.execute(sa.delete(NotificationModel).where(NotificationModel.batch_id.in_(piece)))
        unit.session.execute(sa.delete(BatchModel).where(BatchModel.id.in_(piece)))
        unit.batches.update(piece)
        unit.outbox = unit.notifications = True


def forget_documents(unit: Unit, ids: Iterable[UUID]) -> None:
    """Remove documents that are gone, with their drafts, events and uploads."""
    for piece in chunked(ids):
        of_batches = unit.session.scalars(
            sa.select(DocumentModel.batch_id).where(DocumentModel.id.in_(piece)).distinct()
        )
        batches = [batch for batch in of_batches if batch is not None]
        unit.batches.update(batches)
        for model, column in (
            (EventModel, EventModel.entity_id),
            (UploadModel, UploadModel.document_id),
            (ReviewDraftModel, ReviewDraftModel.document_id),
            (DocumentCellsModel, DocumentCellsModel.document_id),
            (TrailModel, TrailModel.document_id),
            (NotTakenModel, NotTakenModel.document_id),
            (DocumentModel, DocumentModel.id),
        ):
            unit.session.execute(sa.delete(model).where(column.in_(piece)))
        forget_words(unit, piece)
        unit.documents.update(piece)
        unit.outbox = True
        # One that the service deleted was here for its documents only.
        unit.session.execute(
            sa.delete(BatchModel).where(
                BatchModel.id.in_(batches),
                BatchModel.server.is_(None),
                BatchModel.local.is_(None),
                ~sa.exists().where(DocumentModel.batch_id == BatchModel.id),
            )
        )


def _account(unit: Unit) -> AccountModel:
    row = unit.session.get(AccountModel, _ACCOUNT_ROW)
    if row is None:
        row = AccountModel(id=_ACCOUNT_ROW, body=None, cursor=0)
        unit.session.add(row)
    return row


def _new_batch(batch: Batch) -> BatchModel:
    return BatchModel(
        id=batch.id,
        local=None,
        server=None,
        hidden=False,
        name=None,
        name_key="",
        status=batch.status,
        document_count=batch.document_count,
        completed_count=0,
        failed_count=0,
        total_pages=0,
        created_at=batch.created_at,
        updated_at=batch.updated_at,
        completed_at=None,
        pending=False,
        set_aside=None,
    )
