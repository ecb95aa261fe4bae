"""The review on real documents, read by the engine, in every state."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import JsonValue
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from ingestio_core.checks import run_checks
from ingestio_core.contracts.documents import Document, Job
from ingestio_core.contracts.extractions import Evidence, EvidenceSource, Extraction, Reading
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus, JobStatus
from ingestio_core.limits import MediaType
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.widgets.calendar import Calendar
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screen import Screen, settle_events
from tests.support.documents import DocumentKind, GeneratedDocument, make_document, make_scan
from tests.support.documents_xml import ubl_xml
from tests.support.reviewing import ReviewDesk, review_desk

_WIDTH, _HEIGHT = 1440, 900
_PATIENCE_MS = 10_000
_LONG = "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG, Zweigstelle "

Change = Callable[[Document], Document]
Act = Callable[[ReviewWindow, ReviewDesk], None]


def review(
    made: Sequence[GeneratedDocument] | None = None,
    change: Change = lambda document: document,
    act: Act = lambda window, desk: None,
    *,
    at: int = 0,
    size: tuple[int, int] = (_WIDTH, _HEIGHT),
) -> ReviewWindow:
    """The review of a document, with its page drawn. What is behind it is stopped already."""
    errors: list[BaseException] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desk = stack.enter_context(review_desk(folder, made=made or _invoices(), change=change))
        presenter = ReviewPresenter(desk.flow, Bridge(errors.append))
        window = ReviewWindow(presenter)
        presenter.setParent(window)
        window.resize(*size)
        window.show()
        presenter.open(desk.queue, desk.queue.ids[at])
        wait_until(lambda: presenter.document is not None)
        settle_events()
        document = presenter.document
        assert document is not None
        if document.page_sizes:
            wait_until(lambda: window.page.is_drawn)
        act(window, desk)
        settle_events()
    assert not errors, errors
    return window


def wait_until(done: Callable[[], bool]) -> None:
    """Run events until `done`. Raises TimeoutError after ten seconds."""
    loop, ticks = QEventLoop(), QTimer()
    left = _PATIENCE_MS
    ticks.timeout.connect(loop.quit)
    ticks.start(5)
    while not done():
        loop.exec()
        left -= 5
        if left <= 0:
            raise TimeoutError("The screen never came to the state that was waited for.")


def in_doubt(document: Document) -> Document:
    """Two readings of the number, one amount of a row misread, no purchase order."""
    extraction = document.extraction
    assert extraction is not None
    evidence = dict(extraction.evidence)
    number = str(extraction.data["invoice_number"])
    other = number.replace("0", "O") if "0" in number else number + "O"
    evidence["/invoice_number"] = evidence["/invoice_number"].model_copy(
        update={
            "confidence": 0.55,
            "alternatives": (Reading(value=other, text=other, confidence=0.45),),
        }
    )
    rows = extraction.data["line_items"]
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    misread = "64.80" if first["amount"] != "64.80" else "46.80"
    data: dict[str, JsonValue] = {**extraction.data, "line_items": [{**first, "amount": misread}, *rows[1:]]}
    data["purchase_order"] = None
    evidence.pop("/purchase_order", None)
    return _with_data(document, data, evidence)


def all_sure(document: Document) -> Document:
    """Nothing to check: every value in place and certain."""
    extraction = document.extraction
    assert extraction is not None
    sure = Evidence(confidence=0.99, source=EvidenceSource.TEXT, page=1)
    evidence = {
        key: value.model_copy(update={"confidence": 0.99}) for key, value in extraction.evidence.items()
    }
    for name in extraction.data:
        evidence.setdefault(f"/{name}", sure)
    kept = _with_data(document, extraction.data, evidence)
    assert kept.extraction is not None
    return kept.model_copy(update={"extraction": kept.extraction.model_copy(update={"findings": ()})})


def confirmed(document: Document) -> Document:
    return document.model_copy(update={"confirmed_at": document.updated_at})


def processing(document: Document) -> Document:
    extraction = document.extraction
    assert extraction is not None
    job = Job(attempt=1, status=JobStatus.PROCESSING, progress=40, pages=1, engine="local")
    empty = Extraction(data={}, page_sizes=extraction.page_sizes)
    return document.model_copy(update={"status": DocumentStatus.PROCESSING, "job": job, "extraction": empty})


def failed(document: Document) -> Document:
    error = ErrorInfo(
        code="password_protected",
        title="The file is protected",
        message="This PDF opens only with a password. Save a copy without one and add that.",
    )
    return document.model_copy(
        update={"status": DocumentStatus.FAILED, "error": error, "extraction": None, "page_count": None}
    )


def long_texts(document: Document) -> Document:
    extraction = document.extraction
    assert extraction is not None
    rows = extraction.data["line_items"]
    assert isinstance(rows, list)
    data: dict[str, JsonValue] = {
        **extraction.data,
        "vendor_name": _LONG * 2,
        "invoice_number": "RE-2024-000000000000000000000000000000-10482/77",
        "total": "123456789012345.67",
        "line_items": [{**row, "description": _LONG} for row in rows if isinstance(row, dict)],
    }
    changed = _with_data(document, data, extraction.evidence)
    return changed.model_copy(
        update={"filename": _LONG.replace("/", "-") + "2024-03.pdf", "folder": "a/b/c" * 12}
    )


def many_rows(document: Document) -> Document:
    extraction = document.extraction
    assert extraction is not None
    rows = extraction.data["line_items"]
    assert isinstance(rows, list)
    return _with_data(document, {**extraction.data, "line_items": (rows * 60)[:60]}, extraction.evidence)


def _with_data(document: Document, data: dict[str, JsonValue], evidence: dict[str, Evidence]) -> Document:
    assert document.extraction is not None
    assert document.field_plan is not None
    extraction = document.extraction.model_copy(
        update={
            "data": data,
            "evidence": evidence,
            "findings": run_checks(document.field_plan, data, evidence),
        }
    )
    return document.model_copy(update={"extraction": extraction})


def _type_nonsense(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/total")
    line = window.form.editor("/total")
    line.selectAll()
    QTest.keyClicks(line, "12 pieces")


def unplanned(document: Document) -> Document:
    """In work, with no columns known yet."""
    return processing(document).model_copy(update={"field_plan": FieldPlan()})


def required(document: Document) -> Document:
    """The purchase order must be there and is not; the address has lines."""
    doubtful = in_doubt(document)
    assert doubtful.field_plan is not None and doubtful.extraction is not None
    fields = tuple(
        field.model_copy(update={"required": field.name in ("purchase_order", "total")})
        for field in doubtful.field_plan.fields
    )
    lines = str(doubtful.extraction.data["vendor_address"]).replace(", ", "\n")
    data = {**doubtful.extraction.data, "vendor_address": lines}
    planned = doubtful.model_copy(update={"field_plan": FieldPlan(fields=fields)})
    return _with_data(planned, data, doubtful.extraction.evidence)


def _type_a_date(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/due_date")
    QTest.keyClicks(window.form.editor("/due_date"), "3 jun")


def _type_no_date(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/due_date")
    QTest.keyClicks(window.form.editor("/due_date"), "31.6.2025")


def _to_the_required(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/purchase_order")


def _to_the_findings(window: ReviewWindow, desk: ReviewDesk) -> None:
    (card,) = window.fields.findings.cards()
    settle_events()
    for area in window.fields.findChildren(QScrollArea):
        area.ensureWidgetVisible(card)
    card.setFocus()


def _calendar() -> QWidget:
    calendar = Calendar(date(2024, 3, 5), date(2024, 3, 20))
    calendar.show()
    calendar.days.setFocus()
    QTest.keyClick(calendar.days, Qt.Key.Key_Down)
    return calendar


def _edit(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/vendor_name")
    line = window.form.editor("/vendor_name")
    line.selectAll()
    QTest.keyClicks(line, "Ashvane Provisions Ltd")


def _to_the_table(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/line_items/1/description")


def _hover(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.page.hover_box("/vendor_name")
    window.form.light_up("/vendor_name")


def _end_queue(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.presenter.next()
    wait_until(lambda: not window.splitter.isVisible())


def _end_with_some_left(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.presenter.set_value("/vendor_name", "Ashvane Ltd")
    _end_queue(window, desk)


def _invoices() -> tuple[GeneratedDocument, ...]:
    return tuple(make_document(number, DocumentKind.INVOICE, language="en") for number in (30, 17, 29))


def _receipt() -> GeneratedDocument:
    receipt = make_document(3, DocumentKind.RECEIPT)
    photo = make_scan(receipt, 1)
    return replace(
        receipt, content=photo, media_type=MediaType.JPEG.value, filename="IMG_20240305_104112.jpg"
    )


def _xml() -> GeneratedDocument:
    invoice = make_document(17, DocumentKind.INVOICE)
    return replace(
        invoice, content=ubl_xml(invoice), media_type=MediaType.XML.value, filename="invoice-0017.xml"
    )


def _statement() -> GeneratedDocument:
    return make_document(5, DocumentKind.BANK_STATEMENT)


def _contract() -> GeneratedDocument:
    return make_document(4, DocumentKind.CONTRACT)


def _screen(name: str, build: Callable[[], QWidget], *, may_be_cut: frozenset[str] = frozenset()) -> Screen:
    return Screen(f"24-review{name}", build, width=_WIDTH, height=_HEIGHT, may_be_cut=may_be_cut)


def screens() -> Iterator[Screen]:
    """Every state."""
    yield _screen("", lambda: review(change=in_doubt))
    yield _screen("-edited", lambda: review(change=in_doubt, act=_edit))
    yield _screen("-unfit", lambda: review(act=_type_nonsense))
    yield _screen("-date", lambda: review(act=_type_a_date))
    yield _screen("-no-date", lambda: review(act=_type_no_date))
    yield _screen("-required", lambda: review(change=required, act=_to_the_required))
    yield _screen("-finding", lambda: review(change=in_doubt, act=_to_the_findings))
    yield _screen("-unplanned", lambda: review(change=unplanned))
    yield Screen("24-review-calendar", _calendar, 270, 270)
    yield _screen("-table", lambda: review(change=in_doubt, act=_to_the_table))
    yield _screen("-hovered", lambda: review(act=_hover))
    yield _screen("-sure", lambda: review(change=all_sure))
    yield _screen("-confirmed", lambda: review(change=confirmed))
    yield _screen("-processing", lambda: review(change=processing))
    yield _screen("-error", lambda: review(change=failed))
    yield _screen("-xml", lambda: review((_xml(),)))
    yield _screen("-receipt", lambda: review((_receipt(),)))
    yield _screen("-statement", lambda: review((_statement(),)))
    yield _screen("-contract", lambda: review((_contract(),)))
    yield _screen("-many-rows", lambda: review(change=many_rows))
    yield _screen("-long", lambda: review(change=long_texts))
    yield _screen("-end", lambda: review(act=_end_queue, at=2))
    yield _screen("-end-left", lambda: review(change=in_doubt, act=_end_with_some_left, at=2))
    yield Screen("24-review-small", lambda: review(change=in_doubt, act=_edit, size=(720, 600)), 720, 600)
    yield Screen("24-review-narrow", lambda: review(change=in_doubt, size=(1080, 720)), 1080, 720)
