"""Submit the draft: one local transaction, no network."""

from concurrent.futures import Future
from uuid import UUID


class SubmitFlow:
    """The batch id is the draft's id, so the same submit twice makes one batch."""

    def submit(self, draft_id: UUID) -> "Future[UUID]":
        """Write batch, documents, uploads and outbox events; the result is the batch id. Works
        offline. `ComposeFlow.changed` brings a fresh, empty draft afterwards.

        Fails with `IngestError`: `draft_not_ready` (its message says what is missing),
        `files_changed` (a file is gone or is another one than was checked; named in the message;
        such files stand rejected in the draft then).
        """
        raise NotImplementedError
