"""Ends what this process still does of a run that is another's by now."""

from collections.abc import Callable
from typing import NoReturn, Protocol, cast


class Parted(BaseException):
    """The run is no longer this process's: it was put back, cancelled, or taken over. Not an
    `Exception`: nothing went wrong."""


class _Results(Protocol):
    """What of the durable engine waits for the outcome of a run (`dbos._sys_db.SystemDatabase`)."""

    await_workflow_result: Callable[..., object]


def part(database: object) -> None:
    """Let go of the thread of such a run at once. By itself the durable engine keeps it, and asks every
    second for the outcome that the other one comes to, which nobody here wants to know: with thousands
    of documents before it that is hours, and a process that is told to stop waits for its threads. It has
    no setting for that (the pin in pyproject.toml and `test_parting` watch over it)."""

    def await_workflow_result(*_args: object, **_options: object) -> NoReturn:
        raise Parted

    cast(_Results, database).await_workflow_result = await_workflow_result
