"""Receives the bytes of one request; what is noted as received is safely stored.

Where a checksum is asked for, nothing is stored for good before it fits.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any, Final

from ingestio_cloud.features.uploads.parts import PartStore, PartWriter, Turn
from ingestio_cloud.features.uploads.protocol import ALGORITHMS, Checksum
from ingestio_core.errors import MachineError

_WRITE_BYTES: Final = 1024 * 1024

Note = Callable[[int, bool], Coroutine[Any, Any, None]]
"""Called with the offset up to which all is safe, and whether the turn is over."""


class Ending(StrEnum):
    """How a request's body ended."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    TOO_LONG = "too_long"
    TOO_SLOW = "too_slow"
    WRONG_CHECKSUM = "wrong_checksum"


class ConnectionLost(Exception):
    """The sender went away."""


class TooSlow(Exception):
    """The sender sent nothing, or next to nothing, for too long."""


class Receiver:
    """Receives one body, once."""

    def __init__(self, parts: PartStore, turn: Turn, checksum: Checksum | None, note: Note) -> None:
        self.offset = turn.offset
        self._checksum = checksum
        self._hash: Any = ALGORITHMS[checksum.algorithm]() if checksum else None
        self._writer: PartWriter = parts.writer(turn, self._hash)
        self._settle_bytes = parts.settle_bytes
        self._length = turn.length
        self._note = note
        self._noted = turn.offset
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0

    async def receive(self, chunks: AsyncIterator[bytes]) -> Ending:
        """Store all chunks. A sender that goes away, and a newer request that cancels this one, end
        it orderly; `offset` then says how far it came. Raises what `PartWriter` and `note` raise."""
        try:
            return await self._receive(chunks)
        except (OSError, MachineError):
            # Nobody writes any more, so the next request may go on in the same file.
            self.offset = self._noted
            await self._close()
            raise
        finally:
            self._writer.close()

    async def _receive(self, chunks: AsyncIterator[bytes]) -> Ending:
        ending = await self._take(chunks)
        if ending is Ending.TOO_LONG or (self._checksum is not None and ending is not Ending.COMPLETE):
            return await self._given_up(ending)
        await self._write(settle=self._checksum is None)
        if self._checksum is not None:
            if self._hash.digest() != self._checksum.digest:
                return await self._given_up(Ending.WRONG_CHECKSUM)
            await self._writer.write(b"", settle=True)
        await self._close()
        return ending

    async def _take(self, chunks: AsyncIterator[bytes]) -> Ending:
        try:
            async for chunk in chunks:
                if self.offset + self._waiting_bytes + len(chunk) > self._length:
                    return Ending.TOO_LONG
                self._waiting.append(chunk)
                self._waiting_bytes += len(chunk)
                if self._waiting_bytes >= _WRITE_BYTES:
                    await self._write(settle=False)
        except (ConnectionLost, asyncio.CancelledError):
            return Ending.INTERRUPTED
        except TooSlow:
            return Ending.TOO_SLOW
        return Ending.COMPLETE

    async def _given_up(self, ending: Ending) -> Ending:
        """Throw away what was not noted yet."""
        await self._writer.drop()
        self.offset = self._noted
        await self._close()
        return ending

    async def _close(self) -> None:
        """Note that the turn is over. A newer request that cancels this one wants no more than that,
        and the one with the last byte must live to verify the file."""
        note = asyncio.ensure_future(self._note(self.offset, True))
        while not note.done():
            with suppress(asyncio.CancelledError):
                await asyncio.shield(note)
        note.result()

    async def _write(self, *, settle: bool) -> None:
        """Write what waits; make it safe when that is asked for, and now and then by itself."""
        data = b"".join(self._waiting)
        self._waiting, self._waiting_bytes = [], 0
        self.offset += len(data)
        due = self._checksum is None and self.offset - self._noted >= self._settle_bytes
        if data:
            await self._writer.write(data, settle=settle or due)
        elif settle and (self.offset > self._noted or not self._length):
            await self._writer.write(b"", settle=True)
        if due and not settle:
            await self._note(self.offset, False)
            self._noted = self.offset
