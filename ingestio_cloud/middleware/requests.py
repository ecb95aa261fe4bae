"""The outermost layer: an id for every request, its log line and figures, headers of every answer,
and an answer to every error."""

import re
import time
from http import HTTPStatus
from typing import Final
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingestio_cloud.features.limits.rates import limit_fields
from ingestio_cloud.features.uploads.protocol import VERSION
from ingestio_cloud.features.web import DATABASE_ERRORS, bug_response, database_response, error_response
from ingestio_cloud.middleware.refusals import RequestRefusedError
from ingestio_cloud.telemetry.metrics import Metrics
from ingestio_core.errors import IngestError

log = structlog.get_logger(__name__)

REQUEST_ID: Final = "X-Request-ID"

_UPLOADS: Final = "/v1/uploads"
_OVERRIDE: Final = b"x-http-method-override"
_OVERRIDDEN: Final = frozenset({"PATCH", "DELETE"})
_UNKNOWN: Final = "unknown"
_SANE_ID: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Unless a route says otherwise."""
_HSTS: Final = "max-age=31536000; includeSubDomains"


class RequestMiddleware:
    """Counts, times and logs requests by their route, so that no id or signature is recorded.

    `https` is whether the service is reached by https only; `log_requests` whether each request
    is worth a line of the log.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, *, https: bool = False, log_requests: bool = False
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._https = https
        self._log_requests = log_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        _override_method(scope)
        request_id = _request_id(scope)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                self._add_headers(scope, message, request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            self._metrics.in_flight.inc()
            try:
                await self._app(scope, receive, answer)
            except IngestError as error:
                refused = error.answer() if isinstance(error, RequestRefusedError) else error_response(error)
                if not status:
                    await refused(scope, receive, answer)
            except DATABASE_ERRORS as error:
                # Whoever calls is looked up before the API sees the request.
                if status:
                    raise
                await database_response(error)(scope, receive, answer)
            except Exception as error:
                log.error("unhandled_error", route=_route(scope), exc_info=error)
                if status:
                    raise
                await bug_response()(scope, receive, answer)
            finally:
                self._metrics.in_flight.dec()
                self._record(scope, status, time.perf_counter() - started)

    def _add_headers(self, scope: Scope, message: Message, request_id: str) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        headers[REQUEST_ID] = request_id
        headers.update(limit_fields(scope["state"]))
        if self._https:
            headers.setdefault("Strict-Transport-Security", _HSTS)
        if scope["path"].startswith(_UPLOADS):
            headers.setdefault("Tus-Resumable", VERSION)
            if message["status"] == HTTPStatus.PRECONDITION_FAILED:
                headers["Tus-Version"] = VERSION

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if route != _UNKNOWN else _UNKNOWN
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        code = scope["state"].get("problem_code")
        if code is not None:
            self._metrics.problems.labels(code).inc()
        level = "info" if self._log_requests and route not in _QUIET else "debug"
        getattr(log, level)(
            "request", method=method, route=route, status=status, code=code, seconds=round(seconds, 4)
        )


def _route(scope: Scope) -> str:
    path: str = getattr(scope.get("route"), "path", _UNKNOWN)
    return path


def _override_method(scope: Scope) -> None:
    """Behind a proxy that knows GET, HEAD and POST only, a client of uploads says in a header what it means
    (tus 1.0, X-HTTP-Method-Override)."""
    if scope["method"] == "POST" and scope["path"].startswith(_UPLOADS):
        meant = next((value for name, value in scope["headers"] if name == _OVERRIDE), b"").decode("latin-1")
        if meant.upper() in _OVERRIDDEN:
            scope["method"] = meant.upper()


def _request_id(scope: Scope) -> str:
    """The sender's own id where it is sane, so that a proxy's log and ours can be put together."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return str(value.decode("ascii"))
    return uuid4().hex
