"""Files of documents, exports and unfinished uploads, in a local folder or an object store."""

import errno
import os
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore

from ingestio_cloud.integrations.stores import StorageSettings, object_store
from ingestio_core.errors import MachineError

CHUNK_BYTES: Final = 1024 * 1024
PAGE_KEYS: Final = 1_000
PROBES: Final = "probes"
"""Files written by the check whether the store takes any."""


class BlobMissingError(Exception):
    """There is no file under this key."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a listing; `size` is in bytes."""

    key: str
    size: int


class BlobStore:
    """Files by key; a key is words separated by slashes. Everything but `list_pages` and
    `local_copy` of a missing key raises `MachineError` (disk_full, storage_failed) when the store is
    away or full."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store = store
        self.folder = folder

    @classmethod
    def open(cls, settings: StorageSettings) -> "BlobStore":
        """The store of a URL; a folder is made when missing. Raises ValueError for settings that
        cannot be right."""
        if settings.folder is not None:
            return cls.in_folder(settings.folder)
        return cls(object_store(settings))

    @classmethod
    def in_folder(cls, folder: Path) -> "BlobStore":
        """A store in a local folder, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(LocalStore(folder, automatic_cleanup=True), folder)

    async def check(self) -> None:
        """Write, read and delete a small file. Raises `MachineError` when the store takes none."""
        key, content = f"{PROBES}/{uuid4()}", b"written by the check"
        with converted():
            await obstore.put_async(self._store, key, content)
            try:
                found = await obstore.get_async(self._store, key)
                if bytes(await found.bytes_async()) != content:
                    raise OSError(errno.EIO, "the store gave back something else than it was given")
            finally:
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self._store, key)

    async def put_file(self, key: str, source: Path) -> None:
        """Store a file as a stream; what is there already is replaced as a whole."""
        with converted():
            await obstore.put_async(self._store, key, source)

    def link_file(self, key: str, source: Path) -> bool:
        """Store a file that is on the store's own disk already by giving it another name: no byte is
        copied. False where that cannot be done. Blocks."""
        if self.folder is None:
            return False
        target = self._path(key)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target)
        except OSError:
            # Another disk, a file system without hard links, or a crash that left the name: copied.
            return False
        return True

    async def copy(self, source: str, target: str) -> None:
        """Store a file once more under another key, without its bytes passing through here. Raises
        `BlobMissingError`."""
        with converted():
            try:
                await obstore.copy_async(self._store, source, target)
            except FileNotFoundError:
                raise BlobMissingError(source) from None

    def settle(self, key: str) -> None:
        """Make sure that a file which was just stored outlives a power cut, name and all. An object
        store has done so by itself. Blocks."""
        if self.folder is None or os.name == "nt":
            # Windows opens no folder; NTFS writes down new names by itself.
            return
        path = self._path(key)
        with converted():
            for one in (path, path.parent):
                file = os.open(one, os.O_RDONLY)
                try:
                    os.fsync(file)
                finally:
                    os.close(file)

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, in pieces. The file is looked up before the first
        piece. Raises `BlobMissingError`."""
        with converted():
            try:
                result = await obstore.get_async(
                    self._store,
                    key,
                    options={"range": (start, end) if end is not None else {"offset": start}},
                )
            except FileNotFoundError:
                raise BlobMissingError(key) from None
        return _pieces(result.stream(min_chunk_size=CHUNK_BYTES))

    async def delete(self, keys: Iterable[str]) -> None:
        """Delete files; those not there are left out."""
        waiting = list(keys)
        with converted():
            if self.folder is None:
                try:
                    for at in range(0, len(waiting), PAGE_KEYS):
                        await obstore.delete_async(self._store, waiting[at : at + PAGE_KEYS])
                    return
                except FileNotFoundError:
                    # Some stores leave the rest of a list alone for one file that is not there.
                    pass
            for key in waiting:
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self._store, key)

    def list_pages(self, prefix: str) -> Iterator[Sequence[Blob]]:
        """All files whose keys begin with the words of `prefix`, a page at a time. Blocks. Raises
        `MachineError` (storage_failed)."""
        with converted():
            for page in obstore.list(self._store, prefix=prefix, chunk_size=PAGE_KEYS):
                yield [Blob(item["path"], item["size"]) for item in page]

    def keys(self, prefix: str) -> Iterator[str]:
        """All keys that begin with the words of `prefix`. Blocks."""
        for page in self.list_pages(prefix):
            for blob in page:
                yield blob.key

    @contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """A path to read the file at, only for reading and only inside the block. Blocks.
        Raises `BlobMissingError`."""
        if self.folder is not None:
            path = self._path(key)
            if not path.is_file():
                # A disk that is not mounted is not a file that was lost.
                with converted():
                    self.folder.stat()
                raise BlobMissingError(key)
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="ingestio-") as folder:
            path = Path(folder) / "file"
            with path.open("wb") as file:
                for piece in self.pieces(key):
                    file.write(piece)
            yield path

    def pieces(self, key: str) -> Iterator[bytes]:
        """The bytes of a file, in pieces. Blocks. Raises `BlobMissingError`."""
        with converted():
            try:
                result = obstore.get(self._store, key)
            except FileNotFoundError:
                raise BlobMissingError(key) from None
            for piece in result.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(piece)

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store a small file as a whole. Blocks."""
        with converted():
            obstore.put(self._store, key, content)

    def delete_now(self, key: str) -> None:
        """Delete a file if it is there. Blocks."""
        with converted(), suppress(FileNotFoundError):
            obstore.delete(self._store, key)

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder.joinpath(*key.split("/"))


@contextmanager
def converted() -> Iterator[None]:
    """Inside, what the store or the operating system says becomes a `MachineError`."""
    try:
        yield
    except (BaseError, OSError) as error:
        # The store tells of a full disk in words only.
        if getattr(error, "errno", None) == errno.ENOSPC or f"os error {errno.ENOSPC})" in str(error):
            raise MachineError(
                "disk_full", "The disk is full", "Free some space and try again.", retryable=True
            ) from error
        raise MachineError(
            "storage_failed",
            "The files cannot be stored",
            "The place where files are kept does not take them. Check that it is there and may be written "
            "to, and try again.",
            retryable=True,
        ) from error


async def _pieces(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async for piece in stream:
        yield bytes(piece)
