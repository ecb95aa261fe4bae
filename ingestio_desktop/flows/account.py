"""The active account: its plan and pages left, and how sync is going."""

from concurrent.futures import Future

from ingestio_core.contracts.account import Account
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import SyncStatus


class AccountFlow:
    """`status_changed` brings the status strip's facts."""

    def __init__(self, store: Store, sync: SyncControl) -> None:
        self.status_changed: Notifier[SyncStatus] = sync.status_changed
        self._store = store
        self._sync = sync

    def account(self) -> "Future[Account | None]":
        """As last heard from the service; None before the first contact."""
        return self._store.read(read_account)

    def status(self) -> SyncStatus:
        """Cheap, any thread."""
        return self._sync.status

    def sync_now(self) -> None:
        """Send and fetch now, whatever waits for its time."""
        self._sync.sync_now()
