"""Files as they are found on the disk, and whether they are still what they were."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.flows.filelist import FileList
from ingestio_desktop.store.rows import StoredFile
from ingestio_desktop.workers.cpu_process import Listed

_CHANGED: Final = ErrorInfo(
    code="file_changed",
    title="Changed since it was added",
    message="The file was changed after it was added. Read it again as it is now, or remove it.",
)
_GONE: Final = ErrorInfo(
    code="file_unreadable",
    title="File is gone",
    message="The file is no longer where it was when it was added. Put it back and read it again, "
    "or remove it.",
    retryable=True,
)


def new_files(listed: Sequence[Listed], known: FileList) -> Iterator[StoredFile]:
    """A file for each that is not in the list yet, to be put there one by one. One that is there, but
    was refused by itself or has changed, is to be checked anew."""
    for file_id, entry in zip(_new_ids(len(listed)), listed, strict=True):
        file = known.by_path(entry.found.path)
        if file is None:
            yield StoredFile(
                id=file_id,
                position=known.next_position,
                path=entry.found.path,
                name=printable(entry.found.path.name),
                folder=entry.found.folder,
                size=entry.size,
                mtime_ns=entry.mtime_ns,
                checked=False,
            )
        elif file.error is not None or (file.size, file.mtime_ns) != (entry.size, entry.mtime_ns):
            yield replace(
                file,
                size=entry.size,
                mtime_ns=entry.mtime_ns,
                checked=False,
                media_type=None,
                pages=None,
                sha256=None,
                error=None,
            )


def changed_files(files: Iterable[StoredFile]) -> list[tuple[StoredFile, ErrorInfo]]:
    """Those that are not what they were when they were checked, each with its reason."""
    changed = []
    for file in files:
        try:
            status = file.path.stat()
        except OSError:
            changed.append((file, _GONE))
            continue
        if (status.st_size, status.st_mtime_ns) != (file.size, file.mtime_ns):
            changed.append((file, _CHANGED))
    return changed


def printable(name: str) -> str:
    """The name with undecodable bytes replaced, so that it can be stored and sent as text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _new_ids(count: int) -> list[UUID]:
    """Random ids with one call of the system, which lets go of the interpreter each time."""
    random = os.urandom(16 * count)
    return [UUID(bytes=random[start : start + 16], version=4) for start in range(0, len(random), 16)]
