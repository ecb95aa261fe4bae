"""How often each account may do what, and how a caller is told."""

from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any, Final

from ingestio_cloud.features.errors import TooManyRequestsError
from ingestio_cloud.features.limits.limiter import Limiter, Rate, Standing
from ingestio_core.plans import Plan

STANDINGS: Final = "standings"
"""Where a request's state has how its caller stands with each limit that was looked at."""


class Limited(StrEnum):
    """What is counted. An upload and a request are one each time, whatever becomes of it."""

    REQUESTS = "requests"
    UPLOADS = "uploads"
    BATCHES = "batches"
    EXPORTS = "exports"
    FIELD_PLANS = "field_plans"
    PAGE_READS = "page_reads"
    STRANGERS = "strangers"
    """Requests of an address that say nothing of who calls, or nothing that is true."""


def rate_of(plan: Plan, what: Limited) -> Rate | None:
    """None where there is no limit."""
    match what:
        case Limited.REQUESTS:
            return Rate.per_minute(plan.requests_per_minute)
        case Limited.UPLOADS:
            return Rate.per_minute(plan.uploads_per_minute)
        case Limited.BATCHES:
            return Rate.per_minute(plan.batches_per_minute)
        case Limited.EXPORTS:
            return Rate.per_minute(plan.exports_per_minute)
        case Limited.FIELD_PLANS:
            return Rate.per_minute(plan.field_plans_per_minute)
        case Limited.PAGE_READS:
            return Rate.per_minute(plan.page_reads_per_minute)
        case Limited.STRANGERS:
            return None


async def count(
    limiter: Limiter, state: MutableMapping[str, Any], what: Limited, key: str, rate: Rate | None
) -> None:
    """Count a request, whose answer then says how its caller stands. Raises `TooManyRequestsError`."""
    try:
        standing = await limiter.hit(what, key, rate)
    except TooManyRequestsError as error:
        if rate is not None:
            _note(state, Standing(what, rate, remaining=0, reset=error.retry_after))
        raise
    if standing is not None:
        _note(state, standing)


def limit_fields(state: MutableMapping[str, Any]) -> dict[str, str]:
    """The header fields of draft-ietf-httpapi-ratelimit-headers (as of version 10): what is allowed in
    which window, what is left of it, and in how many seconds there is more."""
    standings: list[Standing] = state.get(STANDINGS, [])
    if not standings:
        return {}
    policies = (f'"{one.name}";q={one.rate.amount};w={one.rate.seconds}' for one in standings)
    left = (f'"{one.name}";r={one.remaining};t={one.reset}' for one in standings)
    return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)}


def _note(state: MutableMapping[str, Any], standing: Standing) -> None:
    state.setdefault(STANDINGS, []).append(standing)
