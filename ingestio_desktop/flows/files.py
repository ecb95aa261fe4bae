"""Find a document's file: the person's own, else a cached copy, else the service's."""

import hashlib
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.cache import CacheFlow
from ingestio_desktop.futures import chain, done
from ingestio_desktop.store import library, queries
from ingestio_desktop.store.database import Reader, Store
from ingestio_desktop.sync.control import SyncControl


@dataclass(frozen=True, slots=True)
class LocalFile:
    path: Path
    media_type: MediaType


class DocumentFiles:
    def __init__(self, store: Store, sync: SyncControl, folder: Path, cache: CacheFlow | None = None) -> None:
        """`folder` is for copies from the service; `cache` keeps them below their limit, if it is given."""
        self._store = store
        self._sync = sync
        self._folder = folder
        self._cache = cache

    def at_hand(self, document_id: UUID) -> "Future[LocalFile | None]":
        """Only what is on this computer."""
        return chain(self._locate(document_id), lambda found: done(self._noted(document_id, found)))

    def _noted(self, document_id: UUID, found: LocalFile | Document | None) -> LocalFile | None:
        if not isinstance(found, LocalFile):
            return None
        if self._cache is not None and self._folder in found.path.parents:
            self._cache.used(document_id)
        return found

    def fetch(self, document_id: UUID) -> "Future[LocalFile]":
        """Fails with `IngestError`: document_gone, file_not_here and those of the transport."""

        def located(found: LocalFile | Document | None) -> "Future[LocalFile]":
            match found:
                case LocalFile():
                    self._noted(document_id, found)
                    return done(found)
                case Document():
                    return self._download(found)
                case None:
                    raise IngestError(
                        "document_gone",
                        "The document is no longer there",
                        "It was deleted. Go back to the batch.",
                    )

        return chain(self._locate(document_id), located)

    def _locate(self, document_id: UUID) -> "Future[LocalFile | Document | None]":
        def read(session: Reader) -> LocalFile | Document | None:
            detail = queries.document_detail(session, document_id)
            if detail is None:
                return None
            media_type = detail.document.media_type
            own = queries.local_path(session, document_id)
            if own is not None and _is_unchanged(*own):
                return LocalFile(own[0], media_type)
            cached = library.cached_file(session, document_id)
            if cached is not None and cached.is_file() and cached.stat().st_size == detail.document.size:
                return LocalFile(cached, media_type)
            return detail.document

        return self._store.read(read)

    def _download(self, document: Document) -> "Future[LocalFile]":
        target = self._folder / document.id.hex[:2] / f"{document.id.hex}{_SUFFIXES[document.media_type]}"

        def here() -> LocalFile:
            if self._cache is not None:
                self._cache.used(document.id)
                self._cache.trim()
            return LocalFile(target, document.media_type)

        def fetched(_: None) -> "Future[LocalFile]":
            kept = self._store.write(
                lambda unit: library.keep_file(unit, document.id, target, document.size, document.sha256)
            )
            return chain(kept, lambda _: done(here()))

        return chain(self._sync.download(document, target), fetched)


_SUFFIXES = {
    MediaType.PDF: ".pdf",
    MediaType.JPEG: ".jpg",
    MediaType.PNG: ".png",
    MediaType.XML: ".xml",
}


def _is_unchanged(path: Path, size: int, mtime_ns: int, sha256: str) -> bool:
    """By size and time of change; where only the time differs, by content."""
    try:
        status = path.stat()
        if status.st_size != size:
            return False
        if status.st_mtime_ns == mtime_ns:
            return True
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
