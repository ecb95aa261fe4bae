"""List a watched folder: what may be a document, as it is now."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingestio_core.errors import ErrorInfo
from ingestio_core.walk import FoundFile, walk
from ingestio_desktop.options import AfterIntake, WatchedFolder

DONE_NAME: Final = "Done"
_UNFINISHED: Final = (
    *(".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp"),
    *(".!ut", ".aria2", ".lck", ".lock", ".swp"),
)
"""Endings that browsers and other programs give to files that they have not finished."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: `size` in bytes; `folder` as intake wants it."""

    path: Path
    folder: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """`error` says why the folder itself cannot be listed; `unreadable` is what in it cannot."""

    files: tuple[Seen, ...] = ()
    unreadable: tuple[FoundFile, ...] = ()
    error: ErrorInfo | None = None


def list_folder(folder: WatchedFolder, all_watched: Iterable[WatchedFolder]) -> Listing:
    """The files of a folder but for hidden and unfinished ones, for what is done, and for what belongs to
    a watched folder inside it."""
    others = tuple(all_watched)
    error = _unusable(folder, others)
    if error is not None:
        return Listing(error=error)
    own = folder.path
    without = [each.path for each in others if each.path != own and each.path.is_relative_to(own)]
    without += [done for each in others if (done := done_folder(each)) is not None]
    found = tuple(walk((own,), without=without, subfolders=folder.subfolders))
    names = {entry.path for entry in found}
    files: list[Seen] = []
    unreadable: list[FoundFile] = []
    for entry in found:
        if entry.error is not None:
            unreadable.append(entry)
        elif not _is_unfinished(entry.path, names):
            files.extend(_seen(entry))
    return Listing(tuple(files), tuple(unreadable))


def done_folder(folder: WatchedFolder) -> Path | None:
    """Where files of a folder are moved to; None where they are left."""
    if folder.after is AfterIntake.LEAVE:
        return None
    return folder.done_folder or folder.path / DONE_NAME


def _unusable(folder: WatchedFolder, others: Iterable[WatchedFolder]) -> ErrorInfo | None:
    try:
        with os.scandir(folder.path):
            pass
        for other in others:
            done = done_folder(other)
            if done is not None and done.exists() and done.samefile(folder.path):
                return _is_done_folder(folder.path)
    except PermissionError:
        return _forbidden(folder.path)
    except OSError:
        return _away(folder.path)
    return None


def _is_unfinished(path: Path, names: set[Path]) -> bool:
    """Also a file beside which a browser still writes: it holds the place for it until then."""
    if path.name.casefold().endswith(_UNFINISHED):
        return True
    return any(path.with_name(path.name + ending) in names for ending in _UNFINISHED[:5])


def _seen(entry: FoundFile) -> Iterator[Seen]:
    try:
        status = entry.path.stat()
    except OSError:
        # It went between two looks.
        return
    yield Seen(entry.path, entry.folder, status.st_size, status.st_mtime_ns)


def _away(path: Path) -> ErrorInfo:
    return ErrorInfo(
        code="watched_away",
        title="The folder is not there",
        message=f"“{path}” can’t be found. If it is on another computer or disk, it goes on by itself when "
        "that is back. Otherwise choose another folder.",
        retryable=True,
    )


def _forbidden(path: Path) -> ErrorInfo:
    return ErrorInfo(
        code="watched_forbidden",
        title="The folder may not be read",
        message=f"You have no permission to list “{path}”. Ask its owner, or choose another folder.",
        retryable=True,
    )


def _is_done_folder(path: Path) -> ErrorInfo:
    return ErrorInfo(
        code="watched_done_of_other",
        title="The folder holds what is done",
        message=f"Files of a watched folder are moved to “{path}”, so it can’t be watched itself. "
        "Choose another folder.",
    )
