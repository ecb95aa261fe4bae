"""How pages are shown: fitted, zoomed to the field in focus, crisp; what stands in place of broken ones."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Box, PageSize
from ingestio_desktop.windows.review.page_bar import PageTools
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_images import PageImages
from ingestio_desktop.windows.review.page_search_bar import PageSearchBar
from ingestio_desktop.windows.review.page_view import Fit, PageView
from ingestio_desktop.windows.review.thumbnails import Thumbnails
from ingestio_desktop.windows.widgets import IconButton

pytestmark = pytest.mark.usefixtures("theme")

A4 = PageSize(width=595.0, height=842.0)


def view_of(qtbot: QtBot, pages: int = 3, view: PageView | None = None) -> PageView:
    view = view or PageView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.set_document([A4] * pages)
    view.show()
    qtbot.waitExposed(view)
    return view


def box(pointer: str, page: int, y: float, height: float = 10.0) -> PageBox:
    return PageBox(pointer, page, (100.0, y, 180.0, y + height), FieldState.SURE, "Total")


def picture(width: int = 595, height: int = 842) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_the_whole_page_fits_and_goes_on_fitting(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    view.show_page(2)
    view.fit_page()
    assert view.fitted == Fit.PAGE
    assert A4.height * view.zoom * 96 / 72 <= view.viewport().height()
    assert view.current_page == 2
    before = view.zoom
    view.resize(700, 900)
    qtbot.waitUntil(lambda: view.zoom > before)
    view.fit()
    assert view.fitted == Fit.WIDTH
    assert view.current_page == 2, "the page that one looks at stays"


def test_the_field_in_focus_stands_there_large_and_the_next_one_too(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    view.set_boxes([box("/number", 1, 100), box("/total", 3, 700)])
    view.focus_box("/number")
    fitted = view.zoom
    fits: list[str] = []
    view.fit_changed.connect(fits.append)
    view.zoom_to_field()
    zoomed = view.zoom
    assert zoomed > fitted * 1.5
    view.focus_box("/total")
    assert view.current_page == 3
    assert view.zoom == zoomed, "the page keeps its size from one field to the next"
    middle = view._layout.place(3, (100, 700, 180, 710), 0).center() - view._scroll()
    assert abs(middle.y() - view.viewport().height() / 2) < 40
    view.zoom_to_field()
    assert view.zoom == fitted
    assert fits == ["field", "width"]


def test_a_table_is_not_zoomed_out_of_the_view(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    view.set_boxes([PageBox("/table", 1, (20.0, 100.0, 570.0, 500.0), FieldState.SURE, "")])
    view.focus_box("/table")
    view.zoom_to_field()
    area = view._layout.place(1, (20.0, 100.0, 570.0, 500.0), 0)
    assert area.width() <= view.viewport().width()
    assert area.height() <= view.viewport().height()


def test_without_a_place_on_the_page_there_is_nothing_to_zoom_to(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    before = view.zoom
    view.focus_box("/nowhere")
    view.zoom_to_field()
    assert (view.fitted, view.zoom) == (Fit.WIDTH, before)


class _Doubled(PageView):
    """On a screen with two device pixels a pixel."""

    def devicePixelRatioF(self) -> float:
        return 2.0


def test_on_a_fine_screen_pages_have_its_pixels(qtbot: QtBot) -> None:
    view = _Doubled()
    asked: list[float] = []
    view.page_needed.connect(lambda _page, resolution: asked.append(resolution))
    view_of(qtbot, 1, view)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == pytest.approx(view.zoom * 96 / 72 * 2)
    width, height = round(A4.width * asked[0]), round(A4.height * asked[0])
    view.set_page_image(1, picture(width, height), asked[0])
    assert view.is_sharp
    view.viewport().grab()
    image = view._images.image(1)
    assert image is not None
    assert image.devicePixelRatio() == 2.0, "painted pixel for pixel"


def test_who_passes_pages_by_does_not_wait_for_them(qtbot: QtBot) -> None:
    view = PageView()
    asked: list[int] = []
    view.page_needed.connect(lambda page, _resolution: asked.append(page))
    view_of(qtbot, 500, view)
    qtbot.waitUntil(lambda: bool(asked))
    bar = view.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 100):
        bar.setValue(value)
        view.viewport().repaint()
    bar.setValue(bar.maximum())
    assert len(asked) == 2, "no more than two at once, however far one scrolls"
    view.set_page_image(asked[0], picture(), 1.0)
    view.viewport().repaint()
    assert asked[2] >= 499, "what is in sight is asked for next"


def test_pictures_stay_within_their_bytes() -> None:
    large, largest = (QImage(3000, side, QImage.Format.Format_RGB32) for side in (3000, 15_000))
    images = PageImages()
    for page in range(1, 9):
        images.put(page, large.copy(), 4.0, 4.0, tuple)
    assert 0 < images.size <= 160 * 1024 * 1024
    assert images.image(8) is not None
    images.put(9, largest, 4.0, 4.0, lambda: (9,))
    assert images.image(9) is not None, "what is in sight stays, however large"
    assert len(images) == 1


def test_a_broken_page_says_so_and_a_click_tries_again(qtbot: QtBot) -> None:
    view = PageView()
    asked: list[int] = []
    view.page_needed.connect(lambda page, _resolution: asked.append(page))
    view_of(qtbot, 2, view)
    qtbot.waitUntil(lambda: bool(asked))
    view.set_page_image(2, picture(), 1.0)
    blank = view.viewport().grab().toImage()
    view.set_page_broken(1, "The page cannot be shown", "Open the file in its own program.")
    assert view.is_drawn
    assert view.viewport().grab().toImage() != blank
    asked.clear()
    view.viewport().repaint()
    assert asked == [], "not asked for again by itself"
    told: list[object] = []
    view.point_clicked.connect(lambda *args: told.append(args))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(350, 300))
    view.viewport().repaint()
    assert asked == [1]
    assert told == [], "there is no word to fill a field with"
    view.set_page_image(1, picture(1, 1), 9.0)
    middle = view.viewport().grab().toImage().pixelColor(350, 300)
    assert middle == QColor(255, 0, 0)


def test_small_pictures_stand_in_until_the_page_comes(qtbot: QtBot) -> None:
    small = Thumbnails()
    qtbot.addWidget(small)
    small.set_document(2)
    small.set_image(1, picture())
    view = PageView()
    view.set_previews(small.picture)
    view_of(qtbot, 2, view)
    assert view.viewport().grab().toImage().pixelColor(350, 300) == QColor(255, 0, 0)


def test_few_small_pictures_are_kept(qtbot: QtBot) -> None:
    small = Thumbnails()
    qtbot.addWidget(small)
    small.set_document(500)
    for page in range(1, 501):
        small.set_image(page, picture(60, 80))
    assert small.pictures_kept <= 120
    assert small.has_image(500)
    assert not small.has_image(1)
    small.resize(96, 400)
    small.show()
    with qtbot.waitSignal(small.picture_needed) as asked:
        small.show_current(1)
    assert asked.args is not None
    assert asked.args[0] <= 5


def test_tools_without_room_are_in_the_menu(qtbot: QtBot) -> None:
    page = PageView()
    qtbot.addWidget(page)
    tools = PageTools(page)
    wide = tools.fit_into(600)
    assert wide.width() <= 600
    assert tools.menu().actions() == []
    narrow = tools.fit_into(288)
    assert narrow.width() <= 288
    texts = [action.text() for action in tools.menu().actions()]
    assert any("Swap sides" in text for text in texts)
    assert any("Page in its own window" in text for text in texts)
    assert not any("Fit the width" in text for text in texts)
    shown: list[bool] = []
    tools.boxes.connect(shown.append)
    tools.fit_into(200)
    next(action for action in tools.menu().actions() if "Boxes" in action.text()).trigger()
    assert shown == [False]


def test_sizes_are_chosen_from_a_menu(qtbot: QtBot) -> None:
    page = PageView()
    qtbot.addWidget(page)
    tools = PageTools(page)
    zooms: list[float] = []
    tools.zoom_chosen.connect(zooms.append)
    for action in tools.zoom_menu().actions():
        if action.text().startswith(("50", "200")):
            action.trigger()
    assert zooms == [0.5, 2.0]


def test_what_is_looked_for_is_never_under_what_floats_there(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    view.set_covered(0, 100)
    scale = view.zoom * 96 / 72
    low = (view.viewport().height() - 24 - 60) / scale
    view.set_boxes([box("/low", 1, low)])
    view.focus_box("/low")
    area = view._layout.place(1, (100, low, 180, low + 10), 0).translated(
        0, -view.verticalScrollBar().value()
    )
    assert area.bottom() < view.viewport().height() - 100
    view.set_covered(80, 100)
    view.verticalScrollBar().setValue(round(24 + low * scale - 40))
    view.focus_box("/low")
    area = view._layout.place(1, (100, low, 180, low + 10), 0).translated(
        0, -view.verticalScrollBar().value()
    )
    assert area.top() > 80


def test_what_is_in_sight_is_sharp_at_any_zoom(qtbot: QtBot) -> None:
    """The whole page is drawn up to a bound; beyond it the part in sight is drawn by itself, once."""
    view = view_of(qtbot, 1)
    areas: list[tuple[Box, float]] = []
    view.detail_needed.connect(lambda _page, area, resolution: areas.append((area, resolution)))
    view.set_zoom(8.0)
    wanted = view.zoom * 96 / 72
    view.set_page_image(1, picture(3363, 4759), wanted)
    assert not view.is_sharp
    qtbot.waitUntil(lambda: bool(areas))
    area, resolution = areas[0]
    assert resolution == wanted
    width, height = round((area[2] - area[0]) * wanted), round((area[3] - area[1]) * wanted)
    assert width * height < 4 * view.viewport().width() * view.viewport().height()
    detail = QImage(width, height, QImage.Format.Format_RGB32)
    detail.fill(Qt.GlobalColor.blue)
    view.set_page_detail(1, area, detail, resolution)
    assert view.is_sharp
    assert view.viewport().grab().toImage().pixelColor(350, 300) == QColor(0, 0, 255)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    assert view.is_sharp, "a small step needs no other one"
    view.set_zoom(1.0)
    assert view.viewport().grab().toImage().pixelColor(350, 300) == QColor(255, 0, 0)


def test_a_small_photograph_is_as_sharp_as_it_gets(qtbot: QtBot) -> None:
    view = view_of(qtbot, 1)
    view.set_zoom(8.0)
    view.set_page_image(1, picture(), view.zoom * 96 / 72)
    assert view.is_sharp


@pytest.mark.parametrize("width", [600, 300, 240])
def test_the_search_has_room_in_a_narrow_view(qtbot: QtBot, width: int) -> None:
    bar = PageSearchBar()
    qtbot.addWidget(bar)
    size = bar.fit_into(width)
    assert size.width() <= width
    bar.resize(size)
    bar.show()
    close = bar.findChildren(IconButton)[-1]
    assert bar.rect().contains(close.geometry()), "it can be closed"
    assert bar.field.width() >= 72


def test_a_part_that_cannot_be_drawn_is_not_asked_for_again(qtbot: QtBot) -> None:
    view = view_of(qtbot, 1)
    asked: list[object] = []
    view.detail_needed.connect(lambda _page, area, _resolution: asked.append(area))
    view.set_zoom(8.0)
    view.set_page_image(1, picture(3363, 4759), view.zoom * 96 / 72)
    qtbot.waitUntil(lambda: bool(asked))
    view.detail_failed()
    assert view.is_sharp, "as sharp as it gets"
