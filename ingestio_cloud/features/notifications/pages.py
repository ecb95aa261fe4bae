"""The page that a mail's link leads to: it switches such mails off, without a sign-in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ForbiddenError
from ingestio_cloud.features.notifications import service
from ingestio_cloud.features.notifications.desk import OFF_PATH
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.features.web import ContextDep
from ingestio_cloud.pages.web import render

router = APIRouter(route_class=PageRoute, include_in_schema=False)

Signature = Annotated[str, Query(max_length=64)]


@router.get(OFF_PATH)
async def off_page(request: Request, context: ContextDep, user: UUID, signature: Signature) -> Response:
    """Ask whether the mails are to stop: programs that look into mails open every link, so opening this
    changes nothing."""
    _check(context, user, signature)
    return render(
        request,
        "mails_off.html",
        done=False,
        action=f"{OFF_PATH}?user={user}&signature={signature}",
        account=context.notifications.has_page,
    )


@router.post(OFF_PATH)
async def switch_off(request: Request, context: ContextDep, user: UUID, signature: Signature) -> Response:
    """Stop the mails; mail programs send this themselves (RFC 8058), with no cookie and no form of ours.
    The signature is all that is needed, and stopping mails all that it can do."""
    _check(context, user, signature)
    await context.db.of(user).write(service.set_batch_mails, False)
    return render(request, "mails_off.html", done=True, action="", account=context.notifications.has_page)


def _check(context: Context, user: UUID, signature: str) -> None:
    if not context.notifications.signer.is_valid(user, signature):
        raise ForbiddenError(
            "link_not_valid",
            "This link is not valid any more",
            "Sign in and switch the mails off on the page of your account.",
        )
