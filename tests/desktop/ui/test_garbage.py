"""Qt's objects are destroyed in the main thread, whichever thread makes the garbage."""

import gc
import threading

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ingestio_desktop.garbage import CollectorTimer


class _Cycle(QObject):
    """Nothing but the collector finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.child = QObject(self)
        self.myself = self


def test_a_busy_thread_destroys_no_qt_object(qtbot: QtBot) -> None:
    destroyed: list[threading.Thread] = []
    owner = QObject()
    timer = CollectorTimer(owner)
    cycle = _Cycle()
    cycle.destroyed.connect(
        lambda: destroyed.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )
    del cycle

    def work() -> None:
        for _ in range(200_000):
            knot: list[object] = []
            knot.append(knot)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert destroyed == []
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: destroyed == [threading.main_thread()])
    assert timer.parent() is owner
