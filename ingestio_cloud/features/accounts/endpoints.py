"""The account over HTTP."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from ingestio_cloud.features.accounts import deletion, service, tokens
from ingestio_cloud.features.notifications import service as notifications
from ingestio_cloud.features.web import Caller, CallingPrincipal, ContextDep
from ingestio_core.contracts.account import (
    Account,
    AccountDeletion,
    AccountPatch,
    NewPersonalToken,
    PersonalToken,
    PersonalTokenCreate,
)
from ingestio_core.contracts.base import Page

router = APIRouter(prefix="/v1/account", tags=["account"])


@router.get("")
async def get_account(context: ContextDep, caller: Caller) -> Account:
    """The plan and what is left of its pages this month."""
    plan = await context.plan_of(caller)
    return await context.db.of(caller).read(service.account, plan, context.plans.standing(caller))


@router.patch("")
async def change_account(body: AccountPatch, context: ContextDep, caller: Caller) -> Account:
    """Change what the person may: whether a mail comes when a batch has ended."""
    plan = await context.plan_of(caller)
    if body.batch_mails is not None:
        await context.db.of(caller).write(notifications.set_batch_mails, body.batch_mails)
    return await context.db.of(caller).read(service.account, plan, context.plans.standing(caller))


@router.delete("", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def delete_account(
    body: AccountDeletion, request: Request, context: ContextDep, caller: CallingPrincipal
) -> None:
    """Delete the account with all that is in it. Not with a personal access token."""
    tokens.require_person(caller)
    client = request.client.host if request.client else ""
    await deletion.delete_account(context, caller.user_id, body, client)


@router.get("/tokens")
async def list_tokens(context: ContextDep, caller: Caller) -> Page[PersonalToken]:
    """The personal access tokens that work, the newest first."""
    return Page(items=tuple(await context.db.of(caller).read(tokens.listed)))


@router.post("/tokens", status_code=HTTPStatus.CREATED)
async def create_token(
    body: PersonalTokenCreate, context: ContextDep, caller: CallingPrincipal
) -> NewPersonalToken:
    """Make a personal access token. It is shown this once. Not with a personal access token."""
    tokens.require_person(caller)
    return await context.db.of(caller.user_id).write(tokens.create, body, caller.session_id)


@router.delete("/tokens/{token_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def revoke_token(token_id: UUID, context: ContextDep, caller: CallingPrincipal) -> None:
    """End a personal access token. Not with a personal access token."""
    tokens.require_person(caller)
    await context.db.of(caller.user_id).write(tokens.revoke, token_id)
