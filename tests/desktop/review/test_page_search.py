"""Search in the document: in the worker, page by page, ended by whatever makes it useless."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_search import PageSearch
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.page_words import find_in, plain
from ingestio_desktop.workers.pages import Found, Word
from tests.support.reviewing import ReviewDesk, invoices, review_desk
from tests.support.torn import several_pages

pytestmark = pytest.mark.usefixtures("theme")

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    made = (several_pages(torn=2), invoices(1)[0])
    with review_desk(tmp_path_factory.mktemp("search"), made=made) as desk:
        yield desk


@pytest.fixture
def window(qtbot: QtBot, desk: ReviewDesk) -> ReviewWindow:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: presenter.document is not None and window.focusWidget() is not None)
    return window


def key(window: ReviewWindow, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = SHIFT ^ SHIFT) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, pressed, modifiers)


def search_for(qtbot: QtBot, window: ReviewWindow, text: str) -> PageSearch:
    key(window, Qt.Key.Key_F, CONTROL)
    bar, search = window.pages.search, window.presenter.search
    assert bar.field.hasFocus()
    bar.field.setText(text)
    qtbot.waitUntil(lambda: search.query == text and not search.searching and bar.count_text() != "")
    return search


def test_places_on_all_pages_are_found_counted_and_gone_through(qtbot: QtBot, window: ReviewWindow) -> None:
    bar, page = window.pages.search, window.page
    page.show_page(1)
    search = search_for(qtbot, window, "INVOICE")
    qtbot.waitUntil(lambda: search.count > 1)
    total = search.count
    assert bar.count_text() == f"1 of {total}"
    assert page.current_page == 1
    key(window, Qt.Key.Key_Return, SHIFT)
    assert bar.count_text() == f"{total} of {total}", "the last one comes before the first"
    assert page.current_page == 3, "page 2 is damaged, the others are searched"
    key(window, Qt.Key.Key_Return)
    assert (bar.count_text(), page.current_page) == (f"1 of {total}", 1)
    key(window, Qt.Key.Key_F3)
    assert bar.count_text() == f"2 of {total}"
    key(window, Qt.Key.Key_F3, SHIFT)
    assert bar.count_text() == f"1 of {total}"


def test_what_is_not_there_is_said_and_escape_ends_it(qtbot: QtBot, window: ReviewWindow) -> None:
    before = window.form.focused_pointer()
    search = search_for(qtbot, window, "zeppelin")
    qtbot.waitUntil(lambda: window.pages.search.count_text() == "Not found")
    key(window, Qt.Key.Key_Escape)
    assert search.query == ""
    assert not window.pages.search.isVisible()
    assert window.form.focused_pointer() == before, "the focus is back in the field"


def test_the_next_document_ends_the_search(qtbot: QtBot, window: ReviewWindow) -> None:
    search = search_for(qtbot, window, "total")
    qtbot.waitUntil(lambda: search.count > 0)
    window.presenter.next()
    qtbot.waitUntil(lambda: search.query == "")
    assert search.count == 0
    qtbot.waitUntil(lambda: not window.pages.search.isVisible())


def test_enter_searches_at_once_and_f3_begins(qtbot: QtBot, window: ReviewWindow) -> None:
    key(window, Qt.Key.Key_F3)
    field, search = window.pages.search.field, window.presenter.search
    assert field.hasFocus()
    QTest.keyClicks(field, "invoice")
    key(window, Qt.Key.Key_Return)
    assert search.query == "invoice"
    qtbot.waitUntil(lambda: search.count > 1 and not search.searching)
    first = search.position
    key(window, Qt.Key.Key_Return)
    assert search.position == first % search.count + 1


class _Slow(QObject):
    """Answers when told to: the edge where a search waits for the worker."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[list[int], Future[tuple[Found, ...]]]] = []
        self.here: UUID | None = uuid4()

    def find(self, _document: UUID, numbers: Sequence[int], _query: str) -> "Future[tuple[Found, ...]]":
        future: Future[tuple[Found, ...]] = Future()
        self.asked.append((list(numbers), future))
        return future

    def answer(self, places_a_page: int) -> None:
        numbers, future = self.asked[-1]
        box = (0.0, 0.0, 1.0, 1.0)
        future.set_result(
            tuple(Found(page, ((*box[:3], n + 1.0),)) for page in numbers for n in range(places_a_page))
        )


