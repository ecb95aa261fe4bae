"""The end of an account on this computer: signed out, or deleted with all that the service has of it."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import structlog
from pydantic import ValidationError

from ingestio_core.contracts.account import AccountDeletion
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_desktop.api.signing_in import Kept, revoke
from ingestio_desktop.credentials import Vault
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.registry import Entry, Registry

if TYPE_CHECKING:
    from ingestio_desktop.flows.accounts import AccountsFlow, Rooms

_REVOKE_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 1.0
_DOOMED: Final = ".removed-"

log = structlog.get_logger(__name__)

SIGNED_OUT: Final = ErrorInfo(
    code="signed_out",
    title="You are signed out",
    message="What was kept on this computer is here. Sign in to go on.",
)


class SignOut(StrEnum):
    """What becomes of what is on this computer."""

    SYNC_FIRST = "sync_first"
    KEEP = "keep"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class SignOutProgress:
    """`left` is what is still to be sent, `reason` why it can't be just now."""

    account_id: str
    left: int
    reason: ErrorInfo | None = None


class Leaving:
    """Lives in the I/O thread."""

    def __init__(
        self, accounts: "AccountsFlow", account: str, registry: Registry, vault: Vault, rooms: "Rooms"
    ) -> None:
        self._accounts = accounts
        self._account = account
        self._registry = registry
        self._vault = vault
        self._rooms = rooms

    async def sign_out(self, how: SignOut, notify: Callable[[SignOutProgress], None]) -> None:
        """Raises `IngestError`: local_account, account_unknown, work_left, and what the place where the
        sign-in is kept says."""
        entry = self._entry()
        if how is SignOut.SYNC_FIRST:
            await self._send_all(notify)
        await asyncio.shield(asyncio.ensure_future(self._sign_out(entry, how)))

    async def delete(self, confirm: str, password: str | None) -> None:
        """Raises `IngestError`: local_account, account_unknown, account_not_in_use, those of the service."""
        entry = self._entry()
        try:
            deletion = AccountDeletion(confirm=confirm, password=password)
        except ValidationError:
            raise IngestError(
                "confirmation_wrong",
                "This is not the account’s name",
                "Nothing was deleted. Confirm with the account’s e-mail address.",
            ) from None
        sync = self._rooms.sync_of(self._account)
        if sync is None:
            raise _not_in_use()
        await asyncio.wrap_future(sync.ask(lambda client: client.delete_account(deletion)))
        await asyncio.shield(asyncio.ensure_future(self._deleted(entry)))

    async def _sign_out(self, entry: Entry, how: SignOut) -> None:
        """All of it or, when the secret can't be removed, nothing."""
        # A place that refuses to tell it is asked before anything ends.
        await self._kept(entry)
        was_active = self._accounts.active == entry.id
        try:
            if was_active:
                await asyncio.wrap_future(self._rooms.leave())
            # It may have been renewed until then.
            kept = await self._kept(entry)
            await self._accounts.kept_sign_in(entry).forget()
        except IngestError:
            if was_active:
                await self._accounts.open(entry.id)
            raise
        try:
            await _end_there(kept)
            await asyncio.to_thread(
                self._registry.change, entry.id, lambda known: replace(known, signed_out=SIGNED_OUT)
            )
            if how is not SignOut.KEEP:
                await self._remove(entry)
        finally:
            if was_active:
                await self._open_another()

    async def _deleted(self, entry: Entry) -> None:
        await asyncio.wrap_future(self._rooms.leave())
        try:
            await self._accounts.kept_sign_in(entry).forget()
        except IngestError as error:
            # The service takes it no more; what is left of it opens nothing.
            log.warning("the sign-in of a deleted account could not be removed", code=error.code)
        try:
            await asyncio.to_thread(
                self._registry.change, entry.id, lambda known: replace(known, signed_out=SIGNED_OUT)
            )
            await self._remove(entry)
        finally:
            await self._open_another()

    async def _send_all(self, notify: Callable[[SignOutProgress], None]) -> None:
        """Wait until the service has all. Raises `IngestError` (work_left) for what can't be sent."""
        if self._accounts.active != self._account:
            await self._accounts.open(self._account)
        sync, store = self._rooms.sync_of(self._account), self._rooms.store_of(self._account)
        if sync is None or store is None:
            # Another one was put into use meanwhile.
            raise _not_in_use()
        loop, moved = asyncio.get_running_loop(), asyncio.Event()

        def look(_: Any) -> None:
            loop.call_soon_threadsafe(moved.set)

        stop = (store.changed.subscribe(look), sync.status_changed.subscribe(look))
        try:
            sync.sync_now()
            last: SignOutProgress | None = None
            while True:
                moved.clear()
                if self._rooms.sync_of(self._account) is not sync:
                    raise _not_in_use()
                left = await self._accounts.unsynced_now(self._account)
                if left.sendable == 0:
                    break
                progress = SignOutProgress(self._account, left.sendable, sync.status.error)
                if progress != last:
                    notify(progress)
                    last = progress
                try:
                    await asyncio.wait_for(moved.wait(), _LOOK_SECONDS)
                except TimeoutError:
                    continue
        finally:
            for unsubscribe in stop:
                unsubscribe()
        if left:
            raise _work_left(left.total)

    async def _kept(self, entry: Entry) -> Kept | None:
        try:
            return await self._accounts.kept_sign_in(entry).load()
        except IngestError as error:
            if error.code != "not_signed_in":
                raise
            return None

    async def _remove(self, entry: Entry) -> None:
        """Its folder with store, files and all, then its name."""
        await asyncio.to_thread(_remove_folder, self._registry.folder(entry.id))
        self._accounts.forget_counts(entry.id)
        await asyncio.to_thread(self._registry.remove, entry.id)

    async def _open_another(self) -> None:
        """This computer if it was ever used, else one that is signed in, else none."""
        entries = self._registry.entries()
        usable = [entry for entry in entries if entry.local or entry.signed_out is None]
        if usable:
            await self._accounts.open(usable[0].id)
        else:
            self._rooms.tell_empty()

    def _entry(self) -> Entry:
        if self._account == THIS_COMPUTER:
            raise IngestError(
                "local_account",
                "This computer has no sign-in",
                "There is nothing to sign out of. Delete its batches instead.",
            )
        entry = self._registry.entry(self._account)
        if entry is None:
            raise IngestError(
                "account_unknown", "This account is not on this computer", "It was removed already."
            )
        return entry


