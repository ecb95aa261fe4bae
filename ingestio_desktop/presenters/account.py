"""The account in use: its plan and figures as last heard, whether it can be asked, and the ways to Stripe."""

from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.billing import MonthUsage
from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.account import AccountFlow, UsageFacts
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.account_facts import (
    AccountFacts,
    MonthFigures,
    Standing,
    last_months,
    plan_name,
)
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.bridge import Bridge

_AWAY: Final = frozenset({"billing_unavailable", "plan_unavailable"})
"""The service is there, and whoever takes the payments is not."""


class AccountPresenter(QObject):
    """`facts_changed` brings what the page shows; `asking_changed` whether the service is being asked;
    `browser_wanted` the address of a page of Stripe's."""

    facts_changed = Signal(object)
    asking_changed = Signal(bool)
    browser_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, flow: AccountFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._account: Account | None = None
        self._usage: UsageFacts | None = None
        self._heard_at: datetime | None = None
        self._stripe_away = False
        self._asking = 0
        bridge.listen(flow.changed, self, self._heard)
        bridge.listen(flow.status_changed, self, self._status_changed)
        self._was_cut_off = cut_off(flow.status())

    def start(self) -> None:
        """Show what is known, then ask."""
        self._bridge.deliver(self._flow.account(), self, self._known, self.failed.emit)
        self._ask_usage()

    def refresh(self) -> None:
        """Ask the service now."""
        if self._asking:
            return
        self._ask(1)
        self._bridge.deliver(self._flow.refresh(), self, self._refreshed, self._refused)
        self._ask_usage()

    def change_plan(self) -> None:
        """Open Stripe's page to choose a plan; the customer portal for one who has a subscription, paid or
        not."""
        account = self._account
        if account is not None and (account.plan is not PlanName.STARTER or account.subscription is not None):
            self.open_billing()
        else:
            self.buy(PlanName.PLUS)

    def buy(self, plan: PlanName) -> None:
        """Open Stripe's page to subscribe to a plan."""
        self._ask(1)
        self._bridge.deliver(self._flow.checkout(plan), self, self._page, self._refused_page)

    def open_billing(self) -> None:
        """Open Stripe's customer portal."""
        self._ask(1)
        self._bridge.deliver(self._flow.portal(), self, self._page, self._refused_page)

    def choose_mails(self, on: bool) -> None:
        """Whether a mail comes when a batch has ended."""
        self._bridge.deliver(self._flow.set_batch_mails(on), self, self._heard, self._mails_refused)

    @property
    def facts(self) -> AccountFacts | None:
        """What the page shows, None before the first contact."""
        if self._account is None:
            return None
        return account_facts(
            self._account,
            self._usage,
            heard_at=self._heard_at,
            cut_off=cut_off(self._flow.status()),
            stripe_away=self._stripe_away,
        )

    # What comes back

    def _known(self, account: Account | None) -> None:
        if account is not None:
            self._account = account
            self._tell()

    def _heard(self, account: Account) -> None:
        self._account, self._heard_at = account, datetime.now(UTC)
        self._tell()

    def _refreshed(self, account: Account) -> None:
        self._ask(-1)
        self._stripe_away = False
        self._heard(account)

    def _refused(self, error: IngestError) -> None:
        self._ask(-1)
        self._stripe_away = error.code in _AWAY
        self._tell()
        if not self._stripe_away and not cut_off(self._flow.status()):
            self.failed.emit(error)

    def _ask_usage(self) -> None:
        self._bridge.deliver(self._flow.usage(), self, self._used, _no_months)

    def _used(self, usage: UsageFacts) -> None:
        self._usage = usage
        if usage.fresh or self._heard_at is None:
            self._heard_at = usage.as_of
        self._tell()

    def _page(self, url: str) -> None:
        self._ask(-1)
        self._stripe_away = False
        self._tell()
        self.browser_wanted.emit(url)

    def _refused_page(self, error: IngestError) -> None:
        self._ask(-1)
        self._stripe_away = error.code in _AWAY
        self._tell()
        if not self._stripe_away:
            self.failed.emit(error)

    def _mails_refused(self, error: IngestError) -> None:
        # The switch goes back to what is true.
        self._tell()
        self.failed.emit(error)

    def _status_changed(self, status: SyncStatus) -> None:
        now = cut_off(status)
        if now != self._was_cut_off:
            came_back = bool(self._was_cut_off) and not now
            self._was_cut_off = now
            self._tell()
            if came_back:
                self._ask_usage()

    def _ask(self, by: int) -> None:
        self._asking += by
        self.asking_changed.emit(bool(self._asking))

    def _tell(self) -> None:
        facts = self.facts
        if facts is not None:
            self.facts_changed.emit(facts)


def account_facts(
    account: Account,
    usage: UsageFacts | None = None,
    *,
    heard_at: datetime | None = None,
    cut_off: str = "",
    stripe_away: bool = False,
) -> AccountFacts:
    """What the account page shows of an account."""
    local = account.plan is PlanName.LOCAL
    months = usage.usage.months if usage is not None else ()
    current = MonthFigures(account.period_start, account.pages_used, account.pages_limit)
    return AccountFacts(
        local=local,
        name=tr("This computer") if local else account.email or tr("Hosted account"),
        email=account.email or "",
        plan=plan_name(account.plan),
        standing=_standing(account, stripe_away=stripe_away),
        pages_used=account.pages_used,
        pages_limit=account.pages_limit,
        period_start=account.period_start,
        starts_again=account.period_end + timedelta(days=1),
        files_per_batch=account.files_per_batch,
        max_file_bytes=account.max_file_bytes,
        until=account.subscription.until if account.subscription is not None else None,
        documents_used=_documents(months, account),
        model_engines=account.model_engines,
        batch_mails=account.batch_mails,
        months=last_months([_figures(month) for month in months], current) if months else (),
        as_of=None if local else heard_at,
        cut_off="" if local else cut_off,
    )


def cut_off(status: SyncStatus) -> str:
    """Why the service can't be asked now, "" when it can."""
    return {
        Link.OFFLINE: tr("Needs a network"),
        Link.SIGNED_OUT: tr("Sign in again first"),
        Link.STARTING: tr("Not connected yet"),
        Link.FAILED: tr("The service does not run"),
    }.get(status.link, "")


def _standing(account: Account, *, stripe_away: bool) -> Standing:
    if account.plan is PlanName.LOCAL:
        return Standing.LOCAL
    if stripe_away:
        return Standing.UNKNOWN
    if account.subscription is not None:
        return Standing(account.subscription.state.value)
    return Standing.FREE if account.plan is PlanName.STARTER else Standing.ACTIVE


def _documents(months: tuple[MonthUsage, ...], account: Account) -> int | None:
    first = account.period_start.replace(day=1)
    return next((month.documents_used for month in months if month.month == first), None)


def _figures(month: MonthUsage) -> MonthFigures:
    return MonthFigures(month.month, month.pages_used, month.pages_limit)


def _no_months(_: IngestError) -> None:
    """Nothing was heard of past months yet: the page shows none."""
