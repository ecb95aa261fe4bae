"""Usage over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from ingestio_cloud.features.usage import service
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_core.contracts.billing import Usage

router = APIRouter(prefix="/v1/account", tags=["account"])


@router.get("/usage")
async def get_usage(
    context: ContextDep, caller: Caller, months: Annotated[int, Query(ge=1, le=36)] = 12
) -> Usage:
    """Pages and documents month by month, up to this month."""
    return await context.db.of(caller).read(service.history, months)
