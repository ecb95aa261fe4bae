"""A TCP proxy in front of the service that cuts connections when told to."""

import asyncio
from collections.abc import Sequence
from typing import Self

_PIECE = 64 * 1024


class BreakingProxy:
    """`cut_after` are the bytes that the first connections may send before they are cut, and
    `mute` how many connections after these lose every answer. `sent` counts all bytes sent on."""

    def __init__(self, port: int, cut_after: Sequence[int] = (), mute: int = 0) -> None:
        self._port = port
        self._cuts = list(cut_after)
        self._mute = mute
        self._tasks: set[asyncio.Task[None]] = set()
        self.sent = 0
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._forward, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        budget = self._cuts.pop(0) if self._cuts else None
        mute = budget is None and self._mute > 0
        self._mute -= mute
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            directions = (
                asyncio.ensure_future(self._up(reader, inner_writer, budget)),
                asyncio.ensure_future(self._down(inner_reader, writer, mute)),
            )
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
            for direction in directions:
                direction.cancel()
            await asyncio.gather(*directions, return_exceptions=True)
        finally:
            inner_writer.close()
            writer.close()

    async def _up(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, budget: int | None
    ) -> None:
        while piece := await reader.read(_PIECE if budget is None else min(_PIECE, budget)):
            self.sent += len(piece)
            writer.write(piece)
            await writer.drain()
            if budget is not None:
                budget -= len(piece)
                if not budget:
                    return

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mute: bool) -> None:
        while piece := await reader.read(_PIECE):
            if mute:
                return
            writer.write(piece)
            await writer.drain()
