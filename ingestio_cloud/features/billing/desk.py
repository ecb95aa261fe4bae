"""The ways to the provider's pages: subscribing, and managing what one has."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, ParamSpec, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.accounts.plans import Prices
from ingestio_cloud.features.accounts.repository import user_by_id
from ingestio_cloud.features.billing import repository
from ingestio_cloud.features.errors import ConflictError, NotAuthenticatedError, RefusedError
from ingestio_cloud.features.signals import Channel, publish
from ingestio_cloud.integrations.subscriptions import (
    BillingUnavailableError,
    CustomerGoneError,
    Notice,
    Subscriptions,
)
from ingestio_core.plans import PlanName

log = structlog.get_logger(__name__)

DONE_PATH: Final = "/billing/done"

_THREADS: Final = 4
_WAIT_SECONDS: Final = 30.0
_OVER: Final = frozenset({"incomplete", "incomplete_expired", "canceled"})
"""States of a subscription that costs nothing (yet)."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Outcome(StrEnum):
    """Where a person comes back from, told by the address they come back to."""

    SUBSCRIBED = "subscribed"
    LEFT = "left"
    MANAGED = "managed"


@dataclass(frozen=True, slots=True)
class _Buyer:
    email: str | None
    customer: str | None


class BillingDesk:
    """Asks the provider for pages. Raises `BillingUnavailableError` when it does not answer."""

    def __init__(
        self, db: AsyncSessions, subscriptions: Subscriptions, prices: Prices, public_url: str
    ) -> None:
        self._db = db
        self._subscriptions = subscriptions
        self._prices = prices
        self._public_url = public_url.rstrip("/")
        self._threads = ThreadPoolExecutor(_THREADS, "billing")

    @property
    def offers(self) -> tuple[PlanName, ...]:
        """The plans that are sold, the smallest first."""
        sold = frozenset(self._prices.values())
        return tuple(plan for plan in PlanName if plan in sold)

    def close(self) -> None:
        """Wait for calls under way. Blocks."""
        self._threads.shutdown(cancel_futures=True)

    async def has_customer(self, user_id: UUID) -> bool:
        """Whether a user ever was on the way to buy something. Asks the provider nothing."""
        return await self._db.of(user_id).read(_former_customer) is not None

    async def checkout(self, user_id: UUID, plan: PlanName) -> str:
        """The page where a user subscribes to a plan. Raises `RefusedError` (plan_not_for_sale) and
        `ConflictError` (already_subscribed, no_billing_here)."""
        price = next((price for price, name in self._prices.items() if name is plan), None)
        if price is None:
            raise RefusedError(
                "plan_not_for_sale",
                "This plan can't be bought",
                f"The plan {plan.value} is not for sale here. Choose another one.",
            )
        buyer = await self._db.of(user_id).read(_buyer)
        customer = buyer.customer or await self._customer(user_id, buyer.email, None)
        try:
            return await self._checkout(user_id, customer, price)
        except CustomerGoneError:
            customer = await self._customer(user_id, buyer.email, customer)
        try:
            return await self._checkout(user_id, customer, price)
        except CustomerGoneError:
            raise BillingUnavailableError from None

    async def portal(self, user_id: UUID) -> str:
        """The page where a user changes, pays or ends what they have. Raises `ConflictError`
        (nothing_to_manage, no_billing_here)."""
        customer = (await self._db.of(user_id).read(_buyer)).customer
        if customer is None:
            raise _nothing_to_manage()
        back = self._back(Outcome.MANAGED)
        try:
            return await self._call(self._subscriptions.portal_url, customer, back=back)
        except CustomerGoneError:
            raise _nothing_to_manage() from None

    async def cancel_all(self, user_id: UUID) -> int:
        """End all of a user's subscriptions at once, before their account goes; how many there were."""
        customer = await self._db.of(user_id).read(_former_customer)
        return 0 if customer is None else await self._call(self._subscriptions.cancel_all, customer)

    def notice(self, payload: bytes, signature: str | None) -> Notice:
        """Read a notice. Raises `ForgedNoticeError` and `MalformedNoticeError`."""
        return self._subscriptions.notice(payload, signature)

    async def _checkout(self, user_id: UUID, customer: str, price: str) -> str:
        """A second subscription would be paid for beside the first."""
        for subscription in await self._call(self._subscriptions.of_customer, customer):
            if subscription.state not in _OVER:
                raise ConflictError(
                    "already_subscribed",
                    "You have a subscription already",
                    "Open Manage billing to change it, or to pay what is due.",
                )
        done, back = self._back(Outcome.SUBSCRIBED), self._back(Outcome.LEFT)
        try:
            return await self._call(
                self._subscriptions.checkout_url, customer, user_id, price, done=done, back=back
            )
        except LookupError:
            log.error("price_unknown_to_stripe", price=price)
            raise BillingUnavailableError from None

    async def _customer(self, user_id: UUID, email: str | None, instead_of: str | None) -> str:
        """The user's customer, made now. Requests at once make one, and keep the same."""
        made = await self._call(self._subscriptions.create_customer, user_id, email, instead_of=instead_of)
        return await self._db.of(user_id).write(_keep_customer, made, instead_of)

    def _back(self, outcome: Outcome) -> str:
        return f"{self._public_url}{DONE_PATH}?result={outcome.value}"

    async def _call(self, work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        running = asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))
        try:
            return await asyncio.wait_for(running, _WAIT_SECONDS)
        except TimeoutError:
            raise BillingUnavailableError from None


def _buyer(session: Session, user_id: UUID) -> _Buyer:
    user = user_by_id(session, user_id)
    if user is None:
        raise NotAuthenticatedError
    if user.local:
        raise no_billing_here()
    return _Buyer(user.email, user.stripe_customer_id)


def _former_customer(session: Session, user_id: UUID) -> str | None:
    """The customer of whoever it is, if the account is still there."""
    user = user_by_id(session, user_id)
    return None if user is None else user.stripe_customer_id


def _keep_customer(session: Session, user_id: UUID, customer: str, instead_of: str | None) -> str:
    """The customer that is kept: another request may have been first."""
    if repository.keep_customer(session, user_id, customer, instead_of=instead_of):
        publish(session, Channel.PLANS, str(user_id))
        return customer
    return _buyer(session, user_id).customer or customer


def no_billing_here() -> ConflictError:
    return ConflictError(
        "no_billing_here",
        "Nothing is sold here",
        "This service has no plans to buy. Ask whoever runs it for more pages.",
    )


def _nothing_to_manage() -> ConflictError:
    return ConflictError(
        "nothing_to_manage", "You have no subscription yet", "Choose a plan first, then manage it here."
    )
