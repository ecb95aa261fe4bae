"""Submit the draft: one local transaction, no network."""

from concurrent.futures import Future
from uuid import UUID

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.composer import Composed
from ingestio_desktop.flows.submit_parts import new_batch
from ingestio_desktop.futures import chain, done, failed
from ingestio_desktop.store.batches import submit_batch
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.queries import batches_by_id


class SubmitFlow:
    """The batch id is the draft's id, so the same submit twice makes one batch."""

    def __init__(self, store: Store, compose: ComposeFlow) -> None:
        self._store = store
        self._compose = compose

    def submit(self, draft_id: UUID) -> "Future[UUID]":
        """Write batch, documents, uploads and outbox events; the result is the batch id. Works
        offline. `ComposeFlow.changed` brings a fresh, empty draft afterwards.

        Fails with `IngestError`: `draft_not_ready` (its message says what is missing),
        `already_submitting`, `files_changed` (a file is gone or is another one than was checked) and
        `files_known` (it is in another batch by now): they are named in the message and stand rejected
        in the draft then; `draft_gone`.
        """
        return chain(self._compose.begin_submit(draft_id), lambda composed: self._write(draft_id, composed))

    def _write(self, draft_id: UUID, composed: Composed | None) -> "Future[UUID]":
        if composed is None:
            known = self._store.read(lambda session: batches_by_id(session, (draft_id,)))
            return chain(known, lambda rows: _already(draft_id, bool(rows)))
        batch = new_batch(composed)
        written = self._store.write(lambda unit: submit_batch(unit, batch))
        written.add_done_callback(self._written)
        return chain(written, lambda _: done(draft_id))

    def _written(self, written: "Future[None]") -> None:
        self._compose.end_submit(done=not written.cancelled() and written.exception() is None)


def _already(draft_id: UUID, known: bool) -> "Future[UUID]":
    if known:
        return done(draft_id)
    gone = IngestError("draft_gone", "This batch is no longer open", "It was discarded. Start a new batch.")
    return failed(gone)
