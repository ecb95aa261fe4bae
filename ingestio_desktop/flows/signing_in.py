"""One attempt to sign in: from the address of a service to an account that is known here."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_desktop.api import connect
from ingestio_desktop.api.signing_in import (
    PROGRAM,
    Authority,
    Kept,
    SignIn,
    Tokens,
    check_address,
    discover,
    revoke,
    sign_in,
)
from ingestio_desktop.credentials import Vault
from ingestio_desktop.registry import Entry, Registry, SecretPlace, account_id

log = structlog.get_logger(__name__)


class SignInPhase(StrEnum):
    """`browser` waits for the person, in the browser at the address that is told."""

    LOOKING = "looking"
    BROWSER = "browser"
    FINISHING = "finishing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SignInProgress:
    """`url` is for the system browser, once there is one; `account_id` whose sign-in it was; `error` why
    there was none."""

    phase: SignInPhase
    server: str
    url: str | None = None
    account_id: str | None = None
    error: ErrorInfo | None = None


class Signing:
    """`run` in the I/O thread; the rest from any thread. `notify` hears each step."""

    def __init__(
        self,
        server: str,
        vault: Vault,
        registry: Registry,
        notify: Callable[[SignInProgress], None],
        moved: str | None = None,
    ) -> None:
        """`moved` is an account here whose service may have this address now."""
        self.server = server
        self.future: Future[str] = Future()
        self._moved = moved
        self._vault = vault
        self._registry = registry
        self._notify = notify
        self._lock = threading.Lock()
        self._last = SignInProgress(SignInPhase.LOOKING, server)

    @property
    def ended(self) -> bool:
        return self._last.phase in (SignInPhase.DONE, SignInPhase.FAILED, SignInPhase.CANCELLED)

    def tell_again(self) -> None:
        self._notify(self._last)

    def cancel(self) -> None:
        """Stop waiting for the browser. What was signed in already stays."""
        self.future.cancel()
        self._ended(SignInPhase.CANCELLED)

    async def run(
        self,
        keep: SecretPlace | None,
        sign_in_of: Callable[[Entry], SignIn],
        opened: Callable[[Entry], Awaitable[None]],
    ) -> str:
        """Sign in, note the account and open it; its id. Raises `IngestError`."""
        try:
            entry = await self._run(keep, sign_in_of)
            await opened(entry)
        except IngestError as error:
            log.info("sign-in failed", code=error.code)
            self._ended(SignInPhase.FAILED, error=error.info())
            raise
        except asyncio.CancelledError:
            self._ended(SignInPhase.CANCELLED)
            raise
        except BaseException:
            self._ended(SignInPhase.FAILED, error=_BROKEN)
            raise
        self._ended(SignInPhase.DONE, account=entry.id)
        return entry.id

    async def _run(self, keep: SecretPlace | None, sign_in_of: Callable[[Entry], SignIn]) -> Entry:
        self._tell(SignInPhase.LOOKING)
        check_address(self.server)
        # Before the browser: nobody should sign in for nothing.
        place = keep if keep is not None else await asyncio.to_thread(self._vault.place)
        authority = await discover(self.server, PROGRAM)
        tokens = await sign_in(authority, lambda url: self._tell(SignInPhase.BROWSER, url))
        self._tell(SignInPhase.FINISHING)
        try:
            async with connect(self.server, tokens.access_token) as client:
                account = await client.account()
        except BaseException:
            await _ended_there(authority, tokens)
            raise
        # Whoever gives up now finds the account signed in, and not half of it.
        keeping = asyncio.ensure_future(self._keep(account, place, authority, tokens, sign_in_of))
        return await asyncio.shield(keeping)

    async def _keep(
        self,
        account: Account,
        place: SecretPlace,
        authority: Authority,
        tokens: Tokens,
        sign_in_of: Callable[[Entry], SignIn],
    ) -> Entry:
        try:
            return await self._kept(account, place, Kept(authority=authority, tokens=tokens), sign_in_of)
        except BaseException:
            await _ended_there(authority, tokens)
            raise

    async def _kept(
        self, account: Account, place: SecretPlace, kept: Kept, sign_in_of: Callable[[Entry], SignIn]
    ) -> Entry:
        entry = _entry(self.server, account, place)
        moved = self._registry.entry(self._moved or "")
        if moved is not None and moved.user_id == account.id:
            entry = replace(entry, id=moved.id)
        known = self._registry.entry(entry.id)
        await sign_in_of(entry).keep(kept)
        await asyncio.to_thread(self._registry.put, entry)
        if known is not None and (known.place, known.server) != (entry.place, entry.server):
            # It was kept elsewhere before, and must not be found there again.
            with suppress(IngestError):
                await sign_in_of(known).forget()
        return entry

    def _tell(self, phase: SignInPhase, url: str | None = None) -> None:
        with self._lock:
            if self.ended:
                return
            self._last = SignInProgress(phase, self.server, url)
        self._notify(self._last)

    def _ended(
        self, phase: SignInPhase, *, account: str | None = None, error: ErrorInfo | None = None
    ) -> None:
        with self._lock:
            if self.ended:
                return
            self._last = SignInProgress(phase, self.server, None, account, error)
        self._notify(self._last)


_BROKEN: Final = ErrorInfo(
    code="sign_in_broken",
    title="The sign-in did not work",
    message="Something went wrong in IngestIO. Try again, and report it.",
)


def _entry(server: str, account: Account, place: SecretPlace) -> Entry:
    return Entry(
        id=account_id(server, account.id),
        server=server,
        user_id=account.id,
        email=account.email,
        plan=account.plan,
        place=place,
    )


async def _ended_there(authority: Authority, tokens: Tokens) -> None:
    """A sign-in that nobody keeps must not go on at the service."""
    try:
        async with asyncio.timeout(5):
            await revoke(authority, tokens)
    except (IngestError, TimeoutError):
        log.warning("a sign-in that is not kept could not be ended at the service")
