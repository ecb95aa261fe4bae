"""The active account: its plan and pages left, its past months, and how sync is going."""

import asyncio
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pydantic import AwareDatetime, BaseModel, ValidationError

from ingestio_core.contracts.account import Account, AccountPatch
from ingestio_core.contracts.billing import BillingPage, Usage
from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.flows.outbox import OutboxFlow
from ingestio_desktop.futures import chain, done
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.store.server import apply_account
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import SyncStatus

_USAGE_FILE: Final = "usage.json"


@dataclass(frozen=True, slots=True)
class UsageFacts:
    """The past months, as the service said at `as_of`; `fresh` when that was just now."""

    usage: Usage
    as_of: datetime
    fresh: bool


class _Noted(BaseModel):
    usage: Usage
    as_of: AwareDatetime


class AccountFlow:
    """`status_changed` brings the status strip's facts, `changed` the account when its plan, its figures or
    anything else about it changed."""

    def __init__(self, store: Store, sync: SyncControl) -> None:
        self.status_changed: Notifier[SyncStatus] = sync.status_changed
        self.changed: Notifier[Account] = Notifier()
        self.outbox = OutboxFlow(store)
        self._store = store
        self._sync = sync
        self._noted = store.path.with_name(_USAGE_FILE)
        self._unsubscribe = store.changed.subscribe(self._store_changed)

    def close(self) -> None:
        self._unsubscribe()

    def account(self) -> "Future[Account | None]":
        """As last heard from the service; None before the first contact."""
        return self._store.read(read_account)

    def status(self) -> SyncStatus:
        """Cheap, any thread."""
        return self._sync.status

    def sync_now(self) -> None:
        """Send and fetch now, whatever waits for its time."""
        self._sync.sync_now()

    def refresh(self) -> "Future[Account]":
        """As it is at this moment. Fails with `IngestError`: those of the transport."""
        return chain(self._sync.ask(lambda client: client.account()), self._keep)

    def usage(self) -> "Future[UsageFacts]":
        """The last twelve months; without contact as last heard. Fails with `IngestError` when nothing was
        heard yet: those of the transport."""
        return self._sync.ask_or(self._ask_usage, self._last_usage)

    def set_batch_mails(self, on: bool) -> "Future[Account]":
        """Whether a mail comes when a batch has ended. Fails with `IngestError`."""
        asked = self._sync.ask(lambda client: client.change_account(AccountPatch(batch_mails=on)))
        return chain(asked, self._keep)

    def checkout(self, plan: PlanName) -> "Future[str]":
        """The address where to subscribe to a plan, for the browser. Fails with `IngestError`:
        already_subscribed, no_billing_here, billing_unavailable, those of the transport."""
        return chain(
            self._sync.ask(lambda client: client.checkout(plan)), lambda page: done(browser_address(page))
        )

    def portal(self) -> "Future[str]":
        """The address where to manage the subscription, for the browser. Fails with `IngestError`:
        nothing_to_manage, no_billing_here, billing_unavailable, those of the transport."""
        return _browsed(self._sync.ask(lambda client: client.portal()))

    def _keep(self, account: Account) -> "Future[Account]":
        kept = self._store.write(lambda unit: apply_account(unit, account))
        return chain(kept, lambda _: done(account))

    def _store_changed(self, changed: Changed) -> None:
        if changed.account:
            self._store.read(read_account).add_done_callback(self._tell)

    def _tell(self, read: "Future[Account | None]") -> None:
        if read.cancelled() or read.exception() is not None:
            return
        account = read.result()
        if account is not None:
            self.changed.notify(account)

    # In the I/O thread

    async def _ask_usage(self, client: ServiceClient) -> UsageFacts:
        noted = _Noted(usage=await client.usage(), as_of=datetime.now(UTC))
        await asyncio.to_thread(_note, self._noted, noted)
        return UsageFacts(noted.usage, noted.as_of, fresh=True)

    async def _last_usage(self, error: IngestError) -> UsageFacts:
        noted = await asyncio.to_thread(_noted, self._noted)
        if noted is None:
            raise error
        return UsageFacts(noted.usage, noted.as_of, fresh=False)


def _noted(path: Path) -> _Noted | None:
    try:
        return _Noted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _note(path: Path, noted: _Noted) -> None:
    """Nothing depends on it, so a disk that refuses is let be."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(noted.model_dump_json(), encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)


def _browsed(asked: "Future[BillingPage]") -> "Future[str]":
    return chain(asked, lambda page: done(browser_address(page)))


def browser_address(page: BillingPage) -> str:
    """Where the browser is sent, which is the web and nowhere else. Raises `IngestError` (bad_address)."""
    parts = urlsplit(page.url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1")):
        raise IngestError(
            "bad_address",
            "The page can't be opened",
            "The service gave an address that is none of the web. Try again; if it stays so, report it.",
        )
    return page.url
