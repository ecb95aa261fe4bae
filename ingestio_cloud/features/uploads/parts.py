"""Where the bytes of unfinished uploads are: within reach of every process that serves the API.

`FolderParts` keeps them in a folder that all of them share (one process needs no more than its own):
an upload is one file that grows. A request that took over from one that may still be writing, in
another process or a stalled one, goes on in a copy of what is sure, and the old file is unlinked:
what the old request still writes goes nowhere. `chunks.ObjectParts` keeps them in an object store.
"""

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from ingestio_cloud.integrations.blobs import BlobStore, converted
from ingestio_core.limits import MEBIBYTE

SUFFIX: Final = ".part"

_COPY_BYTES: Final = MEBIBYTE
_FLAGS: Final = os.O_WRONLY | getattr(os, "O_BINARY", 0)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Turn:
    """One request's right to write to an upload, from `offset` on. Of several, the highest `number`
    has it. `clean` says that the turn before ended in order, so that nobody else can be writing."""

    user_id: UUID
    upload_id: UUID
    document_id: UUID
    number: int
    offset: int
    length: int
    clean: bool


class PartsLostError(Exception):
    """Bytes that were noted as received are not there any more."""


class PartWriter(Protocol):
    """Writes what one request brings. Raises `PartsLostError` at the first `write`, OSError and
    `MachineError` when the disk or the store takes nothing."""

    async def write(self, data: bytes, *, settle: bool) -> None:
        """Append; with `settle` all that was written is safe when this returns."""
        ...

    async def drop(self) -> None:
        """Throw away what is not settled."""
        ...

    def close(self) -> None:
        """Give up what the writer holds. Idempotent."""
        ...


class PartStore(Protocol):
    """Bytes of unfinished uploads."""

    settle_bytes: int
    """How much may arrive before it is made safe, in bytes."""

    def writer(self, turn: Turn, digest: Any = None) -> PartWriter:
        """A writer for one turn; what it writes is hashed into `digest` too, in its thread."""
        ...

    async def adopt(self, turn: Turn, blobs: BlobStore, key: str, sha256: str) -> None:
        """Take all bytes of an upload from a stored file, which keeps its own. Raises
        `BlobMissingError`, OSError and `MachineError`, and `PartsLostError` where a disk has not kept
        what once had this hash; an object store sees to that by itself."""
        ...

    def whole(self, upload_id: UUID, length: int) -> AbstractAsyncContextManager[Path]:
        """All bytes of a complete upload as one file, inside the block. Raises `PartsLostError`."""
        ...

    async def delete(self, upload_ids: Iterable[UUID]) -> None:
        """Delete all bytes of these uploads."""
        ...

    def found(self) -> Iterator[str]:
        """The names under which there are bytes; those of an upload are its id. Blocks."""
        ...

    async def delete_found(self, name: str) -> None:
        """Delete what is under a name that `found` gave."""
        ...


class FolderParts:
    """A folder for each upload, and in it one file, named after the turn that began it."""

    settle_bytes = 4 * MEBIBYTE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def writer(self, turn: Turn, digest: Any = None) -> PartWriter:
        return _FolderWriter(self._folder / str(turn.upload_id), turn, digest)

    async def adopt(self, turn: Turn, blobs: BlobStore, key: str, sha256: str) -> None:
        await in_thread(lambda: _adopt(self._folder / str(turn.upload_id), turn, blobs, key, sha256))

    @asynccontextmanager
    async def whole(self, upload_id: UUID, length: int) -> AsyncIterator[Path]:
        yield await in_thread(lambda: _complete(self._folder / str(upload_id), length))

    async def delete(self, upload_ids: Iterable[UUID]) -> None:
        for upload_id in upload_ids:
            await self.delete_found(str(upload_id))

    def found(self) -> Iterator[str]:
        yield from (path.name for path in self._folder.iterdir())

    async def delete_found(self, name: str) -> None:
        with converted():
            await in_thread(lambda: remove(self._folder / name))


