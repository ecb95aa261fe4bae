"""The person is told once when a batch has ended."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.batches import Batch
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.batches import BatchesFlow, BatchQuery
from ingestio_desktop.presenters.batch_ends import BatchEnds, batch_ended_text
from ingestio_desktop.store.database import Store
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.data.test_store import batch, keep


def moved(row: Batch, status: BatchStatus, **counts: int) -> Batch:
    update = {"status": status, "updated_at": row.updated_at + timedelta(seconds=1), **counts}
    return row.model_copy(update=update)


def see(store: Store) -> None:
    """Let the main thread hear what changed, and the answer to what it asks then."""
    QCoreApplication.processEvents()
    # Reads are answered in their order.
    BatchesFlow(store).page(BatchQuery()).result(30)
    QCoreApplication.processEvents()


def test_each_end_is_told_once_and_only_of_what_was_at_work(store: Store, qtbot: QtBot) -> None:
    before = batch(1, "before", BatchStatus.PROCESSING)
    old = batch(1, "old", BatchStatus.COMPLETED)
    keep(store, before, old)
    owner = QObject()
    wrong: list[BaseException] = []
    bridge = Bridge(wrong.append, owner)
    ends = BatchEnds(BatchesFlow(store), bridge, owner)
    told: list[str] = []
    ends.ended.connect(lambda row: told.append(f"{row.title}: {batch_ended_text(row)[1].value}"))
    new = batch(1, "new", BatchStatus.QUEUED)
    given_up = batch(1, "given up", BatchStatus.PROCESSING)
    last = batch(1, "last", BatchStatus.PROCESSING)
    keep(store, new, given_up, last)
    see(store)
    done = moved(before, BatchStatus.COMPLETED, completed_count=4)
    keep(store, done, moved(given_up, BatchStatus.CANCELLED))
    keep(store, moved(new, BatchStatus.PARTIALLY_COMPLETED, completed_count=2, failed_count=1))
    keep(store, moved(done, BatchStatus.COMPLETED, completed_count=4), moved(old, BatchStatus.COMPLETED))
    keep(store, moved(last, BatchStatus.FAILED))
    qtbot.waitUntil(lambda: bool(wrong) or any(text.startswith("last") for text in told))
    assert wrong == []
    assert told == [
        f"before: {Tone.OK.value}",
        f"new: {Tone.WARN.value}",
        f"last: {Tone.BAD.value}",
    ]


def test_the_sentence_counts_what_was_read(store: Store) -> None:
    keep(store, batch(1, "May").model_copy(update={"completed_count": 1, "failed_count": 2}))
    (found,) = BatchesFlow(store).page(BatchQuery()).result(30).rows
    assert batch_ended_text(found) == ("“May” is done: 1 document read, 2 with an error", Tone.WARN)
