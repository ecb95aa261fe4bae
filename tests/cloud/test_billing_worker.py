"""Work on documents while it cannot be known what plan their user has."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
import stripe
from pydantic import SecretStr
from sqlalchemy import select, update

from ingestio_cloud.db.models import UsageMonth, User
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import SubscriptionPlans
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.errors import PlanUnavailableError
from ingestio_cloud.features.usage.service import this_month
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions
from ingestio_cloud.workflows import engine, processing
from ingestio_cloud.workflows.build import SLOTS_PER_CHILD
from ingestio_cloud.workflows.engines import ENGINES, EngineName
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings
from ingestio_cloud.workflows.processing import Attempt, DocumentWork
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentStatus, JobStatus
from ingestio_core.plans import PLANS, PlanName
from tests.cloud.pool_engines import by_content
from tests.cloud.served import WORKER
from tests.cloud.test_job_life import PAGES, Floor
from tests.cloud.workflow_bench import PAGES as BENCH_PAGES
from tests.cloud.workflow_bench import Bench
from tests.support.stripe_server import API_KEY, PLUS, StripeServer, Trouble
from tests.support.waiting import until

LIST = ("GET", "/v1/subscriptions")
MORE_THAN_A_WORKER_TAKES = SLOTS_PER_CHILD + 2
WAITS = (DocumentStatus.UPLOADED, JobStatus.PENDING, None)
COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(engine, "_DUE_SECONDS", 0.1)


class Factory:
    """Workers on one database, and customers of the plus plan."""

    def __init__(self, folder: Path, url: str, server: StripeServer) -> None:
        self.folder = folder
        self.url = url
        self.server = server
        self._opened: list[SubscriptionPlans] = []

    def bench(self) -> Bench:
        return Bench(self.folder, by_content, workers=1, url=self.url, plans=self._plans)

    def customer(self) -> str:
        made = self.server.customer(card=None)
        self.server.subscribe(made, PLUS, "active")
        return made

    def asked(self) -> int:
        return self.server.asked(*LIST)

    @contextmanager
    def stripe_away(self) -> Iterator[None]:
        with self.server.troubled(Trouble(status=503)):
            yield

    def _plans(self, sessions: SyncSessions) -> SubscriptionPlans:
        source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 30, self.server.url))
        plans = SubscriptionPlans(sessions, source, PLANS, {PLUS: PlanName.PLUS})
        self._opened.append(plans)
        return plans

    def close(self) -> None:
        self.server.heal()
        for plans in self._opened:
            plans.close()


@pytest.fixture
def factory(database_url: str, tmp_path: Path, stripe_server: StripeServer) -> Iterator[Factory]:
    made = Factory(tmp_path / "data", database_url, stripe_server)
    yield made
    made.close()


def settle(bench: Bench, *batches: UUID) -> None:
    until(lambda: all(bench.batch_status(batch) in FINAL_BATCH for batch in batches))


def all_put_off(bench: Bench, factory: Factory, asked: int) -> None:
    """Wait until a whole worker's load waits, and is asked about again."""
    until(lambda: len(_waiting(bench)) >= SLOTS_PER_CHILD and factory.asked() > asked + 4)


def _waiting(bench: Bench) -> list[str]:
    runs = bench.durable._waiting
    return [run for user in runs.users() for run in runs._by_user.get(user, ())]


def test_who_pays_waits_and_keeps_nobody_from_being_served(factory: Factory) -> None:
    bench, customer, asked = factory.bench(), factory.customer(), factory.asked()
    with bench.launched():
        with factory.stripe_away():
            paid, _ = bench.submit(*["good"] * MORE_THAN_A_WORKER_TAKES, customer=customer, local=False)
            all_put_off(bench, factory, asked)
            free, _ = bench.submit(*["good"] * 3, local=False)
            own, _ = bench.submit("good")
            settle(bench, free, own)
            assert bench.states(free) == [COMPLETED] * 3
            assert bench.states(paid) == [WAITS] * MORE_THAN_A_WORKER_TAKES
        settle(bench, paid)
        assert bench.states(paid) == [COMPLETED] * MORE_THAN_A_WORKER_TAKES
        pages = MORE_THAN_A_WORKER_TAKES * BENCH_PAGES
        assert bench.usage(paid) == {
            "reserved": 0,
            "used": pages,
            "documents": MORE_THAN_A_WORKER_TAKES,
            "ledger": pages,
            "results": MORE_THAN_A_WORKER_TAKES,
        }


def test_one_who_cannot_be_asked_about_holds_up_nobody_else(factory: Factory) -> None:
    """A customer of another account is a mistake of ours that does not pass."""
    bench = factory.bench()
    with bench.launched():
        unknown, _ = bench.submit("good", customer="cus_of_another_account", local=False)
        until(lambda: bool(_waiting(bench)))
        known = [bench.submit("good", customer=factory.customer(), local=False)[0] for _ in range(3)]
        settle(bench, *known)
        assert bench.states(unknown) == [WAITS]


