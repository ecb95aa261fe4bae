"""Connections with limits that uvicorn alone has not: slow headers, too many callers, endless bodies
after their answer. What is refused here is told as a problem document, too."""

import asyncio
import sys
from typing import Any, Final

import h11
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from ingestio_cloud.features.web import problem_response
from ingestio_cloud.middleware.envelope import MAX_HEADER_BYTES
from ingestio_core.contracts.problems import PROBLEM_MEDIA_TYPE, Problem
from ingestio_core.limits import MEBIBYTE

_HEADER_SECONDS: Final = 15.0
_LINGER_SECONDS: Final = 15.0
_LINGER_BYTES: Final = 64 * MEBIBYTE
_HARD_CAP: Final = 2
"""Times the limit: so many may wait for their refusal, more are not even heard."""


class GuardedProtocol(H11Protocol):
    """One connection. `limit_concurrency` of the configuration is the number of connections."""

    header_seconds = _HEADER_SECONDS
    linger_seconds = _LINGER_SECONDS

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limit = self.limit_concurrency or sys.maxsize
        self.limit_concurrency = None
        self.app = _Bouncer(self.app, self)
        self._deadline: asyncio.TimerHandle | None = None
        self._discarded = 0

    @property
    def crowded(self) -> bool:
        return len(self.connections) > self._limit

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self._limit * _HARD_CAP:
            transport.abort()
            return
        self._set_deadline(self.header_seconds)

    def data_received(self, data: bytes) -> None:
        if self._answered_early():
            self._discarded += len(data)
            if self._discarded > _LINGER_BYTES:
                self.transport.abort()
                return
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear_deadline()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Called while the error is handled."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()
            return
        error = sys.exception()
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        self._answer(_malformed() if status < 431 else _headers_too_large())

    def _answer(self, problem: Problem) -> None:
        body = problem.model_dump_json().encode()
        response = h11.Response(
            status_code=problem.status,
            headers=[
                (b"content-type", PROBLEM_MEDIA_TYPE.encode()),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ],
        )
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _answered_early(self) -> bool:
        """Whether the answer is out while the body still comes."""
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY

    def _watch(self) -> None:
        """Begin to wait for what is due, or stop when it came."""
        if self.transport.is_closing():
            self._clear_deadline()
        elif self._answered_early():
            if self._deadline is None:
                self._set_deadline(self.linger_seconds)
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            # A request has begun: its headers must come within one deadline, however many pieces.
            if self._deadline is None:
                self._set_deadline(self.header_seconds)
        elif self.conn.their_state is not h11.IDLE or self.cycle is not None:
            self._clear_deadline()
            self._discarded = 0

    def _set_deadline(self, seconds: float) -> None:
        self._deadline = self.loop.call_later(seconds, self._too_late)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if self.transport.is_closing():
            return
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._answer(_slow_headers())
        else:
            self.transport.close()


class _Bouncer:
    """The app, or a refusal while there are too many callers."""

    def __init__(self, app: ASGIApp, connection: GuardedProtocol) -> None:
        self._app = app
        self._connection = connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._connection.crowded:
            await self._app(scope, receive, send)
            return
        headers = {"Connection": "close", "Retry-After": "2"}
        await problem_response(_crowded(), headers)(scope, receive, send)


def _malformed() -> Problem:
    return Problem(
        title="The request is malformed",
        status=400,
        detail="What came is not HTTP as this service reads it. Update the program.",
        code="bad_http",
    )


def _headers_too_large() -> Problem:
    return Problem(
        title="The headers are too large",
        status=431,
        detail=f"A request's headers may have {MAX_HEADER_BYTES // 1024} KB. Send fewer.",
        code="headers_too_large",
    )


def _slow_headers() -> Problem:
    return Problem(
        title="The request came too slowly",
        status=408,
        detail="Its headers did not arrive in time. Look at the network and send it again.",
        code="request_timeout",
        retryable=True,
    )


def _crowded() -> Problem:
    return Problem(
        title="The service is busy",
        status=503,
        detail="Too many programs are connected at once. Try again in a moment.",
        code="too_many_connections",
        retryable=True,
    )
