"""Pages of documents in work: charged once, given back, and never in the way of one another."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import update

from ingestio_cloud.db.models import Document
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import review
from ingestio_cloud.features.extraction.service import BeginState
from ingestio_core.contracts.extractions import EvidenceSource
from ingestio_core.lifecycle import DocumentStatus
from tests.cloud.served import invoice_read
from tests.cloud.test_job_life import PAGES, Floor


@pytest.fixture
def floor(database_url: str) -> Iterator[Floor]:
    made = Floor(database_url, documents=12)
    yield made
    made.engine.dispose()


def redo(floor: Floor, document: UUID) -> None:
    with floor.sessions.of(floor.user).write() as session:
        review.redo(session, floor.user, document, version=None, dispatcher=floor.dispatcher)


def test_an_attempt_that_two_workers_begin_at_once_is_charged_all_the_same(floor: Floor) -> None:
    """The one that comes second leaves the reservation of the first alone."""
    at_once = Barrier(2)

    def begin(document: UUID) -> BeginState:
        at_once.wait()
        return floor.begin(document)

    with ThreadPoolExecutor(2) as workers:
        for document in floor.documents:
            begun = list(workers.map(begin, [document] * 2))
            assert BeginState.READY in begun
            assert floor.finish(document)
    assert floor.usage() == (0, PAGES * len(floor.documents), len(floor.documents))


def test_claims_and_a_cancel_at_once_do_not_lock_one_another_out(floor: Floor) -> None:
    def begin(document: UUID) -> BeginState:
        return floor.begin(document)

    def cancel() -> int:
        with floor.sessions.of(floor.user).write() as session:
            return len(batches.cancel(session, floor.user, floor.batch)[1].attempts)

    for document in floor.documents[:6]:
        floor.begin(document)
    with ThreadPoolExecutor(4) as workers:
        begun = [workers.submit(begin, document) for document in reversed(floor.documents)]
        cancelled = workers.submit(cancel)
        assert cancelled.result() == len(floor.documents)
        assert {one.result() for one in begun} <= set(BeginState)
    assert floor.usage() == (0, 0, 0)
    assert {floor.document(document).status for document in floor.documents} == {DocumentStatus.FAILED}


def test_a_redo_costs_as_the_first_time_and_nothing_when_it_fails(floor: Floor) -> None:
    failed, completed = floor.documents[:2]
    floor.begin(failed)
    floor.fail(failed)
    floor.begin(completed)
    floor.finish(completed)
    assert floor.usage() == (0, PAGES, 1)
    for document in (failed, completed):
        redo(floor, document)
        floor.begin(document, attempt=2)
        floor.fail(document, attempt=2)
    assert floor.usage() == (0, PAGES, 1)
    for document in (failed, completed):
        redo(floor, document)
        floor.begin(document, attempt=3)
        floor.finish(document, attempt=3)
    assert floor.usage() == (0, 3 * PAGES, 3)


def test_what_has_no_pages_is_read_when_none_are_left(floor: Floor) -> None:
    with_pages, without = floor.documents[:2]
    with floor.sessions.of(floor.user).write() as session:
        own = (Document.user_id == floor.user, Document.id == without)
        session.execute(update(Document).where(*own).values(page_count=0))
    floor.limit = 0
    assert floor.begin(with_pages) is BeginState.OVER
    assert floor.begin(without) is BeginState.READY
    assert floor.finish(without, invoice_read(EvidenceSource.XML))
    assert floor.usage() == (0, 0, 1)