class _FolderWriter:
    def __init__(self, folder: Path, turn: Turn, digest: Any) -> None:
        self._folder = folder
        self._turn = turn
        self._digest = digest
        self._file: int | None = None
        self._end = self._settled = turn.offset

    async def write(self, data: bytes, *, settle: bool) -> None:
        await in_thread(lambda: self._write(data, settle))

    async def drop(self) -> None:
        if self._file is not None:
            file = self._file
            await in_thread(lambda: os.ftruncate(file, self._settled))
        self._end = self._settled

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self, data: bytes, settle: bool) -> None:
        if self._file is None:
            self._file = _open(self._folder, self._turn)
        _write_at(self._file, data, self._end)
        self._end += len(data)
        if self._digest is not None:
            self._digest.update(data)
        if settle:
            os.fsync(self._file)
            self._settled = self._end


def _open(folder: Path, turn: Turn) -> int:
    """The file to write to, exactly `turn.offset` bytes long. Raises `PartsLostError`."""
    own = folder / f"{turn.number}{SUFFIX}"
    if turn.offset == 0:
        folder.mkdir(exist_ok=True)
        file = os.open(own, _FLAGS | os.O_CREAT | os.O_TRUNC, 0o600)
        _remove_older(folder, turn.number)
        return file
    before = _current(folder, turn.number)
    try:
        if not turn.clean:
            _copy(before, own, turn.offset)
            _remove_older(folder, turn.number)
            before = own
        file = os.open(before, _FLAGS)
    except FileNotFoundError:
        raise PartsLostError from None
    if os.fstat(file).st_size < turn.offset:
        os.close(file)
        raise PartsLostError
    os.ftruncate(file, turn.offset)
    return file


def _adopt(folder: Path, turn: Turn, blobs: BlobStore, key: str, sha256: str) -> None:
    """Another name for a stored file where its disk has such names, else a copy. Neither is ever
    written to: the upload is complete."""
    own = folder / f"{turn.number}{SUFFIX}"
    with blobs.local_copy(key) as stored:
        with stored.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                # The sender would be told of a file that is complete, and nothing would ask for it again.
                raise PartsLostError
        folder.mkdir(exist_ok=True)
        try:
            os.link(stored, own)
        except OSError:
            _copy(stored, own, turn.length)
    for place in (folder, folder.parent):
        _settle_folder(place)


def _settle_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    if os.name == "nt":
        # Windows opens no folder; NTFS writes down new names by itself.
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _copy(source: Path, target: Path, length: int) -> None:
    """Make `target` of the first `length` bytes; it appears as a whole, and safely written."""
    half = target.with_suffix(".copy")
    with source.open("rb") as reader, half.open("wb") as writer:
        left = length
        while left and (piece := reader.read(min(left, _COPY_BYTES))):
            writer.write(piece)
            left -= len(piece)
        if left:
            raise PartsLostError
        writer.flush()
        os.fsync(writer.fileno())
    half.replace(target)


def _complete(folder: Path, length: int) -> Path:
    path = _current(folder)
    if path.stat().st_size != length:
        raise PartsLostError
    return path


def _current(folder: Path, turn: int = sys.maxsize) -> Path:
    """The file that held good at this turn: that of the newest turn up to it. A request that was
    overtaken may make one of its own later, but never a newer one than its successor's. Raises
    `PartsLostError`."""
    numbers = [number for number in _numbers(folder) if number <= turn]
    if not numbers:
        raise PartsLostError
    return folder / f"{max(numbers)}{SUFFIX}"


def _remove_older(folder: Path, turn: int) -> None:
    if turn > 1:
        for number in _numbers(folder):
            if number < turn:
                (folder / f"{number}{SUFFIX}").unlink(missing_ok=True)


def _numbers(folder: Path) -> list[int]:
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    return [int(stem) for stem in stems if stem.isdecimal()]


def remove(path: Path) -> None:
    """Delete a file or a folder, if it is there."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    except OSError:
        # Cheaper than looking first, and a folder of ours holds files only.
        with suppress(FileNotFoundError):
            for inside in path.iterdir():
                inside.unlink(missing_ok=True)
            path.rmdir()


def _write_at(file: int, data: bytes, at: int) -> None:
    os.lseek(file, at, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


async def in_thread(work: Callable[[], Value]) -> Value:
    """Run in a thread. A cancellation waits until the thread is done, so that it never writes to a
    file that the next request has opened already."""
    return await to_its_end(asyncio.to_thread(work))


async def to_its_end(work: Awaitable[Value]) -> Value:
    """Wait for `work`; a cancellation takes effect when it is over."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            # Also the second of them, which would else be the end of `work`.
            cancelled = error
    if cancelled is not None:
        task.result()
        raise cancelled
    return task.result()
