"""Input paths as a person names them, and output files that are whole or not there."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingestio_cli.exits import UsageError
from ingestio_core.errors import MachineError
from ingestio_core.intake import FoundFile, walk


def find_files(paths: Iterable[Path]) -> list[FoundFile]:
    """All files that `paths` stand for, each once, in that order. Raises `UsageError` for a path
    that does not exist, or when there is no file at all."""
    paths = tuple(paths)
    for path in paths:
        if not path.exists():
            raise UsageError(f"“{path}” does not exist. Check the spelling and the folder you are in.")
    seen: set[str] = set()
    found = []
    for file in walk(paths):
        place = os.path.realpath(file.path)
        if place not in seen:
            seen.add(place)
            found.append(file)
    if not found:
        raise UsageError("There is no file in what you named. Name a folder with documents in it.")
    return found


def check_target(out: Path, endings: Iterable[str]) -> str:
    """The ending of `out`, without its dot. Raises `UsageError` for an ending that is none of
    `endings`, a folder, or a missing parent folder."""
    endings = tuple(endings)
    ending = out.suffix.lower().removeprefix(".")
    if ending not in endings:
        names = " or ".join(f".{one}" for one in endings)
        raise UsageError(f"“{out}” must end in {names}.")
    if out.is_dir():
        raise UsageError(f"“{out}” is a folder. Name a file in it.")
    if not out.parent.is_dir():
        raise UsageError(f"The folder “{out.parent}” does not exist. Make it first, or name another.")
    if not os.access(out.parent, os.W_OK):
        raise UsageError(f"The folder “{out.parent}” may not be written to. Name another.")
    return ending


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """A temporary path beside `out` that becomes it at the end, unless something is raised.
    Raises `MachineError` (disk_write_failed)."""
    # By a link, the file that it leads to is meant.
    target = Path(os.path.realpath(out))
    try:
        with tempfile.TemporaryDirectory(prefix=".ingestio-", dir=target.parent) as folder:
            draft = Path(folder) / target.name
            yield draft
            draft.replace(target)
    except OSError as error:
        raise MachineError(
            "disk_write_failed",
            "The file could not be written",
            f"“{out}” could not be saved: {error.strerror}. Close it where it is open, free some space, "
            "or choose another folder.",
        ) from error
