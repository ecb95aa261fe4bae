"""Bodies: how large, how slow, in which encoding; JSON is looked through before it is used.

A body is read as a whole before the API's own code runs, so that what is wrong with it has one
answer. Uploads are streamed: they have limits of their own.
"""

import asyncio
import re
from dataclasses import dataclass
from email.message import Message as Headers
from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingestio_cloud.middleware.refusals import RequestRefusedError, bad_request
from ingestio_cloud.middleware.strict_json import check_json
from ingestio_core.limits import MEBIBYTE

_IN_A_THREAD: Final = 256 * 1024
_WEBHOOKS: Final = "/v1/webhooks/"
_UPLOADS: Final = re.compile(r"/v1/uploads(/.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """Bytes of a body by its route, and seconds: between two of its pieces, and until all of it is
    here."""

    default: int = MEBIBYTE
    special: tuple[tuple[str, str, int], ...] = (
        ("POST", r"/v1/batches/?", 64 * MEBIBYTE),
        ("POST", r"/v1/exports/?", 8 * MEBIBYTE),
        ("PATCH", r"/v1/documents/[^/]+/data", 8 * MEBIBYTE),
    )
    """Ten thousand documents with long names and plans, a hundred thousand ids, ten thousand edits."""
    idle: float = 20
    total: float = 120

    def of(self, method: str, path: str) -> int:
        return next(
            (size for verb, pattern, size in self.special if verb == method and re.fullmatch(pattern, path)),
            self.default,
        )


class BodyMiddleware:
    """Hands on requests whose body is here, bounded and well-formed."""

    def __init__(self, app: ASGIApp, limits: BodyLimits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if b"content-encoding" in headers and headers[b"content-encoding"].lower() != b"identity":
            raise RequestRefusedError(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "content_encoding",
                "The body is compressed",
                "Bodies are taken as they are. Send it without Content-Encoding.",
                headers={"Accept-Encoding": "identity"},
            )
        length = _content_length(headers.get(b"content-length"))
        if _UPLOADS.fullmatch(scope["path"]) or (length == 0 and b"transfer-encoding" not in headers):
            await self._app(scope, receive, send)
        else:
            body = await self._read(scope, receive, length)
            await _check(scope["path"], headers.get(b"content-type", b""), body)
            await self._app(scope, _replayed(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive, length: int) -> bytes:
        limit = self._limits.of(scope["method"], scope["path"])
        if length > limit:
            raise _too_large(limit)
        body = bytearray()
        try:
            async with asyncio.timeout(self._limits.total):
                while True:
                    async with asyncio.timeout(self._limits.idle):
                        message = await receive()
                    if message["type"] == "http.disconnect":
                        raise bad_request(
                            "body_interrupted", "The connection ended within the body. Send it again."
                        )
                    body += message.get("body", b"")
                    if len(body) > limit:
                        raise _too_large(limit)
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            raise RequestRefusedError(
                HTTPStatus.REQUEST_TIMEOUT,
                "request_timeout",
                "The request came too slowly",
                "Its body did not arrive in time. Look at the network and send it again.",
                retryable=True,
                headers={"Connection": "close"},
            ) from None


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


async def _check(path: str, content_type: bytes, body: bytes) -> None:
    kind = Headers()
    kind["content-type"] = content_type.decode("latin-1")
    if kind.get_content_maintype() != "application" or not _is_json(kind.get_content_subtype()):
        return
    charset = str(kind.get_param("charset", "utf-8")).lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestRefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "charset",
            "The body's characters are not read here",
            "JSON is taken in UTF-8 only (RFC 8259). Send it so.",
        )
    # A webhook's body is first of all what its signature was made of.
    if not body or path.startswith(_WEBHOOKS):
        return
    if len(body) > _IN_A_THREAD:
        await asyncio.to_thread(check_json, body)
    else:
        check_json(body)


def _is_json(subtype: str) -> bool:
    return subtype == "json" or subtype.endswith("+json")


def _content_length(value: bytes | None) -> int:
    return int(value) if value is not None and value.isdigit() else 0


def _too_large(limit: int) -> RequestRefusedError:
    return RequestRefusedError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "request_too_large",
        "The request is too large",
        f"This request may have {_size(limit)}. Split it into several.",
    )


def _size(limit: int) -> str:
    return f"{limit // MEBIBYTE} MB" if limit >= MEBIBYTE else f"{limit} bytes"
