"""Futures: settle them in the thread that works, put one after the other without one that waits."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


def settle(future: "Future[First]", work: "Callable[[], First]") -> None:
    """Do the work now; the future gets its result or its error. Nothing for a cancelled one."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - the edge of a task: its future reports
        future.set_exception(error)
    else:
        future.set_result(result)


def chain(first: "Future[First]", then: "Callable[[First], Future[Second]]") -> "Future[Second]":
    """The result of what `then` makes of the first result; errors and cancellations pass on."""
    outcome: Future[Second] = Future()

    def first_done(ended: "Future[First]") -> None:
        if not _failed(ended, outcome):
            try:
                second = then(ended.result())
            except BaseException as error:  # noqa: BLE001 - the edge of a task: its future reports
                outcome.set_exception(error)
            else:
                second.add_done_callback(second_done)

    def second_done(ended: "Future[Second]") -> None:
        if not _failed(ended, outcome):
            outcome.set_result(ended.result())

    first.add_done_callback(first_done)
    return outcome


def done(value: First) -> "Future[First]":
    """A future that has its result."""
    future: Future[First] = Future()
    future.set_result(value)
    return future


def failed(error: BaseException) -> "Future[First]":
    """A future that has its error."""
    future: Future[First] = Future()
    future.set_exception(error)
    return future


def cancelled() -> "Future[First]":
    """A future that nobody waits for any more."""
    future: Future[First] = Future()
    future.cancel()
    return future


def _failed(ended: "Future[First]", outcome: "Future[Second]") -> bool:
    if ended.cancelled():
        outcome.cancel()
        return True
    error = ended.exception()
    if error is not None:
        outcome.set_exception(error)
    return error is not None
