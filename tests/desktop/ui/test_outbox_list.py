"""What waits and what was refused, in the real list over a real store."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Edit
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import DocumentStatus
from ingestio_desktop.flows.outbox import OutboxFlow
from ingestio_desktop.presenters.outbox import OutboxPresenter, state, title
from ingestio_desktop.store import outbox
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import BatchModel, EventModel
from ingestio_desktop.store.queries import document_detail
from ingestio_desktop.store.rows import EventKind, EventState
from ingestio_desktop.store.server import apply_batches, apply_documents
from ingestio_desktop.store.waiting import WaitingRow
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.outbox_list import OutboxList
from ingestio_desktop.workers.bridge import Bridge
from tests.support.batches import sample_batches, sample_documents
from tests.support.desktop import fresh_store

pytestmark = pytest.mark.usefixtures("theme")

_REFUSED = ErrorInfo(code="not_confirmable", title="It can't be confirmed", message="It is being read again.")
_MOVED = ErrorInfo(code="version_conflict", title="It was changed meanwhile", message="Compare both.")


class Rig:
    """The list over a window, and the store below it."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        self.qtbot, self.store = qtbot, store
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(1280, 800)
        self.errors: list[BaseException] = []
        bridge = Bridge(self.errors.append)
        self.presenter = OutboxPresenter(OutboxFlow(store), bridge, self.host)
        self.page = OutboxList(self.host)
        self.page.watched.connect(self.presenter.watch)
        self.page.again_asked.connect(self.presenter.try_again)
        self.page.discard_asked.connect(self.presenter.discard)
        self.presenter.listed.connect(self.page.set_waiting)
        with qtbot.waitExposed(self.host):
            self.host.show()

    def open(self, count: int) -> None:
        self.page.open_list()
        self.qtbot.waitUntil(lambda: len(self.page.rows.rows) == count)

    def rows(self) -> list[WaitingRow]:
        return list(self.page.rows.rows)

    def choose(self, row: WaitingRow) -> None:
        self.page.list.setCurrentIndex(self.page.rows.index(self.page.rows.place_of(row.key), 0))

    def add(self, kind: EventKind, entity: UUID, reason: ErrorInfo | None = None, **more: object) -> None:
        """An event, refused with a reason where one is given."""

        def write(unit: object) -> None:
            outbox.add_event(unit, kind, entity, **more)  # type: ignore[arg-type]
            if reason is not None:
                session = unit.session  # type: ignore[attr-defined]
                event = session.scalars(sa.select(EventModel).order_by(EventModel.seq.desc())).first()
                outbox.set_event_aside(unit, outbox.event_row(event), reason)  # type: ignore[arg-type]

        self.store.write(write).result(30)

    def events(self) -> list[tuple[str, str, int | None]]:
        def read(session: object) -> list[tuple[str, str, int | None]]:
            found = session.scalars(sa.select(EventModel).order_by(EventModel.seq))  # type: ignore[attr-defined]
            return [(event.kind, event.state, event.based_on) for event in found]

        return self.store.read(read).result(30)


@pytest.fixture
def rig(qtbot: QtBot, tmp_path: Path) -> Iterator[Rig]:
    store = fresh_store(tmp_path / "store.sqlite")
    batch = sample_batches(1)[0]
    documents = [
        row.model_copy(update={"status": DocumentStatus.COMPLETED}) for row in sample_documents(batch.id, 3)
    ]
    store.write(lambda unit: apply_batches(unit, (batch,))).result(30)
    store.write(lambda unit: apply_documents(unit, documents)).result(30)
    made = Rig(qtbot, store)
    yield made
    assert not made.errors
    store.close()


def documents_of(store: Store) -> list[UUID]:
    return [
        UUID(hex=key)
        for key in store.read(
            lambda s: [
                str(row[0]) for row in s.execute(sa.text("SELECT id FROM documents ORDER BY position"))
            ]
        ).result(30)
    ]


