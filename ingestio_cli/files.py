"""Input paths as a person names them, and output files that are whole or not there."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingestio_cli.exits import UsageError
from ingestio_core.errors import MachineError
from ingestio_core.export.model import DOCUMENT_ROWS
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import FoundFile, inspect_file, walk


def find_files(paths: Iterable[Path], out: Path) -> list[FoundFile]:
    """All files that `paths` stand for, each once, in that order.

    What an earlier run left at `out` is not one of them. Raises `UsageError` for a path that does not
    exist, when there is no file at all, or when `out` would overwrite a document that is to be read.
    """
    paths = tuple(paths)
    for path in paths:
        if _is_missing(path):
            raise UsageError(f"“{path}” does not exist. Check the spelling and the folder you are in.")
    target = os.path.realpath(out)
    if any(os.path.realpath(path) == target for path in paths):
        raise UsageError(f"“{out}” is named to be read and as --out. Name another file as --out.")
    walked = [(file, os.path.realpath(file.path)) for file in walk(paths)]
    # Of a file and a link to it, the file is kept.
    links = {file.path for file, _ in walked if os.path.islink(file.path)}  # noqa: PTH114 - never raises
    files = {place for file, place in walked if file.path not in links}
    seen: set[str] = set()
    found = []
    for file, place in walked:
        if place in seen or (place in files and file.path in links):
            continue
        seen.add(place)
        if place != target:
            found.append(file)
        elif inspect_file(file.path).accepted:
            raise UsageError(f"“{out}” is one of the documents to read. Name another file as --out.")
    if not found:
        raise UsageError("There is no file in what you named. Name a folder with documents in it.")
    return found


def _is_missing(path: Path) -> bool:
    """Whether there is nothing; what may not be looked at is told like any file that cannot be read."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def check_target(out: Path, endings: Iterable[str]) -> str:
    """The ending of `out`, without its dot. Raises `UsageError` for an ending that is none of
    `endings`, a folder, or a missing parent folder."""
    endings = tuple(endings)
    ending = out.suffix.lower().removeprefix(".")
    if ending not in endings:
        names = " or ".join(f".{one}" for one in endings)
        raise UsageError(f"“{out}” must end in {names}.")
    if os.path.isdir(out):  # noqa: PTH112 - says no where Path raises for want of permission
        raise UsageError(f"“{out}” is a folder. Name a file in it.")
    if not os.path.isdir(out.parent):  # noqa: PTH112
        raise UsageError(f"The folder “{out.parent}” does not exist. Make it first, or name another.")
    if not os.access(out.parent, os.W_OK | os.X_OK):
        raise UsageError(f"The folder “{out.parent}” may not be written to. Name another.")
    return ending


def check_rows(rows: str, plans: Iterable[FieldPlan], where: str) -> None:
    """Raises `UsageError` when none of `plans`, which are those of `where`, has a table of that name."""
    names = sorted({table.name for plan in plans for table in plan.tables})
    if rows in (DOCUMENT_ROWS, *names):
        return
    there_are = (
        f"The array fields are: {', '.join(names)}." if names else f"There is no array field in {where}."
    )
    raise UsageError(f"--rows cannot be “{rows}”. {there_are} For one row a document leave --rows out.")


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
