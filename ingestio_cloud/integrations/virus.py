"""Asks ClamAV's daemon whether a file is infected.

The protocol is INSTREAM of clamd(8): `zINSTREAM\\0`, then chunks, each after its length in four
bytes, big-endian, then a chunk of no bytes; the answer is one line that ends with a zero byte.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

import structlog

from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

DEFAULT_PORT: Final = 3310
SCAN_SECONDS: Final = 120.0
CONNECT_SECONDS: Final = 5.0

_CHUNK_BYTES: Final = 256 * 1024
_ANSWER_BYTES: Final = 4096
_END: Final = bytes(4)
_FOUND: Final = " FOUND"
_TOO_LARGE: Final = "size limit exceeded"
_NOT_LOOKED_AT: Final = "Heuristics.Limits.Exceeded"
"""What a daemon with `AlertExceedsMax` calls a file that is over its limits; others call it clean."""


class ClamdScanner:
    """A client of one daemon; a connection for each file, so that many may be scanned at once.

    `url` is `tcp://host:3310` or `unix:///path/of/the.socket`. Raises ValueError for another.
    """

    def __init__(self, url: str, *, seconds: float = SCAN_SECONDS) -> None:
        self._address = _address(url)
        self._seconds = seconds

    async def ping(self) -> None:
        """Raises `MachineError` (virus_scanner_away) when the daemon does not answer."""
        async with self._asked() as connection:
            connection.writer.write(b"zPING\0")
            if await _answer(connection.reader) != "PONG":
                raise scanner_away()

    async def scan(self, path: Path) -> str | None:
        """The name of the virus in a file, None when there is none.

        Raises `MachineError`: virus_scanner_away when the daemon is down, silent, or says anything
        but that the file is clean; virus_scanner_too_small when the file is over its limits.
        """
        async with self._asked() as connection:
            connection.writer.write(b"zINSTREAM\0")
            with await asyncio.to_thread(path.open, "rb") as file:
                answer = await _sent(file, connection)
        verdict = answer.removeprefix("stream: ")
        if verdict == "OK":
            return None
        if verdict.endswith(_FOUND) and not verdict.startswith(_NOT_LOOKED_AT):
            return verdict.removesuffix(_FOUND)
        log.error("virus_scanner_refused", answer=answer)
        too_large = _TOO_LARGE in answer or verdict.startswith(_NOT_LOOKED_AT)
        raise _too_small() if too_large else scanner_away()

    @asynccontextmanager
    async def _asked(self) -> "AsyncIterator[_Connection]":
        """A connection whose every failure, and the end of its time, is `virus_scanner_away`."""
        writer: asyncio.StreamWriter | None = None
        try:
            async with asyncio.timeout(self._seconds):
                async with asyncio.timeout(CONNECT_SECONDS):
                    reader, writer = await self._connect()
                yield _Connection(reader, writer)
        except (OSError, TimeoutError, EOFError, UnicodeDecodeError, asyncio.LimitOverrunError) as error:
            log.warning("virus_scanner_away", kind=type(error).__name__)
            raise scanner_away() from error
        finally:
            if writer is not None:
                writer.transport.abort()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._address, Path):
            return await asyncio.open_unix_connection(self._address, limit=_ANSWER_BYTES)
        host, port = self._address
        return await asyncio.open_connection(host, port, limit=_ANSWER_BYTES)


@dataclass(frozen=True, slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


async def _sent(file: BinaryIO, connection: _Connection) -> str:
    """Send the file; the answer. The daemon may answer before the end, that it is too large, and
    hang up; so it is listened to from the beginning."""
    answer = asyncio.create_task(_answer(connection.reader), name="virus-scanner-answer")
    try:
        with suppress(ConnectionError):
            while not answer.done() and (chunk := await asyncio.to_thread(file.read, _CHUNK_BYTES)):
                connection.writer.write(len(chunk).to_bytes(4, "big") + chunk)
                await connection.writer.drain()
            connection.writer.write(_END)
            await connection.writer.drain()
        return await answer
    finally:
        answer.cancel()


async def _answer(reader: asyncio.StreamReader) -> str:
    line = await reader.readuntil(b"\0")
    return line.removesuffix(b"\0").decode().strip()


def scanner_away() -> MachineError:
    return MachineError(
        "virus_scanner_away",
        "Waiting for the virus scanner",
        "The file has arrived and is kept until the virus scanner answers. It goes on by itself.",
        retryable=True,
    )


def _too_small() -> MachineError:
    return MachineError(
        "virus_scanner_too_small",
        "Waiting for the virus scanner",
        "The file is larger than the virus scanner takes. Whoever runs the service must raise the "
        "scanner's limit; then it goes on by itself.",
        retryable=True,
    )


def _address(url: str) -> Path | tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme == "unix" and not parts.netloc and parts.path:
        return Path(unquote(parts.path))
    if parts.scheme == "tcp" and parts.hostname:
        return parts.hostname, parts.port or DEFAULT_PORT
    raise ValueError("the virus scanner's address must be tcp://host:port or unix:///path")
