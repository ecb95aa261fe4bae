"""What a process looks after again and again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ingestio_cloud.workflows.caretaker import Caretaker, Chore
from tests.support.waiting import until


@contextmanager
def at_work(*chores: Chore) -> Iterator[Caretaker]:
    caretaker = Caretaker(chores)
    caretaker.start()
    try:
        yield caretaker
    finally:
        caretaker.stop(30)
        assert not caretaker.is_alive()


def test_what_lasts_keeps_nothing_else_waiting() -> None:
    """Such as a purge of a day's runs, or a list of a store that is away."""
    over, done, asked = threading.Event(), threading.Semaphore(0), threading.Event()
    with at_work(
        Chore("lasting", 60.0, over.wait, lasts=True), Chore("urgent", 0.0, done.release)
    ) as caretaker:
        for _ in range(3):
            assert done.acquire(timeout=30)
        caretaker.soon(asked.set)
        assert asked.wait(30)
        over.set()


def test_a_chore_that_fails_is_done_again_and_the_others_too() -> None:
    tries: list[str] = []

    def fail() -> None:
        tries.append("failed")
        raise ConnectionError

    with at_work(Chore("failing", 0.0, fail), Chore("other", 0.0, lambda: tries.append("done"))):
        until(lambda: tries.count("failed") > 1 and tries.count("done") > 1)
