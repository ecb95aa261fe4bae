"""Who may write to an upload in this process: the newest request wins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from ingestio_cloud.features.errors import ConflictError


class OvertakenError(ConflictError):
    """A newer request writes to the upload."""

    def __init__(self) -> None:
        super().__init__(
            "upload_interrupted",
            "The upload was interrupted",
            "Ask how much has arrived, and go on from there.",
            retryable=True,
        )


@dataclass(slots=True)
class _Place:
    task: "asyncio.Task[object]"
    overtaken: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Turns:
    """One writer an upload. A stalled connection is cut off by the client's next try, so it can
    hold nothing up. It ends in order, so that the next one can go on in its file; between processes
    the turns counted in the row decide."""

    def __init__(self) -> None:
        self._places: dict[UUID, _Place] = {}

    @asynccontextmanager
    async def take(self, upload_id: UUID) -> AsyncIterator[None]:
        """Cancel the request that is writing to the upload and go on when it is done. Raises
        `OvertakenError` when this request is itself cancelled so, wherever it was."""
        while (before := self._places.get(upload_id)) is not None:
            if not before.overtaken:
                before.overtaken = True
                before.task.cancel()
            await before.over.wait()
        task = asyncio.current_task()
        assert task is not None, "requests are tasks"
        place = self._places[upload_id] = _Place(task)
        try:
            yield
        except asyncio.CancelledError:
            if place.overtaken:
                raise OvertakenError from None
            raise
        finally:
            del self._places[upload_id]
            place.over.set()
            if place.overtaken:
                task.uncancel()
