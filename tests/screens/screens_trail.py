"""The history of a document's changes, in every state, and a picture whose words are being read."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.trail import TrailOperation
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.presenters.trail import TrailPresenter
from ingestio_desktop.store import library, trails
from ingestio_desktop.store.conflicts import FieldConflict, edit_payload
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.outbox import add_event
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.windows.review.trail import TrailDialog
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screen import Screen
from tests.screens.screens_review import review, wait_until
from tests.support.reviewing import ReviewDesk
from tests.support.told import keep_account, told_account
from tests.support.trails import NO_NETWORK, TrailService

Prepare = Callable[[ReviewDesk, TrailService, UUID], None]
Then = Callable[[TrailPresenter], None]

_SUPPLIER = "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG"


def write_history(desk: ReviewDesk, service: TrailService, document: UUID) -> None:
    """A week of changes by the person, and one by somebody else."""
    row = desk.flow.load(document).result(30)
    items = row.saved_data["line_items"]
    assert isinstance(items, list)
    service.at = datetime.now(UTC) - timedelta(days=3)
    service.add(document, "/vendor_name", "Kontinental", _SUPPLIER)
    service.add(document, "/total", "1190.00", "1910.00")
    service.add(document, "/line_items/0/unit_price", "4.50", "45.00")
    service.add(document, "/line_items/-", None, items[0], TrailOperation.ADD)
    service.add(document, "/line_items/1", items[0], op=TrailOperation.REMOVE)
    service.add(document, "/line_items/2", items[0], "/line_items/0", TrailOperation.MOVE)
    service.add(document, "/invoice_date", "2026-03-04", "2026-04-03", by=uuid4())
    service.add(document, op=TrailOperation.CONFIRM)
    service.add(document, op=TrailOperation.UNCONFIRM)
    service.add(document, after=2, op=TrailOperation.REDO)
    service.add(document, "/total", "1910.00", "1190.00")
    service.add(document, op=TrailOperation.CONFIRM)


def history(
    prepare: Prepare = write_history,
    then: Then = lambda presenter: None,
    *,
    size: tuple[int, int] = (1440, 900),
) -> ReviewWindow:
    """The history over the review of a document, once the service has answered or has not."""
    opened: list[TrailPresenter] = []

    def act(window: ReviewWindow, desk: ReviewDesk) -> None:
        service = TrailService(told_account().id)
        keep_account(desk.store)
        document = window.presenter.document
        assert document is not None
        prepare(desk, service, document.row.id)
        flow = TrailFlow(desk.store, cast(SyncControl, service))
        presenter = TrailPresenter(flow, Bridge(_unexpected), window)
        opened.append(presenter)
        TrailDialog(presenter, window).open_for(document.row.id)
        wait_until(lambda: presenter.answered)
        then(presenter)

    return review(act=act, size=size)


def _unsent(desk: ReviewDesk, service: TrailService, document: UUID) -> None:
    write_history(desk, service, document)
    write_unsent(desk.store, document)


def write_unsent(store: Store, document: UUID) -> None:
    """Changes that no service knows of, and one that gave way to another person's."""
    base = {"total": "1190.00", "vendor_name": _SUPPLIER}
    draft = library.ReviewDraft((Edit(path="/total", value="1199.00"),), 1, {"total": "1190.00"})
    lost = FieldConflict("/invoice_number", "Invoice number", "A-17", "A-71", "A-177")

    def change(unit: Unit) -> None:
        payload = edit_payload((Edit(path="/vendor_name", value="Kontinental"),), base)
        add_event(unit, EventKind.EDIT, document, payload=payload, based_on=1)
        add_event(unit, EventKind.CONFIRM, document)
        library.save_review_draft(unit, document, draft)
        moment = datetime.now(UTC) - timedelta(hours=5)
        trails.note_not_taken(unit, document, [lost], frozenset(), moment)

    store.write(change).result(30)


def _offline(desk: ReviewDesk, service: TrailService, document: UUID) -> None:
    _unsent(desk, service, document)
    known = tuple(service.entries[document])
    moment = datetime.now(UTC) - timedelta(hours=2)
    desk.store.write(lambda unit: trails.keep_trail(unit, document, known, moment)).result(30)
    service.away = NO_NETWORK


def _broken(desk: ReviewDesk, service: TrailService, document: UUID) -> None:
    write_history(desk, service, document)
    entries = service.entries[document]
    entries[9] = entries[9].model_copy(update={"after": 3})


def _nothing(desk: ReviewDesk, service: TrailService, document: UUID) -> None:
    return


def _prove(presenter: TrailPresenter) -> None:
    presenter.verify()
    wait_until(lambda: not presenter.checking)


def _read(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.pages.reading.set_reading(True)
    wait_until(window.pages.reading.isVisible)


def _unexpected(error: BaseException) -> None:
    raise AssertionError from error


def screens() -> Iterator[Screen]:
    """Every state."""
    made = (
        ("review-history", lambda: history(_unsent)),
        ("review-history-broken", lambda: history(_broken, _prove)),
        ("review-history-offline", lambda: history(_offline)),
        ("review-history-empty", lambda: history(_nothing)),
    )
    for name, build in made:
        yield Screen(name, build, 1440, 900)
    yield Screen("review-reading", lambda: review(act=_read), 1440, 900)
    yield Screen("review-history-small", lambda: history(_unsent, _prove, size=(960, 600)), 960, 600)
