"""A sign-in that is kept where secrets may be, and renewed before it is over.

A refresh token works once, and its second use ends the sign-in. So only one process renews it at a
time, looks first whether another one has, and keeps the new one before anything uses it.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from ingestio_client import oauth
from ingestio_client.credentials import Secrets
from ingestio_client.locks import acquire
from ingestio_client.oauth import SIGN_IN_OVER, Authority, Tokens
from ingestio_core.errors import IngestError

_RENEW_BEFORE: Final = timedelta(seconds=60)


class Kept(BaseModel):
    """Either a personal access token, or what the browser's sign-in gave."""

    model_config = ConfigDict(frozen=True)

    personal: str | None = None
    authority: Authority | None = None
    tokens: Tokens | None = None


class SignIn:
    """The sign-in of a program at one service. The keyring may make the person wait."""

    def __init__(
        self, server: str, program: str, credentials: Secrets, folder: Path, *, user: str = ""
    ) -> None:
        """`program` is its OAuth client id; `folder` is where processes of it meet. `user` is whose it is,
        for a program that has several people's."""
        self.server = server.rstrip("/")
        self._account = f"{program} {self.server} {user}".rstrip()
        self._credentials = credentials
        self._lock_file = folder / f"sign-in-{sha256(self._account.encode()).hexdigest()[:16]}.lock"
        self._turn = asyncio.Lock()
        self._known: Kept | None = None
        self._refused: str | None = None
        self._unkept: Kept | None = None
        self._renewing: asyncio.Task[Kept] | None = None

    async def token(self) -> str:
        """A bearer token that works now. Raises `IngestError` (not_signed_in, sign_in_over)."""
        async with self._turn:
            kept = self._known or await self.load()
            if not self._works(kept):
                kept = await self._renewal()
            self._known = kept
        if kept.personal is not None:
            return kept.personal
        assert kept.tokens is not None
        return kept.tokens.access_token

    def refused(self, token: str) -> None:
        """The service did not take this token: it is not used again."""
        self._refused = token

    async def load(self) -> Kept:
        """What is kept. Raises `IngestError` (not_signed_in)."""
        text = await asyncio.to_thread(self._credentials.load, self._account)
        try:
            return Kept.model_validate_json(text or "")
        except ValidationError:
            raise IngestError(
                "not_signed_in", "You are not signed in", f"Sign in at {self.server} first."
            ) from None

    async def keep(self, kept: Kept) -> None:
        """In place of what is kept, also of what is just being renewed."""
        await self._renewal_over()
        await self._keep(kept)

    async def forget(self) -> None:
        """Nothing happens when nothing is kept."""
        await self._renewal_over()
        await self._forget()

    async def _keep(self, kept: Kept) -> None:
        await asyncio.to_thread(self._credentials.store, self._account, kept.model_dump_json())
        self._known, self._refused, self._unkept = kept, None, None

    async def _forget(self) -> None:
        await asyncio.to_thread(self._credentials.delete, self._account)
        self._known = self._unkept = None

    async def _renewal(self) -> Kept:
        """One renewal. Whoever waits may go: what it gives is kept all the same, since the refresh token
        before it works no more."""
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.ensure_future(self._renewed())
        return await asyncio.shield(self._renewing)

    async def _renewal_over(self) -> None:
        if self._renewing is not None and not self._renewing.done():
            await asyncio.wait((self._renewing,))

    async def _renewed(self) -> Kept:
        async with _held(self._lock_file):
            if self._unkept is not None:
                # It could not be kept the last time, and the one before it works no more.
                await self._keep(self._unkept)
            kept = await self.load()
            if self._works(kept):
                return kept
            if kept.authority is None or kept.tokens is None or kept.tokens.refresh_token is None:
                raise _over()
            try:
                tokens = await oauth.refresh(kept.authority, kept.tokens.refresh_token)
            except IngestError as error:
                if error.code == SIGN_IN_OVER:
                    await self._forget()
                raise
            self._unkept = renewed = kept.model_copy(update={"tokens": tokens})
            await self._keep(renewed)
            return renewed

    def _works(self, kept: Kept) -> bool:
        if kept.personal is not None:
            return kept.personal != self._refused
        tokens = kept.tokens
        return (
            tokens is not None
            and tokens.access_token != self._refused
            and datetime.now(UTC) < tokens.expires_at - _RENEW_BEFORE
        )


def _over() -> IngestError:
    return IngestError(
        SIGN_IN_OVER, "Your sign-in has ended", "Sign in again. What is on this computer is not lost."
    )


@asynccontextmanager
async def _held(file: Path) -> AsyncIterator[None]:
    """Hold the lock of a file. Raises `IngestError` (sign_in_busy)."""
    handle = await asyncio.to_thread(acquire, file)
    try:
        yield
    finally:
        os.close(handle)
