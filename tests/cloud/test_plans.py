"""Plans: the table with an installation's changes, and what Stripe says of a user's subscriptions."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import stripe
from pydantic import SecretStr, ValidationError
from structlog.testing import capture_logs

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.models import User
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts import plans as plans_module
from ingestio_cloud.features.accounts.plans import (
    ANSWER_SECONDS,
    THREADS,
    AccountPlans,
    SubscriptionPlans,
)
from ingestio_cloud.features.errors import NotAuthenticatedError, PlanUnavailableError
from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions
from ingestio_cloud.integrations.subscriptions import BillingUnavailableError
from ingestio_cloud.settings import Settings
from ingestio_core.contracts.account import Standing
from ingestio_core.limits import MAX_FILE_BYTES
from ingestio_core.plans import PLANS, PlanName
from tests.support.stripe_server import (
    API_KEY,
    GROWTH,
    PLUS,
    PRICES,
    UNPAID_CARD,
    StripeServer,
    Trouble,
)
from tests.support.waiting import until

LIST = ("GET", "/v1/subscriptions")
TROUBLES = {
    "down": Trouble(down=True),
    "slow": Trouble(slow=True),
    "failing": Trouble(status=500),
    "unavailable": Trouble(status=503),
    "too often": Trouble(status=429),
}


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A database with users, and their plans by Stripe."""

    def __init__(self, url: str, server: StripeServer) -> None:
        self.engine = make_sync_engine(url)
        upgrade(self.engine)
        self.sessions = SyncSessions(self.engine)
        self.server = server
        self.clock = Clock()
        self.plans = self.ask_with(API_KEY)

    def ask_with(self, key: str) -> SubscriptionPlans:
        source = StripeSubscriptions(StripeSettings(SecretStr(key), None, 30, self.server.url))
        prices = {PLUS: PlanName.PLUS, PRICES[GROWTH]: PlanName.GROWTH}
        return SubscriptionPlans(self.sessions, source, PLANS, prices, self.clock)

    def user(self, customer: str | None = None, *, local: bool = False) -> UUID:
        user = uuid4()
        with self.sessions.system.write() as session:
            session.add(User(id=user, local=local, stripe_customer_id=customer))
        return user

    def subscriber(self, state: str = "active", price: str = PLUS) -> tuple[UUID, str, str]:
        """A user with a subscription; the user, the customer and the subscription."""
        customer = self.server.customer(card=None)
        subscription = self.server.subscribe(customer, price, state)
        return self.user(customer), customer, subscription

    def plan(self, user: UUID) -> PlanName:
        return self.plans.plan_of(user).name

    def close(self) -> None:
        self.plans.close()
        self.engine.dispose()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits less before it tries again."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)


@pytest.fixture
def desk(database_url: str, stripe_server: StripeServer) -> Iterator[Desk]:
    made = Desk(database_url, stripe_server)
    yield made
    stripe_server.heal()
    made.close()


def test_the_table_has_what_the_product_promises() -> None:
    allowed = {name: (plan.files_per_batch, plan.pages_per_month) for name, plan in PLANS.items()}
    assert allowed == {
        PlanName.STARTER: (0, 50),
        PlanName.PLUS: (100, 1_000),
        PlanName.GROWTH: (1_000, 10_000),
        PlanName.LOCAL: (10_000, None),
    }
    assert {plan.max_file_bytes for plan in PLANS.values()} == {MAX_FILE_BYTES}
    assert [name for name, plan in PLANS.items() if not plan.model_engines] == [PlanName.STARTER]
    assert not PLANS[PlanName.STARTER].allows_batches


def test_who_pays_more_has_more_in_work_at_once() -> None:
    assert {name: plan.documents_at_once for name, plan in PLANS.items()} == {
        PlanName.STARTER: 1,
        PlanName.PLUS: 4,
        PlanName.GROWTH: 16,
        PlanName.LOCAL: None,
    }


@pytest.mark.parametrize(("text", "at_once"), [("9", 9), ("null", None)])
def test_an_installation_changes_what_is_in_work_at_once(
    monkeypatch: pytest.MonkeyPatch, text: str, at_once: int | None
) -> None:
    monkeypatch.setenv("INGESTIO_PLANS", f'{{"plus": {{"documents_at_once": {text}}}}}')
    table = Settings().plan_table
    assert table[PlanName.PLUS] == replace(PLANS[PlanName.PLUS], documents_at_once=at_once)
    assert table[PlanName.GROWTH] == PLANS[PlanName.GROWTH]


