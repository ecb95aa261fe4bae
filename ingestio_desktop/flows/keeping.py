"""Writes the draft as it grows, and says when that went well."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Final
from uuid import UUID

from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_desktop.store import drafts
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.drafts import StoredDraft
from ingestio_desktop.store.rows import StoredFile

_FILES_SECONDS: Final = 2.0
_RETRY_SECONDS: Final = 5.0


class DraftKeeper:
    """Lives in one thread. What was typed is written at once; files, while they come in, only now and
    then, for most are checked by then and need only be written once."""

    def __init__(
        self, store: Store, tell: Callable[[Callable[[], None]], None], told: Callable[[], None]
    ) -> None:
        """`told` is called when `saved_at` or `problem` changed."""
        self._store = store
        self._tell = tell
        self._told = told
        self._files: set[UUID] = set()
        self._gone: set[UUID] = set()
        self._text = False
        self._files_saved_at = 0.0
        self._not_before = 0.0
        self._era = 0
        self.saved_at: datetime | None = None
        """When the draft was last written whole."""
        self.problem: ErrorInfo | None = None
        """Why it could not be written the last time."""

    @property
    def files_waiting(self) -> bool:
        return bool(self._files or self._gone)

    def note(self, files: Iterable[UUID], gone: Iterable[UUID], *, text: bool) -> None:
        """What changed."""
        self._files.update(files)
        self._files.difference_update(gone)
        self._gone.update(gone)
        self._gone.difference_update(self._files)
        self._text = self._text or text

    def forget(self) -> None:
        """Another draft: nothing of the last one is to be written."""
        self._files.clear()
        self._gone.clear()
        self._text = False
        self._era += 1
        self.saved_at = None
        self.problem = None

    def listing_begins(self) -> None:
        """Files come in from now on."""
        self._files_saved_at = monotonic()

    def wait(self, *, listing: bool) -> float | None:
        """Seconds until there is something to write; None while there is not."""
        if not self._text and not self.files_waiting:
            return None
        now = monotonic()
        due = self._not_before
        if listing and not self._text:
            due = max(due, self._files_saved_at + _FILES_SECONDS)
        return max(0.0, due - now)

    def save(
        self, draft: StoredDraft, file: Callable[[UUID], StoredFile | None], *, listing: bool, complete: bool
    ) -> bool:
        """Write what is not written yet. `complete` says that all that was listed is noted here; then the
        draft is written without what is to be listed, which is the result."""
        ids: frozenset[UUID] = frozenset()
        gone: frozenset[UUID] = frozenset()
        if not listing or monotonic() >= self._files_saved_at + _FILES_SECONDS:
            ids, gone = frozenset(self._files), frozenset(self._gone)
            self._files.clear()
            self._gone.clear()
            if ids:
                self._files_saved_at = monotonic()
        self._text = False
        dirty = [known for file_id in ids if (known := file(file_id)) is not None]
        listed = complete and not listing and not self.files_waiting
        moment = datetime.now(UTC)
        body = replace(draft, listing=() if listed else draft.listing, changed_at=moment)

        def write(unit: Unit) -> None:
            drafts.save_draft(unit, body)
            drafts.delete_files(unit, gone)
            drafts.save_files(unit, body.id, dirty)

        era = self._era

        def written(done: "Future[None]") -> None:
            self._tell(lambda: self._written(done, moment, ids, gone) if era == self._era else None)

        self._store.write(write).add_done_callback(written)
        return listed

    def _written(
        self, done: "Future[None]", moment: datetime, ids: frozenset[UUID], gone: frozenset[UUID]
    ) -> None:
        error = None if done.cancelled() else done.exception()
        if done.cancelled() or error is not None:
            self.note(ids - self._gone, gone - self._files, text=True)
            self._not_before = monotonic() + _RETRY_SECONDS
            self.problem = error.info() if isinstance(error, IngestError) else self.problem
        else:
            self._not_before = 0.0
            self.saved_at, self.problem = moment, None
        self._told()
        if error is not None and not isinstance(error, IngestError):
            raise error