def test_what_was_refused_comes_first_and_says_why(rig: Rig) -> None:
    first, second, _ = documents_of(rig.store)
    rig.add(EventKind.CONFIRM, first)
    rig.add(EventKind.UNCONFIRM, first)
    rig.add(EventKind.CONFIRM, second, _REFUSED)
    rig.open(3)
    refused, waits, behind = rig.rows()
    assert (refused.set_aside, waits.set_aside, behind.behind) == (True, False, True)
    assert title(refused).startswith("Confirm the document: ")
    assert state(refused, True) == _REFUSED.title
    assert state(waits, False) == "Waits for the service"
    assert _REFUSED.message in rig.page._detail.accessibleName()
    assert rig.page.again.isVisible() and rig.page.discard.isVisible() and rig.page.open.isVisible()
    rig.choose(waits)
    assert not rig.page.again.isVisible() and not rig.page.discard.isVisible()
    assert rig.store.read(outbox.counts).result(30) == (2, 1), "the list shows what the strip counts"


def test_a_refused_change_is_sent_again_on_what_is_there_now(rig: Rig) -> None:
    first = documents_of(rig.store)[0]
    rig.add(EventKind.CONFIRM, first, _MOVED, based_on=0)
    rig.open(1)
    QTest.keyClick(rig.page.list, Qt.Key.Key_R)
    rig.qtbot.waitUntil(lambda: not rig.rows()[0].set_aside)
    detail = rig.store.read(lambda session: document_detail(session, first)).result(30)
    assert detail is not None
    assert rig.events() == [(EventKind.CONFIRM, EventState.PENDING, detail.row.version)]
    assert detail.row.set_aside is None and detail.row.pending


def test_an_edit_that_both_sides_made_is_compared_or_given_up(rig: Rig) -> None:
    first = documents_of(rig.store)[0]
    payload = edit_payload([Edit(path="/vendor_name", value="Mine")], {"vendor_name": "Was"})
    rig.add(EventKind.EDIT, first, _MOVED, payload=payload, based_on=0)
    rig.add(EventKind.CONFIRM, first, based_on=0)
    rig.open(2)
    assert rig.page.open.text() == "Compare and choose"
    assert not rig.page.again.isVisible(), "sent again it would be refused again"
    with rig.qtbot.waitSignal(rig.page.opened) as opened:
        QTest.keyClick(rig.page.list, Qt.Key.Key_Return)
    assert opened.args[0].document_id == first
    rig.open(2)
    QTest.keyClick(rig.page.list, Qt.Key.Key_Delete)
    (question,) = rig.host.findChildren(Question)
    assert question.windowTitle() == "Take the service’s values?"
    assert len(rig.events()) == 2, "nothing is lost before the answer"
    question.yes.click()
    rig.qtbot.waitUntil(lambda: len(rig.rows()) == 1)
    assert [kind for kind, _, _ in rig.events()] == [EventKind.CONFIRM]
    assert not rig.rows()[0].behind, "what came behind it is free to go"


def test_a_batch_that_was_never_taken_goes_with_its_event(rig: Rig) -> None:
    batch = uuid4()

    def write(unit: object) -> None:
        values = sample_batches(1)[0].model_copy(update={"id": batch, "name": "Refused"})
        apply_batches(unit, (values,))  # type: ignore[arg-type]

    rig.store.write(write).result(30)
    rig.add(EventKind.CREATE_BATCH, batch, _REFUSED)
    rig.add(EventKind.SUBMIT_BATCH, batch)
    rig.open(2)
    assert rig.page.discard.text() == "Remove the batch"
    rig.page.discard.click()
    rig.host.findChildren(Question)[0].yes.click()
    rig.qtbot.waitUntil(lambda: not rig.rows())
    assert rig.events() == []
    assert rig.store.read(lambda s: s.get(BatchModel, batch)).result(30) is None
    assert rig.page._empty.isVisible()


def test_the_list_stays_where_it_is_while_others_go(rig: Rig) -> None:
    ids = documents_of(rig.store)
    for document in ids:
        rig.add(EventKind.CONFIRM, document)
    rig.open(3)
    kept = rig.rows()[1]
    rig.choose(kept)
    event = rig.store.read(lambda s: outbox.event_row(s.scalars(sa.select(EventModel)).all()[0])).result(30)
    rig.store.write(lambda unit: outbox.settle_event(unit, event)).result(30)
    rig.qtbot.waitUntil(lambda: len(rig.rows()) == 2)
    assert rig.page.list.current_row() == rig.rows()[0] and rig.rows()[0].key == kept.key
