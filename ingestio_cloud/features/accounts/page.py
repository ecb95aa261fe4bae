"""The page of an account: its plan, its programs and tokens, and its end."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.accounts import deletion, service, tokens
from ingestio_cloud.features.billing.desk import BillingDesk, no_billing_here
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ConflictError, NotFoundError, PlanUnavailableError, RefusedError
from ingestio_cloud.features.identity.browser import leave, redirect, sign_in_address, visitor_of
from ingestio_cloud.features.identity.repository import Visitor
from ingestio_cloud.features.notifications import repository as notification_rows
from ingestio_cloud.features.notifications import service as notifications
from ingestio_cloud.features.oauth import service as oauth
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.features.web import ContextDep, error_problem
from ingestio_cloud.integrations.subscriptions import PAGE_ORIGINS, BillingUnavailableError
from ingestio_cloud.pages.forms import read_form
from ingestio_cloud.pages.web import render
from ingestio_core.contracts.account import Account, AccountDeletion, NewPersonalToken, PersonalTokenCreate
from ingestio_core.plans import PlanName

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PATH: Final = "/account"
_NOTICES: Final[Mapping[str, str]] = {
    "token": "The token is ended.",
    "program": "The program is signed out.",
    "mails-on": "You get a mail when a batch has ended.",
    "mails-off": "Mails about batches are off.",
}
_LIFETIMES: Final[Mapping[str, timedelta]] = {
    "30": timedelta(days=30),
    "90": timedelta(days=90),
    "365": timedelta(days=365),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows besides what the account has."""

    errors: Mapping[str, str]
    made: NewPersonalToken | None = None
    notice: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a page shows of a plan: `account` is None while the plan cannot be known. `upgrades` can be
    bought; `manageable` is whether there is anything to manage."""

    account: Account | None
    upgrades: tuple[PlanName, ...] = ()
    manageable: bool = False


@router.get(PATH)
async def account_page(request: Request, context: ContextDep, done: str = "") -> Response:
    """What an account has, and what can be done with it."""
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    return await _page(request, context, visitor, _Shown({}, notice=_NOTICES.get(done, "")))


@router.post(f"{PATH}/tokens")
async def make_token(request: Request, context: ContextDep) -> Response:
    """Make a personal access token; this page is the only one that shows it."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    lifetime = _LIFETIMES.get(form.get("lifetime", ""))
    end = utc_now() + lifetime if lifetime is not None else None
    try:
        wanted = PersonalTokenCreate(name=form.get("name", ""), expires_at=end)
    except ValidationError:
        wrong = {"name": "Give the token a name of up to 100 characters, to know it by."}
        return await _page(request, context, visitor, _Shown(wrong))
    try:
        made = await context.db.of(visitor.user_id).write(tokens.create, wanted, visitor.session_id)
    except ConflictError as error:
        return await _page(request, context, visitor, _Shown({"name": error.message}))
    return await _page(request, context, visitor, _Shown({}, made=made))


@router.post(f"{PATH}/tokens/end")
async def end_token(request: Request, context: ContextDep) -> Response:
    """End a personal access token."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    await context.db.of(visitor.user_id).write(tokens.revoke, _id(form, "token"))
    return redirect(f"{PATH}?done=token")


@router.post(f"{PATH}/programs/end")
async def end_program(request: Request, context: ContextDep) -> Response:
    """Sign a program out."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    await context.db.of(visitor.user_id).write(oauth.end_program, _id(form, "program"))
    return redirect(f"{PATH}?done=program")


@router.post(f"{PATH}/mails")
async def switch_mails(request: Request, context: ContextDep) -> Response:
    """Switch mails about batches on or off."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    wanted = form.get("wanted") == "on"
    await context.db.of(visitor.user_id).write(notifications.set_batch_mails, wanted)
    return redirect(f"{PATH}?done=mails-{'on' if wanted else 'off'}")


@router.post(f"{PATH}/upgrade")
async def upgrade(request: Request, context: ContextDep) -> Response:
    """Lead to the page where a plan is bought."""
    form = await read_form(request)
    plan = _plan_name(form)
    return await _to_billing(request, context, lambda desk, user_id: desk.checkout(user_id, plan))


@router.post(f"{PATH}/billing")
async def manage_billing(request: Request, context: ContextDep) -> Response:
    """Lead to the page where a subscription is changed, paid or ended."""
    await read_form(request)
    return await _to_billing(request, context, lambda desk, user_id: desk.portal(user_id))


@router.post(f"{PATH}/delete")
async def delete_account(request: Request, context: ContextDep) -> Response:
    """Delete the account with all that is in it."""
    form = await read_form(request)
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    client = request.client.host if request.client else ""
    wanted = AccountDeletion(
        confirm=visitor.email or str(visitor.user_id), password=form.get("password", "")[:1_000]
    )
    try:
        await deletion.delete_account(context, visitor.user_id, wanted, client)
    except RefusedError as error:
        return await _page(request, context, visitor, _Shown({"password": f"{error.title}. {error.message}"}))
    return leave(request, render(request, "account_gone.html"))


async def _to_billing(
    request: Request, context: Context, page: Callable[[BillingDesk, UUID], Awaitable[str]]
) -> Response:
    """Go on to a page of the payment service, or say on our own why not."""
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(PATH))
    try:
        if context.billing is None:
            raise no_billing_here()
        return redirect(await page(context.billing, visitor.user_id))
    except (ConflictError, RefusedError, BillingUnavailableError) as error:
        wrong = {"": f"{error.title}. {error.message}"}
        return await _page(request, context, visitor, _Shown(wrong, status=int(error_problem(error).status)))


async def _page(request: Request, context: Context, visitor: Visitor, shown: _Shown) -> Response:
    own = context.db.of(visitor.user_id)
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if shown.errors else HTTPStatus.OK
    return render(
        request,
        "account.html",
        status=shown.status or wrong,
        # Browsers hold the redirects that answer a form against the policy, too.
        form_targets=() if context.billing is None else PAGE_ORIGINS,
        email=visitor.email,
        plan=await _plan(context, visitor.user_id),
        programs=await own.read(oauth.programs),
        tokens=await own.read(tokens.listed),
        mails=await own.read(notification_rows.batch_mails) if context.notifications.mails else None,
        made=shown.made,
        notice=shown.notice,
        errors=shown.errors,
    )


async def _plan(context: Context, user_id: UUID) -> _Plan:
    """The plan, also while the payment service is away."""
    try:
        plan = await context.plan_of(user_id)
    except PlanUnavailableError:
        return _Plan(None)
    account = await context.db.of(user_id).read(service.account, plan)
    desk = context.billing
    if desk is None:
        return _Plan(account)
    # Whoever pays for a plan changes it where it is managed: a second one would be paid for beside it.
    upgrades = desk.offers if plan.name is PlanName.STARTER else ()
    return _Plan(account, upgrades, await desk.has_customer(user_id))


def _plan_name(form: Mapping[str, str]) -> PlanName:
    """Raises `NotFoundError`."""
    try:
        return PlanName(form.get("plan", ""))
    except ValueError:
        raise NotFoundError("plan") from None


def _id(form: Mapping[str, str], what: str) -> UUID:
    """Raises `NotFoundError`."""
    try:
        return UUID(form.get("id", ""))
    except ValueError:
        raise NotFoundError(what) from None
