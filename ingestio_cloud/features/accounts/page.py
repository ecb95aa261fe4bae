"""The page of an account: its programs and tokens, and its end."""

from collections.abc import Mapping
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
from ingestio_cloud.features.accounts import deletion, tokens
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ConflictError, NotFoundError, RefusedError
from ingestio_cloud.features.identity.browser import leave, redirect, sign_in_address, visitor_of
from ingestio_cloud.features.identity.repository import Visitor
from ingestio_cloud.features.oauth import service as oauth
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.features.web import ContextDep
from ingestio_cloud.pages.forms import read_form
from ingestio_cloud.pages.web import render
from ingestio_core.contracts.account import AccountDeletion, NewPersonalToken, PersonalTokenCreate

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PATH: Final = "/account"
_NOTICES: Final[Mapping[str, str]] = {
    "token": "The token is ended.",
    "program": "The program is signed out.",
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


async def _page(request: Request, context: Context, visitor: Visitor, shown: _Shown) -> Response:
    own = context.db.of(visitor.user_id)
    return render(
        request,
        "account.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if shown.errors else HTTPStatus.OK,
        email=visitor.email,
        programs=await own.read(oauth.programs),
        tokens=await own.read(tokens.listed),
        made=shown.made,
        notice=shown.notice,
        errors=shown.errors,
    )


def _id(form: Mapping[str, str], what: str) -> UUID:
    """Raises `NotFoundError`."""
    try:
        return UUID(form.get("id", ""))
    except ValueError:
        raise NotFoundError(what) from None
