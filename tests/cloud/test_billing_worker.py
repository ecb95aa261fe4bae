"""Work on documents while it cannot be known what plan their user has."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import stripe
from pydantic import SecretStr
from sqlalchemy import select, update

from ingestio_cloud.db.models import UsageMonth, User
from ingestio_cloud.features.accounts.plans import SubscriptionPlans
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.usage.service import this_month
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions
from ingestio_cloud.workflows import processing
from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.engines import ENGINES, EngineName
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings
from ingestio_cloud.workflows.processing import Attempt, DocumentWork
from ingestio_core.lifecycle import DocumentStatus, JobStatus
from ingestio_core.plans import PLANS, PlanName
from tests.cloud.test_job_life import PAGES, Floor
from tests.support.stripe_server import API_KEY, PLUS, StripeServer, Trouble
from tests.support.waiting import until

LIST = ("GET", "/v1/subscriptions")


class Workshop:
    """A worker, and a user of the plus plan with documents that wait for it."""

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
        self.work = DocumentWork(self.floor.sessions, BlobStore.in_folder(folder / "files"), pool, self.plans)
        self.attempt = Attempt(self.floor.documents[0], self.floor.user, 1)
        self.threads = ThreadPoolExecutor(1, "attempt")

    def close(self) -> None:
        self.server.heal()
        self.work.stop()
        self.threads.shutdown()
        self.plans.close()
        self.floor.engine.dispose()

    @contextmanager
    def begun_in_vain(self) -> Iterator["Future[bool]"]:
        """The attempt begun while Stripe is away, and asked about more than once."""
        asked = self.server.asked(*LIST)
        with self.server.troubled(Trouble(status=503)):
            begun = self.threads.submit(self.work.begin, self.attempt)
            until(lambda: self.server.asked(*LIST) >= asked + 5)
            assert not begun.done()
            assert self.floor.document(self.attempt.document).status is DocumentStatus.UPLOADED
            assert self.floor.job(self.attempt.document).status is JobStatus.PENDING
            yield begun

    def reserved(self) -> int:
        with self.floor.sessions.of(self.floor.user).read() as session:
            statement = select(UsageMonth).where(UsageMonth.user_id == self.floor.user)
            row = session.scalars(statement).one_or_none()
            return row.pages_reserved if row else 0


@pytest.fixture
def workshop(
    database_url: str, tmp_path: Path, stripe_server: StripeServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workshop]:
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(processing, "_PLAN_SECONDS", (0.02,))
    made = Workshop(database_url, tmp_path, stripe_server)
    yield made
    made.close()


def test_an_attempt_waits_until_the_plan_is_known(workshop: Workshop) -> None:
    with workshop.begun_in_vain() as begun:
        assert workshop.reserved() == 0
    assert begun.result(20)
    assert workshop.floor.document(workshop.attempt.document).status is DocumentStatus.PROCESSING
    assert workshop.reserved() == PAGES


def test_an_attempt_that_is_cancelled_while_it_waits_is_over(workshop: Workshop) -> None:
    floor = workshop.floor
    with workshop.begun_in_vain() as begun:
        with floor.sessions.of(floor.user).write() as session:
            batches.cancel(session, floor.user, floor.batch)
        assert not begun.result(20)
    assert workshop.reserved() == 0


def test_a_worker_that_stops_leaves_the_attempt_for_its_next_start(workshop: Workshop) -> None:
    with workshop.begun_in_vain() as begun:
        workshop.work.stop()
        with pytest.raises(Interrupted):
            begun.result(20)
    assert workshop.floor.job(workshop.attempt.document).status is JobStatus.PENDING


def test_the_pages_of_the_plan_are_what_counts(workshop: Workshop) -> None:
    subscribed, limit = workshop.floor.user, PLANS[PlanName.PLUS].pages_per_month
    assert limit is not None
    with workshop.floor.sessions.of(subscribed).write() as session:
        month = this_month()
        session.add(UsageMonth(user_id=subscribed, month=month, pages_used=limit - PAGES))
    assert workshop.work.begin(workshop.attempt)
    assert not workshop.work.begin(Attempt(workshop.floor.documents[1], subscribed, 1))
    assert workshop.floor.document(workshop.floor.documents[1]).status is DocumentStatus.FAILED
