"""Billing over HTTP."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Header, HTTPException, Request

from ingestio_cloud.features.billing import notices
from ingestio_cloud.features.billing.desk import BillingDesk, no_billing_here
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import RefusedError, TooLargeError
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_cloud.integrations.subscriptions import ForgedNoticeError, MalformedNoticeError
from ingestio_core.contracts.billing import BillingPage, CheckoutRequest, Received

MAX_NOTICE_BYTES: Final = 256 * 1024

router = APIRouter(prefix="/v1", tags=["billing"])


@router.post("/billing/checkout")
async def open_checkout(request: CheckoutRequest, context: ContextDep, caller: Caller) -> BillingPage:
    """The page where the caller subscribes to a plan, to be opened in a browser."""
    return BillingPage(url=await _desk(context).checkout(caller, request.plan))


@router.post("/billing/portal")
async def open_portal(context: ContextDep, caller: Caller) -> BillingPage:
    """The page where the caller changes, pays or ends a subscription and finds the invoices."""
    return BillingPage(url=await _desk(context).portal(caller))


@router.post("/webhooks/stripe")
async def receive_notice(
    request: Request,
    context: ContextDep,
    signature: Annotated[str | None, Header(alias="Stripe-Signature", max_length=4_000)] = None,
) -> Received:
    """Where Stripe delivers its events, signed. Each is stored once and worked on after the answer."""
    if context.billing is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    payload = await _body(request)
    try:
        notice = context.billing.notice(payload, signature)
    except ForgedNoticeError:
        raise RefusedError(
            "bad_signature", "The signature is wrong", "Only events that Stripe signed just now are taken."
        ) from None
    except MalformedNoticeError:
        raise RefusedError(
            "bad_notice", "The event can't be read", "Send snapshot events of Stripe's API."
        ) from None
    await notices.receive(context, notice)
    return Received()


async def _body(request: Request) -> bytes:
    """Raises `TooLargeError` before more than the limit is held."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_NOTICE_BYTES:
            raise TooLargeError(
                "notice_too_large",
                "The event is too large",
                f"An event may have {MAX_NOTICE_BYTES // 1024} KB.",
            )
    return bytes(body)


def _desk(context: Context) -> BillingDesk:
    """Raises `ConflictError` (no_billing_here)."""
    if context.billing is None:
        raise no_billing_here()
    return context.billing
