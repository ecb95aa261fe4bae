"""Move a file to where the done ones are: never over another one, and never half of it."""

import hashlib
import os
import shutil
from collections.abc import Container
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from typing import Final

_CHUNK: Final = 1024 * 1024
_MOST_NAMES: Final = 10_000


def free_name(source: Path, root: Path, done: Path, taken: Container[Path] = ()) -> Path:
    """Where `source` goes in the folder `done`: into the same subfolder as below `root`, by the same name,
    or by the name with the first number that nobody has and that is not `taken`. Raises FileExistsError."""
    below = source.relative_to(root) if source.is_relative_to(root) else Path(source.name)
    wanted = done / below
    for number in range(1, _MOST_NAMES):
        name = wanted.name if number == 1 else f"{wanted.stem} ({number}){wanted.suffix}"
        target = wanted.with_name(name)
        if target not in taken and not os.path.lexists(target):
            return target
    raise FileExistsError(EEXIST, "there are too many files of this name", str(wanted))


def move(source: Path, target: Path, sha256: str | None) -> None:
    """Move a file, also to another disk. A move that broke off is taken up by the same call. What takes the
    source's place or is written into it meanwhile stays there.

    Raises FileExistsError when another file is there, `ValueError` when the content is not `sha256`
    (looked at only where it has to be copied), OSError otherwise; the source is whole in all cases."""
    before = _state(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_there(source, target, sha256):
        _unlink(source, before)
        return
    if not _is_placeholder(source, target):
        try:
            os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            # Another disk, or one that knows no second name of a file.
            target.touch(exist_ok=False)
        else:
            _unlink(source, before)
            return
    _copy(source, target, sha256)
    _unlink(source, before)


def is_there(source: Path, target: Path, sha256: str | None) -> bool:
    """Whether `target` is the same file by another name, or a whole copy of it. Raises OSError where there
    is no source."""
    if not os.path.lexists(target):
        return False
    if target.samefile(source):
        return True
    if sha256 is None or target.stat().st_size != source.stat().st_size:
        return False
    with target.open("rb") as copy:
        return hashlib.file_digest(copy, "sha256").hexdigest() == sha256


def _state(source: Path) -> tuple[int, int, int, int]:
    """By which a file is known to be the same, and as it was."""
    status = source.lstat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _unlink(source: Path, before: tuple[int, int, int, int]) -> None:
    if _state(source) == before:
        source.unlink()


def _is_placeholder(source: Path, target: Path) -> bool:
    """An empty file of ours: the copy into its place broke off. Nothing is lost with it in any case."""
    return os.path.lexists(target) and target.stat().st_size == 0 and source.stat().st_size > 0


def _copy(source: Path, target: Path, sha256: str | None) -> None:
    part = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    try:
        with source.open("rb") as original, part.open("wb") as copy:
            while chunk := original.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        if sha256 is not None and digest.hexdigest() != sha256:
            raise ValueError("the content is another one")
        with suppress(OSError):
            # Not every file system keeps times and rights.
            shutil.copystat(source, part)
        part.replace(target)
        _settle(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        if target.stat().st_size == 0:
            target.unlink()
        raise


def _settle(folder: Path) -> None:
    """Have a new name on the disk before the old one goes; where a folder can't be asked, nothing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
