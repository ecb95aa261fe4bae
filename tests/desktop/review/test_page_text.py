"""Text on pages: selected by mouse and keys, copied as it is read, whatever the words come from."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.extractions import Box, PageSize
from ingestio_desktop.windows.review.page_selection import PageSelection, Spot
from ingestio_desktop.windows.review.page_view import PageView, Tool
from ingestio_desktop.workers.pages import Word

pytestmark = pytest.mark.usefixtures("theme")

A4 = PageSize(width=595.0, height=842.0)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
LINES = (("Total", "due", "12.50"), ("Thank", "you"), ("Page", "one"))


def words(lines: tuple[tuple[str, ...], ...] = LINES) -> tuple[Word, ...]:
    """Each 80 points after the one before, lines 40 points apart."""
    return tuple(
        Word(text, (100.0 + 80 * column, 100.0 + 40 * row, 160.0 + 80 * column, 114.0 + 40 * row))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    )


def view_of(qtbot: QtBot, pages: int = 2) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.words_needed.connect(lambda page: view.set_words(page, words()))
    view.resize(700, 600)
    view.set_document([A4] * pages)
    view.show()
    qtbot.waitExposed(view)
    return view


def selecting(qtbot: QtBot, pages: int = 2) -> PageView:
    view = view_of(qtbot, pages)
    view.set_tool(Tool.TEXT)
    qtbot.waitUntil(lambda: view.words_kept > 0)
    return view


def spot(view: PageView, x: float, y: float) -> QPoint:
    """A place of the first page in the view."""
    scale = view.zoom * 96 / 72
    left = (view.viewport().width() - A4.width * scale) / 2
    return QPoint(round(left + x * scale), round(24 + y * scale - view.verticalScrollBar().value()))


def drag(view: PageView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def test_words_are_asked_for_only_by_the_tool_for_text(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    asked: list[int] = []
    view.words_needed.connect(asked.append)
    view.viewport().repaint()
    assert asked == []
    view.set_tool(Tool.TEXT)
    qtbot.waitUntil(lambda: 1 in asked)
    view.viewport().repaint()
    assert asked.count(1) == 1


def test_a_drag_selects_in_reading_order_and_fills_nothing(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    told: list[object] = []
    for signal in (view.point_clicked, view.area_drawn, view.box_clicked):
        signal.connect(lambda *args: told.append(args))
    drag(view, spot(view, 200, 107), spot(view, 190, 147))
    assert view.selected_text() == "due 12.50\nThank you"
    drag(view, spot(view, 190, 147), spot(view, 200, 107))
    assert view.selected_text() == "due 12.50\nThank you", "from the end to the beginning too"
    assert told == []


def test_ctrl_c_copies_and_a_click_lets_go(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    drag(view, spot(view, 110, 107), spot(view, 300, 107))
    assert view.hasFocus(), "keys go to the page while text is selected"
    with qtbot.waitSignal(view.copied):
        QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Total due 12.50"
    QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, 110, 300))
    assert view.selected_text() == ""


def test_a_double_click_takes_a_word_a_third_one_the_line_and_shift_goes_on(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    at = spot(view, 200, 107)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    assert view.selected_text() == "due"
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    assert view.selected_text() == "Total due 12.50"
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, spot(view, 110, 147))
    assert view.selected_text() == "due 12.50\nThank"


def test_arrows_go_from_word_to_word_and_shift_takes_them_along(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected_text() == "Total"
    for key, said in (
        (Qt.Key.Key_Right, "due"),
        (Qt.Key.Key_Down, "you"),
        (Qt.Key.Key_Home, "Thank"),
        (Qt.Key.Key_Up, "Total"),
        (Qt.Key.Key_End, "12.50"),
        (Qt.Key.Key_Left, "due"),
    ):
        QTest.keyClick(view, key)
        assert view.selected_text() == said
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_text() == "due 12.50\nThank you"
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert view.selected_text() == "Total due 12.50\nThank you\nPage one"


def test_escape_lets_go_first_and_leaves_then(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_text() == ""
    assert view.tool == Tool.TEXT
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.tool == Tool.FILL


def test_a_click_fills_again_with_the_next_document(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    view.set_document([A4])
    assert view.tool == Tool.FILL
    assert view.selected_text() == ""
    with qtbot.waitSignal(view.point_clicked):
        QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, 110, 107))


def test_a_drag_beyond_the_edge_goes_on_to_the_next_page(qtbot: QtBot) -> None:
    view = selecting(qtbot)
    below = QPoint(spot(view, 110, 107).x(), view.viewport().height() + 400)
    QTest.mousePress(view.viewport(), LEFT, pos=spot(view, 110, 107))
    QTest.mouseMove(view.viewport(), below)
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(view.viewport(), LEFT, pos=below)
    assert view.selected_text().count("Total due 12.50") == 2
    before = bar.value()
    view.viewport().repaint()
    assert bar.value() == before, "nothing moves once the button is up"


def test_words_that_come_late_are_copied_all_the_same(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_document([A4] * 3)
    view.set_words(1, words())
    view.set_words(3, words())
    view._selection.select(Spot(1, 6), Spot(3, 0))
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.copy()
    assert copied == []
    view.set_words(2, words((("Between",),)))
    assert copied == ["one\nBetween\nTotal"]


def test_a_page_whose_words_cannot_be_had_is_asked_again_only_when_one_wants_to(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    asked: list[int] = []
    view.words_needed.connect(asked.append)
    view.words_needed.connect(view.words_failed)
    view.resize(700, 600)
    view.set_document([A4])
    view.show()
    qtbot.waitExposed(view)
    view.set_tool(Tool.TEXT)
    qtbot.waitUntil(lambda: asked == [1])
    for _ in range(3):
        view.viewport().repaint()
        QGuiApplication.processEvents()
    assert asked == [1]
    view.set_tool(Tool.FILL)
    view.set_tool(Tool.TEXT)
    qtbot.waitUntil(lambda: asked == [1, 1])


def test_words_of_few_pages_are_kept_but_all_of_a_selection() -> None:
    selection = PageSelection()
    selection.put(1, words())
    selection.select(Spot(1, 0), Spot(3, 0))
    for page in range(2, 501):
        selection.put(page, words())
    assert selection.pages_kept <= 48
    assert selection.missing() == []
    assert selection.text().startswith("Total due 12.50\nThank you\nPage one\nTotal due")


def test_columns_beside_each_other_are_no_line() -> None:
    selection = PageSelection()
    boxes: tuple[Box, ...] = ((300, 100, 360, 112), (50, 101, 110, 113), (115, 100, 170, 112))
    selection.put(1, [Word(text, box) for text, box in zip(("right", "left", "one"), boxes, strict=True)])
    selection.select(Spot(1, 0), Spot(1, 2))
    assert selection.text() == "right\nleft one"
