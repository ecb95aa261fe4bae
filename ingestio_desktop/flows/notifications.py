"""What the person is told of when batches end: told once, listed, marked as read."""

from concurrent.futures import Future
from typing import Final
from uuid import UUID

from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import notifications
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed, NotificationRow

LISTED: Final = 200


class NotificationsFlow:
    """From the local store only, so that it works without a network. `changed` says when to look again."""

    def __init__(self, store: Store) -> None:
        self.changed: Notifier[Changed] = store.changed
        self._store = store

    def untold(self) -> "Future[tuple[NotificationRow, ...]]":
        """What is to be shown now, the newest first. It is given out once."""
        return self._store.write(notifications.take_untold)

    def newest(self) -> "Future[tuple[NotificationRow, ...]]":
        return self._store.read(lambda session: notifications.newest(session, LISTED))

    def unread(self) -> "Future[int]":
        """How many the person has not seen yet."""
        return self._store.read(notifications.unread_count)

    def mark_read(self, batch_id: UUID | None = None) -> "Future[None]":
        """The person has seen what was told of a batch, or (None) all of it."""
        return self._store.write(lambda unit: notifications.mark_read(unit, batch_id=batch_id))
