"""Signing in by the browser: OAuth 2.1 for native apps (RFC 8252) with PKCE (RFC 7636).

Where to sign in is asked of the service (RFC 9728), how is asked of whom it names (RFC 8414, or
OpenID Connect Discovery). Every function raises `IngestError` and nothing else.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import httpx
from pydantic import AwareDatetime, BaseModel, ConfigDict

from ingestio_client.errors import converted
from ingestio_client.loopback import Loopback
from ingestio_client.proxy import WayTransport, is_loopback
from ingestio_core.errors import IngestError, ProgramError

SIGN_IN_OVER: Final = "sign_in_over"

_RESOURCE: Final = "/.well-known/oauth-protected-resource"
_SERVER: Final = "/.well-known/oauth-authorization-server"
_OPENID: Final = "/.well-known/openid-configuration"
_OWN_SCOPE: Final = "api"
_OPENID_SCOPE: Final = "openid email offline_access"
_TIMEOUT: Final = httpx.Timeout(30, connect=10)
_DEFAULT_SECONDS: Final = 300
_MOST_SECONDS: Final = 10 * 365 * 24 * 3600
"""What is said to last longer, an infinity for one, is not believed."""
_WAIT_SECONDS: Final = 300.0


class Authority(BaseModel):
    """Where a service's people sign in, and by which name the program is known there."""

    model_config = ConfigDict(frozen=True)

    server: str
    issuer: str
    client_id: str
    scope: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str | None = None
    names_itself: bool = False
    """Whether its answers always carry `iss` (RFC 9207)."""


class Tokens(BaseModel):
    """What a sign-in gave. Without a refresh token it is over when the access token is."""

    model_config = ConfigDict(frozen=True)

    access_token: str
    refresh_token: str | None
    expires_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What only this sign-in knows."""

    state: str
    verifier: str

    @classmethod
    def new(cls) -> "_Secrets":
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        """RFC 7636 §4.2."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


async def discover(server: str, client_id: str) -> Authority:
    """Where people of a service sign in. `client_id` is the program's own name."""
    server = server.rstrip("/")
    check_address(server)
    resource = await _document(server, server + _RESOURCE)
    if resource is None:
        raise IngestError(
            "no_sign_in",
            "Nobody can sign in there",
            f"At {server} there is no IngestIO service with accounts. Check the address.",
        )
    if str(resource.get("resource", "")).rstrip("/") != server:
        raise IngestError(
            "other_address",
            "The service has another address",
            f"It calls itself {resource.get('resource')}. Use that address.",
        )
    issuer = _text(_first(resource.get("authorization_servers")))
    check_address(issuer)
    own = issuer.rstrip("/") == server
    about = await _document(server, issuer.rstrip("/") + (_SERVER if own else _OPENID))
    if about is None or about.get("issuer") != issuer:
        raise _not_understood()
    authority = Authority(
        server=server,
        issuer=issuer,
        client_id=str(resource.get("ingestio_client_id") or client_id),
        scope=_OWN_SCOPE if own else _OPENID_SCOPE,
        authorization_endpoint=_text(about.get("authorization_endpoint")),
        token_endpoint=_text(about.get("token_endpoint")),
        revocation_endpoint=_text_or_none(about.get("revocation_endpoint")),
        names_itself=about.get("authorization_response_iss_parameter_supported") is True,
    )
    for address in (
        authority.authorization_endpoint,
        authority.token_endpoint,
        authority.revocation_endpoint,
    ):
        if address is not None:
            check_address(address)
    return authority


async def sign_in(
    authority: Authority, show: Callable[[str], None], *, seconds: float = _WAIT_SECONDS
) -> Tokens:
    """Let the person sign in. `show` is given the address to open in their browser; so long is waited.

    Raises `IngestError` (sign_in_refused, sign_in_timeout, sign_in_failed).
    """
    own = _Secrets.new()
    async with Loopback(own.state) as loopback:
        show(_address(authority, own, loopback.redirect_uri))
        answer = await loopback.answer(seconds)
        issuer = answer.get("iss")
        if issuer != authority.issuer and (issuer is not None or authority.names_itself):
            # RFC 9207 §2.4: the answer is another server's, so its code must not be sent to this one.
            raise _failed("mix_up")
        if "code" not in answer:
            raise _refused(answer.get("error", ""))
        return await _tokens(
            authority,
            {
                "grant_type": "authorization_code",
                "code": answer["code"],
                "redirect_uri": loopback.redirect_uri,
                "code_verifier": own.verifier,
            },
        )


