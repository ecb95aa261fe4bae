"""What machines ask of the service: does it live, is it ready, what are its figures."""

import asyncio
import hmac
from collections.abc import Callable, Sequence
from http import HTTPStatus
from ipaddress import ip_address
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.core import Metric
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.web import AWAY_SECONDS
from ingestio_cloud.telemetry.metrics import Metrics
from ingestio_cloud.telemetry.readiness import OK, probe
from ingestio_cloud.telemetry.state import StateFigures
from ingestio_core.contracts.base import Wire

router = APIRouter(tags=["operations"])

_FORWARDED: Final = ("x-forwarded-for", "forwarded", "via")


class Alive(Wire):
    status: Literal["ok"] = "ok"


class Readiness(Wire):
    """`checks` says `ok` or `failed` for each thing that the service needs."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, str]


class Operations:
    """One for a running app. `check_engine` raises when the durable engine does not run, and
    `engine_figures` tells what it does; both block."""

    def __init__(
        self,
        context: Context,
        check_engine: Callable[[], None],
        engine_figures: Callable[[], Sequence[Metric]],
        metrics: Metrics,
        token: SecretStr | None,
    ) -> None:
        self._context = context
        self._check_engine = check_engine
        self._engine_figures = engine_figures
        self._metrics = metrics
        self._token = None if token is None else token.get_secret_value()
        self._figures = StateFigures(context.db)

    async def readiness(self) -> Readiness:
        """Asks the database, the storage and the durable engine."""
        checks = await probe(
            {
                "database": lambda: self._context.db.system.read(_answers),
                "storage": self._context.blobs.check,
                "engine": lambda: asyncio.to_thread(self._check_engine),
            }
        )
        ready = all(outcome == OK for outcome in checks.values())
        return Readiness(status="ready" if ready else "not_ready", checks=checks)

    async def figures(self) -> bytes:
        """All figures; those of the database are left out while it does not answer."""
        try:
            state = await self._figures.families()
        except SQLAlchemyError:
            state = ()
        return self._metrics.text([*state, *await asyncio.to_thread(self._engine_figures)])

    def admit(self, request: Request) -> None:
        """Raises `NotAuthenticatedError` for who may not see the figures."""
        if self._token is None:
            if _comes_from_here(request):
                return
        else:
            given = request.headers.get("authorization", "")
            if hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
                return
        raise NotAuthenticatedError


def _operations(request: Request) -> Operations:
    operations: Operations = request.app.state.operations
    return operations


OperationsDep = Annotated[Operations, Depends(_operations)]


@router.get("/healthz")
async def healthz() -> Alive:
    """Whether the process answers; nothing else is asked."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Readiness}})
async def readyz(operations: OperationsDep, response: Response) -> Readiness:
    """Whether database, storage and engine answer, each within its time."""
    readiness = await operations.readiness()
    if readiness.status != "ready":
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response.headers["Retry-After"] = AWAY_SECONDS
    return readiness


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(operations: OperationsDep, request: Request) -> Response:
    """Figures in Prometheus' text format, for this machine or who has the token for them."""
    operations.admit(request)
    return Response(await operations.figures(), media_type=CONTENT_TYPE_LATEST)


def _answers(session: Session) -> None:
    session.connection().exec_driver_sql("SELECT 1")


def _comes_from_here(request: Request) -> bool:
    """A request that a proxy on this machine handed on comes from elsewhere."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
