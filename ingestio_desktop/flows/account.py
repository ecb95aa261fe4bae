"""The active account: its plan and pages left, and how sync is going."""

from concurrent.futures import Future

from ingestio_core.contracts.account import Account
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.sync.status import SyncStatus


class AccountFlow:
    """`status_changed` brings the status strip's facts."""

    status_changed: Notifier[SyncStatus]

    def account(self) -> "Future[Account | None]":
        """As last heard from the service; None before the first contact."""
        raise NotImplementedError

    def status(self) -> SyncStatus:
        """Cheap, any thread."""
        raise NotImplementedError

    def sync_now(self) -> None:
        raise NotImplementedError
