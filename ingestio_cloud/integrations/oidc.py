"""An OpenID Connect issuer: its signing keys, and what the tokens signed with them say.

Discovery as OpenID Connect Discovery 1.0 §4 has it, tokens as RFC 7519 and RFC 9068. The keys are
cached; a token that names a key not seen yet makes them be fetched again, but not at every such
token, or anybody could make this service call the issuer.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from joserfc.jws import JWSRegistry

from ingestio_cloud.integrations.vouching import Identity, TokenRefusedError
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

LEEWAY_SECONDS: Final = 60
"""How far the issuer's clock may be from ours."""

REFETCH_SECONDS: Final = 30.0
"""Between two fetches that unknown keys cause."""

_ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
"""Signatures with a key pair only: with `HS…` the public key would be the secret, `none` needs no key."""

_KEY_TYPES: Final = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_TYPES: Final = frozenset({"jwt", "at+jwt"})
_FRESH_SECONDS: Final = 600.0
_STALE_SECONDS: Final = 24 * 3600.0
"""Keys older than fresh are fetched again; while the issuer does not answer they serve until stale."""

_RETRY_SECONDS: Final = 2.0
_FETCH_SECONDS: Final = 10.0
"""For all that is fetched, however slowly it comes: everybody waits for it."""
_MAX_ANSWER_BYTES: Final = 1024 * 1024
_MAX_SUBJECT: Final = 255
_MAX_EMAIL: Final = 320
_NO_KEYS: Final = (
    *(httpx.HTTPError, httpx.InvalidURL, TimeoutError),
    *(JoseError, ValueError, TypeError, KeyError, AttributeError),
)
"""What it means that the issuer does not answer, or with what is no answer."""


@dataclass(frozen=True, slots=True)
class _Keys:
    keys: KeySet
    fetched_at: float


class _UnknownKeyError(Exception):
    """No key that we have may have signed this token."""


class OidcIssuer:
    """Verifies the tokens of one issuer. Belongs to the event loop that it is first used in."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        client_id: str = "",
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client_id` is by which name the issuer knows our programs."""
        self.name: Final = issuer
        self.client_id: Final = client_id
        self._audience = audience
        self._monotonic = monotonic
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(5), follow_redirects=False)
        self._turn = asyncio.Lock()
        self._cached: _Keys | None = None
        self._tried_at = float("-inf")
        self._failed = False

    async def identity(self, token: str) -> Identity:
        """Whom a token speaks for.

        Raises `TokenRefusedError`, and `MachineError` (issuer_unavailable, retryable) when its keys
        cannot be had.
        """
        keys = await self._current()
        try:
            return self._verified(token, keys.keys)
        except _UnknownKeyError:
            newer = await self._newer_than(keys)
        try:
            return self._verified(token, newer.keys)
        except _UnknownKeyError:
            raise TokenRefusedError from None

    async def check(self) -> None:
        """Ask the issuer for its keys. Raises `MachineError` (issuer_unavailable)."""
        await self._current()

    async def close(self) -> None:
        await self._http.aclose()

    def _verified(self, token: str, keys: KeySet) -> Identity:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        try:
            found = jwt.decode(token, lambda signed: _signing_key(signed.headers(), keys), registry=registry)
            _check_type(found.header.get("typ"))
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self.name},
                aud={"essential": True, "value": self._audience},
                exp={"essential": True},
                sub={"essential": True},
            ).validate(found.claims)
        # Its decoders let through what base64, JSON and the numbers of a key make Python say.
        except (JoseError, ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
            raise TokenRefusedError from error
        subject = found.claims["sub"]
        if len(subject) > _MAX_SUBJECT or not subject.isprintable():
            raise TokenRefusedError
        return Identity(self.name, subject, _verified_email(found.claims))

    async def _current(self) -> _Keys:
        cached = self._cached
        if cached is not None and self._age(cached) < _FRESH_SECONDS:
            return cached
        async with self._turn:
            return await self._fetched(cached, _RETRY_SECONDS)

    async def _newer_than(self, known: _Keys) -> _Keys:
        """Keys fetched after `known`, or the same when the issuer was asked just now.

        When that failed nobody knows whether the token is good, so it is no refusal: raises
        `MachineError`.
        """
        async with self._turn:
            newer = await self._fetched(known, REFETCH_SECONDS)
        if newer is known and self._failed:
            raise _unavailable()
        return newer

    async def _fetched(self, known: _Keys | None, pause: float) -> _Keys:
        """Fetch the keys, unless another call did or tried so a moment ago. Inside the lock."""
        if self._cached is not None and self._cached is not known:
            return self._cached
        if self._monotonic() - self._tried_at >= (_RETRY_SECONDS if self._failed else pause):
            self._tried_at = self._monotonic()
            try:
                async with asyncio.timeout(_FETCH_SECONDS):
                    self._cached = _Keys(await self._fetch(), self._monotonic())
                self._failed = False
            except _NO_KEYS as error:
                self._failed = True
                log.warning("issuer_unavailable", kind=type(error).__name__)
        if self._cached is None or self._age(self._cached) > _STALE_SECONDS:
            raise _unavailable()
        return self._cached

    async def _fetch(self) -> KeySet:
        about = await self._get(self.name.rstrip("/") + "/.well-known/openid-configuration")
        if about["issuer"] != self.name:
            raise ValueError("the discovery document is that of another issuer")
        address = httpx.URL(about["jwks_uri"])
        if address.scheme != "https" and httpx.URL(self.name).scheme == "https":
            raise ValueError("the keys would come over an open line")
        found = await self._get(str(address))
        usable = [key for key in found["keys"] if key.get("kty") in _KEY_TYPES.values()]
        return KeySet.import_key_set({"keys": usable})

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._http.stream("GET", url, headers={"Accept": "application/json"}) as answer:
            if answer.status_code != httpx.codes.OK:
                raise ValueError(f"the issuer answered with {answer.status_code}")
            body = bytearray()
            async for piece in answer.aiter_bytes():
                body += piece
                if len(body) > _MAX_ANSWER_BYTES:
                    raise ValueError("the issuer's answer does not end")
        document = httpx.Response(httpx.codes.OK, content=bytes(body)).json()
        if not isinstance(document, dict):
            raise TypeError("the issuer's answer is no object")
        return document

    def _age(self, keys: _Keys) -> float:
        return self._monotonic() - keys.fetched_at


def _signing_key(header: Mapping[str, Any], keys: KeySet) -> Key:
    """The key that a token says it was signed with, if it fits the algorithm it claims."""
    kind = _KEY_TYPES.get(str(header.get("alg"))[:2])
    if kind is None:
        raise TokenRefusedError
    kid = header.get("kid")
    candidates = [
        key
        for key in keys
        if key.key_type == kind and (kid is None or key.kid == kid) and key.get("use") in (None, "sig")
    ]
    if not candidates:
        raise _UnknownKeyError
    if len(candidates) > 1:
        raise ValueError("the token does not say which key signed it")
    candidates[0].check_alg(str(header["alg"]))
    return candidates[0]


def _check_type(kind: object) -> None:
    """Refuse what is signed by the same keys and is no token for access, such as a logout token."""
    if kind is not None and str(kind).lower().removeprefix("application/") not in _TYPES:
        raise TokenRefusedError


def _verified_email(claims: Mapping[str, Any]) -> str | None:
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    return email if "@" in email and len(email) <= _MAX_EMAIL and email.isprintable() else None


def _unavailable() -> MachineError:
    return MachineError(
        "issuer_unavailable",
        "The sign-in can't be checked right now",
        "The service that you sign in with does not answer. Try again in a moment.",
        retryable=True,
    )
