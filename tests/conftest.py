"""What every test starts from: no display, one language, no thread left behind."""

import os
import threading
from collections.abc import Iterator
from time import monotonic

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = "C.UTF-8"

# Pools of libraries that live as long as the process; nothing of ours is in this list.
_LIBRARY_THREADS = ("asyncio_", "AnyIO worker thread", "ThreadPoolExecutor", "pytest_timeout", "hypothesis")
_PATIENCE_S = 5.0


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fails a test that leaves a thread of ours running."""
    before = set(threading.enumerate())
    yield
    ours = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not thread.name.startswith(_LIBRARY_THREADS)
    ]
    until = monotonic() + _PATIENCE_S
    for thread in ours:
        thread.join(max(0.0, until - monotonic()))
    left = [thread.name for thread in ours if thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session")
def theme(qapp: object) -> object:
    """The light theme, installed on the application; for tests of anything that is drawn."""
    from PySide6.QtWidgets import QApplication

    from ingestio_desktop.theme.theme import Theme
    from ingestio_desktop.theme.tokens import ThemeSetting

    assert isinstance(qapp, QApplication)
    return Theme(qapp, ThemeSetting.LIGHT)
