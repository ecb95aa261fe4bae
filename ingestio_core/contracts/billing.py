"""Plans, billing and usage on the wire."""

from datetime import date
from typing import Literal

from ingestio_core.contracts.base import Wire
from ingestio_core.plans import PlanName


class CheckoutRequest(Wire):
    """The plan to subscribe to."""

    plan: PlanName


class BillingPage(Wire):
    """A page of the payment provider, for a browser; it works for some minutes and for this person."""

    url: str


class Received(Wire):
    """The answer to an event that was delivered."""

    received: Literal[True] = True


class MonthUsage(Wire):
    """What was used in a month, which `month` names by its first day (UTC). `pages_limit` is the plan's
    as it was then, None where there was none or nothing was used."""

    month: date
    pages_used: int
    documents_used: int
    pages_limit: int | None


class Usage(Wire):
    """Month by month, the oldest first, without gaps."""

    months: tuple[MonthUsage, ...]