def slow_search(qtbot: QtBot) -> tuple[_Slow, PageSearch]:
    flow = _Slow()
    bridge = Bridge(lambda error: pytest.fail(repr(error)), flow)
    as_flow: ReviewFlow = flow  # type: ignore[assignment]
    return flow, PageSearch(as_flow, bridge, lambda: flow.here, flow)


def go_on(qtbot: QtBot, flow: _Slow, search: PageSearch, places_a_page: int) -> bool:
    """Answer what was asked; whether more is asked then."""
    count = len(flow.asked)
    assert sum(not future.done() for _numbers, future in flow.asked) == 1, "one step at a time"
    before = search.count
    flow.answer(places_a_page)
    qtbot.waitUntil(lambda: search.count > before)
    return len(flow.asked) > count


def test_a_long_document_is_searched_in_small_steps_from_where_one_is(qtbot: QtBot) -> None:
    flow, search = slow_search(qtbot)
    search.search("total", 100, 95)
    while go_on(qtbot, flow, search, 1):
        pass
    assert [page for numbers, _future in flow.asked for page in numbers] == [*range(95, 101), *range(1, 95)]
    assert max(len(numbers) for numbers, _future in flow.asked) <= 8
    assert search.count == 100
    assert search.position == 95, "the first place from page 95 on is shown, the 95th of all"


def test_a_search_that_finds_too_much_ends(qtbot: QtBot) -> None:
    flow, search = slow_search(qtbot)
    search.search("e", 500, 1)
    while go_on(qtbot, flow, search, 100):
        pass
    assert search.more
    assert not search.searching
    assert len(flow.asked) == 3


@pytest.mark.parametrize("end", ["another text", "another document", "cleared"])
def test_what_comes_too_late_is_dropped_and_nothing_more_is_asked(qtbot: QtBot, end: str) -> None:
    flow, search = slow_search(qtbot)
    search.search("total", 500, 1)
    _numbers, first = flow.asked[0]
    if end == "another text":
        search.search("date", 500, 1)
    elif end == "another document":
        flow.here = uuid4()
    else:
        search.clear()
    asked = len(flow.asked)
    first.set_result((Found(1, ((0.0, 0.0, 1.0, 1.0),)),))
    # What is delivered after it has passed the bridge behind it.
    done: list[None] = []
    settled: Future[None] = Future()
    Bridge.deliver(search._bridge, settled, flow, done.append)
    settled.set_result(None)
    qtbot.waitUntil(lambda: bool(done))
    assert search.count == 0
    assert len(flow.asked) == asked


def word(text: str, x: float, y: float = 100.0) -> Word:
    return Word(text, (x, y, x + 10.0 * len(text), y + 10.0))


def test_capitals_accents_and_line_ends_do_not_matter() -> None:
    words = (word("MÜLLER", 0), word("Straße", 70), word("ofﬁce", 0, 120))
    assert len(find_in(1, words, plain("muller strasse"))) == 1
    assert len(find_in(1, words, plain("Office"))) == 1
    (across,) = find_in(1, words, plain("straße office"))
    assert len(across.boxes) == 2, "one box for each line"
    assert find_in(1, words, plain("mullerstrasse")) == ()
    assert find_in(1, words, "") == ()


def test_of_a_word_only_the_part_that_was_searched_for_is_marked() -> None:
    (found,) = find_in(1, (word("INV-10482", 100),), plain("104"))
    ((x0, _y0, x1, _y1),) = found.boxes
    assert (x0, x1) == pytest.approx((140, 170))


def test_every_place_is_found_once_also_twice_in_a_word() -> None:
    assert len(find_in(1, (word("1010", 0), word("x10", 60)), "10")) == 3


def test_words_that_the_service_read_are_searched_too(desk: ReviewDesk, tmp_path: Path) -> None:
    here = desk.queue.ids[1]
    texts = desk.flow._texts
    texts._kept[here, 1] = (word("Handwritten", 0),)
    try:
        (found,) = desk.flow.find(here, (1,), "handwritten").result(30)
    finally:
        texts._kept.clear()
    assert found.page == 1
