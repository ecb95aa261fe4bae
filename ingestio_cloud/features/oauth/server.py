"""The authorization server: Authlib's protocol over one transaction of ours.

RFC 6749 with RFC 7636 (PKCE, S256 only and required), RFC 7009 (revocation), RFC 9207 (`iss`) and the
advice of RFC 9700. A refresh token works once. Its second use ends the whole family, as it means
that two hold it, with one exception: an answer may get lost. So for ten seconds, and only while
nothing that was given for the token has been used, the same token is given a new pair *instead of*
the first one, which ends with that. There is one living pair at any time, and whoever comes with
another one ends the family: a thief gains nothing by the exception, nor stays unnoticed by it.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Payload, OAuth2Request
from authlib.oauth2.rfc6749.errors import InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import AuthorizationCode, OAuthGrant, RefreshToken, UserSession
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.oauth import repository
from ingestio_cloud.features.oauth.clients import CLIENTS, SCOPE, Client

ACCESS_PREFIX: Final = "ing_at_"
REFRESH_PREFIX: Final = "ing_rt_"
ACCESS_SECONDS: Final = 15 * 60
REFRESH_IDLE: Final = timedelta(days=30)
CODE_SECONDS: Final = 60
LOST_ANSWER: Final = timedelta(seconds=10)

_TOKEN_BYTES: Final = 32
_S256: Final = "S256"
_MOMENT: Final = timedelta(microseconds=1)


@dataclass(slots=True)
class Answer:
    """What to answer with, whatever the web framework."""

    status: int
    body: Mapping[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def location(self) -> str | None:
        return self.headers.get("Location")


class Payload(OAuth2Payload):
    """The fields of a query or a form, in their order."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._data = dict(fields)
        self._datalist: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in fields:
            self._datalist[name].append(value)

    @property
    def data(self) -> dict[str, str]:
        return self._data

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return self._datalist


