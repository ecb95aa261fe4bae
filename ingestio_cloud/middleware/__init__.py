"""What happens around every request, from the outside in."""

from fastapi import FastAPI
from opentelemetry.trace import Tracer

from ingestio_cloud.middleware.authentication import AuthenticationMiddleware
from ingestio_cloud.middleware.bodies import BodyLimits, BodyMiddleware
from ingestio_cloud.middleware.envelope import EnvelopeMiddleware
from ingestio_cloud.middleware.rates import AccountRates, StrangerRates
from ingestio_cloud.middleware.requests import RequestMiddleware
from ingestio_cloud.settings import Accounts, Settings
from ingestio_cloud.telemetry.metrics import Metrics
from ingestio_cloud.telemetry.tracing import TracingMiddleware


def install(
    app: FastAPI,
    settings: Settings,
    metrics: Metrics,
    tracer: Tracer | None = None,
    limits: BodyLimits | None = None,
) -> None:
    """Put all layers around the app. The last one added is the outermost."""
    log_requests = settings.log_requests
    app.add_middleware(BodyMiddleware, limits=limits or BodyLimits())
    # The one person of an embedded service is not kept from their own computer.
    limits_callers = settings.accounts_mode is not Accounts.OFF
    if limits_callers:
        app.add_middleware(AccountRates)
    app.add_middleware(AuthenticationMiddleware)
    if limits_callers:
        app.add_middleware(StrangerRates, per_minute=settings.stranger_requests_per_minute or None)
    app.add_middleware(EnvelopeMiddleware, public_url=settings.public_url)
    app.add_middleware(
        RequestMiddleware,
        metrics=metrics,
        https=settings.public_url.startswith("https:"),
        log_requests=settings.accounts_mode is not Accounts.OFF if log_requests is None else log_requests,
    )
    if tracer is not None:
        app.add_middleware(TracingMiddleware, tracer=tracer)
