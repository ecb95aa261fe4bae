"""Stripe, by its own SDK: the one importer of it.

https://docs.stripe.com/api, webhooks: https://docs.stripe.com/webhooks
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import stripe
import structlog
from pydantic import SecretStr

from ingestio_cloud.integrations.subscriptions import (
    BillingUnavailableError,
    CustomerGoneError,
    ForgedNoticeError,
    MalformedNoticeError,
    Notice,
    Subscription,
)

log = structlog.get_logger(__name__)

NOTICE_TOLERANCE: Final = 300
"""Seconds that a notice may be old."""

_RETRIES: Final = 1
_CONNECT_SECONDS: Final = 3.0
_PAGE: Final = 100
_PRICE_IDS: Final = ("price_", "plan_")
_PRODUCT_IDS: Final = ("prod_",)
_MISSING: Final = "resource_missing"
_ENDED: Final = frozenset({"canceled", "incomplete_expired"})
"""States from which a subscription never comes back; it cannot be cancelled, either."""


@dataclass(frozen=True, slots=True)
class StripeSettings:
    """`api_base` is for a stand-in; `timeout` is in seconds, for each read."""

    api_key: SecretStr
    webhook_secret: SecretStr | None
    timeout: float
    api_base: str | None = None


class StripeSubscriptions:
    """`Subscriptions` at Stripe. Thread-safe."""

    def __init__(self, settings: StripeSettings) -> None:
        # Its own log names customers and addresses.
        logging.getLogger("stripe").setLevel(logging.WARNING)
        self._secret = settings.webhook_secret
        connect = min(_CONNECT_SECONDS, settings.timeout)
        self._client = stripe.StripeClient(
            settings.api_key.get_secret_value(),
            base_addresses={"api": settings.api_base} if settings.api_base else None,
            max_network_retries=_RETRIES,
            http_client=stripe.RequestsClient(timeout=(connect, settings.timeout)),
        )

    def check(self) -> None:
        """Ask for something that the key must be good for. Blocks. Raises `MachineError`."""
        with self._converted():
            self._client.v1.subscriptions.list({"limit": 1})

    def of_customer(self, customer: str) -> tuple[Subscription, ...]:
        with self._converted(customer):
            listed = self._client.v1.subscriptions.list({"customer": customer, "limit": _PAGE})
            return tuple(map(_subscription, listed.auto_paging_iter()))

    def create_customer(self, user_id: UUID, email: str | None, *, instead_of: str | None) -> str:
        given: Any = {"metadata": {"user_id": str(user_id)}}
        if email is not None:
            given["email"] = email
        # A key stands for one set of values; the address may be another one the next time.
        address = sha256((email or "").encode()).hexdigest()[:16]
        key = f"customer:{user_id}:{instead_of or ''}:{address}"
        with self._converted():
            return self._client.v1.customers.create(given, {"idempotency_key": key}).id

    def checkout_url(self, customer: str, user_id: UUID, price: str, *, done: str, back: str) -> str:
        with self._converted(customer):
            session = self._client.v1.checkout.sessions.create(
                {
                    "mode": "subscription",
                    "customer": customer,
                    "client_reference_id": str(user_id),
                    "line_items": [{"price": self._price_id(price), "quantity": 1}],
                    "success_url": done,
                    "cancel_url": back,
                }
            )
        if session.url is None:
            raise BillingUnavailableError
        return session.url

    def portal_url(self, customer: str, *, back: str) -> str:
        with self._converted(customer):
            session = self._client.v1.billing_portal.sessions.create(
                {"customer": customer, "return_url": back}
            )
            return session.url

    def cancel_all(self, customer: str) -> int:
        try:
            subscriptions = [found for found in self.of_customer(customer) if found.state not in _ENDED]
        except CustomerGoneError:
            return 0
        for subscription in subscriptions:
            # One that is not found has ended since it was listed.
            with suppress(LookupError, CustomerGoneError), self._converted(customer):
                self._client.v1.subscriptions.cancel(subscription.id)
        return len(subscriptions)

    def notice(self, payload: bytes, signature: str | None) -> Notice:
        secret = self._secret.get_secret_value() if self._secret else None
        try:
            event = self._client.construct_event(payload, signature, secret, NOTICE_TOLERANCE)
            about = event.data.to_dict()["object"]
            customer = about["id"] if about["object"] == "customer" else about.get("customer")
            return Notice(
                id=event.id,
                kind=event.type,
                created=datetime.fromtimestamp(event.created, UTC),
                customer=_id(customer),
            )
        except stripe.SignatureVerificationError as error:
            raise ForgedNoticeError from error
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError, OSError) as error:
            raise MalformedNoticeError from error

    def _price_id(self, price: str) -> str:
        """Raises LookupError."""
        if price.startswith(_PRICE_IDS):
            return price
        given: Any = {"active": True, "limit": 1}
        if price.startswith(_PRODUCT_IDS):
            given["product"] = price
        else:
            given["lookup_keys"] = [price]
        found = self._client.v1.prices.list(given).data
        if not found:
            raise LookupError(price)
        return found[0].id

    @contextmanager
    def _converted(self, customer: str | None = None) -> Iterator[None]:
        """The SDK's errors as ours. What Stripe says is not told: it may quote the key."""
        try:
            yield
        except stripe.InvalidRequestError as error:
            if error.code == _MISSING and customer is not None:
                if error.param != "customer":
                    raise LookupError(error.param) from error
                self._raise_if_deleted(customer)
            _tell(error)
            raise BillingUnavailableError from error
        except stripe.StripeError as error:
            _tell(error)
            raise BillingUnavailableError from error

    def _raise_if_deleted(self, customer: str) -> None:
        """Stripe still shows a deleted customer, as such. It has never heard of one that belongs to
        another account or mode, and that is a mistake in our settings."""
        try:
            found = self._client.v1.customers.retrieve(customer)
        except stripe.StripeError as error:
            _tell(error)
        else:
            if getattr(found, "deleted", False):
                raise CustomerGoneError


