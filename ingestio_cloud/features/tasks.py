"""Work that goes on after its request was answered."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger(__name__)


Value = TypeVar("Value")


class Tasks:
    """Keeps tasks alive, reports those that fail, and ends them with the service."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Value], *, name: str) -> asyncio.Task[Value]:
        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._over)
        return task

    async def close(self) -> None:
        """Cancel all and wait for their end."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _over(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("task_failed", task=task.get_name(), exc_info=error)
