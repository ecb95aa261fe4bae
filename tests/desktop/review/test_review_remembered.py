"""A value that was read as it was corrected before: said at the field, and forgotten from there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_fields import form_fields
from ingestio_desktop.store.outbox import due_events
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screens_learned import remembered
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

NUMBER = "/invoice_number"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path, 1, change=remembered) as desk:
        yield desk


@pytest.fixture
def window(qtbot: QtBot, desk: ReviewDesk) -> ReviewWindow:
    errors: list[BaseException] = []
    presenter = ReviewPresenter(desk.flow, Bridge(errors.append))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    window.resize(1440, 900)

    def both_offer_it() -> bool:
        """At the field, and in the list of findings. The window moves the focus, too, once it stands."""
        window.focus_pointer(NUMBER)
        return [button.isVisible() for button in forgetting(window)] == [True, True]

    qtbot.waitUntil(both_offer_it)
    assert not errors
    return window


def forgetting(window: ReviewWindow) -> list[Button]:
    return [button for button in window.findChildren(Button) if button.text() == "Forget this"]


def test_a_field_says_that_it_was_read_as_corrected(window: ReviewWindow) -> None:
    line = window.form.editor(NUMBER)
    assert line.accessibleDescription().startswith(
        "Read as you corrected it on “NW-2026-0815.pdf” (12 May 2026)."
    )
    assert window.presenter.state(NUMBER) is FieldState.SURE


def test_forgetting_waits_to_be_sent_and_says_it_no_more(
    qtbot: QtBot, desk: ReviewDesk, window: ReviewWindow
) -> None:
    before = window.form.editor(NUMBER).text()
    forgetting(window)[0].click()
    qtbot.waitUntil(lambda: "corrected" not in window.form.editor(NUMBER).accessibleDescription())
    assert window.form.editor(NUMBER).text() == before
    document = window.presenter.document
    assert document is not None
    (event,) = desk.store.read(lambda session: due_events(session, document.row.updated_at)).result()
    assert (event.kind, event.payload, event.based_on) == (EventKind.FORGET_VALUE, {"path": NUMBER}, 1)
    assert not any(field.remembered for field in form_fields(document))


def test_a_value_of_the_person_s_own_is_remembered_no_more(qtbot: QtBot, window: ReviewWindow) -> None:
    line = window.form.editor(NUMBER)
    line.selectAll()
    QTest.keyClicks(line, "R-1")
    document = window.presenter.document
    assert document is not None and document.data["invoice_number"] == "R-1"
    assert not any(field.remembered for field in form_fields(document))
    assert line.accessibleDescription() == "Edited by you"
