"""Upload one file by tus 1.0 (https://tus.io/protocols/resumable-upload).

A small file goes in one POST (creation-with-upload), a larger one in PATCHes of a few seconds each
(`pace.py`), all with their sha256. Whatever breaks is taken up again from the offset that the service
has, also by another process later, as long as the upload's URL is kept in an `UploadStore`. What the
account has sent before is not sent again.
"""

import asyncio
import base64
import hashlib
import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from time import monotonic
from typing import Final, Protocol
from uuid import UUID

import httpx

from ingestio_client.errors import not_our_service, response_error, seconds_asked
from ingestio_client.pace import Pace
from ingestio_client.service import ServiceClient
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.lifecycle import DocumentStatus

UPLOADS_AT_ONCE: Final = 4

UploadProgress = Callable[[int, int], None]
"""Called with the bytes sent and the bytes in all; the first falls back when a part is sent again."""

_ENDPOINT: Final = "/v1/uploads"
_VERSION: Final = {"Tus-Resumable": "1.0.0"}
_BODY_TYPE: Final = {"Content-Type": "application/offset+octet-stream"}
_TIMEOUT: Final = httpx.Timeout(30, connect=10, read=180)
"""The last answer comes after the service has verified the file, so reading may take long."""

_FIRST_RETRY: Final = 0.2
_GONE: Final = (404, 410)
_AGAIN: Final = (409, 423, 429, 460)
"""Wrong offset, locked, too fast, wrong checksum: ask for the offset and go on from there."""
_CREATE_AGAIN: Final = (423, 429, 460)
"""The same where nothing was begun yet: another conflict says that no file is waited for."""


@dataclass(frozen=True, slots=True)
class UploadFile:
    """A file as it was announced in the batch: `size` in bytes, `sha256` in hex. `renewed` is one that
    was changed since, and is announced anew; `known` one that the account has probably sent before."""

    document_id: UUID
    path: Path
    filename: str
    size: int
    sha256: str
    renewed: bool = False
    known: bool = False


class UploadStore(Protocol):
    """Keeps the URL of each unfinished upload (often a path alone), so that it can be resumed."""

    async def get(self, document: UUID) -> str | None: ...
    async def put(self, document: UUID, url: str) -> None: ...
    async def forget(self, document: UUID) -> None: ...


class MemoryUploadStore:
    """Keeps them as long as this process lives."""

    def __init__(self) -> None:
        self._urls: dict[UUID, str] = {}

    async def get(self, document: UUID) -> str | None:
        return self._urls.get(document)

    async def put(self, document: UUID, url: str) -> None:
        self._urls[document] = url

    async def forget(self, document: UUID) -> None:
        self._urls.pop(document, None)


async def upload_file(
    client: ServiceClient,
    file: UploadFile,
    store: UploadStore,
    *,
    progress: UploadProgress | None = None,
    retries: int = 6,
    pace: Pace | None = None,
) -> None:
    """Bring the file to the service, from where an earlier call left off.

    May be cancelled at any moment and called again. Retries what may pass, `retries` times in a
    row without progress, then raises the `IngestError`. Others it raises at once: file_changed,
    file_missing, file_unreadable, and the service's refusals. `pace` is shared by the uploads of one
    loop.
    """
    stamp = await asyncio.to_thread(_verify, file)
    upload = _Upload(client, file, store, stamp, progress or _ignore, pace or Pace())
    failures = 0
    while True:
        before = upload.offset
        try:
            await upload.go_on()
            return
        except IngestError as error:
            if not error.retryable:
                raise
            failures = 1 if upload.offset > before else failures + 1
            if failures > retries:
                raise
            asked = seconds_asked(error)
        await asyncio.sleep(max(asked, min(30.0, _FIRST_RETRY * 2**failures) * random.uniform(0.5, 1)))


