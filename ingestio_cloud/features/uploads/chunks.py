"""Unfinished uploads in an object store, where a file cannot grow: each stretch of bytes is an object
of its own, `uploads/{upload}/{offset}-{turn}`.

Which of them make up the file follows from their names and sizes alone: from the beginning on, at each
offset the one of the highest turn. For a turn is noted only while it is the newest, and any later one
begins behind what was noted; so of two objects at one offset, the older was never noted.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from ingestio_cloud.features.uploads.parts import (
    PartsLostError,
    PartWriter,
    Turn,
    in_thread,
    remove,
    to_its_end,
)
from ingestio_cloud.integrations.blobs import Blob, BlobMissingError, BlobStore
from ingestio_core.limits import MEBIBYTE

PREFIX: Final = "uploads"


class ObjectParts:
    """Objects, put together in a file of `scratch` (a folder of this process) when all are there."""

    settle_bytes = 8 * MEBIBYTE

    def __init__(self, blobs: BlobStore, scratch: Path) -> None:
        self._blobs = blobs
        self._scratch = scratch
        scratch.mkdir(parents=True, exist_ok=True)
        for left in scratch.iterdir():
            remove(left)

    def writer(self, turn: Turn, digest: Any = None) -> PartWriter:
        name = f"{turn.upload_id}-{turn.number}"
        return _ObjectWriter(self._blobs, self._scratch / f"{name}.chunk", turn, digest)

    async def adopt(self, turn: Turn, blobs: BlobStore, key: str, sha256: str) -> None:
        await to_its_end(blobs.copy(key, f"{PREFIX}/{turn.upload_id}/{0:012}-{turn.number}"))

    @asynccontextmanager
    async def whole(self, upload_id: UUID, length: int) -> AsyncIterator[Path]:
        path = self._scratch / f"{upload_id}.whole"
        try:
            await in_thread(lambda: self._fetch(upload_id, length, path))
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def delete(self, upload_ids: Iterable[UUID]) -> None:
        for upload_id in upload_ids:
            await self.delete_found(str(upload_id))

    def found(self) -> Iterator[str]:
        last = ""
        for key in self._blobs.keys(PREFIX):
            name = key.split("/")[1]
            if name != last:
                yield name
            last = name

    async def delete_found(self, name: str) -> None:
        keys = await in_thread(lambda: list(self._blobs.keys(f"{PREFIX}/{name}")))
        await self._blobs.delete(keys)

    def _fetch(self, upload_id: UUID, length: int, path: Path) -> None:
        listed = [blob for page in self._blobs.list_pages(f"{PREFIX}/{upload_id}") for blob in page]
        with path.open("wb") as file:
            for key in chain(listed, length):
                try:
                    for piece in self._blobs.pieces(key):
                        file.write(piece)
                except BlobMissingError:
                    raise PartsLostError from None


def chain(listed: Iterable[Blob], length: int) -> list[str]:
    """The keys that make up the file, in order. Raises `PartsLostError` when they do not."""
    best: dict[int, tuple[int, Blob]] = {}
    for blob in listed:
        offset, turn = (int(number) for number in blob.key.rpartition("/")[2].split("-"))
        if offset not in best or turn > best[offset][0]:
            best[offset] = turn, blob
    keys = []
    at = 0
    while at < length:
        if at not in best or not best[at][1].size:
            raise PartsLostError
        blob = best[at][1]
        keys.append(blob.key)
        at += blob.size
    if at != length:
        raise PartsLostError
    return keys


class _ObjectWriter:
    """Gathers bytes in a file of the scratch folder until they are put as one object."""

    def __init__(self, blobs: BlobStore, path: Path, turn: Turn, digest: Any) -> None:
        self._blobs = blobs
        self._path = path
        self._turn = turn
        self._digest = digest
        self._file: BinaryIO | None = None
        self._start = turn.offset
        self._gathered = 0

    async def write(self, data: bytes, *, settle: bool) -> None:
        await in_thread(lambda: self._gather(data))
        if settle and self._gathered:
            key = f"{PREFIX}/{self._turn.upload_id}/{self._start:012}-{self._turn.number}"
            await to_its_end(self._blobs.put_file(key, self._path))
            self._start += self._gathered
            await self.drop()

    async def drop(self) -> None:
        self._gathered = 0
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)

    def _gather(self, data: bytes) -> None:
        if self._file is None:
            self._file = self._path.open("wb", buffering=0)
        self._file.write(data)
        self._gathered += len(data)
        if self._digest is not None:
            self._digest.update(data)
