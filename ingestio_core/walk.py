"""Find the files below what a person dropped or named."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingestio_core.errors import ErrorInfo

_SKIPPED_NAMES: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})
_SKIPPED_PREFIXES: Final = (".", "~$")
_WINDOWS_HIDDEN: Final = 0x2
"""FILE_ATTRIBUTE_HIDDEN."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, or with `error` a file or folder that could not be read.

    `folder` is where it lies below what was dropped, with forward slashes and starting with the
    dropped folder's own name; empty for a file that was dropped by itself.
    """

    path: Path
    folder: str = ""
    error: ErrorInfo | None = None


def walk(
    paths: Iterable[Path], *, without: Iterable[Path] = (), subfolders: bool = True
) -> Iterator[FoundFile]:
    """The files of `paths` and of all folders below, in the order given, each folder by name.

    Hidden files and what systems and office programs leave behind are skipped, unless named
    themselves. A link to a folder is followed, but no folder is listed twice, so loops end.
    `without` are folders that are not listed at all, by whatever name they are reached.
    Never raises for what it finds: an unreadable folder comes out as a `FoundFile` with an error.
    """
    seen = set(_identities(without))
    for path in paths:
        try:
            is_folder = path.is_dir()
            if not is_folder:
                path.stat()
        except OSError as error:
            yield FoundFile(path, "", unreadable(path, error))
            continue
        if is_folder:
            yield from _walk_folder(path, seen, subfolders)
        else:
            yield FoundFile(path)


def unreadable(path: Path, error: OSError) -> ErrorInfo:
    """What a person is told when the system refuses to read a file or folder."""
    name = _printable(path.name or str(path))
    match error:
        case PermissionError():
            title, reason = (
                "No permission",
                f"“{name}” may not be read. Ask for permission or copy it elsewhere.",
            )
        case FileNotFoundError():
            title, reason = "File is gone", f"“{name}” is no longer there. Add it again from where it is now."
        case _:
            detail = error.strerror or "unknown reason"
            title, reason = (
                "Cannot be read",
                f"“{name}” cannot be read ({detail}). Check the disk and try again.",
            )
    return ErrorInfo(code="file_unreadable", title=title, message=reason, retryable=True)


def _closed(folder: Path, error: OSError) -> ErrorInfo:
    """The same of a folder: nothing of what is in it was found."""
    info = unreadable(folder, error)
    title = "No permission to read this folder" if isinstance(error, PermissionError) else info.title
    return info.model_copy(update={"code": "folder_unreadable", "title": title})


def _identities(folders: Iterable[Path]) -> Iterator[tuple[int, int]]:
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            # What is not there is not listed anyway.
            continue
        if status.st_ino:
            yield status.st_dev, status.st_ino


def _walk_folder(top: Path, seen: set[tuple[int, int]], subfolders: bool) -> Iterator[FoundFile]:
    # A stack instead of recursion: folders may be nested deeper than Python recurses.
    waiting = [(top, _printable(top.name or top.resolve().name))]
    while waiting:
        here, folder = waiting.pop()
        try:
            status = here.stat()
            if status.st_ino and (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as listing:
                entries = sorted(listing, key=_by_name)
        except OSError as error:
            yield FoundFile(here, folder, _closed(here, error))
            continue
        below: list[tuple[Path, str]] = []
        for entry in entries:
            path = here / entry.name
            try:
                if _is_hidden(entry):
                    continue
                if entry.is_dir():
                    if not subfolders:
                        continue
                    below.append((path, f"{folder}/{_printable(entry.name)}" if folder else entry.name))
                elif stat.S_ISREG(entry.stat().st_mode):
                    yield FoundFile(path, folder)
            except OSError as error:
                yield FoundFile(path, folder, unreadable(path, error))
        waiting.extend(reversed(below))


def _by_name(entry: os.DirEntry[str]) -> tuple[str, str]:
    """Without the ending first, so that a file stands before its copy “name (1).pdf”."""
    return Path(entry.name).stem.casefold(), entry.name


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(_SKIPPED_PREFIXES) or entry.name.casefold() in _SKIPPED_NAMES:
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _WINDOWS_HIDDEN)


def _printable(name: str) -> str:
    """The name with undecodable bytes replaced, so that it can be sent and stored as text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
