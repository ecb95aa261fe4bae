"""What the service asks of the provider of subscriptions, in words of our own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from ingestio_core.errors import MachineError

PAGE_ORIGINS: Final = ("https://*.stripe.com",)
"""Where the provider's pages are, as a content security policy names them."""


class BillingUnavailableError(MachineError):
    """The provider cannot be asked, or does not answer as it should."""

    def __init__(self) -> None:
        super().__init__(
            "billing_unavailable",
            "The payment service can't be reached",
            "We can't reach our payment service right now. Try again in a minute.",
            retryable=True,
        )


class CustomerGoneError(Exception):
    """The provider has no such customer (any more)."""


class ForgedNoticeError(Exception):
    """A notice that the provider did not sign, or long ago."""


class MalformedNoticeError(Exception):
    """A notice that is signed but cannot be read."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription with the state that the provider gives it. `prices` are the names that each price
    in it goes by: its id, its lookup key, its product. `until` is the end of the trial or of what is paid
    for; `ends` says that it is cancelled to then."""

    id: str
    state: str
    prices: tuple[frozenset[str], ...]
    until: datetime | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something happened at the provider. `customer` is None where it is about none."""

    id: str
    kind: str
    created: datetime
    customer: str | None


class Subscriptions(Protocol):
    """The provider. All calls block, take bounded time and raise `BillingUnavailableError`."""

    def of_customer(self, customer: str) -> tuple[Subscription, ...]:
        """All that have not ended. Raises `CustomerGoneError`."""
        ...

    def create_customer(self, user_id: UUID, email: str | None, *, instead_of: str | None) -> str:
        """The id of the user's customer; the same one however often and at once it is made. `instead_of`
        is a former customer, who is gone."""
        ...

    def checkout_url(self, customer: str, user_id: UUID, price: str, *, done: str, back: str) -> str:
        """The page where the customer subscribes to a price, named by its id, lookup key or product.
        Raises `CustomerGoneError` and LookupError when there is no such price."""
        ...

    def portal_url(self, customer: str, *, back: str) -> str:
        """The page where the customer manages what they have. Raises `CustomerGoneError`."""
        ...

    def cancel_all(self, customer: str) -> int:
        """End every subscription at once; how many there were."""
        ...

    def notice(self, payload: bytes, signature: str | None) -> Notice:
        """Read a notice. Asks nobody. Raises `ForgedNoticeError` and `MalformedNoticeError`."""
        ...