async def discard_upload(client: ServiceClient, document: UUID, store: UploadStore) -> None:
    """Tell the service to drop an unfinished upload; nothing happens when there is none."""
    url = await store.get(document)
    if url is None:
        return
    with suppress(_GoneError):
        await _send(client, "DELETE", url)
    await store.forget(document)


class _GoneError(IngestError):
    """The service does not know the upload, or no longer."""


class _Upload:
    """One call's state. `offset` is what the service has confirmed."""

    def __init__(
        self,
        client: ServiceClient,
        file: UploadFile,
        store: UploadStore,
        stamp: tuple[int, int],
        progress: UploadProgress,
        pace: Pace,
    ) -> None:
        self._client = client
        self._file = file
        self._store = store
        self._stamp = stamp
        self._progress = progress
        self._pace = pace
        self.offset = 0

    async def go_on(self) -> None:
        """Send what the service does not have yet."""
        url = await self._store.get(self._file.document_id)
        if url is not None:
            try:
                self._confirmed(await _send(self._client, "HEAD", url))
            except _GoneError:
                await self._store.forget(self._file.document_id)
                url = None
        if url is None:
            url = await self._create()
        if url is None:
            return
        while self.offset < self._file.size:
            await self._send_chunk(url)
        await self._store.forget(self._file.document_id)

    async def _create(self) -> str | None:
        """The new upload's URL; None when the service has the whole file: it came along, was sent
        before, or in a request whose answer was lost."""
        self.offset = 0
        headers = {"Upload-Length": str(self._file.size), "Upload-Metadata": self._metadata()}
        data = b""
        if self._file.size <= self._pace.part and not self._file.known:
            data = await asyncio.to_thread(self._read, 0, self._file.size)
            headers |= {**_BODY_TYPE, "Upload-Checksum": await _checksum(data)}
        else:
            digest = base64.b64encode(bytes.fromhex(self._file.sha256)).decode()
            headers["Upload-Known"] = f"sha256 {digest}"
        try:
            response = await self._send_body("POST", _ENDPOINT, headers, data)
        except IngestError:
            if await self._has_arrived():
                return None
            raise
        self._confirmed(response)
        if self.offset == self._file.size:
            return None
        url = _place(response)
        await self._store.put(self._file.document_id, url)
        return url

    async def _send_chunk(self, url: str) -> None:
        length = min(self._pace.part, self._file.size - self.offset)
        data = await asyncio.to_thread(self._read, self.offset, length)
        headers = {
            **_BODY_TYPE,
            "Upload-Offset": str(self.offset),
            "Upload-Checksum": await _checksum(data),
        }
        begun = monotonic()
        self._confirmed(await self._send_body("PATCH", url, headers, data))
        if self.offset < self._file.size:
            # The answer to the last part comes when the file is verified, which says nothing of the line.
            self._pace.went(length, monotonic() - begun)

    async def _send_body(self, method: str, url: str, headers: dict[str, str], data: bytes) -> httpx.Response:
        headers["Content-Length"] = str(len(data))
        try:
            return await _send(self._client, method, url, headers, self._pieces(data))
        except IngestError:
            if data:
                self._pace.broke()
                # What was handed over counts only once it is confirmed.
                self._progress(self.offset, self._file.size)
            raise

    async def _pieces(self, data: bytes) -> AsyncIterator[bytes]:
        view, start = memoryview(data), 0
        while start < len(data):
            piece = bytes(view[start : start + self._pace.piece])
            await self._pace.take(len(piece))
            yield piece
            start += len(piece)
            self._progress(self.offset + start, self._file.size)

    def _confirmed(self, response: httpx.Response) -> None:
        self.offset = int(response.headers.get("Upload-Offset", 0))
        self._progress(self.offset, self._file.size)

    async def _has_arrived(self) -> bool:
        """Whether the document waits for no file any more."""
        document = await self._client.get_document(self._file.document_id)
        return document.status is not DocumentStatus.PENDING_UPLOAD

    def _read(self, offset: int, length: int) -> bytes:
        with _readable(self._file) as source:
            if _stamp(source) != self._stamp:
                # Written anew, but maybe with the same content.
                self._stamp = _verify(self._file)
            source.seek(offset)
            data = source.read(length)
        if len(data) != length:
            raise _changed(self._file)
        return data

    def _metadata(self) -> str:
        pairs = {"document_id": str(self._file.document_id), "filename": self._file.filename}
        if self._file.renewed:
            pairs["sha256"] = self._file.sha256
        return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


