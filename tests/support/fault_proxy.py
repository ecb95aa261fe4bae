"""A TCP proxy in front of the service that cuts, delays, throttles and corrupts when told to."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Self

_PIECE: Final = 64 * 1024
_BODY: Final = 2048
"""What comes in one piece of at least this size ends in a body, not in a header."""


class FaultProxy:
    """What it does may be changed while connections run, from any thread.

    `cut_after` are the bytes that the first connections may send before they are cut, `drop_above` those
    that any other may; `mute` is how many connections lose every answer. `gone` hangs up on everybody;
    `delay` are seconds before each answer, `rate` the bytes a second that go up; of the next `corrupt`
    pieces of bodies a bit is turned round; `answer` is what everybody is told in place of the service.
    `sent` counts all bytes sent on, `connections` who came.
    """

    def __init__(self, port: int, cut_after: Sequence[int] = (), mute: int = 0) -> None:
        self.port = port
        self.gone = False
        self.delay = 0.0
        self.rate: float | None = None
        self.corrupt = 0
        self.drop_above: int | None = None
        self.answer: bytes | None = None
        self.sent = self.connections = 0
        self.url = ""
        self._cuts = list(cut_after)
        self.mute = mute
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._flows: set[asyncio.Event] = set()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._server = await asyncio.start_server(self._forward, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def cut(self) -> None:
        """Break every connection that is there now."""
        self._loop.call_soon_threadsafe(self._abort)

    def go_away(self) -> None:
        """As if the network were gone."""
        self.gone = True
        self.cut()

    def come_back(self) -> None:
        self.gone = False

    def stall(self) -> None:
        """Take all and pass nothing on where somebody is connected now, as when a computer has slept."""
        self._loop.call_soon_threadsafe(self._stall)

    def _stall(self) -> None:
        for flow in self._flows:
            flow.clear()

    def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        if self.gone:
            writer.transport.abort()
            return
        if self.answer is not None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.answer)
            writer.close()
            return
        budget = self._cuts.pop(0) if self._cuts else self.drop_above
        mute = budget is None and self.mute > 0
        self.mute -= mute
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        flow = asyncio.Event()
        flow.set()
        self._flows.add(flow)
        self._writers |= {writer, inner_writer}
        directions = (
            asyncio.ensure_future(self._up(reader, inner_writer, budget, flow)),
            asyncio.ensure_future(self._down(inner_reader, writer, mute, flow)),
        )
        try:
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            # The proxy ends; what asyncio itself says of tasks that end so is of no use.
            return
        finally:
            for direction in directions:
                direction.cancel()
            await asyncio.gather(*directions, return_exceptions=True)
            self._flows.discard(flow)
            self._writers -= {writer, inner_writer}
            inner_writer.close()
            writer.close()

    async def _up(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        budget: int | None,
        flow: asyncio.Event,
    ) -> None:
        while piece := await reader.read(_PIECE if budget is None else min(_PIECE, budget)):
            await flow.wait()
            if self.corrupt and len(piece) >= _BODY:
                self.corrupt -= 1
                piece = piece[:-1] + bytes([piece[-1] ^ 1])
            for part in self._parts(piece):
                self.sent += len(part)
                writer.write(part)
                await writer.drain()
                if self.rate is not None:
                    await asyncio.sleep(len(part) / self.rate)
            if budget is not None:
                budget -= len(piece)
                if not budget:
                    return

    async def _down(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mute: bool, flow: asyncio.Event
    ) -> None:
        while piece := await reader.read(_PIECE):
            await flow.wait()
            if mute:
                return
            if self.delay:
                await asyncio.sleep(self.delay)
            writer.write(piece)
            await writer.drain()

    def _parts(self, piece: bytes) -> Iterator[bytes]:
        """Pieces small enough that a change of the rate is felt at once."""
        size = _PIECE if self.rate is None else max(1024, int(self.rate / 20))
        yield from (piece[start : start + size] for start in range(0, len(piece), size))


@contextmanager
def fault_proxy(port: int) -> Iterator[FaultProxy]:
    """A proxy in a thread of its own, for tests whose loop is Qt's."""
    proxy = FaultProxy(port)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def run() -> None:
        async with proxy:
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), name="fault-proxy")
    thread.start()
    assert ready.wait(10), "the proxy did not start"
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()
