"""What a person does with one batch and its documents; much of it can be undone. No widget."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_desktop.flows.batches import BatchesFlow, DocumentQuery
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.batches import deleted_words, too_late
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.store.rows import BatchRow, DocumentRow, DocumentState, DocumentTab, Held
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")

_NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Selection:
    """What can be done with the selected documents: how many of them can be confirmed, exported and
    stopped, and whether one is queued or in work, so that none can be read again."""

    count: int = 0
    to_review: int = 0
    read: int = 0
    can_be_stopped: int = 0
    in_work: int = 0


class BatchActions(QObject):
    """Of the batch that is shown: `query` says which, `_rows` are those of its documents that are loaded."""

    said = Signal(str, object)
    """What was done, and a function that undoes it, or None."""
    failed = Signal(object)
    """An `IngestError` that the person should read."""

    def __init__(
        self, flow: BatchesFlow, bridge: Bridge, undo: UndoStack | None, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.undo = undo or UndoStack(self)
        self.batch: BatchRow | None = None
        self.query = DocumentQuery(_NOBODY)
        self._flow = flow
        self._bridge = bridge
        self._rows: dict[UUID, DocumentRow] = {}
        self._states: dict[UUID, DocumentState] = {}
        self._taken: set[UUID] = set()

    @property
    def batch_id(self) -> UUID:
        return self.query.batch_id

    def rename(self, name: str) -> None:
        self._deliver(self._flow.rename(self.batch_id, name), nothing)

    def cancel(self) -> None:
        """The window has asked before."""
        self._deliver(self._flow.cancel(self.batch_id), nothing)

    def delete_batch(self) -> None:
        """The window has asked before; it can be undone for a while all the same."""
        title = self.batch.title if self.batch is not None else ""

        def done(held: Held) -> None:
            self._offer_undo(deleted_words((title,), 1), held)

        self._deliver(self._flow.delete((self.batch_id,)), done)

    def confirm(self, ids: Iterable[UUID]) -> None:
        """Those that are to review; can be undone."""
        wanted = [key for key in ids if self._state(key) in (DocumentState.TO_REVIEW, None)]
        self._taken.update(wanted)

        def done(confirmed: tuple[UUID, ...]) -> None:
            if confirmed:
                text = tr("%n document(s) confirmed", "", len(confirmed))
                self.undo.add(text, lambda: self.unconfirm(confirmed))
            else:
                self.said.emit(tr("Nothing to confirm"), None)

        self._deliver(self._flow.confirm(wanted), done)

    def unconfirm(self, ids: Iterable[UUID]) -> None:
        wanted = tuple(ids)
        self._taken.update(wanted)
        self._deliver(self._flow.unconfirm(wanted), lambda _count: None)

    def redo(self, ids: Iterable[UUID]) -> None:
        """Extract again; the window has asked before."""
        wanted = tuple(ids)
        self._taken.update(wanted)
        self._deliver(
            self._flow.redo(wanted),
            lambda count: self.said.emit(tr("%n document(s) to be read again", "", count), None),
        )

    def redo_failed(self) -> None:
        """All documents that failed; the window has asked before."""
        failed = DocumentQuery(self.batch_id, DocumentTab.ERROR)
        self._deliver(self._flow.document_ids(failed), self.redo)

    def cancel_documents(self, ids: Iterable[UUID]) -> None:
        """Stop those that are queued or being read."""
        wanted = tuple(ids)
        self._taken.update(wanted)
        self._deliver(
            self._flow.cancel_documents(wanted),
            lambda count: self.said.emit(tr("%n document(s) cancelled", "", count), None),
        )

    def delete_documents(self, ids: Iterable[UUID]) -> None:
        """The window has asked where it is more than one; it can be undone for a while all the same."""
        wanted = tuple(ids)
        self._taken.update(wanted)
        row = self._rows.get(wanted[0]) if len(wanted) == 1 else None

        def done(held: Held) -> None:
            said = tr("%n document(s) deleted", "", len(held.ids))
            self._offer_undo(tr("“{name}” deleted", name=row.filename) if row is not None else said, held)

        self._deliver(self._flow.delete_documents(wanted), done)

    def pause(self, ids: Iterable[UUID] | None = None) -> None:
        """Uploads of some documents, or all."""
        self._deliver(self._flow.pause_uploads(self.batch_id, ids), nothing)

    def resume(self, ids: Iterable[UUID] | None = None) -> None:
        """Paused uploads go on; of some documents, also those that failed."""
        self._deliver(self._flow.resume_uploads(self.batch_id, ids), nothing)

    def retry_failed(self) -> None:
        """All that failed and can be tried again; what is paused stays so."""
        self._deliver(self._flow.retry_uploads(self.batch_id), nothing)

    def take_as_it_is(self, ids: Iterable[UUID]) -> None:
        """Send files that were changed since they were added, with what is in them by now."""
        self._deliver(self._flow.take_as_it_is(self.batch_id, ids), nothing)

    def cancel_files(self, ids: Iterable[UUID]) -> None:
        """Stop files on their way; those that are not sent can be had back for a while."""
        wanted = tuple(ids)
        self._taken.update(wanted)
        row = self._rows.get(wanted[0]) if len(wanted) == 1 else None

        def done(held: Held) -> None:
            said = tr("%n file(s) cancelled", "", len(wanted))
            said = tr("“{name}” cancelled", name=row.filename) if row is not None else said
            if not held.ids:
                self.said.emit(said, None)
                return
            back = lambda: self._deliver(  # noqa: E731
                self._flow.undo_cancel(self.batch_id, held.ids), self._had_back
            )
            self.undo.add(said, back, held.until)

        self._deliver(self._flow.cancel_files(self.batch_id, wanted), done)

    # Within

    def _deliver(self, future: "Future[Result]", done: Callable[[Result], None]) -> None:
        self._bridge.deliver(future, self, done, self.failed.emit)

    def _state(self, document_id: UUID) -> DocumentState | None:
        row = self._rows.get(document_id)
        return row.state if row is not None else self._states.get(document_id)

    def _had_back(self, count: int) -> None:
        if not count:
            self.failed.emit(too_late())

    def _offer_undo(self, text: str, held: Held) -> None:
        def done(count: int) -> None:
            if not count:
                self.failed.emit(too_late())

        def undo() -> None:
            self._deliver(self._flow.undo_delete(held.ids), done)

        if held.ids:
            self.undo.add(text, undo, held.until)


def nothing(_done: None) -> None:
    """The store tells by itself what changed."""
