"""How often an account, or an address that says nothing of who calls, may ask."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from ingestio_cloud.db.models import SessionKind
from ingestio_cloud.features.accounts.access import Principal
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.limits.addresses import network_of
from ingestio_cloud.features.limits.limiter import Rate
from ingestio_cloud.features.limits.rates import Limited, count, rate_of
from ingestio_cloud.features.web import CALLER
from ingestio_cloud.middleware.authentication import asks_who_calls

_FREE: Final = re.compile(r"/healthz|/readyz|/metrics|/v1/webhooks/.*", re.DOTALL)
"""Health checks, and events that few addresses send for everybody and that are signed."""
_UPLOADS: Final = re.compile(r"/v1/uploads(/.*)?", re.DOTALL)
_STRICT: Final = (
    (Limited.EXPORTS, "POST", re.compile(r"/v1/exports/?")),
    (Limited.FIELD_PLANS, "POST", re.compile(r"/v1/field-plans/?")),
    (Limited.PAGE_READS, "POST", re.compile(r"/v1/documents/[^/]+/pages/[^/]+/read/?")),
)


class StrangerRates:
    """Around the authentication: counts, by address, requests that carry no token or a wrong one, or that
    go where nobody looks at it."""

    def __init__(self, app: ASGIApp, per_minute: int | None) -> None:
        self._app = app
        self._rate = Rate.per_minute(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _FREE.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
        elif not asks_who_calls(scope) or all(name != b"authorization" for name, _ in scope["headers"]):
            await self._count(scope)
            await self._app(scope, receive, send)
        else:
            try:
                await self._app(scope, receive, send)
            except NotAuthenticatedError:
                await self._count(scope)
                raise

    async def _count(self, scope: Scope) -> None:
        if scope.get("client") is not None:
            context: Context = scope["app"].state.context
            address = network_of(scope["client"][0])
            await count(context.limiter, scope["state"], Limited.STRANGERS, address, self._rate)


class AccountRates:
    """Within the authentication: counts what an account asks, before a byte of the body is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller: Principal | None = scope.get("state", {}).get(CALLER)
        if scope["type"] == "http" and caller is not None and caller.kind is not SessionKind.LOCAL:
            context: Context = scope["app"].state.context
            plan = context.last_plan_of(caller.user_id)
            for what in _counted(scope):
                await count(context.limiter, scope["state"], what, str(caller.user_id), rate_of(plan, what))
        await self._app(scope, receive, send)


def _counted(scope: Scope) -> tuple[Limited, ...]:
    if _UPLOADS.fullmatch(scope["path"]):
        return (Limited.UPLOADS,)
    strict = (
        what for what, method, path in _STRICT if scope["method"] == method and path.fullmatch(scope["path"])
    )
    return (Limited.REQUESTS, *strict)
