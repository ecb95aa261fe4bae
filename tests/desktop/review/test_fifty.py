"""Fifty documents confirmed by the keyboard alone, and what that takes: keys, and the software's own time."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Document
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_checks import TO_CHECK
from ingestio_desktop.store.queries import documents_by_id
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.review.queue_end import QueueEnd
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.widgets.text import Label
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screens_review import all_sure, in_doubt
from tests.support.documents import DocumentKind, make_document
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

COUNT = 50
KINDS = 5
"""So many different documents, each ten times: the doubts differ, not the pages."""
CONTROL = Qt.KeyboardModifier.ControlModifier
MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class NoMouse(QObject):
    """Counts what comes from a mouse, anywhere in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in MOUSE
        return False


@dataclass
class Hands:
    """A person at the keyboard: `keys` they pressed, `seconds` that the software then took."""

    window: ReviewWindow
    keys: int = 0
    seconds: float = 0.0
    checked: int = 0
    changed: int = 0
    longest: float = 0.0
    loop: QEventLoop = field(default_factory=QEventLoop)

    def __post_init__(self) -> None:
        self.heart = QTimer(self.window, interval=500)
        self.heart.start()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._timed(lambda: QTest.keyClick(self._focus(), key, modifiers))

    def type(self, text: str) -> None:
        for letter in text:
            self._timed(partial(QTest.keyClicks, self._focus(), letter))

    def wait(self, reached: Callable[[], object]) -> None:
        """Until what the key asked for is on the screen."""
        begun = perf_counter()
        while not reached():
            # Asleep until something happens, as the program is: who asks again and again holds it up.
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert perf_counter() - begun < 10, "the screen never came"
        QApplication.processEvents()
        self.seconds += perf_counter() - begun
        self.longest = max(self.longest, perf_counter() - begun)

    def _timed(self, act: Callable[[], object]) -> None:
        begun = perf_counter()
        act()
        QApplication.processEvents()
        self.seconds += perf_counter() - begun
        self.keys += 1

    def _focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None and focused.window() in (self.window, *self.window.findChildren(Question))
        return focused


def mixed(document: Document) -> Document:
    """Three of five have doubts, the others none."""
    return in_doubt(document) if int(document.filename[:2]) % KINDS < 3 else all_sure(document)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    kinds = [make_document(17 + number, DocumentKind.INVOICE) for number in range(KINDS)]
    made = [
        replace(kinds[number % KINDS], filename=f"{number:02}-{kinds[number % KINDS].filename}")
        for number in range(COUNT)
    ]
    with review_desk(tmp_path, made=made, change=mixed) as desk:
        yield desk


def test_fifty_documents_without_a_mouse(
    qtbot: QtBot, desk: ReviewDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    mouse = NoMouse()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(mouse)
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    hands = Hands(window)
    presenter.open(desk.queue, desk.queue.ids[0])
    for number in range(COUNT):
        confirm(hands, number)
    hands.wait(lambda: bool(window.findChildren(QueueEnd)))
    application.removeEventFilter(mouse)
    assert mouse.count == 0
    rows = desk.store.read(lambda session: documents_by_id(session, desk.queue.ids)).result(10)
    assert [row.state for row in rows] == [DocumentState.CONFIRMED] * COUNT
    (end,) = window.findChildren(QueueEnd)
    said = {label.text() for label in end.findChildren(Label)}
    assert {"All documents are confirmed", f"{COUNT} confirmed", f"{hands.changed} edited"} <= said
    with capsys.disabled():
        sys.stdout.write(
            f"\n{COUNT} documents, {hands.checked} values looked at, {hands.changed} changed: "
            f"{hands.keys / COUNT:.1f} keystrokes a document; the software took {hands.seconds:.2f} s, "
            f"{hands.seconds / COUNT * 1000:.0f} ms a document, {hands.longest * 1000:.0f} ms at most\n"
        )


def confirm(hands: Hands, number: int) -> None:
    """One document as a person does it: Enter from doubt to doubt, another reading, an amount, confirm."""
    window, presenter = hands.window, hands.window.presenter
    hands.wait(lambda: presenter.place.position == number + 1 and pointer_or_button(window))
    while (pointer := focused_pointer(window)) and presenter.state(pointer) in TO_CHECK:
        hands.checked += 1
        if pointer == "/invoice_number" and number % 10 == 0:
            hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
            hands.changed += 1
        before = pointer
        hands.press(Qt.Key.Key_Return)
        if focused_pointer(window) == before:
            break
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.wait(
        lambda: presenter.place.position != number + 1 or asked(window) or bool(window.findChildren(QueueEnd))
    )
    if asked(window):
        hands.press(Qt.Key.Key_Return, CONTROL)
        # Without a window manager nobody gives the keys back to the window below.
        window.activateWindow()


def asked(window: ReviewWindow) -> bool:
    question = window.findChild(Question)
    return question is not None and question.isActiveWindow()


def focused_pointer(window: ReviewWindow) -> str:
    tables = [table.focused_pointer() for table in window.tables.values()]
    return window.form.focused_pointer() or next(filter(None, tables), "")


def pointer_or_button(window: ReviewWindow) -> bool:
    return bool(focused_pointer(window)) or window.bottom.confirm_has_focus()
