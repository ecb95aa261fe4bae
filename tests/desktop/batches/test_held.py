"""Deletes that can be undone: hidden at once, sent when their time is over, lost by no crash."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest

from ingestio_core.contracts.documents import DocumentCreate, Edit
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import BatchesFlow, DocumentQuery
from ingestio_desktop.store import batches, cancelling, drafts, held, outbox, queries, uploads
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.models import DocumentModel
from ingestio_desktop.store.projection import project_documents
from ingestio_desktop.store.rows import DocumentState, EventKind, EventRow, UploadState
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id

Result = TypeVar("Result")

BATCH = sample_id(0)
_LATER = held.HOLD + timedelta(milliseconds=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.sqlite")
    opened.open()
    keep_batches(opened, sample_batches(3), sample_documents(BATCH, 10))
    yield opened
    opened.close()


def ids(store: Store) -> tuple[UUID, ...]:
    return read(store, lambda session: queries.document_ids(session, DocumentQuery(BATCH)))


def read(store: Store, query: Callable[[Reader], Result]) -> Result:
    return store.read(query).result(30)


def write(store: Store, change: Callable[[Unit], Result]) -> Result:
    return store.write(change).result(30)


def due(store: Store, at: datetime) -> tuple[EventRow, ...]:
    """What sync would send at a moment."""
    if read(store, lambda session: held.is_due(session, at)):
        write(store, lambda unit: held.release(unit, at))
    return read(store, lambda session: outbox.due_events(session, at))


def submitted(store: Store) -> UUID:
    """A batch of two files that was never sent."""
    batch_id = sample_id(900)
    documents = tuple(
        NewDocument(
            DocumentCreate(
                id=sample_id(901 + number),
                filename=f"{number}.pdf",
                size=10,
                sha256=f"{number:064x}",
                pages=1,
                media_type=MediaType.PDF,
            ),
            Path(f"{number}.pdf"),
            0,
        )
        for number in range(2)
    )
    new = NewBatch(batch_id, "Never sent", PromptStrategy.AUTO, None, None, documents)
    write(store, lambda unit: submit_batch(unit, new))
    return batch_id


def test_what_is_deleted_is_gone_at_once_and_sent_after_five_seconds(store: Store) -> None:
    gone = ids(store)[:2]
    before = datetime.now(UTC)
    taken = write(store, lambda unit: held.delete_documents(unit, gone))
    assert set(taken.ids) == set(gone) and taken.until >= before + timedelta(seconds=5)
    assert not set(gone) & set(ids(store))
    assert due(store, taken.until - timedelta(milliseconds=1)) == ()
    assert read(store, lambda session: outbox.next_due(session, before)) == taken.until
    assert [event.kind for event in due(store, taken.until)] == [EventKind.DELETE_DOCUMENT] * 2


def test_an_undo_brings_all_back_as_it_was(store: Store) -> None:
    first, other = ids(store)[0], ids(store)[2]
    payload = edit_payload([Edit(path="/total", value="1.00")], {"total": "118.00"})
    write(store, lambda unit: outbox.add_event(unit, EventKind.EDIT, first, payload=payload, based_on=1))
    rows = read(store, lambda session: queries.documents_by_id(session, (first, other)))
    flow = BatchesFlow(store)
    taken = flow.delete_documents((first, other)).result(30)
    assert read(store, lambda session: queries.documents_by_id(session, (first, other))) == ()
    assert flow.undo_delete(taken.ids).result(30) == 2
    assert read(store, lambda session: queries.documents_by_id(session, (first, other))) == rows
    assert [event.kind for event in due(store, datetime.now(UTC) + _LATER)] == [EventKind.EDIT]
    assert flow.undo_delete(taken.ids).result(30) == 0


def test_a_batch_comes_back_with_its_documents_and_its_unsent_name(store: Store) -> None:
    write(store, lambda unit: batches.rename_batch(unit, BATCH, "Renamed"))
    flow = BatchesFlow(store)
    before = flow.batch(BATCH).result(30)
    taken = flow.delete((BATCH, BATCH)).result(30)
    assert taken.ids == (BATCH,), "twice is once"
    assert flow.batch(BATCH).result(30) is None
    assert due(store, datetime.now(UTC)) == (), "what is deleted is not renamed first"
    assert flow.undo_delete(taken.ids).result(30) == 1
    assert flow.batch(BATCH).result(30) == before
    assert [event.kind for event in due(store, datetime.now(UTC))] == [EventKind.RENAME_BATCH]
    assert len(ids(store)) == 10


def test_it_is_too_late_once_it_may_be_sent(store: Store) -> None:
    taken = write(store, lambda unit: held.delete_batches(unit, (BATCH,)))
    (event,) = due(store, taken.until)
    assert event.kind is EventKind.DELETE_BATCH
    assert write(store, lambda unit: held.undo(unit, taken.ids)) == 0
    assert BatchesFlow(store).batch(BATCH).result(30) is None


def test_a_crash_neither_loses_nor_hastens_a_delete(store: Store, tmp_path: Path) -> None:
    taken = write(store, lambda unit: held.delete_batches(unit, (BATCH,)))
    store.close()
    again = Store(tmp_path / "store.sqlite")
    again.open()
    write(again, outbox.reset_sending)
    write(again, outbox.wake_all)
    assert due(again, taken.until - timedelta(milliseconds=1)) == ()
    assert BatchesFlow(again).batch(BATCH).result(30) is None
    assert [event.entity_id for event in due(again, taken.until)] == [BATCH]
    again.close()


def test_a_clock_that_was_set_back_does_not_hold_it_for_hours(store: Store) -> None:
    write(store, lambda unit: held.delete_batches(unit, (BATCH,)))
    assert len(due(store, datetime.now(UTC) - timedelta(hours=3))) == 1


def test_what_was_never_sent_is_held_too_and_then_forgotten(store: Store) -> None:
    batch_id, now = submitted(store), datetime.now(UTC)
    flow = BatchesFlow(store)
    taken = flow.delete((batch_id,)).result(30)
    assert due(store, now) == (), "a batch that may be gone is not made"
    assert read(store, lambda session: outbox.due_uploads(session, now, 9)) == ()
    assert flow.undo_delete(taken.ids).result(30) == 1
    row = flow.documents(DocumentQuery(batch_id)).result(30).rows[0]
    assert row.upload is not None and row.upload.state is UploadState.WAITING
    taken = flow.delete((batch_id,)).result(30)
    assert due(store, taken.until) == ()
    assert read(store, outbox.counts) == (0, 0)
    assert flow.documents(DocumentQuery(batch_id)).result(30).rows == ()


def test_one_document_of_a_batch_that_was_never_sent(store: Store) -> None:
    batch_id = submitted(store)
    flow = BatchesFlow(store)
    taken = flow.delete_documents((sample_id(901),)).result(30)
    kinds = [event.kind for event in due(store, taken.until)]
    assert kinds == [EventKind.CREATE_BATCH]
    row = flow.batch(batch_id).result(30)
    assert row is not None and row.document_count == 1
    left = flow.documents(DocumentQuery(batch_id)).result(30).rows
    assert [document.id for document in left] == [sample_id(902)]


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (EventKind.CONFIRM, DocumentState.CONFIRMED),
        (EventKind.UNCONFIRM, DocumentState.TO_REVIEW),
        (EventKind.REDO, DocumentState.QUEUED),
    ],
)
def test_many_at_once_come_to_what_each_one_would(
    store: Store, kind: EventKind, state: DocumentState
) -> None:
    done = write(store, lambda unit: batches.document_events(unit, kind, ids(store)))
    assert done
    columns = [column for column in DocumentModel.__table__.columns if column.name != "confirmed_at"]

    def rows(session: Reader) -> list[object]:
        shown = [*columns, DocumentModel.confirmed_at.is_(None)]
        return [tuple(row) for row in session.query(*shown).order_by(DocumentModel.id)]

    at_once = read(store, rows)
    write(store, lambda unit: project_documents(unit, ids(store)))
    assert read(store, rows) == at_once
    page = BatchesFlow(store).documents(DocumentQuery(BATCH)).result(30)
    assert sum(row.pending and row.state is state for row in page.rows) == len(done)


def refused(store: Store, batch_id: UUID, code: str = "too_many_files") -> None:
    """The service was asked for the batch, and refused it."""
    (creation,) = due(store, datetime.now(UTC))
    assert creation.entity_id == batch_id and write(
        store, lambda unit: outbox.begin_sending(unit, creation.seq)
    )
    reason = ErrorInfo(code=code, title="No", message="Not this one.")
    write(store, lambda unit: outbox.set_event_aside(unit, creation, reason))


def waiting(store: Store) -> tuple[int, int]:
    return read(store, outbox.counts)


def test_a_refused_batch_that_is_cancelled_leaves_nothing_waiting(store: Store) -> None:
    batch_id = submitted(store)
    refused(store, batch_id)
    write(store, lambda unit: batches.cancel_batch(unit, batch_id))
    assert waiting(store) == (0, 0)
    assert read(store, lambda session: queries.batches_by_id(session, (batch_id,))) == ()


def test_documents_deleted_from_a_refused_batch_are_not_sent_with_the_next_try(store: Store) -> None:
    batch_id = submitted(store)
    refused(store, batch_id)
    taken = write(store, lambda unit: held.delete_documents(unit, (sample_id(901),)))
    assert [event.kind for event in due(store, taken.until)] == []
    (row,) = read(store, lambda session: queries.batches_by_id(session, (batch_id,)))
    assert (row.document_count, row.total_pages) == (1, 1)
    write(store, lambda unit: outbox.retry_set_aside(unit, batch_id))
    assert [event.kind for event in due(store, taken.until)] == [EventKind.CREATE_BATCH]
    parts = read(store, lambda session: outbox.batch_parts(session, batch_id))
    assert parts is not None and len(parts[1]) == 1


@pytest.mark.parametrize("code", ["server_error", "unexpected_answer"])
def test_a_batch_that_the_service_may_have_after_all_is_deleted_there_too(store: Store, code: str) -> None:
    batch_id = submitted(store)
    refused(store, batch_id, code)
    assert write(store, lambda unit: drafts.reopen_batch(unit, batch_id))
    (event,) = due(store, datetime.now(UTC))
    assert (event.kind, event.entity_id) == (EventKind.DELETE_BATCH, batch_id)


def test_an_undone_delete_leaves_a_cancelled_file_cancelled(store: Store) -> None:
    batch_id, first = submitted(store), sample_id(901)
    cancelled = write(store, lambda unit: cancelling.cancel_files(unit, batch_id, (first,)))
    taken = write(store, lambda unit: held.delete_documents(unit, (first,)))
    assert write(store, lambda unit: held.undo(unit, taken.ids)) == 1
    assert write(store, lambda unit: cancelling.undo(unit, batch_id, cancelled.ids)) == 1


def test_a_file_that_is_through_when_it_is_paused_is_not_shown_as_paused(store: Store) -> None:
    batch_id, first = submitted(store), sample_id(901)
    write(store, lambda unit: uploads.begin_upload(unit, first))
    write(store, lambda unit: batches.pause_uploads(unit, batch_id, (first,)))
    write(store, lambda unit: uploads.finish_upload(unit, first, batch_id))
    (row,) = read(store, lambda session: queries.documents_by_id(session, (first,)))
    assert row.state is DocumentState.QUEUED