async def refresh(authority: Authority, refresh_token: str) -> Tokens:
    """New tokens for a refresh token, which works once: one call at a time, and what it gives is to be
    kept before it is used. Raises `IngestError` (sign_in_over) when the person has to sign in again."""
    tokens = await _tokens(authority, {"grant_type": "refresh_token", "refresh_token": refresh_token})
    if tokens.refresh_token is None:
        return tokens.model_copy(update={"refresh_token": refresh_token})
    return tokens


async def revoke(authority: Authority, tokens: Tokens) -> None:
    """End a sign-in at the service (RFC 7009), where it knows how to."""
    if authority.revocation_endpoint is None:
        return
    token = tokens.refresh_token or tokens.access_token
    await _post(authority, authority.revocation_endpoint, {"token": token})


def _address(authority: Authority, own: _Secrets, redirect_uri: str) -> str:
    query = {
        "response_type": "code",
        "client_id": authority.client_id,
        "redirect_uri": redirect_uri,
        "scope": authority.scope,
        "state": own.state,
        "code_challenge": own.challenge,
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in authority.authorization_endpoint else "?"
    return f"{authority.authorization_endpoint}{joint}{urlencode(query)}"


async def _tokens(authority: Authority, fields: Mapping[str, str]) -> Tokens:
    asked_at = datetime.now(UTC)
    response = await _post(authority, authority.token_endpoint, fields)
    found = _object(response)
    if response.status_code != httpx.codes.OK:
        raise _refused(str(found.get("error", "")))
    if str(found.get("token_type", "")).lower() != "bearer" or not found.get("access_token"):
        raise _not_understood()
    seconds = found.get("expires_in")
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _MOST_SECONDS:
        seconds = _DEFAULT_SECONDS
    return Tokens(
        access_token=_text(found["access_token"]),
        refresh_token=_text_or_none(found.get("refresh_token")),
        expires_at=asked_at + timedelta(seconds=seconds),
    )


async def _post(authority: Authority, url: str, fields: Mapping[str, str]) -> httpx.Response:
    with converted():
        async with _client() as http:
            response = await http.post(url, data={"client_id": authority.client_id, **fields})
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise IngestError(
            "sign_in_busy",
            "The sign-in can't be checked right now",
            "The service is busy. Try again in a minute.",
            retryable=True,
        )
    return response


async def _document(server: str, url: str) -> dict[str, Any] | None:
    """A document of metadata, None where there is none."""
    with converted():
        async with _client() as http:
            response = await http.get(url, headers={"Accept": "application/json"})
    return _object(response) if response.status_code == httpx.codes.OK else None


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=_TIMEOUT, transport=WayTransport())


def _object(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        raise _not_understood() from None
    if not isinstance(found, dict):
        raise _not_understood()
    return found


def check_address(text: str) -> None:
    """Raises `IngestError` (bad_address) for an address over which secrets must not go."""
    try:
        url = httpx.URL(text)
        good = url.scheme == "https" or (url.scheme == "http" and is_loopback(url))
    except httpx.InvalidURL:
        good = False
    if not good:
        raise IngestError(
            "bad_address",
            "The address can't be used",
            f"“{text}” must begin with https://. Only a service on this computer may have http://.",
        )


def _first(values: object) -> object:
    return values[0] if isinstance(values, list) and values else None


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _not_understood()
    return value


def _text_or_none(value: object) -> str | None:
    return _text(value) if value else None


def _refused(error: str) -> IngestError:
    if error == "access_denied":
        return IngestError(
            "sign_in_refused", "You did not allow it", "Nothing was signed in. Start again if you want to."
        )
    if error in ("invalid_grant", "invalid_token"):
        return IngestError(
            SIGN_IN_OVER, "Your sign-in has ended", "Sign in again. What is on this computer is not lost."
        )
    return _failed(error)


def _failed(error: str) -> IngestError:
    word = error if error.isascii() and error.replace("_", "").isalnum() else "unknown"
    return IngestError(
        "sign_in_failed",
        "The sign-in did not work",
        f"The service refused it ({word}). Try again; if that does not help, update IngestIO.",
    )


def _not_understood() -> IngestError:
    return ProgramError(
        "unexpected_answer",
        "The service gave an answer that this version does not understand",
        "Update IngestIO. If it is up to date, please report this.",
    )
