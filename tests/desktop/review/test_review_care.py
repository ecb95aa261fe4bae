"""Nothing typed is lost and nothing late is shown: saving, switching, deleting, very long documents."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import PageSize
from ingestio_desktop.presenters.pasted_blocks import block_of
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_layout import PageLayout
from ingestio_desktop.windows.review.page_view import PageView
from tests.desktop.review.test_review_keys import open_review
from tests.screens.screens_review import in_doubt
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as desk:
        yield desk


def _held(desk: ReviewDesk) -> "Future[None]":
    """Keep the store's writer busy until the future that is returned is set."""
    release: Future[None] = Future()
    desk.store.write(lambda unit: release.result())
    return release


def test_what_is_typed_while_a_save_runs_is_kept(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    presenter.set_value("/vendor_name", "Ashvane Ltd")
    release = _held(desk)
    presenter.save()
    assert presenter.busy
    window.focus_pointer("/customer_name")
    line = window.form.editor("/customer_name")
    line.selectAll()
    QTest.keyClicks(line, "Wren & Co")
    presenter.add_row("line_items", 0)
    release.set_result(None)
    qtbot.waitUntil(lambda: not presenter.busy)
    document = presenter.document
    assert document is not None
    assert document.data["customer_name"] == "Wren & Co"
    assert document.saved_data["vendor_name"] == "Ashvane Ltd"
    assert line.text() == "Wren & Co"
    rows, saved = document.data["line_items"], document.saved_data["line_items"]
    assert isinstance(rows, list)
    assert isinstance(saved, list)
    assert len(rows) == len(saved) + 1


def test_a_late_answer_never_replaces_what_was_typed(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    here = desk.queue.ids[0]

    # Its answer comes by the event loop, so what is typed now is always before it.
    presenter._reload()
    presenter.set_value("/vendor_name", "Typed meanwhile")
    qtbot.waitUntil(lambda: not presenter._reloading)
    assert presenter.document is not None
    assert presenter.document.data["vendor_name"] == "Typed meanwhile"
    assert desk.flow.load(here).result().data["vendor_name"] == "Typed meanwhile"


def test_going_on_while_it_confirms_skips_no_document(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    release = _held(desk)
    presenter.confirm_and_next()
    presenter.next()
    qtbot.waitUntil(lambda: presenter.place.position == 2)
    release.set_result(None)
    qtbot.waitUntil(lambda: not presenter.busy)
    assert presenter.place.position == 2
    assert desk.flow.load(desk.queue.ids[0]).result().confirmed


def test_a_document_deleted_elsewhere_gives_way_to_the_next(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    desk.flow.delete(desk.queue.ids[0]).result()
    qtbot.waitUntil(lambda: len(presenter.queue.ids) == 2)
    qtbot.waitUntil(lambda: presenter.document is not None and presenter.document.row.id == desk.queue.ids[1])
    assert presenter.place.total == 2


def test_the_last_document_deleted_closes_the_review(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, 1) as desk:
        window = open_review(qtbot, desk)
        with qtbot.waitSignal(window.back_wanted):
            window.presenter.delete()
        assert window.presenter.document is None


def test_deferred_typing_is_checked_at_once(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.presenter.set_value("/vendor_name", "Ashvane Ltd")
    release = _held(desk)
    window.presenter.save()
    window.focus_pointer("/total")
    line = window.form.editor("/total")
    line.selectAll()
    QTest.keyClicks(line, "no")
    release.set_result(None)
    qtbot.waitUntil(lambda: not window.presenter.busy)
    assert line.text() == "no"
    assert window.form.unfit_pointer() == "/total"
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.form.unfit_pointer() == ""
    assert line.text() != "no"


def test_thumbnails_are_of_the_document_on_screen(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, change=in_doubt) as desk:
        window = open_review(qtbot, desk)
        qtbot.waitUntil(lambda: window.thumbnails.has_image(1))
        counted = window.thumbnails.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "to check" in counted
        window.presenter.next()
        qtbot.waitUntil(lambda: window.presenter.place.position == 2)
        qtbot.waitUntil(lambda: window.thumbnails.has_image(1))


def test_five_hundred_rows_change_one_cell(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, 1, change=_many_rows) as desk:
        window = open_review(qtbot, desk)
        model = window.tables["line_items"].view.model()
        assert model.rowCount() == 500
        window.focus_pointer("/line_items/499/description")
        assert window.tables["line_items"].view.currentIndex().row() == 499
        window.presenter.set_value("/line_items/499/description", "The last one")
        assert model.index(499, 0).data() == "The last one"
        assert window.presenter.state("/line_items/499/description") is FieldState.EDITED


def test_a_layout_of_pages_says_which_is_where() -> None:
    layout = PageLayout([PageSize(width=100, height=200)] * 500, scale=2.0, room=400)
    for page in (1, 2, 250, 500):
        rect = layout.rect(page)
        assert layout.page_at(rect.center().y()) == page
        assert list(layout.pages_between(rect.top() + 1, rect.bottom() - 1)) == [page]
    assert layout.page_at(-50) == 1
    assert layout.page_at(1e9) == 500
    assert PageLayout().page_at(10) == 0
    assert list(PageLayout().pages_between(0, 100)) == []


def test_a_long_document_keeps_few_pictures_and_asks_for_those_in_sight(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(600, 800)
    asked: list[int] = []
    view.page_needed.connect(lambda page, _resolution: asked.append(page))
    view.show()
    view.set_document([PageSize(width=595, height=842)] * 500)
    view.set_boxes(
        PageBox(f"/f{page}", page, (50, 50, 90, 60), FieldState.SURE, "") for page in range(1, 501)
    )
    picture = QImage(595, 842, QImage.Format.Format_RGB32)
    for page in range(1, 41):
        view.show_page(page)
        view.set_page_image(page, picture.copy(), 2.0)
    assert len(view._images) <= 8
    view.show_page(400)
    qtbot.waitUntil(lambda: 400 in asked)
    assert 200 not in asked
    for page in asked:
        view.set_page_image(page, picture.copy(), 2.0)
    view.show_page(1)
    asked.clear()
    qtbot.waitUntil(lambda: 1 in asked, timeout=2000)
    view.focus_box("/f300")
    assert view.current_page == 300


def test_a_picture_of_an_earlier_zoom_comes_too_late(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(600, 800)
    view.show()
    view.set_document([PageSize(width=595, height=842)])
    sharp, coarse = (QImage(64, 64, QImage.Format.Format_RGB32) for _ in range(2))
    view.set_page_image(1, sharp, 5.0)
    view.set_page_image(1, coarse, 0.1)
    assert view.shows(1, sharp)


def test_a_new_document_forgets_a_box_half_drawn(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(600, 800)
    view.show()
    view.set_document([PageSize(width=595, height=842)])
    drawn: list[int] = []
    view.area_drawn.connect(lambda page, *_box: drawn.append(page))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view.viewport(), QPoint(200, 200))
    view.set_document([PageSize(width=595, height=842)])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert drawn == []


def _many_rows(document: Document) -> Document:
    extraction = document.extraction
    assert extraction is not None
    rows = extraction.data["line_items"]
    assert isinstance(rows, list)
    data = {**extraction.data, "line_items": (rows * 500)[:500]}
    return document.model_copy(update={"extraction": extraction.model_copy(update={"data": data})})


def test_a_text_that_is_no_value_is_not_left_behind_unseen(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    shown = window.presenter.document
    assert shown is not None
    window.focus_pointer("/due_date")
    line = window.form.editor("/due_date")
    before = line.text()
    line.selectAll()
    QTest.keyClicks(line, "31/2/2024")
    window.focus_pointer("/total")
    with qtbot.assertNotEmitted(window.back_wanted):
        for leave in (window.top.following, window.top.previous, window.top.back):
            leave.emit()
            assert window.form.focused_pointer() == "/due_date"
    assert window.presenter.document is not None and window.presenter.document.row.id == shown.row.id
    assert line.text() == "31/2/2024"
    window.focus_pointer("/due_date")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not window.form.unfit_pointer() and line.text() == before
    window.top.following.emit()
    qtbot.waitUntil(
        lambda: window.presenter.document is not None and window.presenter.document.row.id != shown.row.id
    )


def test_what_was_said_of_a_paste_goes_with_it(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.fields.items.tables["line_items"].pasted.emit(0, ["quantity"], block_of("many"))
    assert window.presenter.unfit and not window.message.isHidden()
    window.fields.undo()
    assert not window.presenter.unfit
    assert window.message.isHidden()


def test_esc_takes_back_what_is_being_typed_before_it_leaves(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.focus_pointer("/vendor_name")
    line = window.form.editor("/vendor_name")
    before = line.text()
    line.selectAll()
    QTest.keyClicks(line, "Ashv")
    with qtbot.assertNotEmitted(window.back_wanted):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    document = window.presenter.document
    assert line.text() == before and document is not None and not document.edited
    with qtbot.waitSignal(window.back_wanted):
        QTest.keyClick(line, Qt.Key.Key_Escape)
