"""Everything that happens to documents, at once: nobody waits for one another for ever, and all agrees."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from psycopg.errors import DeadlockDetected

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches.service import delete_document
from ingestio_cloud.features.extraction import asking
from tests.cloud.account_life import ACTIONS, STEPS, Account
from tests.cloud.served import WORKER
from tests.support.waiting import until

THREADS = 8
TURNS = 40
DOCUMENTS = 12
RARE = {"delete": 0.1, "delete_some": 0.05, "delete_batch": 0.01, "cancel_batch": 0.3}
"""How often what ends much is let happen when its turn comes, so that something is left to happen."""


@dataclass
class Busy:
    """A database on which transactions wait for one another, and how often PostgreSQL ended one."""

    sessions: SyncSessions
    deadlocks: list[str] = field(default_factory=list)


@pytest.fixture
def busy(postgres_url: str) -> Iterator[Busy]:
    engine = make_sync_engine(postgres_url)
    made = Busy(SyncSessions(engine))

    @sa.event.listens_for(engine, "handle_error")
    def _on_error(context: sa.engine.ExceptionContext) -> None:
        if isinstance(context.original_exception, DeadlockDetected):
            made.deadlocks.append(str(context.original_exception))

    yield made
    engine.dispose()


def live(account: Account, seed: int) -> None:
    """What one of several that are at it at the same time does."""
    chance = random.Random(seed)
    for _ in range(TURNS):
        number = chance.randrange(DOCUMENTS)
        if chance.random() < 0.5:
            for step in ("begin", "progress", chance.choice(["finish", "finish", "fail"])):
                account.step(step, number)
        elif chance.random() < 0.2:
            account.step(chance.choice(STEPS), number, chance.randrange(2))
        else:
            action = chance.choice(["arrive", "redo", *ACTIONS])
            if chance.random() < RARE.get(action, 1):
                account.act(action, number)


def test_all_agrees_with_eight_at_work_and_none_waits_for_another_for_ever(busy: Busy) -> None:
    account = Account(busy.sessions, DOCUMENTS, batches=3)
    for number in range(DOCUMENTS):
        account.act("arrive", number)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda seed: live(account, seed), range(THREADS)))
    account.check()
    assert account.finished
    assert not busy.deadlocks


def test_a_batch_says_that_it_is_in_work_when_one_document_goes_as_the_next_begins(busy: Busy) -> None:
    account = Account(busy.sessions, 2, batches=1)
    for number in range(2):
        account.act("arrive", number)
    account.step("begin", 0)
    with ThreadPoolExecutor(1) as other:
        with busy.sessions.of(account.user).write() as session:
            delete_document(session, account.user, account.documents[0])
            beginning = other.submit(account.step, "begin", 1)
            until(lambda: waits_for_a_lock(busy.sessions))
        beginning.result()
    account.check()


def test_an_attempt_that_is_passed_on_just_now_is_not_taken_up_for_the_run_before(busy: Busy) -> None:
    """A process that was thought dead goes on, and another one has its run by then."""
    account = Account(busy.sessions, 1, batches=1)
    account.act("arrive", 0)
    account.step("begin", 0)
    document = account.documents[0]
    ids: dict[str, Any] = {"document_id": document, "user_id": account.user, "attempt": 1}
    user = busy.sessions.of(account.user)
    with ThreadPoolExecutor(1) as other:
        with user.write() as session:
            assert asking.pass_on(session, **ids, worker=WORKER, run="next", spent=None)
            taking = other.submit(
                user.run, lambda late: asking.take_up(late, **ids, run=f"doc:{document}:1", worker="other")
            )
            until(lambda: waits_for_a_lock(busy.sessions))
        assert taking.result() is None
    with user.write() as session:
        assert asking.take_up(session, **ids, run="next", worker="other") == asking.Spent()


def test_an_account_is_deleted_while_all_of_it_is_at_work(busy: Busy) -> None:
    account, other = (Account(busy.sessions, DOCUMENTS, batches=3) for _ in range(2))
    for number in range(DOCUMENTS):
        account.act("arrive", number)
        other.act("arrive", number)
    with ThreadPoolExecutor(THREADS) as pool:
        lives = [pool.submit(live, which, seed) for seed in range(3) for which in (account, other)]
        pool.submit(account.delete).result()
        for running in lives:
            running.result()
    assert account.is_gone()
    other.check()
    assert not busy.deadlocks


def waits_for_a_lock(sessions: SyncSessions) -> bool:
    here = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    with sessions.system.read() as session:
        waiting = f"SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN ({here})"
        return bool(session.scalar(sa.text(waiting)))
