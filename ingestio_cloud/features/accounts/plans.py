"""Where plans come from: asked at the moment of need, and never inside a transaction.

Subscriptions are known to their provider alone. An answer of it counts for a minute at most and is
dropped as soon as a notice says that something changed; when the provider cannot be asked, nothing is
assumed, neither for the person nor against them.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Final, Protocol
from uuid import UUID

import structlog

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.repository import user_by_id
from ingestio_cloud.features.errors import NotAuthenticatedError, PlanUnavailableError
from ingestio_cloud.integrations.subscriptions import (
    BillingUnavailableError,
    CustomerGoneError,
    Subscription,
    Subscriptions,
)
from ingestio_core.contracts.account import Standing, SubscriptionStanding
from ingestio_core.plans import PLANS, Plan, PlanName

log = structlog.get_logger(__name__)

ANSWER_SECONDS: Final = 60.0
"""How long an answer counts, from the moment that the question was asked."""
WAIT_SECONDS: Final = 10.0
"""How long a caller waits for an answer."""

PAYING_STATES: Final = frozenset({"active", "trialing"})
_UNPAID_STATES: Final = frozenset({"past_due", "unpaid"})

THREADS: Final = 8
"""Questions to the provider at once; others wait in line."""
_MOST_ANSWERS: Final = 20_000

Plans = Mapping[PlanName, Plan]
Prices = Mapping[str, PlanName]
"""The plan that each price stands for, by its id, lookup key or product."""


class PlanSource(Protocol):
    """Knows each user's plan."""

    def plan_of(self, user_id: UUID, patience: float | None = None) -> Plan:
        """The user's plan now. Blocks, perhaps on the network, for `patience` seconds at most, or for as
        long as is usual; a question goes on after that, and its answer is kept. Raises
        `NotAuthenticatedError` when the user is gone, and `PlanUnavailableError` when the plan cannot be
        known."""
        ...

    async def ask(self, user_id: UUID) -> Plan:
        """The same, with no thread held while the network is slow."""
        ...

    def remembered(self, user_id: UUID) -> Plan | None:
        """The plan that the user had when this process last knew one; at once, and so in a transaction,
        too. Nothing may be allowed or refused by it."""
        ...

    def standing(self, user_id: UUID) -> SubscriptionStanding | None:
        """How the user's subscription was when this process last knew their plan; at once. For the eye
        only."""
        ...


class AccountPlans:
    """Unlimited on this computer, the smallest plan elsewhere: where nothing is sold."""

    def __init__(self, sessions: SyncSessions, plans: Plans = PLANS) -> None:
        self._sessions = sessions
        self._plans = plans
        self._memory = _Memory()

    def plan_of(self, user_id: UUID, patience: float | None = None) -> Plan:
        # Nothing ever changes it here, so each account is looked up once.
        if (remembered := self._memory.of(user_id)) is not None:
            return remembered
        known, _ = _account(self._sessions, user_id)
        return self._memory.note(user_id, self._plans[known or PlanName.STARTER])

    async def ask(self, user_id: UUID) -> Plan:
        if (remembered := self._memory.of(user_id)) is not None:
            return remembered
        return await asyncio.to_thread(self.plan_of, user_id)

    def remembered(self, user_id: UUID) -> Plan | None:
        return self._memory.of(user_id)

    def standing(self, user_id: UUID) -> SubscriptionStanding | None:
        return None


