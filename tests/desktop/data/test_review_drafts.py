"""Unsaved edits of a review, when the document moves on under them."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.files import DocumentFiles, LocalFile
from ingestio_desktop.flows.review import ReviewFlow, ReviewQueue
from ingestio_desktop.futures import failed
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.outbox import due_events, settle_event
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.io_thread import IoThread
from ingestio_desktop.workers.renderer import Renderer
from tests.desktop.data.test_store import NOW, batch, document, keep

MINE = Edit(path="/total", value="1.00")


@pytest.fixture
def review(store: Store, tmp_path: Path) -> Iterator[ReviewFlow]:
    sync = SyncControl(store, IoThread(), "x")
    flow = ReviewFlow(store, DocumentFiles(store, sync, tmp_path), Renderer(), sync)
    yield flow
    flow.close()


@pytest.fixture
def read(store: Store) -> Document:
    home = batch(1)
    kept = document(home.id)
    keep(store, home, kept)
    return kept


def typed(review: ReviewFlow, document_id: UUID, *edits: Edit) -> None:
    review.draft(review.load(document_id).result(30), edits)


def moved(read: Document, **values: str) -> Document:
    assert read.extraction is not None
    data = {**read.extraction.data, **values}
    return read.model_copy(update={"version": read.version + 1, "extraction": Extraction(data=data)})


def test_a_field_that_both_changed_is_asked_about_and_nothing_is_overwritten(
    store: Store, review: ReviewFlow, read: Document
) -> None:
    typed(review, read.id, MINE)
    keep(store, moved(read, total="2.00"))
    found = review.load(read.id).result(30)
    assert found.conflict is not None and not found.edited
    (field,) = found.conflict.fields
    assert (field.base, field.mine, field.theirs) == ("119.00", "1.00", "2.00")
    assert found.data["total"] == "2.00"
    again = review.load(read.id).result(30)
    assert again.conflict == found.conflict, "it waits until it is settled"
    settled = review.settle(found, frozenset({"/total"})).result(30)
    assert (settled.conflict, settled.data["total"], settled.row.pending) == (None, "1.00", True)


def test_a_field_that_only_the_person_changed_stays_a_draft_on_the_new_version(
    store: Store, review: ReviewFlow, read: Document
) -> None:
    typed(review, read.id, MINE)
    keep(store, moved(read, invoice_number="R-9"))
    found = review.load(read.id).result(30)
    assert (found.conflict, found.edits) == (None, (MINE,))
    assert (found.data["total"], found.data["invoice_number"]) == ("1.00", "R-9")
    keep(store, moved(moved(read), total="3.00").model_copy(update={"updated_at": NOW}))
    assert review.load(read.id).result(30).conflict is not None


def test_a_draft_that_says_what_the_service_says_by_now_is_gone(
    store: Store, review: ReviewFlow, read: Document
) -> None:
    typed(review, read.id, MINE)
    keep(store, moved(read, total="1.00"))
    found = review.load(read.id).result(30)
    assert (found.conflict, found.edits, found.data["total"]) == (None, (), "1.00")


def test_ones_own_save_is_no_conflict_for_what_was_typed_after_it(
    store: Store, review: ReviewFlow, read: Document
) -> None:
    first = review.draft(review.load(read.id).result(30), (MINE,))
    saved = review.save(first).result(30)
    later = Edit(path="/total", value="5.00")
    review.draft(saved, (later,))
    (event,) = store.read(lambda session: due_events(session, NOW)).result(30)
    keep(store, moved(read, total="1.00"))
    store.write(lambda unit: settle_event(unit, event, read.version + 1)).result(30)
    found = review.load(read.id).result(30)
    assert (found.conflict, found.edits, found.data["total"]) == (None, (later,), "5.00")


def test_the_files_of_the_neighbours_are_fetched_ahead(store: Store) -> None:
    asked: list[UUID] = []

    class Files:
        def fetch(self, document_id: UUID) -> "Future[LocalFile]":
            asked.append(document_id)
            return failed(IngestError("file_not_here", "The file is not here", "Try again later."))

    sync = SyncControl(store, IoThread(), "x")
    flow = ReviewFlow(store, cast(DocumentFiles, Files()), Renderer(), sync)
    before, here, after, far = (UUID(int=number) for number in range(1, 5))
    flow.prefetch(ReviewQueue("March", (before, here, after, far)), here, 72.0)
    flow.close()
    assert set(asked) == {before, after}


def test_more_edits_than_the_service_takes_are_sent_as_what_they_come_to(
    store: Store, review: ReviewFlow, read: Document
) -> None:
    many = tuple(Edit(path="/total", value=f"{number}.00") for number in range(9_001))
    review.save(review.draft(review.load(read.id).result(30), many)).result(30)
    (event,) = store.read(lambda session: due_events(session, datetime.now(UTC))).result(30)
    assert event.payload["edits"] == [Edit(path="/total", value="9000.00").model_dump(mode="json")]