def _not_in_use() -> IngestError:
    return IngestError(
        "account_not_in_use", "This account is not in use", "Switch to it first, then try again."
    )


async def _end_there(kept: Kept | None) -> None:
    """End the sign-in at the service. When it can't be reached, it ends there when its time is over."""
    if kept is None or kept.authority is None or kept.tokens is None:
        return
    try:
        async with asyncio.timeout(_REVOKE_SECONDS):
            await revoke(kept.authority, kept.tokens)
    except (IngestError, TimeoutError):
        log.info("the sign-in could not be ended at the service")


def remove_leftovers(folders: Path) -> None:
    """Remove what a program that was killed had begun to remove."""
    for doomed in folders.glob(f"{_DOOMED}*"):
        shutil.rmtree(doomed, ignore_errors=True)


def _remove_folder(folder: Path) -> None:
    if not folder.exists():
        return
    # First out of the way: one that is only half removed must not be taken for an account.
    doomed = folder.with_name(f"{_DOOMED}{folder.name}")
    try:
        shutil.rmtree(doomed, ignore_errors=True)
        folder.rename(doomed)
        shutil.rmtree(doomed)
    except OSError as error:
        raise MachineError(
            "folder_not_removed",
            "Not all could be removed from this computer",
            f"“{doomed if doomed.exists() else folder}” is still there: {error.strerror}. Close what uses "
            "it, then remove it.",
        ) from error


def _work_left(count: int) -> IngestError:
    return IngestError(
        "work_left",
        "Not all can be sent",
        f"{count:,} left: what the service refused, what is not saved, or a new batch that is not submitted. "
        "Look at it first, keep it on this computer, or discard it.",
    )
