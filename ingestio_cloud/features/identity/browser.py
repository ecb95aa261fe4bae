"""The browser's side: its session cookie, and where it goes on after a sign-in."""

from typing import Final
from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.identity import service
from ingestio_cloud.features.identity.repository import Visitor
from ingestio_cloud.pages.forms import FormGuard
from ingestio_cloud.pages.web import PAGE_HEADERS

SIGNED_IN: Final = "/signed-in"

_AUTHORIZE: Final = "/oauth/authorize"
_ACCOUNT: Final = "/account"
_MAX_NEXT: Final = 8_000
_MAX_COOKIE: Final = 3_500
_NEXT_COOKIE: Final = "ingestio_next"
_NEXT_SECONDS: Final = 3_600


async def visitor_of(request: Request, context: Context) -> Visitor | None:
    """Who is signed in in this browser."""
    guard: FormGuard = request.app.state.form_guard
    token = request.cookies.get(guard.session_cookie)
    return await context.db.system.read(service.visitor, token) if token else None


def sign_in_address(next_path: str, done: str = "") -> str:
    """The sign-in page that leads on to `next_path`, and says what was done before."""
    query = {name: value for name, value in (("done", done), ("next", next_path)) if value}
    return f"/sign-in?{urlencode(query)}" if query else "/sign-in"


def safe_next(text: str | None) -> str:
    """Where to go on: our own authorization page with its query, or the account, else nowhere ("")."""
    if text == _ACCOUNT:
        return _ACCOUNT
    if not text or len(text) > _MAX_NEXT or not text.isascii() or not text.isprintable() or "\\" in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or parts.path != _AUTHORIZE or not text.startswith(_AUTHORIZE):
        return ""
    return f"{_AUTHORIZE}?{parts.query}" if parts.query else _AUTHORIZE


def query_of(next_path: str) -> str:
    """The query that takes `next_path` along to another page."""
    return f"?next={quote(next_path, safe='')}" if next_path else ""


def form_targets(next_path: str) -> tuple[str, ...]:
    """Where a form may lead besides our own pages: browsers hold the redirects that answer it against
    the policy, too, and the authorization page may send them on to a program on this computer. A
    policy can't name an IPv6 address (CSP Level 3, host-source)."""
    if not next_path:
        return ()
    return ("http:",) if "[" in unquote(next_path) else ("http://127.0.0.1:*",)


def kept_next(request: Request) -> str:
    """Where this browser was going before it was sent to the mailbox."""
    return safe_next(unquote(request.cookies.get(_NEXT_COOKIE, "")))


def keep_next(request: Request, response: Response, next_path: str) -> None:
    """Remember where to go on while the person looks into the mailbox, if a cookie holds it."""
    value = quote(next_path, safe="")
    if value and len(value) <= _MAX_COOKIE:
        _set(request, response, _NEXT_COOKIE, value, _NEXT_SECONDS)


def redirect(address: str) -> RedirectResponse:
    """After a form: the browser goes on with GET (RFC 9110, 15.4.4), and going back sends nothing."""
    return RedirectResponse(address, 303, PAGE_HEADERS)


def enter(request: Request, token: str, next_path: str) -> Response:
    """Give the browser its session, and go on."""
    response = redirect(next_path or SIGNED_IN)
    guard: FormGuard = request.app.state.form_guard
    _set(request, response, guard.session_cookie, token, int(service.SESSION_TIME.total_seconds()))
    response.delete_cookie(_NEXT_COOKIE)
    return response


def leave(request: Request, response: Response) -> Response:
    """Take the session from the browser, which lets go of such a cookie only if told as it was set."""
    guard: FormGuard = request.app.state.form_guard
    response.delete_cookie(guard.session_cookie, path="/", secure=guard.secure, httponly=True, samesite="lax")
    return response


def _set(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    guard: FormGuard = request.app.state.form_guard
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=guard.secure, httponly=True, samesite="lax"
    )