class _Memory:
    """The last plans that were known, of those users who were last asked about. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plans: dict[UUID, tuple[Plan, SubscriptionStanding | None]] = {}

    def note(self, user_id: UUID, plan: Plan, standing: SubscriptionStanding | None = None) -> Plan:
        with self._lock:
            self._plans.pop(user_id, None)
            self._plans[user_id] = plan, standing
            if len(self._plans) > _MOST_ANSWERS:
                del self._plans[next(iter(self._plans))]
        return plan

    def of(self, user_id: UUID) -> Plan | None:
        with self._lock:
            known = self._plans.get(user_id)
        return None if known is None else known[0]

    def standing(self, user_id: UUID) -> SubscriptionStanding | None:
        with self._lock:
            known = self._plans.get(user_id)
        return None if known is None else known[1]


@dataclass(frozen=True, slots=True)
class _Answer:
    plan: Plan
    asked_at: float
    standing: SubscriptionStanding | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    answer: Future[Plan]


class SubscriptionPlans:
    """The plan of the best subscription that is paid for. Thread-safe; `clock` gives seconds and never
    goes back. Callers who want the same user's plan at once share one question."""

    def __init__(
        self,
        sessions: SyncSessions,
        subscriptions: Subscriptions,
        plans: Plans,
        prices: Prices,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._sessions = sessions
        self._subscriptions = subscriptions
        self._plans = plans
        self._prices = prices
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: dict[UUID, _Answer] = {}
        self._questions: dict[UUID, _Question] = {}
        self._numbers = count()
        self._threads = ThreadPoolExecutor(THREADS, "plans")
        self._memory = _Memory()

    def plan_of(self, user_id: UUID, patience: float | None = None) -> Plan:
        if (known := self._known(user_id)) is not None:
            return known
        name, customer = _account(self._sessions, user_id)
        if customer is None:
            return self._memory.note(user_id, self._plans[name or PlanName.STARTER])
        try:
            return self._question(user_id, customer).result(WAIT_SECONDS if patience is None else patience)
        except TimeoutError:
            raise PlanUnavailableError from None

    async def ask(self, user_id: UUID) -> Plan:
        if (known := self._known(user_id)) is not None:
            return known
        name, customer = await asyncio.to_thread(_account, self._sessions, user_id)
        if customer is None:
            return self._memory.note(user_id, self._plans[name or PlanName.STARTER])
        answer = asyncio.wrap_future(self._question(user_id, customer))
        try:
            # Others wait for the same answer: one who goes must not take it from them.
            return await asyncio.wait_for(asyncio.shield(answer), WAIT_SECONDS)
        except TimeoutError:
            raise PlanUnavailableError from None

    def remembered(self, user_id: UUID) -> Plan | None:
        return self._memory.of(user_id)

    def standing(self, user_id: UUID) -> SubscriptionStanding | None:
        return self._memory.standing(user_id)

    def drop(self, user_id: UUID | None) -> None:
        """Forget what is known of a user, or of all. A question under way is not asked again, but its
        answer is not kept."""
        with self._lock:
            if user_id is None:
                self._answers.clear()
                self._questions.clear()
            else:
                self._answers.pop(user_id, None)
                self._questions.pop(user_id, None)

    def close(self) -> None:
        """Wait for questions under way. Blocks."""
        self._threads.shutdown(cancel_futures=True)

    def _known(self, user_id: UUID) -> Plan | None:
        with self._lock:
            return self._fresh(user_id)

    def _fresh(self, user_id: UUID) -> Plan | None:
        answer = self._answers.get(user_id)
        if answer is None or self._clock() - answer.asked_at > ANSWER_SECONDS:
            return None
        return answer.plan

    def _question(self, user_id: UUID, customer: str) -> Future[Plan]:
        with self._lock:
            if (known := self._fresh(user_id)) is not None:
                # Answered while this caller looked for the customer.
                answered: Future[Plan] = Future()
                answered.set_result(known)
                return answered
            question = self._questions.get(user_id)
            if question is None:
                number = next(self._numbers)
                answer = self._threads.submit(self._put, user_id, customer, number, self._clock())
                question = self._questions[user_id] = _Question(number, answer)
            return question.answer

    def _put(self, user_id: UUID, customer: str, number: int, wanted_at: float) -> Plan:
        """Ask the provider. Raises `PlanUnavailableError`."""
        answer: _Answer | None = None
        try:
            asked_at = self._clock()
            if asked_at - wanted_at > WAIT_SECONDS:
                raise PlanUnavailableError
            subscriptions = self._subscriptions.of_customer(customer)
            name = best_plan(subscriptions, self._prices)
            answer = _Answer(self._plans[name], asked_at, standing_of(subscriptions, self._prices))
        except CustomerGoneError:
            answer = _Answer(self._plans[PlanName.STARTER], asked_at)
        except BillingUnavailableError:
            raise PlanUnavailableError from None
        finally:
            self._settle(user_id, number, answer)
        return answer.plan

    def _settle(self, user_id: UUID, number: int, answer: _Answer | None) -> None:
        with self._lock:
            question = self._questions.get(user_id)
            if question is None or question.number != number:
                return
            del self._questions[user_id]
            if answer is None:
                return
            if len(self._answers) >= _MOST_ANSWERS:
                self._make_room()
            self._answers[user_id] = answer
            self._memory.note(user_id, answer.plan, answer.standing)

    def _make_room(self) -> None:
        """Forget what no longer counts; when that is not much, everything."""
        now = self._clock()
        fresh = {
            user: known for user, known in self._answers.items() if now - known.asked_at < ANSWER_SECONDS
        }
        self._answers = fresh if len(fresh) < _MOST_ANSWERS // 2 else {}


def best_plan(subscriptions: Iterable[Subscription], prices: Prices) -> PlanName:
    """The best plan among those that are paid for or on trial; without one, the smallest."""
    order = tuple(PlanName)
    best = PlanName.STARTER
    for subscription in subscriptions:
        if subscription.state not in PAYING_STATES:
            continue
        found = _sold(subscription, prices)
        if not found:
            # Somebody pays for what we do not know: the operator must add the price.
            log.error("price_without_plan", prices=sorted(frozenset().union(*subscription.prices)))
        best = max([best, *found], key=order.index)
    return best


def standing_of(subscriptions: Iterable[Subscription], prices: Prices) -> SubscriptionStanding | None:
    """How the subscription is that the plan comes from; without one that is paid for, the one that should
    be. None where there is none."""
    known = list(subscriptions)
    paying = [one for one in known if one.state in PAYING_STATES]
    if paying:
        order = tuple(PlanName)
        best = max(paying, key=lambda one: max(map(order.index, _sold(one, prices)), default=-1))
        trial = Standing.TRIAL if best.state == "trialing" else Standing.ACTIVE
        return _standing(best, Standing.ENDING if best.ends else trial)
    unpaid = next((one for one in known if one.state in _UNPAID_STATES), None)
    return None if unpaid is None else _standing(unpaid, Standing.PAST_DUE)


def _sold(subscription: Subscription, prices: Prices) -> list[PlanName]:
    """The plans that its prices stand for."""
    return [prices[name] for names in subscription.prices for name in names if name in prices]


def _standing(subscription: Subscription, state: Standing) -> SubscriptionStanding:
    until = subscription.until
    return SubscriptionStanding(state=state, until=None if until is None else until.date())


def _account(sessions: SyncSessions, user_id: UUID) -> tuple[PlanName | None, str | None]:
    """The plan of a user who needs no subscription, and their customer. Raises `NotAuthenticatedError`."""
    with sessions.of(user_id).read() as session:
        user = user_by_id(session, user_id)
    if user is None:
        raise NotAuthenticatedError
    return (PlanName.LOCAL, None) if user.local else (None, user.stripe_customer_id)
