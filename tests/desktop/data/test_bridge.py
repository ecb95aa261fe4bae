"""Results reach the main thread, in order, and never a widget that is gone."""

import asyncio
import threading
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from ingestio_core.errors import IngestError, ProgramError
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread


class Desk:
    def __init__(self) -> None:
        self.unexpected: list[BaseException] = []
        self.bridge = Bridge(self.unexpected.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def elsewhere(work: object) -> None:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    thread.join()


def test_a_result_arrives_in_the_main_thread(desk: Desk, qtbot: QtBot) -> None:
    owner, future = QObject(), Future[int]()
    got: list[tuple[int, bool]] = []
    desk.bridge.deliver(
        future, owner, lambda n: got.append((n, threading.current_thread() is threading.main_thread()))
    )
    elsewhere(lambda: future.set_result(7))
    assert got == [], "nothing happens outside the event loop"
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, True)]


def test_errors_reach_their_handler_and_bugs_are_told_too(desk: Desk, qtbot: QtBot) -> None:
    owner = QObject()
    failures: list[IngestError] = []
    bug = ZeroDivisionError()
    for error in (IngestError("a", "b", "c"), bug):
        future: Future[int] = Future()
        desk.bridge.deliver(future, owner, lambda _: None, failures.append)
        future.set_exception(error)
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert failures[0].code == "a"
    assert isinstance(failures[1], ProgramError)
    assert desk.unexpected == [bug]


def test_an_error_without_a_handler_is_not_lost(desk: Desk, qtbot: QtBot) -> None:
    owner, future, refused = QObject(), Future[int](), IngestError("a", "b", "c")
    desk.bridge.deliver(future, owner, lambda _: None)
    future.set_exception(refused)
    qtbot.waitUntil(lambda: desk.unexpected == [refused])


def test_what_comes_after_the_owner_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    owner, other = QObject(), QObject()
    notifier: Notifier[int] = Notifier()
    future: Future[int] = Future()
    got: list[str] = []
    desk.bridge.deliver(future, owner, lambda _: got.append("result"))
    desk.bridge.listen(notifier, owner, lambda _: got.append("news"))
    desk.bridge.listen(notifier, other, lambda n: got.append(f"other {n}"))
    notifier.notify(1)
    future.set_result(1)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    notifier.notify(2)
    qtbot.waitUntil(lambda: "other 2" in got)
    assert got == ["other 1", "other 2"]


def test_many_notifications_keep_their_order(desk: Desk, qtbot: QtBot) -> None:
    owner, got = QObject(), list[int]()
    notifier: Notifier[int] = Notifier()
    desk.bridge.listen(notifier, owner, got.append)
    elsewhere(lambda: [notifier.notify(number) for number in range(500)])
    qtbot.waitUntil(lambda: len(got) == 500)
    assert got == list(range(500))


def test_closing_the_io_thread_cancels_what_runs() -> None:
    io = IoThread()
    io.start()

    async def for_ever() -> None:
        await asyncio.Event().wait()

    running = io.submit(for_ever())
    io.close()
    io.close()
    assert running.cancelled()
    assert io.submit(for_ever()).cancelled()