async def _send(
    client: ServiceClient,
    method: str,
    url: str,
    headers: dict[str, str] | None = None,
    content: AsyncIterator[bytes] | None = None,
) -> httpx.Response:
    """One tus request. Raises `_GoneError` for an upload that the service does not have, a retryable
    error for what a new look at the offset may settle, else the service's refusal."""
    response = await client.send(
        method, url, content=content, headers={**_VERSION, **(headers or {})}, timeout=_TIMEOUT
    )
    if response.is_success:
        if "Tus-Resumable" not in response.headers:
            raise not_our_service(str(response.request.url.copy_with(raw_path=b"/")))
        return response
    error = response_error(response)
    if url == _ENDPOINT:
        error.retryable = error.retryable or response.status_code in _CREATE_AGAIN
        raise error
    if response.status_code in _GONE:
        raise _GoneError(error.code, error.title, error.message, retryable=True)
    error.retryable = error.retryable or response.status_code in _AGAIN
    raise error


def _place(response: httpx.Response) -> str:
    """The new upload's URL. One of the same service is kept as its path alone: the port of an
    embedded service is another one after each start."""
    asked = response.request.url
    given = asked.join(response.headers["Location"])
    same = (given.scheme, given.netloc) == (asked.scheme, asked.netloc)
    return given.raw_path.decode("ascii") if same else str(given)


async def _checksum(data: bytes) -> str:
    """The value of an Upload-Checksum header."""
    digest = await asyncio.to_thread(lambda: hashlib.sha256(data).digest())
    return f"sha256 {base64.b64encode(digest).decode()}"


def content_of(path: Path) -> tuple[int, int, str]:
    """Size, time of the last change (nanoseconds) and SHA-256 of a file as it is now. Blocks. Raises
    `IngestError` (file_missing, file_unreadable)."""
    with _readable_path(path) as source:
        size, changed = _stamp(source)
        return size, changed, hashlib.file_digest(source, "sha256").hexdigest()


def _verify(file: UploadFile) -> tuple[int, int]:
    """The stamp of the file, when it is still the one that was announced."""
    with _readable(file) as source:
        stamp = _stamp(source)
        if stamp[0] != file.size or hashlib.file_digest(source, "sha256").hexdigest() != file.sha256:
            raise _changed(file)
    return stamp


def _readable(file: UploadFile) -> AbstractContextManager[BufferedReader]:
    return _readable_path(file.path)


@contextmanager
def _readable_path(path: Path) -> Iterator[BufferedReader]:
    """The open file; what the operating system says of it becomes a `MachineError`."""
    try:
        with path.open("rb") as source:
            yield source
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MachineError(
            "file_missing",
            "The file is gone",
            f"“{path}” was moved, renamed or deleted since it was added. Put it back and try again, or "
            "remove it from the batch.",
        ) from error
    except OSError as error:
        raise MachineError(
            "file_unreadable",
            "The file can’t be read",
            f"“{path}” could not be read: {error.strerror}. Check the disk and who may read it, then try "
            "again, or remove it from the batch.",
        ) from error


def _stamp(source: BufferedReader) -> tuple[int, int]:
    status = os.fstat(source.fileno())
    return status.st_size, status.st_mtime_ns


def _changed(file: UploadFile) -> IngestError:
    return IngestError(
        "file_changed",
        "The file was changed",
        f"“{file.path}” is no longer what it was when it was added to the batch, so it was not sent. Take it "
        "as it is now, or remove it from the batch.",
    )


def _ignore(sent: int, total: int) -> None:
    """No one listens."""
