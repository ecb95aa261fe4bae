"""The account over HTTP."""

from fastapi import APIRouter

from ingestio_cloud.features.accounts import service
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_core.contracts.account import Account

router = APIRouter(prefix="/v1/account", tags=["account"])


@router.get("")
async def get_account(context: ContextDep, caller: Caller) -> Account:
    """The plan and what is left of its pages this month."""
    plan = await context.plan_of(caller)
    return await context.db.of(caller).read(service.account, plan)