def test_an_installation_changes_single_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "INGESTIO_PLANS",
        '{"plus": {"pages_per_month": 2000}, "growth": {"pages_per_month": null, "max_file_bytes": 1000}}',
    )
    table = Settings().plan_table
    assert (table[PlanName.PLUS].files_per_batch, table[PlanName.PLUS].pages_per_month) == (100, 2_000)
    assert table[PlanName.PLUS].model_engines
    assert (table[PlanName.GROWTH].pages_per_month, table[PlanName.GROWTH].max_file_bytes) == (None, 1_000)
    assert table[PlanName.STARTER] == PLANS[PlanName.STARTER]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"pluss": {"pages_per_month": 1}}', ("plans", "pluss", "[key]")),
        ('{"plus": {"pages": 1}}', ("plans", "plus", "pages")),
        ('{"plus": {"pages_per_month": -1}}', ("plans", "plus", "pages_per_month")),
        ('{"plus": {"files_per_batch": "9"}}', ("plans", "plus", "files_per_batch")),
        ('{"plus": {"files_per_batch": null}}', ("plans", "plus", "files_per_batch")),
        ('{"plus": {"max_file_bytes": 99999999999}}', ("plans", "plus", "max_file_bytes")),
        ('{"plus": {"documents_at_once": 0}}', ("plans", "plus", "documents_at_once")),
        ('{"plus": {}}', ("plans", "plus")),
        ('{"plus"', ("plans",)),
    ],
)
def test_a_wrong_change_is_named(monkeypatch: pytest.MonkeyPatch, text: str, named: tuple[str, ...]) -> None:
    monkeypatch.setenv("INGESTIO_PLANS", text)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert [error["loc"] for error in caught.value.errors()] == [named]


STATES = {
    "active": PlanName.PLUS,
    "trialing": PlanName.PLUS,
    "past_due": PlanName.STARTER,
    "unpaid": PlanName.STARTER,
    "canceled": PlanName.STARTER,
    "incomplete": PlanName.STARTER,
    "incomplete_expired": PlanName.STARTER,
    "paused": PlanName.STARTER,
    "a_state_of_tomorrow": PlanName.STARTER,
}


def test_only_what_is_paid_for_or_on_trial_counts(desk: Desk) -> None:
    user, _, subscription = desk.subscriber()
    found = {}
    for state in STATES:
        desk.server.set_state(subscription, state)
        desk.plans.drop(user)
        found[state] = desk.plan(user)
    assert found == STATES


def test_stripe_itself_says_what_is_paid_for(desk: Desk) -> None:
    unpaid = desk.server.customer(UNPAID_CARD)
    desk.server.subscribe(unpaid, PLUS)
    assert desk.plan(desk.user(unpaid)) is PlanName.STARTER
    customer = desk.server.customer()
    subscription = desk.server.subscribe(customer, PLUS)
    user = desk.user(customer)
    assert desk.plan(user) is PlanName.PLUS
    desk.server.sdk.v1.subscriptions.cancel(subscription)
    desk.plans.drop(user)
    assert desk.plan(user) is PlanName.STARTER


def test_how_a_subscription_is_is_told_with_its_day(desk: Desk) -> None:
    user, customer, subscription = desk.subscriber()
    told: dict[str, Standing | None] = {}
    for state in STATES:
        desk.server.set_state(subscription, state)
        desk.plans.drop(user)
        desk.plan(user)
        standing = desk.plans.standing(user)
        told[state] = None if standing is None else standing.state
        if standing is not None:
            assert standing.until is not None and standing.until > datetime.now(UTC).date()
    paid = {"active": Standing.ACTIVE, "trialing": Standing.TRIAL}
    unpaid = {"past_due": Standing.PAST_DUE, "unpaid": Standing.PAST_DUE}
    assert told == {state: {**paid, **unpaid}.get(state) for state in STATES}
    desk.server.set_state(subscription, "active")
    desk.server.sdk.v1.subscriptions.update(subscription, {"cancel_at_period_end": True})
    desk.plans.drop(user)
    desk.plan(user)
    ending = desk.plans.standing(user)
    assert ending is not None and ending.state is Standing.ENDING
    desk.server.subscribe(customer, GROWTH, "active")
    desk.plans.drop(user)
    desk.plan(user)
    best = desk.plans.standing(user)
    assert best is not None and best.state is Standing.ACTIVE, "that of the better plan"
    assert desk.plans.standing(desk.user()) is None


