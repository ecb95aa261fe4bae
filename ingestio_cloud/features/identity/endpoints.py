"""The pages of accounts: sign up, confirm, sign in and out, choose a new password."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ingestio_cloud.db.models import OneTimePurpose
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.identity import service
from ingestio_cloud.features.identity.addresses import FieldError, read_address
from ingestio_cloud.features.identity.browser import (
    enter,
    form_targets,
    keep_next,
    kept_next,
    leave,
    query_of,
    redirect,
    safe_next,
    sign_in_address,
    visitor_of,
)
from ingestio_cloud.features.identity.passwords import HINT
from ingestio_cloud.features.identity.service import Letter
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.features.web import ContextDep
from ingestio_cloud.pages.forms import read_form
from ingestio_cloud.pages.web import base_url, render

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_NOTICES: Final[Mapping[str, str]] = {
    "reset": "Your password is changed. Sign in with the new one.",
    "signed_out": "You are signed out.",
}
_WRONG: Final = "The address or the password is not right, or the address is not confirmed yet."
_WRONG_PASSWORD: Final = "This is not the password that was chosen for this address."
_NO_PASSWORD: Final = "Enter your password."


@router.get("/")
async def start_page(request: Request, context: ContextDep) -> Response:
    """Where people come who typed the name of the service."""
    return redirect("/signed-in" if await visitor_of(request, context) else "/sign-in")


@router.get("/sign-up")
async def sign_up_page(request: Request, next: str = "") -> Response:
    """Where an account is made."""
    return _sign_up_page(request, safe_next(next))


@router.post("/sign-up")
async def sign_up(request: Request, context: ContextDep) -> Response:
    """Make an account. The answer is the same whether or not the address has one."""
    form = await read_form(request)
    next_path, typed, password = safe_next(form.get("next")), form.get("email", ""), form.get("password", "")
    errors: dict[str, str] = {}
    email = _address(typed, errors)
    await context.identity.throttle.choose(_client(request))
    try:
        await context.identity.passwords.review(password, email)
    except FieldError as error:
        errors[error.field] = error.message
    if errors:
        return _sign_up_page(request, next_path, typed, errors)
    await context.identity.throttle.sign_up(_client(request), email)
    password_hash = await context.identity.passwords.new_hash(password)
    letter = await context.db.system.write_new(service.sign_up, email, password_hash)
    _send(request, context, letter)
    return _sent_page(request, "sign_up", typed.strip(), service.VERIFY_TIME, next_path)


@router.get("/verify")
async def verify_page(request: Request, context: ContextDep, token: str = "") -> Response:
    """Where the link of a sign-up leads. Opening it changes nothing: mail scanners do it too."""
    found = await context.db.system.read(service.linked, token, OneTimePurpose.VERIFY_EMAIL)
    if found is None:
        return _link_over(request, "verify")
    return _verify_page(request, token, found.email)


@router.post("/verify")
async def verify(request: Request, context: ContextDep) -> Response:
    """Confirm an address and sign in."""
    form = await read_form(request)
    token, password = form.get("token", ""), form.get("password", "")
    await context.identity.throttle.use_link(_client(request), token)
    found = await context.db.system.read(service.linked, token, OneTimePurpose.VERIFY_EMAIL)
    if found is None:
        return _link_over(request, "verify")
    if not password:
        return _verify_page(request, token, found.email, {"password": _NO_PASSWORD})
    verdict = await context.identity.passwords.check(password, found.password_hash)
    if found.password_hash is None or not verdict.right:
        return _verify_page(request, token, found.email, {"password": _WRONG_PASSWORD})
    secret = await context.db.of(found.user_id).write(service.confirm, token, found.password_hash)
    if secret is None:
        return _link_over(request, "verify")
    await _close_session(request, context)
    return enter(request, secret, kept_next(request))


@router.get("/verify/again")
async def verify_again_page(request: Request, next: str = "") -> Response:
    """Where a new link to confirm an address is asked for."""
    return _asking_page(request, "verify_again.html", safe_next(next))


@router.post("/verify/again")
async def verify_again(request: Request, context: ContextDep) -> Response:
    """Send the link again, if the address waits for it. The answer is the same if it does not."""
    form = await read_form(request)
    next_path, typed = safe_next(form.get("next")), form.get("email", "")
    errors: dict[str, str] = {}
    email = _address(typed, errors)
    if errors:
        return _asking_page(request, "verify_again.html", next_path, typed, errors)
    await context.identity.throttle.ask_link(_client(request), email)
    context.tasks.start(_confirm_later(context, email, base_url(request)), name="confirmation")
    return _sent_page(request, "verify", typed.strip(), service.VERIFY_TIME, next_path)


@router.get("/sign-in")
async def sign_in_page(request: Request, next: str = "", done: str = "") -> Response:
    """Where people sign in."""
    return _sign_in_page(request, safe_next(next), notice=_NOTICES.get(done, ""))


@router.post("/sign-in")
async def sign_in(request: Request, context: ContextDep) -> Response:
    """Open a browser session. An unknown address, one that is not confirmed and a wrong password are
    answered the same."""
    form = await read_form(request)
    next_path, typed, password = safe_next(form.get("next")), form.get("email", ""), form.get("password", "")
    errors: dict[str, str] = {}
    email = _address(typed, errors)
    if not password:
        errors["password"] = _NO_PASSWORD
    if errors:
        return _sign_in_page(request, next_path, typed, errors)
    await context.identity.throttle.sign_in(_client(request), email)
    found = await context.db.system.read(service.credentials, email)
    stored = found.password_hash if found else None
    verdict = await context.identity.passwords.check(password, stored)
    # One who has just signed up with the address, in vain, must not learn by this that it is taken.
    if found is None or stored is None or not verdict.right or not found.verified:
        return _sign_in_page(request, next_path, typed, {"": _WRONG})
    secret = await context.db.of(found.user_id).write(service.sign_in, stored, verdict.new_hash)
    if secret is None:
        return _sign_in_page(request, next_path, typed, {"": _WRONG})
    await context.identity.throttle.signed_in(email)
    await _close_session(request, context)
    return enter(request, secret, next_path)


@router.get("/signed-in")
async def signed_in_page(request: Request, context: ContextDep) -> Response:
    """The end of a sign-in, also for a program that was signed in through the browser."""
    visitor = await visitor_of(request, context)
    return render(request, "signed_in.html", email=visitor.email if visitor else "")


@router.get("/sign-out")
async def sign_out_page(request: Request, context: ContextDep, next: str = "") -> Response:
    """Asks before it signs out, since any page can lead here."""
    visitor = await visitor_of(request, context)
    if visitor is None:
        return redirect(sign_in_address(safe_next(next)))
    return render(request, "sign_out.html", email=visitor.email, next=safe_next(next))


@router.post("/sign-out")
async def sign_out(request: Request, context: ContextDep) -> Response:
    """End the browser session; where somebody else was to sign in, they can."""
    form = await read_form(request)
    await _close_session(request, context)
    return leave(request, redirect(sign_in_address(safe_next(form.get("next")), "signed_out")))


@router.get("/.well-known/change-password")
async def change_password() -> Response:
    """Where password managers send people (W3C, A Well-Known URL for Changing Passwords)."""
    return redirect("/forgot")


@router.get("/forgot")
async def forgot_page(request: Request, next: str = "") -> Response:
    """Where a link to choose a new password is asked for."""
    return _asking_page(request, "forgot.html", safe_next(next))


@router.post("/forgot")
async def forgot(request: Request, context: ContextDep) -> Response:
    """Send the link, if the address has an account. The answer is the same, and as fast, if not."""
    form = await read_form(request)
    next_path, typed = safe_next(form.get("next")), form.get("email", "")
    errors: dict[str, str] = {}
    email = _address(typed, errors)
    if errors:
        return _asking_page(request, "forgot.html", next_path, typed, errors)
    await context.identity.throttle.ask_link(_client(request), email)
    context.tasks.start(_reset_later(context, email, base_url(request)), name="reset")
    return _sent_page(request, "forgot", typed.strip(), service.RESET_TIME, next_path)


@router.get("/reset")
async def reset_page(request: Request, context: ContextDep, token: str = "") -> Response:
    """Where a new password is chosen."""
    found = await context.db.system.read(service.linked, token, OneTimePurpose.RESET_PASSWORD)
    if found is None:
        return _link_over(request, "reset")
    return _reset_page(request, token, found.email)


@router.post("/reset")
async def reset(request: Request, context: ContextDep) -> Response:
    """Take the new password, and sign out everything that was signed in with the old one."""
    form = await read_form(request)
    token, password = form.get("token", ""), form.get("password", "")
    await context.identity.throttle.use_link(_client(request), token)
    found = await context.db.system.read(service.linked, token, OneTimePurpose.RESET_PASSWORD)
    if found is None:
        return _link_over(request, "reset")
    try:
        await context.identity.passwords.review(password, found.email)
    except FieldError as error:
        return _reset_page(request, token, found.email, {error.field: error.message})
    password_hash = await context.identity.passwords.new_hash(password)
    if not await context.db.of(found.user_id).write(service.choose_password, token, password_hash):
        return _link_over(request, "reset")
    await context.identity.throttle.signed_in(found.email)
    _send(request, context, Letter(service.LetterKind.CHANGED, found.email))
    return leave(request, redirect(sign_in_address(kept_next(request), "reset")))


def _sign_up_page(
    request: Request, next_path: str, email: str = "", errors: Mapping[str, str] | None = None
) -> Response:
    return render(
        request,
        "sign_up.html",
        status=_status(errors),
        email=email,
        errors=errors or {},
        password_hint=HINT,
        next=next_path,
        query=query_of(next_path),
    )


def _sign_in_page(
    request: Request,
    next_path: str,
    email: str = "",
    errors: Mapping[str, str] | None = None,
    notice: str = "",
) -> Response:
    return render(
        request,
        "sign_in.html",
        status=_status(errors),
        form_targets=form_targets(next_path),
        email=email,
        errors=errors or {},
        notice=notice,
        next=next_path,
        query=query_of(next_path),
    )


def _asking_page(
    request: Request,
    template: str,
    next_path: str,
    email: str = "",
    errors: Mapping[str, str] | None = None,
) -> Response:
    return render(
        request,
        template,
        status=_status(errors),
        email=email,
        errors=errors or {},
        next=next_path,
        query=query_of(next_path),
    )


def _sent_page(request: Request, purpose: str, email: str, lasts: timedelta, next_path: str) -> Response:
    again = {"sign_up": "/verify/again", "verify": "/verify/again", "forgot": "/forgot"}[purpose]
    hours = int(lasts.total_seconds()) // 3600
    response = render(
        request,
        "sent.html",
        purpose=purpose,
        email=email,
        lasts="one hour" if hours == 1 else f"{hours} hours",
        again=again,
        query=query_of(next_path),
    )
    keep_next(request, response, next_path)
    return response


def _verify_page(
    request: Request, token: str, email: str, errors: Mapping[str, str] | None = None
) -> Response:
    return render(
        request,
        "verify.html",
        status=_status(errors),
        form_targets=form_targets(kept_next(request)),
        token=token,
        email=email,
        errors=errors or {},
    )


def _reset_page(
    request: Request, token: str, email: str, errors: Mapping[str, str] | None = None
) -> Response:
    return render(
        request,
        "reset.html",
        status=_status(errors),
        token=token,
        email=email,
        errors=errors or {},
        password_hint=HINT,
    )


def _link_over(request: Request, purpose: str) -> Response:
    return render(request, "link_over.html", status=HTTPStatus.GONE, purpose=purpose)


def _status(errors: Mapping[str, str] | None) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK


def _address(typed: str, errors: dict[str, str]) -> str:
    try:
        return read_address(typed)
    except FieldError as error:
        errors[error.field] = error.message
        return ""


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _send(request: Request, context: Context, letter: Letter | None) -> None:
    if letter is not None:
        context.tasks.start(context.identity.post.deliver(letter, base_url(request)), name="mail")


async def _confirm_later(context: Context, email: str, base: str) -> None:
    letter = await context.db.system.write(service.send_confirmation, email)
    if letter is not None:
        await context.identity.post.deliver(letter, base)


async def _reset_later(context: Context, email: str, base: str) -> None:
    letter = await context.db.system.write(service.forgot, email)
    if letter is not None:
        await context.identity.post.deliver(letter, base)


async def _close_session(request: Request, context: Context) -> None:
    visitor = await visitor_of(request, context)
    if visitor is not None:
        await context.db.of(visitor.user_id).write(service.close_session, visitor.session_id)
