"""Forms: read with a limit, and refused unless they were made by our own page for this browser.

A form carries an HMAC over a random cookie of the browser and its session cookie (a signed double
submit, as OWASP's cheat sheet on cross-site request forgery has it). Another site can neither read
nor make it, and one of before a sign-in is not valid after it.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from ingestio_core.errors import IngestError

FORM_TOKEN: Final = "form_token"

_MAX_BYTES: Final = 32_768
_MAX_FIELDS: Final = 32
_URLENCODED: Final = "application/x-www-form-urlencoded"
_HOST_ONLY: Final = "__Host-"
"""Of a cookie's name: no neighbouring host can set it (RFC 6265bis, 4.1.3.2). Browsers want https."""
_OWN_SITES: Final = ("same-origin", "none")
_SALT_BYTES: Final = 16


class FormError(IngestError):
    """A form that is not taken as it came; `status` is how HTTP says so."""

    def __init__(self, code: str, title: str, message: str, status: HTTPStatus) -> None:
        super().__init__(code, title, message)
        self.status = status


@dataclass(frozen=True, slots=True)
class FormGuard:
    """Makes and checks the tokens of forms. `secure` is whether browsers come by https."""

    key: bytes
    secure: bool

    @classmethod
    def of(cls, secret: str, secure: bool) -> "FormGuard":
        """A guard with a key of its own, derived from a secret that all processes share."""
        return cls(hmac.digest(secret.encode(), b"forms", "sha256"), secure)

    @property
    def cookie(self) -> str:
        """The name of the cookie that forms are bound to."""
        return self._named("ingestio_form")

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that says who is signed in. A neighbour that could set it would let
        people work in an account of its own."""
        return self._named("ingestio_session")

    def issue(self, request: Request) -> tuple[str, str | None]:
        """The token for a form, and the value of the cookie when the browser has none yet."""
        kept = request.cookies.get(self.cookie)
        value = kept or secrets.token_urlsafe(32)
        salt = secrets.token_hex(_SALT_BYTES)
        return f"{salt}.{self._mac(salt, value, request)}", None if kept else value

    def set_cookie(self, response: Response, value: str) -> None:
        response.set_cookie(self.cookie, value, path="/", secure=self.secure, httponly=True, samesite="lax")

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Raises `FormError` (form_expired) for a form that another site or another browser sent."""
        value = request.cookies.get(self.cookie)
        salt, _, mac = form.get(FORM_TOKEN, "").partition(".")
        own = request.headers.get("Sec-Fetch-Site", "none") in _OWN_SITES
        if not (
            own and value and hmac.compare_digest(mac.encode(), self._mac(salt, value, request).encode())
        ):
            raise FormError(
                "form_expired",
                "This page was open for too long",
                "Nothing was changed. Open the page again and repeat what you did. If this keeps happening, "
                "allow cookies for this site.",
                HTTPStatus.FORBIDDEN,
            )

    def _named(self, name: str) -> str:
        return f"{_HOST_ONLY}{name}" if self.secure else name

    def _mac(self, salt: str, value: str, request: Request) -> str:
        session = request.cookies.get(self.session_cookie, "")
        text = "\n".join((salt, value, session))
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form of our own; of a field that comes twice, the last. Raises `FormError`
    (form_expired, form_too_large, form_malformed)."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _URLENCODED:
        raise _malformed(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BYTES:
            raise FormError(
                "form_too_large",
                "The form is too large",
                "Shorten what you entered and try again.",
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise _malformed(HTTPStatus.BAD_REQUEST) from error
    form = dict(pairs)
    guard: FormGuard = request.app.state.form_guard
    guard.check(request, form)
    return form


def _malformed(status: HTTPStatus) -> FormError:
    return FormError(
        "form_malformed",
        "The form could not be read",
        "Open the page again and repeat what you did.",
        status,
    )