def test_the_best_of_several_subscriptions_counts(desk: Desk) -> None:
    user, customer, _ = desk.subscriber()
    desk.server.subscribe(customer, GROWTH, "active")
    desk.server.subscribe(customer, PLUS, "active")
    assert desk.plan(user) is PlanName.GROWTH
    unpaid, customer, _ = desk.subscriber()
    desk.server.subscribe(customer, GROWTH, "past_due")
    assert desk.plan(unpaid) is PlanName.PLUS


def test_a_price_may_be_known_by_its_product(desk: Desk) -> None:
    product = desk.server.sdk.v1.plans.retrieve(GROWTH).product
    source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 5, desk.server.url))
    plans = SubscriptionPlans(desk.sessions, source, PLANS, {str(product): PlanName.GROWTH})
    user, _, _ = desk.subscriber(price=GROWTH)
    assert plans.plan_of(user).name is PlanName.GROWTH
    plans.close()


def test_a_price_without_a_plan_is_told_to_the_operator(desk: Desk) -> None:
    price = desk.server.price(f"price_{uuid4().hex}")
    user, _, _ = desk.subscriber(price=price)
    with capture_logs() as logs:
        assert desk.plan(user) is PlanName.STARTER
    assert [(line["event"], line["log_level"]) for line in logs] == [("price_without_plan", "error")]
    assert price in logs[0]["prices"]


def test_who_needs_no_subscription_is_not_asked_about(desk: Desk) -> None:
    before = len(desk.server.calls)
    with desk.server.troubled(Trouble(down=True)):
        assert desk.plan(desk.user()) is PlanName.STARTER
        assert desk.plan(desk.user(local=True)) is PlanName.LOCAL
        with pytest.raises(NotAuthenticatedError):
            desk.plan(uuid4())
    assert len(desk.server.calls) == before


def test_where_nothing_is_sold_all_are_starters_but_this_computer(desk: Desk) -> None:
    plans = AccountPlans(desk.sessions)
    assert plans.plan_of(desk.user()).name is PlanName.STARTER
    assert asyncio.run(plans.ask(desk.user(local=True))).name is PlanName.LOCAL
    with pytest.raises(NotAuthenticatedError):
        plans.plan_of(uuid4())


def test_an_answer_counts_for_a_minute(desk: Desk) -> None:
    user, customer, _ = desk.subscriber()
    asked = desk.server.asked(*LIST)
    assert desk.plan(user) is PlanName.PLUS
    desk.server.subscribe(customer, GROWTH, "active")
    desk.clock.now += ANSWER_SECONDS
    assert desk.plan(user) is PlanName.PLUS
    assert desk.server.asked(*LIST) == asked + 1
    desk.clock.now += 0.1
    assert desk.plan(user) is PlanName.GROWTH
    assert desk.server.asked(*LIST) == asked + 2


def test_a_dropped_answer_is_asked_for_at_once(desk: Desk) -> None:
    user, customer, _ = desk.subscriber()
    other, _, _ = desk.subscriber()
    assert (desk.plan(user), desk.plan(other)) == (PlanName.PLUS, PlanName.PLUS)
    desk.server.subscribe(customer, GROWTH, "active")
    asked = desk.server.asked(*LIST)
    desk.plans.drop(user)
    assert (desk.plan(user), desk.plan(other)) == (PlanName.GROWTH, PlanName.PLUS)
    assert desk.server.asked(*LIST) == asked + 1
    desk.plans.drop(None)
    assert (desk.plan(user), desk.plan(other)) == (PlanName.GROWTH, PlanName.PLUS)
    assert desk.server.asked(*LIST) == asked + 3


def test_an_answer_that_is_overtaken_by_a_notice_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, customer, _ = desk.subscriber()
    asked, go_on = threading.Event(), threading.Event()
    ask = StripeSubscriptions.of_customer

    def held(self: StripeSubscriptions, customer: str) -> object:
        answer = ask(self, customer)
        asked.set()
        go_on.wait()
        return answer

    with ThreadPoolExecutor(1) as threads:
        monkeypatch.setattr(StripeSubscriptions, "of_customer", held)
        early = threads.submit(desk.plan, user)
        assert asked.wait(10)
        monkeypatch.undo()
        desk.server.subscribe(customer, GROWTH, "active")
        desk.plans.drop(user)
        assert desk.plan(user) is PlanName.GROWTH
        go_on.set()
        assert early.result() is PlanName.PLUS
    assert desk.plan(user) is PlanName.GROWTH