def _tell(error: stripe.StripeError) -> None:
    """An error where somebody must do something, a warning where it passes by itself."""
    passes = isinstance(error, (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError))
    tell = log.warning if passes else log.error
    tell(
        "stripe_unavailable" if passes else "stripe_refuses_us",
        kind=type(error).__name__,
        status=error.http_status,
        code=error.code,
        request=error.request_id,
    )


def _subscription(found: stripe.Subscription) -> Subscription:
    items = list(found["items"].auto_paging_iter())
    return Subscription(
        id=found.id,
        state=found.status,
        prices=tuple(
            frozenset(name for name in (price.id, price.lookup_key, _id(price.product)) if name)
            for price in (item.price for item in items)
        ),
        until=_until(found, items),
        ends=bool(getattr(found, "cancel_at_period_end", False)) or _second(found, "cancel_at") is not None,
    )


def _until(found: stripe.Subscription, items: Sequence[object]) -> datetime | None:
    """The end of the trial, the day to which it is cancelled, or the end of what is paid for. Newer
    versions of the API have that with each item, older ones with the subscription."""
    trial = _second(found, "trial_end") if found.status == "trialing" else None
    periods = [_second(thing, "current_period_end") for thing in (*items, found)]
    period = max((end for end in periods if end is not None), default=None)
    moment = trial or _second(found, "cancel_at") or period
    return None if moment is None else datetime.fromtimestamp(moment, UTC)


def _second(thing: object, name: str) -> float | None:
    """A moment that may be missing, in seconds since 1970."""
    value = getattr(thing, name, None)
    return float(value) if isinstance(value, int | float) else None


def _id(value: Any) -> str | None:
    """The id of what may be an id or the thing itself."""
    if value is None or isinstance(value, str):
        return value
    return str(value["id"])
