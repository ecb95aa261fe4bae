"""What is read of a picture takes a moment: the page says so, and that a document was left meanwhile."""

from concurrent.futures import Future
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.presenters.review_pages import ReviewPages
from ingestio_desktop.windows.review.pages_pane import PagesPane
from ingestio_desktop.workers.bridge import Bridge

pytestmark = pytest.mark.usefixtures("theme")

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)


class Flow:
    """Answers when the test says."""

    def __init__(self) -> None:
        self.word: Future[str] = Future()
        self.area: Future[str] = Future()

    def word_at(
        self, document_id: UUID, number: int, x: float, y: float, *, whole_number: bool
    ) -> "Future[str]":
        return self.word

    def text_in(self, document_id: UUID, number: int, box: Box) -> "Future[str]":
        return self.area


def test_it_is_told_while_something_is_read_and_dropped_for_another_document(qtbot: QtBot) -> None:
    flow, owner, on_screen = Flow(), QObject(), [HERE]
    told: list[bool] = []
    filled: list[str] = []
    refused: list[IngestError] = []
    bridge = Bridge(lambda error: pytest.fail(repr(error)))
    pages = ReviewPages(cast(ReviewFlow, flow), bridge, owner, lambda: on_screen[0])
    pages.reading = told.append
    pages.word_at(1, 5, 5, filled.append, refused.append)
    pages.text_in(1, (0, 0, 1, 1), filled.append, refused.append)
    assert told == [True, True]
    flow.word.set_result("Total")
    qtbot.waitUntil(lambda: told == [True, True, True])
    assert filled == ["Total"]
    on_screen[0] = ELSEWHERE
    flow.area.set_exception(IngestError("picture_offline", "A picture", "Later."))
    qtbot.waitUntil(lambda: told[-1] is False)
    assert (filled, refused) == (["Total"], [])


def test_the_sign_shows_after_a_glance_and_goes_at_once(qtbot: QtBot) -> None:
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    pane.show()
    pane.place_tools()
    sign = pane.reading
    sign.set_reading(True)
    assert not sign.isVisible()
    qtbot.waitUntil(sign.isVisible)
    assert sign.geometry().bottom() < pane.tools.geometry().top()
    sign.set_reading(False)
    assert not sign.isVisible()
    sign.set_reading(True)
    sign.set_reading(False)
    assert not sign._timer.isActive()
