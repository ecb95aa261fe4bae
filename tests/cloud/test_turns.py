"""Whose document is next."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.turns import Turns
from tests.support.waiting import until


class Queue:
    """Documents that wait for their turn, each in a thread, in the order in which they came."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[UUID] = []
        self.ended: list[str] = []
        self.threads: list[threading.Thread] = []

    def come(self, user: UUID) -> None:
        waiting = self.turns.waiting
        thread = threading.Thread(target=self._wait, args=(user,))
        thread.start()
        self.threads.append(thread)
        until(lambda: self.turns.waiting == waiting + 1)

    def _wait(self, user: UUID) -> None:
        try:
            with self.turns.turn(user):
                self.order.append(user)
        except Interrupted:
            self.ended.append("interrupted")

    def join(self) -> None:
        for thread in self.threads:
            thread.join(30)


def test_everybody_has_a_turn_before_anybody_has_a_second() -> None:
    turns = Turns(1)
    queue, many, few, late = Queue(turns), uuid4(), uuid4(), uuid4()
    with turns.turn(uuid4()):
        for user in (*[many] * 5, *[few] * 2, late):
            queue.come(user)
    queue.join()
    assert queue.order == [many, few, late, many, few, many, many, many]
    assert turns.waiting == 0


def test_as_many_as_there_are_turns_have_one_at_once() -> None:
    turns, user = Turns(2), uuid4()
    queue = Queue(turns)
    with turns.turn(user):
        with turns.turn(user):
            queue.come(user)
            assert queue.order == []
        queue.join()
        assert queue.order == [user]
    with turns.turn(user), turns.turn(user):
        pass


@pytest.mark.parametrize("error", [ValueError, Interrupted])
def test_a_turn_that_fails_is_passed_on(error: Callable[[], BaseException]) -> None:
    turns = Turns(1)
    with pytest.raises(BaseException), turns.turn(uuid4()):  # noqa: B017 - both kinds
        raise error()
    with turns.turn(uuid4()):
        pass


def test_nobody_is_let_in_any_more_once_it_is_closed() -> None:
    turns = Turns(1)
    queue = Queue(turns)
    with turns.turn(uuid4()):
        queue.come(uuid4())
        queue.come(uuid4())
        turns.close()
        queue.join()
    assert (queue.order, queue.ended) == ([], ["interrupted"] * 2)
    with pytest.raises(Interrupted), turns.turn(uuid4()):
        pass
