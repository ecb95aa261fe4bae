"""Put away files whose service has them: into the done folder, or left and known as done."""

from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from stat import S_ISLNK
from typing import Final
from uuid import UUID

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.flows.watching.listing import done_folder
from ingestio_desktop.flows.watching.moving import free_name, is_there, move
from ingestio_desktop.options import WatchedFolder
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.watched import WatchedFile, WatchedState, begin_moves, end_files, unfinished

_AT_ONCE: Final = 100
_IN_ONE_STEP: Final = 500
"""Other folders are looked at, and a program that ends is let go, in between."""


class Putting:
    """What was begun before the program ended is ended first."""

    def __init__(self, store: Store, forget: Callable[[Path], None]) -> None:
        """`forget` is told of files that are not what they were, or not where they were."""
        self._store = store
        self._forget = forget
        self.moved = False
        self.more = False

    def put_away(self, folders: Sequence[WatchedFolder]) -> Mapping[UUID, ErrorInfo]:
        """End files that can be ended; why the others of a folder could not. `moved` says whether there
        were any, `more` that there may be others."""
        by_id = {folder.id: folder for folder in folders}
        moving = frozenset(folder.id for folder in folders if done_folder(folder) is not None)
        files = self._store.read(
            lambda session: unfinished(session, by_id.keys(), moving, _IN_ONE_STEP)
        ).result()
        problems: dict[UUID, ErrorInfo] = {}
        self.moved = False
        for start in range(0, len(files), _AT_ONCE):
            piece = [file for file in files[start : start + _AT_ONCE] if file.folder_id not in problems]
            self._put_piece(piece, by_id, problems)
        self.more = self.moved and len(files) == _IN_ONE_STEP
        return problems

    def _put_piece(
        self,
        files: Sequence[WatchedFile],
        folders: Mapping[UUID, WatchedFolder],
        problems: dict[UUID, ErrorInfo],
    ) -> None:
        ended: list[tuple[WatchedFile, Path | None]] = []
        planned: dict[Path, WatchedFile] = {}
        for file in files:
            folder = folders[file.folder_id]
            if not self._goes(file, folder):
                ended.append((file, _arrived(file)))
                continue
            try:
                planned[self._target(file, folder, planned)] = file
            except OSError as error:
                problems[file.folder_id] = _not_moved(folder, error)
        self._store.write(lambda unit: begin_moves(unit, planned)).result()
        for target, file in planned.items():
            give_way()
            if not self._goes(file, folders[file.folder_id]):
                # It was changed while others were moved.
                ended.append((file, _arrived(file)))
                continue
            try:
                move(file.path, target, file.sha256)
            except FileNotFoundError:
                ended.append((file, target if _holds(target, file) else None))
            except FileExistsError:
                # Somebody was quicker: another name is found in the next step.
                continue
            except ValueError:
                ended.append((file, None))
            except OSError as error:
                problems[file.folder_id] = _not_moved(folders[file.folder_id], error)
                continue
            else:
                ended.append((file, target))
            self._forget(file.path)
        self._store.write(lambda unit: end_files(unit, ended)).result()
        self.moved = self.moved or bool(ended)

    def _goes(self, file: WatchedFile, folder: WatchedFolder) -> bool:
        """Whether a file is to be moved: only as it was when it was taken, and never a link."""
        moving = file.state is WatchedState.MOVING
        if done_folder(folder) is None and not moving:
            return False
        try:
            status = file.path.lstat()
        except OSError:
            return moving
        if S_ISLNK(status.st_mode):
            return False
        if (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns):
            return True
        self._forget(file.path)
        return False

    def _target(self, file: WatchedFile, folder: WatchedFolder, taken: Container[Path]) -> Path:
        begun = file.target
        if begun is not None and _is_ours(file, begun):
            return begun
        return free_name(file.path, folder.path, done_folder(folder) or folder.path, taken)


def _arrived(file: WatchedFile) -> Path | None:
    """Where a begun move brought the file, when another one is at its old place already."""
    return file.target if file.target is not None and _holds(file.target, file) else None


def _is_ours(file: WatchedFile, target: Path) -> bool:
    """Whether a move to `target` can be taken up: nothing is there, or what this move put there."""
    try:
        return target.lstat().st_size == 0 or is_there(file.path, target, file.sha256)
    except OSError:
        return True


def _holds(target: Path, file: WatchedFile) -> bool:
    try:
        return target.stat().st_size == file.size
    except OSError:
        return False


def _not_moved(folder: WatchedFolder, error: OSError) -> ErrorInfo:
    return ErrorInfo(
        code="watched_not_moved",
        title="Files could not be moved",
        message=f"“{done_folder(folder)}” can’t be written: {error.strerror or 'unknown reason'}. The files "
        "are in a batch already and stay where they are. Check the folder; it goes on by itself.",
        retryable=True,
    )
