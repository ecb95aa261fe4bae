"""The files of the draft: listed, checked, taken away and brought back. Belongs to one thread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from ingestio_core.errors import IngestError
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_core.limits import MAX_FILE_BYTES
from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.flows.filelist import FileList
from ingestio_desktop.flows.found import changed_files, new_files, printable
from ingestio_desktop.flows.intakes import Heard, Intakes, Tell
from ingestio_desktop.flows.keeping import DraftKeeper
from ingestio_desktop.flows.lookup import Earlier, look_up
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import StoredFile
from ingestio_desktop.workers.cpu_process import CpuProcess, Listed


class FileWork:
    """`dirty`, `removed` and `nothing_in` are what `taken` gives and forgets: rows that changed, ids of
    those gone, folders without a file."""

    def __init__(
        self,
        store: Store,
        cpu: CpuProcess,
        tell: Tell,
        keeper: DraftKeeper,
        touch: Callable[[], None],
        limit: int,
    ) -> None:
        self.list = FileList(limit)
        self.max_bytes = MAX_FILE_BYTES
        self.taken_out: tuple[StoredFile, ...] = ()
        self.dirty: dict[UUID, DraftFile] = {}
        self.removed: set[UUID] = set()
        self.nothing_in: list[str] = []
        self._store = store
        self._keeper = keeper
        self._touch = touch
        self._intakes = Intakes(
            cpu,
            tell,
            lambda hashes: store.read(lambda session: look_up(session, hashes)),
            Heard(self._found, self._inspected, self._intake_ended),
        )

    @property
    def listing(self) -> bool:
        """Whether files are being listed or checked."""
        return bool(self._intakes)

    def load(self, files: Sequence[StoredFile], listing: Sequence[Path]) -> None:
        """Other files, and what is still to be listed. Raises `IngestError` when the store cannot say what
        was extracted before."""
        hashes = tuple(file.sha256 for file in files if file.sha256)
        earlier = self._store.read(lambda session: look_up(session, hashes)).result()
        self._intakes.end()
        self.list = FileList(self.list.limit)
        self.list.know_earlier(earlier)
        self.dirty.clear()
        self.removed.clear()
        self.taken_out = ()
        for file in files:
            self.list.put(file)
        self._intakes.check(
            [FoundFile(file.path, file.folder) for file in files if not file.checked], self.max_bytes
        )
        if listing:
            self.add_paths(listing)

    def add_paths(self, paths: Sequence[Path]) -> None:
        self._note_listing()
        self._intakes.list(paths, self.max_bytes)

    def end(self) -> None:
        """Hear of no intake any more."""
        self._intakes.end()

    def stop(self) -> None:
        """End all intakes; what was not checked goes."""
        self._intakes.end()
        self._take_out([row.id for row in self.list.rows() if row.state is FileState.CHECKING])
        self.settle()

    def set_limits(self, files: int, max_bytes: int) -> None:
        """Of the plan; `files` 0 where it takes none: they are judged as before then, for another one."""
        if self.max_bytes != max_bytes:
            self.max_bytes = max_bytes
            self._check_sizes()
        if files and self.list.limit != files:
            self.list.limit = files
            self.settle()

    def remove(self, ids: Iterable[UUID]) -> None:
        """Take files away; `undo_remove` brings those of the last time back."""
        gone = self._take_out(ids)
        if gone:
            self.taken_out = gone
            self.settle()

    def undo_remove(self) -> None:
        back, self.taken_out = self.taken_out, ()
        for file in back:
            if file.path not in self.list:
                self.put(file)
        self._check_again(file for file in back if not file.checked)
        self.settle()

    def remove_rejected(self) -> None:
        self.remove([row.id for row in self.list.rows() if row.state is FileState.REJECTED])

    def include_anyway(self, ids: Iterable[UUID] | None) -> None:
        """These files, or all that repeat another one, although they do."""
        if ids is None:
            ids = [row.id for row in self.list.rows() if row.can_include_anyway]
        for file_id in ids:
            row, file = self.list.row(file_id), self.list.file(file_id)
            if row is not None and file is not None and row.can_include_anyway:
                self.put(replace(file, include_anyway=True))
        self.settle()

    def read_again(self, ids: Iterable[UUID]) -> None:
        """Look at files once more, as they are now."""
        files = [file for file_id in ids if (file := self.list.file(file_id)) is not None and file.checked]
        self._check_again(files)
        self.settle()

    def look_up_again(self) -> None:
        """Ask anew what was extracted before: batches come and go while one composes.

        Raises `IngestError` when the store cannot say."""
        hashes = self.list.hashes()
        if self.list.know_only(self._store.read(lambda session: look_up(session, hashes)).result()):
            self.settle()

    def refused_now(self, before: Iterable[StoredFile], code: str) -> list[StoredFile]:
        """Those of the files that have this reason not to be taken by now."""
        return [
            file
            for file in before
            if (row := self.list.row(file.id)) is not None
            and row.reason is not None
            and row.reason.code == code
        ]

    def refuse_changed(self) -> list[StoredFile]:
        """The files that are not what they were when they were checked; they are refused from now on."""
        changed = changed_files(self.valid())
        for file, reason in changed:
            self.put(replace(file, error=reason))
        if changed:
            self.settle()
        return [file for file, _ in changed]

    def valid(self) -> tuple[StoredFile, ...]:
        """The files that are taken, by position."""
        return tuple(
            file
            for row in self.list.rows()
            if row.state is FileState.VALID and (file := self.list.file(row.id)) is not None
        )

    def known(self, ids: Iterable[UUID]) -> "list[StoredFile]":
        """Those of the ids that are there."""
        return [file for file_id in ids if (file := self.list.file(file_id)) is not None]

    def put(self, file: StoredFile) -> None:
        """Add or replace a file."""
        give_way()
        self.dirty[file.id] = self.list.put(file)
        self.removed.discard(file.id)
        self._keeper.note((file.id,), (), text=False)

    def settle(self) -> None:
        """Judge all files anew."""
        for row in self.list.settle():
            self.dirty[row.id] = row
        self._touch()

    # Inside

    def _note_listing(self) -> None:
        if not self._intakes:
            self._keeper.listing_begins()

    def _found(self, listed: Sequence[Listed]) -> None:
        for file in new_files(listed, self.list):
            self.put(file)

    def _inspected(self, results: Sequence[IntakeResult], earlier: Earlier) -> None:
        self.list.know_earlier(earlier)
        for result in results:
            file = self.list.by_path(result.path)
            if file is None or file.checked:
                continue
            self.put(
                replace(
                    file,
                    checked=True,
                    size=result.size or file.size,
                    media_type=result.media_type,
                    pages=result.pages,
                    sha256=result.sha256,
                    error=result.error,
                )
            )

    def _intake_ended(self, error: IngestError | None, nothing_in: tuple[Path, ...]) -> None:
        if error is not None:
            for file in self.list.files():
                if not file.checked:
                    self.put(replace(file, checked=True, error=error.info()))
        elif not self._intakes:
            # A folder that could not be read before and now can: its files stand in its place.
            self._take_out([file.id for file in self.list.files() if not file.checked])
        self.nothing_in += [printable(path.name or str(path)) for path in nothing_in]
        if self.list.unsettled:
            self.settle()
        self._touch()

    def _check_again(self, files: Iterable[StoredFile]) -> None:
        again = list(files)
        for file in again:
            self.put(replace(file, checked=False, error=None, sha256=None, pages=None))
        if again:
            self._note_listing()
            paths = [file.path for file in again]
            self._intakes.list(paths, self.max_bytes)

    def _check_sizes(self) -> None:
        """The plan's largest file is another one now."""
        self._check_again(
            file
            for file in self.list.files()
            if file.checked
            and ((file.error is None and file.size > self.max_bytes) or _too_large(file, self.max_bytes))
        )

    def _take_out(self, ids: Iterable[UUID]) -> tuple[StoredFile, ...]:
        files = tuple(self.known(ids))
        gone = self.list.remove(file.id for file in files)
        for file_id in gone:
            self.dirty.pop(file_id, None)
        self.removed.update(gone)
        self._keeper.note((), gone, text=False)
        return files


def _too_large(file: StoredFile, limit: int) -> bool:
    """Whether it was too large and is not any more."""
    return file.error is not None and file.error.code == "file_too_large" and file.size <= limit
