"""The OAuth endpoints over HTTP. They are described by their metadata, not by the API's document."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import TooManyRequestsError
from ingestio_cloud.features.identity.browser import redirect, sign_in_address, visitor_of
from ingestio_cloud.features.limits.addresses import network_of
from ingestio_cloud.features.limits.limiter import Rate
from ingestio_cloud.features.oauth import service
from ingestio_cloud.features.oauth.server import Answer
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.features.web import ContextDep
from ingestio_cloud.pages.forms import read_form
from ingestio_cloud.pages.web import base_url, render

router = APIRouter(include_in_schema=False)
pages = APIRouter(route_class=PageRoute, include_in_schema=False)
resource = APIRouter(include_in_schema=False)

TOKEN_RATE: Final = Rate(300, 60)
"""Of each client address: a whole office may be behind one, and each program asks every 15 minutes."""

_MAX_BYTES: Final = 16_384
_MAX_FIELDS: Final = 32
_URLENCODED: Final = "application/x-www-form-urlencoded"
_NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_LOOPBACK_4: Final = "http://127.0.0.1:*"
_ANY_HTTP: Final = "http:"
"""A policy can't name an IPv6 address (CSP Level 3, host-source)."""


@pages.get("/oauth/authorize")
async def authorize_page(request: Request, context: ContextDep) -> Response:
    """Ask the person whether a program may use their account; to sign in first where nobody is."""
    fields = _fields(request.url.query)
    visitor = await visitor_of(request, context)
    asked = await context.db.system.read(
        service.ask, base_url(request), fields, visitor.user_id if visitor is not None else None
    )
    if isinstance(asked, Answer):
        return _leave(asked)
    if visitor is None:
        return redirect(sign_in_address(f"/oauth/authorize?{urlencode(asked.fields)}"))
    return render(
        request,
        "consent.html",
        form_targets=(_ANY_HTTP if "[" in asked.redirect_uri else _LOOPBACK_4,),
        email=visitor.email,
        program=asked.client.name,
        fields=asked.fields,
    )


@pages.post("/oauth/authorize")
async def authorize(request: Request, context: ContextDep) -> Response:
    """Take the person's answer back to the program."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    fields = [(name, value) for name, value in form.items() if name != "decision"]
    if visitor is None:
        return redirect(sign_in_address(f"/oauth/authorize?{urlencode(fields)}"))
    answer = await context.db.system.write(
        service.decide, base_url(request), fields, visitor, form.get("decision") == "allow"
    )
    return _leave(answer)


@router.post("/oauth/token")
async def token(request: Request, context: ContextDep) -> Response:
    """Tokens for a code or for a refresh token (RFC 6749 §3.2)."""
    refused = await _throttled(request, context)
    fields = await _form(request)
    if refused is not None or fields is None:
        return refused or _not_a_form()
    return _json(await context.db.system.write_new(service.token, base_url(request), fields))


@router.post("/oauth/revoke")
async def revoke(request: Request, context: ContextDep) -> Response:
    """End a token (RFC 7009)."""
    refused = await _throttled(request, context)
    fields = await _form(request)
    if refused is not None or fields is None:
        return refused or _not_a_form()
    return _json(await context.db.system.write(service.revoke, base_url(request), fields))


@router.get("/.well-known/oauth-authorization-server")
async def server_metadata(request: Request) -> Response:
    """What this authorization server can do (RFC 8414)."""
    return JSONResponse(service.server_metadata(base_url(request)))


@resource.get("/.well-known/oauth-protected-resource")
async def resource_metadata(request: Request, context: ContextDep) -> Response:
    """Where tokens for this API come from (RFC 9728)."""
    base = base_url(request)
    issuer = context.issuer
    if issuer is None:
        return JSONResponse(service.resource_metadata(base, base, None))
    return JSONResponse(service.resource_metadata(base, issuer.name, issuer.client_id or None))


async def _throttled(request: Request, context: Context) -> Response | None:
    client = network_of(request.client.host if request.client else "")
    try:
        await context.limiter.hit("oauth-token", client, TOKEN_RATE)
    except TooManyRequestsError as error:
        return JSONResponse(
            {"error": "temporarily_unavailable", "error_description": "Too many requests. Wait a moment."},
            HTTPStatus.TOO_MANY_REQUESTS,
            {**_NO_STORE, "Retry-After": str(error.retry_after)},
        )
    return None


async def _form(request: Request) -> Sequence[tuple[str, str]] | None:
    """The fields of a form as they came, None for what is no form or has no end."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _URLENCODED:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BYTES:
            return None
    try:
        return _parsed(body.decode("ascii"))
    except ValueError:
        return None


def _fields(query: str) -> Sequence[tuple[str, str]]:
    """The fields of a query, none when it cannot be read."""
    try:
        return _parsed(query)
    except ValueError:
        return ()


def _parsed(text: str) -> Sequence[tuple[str, str]]:
    """Raises ValueError."""
    return parse_qsl(text, keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="strict")


def _leave(answer: Answer) -> Response:
    """Back to the program; 303, so that the browser sends it nothing of a form (RFC 9700 §4.12)."""
    assert answer.location is not None
    return redirect(answer.location)


def _json(answer: Answer) -> Response:
    return JSONResponse(dict(answer.body), answer.status, {**answer.headers, **_NO_STORE})


def _not_a_form() -> Response:
    return JSONResponse(
        {"error": "invalid_request", "error_description": f"Send the parameters as {_URLENCODED}."},
        HTTPStatus.BAD_REQUEST,
        _NO_STORE,
    )
