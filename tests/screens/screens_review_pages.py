"""The pages of the review in every state: selected, searched, zoomed, damaged, in a window of their own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ingestio_desktop.windows.review.popout import Side
from ingestio_desktop.windows.review.window import ReviewWindow
from tests.screens.screen import Screen, settle_events
from tests.screens.screens_review import in_doubt, review, wait_until
from tests.support.documents import GeneratedDocument
from tests.support.reviewing import ReviewDesk
from tests.support.torn import several_pages

_WIDTH, _HEIGHT = 1440, 900
_OWN = 880


def _select(window: ReviewWindow, desk: ReviewDesk) -> None:
    page = window.page
    window.pages.tools.toggle_text()
    wait_until(lambda: page.words_kept > 0)
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, 120))
    for step in range(8):
        QTest.mouseMove(page.viewport(), QPoint(200 + 40 * step, 160 + 20 * step))
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(480, 300))


def _search(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.pages.begin_search()
    window.pages.search.field.setText("total")
    search = window.presenter.search
    wait_until(lambda: search.count > 0 and not search.searching)
    search.next()


def _zoom_to_field(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.focus_pointer("/invoice_number")
    window.page.zoom_to_field()
    settle_events()
    wait_until(lambda: window.page.is_sharp)


def _turn(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.page.fit_page()
    window.page.rotate()
    settle_events()
    wait_until(lambda: window.page.is_sharp)


def _draw_box(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.splitter.swap()
    settle_events()
    wait_until(lambda: window.page.is_sharp)
    window.focus_pointer("/vendor_name")
    viewport = window.page.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 420))
    for step in range(4):
        QTest.mouseMove(viewport, QPoint(360 + 40 * step, 430 + 10 * step))


def _file_gone(window: ReviewWindow, desk: ReviewDesk) -> None:
    """The file is not on this computer any more, and there is no service to fetch it from."""
    document = window.presenter.document
    assert document is not None
    with suppress(FileNotFoundError):
        (desk.folder / "dropped" / document.row.filename).unlink()
    window.page.forget_images()
    wait_until(lambda: window.page.is_drawn)


def _to_second_page(window: ReviewWindow, desk: ReviewDesk) -> None:
    window.page.show_page(2)
    settle_events()
    wait_until(lambda: window.page.is_drawn)


def _other_window() -> QWidget:
    """The pages in a window of their own; the review that they came from goes with it."""

    def pop(window: ReviewWindow, desk: ReviewDesk) -> None:
        window.splitter.pop_out(Side.PAGE)
        own = window.splitter.own_window
        assert own is not None
        own.resize(_OWN, _OWN)
        settle_events()
        wait_until(lambda: window.page.is_sharp)

    window = review(change=in_doubt, act=pop)
    own = window.splitter.own_window
    assert own is not None
    own.destroyed.connect(window.deleteLater)
    own.activateWindow()
    return own


def _screen(
    name: str,
    act: Callable[[ReviewWindow, ReviewDesk], None],
    made: Sequence[GeneratedDocument] | None = None,
) -> Screen:
    return Screen(f"24-page-{name}", lambda: review(made, in_doubt, act), _WIDTH, _HEIGHT)


def screens() -> Iterator[Screen]:
    """Every state."""
    yield _screen("selected", _select)
    yield _screen("searched", _search, (several_pages(),))
    yield _screen("zoomed-to-field", _zoom_to_field)
    yield _screen("turned", _turn)
    yield _screen("drawing-a-box", _draw_box)
    yield _screen("file-gone", _file_gone)
    yield _screen("damaged", _to_second_page, (several_pages(torn=2),))
    yield Screen("24-page-out", _other_window, _OWN, _OWN)
