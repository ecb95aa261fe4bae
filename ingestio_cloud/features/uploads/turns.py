"""Who may write to an upload: the newest request wins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class _Turn:
    task: "asyncio.Task[object]"
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Turns:
    """One writer an upload. A stalled connection is cut off by the client's next try, so it can
    hold nothing up."""

    def __init__(self) -> None:
        self._turns: dict[UUID, _Turn] = {}

    @asynccontextmanager
    async def take(self, upload_id: UUID) -> AsyncIterator[None]:
        """Cancel the request that is writing to the upload and go on when it is done."""
        while (before := self._turns.get(upload_id)) is not None:
            before.task.cancel()
            await before.over.wait()
        task = asyncio.current_task()
        assert task is not None, "requests are tasks"
        turn = self._turns[upload_id] = _Turn(task)
        try:
            yield
        finally:
            del self._turns[upload_id]
            turn.over.set()
