"""`ingestio login` and `ingestio logout`: an account at a service, for the commands that take --server."""

import os
import sys
import webbrowser
from typing import Final

from ingestio_cli.exits import ALL_COMPLETED, UsageError
from ingestio_cli.session import run
from ingestio_cli.terminal import tell
from ingestio_client import oauth
from ingestio_client.credentials import Credentials
from ingestio_client.paths import data_folder
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.sign_in import Kept, SignIn
from ingestio_core.contracts.account import Account
from ingestio_core.errors import IngestError, MachineError

PROGRAM: Final = "ingestio-cli"
TOKEN_VARIABLE: Final = "INGESTIO_TOKEN"

_NO_KEYRING: Final = "no_keyring"
_NOT_AUTHENTICATED: Final = "not_authenticated"


def log_in(server: str, *, token: bool, browser: bool) -> int:
    """Sign in at a service: in the browser, or with a personal access token from standard input."""
    secret = _token_of_input() if token else None
    account = run(lambda: _with_token(server, secret) if secret else _with_browser(server, browser))
    tell(f"Signed in at {server} as {account.email or account.id}.")
    return ALL_COMPLETED


def log_out(server: str) -> int:
    """End the sign-in, here and at the service."""
    run(lambda: _end(server))
    tell(f"Signed out at {server}.")
    return ALL_COMPLETED


def service_at(server: str) -> ServiceClient:
    """A client for the account at a service: with the token of the environment, else as signed in. Raises
    `IngestError` (bad_address) for an address over which no token must go."""
    oauth.check_address(server)
    given = os.environ.get(TOKEN_VARIABLE)
    return ServiceClient(server, fixed_token(given) if given else sign_in_at(server).token)


def sign_in_at(server: str) -> SignIn:
    return SignIn(server, PROGRAM, Credentials(), data_folder())


def advised(error: IngestError, server: str) -> IngestError:
    """The error with what to type about it, where it is about the sign-in; else the error itself."""
    again = f"Sign in with “ingestio login --server {server}”, then repeat the command."
    match error.code:
        case "no_keyring":
            return _no_keyring(error)
        case "not_signed_in" | "sign_in_over":
            return IngestError(error.code, error.title, again)
        case "not_authenticated" if os.environ.get(TOKEN_VARIABLE):
            return _not_known(f"the variable {TOKEN_VARIABLE}")
        case "not_authenticated":
            return IngestError(error.code, "Your sign-in has ended", again)
    return error


async def _with_browser(server: str, browser: bool) -> Account:
    sign_in = sign_in_at(server)
    await _check_keyring(sign_in)
    authority = await oauth.discover(server, PROGRAM)

    def show(address: str) -> None:
        if browser and webbrowser.open(address):
            tell("Go on in the browser. If it does not open, use this address there:")
        else:
            tell("Open this address in a browser on this computer:")
        tell(address)

    tokens = await oauth.sign_in(authority, show)
    kept = Kept(authority=authority, tokens=tokens)
    return await _kept(sign_in, kept, tokens.access_token)


async def _with_token(server: str, token: str) -> Account:
    oauth.check_address(server)
    sign_in = sign_in_at(server)
    await _check_keyring(sign_in)
    try:
        return await _kept(sign_in, Kept(personal=token), token)
    except IngestError as error:
        if error.code != _NOT_AUTHENTICATED:
            raise
        raise _not_known("standard input") from error


async def _kept(sign_in: SignIn, kept: Kept, token: str) -> Account:
    """Keep a sign-in that works; whose it is."""
    async with ServiceClient(sign_in.server, fixed_token(token)) as client:
        account = await client.account()
    await sign_in.keep(kept)
    return account


async def _end(server: str) -> None:
    sign_in = sign_in_at(server)
    try:
        kept = await sign_in.load()
    except IngestError as error:
        if error.code != "not_signed_in":
            raise
        return
    await sign_in.forget()
    if kept.authority is not None and kept.tokens is not None:
        await oauth.revoke(kept.authority, kept.tokens)


async def _check_keyring(sign_in: SignIn) -> None:
    """Raises `MachineError` (no_keyring) before anybody has signed in for nothing."""
    try:
        await sign_in.load()
    except MachineError as error:
        if error.code != _NO_KEYRING:
            raise
        raise _no_keyring(error) from error
    except IngestError:
        return


def _no_keyring(error: IngestError) -> MachineError:
    return MachineError(
        _NO_KEYRING,
        error.title,
        "This computer has no keyring that IngestIO trusts. Set one up, or make a personal access token "
        f"in your account and give it to each command in the variable {TOKEN_VARIABLE}.",
    )


def _not_known(where: str) -> IngestError:
    return IngestError(
        _NOT_AUTHENTICATED,
        "The token is not valid",
        f"The service does not know the token of {where}, or it has ended. Make a new one in your account.",
    )


def _token_of_input() -> str:
    """Raises `UsageError` for what can't be a token."""
    if sys.stdin.isatty():
        tell("Paste the token and press Enter:")
    token = sys.stdin.readline().strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError("There is no token on standard input. Make one in your account and paste it.")
    return token
