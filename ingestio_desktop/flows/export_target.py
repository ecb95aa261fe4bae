"""What is at the place where a file is to be written. Not for the main thread: disks may be far away."""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ingestio_core.export import leftovers


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """`folder` says whether the folder is there, `writable` whether files can be made in it, `exists` whether
    a file of that name is there or about to be; `free` is the path itself, or with a number the first that
    no file has."""

    path: Path
    folder: bool
    writable: bool
    exists: bool
    free: Path


def look_at(target: Path, taken: Collection[Path] = ()) -> TargetFacts:
    """What can't be looked at counts as not there, what is `taken` as there."""
    folder = target.parent
    try:
        is_there, exists = folder.is_dir(), target in taken or target.exists()
    except OSError:
        is_there = exists = False
    writable = is_there and os.access(folder, os.W_OK | os.X_OK)
    return TargetFacts(target, is_there, writable, exists, _free(target, taken) if exists else target)


def there(path: Path) -> bool:
    """Whether a file is there; one on a disk that is away is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def remove_leftovers(targets: Iterable[Path]) -> None:
    """Take away what a killed program had written of these files so far."""
    for target in targets:
        with suppress(OSError):
            for part in leftovers(target):
                part.unlink(missing_ok=True)


def size_of(path: Path) -> int | None:
    """None for a file that is gone again, or on a disk that is."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _free(target: Path, taken: Collection[Path]) -> Path:
    for number in count(2):
        other = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if other not in taken and not other.exists():
            return other
    raise AssertionError("numbers do not end")
