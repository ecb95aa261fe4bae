"""Going through a queue: what is gone meanwhile, keys that are held or too quick, what sync changes."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from ingestio_core.errors import MachineError
from ingestio_desktop.flows import review as review_flow
from ingestio_desktop.flows.batches import DocumentQuery
from ingestio_desktop.flows.review import QueueSummary
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.store import held, queries
from ingestio_desktop.store.rows import DocumentTab
from ingestio_desktop.store.server import apply_documents
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screens_review import all_sure
from tests.support.documents import DocumentKind, make_document
from tests.support.reviewing import ReviewDesk, review_desk

COUNT = 6


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    made = [make_document(17 + number, DocumentKind.INVOICE) for number in range(COUNT)]
    with review_desk(tmp_path, made=made, change=all_sure) as desk:
        yield desk


@pytest.fixture
def presenter(qtbot: QtBot, desk: ReviewDesk) -> Iterator[ReviewPresenter]:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: at(presenter) == 1)
    yield presenter
    presenter.deleteLater()


def at(presenter: ReviewPresenter) -> int:
    """The place of the document that is on the screen, from 1; 0 for none."""
    document = presenter.document
    place = None if document is None else presenter.queue.position(document.row.id)
    return 0 if place is None else place + 1


def test_a_held_key_goes_on_while_documents_are_still_loading(
    qtbot: QtBot, presenter: ReviewPresenter
) -> None:
    for _ in range(COUNT - 1):
        presenter.next()
    qtbot.waitUntil(lambda: at(presenter) == COUNT)
    for _ in range(3):
        presenter.previous()
    qtbot.waitUntil(lambda: at(presenter) == COUNT - 3)
    for _ in range(COUNT):
        presenter.previous()
    qtbot.waitUntil(lambda: at(presenter) == 1)


def test_a_document_that_is_gone_is_passed_over(
    qtbot: QtBot, desk: ReviewDesk, presenter: ReviewPresenter
) -> None:
    ids = desk.queue.ids
    desk.store.write(lambda unit: held.delete_documents(unit, ids[1:3])).result(10)
    with qtbot.waitSignal(presenter.failed):
        presenter.next()
    qtbot.waitUntil(lambda: presenter.document is not None and presenter.document.row.id == ids[3])
    assert presenter.queue.ids == (ids[0], *ids[3:])
    assert (presenter.place.position, presenter.place.total) == (2, COUNT - 2)


def test_confirming_in_haste_waits_for_the_save(
    qtbot: QtBot, desk: ReviewDesk, presenter: ReviewPresenter
) -> None:
    presenter.set_value("/vendor_name", "Ashvane Ltd")
    presenter.save()
    assert presenter.busy
    presenter.confirm_and_next()
    qtbot.waitUntil(lambda: at(presenter) == 2)
    first = desk.flow.load(desk.queue.ids[0]).result(10)
    assert first.confirmed and first.data["vendor_name"] == "Ashvane Ltd"


def test_what_sync_brings_is_shown_and_never_under_the_hands(
    qtbot: QtBot, desk: ReviewDesk, presenter: ReviewPresenter
) -> None:
    here = desk.queue.ids[0]
    told(desk, here, "Told Ltd", 2)
    qtbot.waitUntil(lambda: value(presenter) == "Told Ltd")
    presenter.set_value("/vendor_name", "Typed Ltd")
    told(desk, here, "Told again Ltd", 3)
    presenter.next()
    qtbot.waitUntil(lambda: at(presenter) == 2)
    assert value(presenter) not in ("Typed Ltd", "Told again Ltd")
    with qtbot.waitSignal(presenter.conflict_found):
        presenter.previous()
    assert presenter.document is not None and presenter.document.conflict is not None


def test_a_draft_that_is_not_kept_is_told(
    qtbot: QtBot, presenter: ReviewPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MachineError("disk_full", "The disk is full", "Make room on it.")

    presenter.set_value("/vendor_name", "Ashvane")
    assert presenter.document is not None and presenter.document.kept_at is not None
    monkeypatch.setattr(review_flow, "keep_draft", full)
    with qtbot.waitSignal(presenter.failed) as failed:
        presenter.set_value("/vendor_name", "Ashvane Ltd")
    assert failed.args[0].code == "disk_full"
    assert presenter.document.kept_at is None and value(presenter) == "Ashvane Ltd", "it is still there"
    monkeypatch.undo()
    presenter.set_value("/vendor_name", "Ashvane Ltd.")
    assert presenter.document is not None and presenter.document.kept_at is not None


def test_the_end_counts_and_goes_on_with_what_is_left(
    qtbot: QtBot, desk: ReviewDesk, presenter: ReviewPresenter
) -> None:
    presenter.set_value("/vendor_name", "Ashvane Ltd")
    presenter.confirm_and_next()
    qtbot.waitUntil(lambda: at(presenter) == 2)
    presenter.set_value("/vendor_name", "Not saved Ltd")
    for _ in range(COUNT - 2):
        presenter.next()
    qtbot.waitUntil(lambda: at(presenter) == COUNT)
    with qtbot.waitSignal(presenter.queue_ended) as ended:
        presenter.next()
    summary = ended.args[0]
    assert isinstance(summary, QueueSummary)
    assert (summary.total, summary.confirmed, summary.to_review) == (COUNT, 1, COUNT - 1)
    assert (summary.edited, summary.unsaved, summary.left) == (2, 1, desk.queue.ids[1:])
    presenter.review_rest()
    qtbot.waitUntil(lambda: presenter.document is not None and presenter.document.edited)
    assert presenter.queue.ids == desk.queue.ids[1:] and presenter.place.to_review
    assert presenter.document is not None and presenter.document.kept_at is not None


def test_the_queue_is_the_list_it_was_opened_from(desk: ReviewDesk) -> None:
    (batch,) = desk.store.read(lambda session: queries.documents_by_id(session, desk.queue.ids[:1])).result(
        10
    )
    assert batch.batch_id is not None
    second = desk.flow.load(desk.queue.ids[1]).result(10)
    desk.flow.confirm(second).result(10)
    query = DocumentQuery(batch.batch_id, tab=DocumentTab.TO_REVIEW)
    queue = desk.flow.queue(query).result(10)
    assert queue.to_review and set(queue.ids) == {*desk.queue.ids} - {second.row.id}
    assert not desk.flow.queue(DocumentQuery(batch.batch_id)).result(10).to_review


def told(desk: ReviewDesk, here: UUID, vendor: str, version: int) -> None:
    """The service tells a newer version of a document."""
    detail = desk.store.read(lambda session: queries.document_detail(session, here)).result(10)
    assert detail is not None and detail.server is not None and detail.server.extraction is not None
    extraction = detail.server.extraction
    newer = extraction.model_copy(update={"data": {**extraction.data, "vendor_name": vendor}})
    document = detail.server.model_copy(update={"extraction": newer, "version": version})
    desk.store.write(lambda unit: apply_documents(unit, [document])).result(10)


def value(presenter: ReviewPresenter) -> object:
    return presenter.document.data["vendor_name"] if presenter.document is not None else None