def test_callers_at_once_share_one_question(desk: Desk) -> None:
    user, _, _ = desk.subscriber()
    asked = desk.server.asked(*LIST)
    gate = threading.Barrier(20)

    def call() -> PlanName:
        gate.wait()
        return desk.plan(user)

    async def many() -> list[PlanName]:
        found = await asyncio.gather(*(desk.plans.ask(user) for _ in range(50)))
        return [plan.name for plan in found]

    with ThreadPoolExecutor(20) as threads:
        found = [future.result() for future in [threads.submit(call) for _ in range(20)]]
    assert set(found) == {PlanName.PLUS}
    assert desk.server.asked(*LIST) == asked + 1
    desk.plans.drop(user)
    assert set(asyncio.run(many())) == {PlanName.PLUS}
    assert desk.server.asked(*LIST) == asked + 2


def test_one_who_gives_up_takes_the_answer_from_nobody(desk: Desk) -> None:
    """Not even while the question still waits behind others."""
    user, _, _ = desk.subscriber()
    crowd = [desk.user(f"cus_{uuid4().hex}") for _ in range(THREADS)]
    asked = desk.server.asked(*LIST)

    async def two() -> PlanName:
        with closing(desk.ask_with(API_KEY)) as plans:
            with desk.server.troubled(Trouble(slow=True)):
                others = [asyncio.create_task(plans.ask(one)) for one in crowd]
                await asyncio.to_thread(until, lambda: desk.server.asked(*LIST) == asked + THREADS)
                first, second = (asyncio.create_task(plans.ask(user)) for _ in range(2))
                await asyncio.to_thread(until, lambda: user in plans._questions)
                first.cancel()
                await asyncio.wait([first])
            await asyncio.wait(others)
            assert all(isinstance(other.exception(), PlanUnavailableError) for other in others)
            return (await second).name

    assert asyncio.run(two()) is PlanName.PLUS


@pytest.mark.parametrize("trouble", TROUBLES)
def test_while_stripe_is_away_nothing_is_assumed(
    desk: Desk, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, _, _ = desk.subscriber()
    unknown, _, _ = desk.subscriber()
    assert desk.plan(known) is PlanName.PLUS
    with (
        desk.server.troubled(Trouble(**vars(TROUBLES[trouble]) | {"released": threading.Event()})),
        monkeypatch.context() as patch,
    ):
        if trouble == "slow":
            patch.setattr(plans_module, "WAIT_SECONDS", 0.2)
        desk.clock.now += ANSWER_SECONDS
        assert desk.plan(known) is PlanName.PLUS
        desk.clock.now += 1
        for user in (known, unknown):
            with pytest.raises(PlanUnavailableError) as caught:
                desk.plan(user)
            assert (caught.value.code, caught.value.retryable) == ("plan_unavailable", True)
        with pytest.raises(PlanUnavailableError):
            asyncio.run(desk.plans.ask(known))
    assert (desk.plan(known), desk.plan(unknown)) == (PlanName.PLUS, PlanName.PLUS)


def test_stripe_is_not_waited_for_without_end(stripe_server: StripeServer) -> None:
    source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 0.2, stripe_server.url))
    asked = stripe_server.asked(*LIST)
    with stripe_server.troubled(Trouble(slow=True)), pytest.raises(BillingUnavailableError):
        source.of_customer("cus_1")
    assert stripe_server.asked(*LIST) == asked + 2, "it is tried once more"


def test_a_deleted_customer_is_a_starter(desk: Desk) -> None:
    user, customer, _ = desk.subscriber()
    desk.server.sdk.v1.customers.delete(customer)
    assert desk.plan(user) is PlanName.STARTER


def test_a_customer_of_another_account_is_our_mistake(desk: Desk) -> None:
    with capture_logs() as logs, pytest.raises(PlanUnavailableError):
        desk.plan(desk.user("cus_of_another_account"))
    assert {(line["event"], line["log_level"]) for line in logs} == {("stripe_refuses_us", "error")}


def test_a_wrong_key_is_told_without_it(desk: Desk) -> None:
    user, _, _ = desk.subscriber()
    plans = desk.ask_with("sk_test_wrong_key")
    with capture_logs() as logs, pytest.raises(PlanUnavailableError):
        plans.plan_of(user)
    plans.close()
    assert [(line["kind"], line["status"], line["log_level"]) for line in logs] == [
        ("AuthenticationError", 401, "error")
    ]
    assert "sk_" not in str(logs)
