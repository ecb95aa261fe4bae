"""Files of documents and exports, in a local folder or an object store, through one interface."""

import errno
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore

from ingestio_core.errors import MachineError

CHUNK_BYTES: Final = 1024 * 1024


class BlobMissingError(Exception):
    """There is no file under this key."""


class BlobStore:
    """Files by key; a key is words separated by slashes."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def in_folder(cls, folder: Path) -> "BlobStore":
        """A store in a local folder, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(LocalStore(folder, automatic_cleanup=True), folder)

    async def put_file(self, key: str, source: Path) -> None:
        """Store a file as a stream; what is there already is replaced as a whole. Raises
        `MachineError` (disk_full, storage_failed)."""
        with _converted():
            await obstore.put_async(self._store, key, source)

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, in pieces. The file is looked up before the first
        piece. Raises `BlobMissingError`."""
        try:
            result = await obstore.get_async(
                self._store,
                key,
                options={"range": (start, end) if end is not None else {"offset": start}},
            )
        except (NotFoundError, FileNotFoundError):
            raise BlobMissingError(key) from None
        return _pieces(result.stream(min_chunk_size=CHUNK_BYTES))

    async def delete(self, keys: Iterable[str]) -> None:
        """Delete files; those not there are left out. Raises `MachineError` (storage_failed)."""
        for key in keys:
            with _converted(), suppress(NotFoundError, FileNotFoundError):
                await obstore.delete_async(self._store, key)

    def keys(self, prefix: str) -> Iterator[str]:
        """All keys that begin with the words of `prefix`. Blocks."""
        for page in obstore.list(self._store, prefix=prefix):
            for item in page:
                yield item["path"]

    @contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """A path to read the file at, only for reading and only inside the block. Blocks.
        Raises `BlobMissingError`."""
        if self._folder is not None:
            path = self._folder.joinpath(*key.split("/"))
            if not path.is_file():
                raise BlobMissingError(key)
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="ingestio-") as folder:
            path = Path(folder) / "file"
            try:
                result = obstore.get(self._store, key)
            except (NotFoundError, FileNotFoundError):
                raise BlobMissingError(key) from None
            with path.open("wb") as file:
                for piece in result.stream(min_chunk_size=CHUNK_BYTES):
                    file.write(piece)
            yield path

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store a small file as a whole. Blocks. Raises `MachineError` (disk_full, storage_failed)."""
        with _converted():
            obstore.put(self._store, key, content)

    def delete_now(self, key: str) -> None:
        """Delete a file if it is there. Blocks. Raises `MachineError` (storage_failed)."""
        with _converted(), suppress(NotFoundError, FileNotFoundError):
            obstore.delete(self._store, key)


@contextmanager
def _converted() -> Iterator[None]:
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
