"""Spans of requests and database statements, sent by OTLP over HTTP when a collector is named.

Spans carry routes and statements, never their parameters, ids, tokens or contents.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from opentelemetry.propagate import extract
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingestio_cloud.settings import Settings
from ingestio_core import __version__

_VARIABLE: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"
_SPAN: Final = "ingestio_span"
_QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})


@contextmanager
def tracer_of(settings: Settings) -> Iterator[Tracer | None]:
    """A tracer that sends to the collector of the settings or of the variable that OpenTelemetry's
    own programs read, and flushes in the end; None where there is neither."""
    endpoint = settings.otel_endpoint or os.environ.get(_VARIABLE, "")
    if not endpoint:
        yield None
        return
    # What sends takes a tenth of a second to import, which a service without a collector need not spend.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=2)
    provider = TracerProvider(
        resource=Resource.create(
            {"service.name": "ingestio", "service.version": __version__, "ingestio.role": settings.role}
        )
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield provider.get_tracer("ingestio", __version__)
    finally:
        provider.shutdown()


class TracingMiddleware:
    """A span for every request; one that the caller's own trace began is its parent (W3C Trace
    Context)."""

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        carrier = {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in (b"traceparent", b"tracestate")
        }
        with self._tracer.start_as_current_span(
            scope["method"],
            context=extract(carrier),
            kind=SpanKind.SERVER,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:

            async def answer(message: Message) -> None:
                if message["type"] == "http.response.start":
                    _name(span, scope, int(message["status"]))
                await send(message)

            await self._app(scope, receive, answer)


def trace_statements(engine: sa.Engine, tracer: Tracer) -> None:
    """A span for every statement, inside of a request's or by itself."""

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _before(
        connection: sa.Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, many: bool
    ) -> None:
        span = _statement_span(tracer, statement, connection.dialect.name, many)
        connection.info.setdefault(_SPAN, []).append(span)

    @sa.event.listens_for(engine, "after_cursor_execute")
    def _after(
        connection: sa.Connection, _cursor: Any, _statement: str, _parameters: Any, _context: Any, _many: bool
    ) -> None:
        _end(connection.info)

    @sa.event.listens_for(engine, "handle_error")
    def _failed(context: sa.engine.ExceptionContext) -> None:
        if context.connection is not None:
            _end(context.connection.info, StatusCode.ERROR)


def _statement_span(tracer: Tracer, statement: str, system: str, many: bool) -> Span:
    """A span named by the statement's first word; the statement has placeholders for its values."""
    words = statement.split(None, 1)
    return tracer.start_span(
        words[0].upper() if words else "SQL",
        kind=SpanKind.CLIENT,
        attributes={
            "db.system.name": system,
            "db.query.text": statement[:2_000],
            "db.operation.batch": many,
        },
    )


def _end(info: dict[str, Any], code: StatusCode = StatusCode.UNSET) -> None:
    spans: list[Span] = info.get(_SPAN, [])
    if spans:
        span = spans.pop()
        span.set_status(Status(code))
        span.end()


def _name(span: Span, scope: Scope, status: int) -> None:
    route = getattr(scope.get("route"), "path", None)
    span.set_attribute("http.request.method", scope["method"])
    span.set_attribute("http.response.status_code", status)
    span.set_attribute("ingestio.request_id", scope.get("state", {}).get("request_id", ""))
    if route is not None:
        span.update_name(f"{scope['method']} {route}")
        span.set_attribute("http.route", route)
    if status >= 500:
        span.set_status(Status(StatusCode.ERROR))