def test_a_batch_that_is_cancelled_while_it_waits_is_over(factory: Factory) -> None:
    bench, customer, asked = factory.bench(), factory.customer(), factory.asked()
    with bench.launched():
        with factory.stripe_away():
            batch, _ = bench.submit(*["good"] * SLOTS_PER_CHILD, customer=customer, local=False)
            all_put_off(bench, factory, asked)
            user = bench.user_of(batch)
            with bench.sessions.of(user).write() as session:
                _, cleanup = batches.cancel(session, user, batch)
            bench.durable.cancel(cleanup.attempts)
        until(lambda: not _waiting(bench))
        assert bench.batch_status(batch) is BatchStatus.CANCELLED
        assert {code for _, _, code in bench.states(batch)} == {"cancelled"}
        with bench.sessions.system.read() as session:
            assert session.scalars(select(UsageMonth).where(UsageMonth.user_id == user)).all() == []


def test_what_waits_is_taken_up_by_the_next_start(factory: Factory) -> None:
    first, customer, asked = factory.bench(), factory.customer(), factory.asked()
    with factory.stripe_away(), first.launched():
        batch, _ = first.submit(*["good"] * SLOTS_PER_CHILD, customer=customer, local=False)
        all_put_off(first, factory, asked)
    second = factory.bench()
    with second.launched():
        settle(second, batch)
        assert second.states(batch) == [COMPLETED] * SLOTS_PER_CHILD


class Workshop:
    """The steps of attempts at two documents of a user of the plus plan, one by one."""

    def __init__(self, url: str, folder: Path, server: StripeServer) -> None:
        self.server = server
        self.floor = Floor(url, local=False)
        customer = server.customer(card=None)
        server.subscribe(customer, PLUS, "active")
        with self.floor.sessions.system.write() as session:
            session.execute(
                update(User).where(User.id == self.floor.user).values(stripe_customer_id=customer)
            )
        source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 30, server.url))
        self.plans = SubscriptionPlans(self.floor.sessions, source, PLANS, {PLUS: PlanName.PLUS})
        pool = ExtractionPool(
            PoolSettings(engine=ENGINES[EngineName.LOCAL], workers=1, scratch=folder / "scratch")
        )
        self.work = DocumentWork(
            self.floor.sessions, BlobStore.in_folder(folder / "files"), pool, self.plans, WORKER
        )
        self.attempt, self.other = (
            Attempt(document, self.floor.user, 1) for document in self.floor.documents
        )

    def close(self) -> None:
        self.server.heal()
        self.work.stop()
        self.plans.close()
        self.floor.engine.dispose()


@pytest.fixture
def workshop(database_url: str, tmp_path: Path, stripe_server: StripeServer) -> Iterator[Workshop]:
    made = Workshop(database_url, tmp_path, stripe_server)
    yield made
    made.close()


def test_an_attempt_is_as_it_was_while_the_plan_is_not_known(workshop: Workshop) -> None:
    floor, attempt = workshop.floor, workshop.attempt
    with workshop.server.troubled(Trouble(status=503)):
        for _ in range(2):
            with pytest.raises(PlanUnavailableError):
                workshop.work.begin(attempt)
        assert floor.document(attempt.document).status is DocumentStatus.UPLOADED
        assert floor.job(attempt.document).status is JobStatus.PENDING
        assert floor.usage() == (0, 0, 0)
    until(lambda: workshop.work.can_ask_about(attempt.user))
    assert workshop.work.begin(attempt)
    assert floor.usage() == (PAGES, 0, 0)


def test_an_attempt_that_has_its_pages_needs_no_plan(workshop: Workshop) -> None:
    """As after a crash: it was begun before."""
    assert workshop.work.begin(workshop.attempt)
    workshop.plans.drop(None)
    with workshop.server.troubled(Trouble(status=503)):
        assert workshop.work.begin(workshop.attempt)
        assert workshop.floor.usage() == (PAGES, 0, 0)
        with workshop.floor.sessions.of(workshop.floor.user).write() as session:
            batches.cancel(session, workshop.floor.user, workshop.floor.batch)
        assert not workshop.work.begin(workshop.attempt)
        assert not workshop.work.begin(workshop.other)
    assert workshop.floor.usage() == (0, 0, 0)


def test_while_one_plan_is_in_doubt_none_is_waited_for(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt would wait for an hour; its question is asked all the same."""
    monkeypatch.setattr(processing, "_PATIENCE", 0.05)
    asked = workshop.server.asked(*LIST)
    with workshop.server.troubled(Trouble(slow=True)):
        with pytest.raises(PlanUnavailableError):
            workshop.work.begin(workshop.attempt)
        monkeypatch.setattr(processing, "_PATIENCE", 3_600)
        with pytest.raises(PlanUnavailableError):
            workshop.work.begin(workshop.other)
        until(lambda: workshop.server.asked(*LIST) == asked + 1)
    until(lambda: workshop.plans._known(workshop.floor.user) is not None)
    assert workshop.work.begin(workshop.other)


def test_the_pages_of_the_plan_are_what_counts(workshop: Workshop) -> None:
    subscribed, limit = workshop.floor.user, PLANS[PlanName.PLUS].pages_per_month
    assert limit is not None
    with workshop.floor.sessions.of(subscribed).write() as session:
        month = this_month()
        session.add(UsageMonth(user_id=subscribed, month=month, pages_used=limit - PAGES))
    assert workshop.work.begin(workshop.attempt)
    assert not workshop.work.begin(workshop.other)
    assert workshop.floor.document(workshop.other.document).status is DocumentStatus.FAILED
