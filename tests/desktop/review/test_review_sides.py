"""Page and fields: swapped, and each in a window of its own, from which the keys go on working."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.windows.review.popout import Side
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("sides"), 2) as desk:
        yield desk


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def open_review(qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile) -> ReviewWindow:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter, settings=settings)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: presenter.document is not None and window.focusWidget() is not None)
    return window


def pop_out(qtbot: QtBot, window: ReviewWindow, side: Side) -> QWidget:
    window.splitter.pop_out(side)
    own = window.splitter.own_window
    assert own is not None
    with qtbot.waitExposed(own):
        own.show()
    return own


def test_swapped_sides_are_remembered(qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile) -> None:
    window = open_review(qtbot, desk, settings)
    assert window.splitter.widget(0) is window.pages
    widths = window.pages.width(), window.fields.width()
    QTest.keyClick(window, Qt.Key.Key_X, CONTROL | SHIFT)
    assert window.splitter.widget(0) is window.fields
    qtbot.waitUntil(lambda: (window.pages.width(), window.fields.width()) == widths)
    assert settings.settings.review_sides_swapped
    again = open_review(qtbot, desk, settings)
    assert again.splitter.widget(0) is again.fields
    QTest.keyClick(again, Qt.Key.Key_X, CONTROL | SHIFT)
    assert not settings.settings.review_sides_swapped


@pytest.mark.parametrize("side", list(Side))
def test_a_side_goes_out_and_comes_back_when_its_window_closes(
    qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile, side: Side
) -> None:
    window = open_review(qtbot, desk, settings)
    window.splitter.swap()
    order = [window.splitter.widget(at) for at in range(2)]
    part: QWidget = window.pages if side is Side.PAGE else window.fields
    own = pop_out(qtbot, window, side)
    assert part.window() is own
    assert window.splitter.count() == 1
    document = window.presenter.document
    assert document is not None
    assert document.row.filename in own.windowTitle()
    own.close()
    assert part.window() is window
    assert [window.splitter.widget(at) for at in range(2)] == order
    assert part.isVisible()
    assert window.splitter.popped is None


def test_one_side_is_out_at_most(qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile) -> None:
    window = open_review(qtbot, desk, settings)
    pop_out(qtbot, window, Side.PAGE)
    pop_out(qtbot, window, Side.FIELDS)
    assert window.pages.window() is window
    assert window.splitter.popped is Side.FIELDS


def test_keys_of_the_review_work_in_the_other_window(
    qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile
) -> None:
    window = open_review(qtbot, desk, settings)
    own = pop_out(qtbot, window, Side.PAGE)
    own.activateWindow()
    window.page.setFocus()
    qtbot.waitUntil(window.page.hasFocus)
    with qtbot.waitSignal(window.presenter.document_shown):
        QTest.keyClick(window.page, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: window.presenter.place.position == 2)
    document = window.presenter.document
    assert document is not None
    assert document.row.filename in own.windowTitle()
    own.activateWindow()
    window.page.setFocus()
    zoom = window.page.zoom
    QTest.keyClick(window.page, Qt.Key.Key_Plus, CONTROL)
    assert window.page.zoom > zoom
    with qtbot.waitSignal(window.help_wanted):
        QTest.keyClick(window.page, Qt.Key.Key_Question)
    QTest.keyClick(window.page, Qt.Key.Key_P, CONTROL | SHIFT)
    assert window.splitter.popped is None


def test_a_click_on_the_page_leaves_the_keys_with_the_field(
    qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile
) -> None:
    window = open_review(qtbot, desk, settings)
    own = pop_out(qtbot, window, Side.PAGE)
    window.focus_pointer("/invoice_number")
    own.activateWindow()
    qtbot.waitUntil(own.isActiveWindow)
    window.page.box_clicked.emit("/total")
    qtbot.waitUntil(lambda: window.form.focused_pointer() == "/total")
    qtbot.waitUntil(window.isActiveWindow)


def test_escape_and_f6_lead_back_and_leave_the_window_open(
    qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile
) -> None:
    window = open_review(qtbot, desk, settings)
    own = pop_out(qtbot, window, Side.PAGE)
    window.focus_pointer("/total")
    left: list[None] = []
    window.back_wanted.connect(lambda: left.append(None))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F6):
        own.activateWindow()
        window.page.setFocus()
        qtbot.waitUntil(window.page.hasFocus)
        QTest.keyClick(window.page, key)
        qtbot.waitUntil(window.isActiveWindow)
        assert window.form.focused_pointer() == "/total"
    assert own.isVisible()
    assert left == []


def test_the_other_window_goes_and_comes_with_the_review_and_knows_its_place(
    qtbot: QtBot, desk: ReviewDesk, settings: SettingsFile
) -> None:
    window = open_review(qtbot, desk, settings)
    own = pop_out(qtbot, window, Side.PAGE)
    own.setGeometry(60, 70, 500, 420)
    window.hide()
    assert not own.isVisible()
    window.show()
    assert own.isVisible()
    window.splitter.put_back()
    again = pop_out(qtbot, window, Side.PAGE)
    assert again is not own
    assert again.size() == QSize(500, 420)
    # The system's frame is not known to the pixel here.
    assert (again.pos() - QPoint(60, 70)).manhattanLength() < 10
