"""What happens around every request: figures, a log line, the header of the upload protocol."""

import time
from http import HTTPStatus
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingestio_cloud.features.uploads.protocol import VERSION
from ingestio_cloud.features.web import problem_response
from ingestio_core.contracts.problems import Problem
from ingestio_core.limits import MEBIBYTE

log = structlog.get_logger(__name__)

MAX_BODY_BYTES: Final = 64 * MEBIBYTE
"""Of a request that is no upload: ten thousand documents with long names and plans fit in."""

_UPLOADS: Final = "/v1/uploads"
_UNKNOWN: Final = "unknown"


class Figures:
    """The figures of one app, for /metrics."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "ingestio_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "ingestio_request_seconds",
            "Seconds until a request was answered.",
            ("method", "route"),
            registry=self.registry,
        )


class RequestMiddleware:
    """Counts, times and logs requests by their route, so that no id or signature is recorded."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"].startswith(_UPLOADS)
        started = time.perf_counter()
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                if is_upload:
                    MutableHeaders(scope=message).setdefault("Tus-Resumable", VERSION)
            await send(message)

        try:
            if is_upload:
                await self._app(scope, receive, answer)
            elif _content_length(scope) > MAX_BODY_BYTES:
                await problem_response(_too_large())(scope, receive, answer)
            else:
                limited = _Limited(scope, receive, answer)
                await self._app(scope, limited.receive, limited.send)
        finally:
            self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _UNKNOWN)
        method = scope["method"] if route != _UNKNOWN else _UNKNOWN
        self._figures.requests.labels(method, route, str(status)).inc()
        self._figures.seconds.labels(method, route).observe(seconds)
        log.debug("request", method=method, route=route, status=status, seconds=round(seconds, 4))


class _Limited:
    """A request whose body may come in chunks of unknown number: beyond the limit it is answered
    and looks to the app as if the sender had gone."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._left = MAX_BODY_BYTES
        self._refused = False

    async def receive(self) -> Message:
        if self._refused:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self._refused = True
            await problem_response(_too_large())(self._scope, self._receive, self._send)
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if not self._refused:
            await self._send(message)


def _content_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _too_large() -> Problem:
    return Problem(
        title="The request is too large",
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        detail=f"A request may have {MAX_BODY_BYTES // MEBIBYTE} MB. Split it into several.",
        code="request_too_large",
    )
