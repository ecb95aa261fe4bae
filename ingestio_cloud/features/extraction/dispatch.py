"""The seam to the durable engine: who starts and stops the work on a document."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session


class Dispatcher(Protocol):
    """Starts work inside the caller's transaction, so that a rollback takes the job with it."""

    def enqueue(
        self, session: Session, *, document_id: UUID, batch_id: UUID | None, user_id: UUID, attempt: int
    ) -> None:
        """Queue one attempt at a document. The same attempt queued twice runs once."""
        ...

    def cancel(self, attempts: Sequence[tuple[UUID, int]]) -> None:
        """Stop the work on these attempts at documents, as soon as it can be stopped; those not
        known or already over are left alone. Called after the transaction that settled them."""
        ...
