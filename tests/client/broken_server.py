"""A socket that serves one file with ranges and hangs up when told to."""

import asyncio
import re
from collections.abc import Sequence
from typing import Self


class BrokenServer:
    """`cut_after` are the bytes that the first answers send before the connection is cut;
    `starts` the offsets that were asked for."""

    def __init__(self, content: bytes, cut_after: Sequence[int] = ()) -> None:
        self._content = content
        self._cuts = list(cut_after)
        self.starts: list[int] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = re.search(rb"range: bytes=(\d+)-", (await reader.readuntil(b"\r\n\r\n")).lower())
        start = int(asked[1]) if asked else 0
        self.starts.append(start)
        rest = self._content[start:]
        if asked and not rest:
            head = "416 Range Not Satisfiable"
        else:
            head = "206 Partial Content" if asked else "200 OK"
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: {len(rest)}\r\nConnection: close\r\n\r\n".encode())
        writer.write(rest[: self._cuts.pop(0)] if self._cuts else rest)
        await writer.drain()
        writer.close()
