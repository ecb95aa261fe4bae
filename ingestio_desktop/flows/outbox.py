"""What was done here and is not with the service: looked at, tried again, discarded."""

from concurrent.futures import Future
from typing import Final

from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import waiting
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed

LISTED: Final = 200


class OutboxFlow:
    """From the local store only, so that it works without a network. `changed` says when to look again."""

    def __init__(self, store: Store) -> None:
        self.changed: Notifier[Changed] = store.changed
        self._store = store

    def rows(self) -> "Future[waiting.Waiting]":
        return self._store.read(lambda session: waiting.waiting(session, LISTED))

    def try_again(self, seq: int) -> "Future[None]":
        """Send a refused change once more."""
        return self._store.write(lambda unit: waiting.try_again(unit, seq))

    def discard(self, seq: int) -> "Future[None]":
        """Leave it as the service has it."""
        return self._store.write(lambda unit: waiting.discard(unit, seq))
