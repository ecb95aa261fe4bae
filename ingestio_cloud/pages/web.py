"""Pages over HTTP: rendered with strict headers, and the files they load."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ingestio_cloud.pages.forms import FormGuard
from ingestio_cloud.pages.templating import STYLE, asset, fill, style_version

PAGE_HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer to a browser that is about an account."""

_ASSETS: Final[Mapping[str, str]] = {
    STYLE: "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "inter-regular.woff2": "font/woff2",
    "inter-medium.woff2": "font/woff2",
    "inter-semibold.woff2": "font/woff2",
}
_YEAR: Final = 365 * 24 * 3600
_DAY: Final = 24 * 3600

router = APIRouter(prefix="/assets", include_in_schema=False)


def render(
    request: Request,
    template: str,
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    form_targets: Sequence[str] = (),
    **values: Any,
) -> Response:
    """A page. Templates extend `base.html` (blocks heading, lead, content, below; title where it is not
    the heading), are given `form_token` for `parts.hidden(form_token)`, and may use `errors`, which maps
    a field's name to a sentence. `form_targets` are origins besides our own that a form may lead to."""
    guard: FormGuard = request.app.state.form_guard
    token, cookie = guard.issue(request)
    html = fill(template, form_token=token, style_version=style_version(), **values)
    policy = {"Content-Security-Policy": _policy(form_targets)}
    response = HTMLResponse(html, status, {**PAGE_HEADERS, **policy, **(headers or {})})
    if cookie is not None:
        guard.set_cookie(response, cookie)
    return response


def base_url(request: Request) -> str:
    """Where browsers reach the service, without a slash at the end: as configured, else the socket that
    took the request; never the Host header, which the sender chooses."""
    configured: str = request.app.state.public_url
    if configured:
        return configured.rstrip("/")
    host, port = request.scope["server"]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _policy(form_targets: Sequence[str]) -> str:
    targets = " ".join(("'self'", *form_targets))
    return (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {targets}"
    )


@router.get("/{name}")
async def get_asset(name: str, v: str = "") -> Response:
    """The style sheet, the icon or a font."""
    media_type = _ASSETS.get(name)
    if media_type is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    keep = f"public, max-age={_YEAR}, immutable" if v else f"public, max-age={_DAY}"
    return Response(
        asset(name),
        media_type=media_type,
        headers={"Cache-Control": keep, "X-Content-Type-Options": "nosniff"},
    )
