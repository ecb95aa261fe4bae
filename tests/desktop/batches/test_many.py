"""Sums that are kept as rows come, change and go say what adding all up anew would say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.presenters.uploads import SendState, UploadTally
from ingestio_desktop.store import held, queries
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import EventModel
from ingestio_desktop.store.queries import DocumentQuery
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id

BATCH = sample_id(0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.sqlite")
    opened.open()
    keep_batches(opened, sample_batches(1), sample_documents(BATCH, 40))
    yield opened
    opened.close()


@pytest.fixture
def rows(store: Store) -> tuple[DocumentRow, ...]:
    return store.read(lambda session: queries.document_page(session, DocumentQuery(BATCH))).result(30).rows


def in_state(row: DocumentRow, number: int) -> DocumentRow:
    states = (
        DocumentState.WAITING,
        DocumentState.UPLOADING,
        DocumentState.PAUSED,
        DocumentState.TO_REVIEW,
        DocumentState.ERROR,
        DocumentState.CANCELLED,
    )
    return replace(
        row,
        state=states[number % len(states)],
        error=ErrorInfo(code="page_quota_reached", title="Title", message="Message."),
    )


def cancelled(row: DocumentRow) -> bool:
    return row.state is DocumentState.CANCELLED


def test_the_card_of_an_upload_adds_up_whatever_came_and_went(rows: tuple[DocumentRow, ...]) -> None:
    tally, now = UploadTally(), {row.id: in_state(row, number) for number, row in enumerate(rows)}
    tally.add(now.values())
    for number, row in enumerate(rows[:30]):
        changed = in_state(row, number + 3)
        tally.take([now[row.id]])
        tally.add([changed])
        now[row.id] = changed
    for row in rows[25:35]:
        tally.take([now.pop(row.id)])
    anew = UploadTally()
    anew.add(now.values())
    said = tally.totals(1000.0)
    assert said == anew.totals(1000.0)
    assert said.files == len(now) == 30
    assert said.size == sum(row.size for row in now.values() if not cancelled(row))
    assert said.counts[SendState.WAITING] == sum(row.state is DocumentState.WAITING for row in now.values())
    tally.take(now.values())
    assert tally.totals(0.0) == UploadTally().totals(0.0), "nothing is left of what is gone"


def test_the_time_to_undo_begins_once_all_is_gone(store: Store, rows: tuple[DocumentRow, ...]) -> None:
    told = store.write(lambda unit: held.delete_documents(unit, [row.id for row in rows])).result(30)
    kept = store.read(lambda session: set(session.scalars(sa.select(EventModel.held_until)))).result(30)
    assert len(told.ids) == 40
    assert kept == {told.until}