class Request(OAuth2Request):
    """A request to one of the endpoints. Raises authlib's `InsecureTransportError` where people reach
    the service neither by https nor on their own computer."""

    payload: Payload

    def __init__(self, method: str, issuer: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(method, issuer)
        self.payload = Payload(fields)

    @property
    def args(self) -> dict[str, str | None]:
        return {**self.payload.data}

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data


class Server(AuthorizationServer):
    """The server for the time of one transaction, over the rows of everyone."""

    def __init__(self, session: Session, issuer: str) -> None:
        super().__init__(scopes_supported=[SCOPE])
        self.session = session
        self.issuer = issuer
        self.now: datetime = utc_now()
        self.register_token_generator("default", _generate)  # type: ignore[arg-type]
        self.register_grant(_CodeGrant, [_RequiredChallenge()])
        self.register_grant(_RefreshGrant)
        self.register_endpoint(_Revocation)

    def query_client(self, client_id: str) -> Client | None:  # type: ignore[override]
        return CLIENTS.get(client_id)

    def create_oauth2_request(self, request: Request) -> Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Answer:
        answer = Answer(status, body if isinstance(body, Mapping) else {}, dict(headers))
        if answer.location is not None:
            answer.headers["Location"] = add_params_to_uri(answer.location, [("iss", self.issuer)])
        return answer

    def send_signal(self, name: Any, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def save_token(self, token: Mapping[str, Any], request: OAuth2Request) -> None:
        parent: RefreshToken | None = None
        if isinstance(request.refresh_token, _Link):
            grant, parent = request.refresh_token.grant, request.refresh_token.token
        else:
            assert isinstance(request.authorization_code, _Code)
            code = request.authorization_code.code
            grant = repository.add_grant(self.session, code.user_id, code.client_id, code.scope, self.now)
            code.grant_id = grant.id
        repository.add_tokens(
            self.session,
            grant,
            access_hash=hash_token(token["access_token"]),
            access_expires_at=self.now + timedelta(seconds=ACCESS_SECONDS),
            refresh_hash=hash_token(token["refresh_token"]),
            refresh_expires_at=self.now + REFRESH_IDLE,
            parent_id=parent.id if parent is not None else None,
            now=self.now,
        )

    def end(self, user_id: UUID, grant_id: UUID, reason: str) -> None:
        repository.end_grant(self.session, user_id, grant_id, reason, self.now)


class _RequiredChallenge(CodeChallenge):
    """PKCE by S256, which the client must ask for."""

    DEFAULT_CODE_CHALLENGE_METHOD = _S256
    SUPPORTED_CODE_CHALLENGE_METHOD = [_S256]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        data = grant.request.payload.data
        if not data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'")
        if data.get("code_challenge_method") != _S256:
            raise InvalidRequestError("The 'code_challenge_method' must be S256")
        super().validate_code_challenge(grant, redirect_uri)

    def get_authorization_code_challenge_method(self, authorization_code: AuthorizationCode) -> str:
        return _S256


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    server: Server
    request: Request

    def generate_authorization_code(self) -> str:
        return secrets.token_urlsafe(_TOKEN_BYTES)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        assert isinstance(request, Request) and isinstance(request.client, Client)
        assert isinstance(request.user, UUID)
        repository.add_code(
            self.server.session,
            request.user,
            code_hash=hash_token(code),
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            code_challenge=request.payload.data["code_challenge"],
            now=self.server.now,
            expires_at=self.server.now + timedelta(seconds=CODE_SECONDS),
        )

    def query_authorization_code(self, code: str, client: Any) -> "_Code | None":
        found = repository.code_by_hash(self.server.session, hash_token(code))
        if found is None or found.client_id != client.client_id:
            return None
        if found.used_at is not None:
            # RFC 6749 §4.1.2: whoever came first may not have been the program it was for.
            if found.grant_id is not None:
                self.server.end(found.user_id, found.grant_id, "code_used_twice")
            return None
        return _Code(found) if found.expires_at > self.server.now else None

    def authenticate_user(self, authorization_code: "_Code") -> UUID | None:
        code = authorization_code.code
        if not repository.use_code(self.server.session, code, self.server.now):
            return None
        user = repository.active_user(self.server.session, code.user_id)
        return user.id if user is not None else None

    def delete_authorization_code(self, authorization_code: object) -> None:
        """It is kept as used, so that its second use is noticed."""


class _RefreshGrant(RefreshTokenGrant):
    INCLUDE_NEW_REFRESH_TOKEN = True
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    server: Server
    request: Request

    def authenticate_refresh_token(self, refresh_token: str) -> "_Link | None":  # type: ignore[override]
        session = self.server.session
        known = repository.refresh_by_hash(session, hash_token(refresh_token))
        if known is None:
            return None
        grant = repository.lock_grant(session, known.user_id, known.grant_id)
        # Only now is it certain that nobody uses it at this moment.
        token = repository.refresh_by_hash(session, known.token_hash)
        if grant is None or token is None:
            return None
        # Later than what came before it in the family, whichever machine's clock that was.
        now = self.server.now = max(utc_now(), token.used_at or token.created_at + _MOMENT)
        if grant.revoked_at is not None or token.expires_at <= now:
            return None
        if not isinstance(self.request.client, Client) or self.request.client.client_id != grant.client_id:
            return None
        if token.used_at is None:
            return _Link(token, grant, first=True)
        if not self._withdrawn(token, grant):
            self.server.end(grant.user_id, grant.id, "refresh_token_used_twice")
            return None
        return _Link(token, grant, first=False)

    def authenticate_user(self, refresh_token: "_Link") -> UUID:
        session, token = self.server.session, refresh_token.token
        user = repository.active_user(session, token.user_id)
        if user is None or (
            refresh_token.first and not repository.use_refresh(session, token, self.server.now)
        ):
            raise InvalidGrantError
        return user.id

    def revoke_old_credential(self, refresh_token: object) -> None:
        """It was used up before the new one was made."""

    def _withdrawn(self, token: RefreshToken, grant: OAuthGrant) -> bool:
        """Whether the pair that this token was given may never have arrived; if so it is ended."""
        session, now = self.server.session, self.server.now
        assert token.used_at is not None
        if now - token.used_at > LOST_ANSWER or repository.access_used_since(session, grant, token.used_at):
            return False
        child = repository.unused_child(session, token)
        if child is None or not repository.use_refresh(session, child, now):
            return False
        repository.revoke_access_since(session, grant, token.used_at, now)
        return True


class _Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ["none"]
    server: Server

    def check_params(self, request: Any, client: Any) -> None:
        """A wrong hint is not an error (RFC 7009 §2.2.1); the token itself says what it is."""
        if not request.form.get("token"):
            raise InvalidRequestError("Missing 'token' in request.")

    def query_token(self, token_string: str, token_type_hint: object) -> "_Revocable | None":
        session, token_hash = self.server.session, hash_token(token_string)
        found = repository.refresh_by_hash(session, token_hash) or repository.access_by_hash(
            session, token_hash
        )
        if found is None or found.grant_id is None:
            return None
        grant = repository.lock_grant(session, found.user_id, found.grant_id)
        return _Revocable(found, grant) if grant is not None else None

    def revoke_token(self, token: "_Revocable", request: object) -> None:
        if isinstance(token.token, UserSession):
            repository.revoke_access(self.server.session, token.token, self.server.now)
        else:
            self.server.end(token.grant.user_id, token.grant.id, "signed_out")


@dataclass(frozen=True, slots=True)
class _Code:
    """A code as Authlib asks for it."""

    code: AuthorizationCode

    @property
    def code_challenge(self) -> str:
        return self.code.code_challenge

    def get_redirect_uri(self) -> str:
        return self.code.redirect_uri

    def get_scope(self) -> str:
        return self.code.scope


@dataclass(frozen=True, slots=True)
class _Link:
    """A refresh token and its family as Authlib asks for them; `first` is whether it is its first use."""

    token: RefreshToken
    grant: OAuthGrant
    first: bool

    def check_client(self, client: Client) -> bool:
        return self.grant.client_id == client.client_id

    def get_scope(self) -> str:
        return self.grant.scope


@dataclass(frozen=True, slots=True)
class _Revocable:
    """A token and its family as Authlib asks for them."""

    token: RefreshToken | UserSession
    grant: OAuthGrant

    def check_client(self, client: Client) -> bool:
        return self.grant.client_id == client.client_id


def _generate(**given: Any) -> dict[str, Any]:
    """A pair of tokens as RFC 6749 §5.1 sends it."""
    return {
        "token_type": "Bearer",
        "access_token": ACCESS_PREFIX + secrets.token_urlsafe(_TOKEN_BYTES),
        "expires_in": ACCESS_SECONDS,
        "refresh_token": REFRESH_PREFIX + secrets.token_urlsafe(_TOKEN_BYTES),
        "scope": given["scope"],
    }
