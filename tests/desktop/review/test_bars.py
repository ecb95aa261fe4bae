"""The bars of the review and the end of its queue, each alone: they are told facts and say what is wanted."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.limits import MediaType
from ingestio_desktop.flows.review import QueueSummary
from ingestio_desktop.presenters.review import Place
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.windows.review.bottom_bar import BottomBar, Possible
from ingestio_desktop.windows.review.queue_end import QueueEnd
from ingestio_desktop.windows.review.top_bar import QueueNavigator, RareAction, TopBar
from ingestio_desktop.windows.widgets.text import ElidedLabel, Label
from tests.support.told import MOMENT

pytestmark = pytest.mark.usefixtures("theme")

MIDDLE = Place(12, 68, has_previous=True, has_next=True, to_review=True)


def row(state: DocumentState = DocumentState.TO_REVIEW, folder: str = "") -> DocumentRow:
    return DocumentRow(
        id=uuid4(),
        batch_id=None,
        position=0,
        filename="VA-2024-10482.pdf",
        folder=folder,
        media_type=MediaType.PDF,
        size=1,
        page_count=1,
        state=state,
        progress=0,
        error=None,
        detected_type=None,
        first_value="",
        line_items=None,
        findings=0,
        confirmed_at=None,
        version=1,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def offered(bar: QWidget) -> list[str]:
    """The words of the buttons that are there, those that are off in brackets."""
    buttons = [each for each in bar.findChildren(QPushButton) if each.text() and not each.isHidden()]
    return [each.text() if each.isEnabled() else f"({each.text()})" for each in buttons]


def labels(part: QWidget) -> list[str]:
    plain = [each.text() for each in part.findChildren(Label) if not each.isHidden()]
    return plain + [each.text() for each in part.findChildren(ElidedLabel) if not each.isHidden()]


@pytest.fixture
def top(qtbot: QtBot) -> TopBar:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.resize(1440, 56)
    bar.show()
    return bar


@pytest.fixture
def bottom(qtbot: QtBot) -> BottomBar:
    bar = BottomBar()
    qtbot.addWidget(bar)
    bar.resize(1440, 56)
    bar.show()
    return bar


def test_the_place_in_the_queue_and_the_way_on(qtbot: QtBot) -> None:
    queue = QueueNavigator()
    qtbot.addWidget(queue)
    queue.show_place(MIDDLE)
    assert queue.text() == "12 of 68 to review"
    with qtbot.waitSignal(queue.previous):
        QTest.mouseClick(queue.to_previous, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(queue.following):
        QTest.keyClick(queue.to_next, Qt.Key.Key_Return)
    assert queue.to_next.toolTip() == "Next document (Alt+Right)"
    queue.show_place(Place(1, 1200, has_previous=False, has_next=True))
    assert queue.text() == "1 of 1,200"
    assert not queue.to_previous.isEnabled() and "first" in queue.to_previous.toolTip()
    queue.show_place(Place(3, 3, has_previous=True, has_next=False))
    assert queue.to_next.isEnabled() and "end of the queue" in queue.to_next.toolTip()


def test_the_head_says_the_file_and_when_its_draft_was_kept(top: TopBar) -> None:
    top.show_document(row(folder="March"), "March supplier invoices", MIDDLE)
    top.show_kept(datetime(2026, 3, 5, 10, 41).astimezone(UTC))
    said = labels(top)
    assert "VA-2024-10482.pdf" in said and "March supplier invoices · March" in said
    assert "Draft kept 10:41" in said
    assert offered(top) == ["Export as…", "Redo", "Delete"]
    top.show_kept(None)
    assert not any("Draft" in text for text in labels(top))


def test_redo_waits_for_what_is_in_work_and_says_so(top: TopBar) -> None:
    top.show_document(row(state=DocumentState.PROCESSING), "Batch", MIDDLE)
    assert offered(top) == ["Export as…", "(Redo)", "Delete"]
    (redo,) = (each for each in top.findChildren(QAbstractButton) if each.text() == "Redo")
    assert redo.toolTip() == "Wait until this document is done"


def test_rare_actions_and_what_has_no_room_are_in_the_menu(qtbot: QtBot, top: TopBar) -> None:
    done: list[str] = []
    top.add_rare(lambda: [RareAction("Swap sides", "arrow-right-left", lambda: done.append("swap"))])
    top.add_rare(lambda: [RareAction("Not now", "clock", lambda: done.append("no"), why="It is in work")])
    top.show_document(row(), "Batch", MIDDLE)
    assert [action.text for action in top.rare_actions()] == ["Swap sides", "Not now"]
    top.resize(720, 56)
    assert [action.text for action in top.rare_actions()][-2:] == ["Swap sides", "Not now"]
    assert "Redo" in [action.text for action in top.rare_actions()]
    assert top.queue.isVisible() and top._needed() <= 720
    menu = top.menu()
    entries = {entry.text().split("\t")[0]: entry for entry in menu.actions()}
    with qtbot.waitSignal(top.redo):
        entries["Redo"].trigger()
    entries["Swap sides"].trigger()
    assert done == ["swap"]
    assert not entries["Not now"].isEnabled() and entries["Not now"].toolTip() == "It is in work"
    top.resize(1440, 56)
    assert "Redo" not in [action.text for action in top.rare_actions()]


@pytest.mark.parametrize(
    ("can", "expected"),
    [
        (Possible(can_confirm=True), ["(Reset)", "(Save changes)", "Confirm"]),
        (Possible(edited=True, can_confirm=True), ["Reset", "Save changes", "Save and confirm"]),
        (Possible(), ["(Reset)", "(Save changes)", "(Confirm)"]),
        (Possible(confirmed=True), ["Un-confirm", "Next document"]),
        (Possible(failed=True), ["Extract again"]),
    ],
)
def test_only_what_can_be_done_is_on(bottom: BottomBar, can: Possible, expected: list[str]) -> None:
    bottom.show_state(can)
    assert sorted(offered(bottom)) == sorted(expected)


def test_buttons_stay_on_while_something_is_saved(bottom: BottomBar) -> None:
    bottom.show_state(Possible(edited=True, can_confirm=True))
    bottom.show_state(Possible(edited=False, can_confirm=True, busy=True))
    assert "Save changes" in offered(bottom), "off only for a moment, it would flicker"
    bottom.show_state(Possible(edited=False, can_confirm=True))
    assert "(Save changes)" in offered(bottom)


def test_the_foot_says_what_is_wanted(qtbot: QtBot, bottom: BottomBar) -> None:
    bottom.show_state(Possible(edited=True, can_confirm=True))
    for text, signal in (
        ("Reset", bottom.reset),
        ("Save changes", bottom.save),
        ("Save and confirm", bottom.confirm),
    ):
        (button,) = (each for each in bottom.buttons if each.text() == text)
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("width", [1440, 1040, 720])
def test_the_foot_fits(bottom: BottomBar, width: int) -> None:
    bottom.resize(width, 56)
    bottom.show_state(Possible(edited=True, can_confirm=True))
    assert bottom._needed() <= width
    assert bottom.hints[3].isVisible() == (width == 1440)


def test_the_end_says_what_became_of_the_queue_and_goes_on(qtbot: QtBot) -> None:
    left = (uuid4(), uuid4())
    end = QueueEnd(QueueSummary(6, 3, 2, 1, 0, left=left, unsaved=1, edited=2), "March")
    qtbot.addWidget(end)
    said = labels(end)
    for fact in ("3 confirmed", "2 edited", "2 to review", "1 with unsaved changes", "1 in progress"):
        assert fact in said
    assert "You went through 6 documents of March." in said
    assert [button.text() for button in end.buttons] == [
        "Review the 2 left",
        "Export confirmed…",
        "Back to the batch",
        "Look again",
    ]
    signals = (end.rest_wanted, end.export_wanted, end.left, end.again_wanted)
    for button, signal in zip(end.buttons, signals, strict=True):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Return)


def test_the_end_of_a_queue_that_is_done(qtbot: QtBot) -> None:
    end = QueueEnd(QueueSummary(2, 2, 0, 0, 0), "March")
    qtbot.addWidget(end)
    assert "All documents are confirmed" in labels(end)
    assert end.buttons[0].text() == "Export confirmed…"
