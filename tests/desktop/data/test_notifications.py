"""What the person is told of when batches end: told once, kept, marked as read, gone with the batch."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage
from ingestio_core.contracts.notifications import Notification, NotificationKind
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.presenters.notifications import (
    Announcement,
    NotificationsPresenter,
    announcement,
    summary,
)
from ingestio_desktop.store import outbox, server
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import NotificationModel
from ingestio_desktop.store.notifications import KEPT
from ingestio_desktop.store.rows import EventKind, EventRow
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.data.test_store import batch, keep


def ended(of: Batch, completed: int = 1, failed: int = 0, **changes: object) -> Notification:
    """What the service says of a batch."""
    status = BatchStatus.COMPLETED if not failed else BatchStatus.PARTIALLY_COMPLETED
    body = Notification(
        id=uuid4(),
        kind=NotificationKind.BATCH_ENDED,
        batch_id=of.id,
        batch_name=of.name,
        batch_status=status if completed else BatchStatus.FAILED,
        document_count=completed + failed,
        completed_count=completed,
        failed_count=failed,
        created_at=datetime.now(UTC),
        read_at=None,
    )
    return body.model_copy(update=changes)


def hear(store: Store, *notifications: Notification, gone: tuple[UUID, ...] = ()) -> None:
    """A page of the change feed."""
    kind = ChangeKind.NOTIFICATION
    told = [Change(number=1, kind=kind, id=each.id, notification=each) for each in notifications]
    dead = [Change(number=1, kind=kind, id=each, deleted=True) for each in gone]
    page = ChangePage(changes=(*told, *dead), next=1)
    store.write(lambda unit: server.apply_changes(unit, page)).result(30)


def events(store: Store) -> tuple[EventRow, ...]:
    return store.read(lambda session: outbox.due_events(session, datetime.now(UTC))).result(30)


def test_each_is_told_once_also_after_a_new_start(store: Store) -> None:
    march = batch(1, "March")
    keep(store, march)
    first = ended(march)
    hear(store, first, ended(march, read_at=datetime.now(UTC)))
    flow = NotificationsFlow(store)
    assert [row.id for row in flow.untold().result(30)] == [first.id]
    hear(store, first)
    assert flow.untold().result(30) == ()
    store.close()
    again = Store(store.path)
    again.open()
    try:
        hear(again, first)
        assert NotificationsFlow(again).untold().result(30) == ()
        assert NotificationsFlow(again).unread().result(30) == 1
    finally:
        again.close()


def test_what_was_seen_is_told_to_the_service_and_stays_seen(store: Store) -> None:
    march, april = batch(1, "March"), batch(2, "April")
    keep(store, march, april)
    seen, other = ended(march), ended(april)
    hear(store, seen, other)
    flow = NotificationsFlow(store)
    flow.mark_read(march.id).result(30)
    flow.mark_read(march.id).result(30)
    (event,) = events(store)
    assert (event.kind, event.payload) == (EventKind.READ_NOTIFICATIONS, {"ids": [str(seen.id)]})
    assert store.read(outbox.counts).result(30) == (0, 0), "nothing that a person would wait for"
    hear(store, seen)
    assert [row.batch_id for row in flow.newest().result(30) if not row.read] == [april.id]
    assert [row.id for row in flow.untold().result(30)] == [other.id]
    flow.mark_read().result(30)
    assert flow.unread().result(30) == 0 and len(events(store)) == 2


def test_many_are_marked_in_parts_that_the_service_takes(store: Store) -> None:
    march = batch(1, "March")
    keep(store, march)
    hear(store, *(ended(march) for _ in range(501)))
    NotificationsFlow(store).mark_read().result(30)
    sent = [event.payload["ids"] for event in events(store)]
    assert [len(ids) for ids in sent if isinstance(ids, list)] == [500, 1]


def test_they_go_with_their_batch_and_have_its_name(store: Store) -> None:
    march, april = batch(1, "March"), batch(2)
    keep(store, march, april)
    mine, nameless, unknown = ended(march), ended(april), ended(batch(3))
    hear(store, mine, nameless, unknown)
    flow, batches = NotificationsFlow(store), BatchesFlow(store)
    batches.rename(march.id, "March, all").result(30)
    titles = {row.id: row.title for row in flow.newest().result(30)}
    assert titles == {mine.id: "March, all", nameless.id: f"{str(april.id)[:8]}…"}
    batches.delete([march.id]).result(30)
    assert flow.unread().result(30) == 1 and [row.id for row in flow.newest().result(30)] == [nameless.id]
    hear(store, gone=(nameless.id,))
    assert flow.newest().result(30) == ()
    gone = ChangePage(changes=(Change(number=2, kind=ChangeKind.BATCH, id=march.id, deleted=True),), next=2)
    store.write(lambda unit: server.apply_changes(unit, gone)).result(30)
    left = store.read(lambda session: set(session.scalars(sa.select(NotificationModel.id)))).result(30)
    assert left == {unknown.id}


def test_what_the_service_has_dropped_by_now_is_dropped(store: Store) -> None:
    march = batch(1, "March")
    keep(store, march)
    hear(store, ended(march, created_at=datetime.now(UTC) - KEPT - timedelta(days=1)), ended(march))
    assert len(NotificationsFlow(store).newest().result(30)) == 1


def test_what_arrives_together_is_said_in_one_sentence(store: Store, qtbot: QtBot) -> None:
    rows = [batch(number, f"Batch {number}") for number in range(40)]
    keep(store, *rows)
    for row in rows:
        hear(store, ended(row, 2, 1))
    owner = QObject()
    wrong: list[BaseException] = []
    presenter = NotificationsPresenter(NotificationsFlow(store), Bridge(wrong.append, owner), owner)
    said: list[Announcement] = []
    counts: list[int] = []
    presenter.announced.connect(said.append)
    presenter.unread_changed.connect(counts.append)
    presenter.start()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [
        Announcement("40 batches have ended: 80 documents read, 40 with an error", Tone.WARN, None)
    ]
    qtbot.waitUntil(lambda: counts[-1:] == [40])
    # One batch ended, was redone and ended again before anybody looked.
    last = rows[0]
    hear(store, ended(last, 2, 1, created_at=datetime.now(UTC) - timedelta(minutes=1)), ended(last, 3))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1] == Announcement("“Batch 0” is done: 3 documents read", Tone.OK, last.id)
    presenter.mark_read()
    qtbot.waitUntil(lambda: counts[-1] == 0)
    assert wrong == [] and len(said) == 2


def test_what_is_told_of_a_batch_that_comes_later_is_said_then(store: Store, qtbot: QtBot) -> None:
    """One that was renamed after its end comes after what was told of it."""
    owner = QObject()
    presenter = NotificationsPresenter(NotificationsFlow(store), Bridge(lambda error: None), owner)
    said: list[Announcement] = []
    counts: list[int] = []
    presenter.announced.connect(said.append)
    presenter.unread_changed.connect(counts.append)
    late = batch(1)
    hear(store, ended(late))
    qtbot.waitUntil(presenter._timer.isActive)
    qtbot.waitUntil(lambda: not presenter._timer.isActive())
    keep(store, late)
    qtbot.waitUntil(lambda: counts == [1])
    qtbot.waitUntil(lambda: [each.batch_id for each in said] == [late.id])


def test_the_list_is_told_while_it_is_on_screen(store: Store, qtbot: QtBot) -> None:
    march = batch(1, "March")
    keep(store, march)
    owner = QObject()
    presenter = NotificationsPresenter(NotificationsFlow(store), Bridge(lambda _: None, owner), owner)
    lists: list[tuple[str, ...]] = []
    presenter.listed.connect(lambda rows: lists.append(tuple(row.title for row in rows)))
    presenter.watch(True)
    qtbot.waitUntil(lambda: lists == [()])
    hear(store, ended(march))
    qtbot.waitUntil(lambda: lists[-1] == ("March",))
    BatchesFlow(store).rename(march.id, "April").result(30)
    qtbot.waitUntil(lambda: lists[-1] == ("April",))


@pytest.mark.parametrize(
    ("completed", "failed", "sentence", "below", "tone"),
    [
        (1, 0, "“May” is done: 1 document read", "1 document read", Tone.OK),
        (
            1,
            2,
            "“May” is done: 1 document read, 2 with an error",
            "1 of 3 documents read, 2 with an error",
            Tone.WARN,
        ),
        (0, 1, "“May” could not be read", "Could not be read: 1 document with an error", Tone.BAD),
    ],
)
def test_the_sentence_says_what_became_of_the_batch(
    store: Store, completed: int, failed: int, sentence: str, below: str, tone: Tone
) -> None:
    may = batch(1, "May")
    keep(store, may)
    hear(store, ended(may, completed, failed))
    (row,) = NotificationsFlow(store).newest().result(30)
    assert announcement([row]) == Announcement(sentence, tone, may.id)
    assert summary(row) == below
