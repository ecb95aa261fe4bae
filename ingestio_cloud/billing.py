"""Puts plans, billing and analytics together, for the composition roots of the API and the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ingestio_cloud.db.sessions import AsyncSessions, SyncSessions
from ingestio_cloud.features.accounts.plans import AccountPlans, PlanSource, SubscriptionPlans
from ingestio_cloud.features.billing.desk import BillingDesk
from ingestio_cloud.features.signals import Channel, Signals
from ingestio_cloud.integrations.analytics import Analytics
from ingestio_cloud.integrations.subscriptions import Subscriptions
from ingestio_cloud.settings import Accounts, Settings


@dataclass(frozen=True, slots=True)
class Sales:
    """`subscriptions` is None where nothing is sold. `close` blocks."""

    plans: PlanSource
    subscriptions: Subscriptions | None
    close: Callable[[], None]


def open_sales(settings: Settings, sessions: SyncSessions, signals: Signals) -> Sales:
    """Plans by what people subscribed to, or, where nothing is sold, by where the service runs."""
    if settings.stripe_api_key is None:
        return Sales(AccountPlans(sessions, settings.plan_table), None, lambda: None)
    # Stripe's SDK takes a fifth of a second to import, which most embedded services need not spend.
    from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions

    subscriptions = StripeSubscriptions(
        StripeSettings(
            api_key=settings.stripe_api_key,
            webhook_secret=settings.stripe_webhook_secret,
            timeout=settings.stripe_timeout,
            api_base=settings.stripe_api_base or None,
        )
    )
    plans = SubscriptionPlans(sessions, subscriptions, settings.plan_table, settings.stripe_prices)
    signals.subscribe(Channel.PLANS, lambda payload: plans.drop(UUID(payload) if payload else None))
    return Sales(plans, subscriptions, plans.close)


def open_desk(settings: Settings, db: AsyncSessions, sales: Sales) -> BillingDesk | None:
    """The ways to the provider's pages; None where nothing is sold."""
    if sales.subscriptions is None:
        return None
    return BillingDesk(db, sales.subscriptions, settings.stripe_prices, settings.public_url)


def open_analytics(settings: Settings) -> Analytics | None:
    """Where the use of the service is told; None where nobody asked for it."""
    if settings.posthog_key is None or settings.accounts_mode is Accounts.OFF:
        return None
    return Analytics(settings.posthog_key.get_secret_value(), settings.posthog_host)
