"""Whether something left a thread of ours running."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

# Pools of libraries that live as long as the process; nothing of ours is in this list.
_LIBRARY_THREADS: Final = (
    "asyncio_",
    "AnyIO worker thread",
    "ThreadPoolExecutor",
    "pytest_timeout",
    "hypothesis",
)
_PATIENCE_S: Final = 5.0


@contextmanager
def no_thread_left() -> Iterator[None]:
    """Inside, every thread of ours that is started is to be over at the end."""
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
