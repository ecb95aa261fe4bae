"""A page whose file is not here: said in its place, the fields stay, and it comes when it can be fetched."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import ReviewDesk, review_desk
from tests.support.torn import several_pages

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("missing"), made=(several_pages(torn=2),)) as desk:
        yield desk


@pytest.fixture
def file(desk: ReviewDesk) -> Iterator[Path]:
    """The document's own file, put back afterwards."""
    path = desk.folder / "dropped" / desk.documents[0].filename
    kept = path.with_suffix(".kept")
    yield path
    if kept.exists():
        kept.rename(path)


def open_review(qtbot: QtBot, desk: ReviewDesk) -> ReviewWindow:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: bool(window.form.focused_pointer()) and window.page.is_drawn)
    return window


def is_broken(window: ReviewWindow, page: int) -> bool:
    return window.page._images.is_blank(page)


def test_fields_stay_and_the_page_comes_with_the_network(qtbot: QtBot, desk: ReviewDesk, file: Path) -> None:
    file.rename(file.with_suffix(".kept"))
    window = open_review(qtbot, desk)
    page = window.page.current_page
    qtbot.waitUntil(lambda: is_broken(window, page))
    refusal = window.page._images.refusal(page)
    assert refusal is not None
    assert refusal.title == "The file is not on this computer"
    assert "Try again later" in refusal.text
    window.focus_pointer("/vendor_name")
    line = window.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "Northgate")
    document = window.presenter.document
    assert document is not None
    assert document.data["vendor_name"] == "Northgate"
    window.presenter.undo()
    file.with_suffix(".kept").rename(file)
    told = desk.flow.status_changed
    told.notify(SyncStatus(Link.OFFLINE))
    told.notify(SyncStatus(Link.ONLINE))
    qtbot.waitUntil(lambda: not is_broken(window, page) and window.page.is_drawn)


def test_a_key_fetches_the_page_again(qtbot: QtBot, desk: ReviewDesk, file: Path) -> None:
    file.rename(file.with_suffix(".kept"))
    window = open_review(qtbot, desk)
    page = window.page.current_page
    qtbot.waitUntil(lambda: is_broken(window, page))
    file.with_suffix(".kept").rename(file)
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not is_broken(window, page) and window.page.is_drawn)


def test_one_damaged_page_leaves_the_others_alone(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.page.show_page(2)
    qtbot.waitUntil(lambda: is_broken(window, 2))
    for page in (3, 1):
        window.page.show_page(page)
        qtbot.waitUntil(lambda page=page: window.page._images.image(page) is not None)
    qtbot.waitUntil(lambda: window.thumbnails.has_image(1) and window.thumbnails.has_image(3))
    assert not window.thumbnails.has_image(2)
    assert "cannot be shown" in window.thumbnails.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
