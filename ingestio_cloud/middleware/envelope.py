"""What a request says besides its body: host, headers, path and query, each within limits."""

import re
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from ingestio_cloud.middleware.refusals import RequestRefusedError, bad_request, unprocessable

MAX_HEADERS: Final = 100
MAX_HEADER_BYTES: Final = 32 * 1024
MAX_TARGET_BYTES: Final = 8 * 1024
MAX_PARAMETERS: Final = 100
_SINGLE: Final = frozenset(
    {b"host", b"content-length", b"content-type", b"authorization", b"idempotency-key"}
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_OPERATIONS: Final = frozenset({"/healthz", "/readyz", "/metrics"})


class EnvelopeMiddleware:
    """Refuses what is odd about a request before anything is looked up for it."""

    def __init__(self, app: ASGIApp, public_url: str = "") -> None:
        self._app = app
        self._host = urlsplit(public_url).netloc.lower().encode() if public_url else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._check_headers(scope)
            _check_target(scope)
        await self._app(scope, receive, send)

    def _check_headers(self, scope: Scope) -> None:
        headers = scope["headers"]
        if len(headers) > MAX_HEADERS:
            raise RequestRefusedError(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "too_many_headers",
                "The request has too many headers",
                f"At most {MAX_HEADERS} headers are taken. Send fewer.",
            )
        if sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
            raise RequestRefusedError(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "headers_too_large",
                "The headers are too large",
                f"A request's headers may have {MAX_HEADER_BYTES // 1024} KB. Send fewer.",
            )
        seen: set[bytes] = set()
        for name, value in headers:
            if name in _SINGLE and name in seen:
                raise bad_request(
                    "duplicate_header", f"The header {name.decode()} stands twice. Send it once."
                )
            seen.add(name)
            if _CONTROL.search(value):
                raise bad_request(
                    "bad_header", f"The header {name.decode('latin-1')} has control characters."
                )
            if name == b"host" and self._host and not self._expected(value, scope["path"]):
                raise RequestRefusedError(
                    HTTPStatus.MISDIRECTED_REQUEST,
                    "wrong_host",
                    "The request is for another host",
                    "This service is not known by this name. Look at the address in the settings.",
                )

    def _expected(self, host: bytes, path: str) -> bool:
        """Health checks ask by address."""
        return host.lower() in (self._host, self._host.partition(b":")[0]) or path in _OPERATIONS


def _check_target(scope: Scope) -> None:
    query: bytes = scope["query_string"]
    if len(scope.get("raw_path", b"")) + len(query) > MAX_TARGET_BYTES:
        raise RequestRefusedError(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            "target_too_long",
            "The address is too long",
            f"Path and query may have {MAX_TARGET_BYTES} bytes. Shorten the search.",
        )
    if query.count(b"&") >= MAX_PARAMETERS:
        raise bad_request(
            "too_many_parameters", f"At most {MAX_PARAMETERS} parameters are taken. Send fewer."
        )
    if "\0" in scope["path"] or b"\0" in unquote_to_bytes(query):
        raise unprocessable(
            "text_not_allowed", "The address has the character U+0000. Remove it and try again."
        )
