"""What was learned from corrections: the list of it, and a field that was read from it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import FROM_MEMORY, Finding, Reading, Severity, Suggestion
from ingestio_core.contracts.suppliers import Supplier, SupplierLesson, SupplierMemory
from ingestio_core.errors import IngestError
from ingestio_desktop.futures import done
from ingestio_desktop.presenters.learned import LearnedPresenter
from ingestio_desktop.windows.learned_list import LearnedList
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screen import Screen
from tests.screens.screens_review import review
from tests.screens.screens_shell import shell
from tests.support.reviewing import ReviewDesk

_SAID = (
    ("invoice_number", "Invoice number stands right of “Kennzahl”.", 4, 0),
    ("vendor_name", "Vendor name is “Nordlicht Werft GmbH”.", 0, 0),
    (
        "purchase_order",
        "Purchase order is not printed; what stands beside “vorgang” is something else.",
        0,
        2,
    ),
    ("line_items", "Rows that say “übertrag seite 9” are left out.", 1, 0),
)


class Remembering:
    """A flow whose service answers at once."""

    def __init__(self, names: tuple[str, ...] = (), error: IngestError | None = None) -> None:
        now = datetime.now(UTC)
        self.error = error
        self.forgotten: list[Any] = []
        self.known = tuple(
            Supplier(
                id=uuid4(),
                name=name,
                lessons=1 + number % 4,
                signs=("iban:DE02120300000000202051", "tax:DE136695976"),
                updated_at=now,
            )
            for number, name in enumerate(names)
        )
        self.lessons = tuple(
            SupplierLesson(
                id=uuid4(),
                field=field,
                text=text,
                document_id=uuid4(),
                document_name="NW-2026-0815 Rechnung März.pdf",
                learned_at=now - timedelta(days=3 * number, hours=2),
                agreed=agreed,
                disagreed=disagreed,
            )
            for number, (field, text, agreed, disagreed) in enumerate(_SAID)
        )

    def suppliers(self, cursor: str | None = None) -> "Future[Page[Supplier]]":
        if self.error is not None:
            failed: Future[Page[Supplier]] = Future()
            failed.set_exception(self.error)
            return failed
        return done(Page(items=self.known))

    def memory(self, supplier: UUID) -> "Future[SupplierMemory]":
        chosen = next(each for each in self.known if each.id == supplier)
        return done(SupplierMemory(supplier=chosen, lessons=self.lessons[: chosen.lessons]))

    def forget_lesson(self, supplier: UUID, lesson: UUID) -> "Future[None]":
        self.forgotten.append((supplier, lesson))
        self.lessons = tuple(each for each in self.lessons if each.id != lesson)
        return done(None)

    def forget_supplier(self, supplier: UUID) -> "Future[None]":
        self.forgotten.append(supplier)
        self.known = tuple(each for each in self.known if each.id != supplier)
        return done(None)

    def forget_all(self) -> "Future[None]":
        self.known = ()
        return done(None)


NAMES = (
    "Nordlicht Werft GmbH",
    "Stadtwerke Kiel AG",
    "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG",
    "Ørsted Marine A/S",
)


def opened(flow: Remembering) -> QWidget:
    """The list over the account page."""
    window = shell("account")
    presenter = LearnedPresenter(flow, Bridge(_unexpected), window)  # type: ignore[arg-type]
    window.resize(1280, 800)
    LearnedList(presenter, window).open_list()
    return window


def remembered(document: Document) -> Document:
    """The number was read as it was corrected before."""
    extraction = document.extraction
    assert extraction is not None
    evidence = dict(extraction.evidence)
    plain = Reading(value="55-5209", text="55-5209", page=1, confidence=0.86)
    evidence["/invoice_number"] = evidence["/invoice_number"].model_copy(
        update={"confidence": 0.91, "alternatives": (plain,)}
    )
    finding = Finding(
        code=FROM_MEMORY,
        severity=Severity.INFO,
        message="Read as you corrected it on “NW-2026-0815.pdf” (12 May 2026).",
        paths=("/invoice_number",),
        suggestion=Suggestion(path="/invoice_number", value="55-5209"),
    )
    told = extraction.model_copy(update={"evidence": evidence, "findings": (*extraction.findings, finding)})
    return document.model_copy(update={"extraction": told})


def _to_the_number(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/invoice_number")


def _unexpected(error: BaseException) -> None:
    raise error


def _list(names: tuple[str, ...]) -> Callable[[], QWidget]:
    return lambda: opened(Remembering(names))


def screens() -> Iterator[Screen]:
    """Every state."""
    away = IngestError("service_unreachable", "The service cannot be reached", "Try again in a moment.")
    yield Screen("learned", _list(NAMES), may_be_cut=frozenset(NAMES))
    yield Screen("learned-empty", _list(()))
    yield Screen("learned-away", lambda: opened(Remembering(error=away)))
    yield Screen("24-review-remembered", lambda: review(change=remembered, act=_to_the_number), 1440, 900)
