"""Save an answer's body as a file: whole or not at all, resumed where it broke off."""

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final, Protocol

import httpx

from ingestio_client.errors import RANGE_NOT_SATISFIABLE, seconds_asked
from ingestio_core.errors import IngestError, MachineError

Progress = Callable[[int, int | None], None]
"""Called with the bytes done and the bytes in all, None where that is not known."""

_ATTEMPTS: Final = 5


class Stream(Protocol):
    def __call__(
        self, method: str, url: str, *, headers: dict[str, str] | None = None
    ) -> AbstractAsyncContextManager[httpx.Response]: ...


async def download(
    stream: Stream, url: str, target: Path, *, sha256: str | None = None, progress: Progress | None = None
) -> None:
    """GET `url` into `target`, by way of a `.part` file beside it.

    A broken connection is taken up again with a Range request. With a `sha256` the part also
    outlives this call, for the next one, and the whole is compared with it; one target must not
    be downloaded twice at once. Raises `IngestError`: those of the transport, download_damaged,
    disk_write_failed.
    """
    part = target.with_name(f".{target.name}.part")
    done = False
    try:
        if sha256 is None:
            part.unlink(missing_ok=True)
        await _fetch(stream, url, part, progress)
        if sha256 is not None and await asyncio.to_thread(_sha256, part) != sha256:
            part.unlink()
            raise IngestError(
                "download_damaged",
                "The download is damaged",
                f"“{target.name}” did not arrive as the service keeps it. Try again.",
                retryable=True,
            )
        part.replace(target)
        done = True
    except OSError as error:
        raise MachineError(
            "disk_write_failed",
            "The file could not be saved",
            f"“{target}” could not be written: {error.strerror}. Free some space or choose another folder.",
            retryable=True,
        ) from error
    finally:
        if sha256 is None and not done:
            part.unlink(missing_ok=True)


async def _fetch(stream: Stream, url: str, part: Path, progress: Progress | None) -> None:
    failures = 0
    while True:
        before = await asyncio.to_thread(_size, part)
        try:
            await _fetch_rest(stream, url, part, progress)
            return
        except IngestError as error:
            failures = 1 if await asyncio.to_thread(_size, part) > before else failures + 1
            if not error.retryable or failures == _ATTEMPTS:
                raise
            asked = seconds_asked(error)
        await asyncio.sleep(max(asked, 0.1 * 2**failures))


async def _fetch_rest(stream: Stream, url: str, part: Path, progress: Progress | None) -> None:
    have = await asyncio.to_thread(_size, part)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    try:
        async with stream("GET", url, headers=headers) as response:
            if response.status_code != httpx.codes.PARTIAL_CONTENT:
                have = 0
            length = response.headers.get("content-length")
            total = have + int(length) if length is not None else None
            with part.open("ab" if have else "wb") as file:
                async for chunk in response.aiter_bytes():
                    await asyncio.to_thread(file.write, chunk)
                    have += len(chunk)
                    if progress:
                        progress(have, total)
    except IngestError as error:
        # The part is as long as the file, or longer: it is whole, or it is not this file.
        if error.code != RANGE_NOT_SATISFIABLE:
            raise


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
