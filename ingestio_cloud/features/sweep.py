"""Deletes files that belong to nothing: left by a crash, or by a store that was away when their rows
were deleted."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from time import monotonic
from typing import Final
from uuid import UUID

import structlog

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.exports import service as exports
from ingestio_cloud.features.uploads import repository as uploads
from ingestio_cloud.features.uploads.parts import PartStore
from ingestio_cloud.features.uploads.service import BLOB_PREFIX
from ingestio_cloud.integrations.blobs import BlobMissingError, BlobStore

log = structlog.get_logger(__name__)

STAMP: Final = "sweeps/last"
"""The file that says when the store was last looked through, by whichever process."""
EVERY: Final = timedelta(days=1)

_UUID_LENGTH: Final = 36
_LOOK_SECONDS: Final = 3600
"""How often a process asks whether it is time."""
_GROUP: Final = 500
"""How many names are looked up in the database at once."""


class Sweep:
    """Looks through a store once a day: to list a large bucket costs money, so of many processes one
    does it, whichever comes first. Two that come at once both do, which does no harm. A process that is
    `alone` does it at its start, too."""

    def __init__(self, db: AsyncSessions, blobs: BlobStore, parts: PartStore, *, alone: bool) -> None:
        self._db = db
        self._blobs = blobs
        self._parts = parts
        self._alone = alone
        self._next = 0.0

    async def when_due(self) -> int:
        """Sweep if it is time; how many files were deleted. Raises `MachineError`."""
        if monotonic() < self._next:
            return 0
        self._next = monotonic() + (EVERY.total_seconds() if self._alone else _LOOK_SECONDS)
        if not self._alone and not await self._stamped():
            return 0
        swept = await self._uploads() + await self._documents() + await self._exports()
        if swept:
            log.info("files_swept", files=swept)
        return swept

    async def _stamped(self) -> bool:
        """Whether it is time, and then nobody's any more."""
        now = utc_now()
        try:
            stamp = b"".join([piece async for piece in await self._blobs.stream(STAMP)])
            if now - datetime.fromisoformat(stamp.decode()) < EVERY:
                return False
        except (BlobMissingError, ValueError):
            pass
        await asyncio.to_thread(self._blobs.put_bytes, STAMP, now.isoformat().encode())
        return True

    async def _uploads(self) -> int:
        swept = 0
        async for names in _groups(self._parts.found):
            needed = await self._needed(map(_uuid, names))
            for name in (name for name in names if _uuid(name) not in needed):
                await self._parts.delete_found(name)
                swept += 1
        return swept

    async def _documents(self) -> int:
        swept = 0
        async for keys in _groups(lambda: self._blobs.keys(BLOB_PREFIX)):
            # The upload is looked at before the document, which takes the file over from it.
            needed = await self._needed(_uuid(key.rpartition("/")[2]) for key in keys)
            owners = [_uuid(key.split("/")[-2]) for key in keys if key.count("/") > 1]
            stored = await self._db.system.read(documents.stored_paths, list(filter(None, owners)))
            swept += await self._delete(
                key for key in keys if _uuid(key.rpartition("/")[2]) not in needed and key not in stored
            )
        return swept

    async def _exports(self) -> int:
        swept = 0
        async for keys in _groups(lambda: self._blobs.keys(exports.BLOB_PREFIX)):
            ids = [_uuid(key.rpartition("/")[2][:_UUID_LENGTH]) for key in keys]
            kept = await self._db.system.read(exports.kept_keys, list(filter(None, ids)))
            swept += await self._delete(key for key in keys if key not in kept)
        return swept

    async def _needed(self, upload_ids: Iterable[UUID | None]) -> Collection[UUID | None]:
        return await self._db.system.read(uploads.needed, list(filter(None, upload_ids)))

    async def _delete(self, keys: Iterable[str]) -> int:
        left = list(keys)
        await self._blobs.delete(left)
        return len(left)


async def _groups(names: Callable[[], Iterator[str]]) -> AsyncIterator[list[str]]:
    """The names, a group at a time; looking for them is done in a thread. Each is looked at before its
    row, so that nothing new is taken for left."""
    iterator = await asyncio.to_thread(names)
    while group := await asyncio.to_thread(lambda: list(islice(iterator, _GROUP))):
        yield group


def _uuid(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
