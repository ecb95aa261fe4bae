"""Writes the bytes of one request to an upload's file; what is noted as received is on disk.

Bytes beyond the noted offset are cut off first, so a file that a killed process left longer than
its row says goes on correctly. Where a checksum is asked for, nothing is noted before it fits.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from ingestio_cloud.features.uploads.protocol import ALGORITHMS, Checksum

_WRITE_BYTES: Final = 1024 * 1024
_NOTE_BYTES: Final = 4 * 1024 * 1024

Value = TypeVar("Value")


class Ending(StrEnum):
    """How a request's body ended."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    TOO_LONG = "too_long"
    WRONG_CHECKSUM = "wrong_checksum"


class ConnectionLost(Exception):
    """The sender went away, or sent nothing for too long."""


class Receiver:
    """Receives one body, once. `note` writes the offset that is safe to the database."""

    def __init__(
        self,
        path: Path,
        *,
        offset: int,
        length: int,
        checksum: Checksum | None,
        note: Callable[[int], Awaitable[None]],
    ) -> None:
        self.offset = offset
        self._path = path
        self._length = length
        self._note = note
        self._start = self._noted = offset
        self._checksum = checksum
        self._hash: Any = ALGORITHMS[checksum.algorithm]() if checksum else None
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0

    async def receive(self, chunks: AsyncIterator[bytes]) -> Ending:
        """Write all chunks. A sender that goes away, and a newer request that cancels this one, end
        it orderly; `offset` then says how far it came."""
        self._file = await _in_thread(lambda: _open_at(self._path, self._start))
        try:
            return await self._receive(chunks)
        finally:
            os.close(self._file)

    async def _receive(self, chunks: AsyncIterator[bytes]) -> Ending:
        ending = Ending.COMPLETE
        try:
            async for chunk in chunks:
                if self.offset + self._waiting_bytes + len(chunk) > self._length:
                    ending = Ending.TOO_LONG
                    break
                self._waiting.append(chunk)
                self._waiting_bytes += len(chunk)
                if self._waiting_bytes >= _WRITE_BYTES:
                    await self._write()
        except (ConnectionLost, asyncio.CancelledError):
            ending = Ending.INTERRUPTED
        await self._write()
        if self._checksum and (ending is not Ending.COMPLETE or self._hash.digest() != self._checksum.digest):
            await _in_thread(lambda: os.ftruncate(self._file, self._start))
            self.offset = self._start
            return Ending.WRONG_CHECKSUM if ending is Ending.COMPLETE else ending
        await self._settle()
        return ending

    async def _write(self) -> None:
        data = b"".join(self._waiting)
        if not data:
            return
        self._waiting, self._waiting_bytes = [], 0
        at, self.offset = self.offset, self.offset + len(data)

        def write() -> None:
            _write_at(self._file, data, at)
            if self._hash:
                self._hash.update(data)

        await _in_thread(write)
        if not self._checksum and self.offset - self._noted >= _NOTE_BYTES:
            await self._settle()

    async def _settle(self) -> None:
        await _in_thread(lambda: os.fsync(self._file))
        await self._note(self.offset)
        self._noted = self.offset


def _open_at(path: Path, offset: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o600)
    os.ftruncate(file, offset)
    return file


def _write_at(file: int, data: bytes, at: int) -> None:
    os.lseek(file, at, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


async def _in_thread(work: Callable[[], Value]) -> Value:
    """Run in a thread. A cancellation waits until the thread is done, so that it never writes to a
    file that the next request has opened already."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
