"""The page view alone: it asks for pictures, follows the focus and tells what was clicked."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import PageSize
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_view import PageView, Tool
from ingestio_desktop.workers.pages import Found, Word

pytestmark = pytest.mark.usefixtures("theme")

A4 = PageSize(width=595.0, height=842.0)


def _view(qtbot: QtBot, pages: int = 3) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.set_document([A4] * pages)
    view.show()
    qtbot.waitExposed(view)
    return view


def _box(pointer: str, page: int, y: float) -> PageBox:
    return PageBox(pointer, page, (100.0, y, 300.0, y + 12), FieldState.SURE, "Total")


def _click(view: PageView, at: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_asks_once_for_each_page_it_shows(qtbot: QtBot) -> None:
    asked: list[tuple[int, float]] = []
    view = PageView()
    qtbot.addWidget(view)
    view.page_needed.connect(lambda page, resolution: asked.append((page, resolution)))
    view.resize(700, 600)
    view.set_document([A4] * 3)
    view.show()
    qtbot.waitUntil(lambda: bool(asked))
    view.viewport().repaint()
    view.viewport().repaint()
    pages = [page for page, _resolution in asked]
    assert pages == [1]
    image = QImage(700, 990, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    view.set_page_image(1, image, asked[0][1])
    middle = view.viewport().grab().toImage().pixelColor(350, 300)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)


def test_scrolls_to_the_value_in_focus_and_tells_the_page(qtbot: QtBot) -> None:
    view = _view(qtbot)
    view.set_boxes([_box("/total", 3, 700.0)])
    pages: list[int] = []
    view.current_page_changed.connect(pages.append)
    view.focus_box("/total")
    assert view.current_page == 3
    assert pages[-1] == 3


def test_a_click_on_a_box_names_its_value_and_one_beside_it_the_spot(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=1)
    view.set_boxes([_box("/total", 1, 100.0)])
    scale = view.zoom * 96 / 72
    left = (view.viewport().width() - A4.width * scale) / 2
    inside = QPoint(round(left + 200 * scale), round(24 + 106 * scale))
    with qtbot.waitSignal(view.box_clicked) as clicked:
        _click(view, inside)
    assert clicked.args == ["/total"]
    with qtbot.waitSignal(view.point_clicked) as spot:
        _click(view, QPoint(round(left + 200 * scale), round(24 + 200 * scale)))
    assert spot.args is not None
    page, x, y = spot.args
    assert page == 1
    assert abs(x - 200) < 2
    assert abs(y - 200) < 2


def test_a_quarter_turn_keeps_boxes_on_their_words(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=1)
    view.set_boxes([_box("/total", 1, 100.0)])
    view.rotate()
    assert view.rotation == 90
    hits: list[str] = []
    view.box_clicked.connect(hits.append)
    # Turned clockwise, x on the page runs down and y runs from the right edge to the left.
    scale = view.zoom * 96 / 72
    width = A4.height * scale
    right = (max(view.viewport().width(), width + 48) + width) / 2
    view.verticalScrollBar().setValue(0)
    view.horizontalScrollBar().setValue(0)
    _click(view, QPoint(round(right - 106 * scale), round(24 + 200 * scale)))
    assert hits == ["/total"]


def test_zoom_keeps_the_middle_and_fit_undoes_it(qtbot: QtBot) -> None:
    view = _view(qtbot)
    fitted = view.zoom
    view.zoom_in()
    assert view.zoom > fitted
    view.fit()
    assert view.zoom == fitted
    for _ in range(60):
        view.zoom_in()
    assert view.zoom <= 8.0


def test_a_dragged_box_is_told_in_points(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=1)
    scale = view.zoom * 96 / 72
    left = (view.viewport().width() - A4.width * scale) / 2
    start = QPoint(round(left + 50 * scale), round(24 + 60 * scale))
    end = QPoint(round(left + 150 * scale), round(24 + 90 * scale))
    with qtbot.waitSignal(view.area_drawn) as drawn:
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert drawn.args is not None
    assert drawn.args[0] == 1
    for got, wanted in zip(drawn.args[1:], (50, 60, 150, 90), strict=True):
        assert abs(got - wanted) < 2


def test_a_document_without_pages_says_so(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_document([], "Nothing to see")
    view.resize(300, 200)
    view.show()
    assert view.current_page == 0
    view.focus_box("/total")
    view.rotate()
    assert not view.grab().isNull()


def test_a_table_has_one_frame_and_boxes_only_where_one_is_to_look(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=1)
    blank = view.viewport().grab().toImage()

    def cell(row: int, state: FieldState) -> PageBox:
        box = (100.0 + 60 * row, 200.0 + 40 * row, 140.0 + 60 * row, 212.0 + 40 * row)
        return PageBox(f"/items/{row}/amount", 1, box, state, "Amount", "items")

    def colours(row: int) -> bool:
        """Whether the middle of a cell is another one than without it."""
        box = cell(row, FieldState.SURE).box
        spot = view._layout.place(1, box, 0).center().toPoint()
        return view.viewport().grab().toImage().pixel(spot) != blank.pixel(spot)

    view.set_boxes([cell(0, FieldState.SURE), cell(1, FieldState.RULE_FAILED), cell(2, FieldState.SURE)])
    assert [colours(row) for row in range(3)] == [False, True, False]
    corner = view._layout.place(1, (100, 200, 260, 292), 6).topRight().toPoint()
    frame = view.viewport().grab().toImage()
    assert any(
        frame.pixel(corner.x() - x, corner.y()) != blank.pixel(corner.x() - x, corner.y()) for x in range(20)
    )
    view.hover_box("/items/0/amount")
    assert colours(0)
    view.focus_box("/items/2/amount")
    assert colours(2)
    hits: list[str] = []
    view.box_clicked.connect(hits.append)
    _click(view, view._layout.place(1, cell(0, FieldState.SURE).box, 0).center().toPoint())
    assert hits == ["/items/0/amount"], "a cell without a box is still there"


def test_a_box_drawn_beyond_a_page_is_read_from_the_page_it_was_begun_on(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=2)
    view.fit_page()
    top = view._layout.rect(1)
    view.verticalScrollBar().setValue(round(top.height() / 2))
    start = (top.bottomRight() - view._scroll()).toPoint() - QPoint(100, 60)
    with qtbot.waitSignal(view.area_drawn) as drawn:
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), start + QPoint(140, 120))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(140, 120))
    assert drawn.args is not None
    page, left, upper, right, lower = drawn.args
    assert page == 1
    assert 0 < left < right == pytest.approx(A4.width)
    assert 0 < upper < lower == pytest.approx(A4.height)


def test_home_and_end_go_to_the_ends(qtbot: QtBot) -> None:
    view = _view(qtbot, pages=500)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_page == 500
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_page == 1


def test_a_thousand_documents_leave_nothing_behind(qtbot: QtBot) -> None:
    view = _view(qtbot)
    kept = []
    for number in range(1_000):
        view.set_document([A4] * 3)
        view.set_boxes([_box(f"/f{number}", 1, 100.0)])
        view.set_tool(Tool.TEXT)
        for page in (1, 2, 3):
            view.set_words(page, [Word("Total", (1, 1, 2, 2))])
            view.set_page_image(page, QImage(4, 4, QImage.Format.Format_RGB32), 1.0)
            view.set_found(page, [Found(page, ((1, 1, 2, 2),))])
        kept.append((view.images_kept, view.words_kept, len(view.findChildren(QObject))))
    assert len(set(kept)) == 1
    assert kept[0][:2] == ((3, 3 * 64), 3)
