"""Two versions of a document that wait for a choice: changed in two places, and deleted on the service."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage
from ingestio_core.contracts.documents import Document, Edit, EditOperation
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.merging import Side
from ingestio_desktop.store import queries
from ingestio_desktop.store.server import apply_changes, apply_documents
from ingestio_desktop.windows.review.conflict import ConflictPage
from ingestio_desktop.windows.review.window import ReviewWindow
from tests.screens.screen import Screen
from tests.screens.screens_review import review, wait_until
from tests.support.reviewing import ReviewDesk

_WIDTH, _HEIGHT = 1280, 800
_LONG = "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG, Zweigstelle Nord"


def server_row(desk: ReviewDesk) -> Document:
    """The first document as the service had it last."""
    here = desk.queue.ids[0]
    detail = desk.store.read(lambda session: queries.document_detail(session, here)).result(30)
    assert detail is not None and detail.server is not None
    return detail.server


def edited_there(document: Document, *, vendor: str = "Ashvane Ltd") -> Document:
    """The next version, as another computer saved it."""
    extraction = document.extraction
    assert extraction is not None
    rows = extraction.data["line_items"]
    assert isinstance(rows, list)
    first, second, *rest = (row for row in rows if isinstance(row, dict))
    data = {
        **extraction.data,
        "vendor_name": vendor,
        "due_date": "2025-06-20",
        "purchase_order": "B-2025-100",
        "line_items": [first, {**second, "amount": "61.00"}, *rest[:-1]],
    }
    by_person = Evidence(confidence=1.0, source=EvidenceSource.PERSON)
    evidence = {**extraction.evidence, "/purchase_order": by_person, "/due_date": by_person}
    evidence["/vendor_name"] = evidence["/vendor_name"].model_copy(update={"source": EvidenceSource.PERSON})
    changed = extraction.model_copy(update={"data": data, "evidence": evidence})
    return document.model_copy(update={"extraction": changed, "version": document.version + 1})


MINE = (
    Edit(path="/vendor_name", value="Ashvane Printing"),
    Edit(path="/due_date", value="2025-06-19"),
    Edit(path="/invoice_number", value="134323-1"),
    Edit(path="/line_items/1/amount", value="60.68"),
    Edit(op=EditOperation.ADD, path="/line_items/-", value={"description": "Delivery", "amount": "9.00"}),
)


def part_ways(desk: ReviewDesk, there: Document | None) -> None:
    """Edit the first document here while the service gets the version `there`, or deletes it."""
    desk.flow.draft(desk.flow.load(desk.queue.ids[0]).result(30), MINE)
    gone = Change(number=9, kind=ChangeKind.DOCUMENT, id=desk.queue.ids[0], deleted=True)

    def told(unit: object) -> None:
        if there is None:
            apply_changes(unit, ChangePage(changes=(gone,), next=9))  # type: ignore[arg-type]
        else:
            apply_documents(unit, [there])  # type: ignore[arg-type]

    desk.store.write(told).result(30)


def _compared(
    there: Callable[[Document], Document | None], act: Callable[[ConflictPage], None] = lambda page: None
) -> QWidget:
    def begin(window: ReviewWindow, desk: ReviewDesk) -> None:
        part_ways(desk, there(server_row(desk)))
        wait_until(lambda: window.conflict.page is not None)
        page = window.conflict.page
        assert page is not None
        wait_until(lambda: all(row.spot.is_drawn for row in page.rows))
        act(page)

    return review(act=begin, size=(_WIDTH, _HEIGHT))


def _chosen(page: ConflictPage) -> None:
    page.choose(1, Side.MINE)
    page.choose(2, Side.THEIRS)


def _open_same(page: ConflictPage) -> None:
    page.same.toggle.click()


def _ready(page: ConflictPage) -> None:
    page.take_all.click()


def screens() -> Iterator[Screen]:
    """Every state."""

    def screen(name: str, build: Callable[[], QWidget]) -> Screen:
        return Screen(f"25-conflict{name}", build, _WIDTH, _HEIGHT)

    yield screen("", lambda: _compared(edited_there, _chosen))
    yield screen("-begun", lambda: _compared(edited_there))
    yield screen("-same", lambda: _compared(edited_there, _open_same))
    yield screen("-chosen", lambda: _compared(edited_there, _ready))
    yield screen("-long", lambda: _compared(lambda row: edited_there(row, vendor=_LONG)))
    yield screen("-deleted", lambda: _compared(lambda _row: None))
