"""Who calls, found out before a byte of the body is read."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from ingestio_cloud.features.accounts.access import authenticate
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.web import CALLER

_API: Final = "/v1/"
PUBLIC: Final = (
    ("GET", r"/v1/openapi\.json"),
    ("GET", r"/v1/exports/[^/]+/file"),
    ("OPTIONS", r"/v1/uploads(/.*)?"),
    ("POST", r"/v1/webhooks/[^/]+"),
)
"""What needs no bearer token: a description, links that are signed, and events that are."""
_MAX_TOKEN: Final = 4096
_BEARER: Final = re.compile(rb"[Bb][Ee][Aa][Rr][Ee][Rr] +([\x21-\x7e]+)")


class AuthenticationMiddleware:
    """Finds the user of a bearer token and leaves it in the request's state under `CALLER`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and asks_who_calls(scope):
            token = _bearer_token(scope)
            if token is None:
                raise NotAuthenticatedError
            context = scope["app"].state.context
            scope["state"][CALLER] = await authenticate(context, token)
        await self._app(scope, receive, send)


def asks_who_calls(scope: Scope) -> bool:
    """Whether the request needs a bearer token, so that what it carries as one is looked at."""
    return scope["path"].startswith(_API) and not is_public(scope)


def is_public(scope: Scope) -> bool:
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return any(method == verb and re.fullmatch(pattern, scope["path"]) for verb, pattern in PUBLIC)


def _bearer_token(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"authorization":
            match = _BEARER.fullmatch(value.strip())
            if match is None or len(match[1]) > _MAX_TOKEN:
                return None
            return str(match[1].decode("ascii"))
    return None
