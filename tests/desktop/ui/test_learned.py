"""The list of what was learned, over a service that answers at once."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.errors import IngestError
from ingestio_desktop.presenters.learned import LearnedPresenter
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.learned_list import LearnedList
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.windows.widgets.text import Label
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screens_learned import NAMES, Remembering

pytestmark = pytest.mark.usefixtures("theme")


def shown(qtbot: QtBot, flow: Remembering) -> LearnedList:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1200, 800)
    host.show()
    errors: list[BaseException] = []
    presenter = LearnedPresenter(flow, Bridge(errors.append), host)  # type: ignore[arg-type]
    opened = LearnedList(presenter, host)
    opened.open_list()
    qtbot.waitUntil(lambda: said(opened) != "Looking…")
    assert not errors
    return opened


def said(opened: LearnedList) -> str:
    """The title in the middle, while there is no list."""
    labels = [label.text() for label in opened._said.findChildren(Label)]
    return labels[0] if opened._said.isVisible() else ""


def lessons(opened: LearnedList) -> list[Button]:
    """The buttons that forget what is shown of a supplier."""
    items = (opened.lessons.itemAt(at) for at in range(opened.lessons.count()))
    rows = [item.widget() for item in items if item is not None]
    return [row.findChildren(Button)[0] for row in rows if row is not None]


def test_each_supplier_shows_what_was_learned_and_forgets_it(qtbot: QtBot) -> None:
    flow = Remembering(NAMES)
    opened = shown(qtbot, flow)
    assert [row.name for row in opened.rows.rows] == list(NAMES)
    opened.list.setCurrentIndex(opened.rows.index(1, 0))
    qtbot.waitUntil(lambda: len(lessons(opened)) == 2)
    first = flow.lessons[0]
    lessons(opened)[0].click()
    qtbot.waitUntil(lambda: first.text not in str([each.accessibleName() for each in lessons(opened)]))
    assert flow.forgotten == [(flow.known[1].id, first.id)]
    assert opened.list.current_row() == flow.known[1], "the chosen one stays chosen"
    opened.forget_supplier.click()
    qtbot.waitUntil(lambda: len(opened.rows.rows) == len(NAMES) - 1)
    assert NAMES[1] not in [row.name for row in opened.rows.rows]


def test_everything_is_forgotten_only_when_asked_twice(qtbot: QtBot) -> None:
    opened = shown(qtbot, Remembering(NAMES))
    opened.forget_all.click()
    question = opened.window().findChild(Question)
    assert question is not None and len(opened.rows.rows) == len(NAMES)
    question.accept()
    qtbot.waitUntil(lambda: said(opened) == "Nothing was learned yet")
    assert not opened.forget_all.isVisible()


def test_without_the_service_it_says_so_and_asks_again(qtbot: QtBot) -> None:
    flow = Remembering(NAMES, IngestError("service_unreachable", "The service cannot be reached", "Wait."))
    opened = shown(qtbot, flow)
    assert said(opened) == "The service cannot be reached"
    flow.error = None
    opened._said.again.click()
    qtbot.waitUntil(lambda: len(opened.rows.rows) == len(NAMES))
    assert said(opened) == ""
