"""What each endpoint does, each in one transaction over the rows of everyone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.accounts import repository as accounts
from ingestio_cloud.features.errors import NotAuthenticatedError, NotFoundError, RefusedError
from ingestio_cloud.features.identity.repository import Visitor
from ingestio_cloud.features.oauth import repository
from ingestio_cloud.features.oauth.clients import CLIENTS, SCOPE, Client
from ingestio_cloud.features.oauth.server import Answer, Request, Server

Fields = Sequence[tuple[str, str]]
"""Names and values, as they came."""

_KEPT: Final = timedelta(days=1)
"""So long a family that ended and a code that was used are remembered."""

_MAX_VALUE: Final = 500
_SAFE: Final = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*", re.ASCII)
"""What may stand in a description of an error (RFC 6749 §5.2), which quotes values."""
_ANY_SIGN: Final = re.compile(r"[\x20-\x7e]*", re.ASCII)
"""VSCHAR of RFC 6749, appendix A."""
_AUTHORIZE: Final = (
    *("response_type", "client_id", "redirect_uri", "scope", "state"),
    *("code_challenge", "code_challenge_method"),
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person is asked; `fields` are sent again with the answer."""

    client: Client
    fields: tuple[tuple[str, str], ...]
    redirect_uri: str


def ask(session: Session, issuer: str, fields: Fields, user_id: UUID | None) -> Consent | Answer:
    """Look at an authorization request: what to ask the person, or the redirect that refuses it.

    Raises `RefusedError` (bad_authorization_request) when there is nowhere to redirect to: a person
    must never be sent to an address that is not the program's.
    """
    fields = _authorize_fields(fields)
    server = Server(session, issuer)
    try:
        request = Request("GET", issuer, fields)
        grant = server.get_consent_grant(request, user_id)  # type: ignore[no-untyped-call]
    except OAuth2Error as error:
        return _refused(server, error)
    client = grant.client
    assert isinstance(client, Client)
    return Consent(client, tuple(fields), grant.redirect_uri)


def decide(session: Session, issuer: str, fields: Fields, visitor: Visitor, allowed: bool) -> Answer:
    """The redirect to the program with a code, or with the refusal. Raises as `ask`, and
    `NotAuthenticatedError` where what ended the visitor's session came first: it ended all codes, too."""
    user_id = visitor.user_id
    accounts.active_user(session, user_id, lock=True)
    if not accounts.session_lives(session, user_id, visitor.session_id, utc_now()):
        raise NotAuthenticatedError
    fields = _authorize_fields(fields)
    server = Server(session, issuer)
    try:
        request = Request("GET", issuer, fields)
        grant = server.get_consent_grant(request, user_id)  # type: ignore[no-untyped-call]
    except OAuth2Error as error:
        return _refused(server, error)
    answer = server.create_authorization_response(request, user_id if allowed else None, grant)
    assert isinstance(answer, Answer)
    return answer


def token(session: Session, issuer: str, fields: Fields) -> Answer:
    """Tokens for a code or for a refresh token, or why there are none (RFC 6749 §5)."""
    server = Server(session, issuer)
    try:
        answer: object = server.create_token_response(_form_request(issuer, fields))
    except OAuth2Error as error:
        answer = server.handle_response(*error())
    assert isinstance(answer, Answer)
    return answer


def revoke(session: Session, issuer: str, fields: Fields) -> Answer:
    """End a token (RFC 7009); one that nobody knows is over already."""
    server = Server(session, issuer)
    try:
        request = _form_request(issuer, fields)
        answer = server.create_endpoint_response("revocation", request)  # type: ignore[no-untyped-call]
    except OAuth2Error as error:
        answer = server.handle_response(*error())
    assert isinstance(answer, Answer)
    return answer


@dataclass(frozen=True, slots=True)
class Program:
    """A program that a person is signed in with."""

    id: UUID
    name: str
    since: datetime
    last_seen: datetime


def programs(session: Session, user_id: UUID) -> list[Program]:
    """The programs that are signed in, the last seen first."""
    return [
        Program(grant.id, _name(grant.client_id), grant.created_at, seen)
        for grant, seen in repository.living_grants(session, user_id, utc_now())
    ]


def end_program(session: Session, user_id: UUID, grant_id: UUID) -> None:
    """Sign a program out. Raises `NotFoundError`."""
    if not repository.end_grant(session, user_id, grant_id, "ended_by_person", utc_now()):
        raise NotFoundError("program")


def sweep(session: Session) -> int:
    """Drop what is over; how much that was."""
    now = utc_now()
    return repository.sweep(session, now, now - _KEPT)


def server_metadata(issuer: str) -> dict[str, Any]:
    """The authorization server, as RFC 8414 describes one."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "scopes_supported": [SCOPE],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }


def resource_metadata(resource: str, issuer: str, client_id: str | None) -> dict[str, Any]:
    """The API, as RFC 9728 describes a protected resource. `client_id` is by which name the issuer
    knows our programs, None for the names they have themselves."""
    document: dict[str, Any] = {
        "resource": resource,
        "authorization_servers": [issuer],
        "bearer_methods_supported": ["header"],
        "resource_name": "IngestIO",
    }
    return document if client_id is None else {**document, "ingestio_client_id": client_id}


def _form_request(issuer: str, fields: Fields) -> Request:
    """Raises OAuth2Error for fields that are not what RFC 6749 allows in a form (§3.2, appendix A)."""
    names = [name for name, _ in fields]
    if len(names) != len(set(names)):
        raise InvalidRequestError("A parameter is included more than once.")
    for name, value in fields:
        signs = _SAFE if name in ("grant_type", "client_id") else _ANY_SIGN
        if len(value) > _MAX_VALUE or not signs.fullmatch(value):
            raise InvalidRequestError("A parameter has a value that is not allowed.")
    return Request("POST", issuer, fields)


def _authorize_fields(fields: Fields) -> Fields:
    """The fields that count. Raises `RefusedError` for values that RFC 6749 does not allow."""
    found = [(name, value) for name, value in fields if name in _AUTHORIZE]
    for name, value in found:
        signs = _ANY_SIGN if name == "state" else _SAFE
        if len(value) > _MAX_VALUE or not signs.fullmatch(value):
            raise _bad_request()
    return found


def _refused(server: Server, error: OAuth2Error) -> Answer:
    if not error.redirect_uri:
        raise _bad_request()
    return server.handle_response(*error())


def _name(client_id: str) -> str:
    client = CLIENTS.get(client_id)
    return client.name if client is not None else client_id


def _bad_request() -> RefusedError:
    return RefusedError(
        "bad_authorization_request",
        "This sign-in can't go on",
        "The program that opened this page asked in a way that is not allowed. Close the page and start "
        "the sign-in again in the program. If that does not help, update it.",
    )
