"""Eight real processes on one user's pages: never a page too many, none lost."""

import json
import subprocess
import sys
from uuid import UUID, uuid4

import sqlalchemy as sa

from ingestio_cloud.db.models import UsageEvent, UsageKind, UsageMonth
from ingestio_cloud.features.usage import service as usage
from tests.cloud.quota_workers import DOCUMENTS, LIVES, WORKERS
from tests.cloud.test_quota_ledger import Ledger

LIMIT = 100
LOOK_SECONDS = 0.05


def taken(ledger: Ledger, user: UUID) -> int:
    with ledger.sessions.of(user).read() as session:
        row = session.scalars(sa.select(UsageMonth).where(UsageMonth.user_id == user)).one_or_none()
        return row.pages_reserved + row.pages_used if row else 0


def over(workers: "subprocess.Popen[bytes]") -> bool:
    try:
        workers.wait(LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_workers_that_die_anywhere_never_spend_a_page_too_many(postgres_url: str) -> None:
    ledger = Ledger(postgres_url)
    user = ledger.user()
    command = [sys.executable, "-m", "tests.cloud.quota_workers", postgres_url, str(user), str(LIMIT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as workers:
        most = 0
        while not over(workers):
            most = max(most, taken(ledger, user))
        assert workers.stdout is not None
        outcomes = json.load(workers.stdout)
    assert outcomes["died"] > WORKERS and sum(outcomes.values()) == WORKERS * LIVES
    assert "failed" not in outcomes
    assert most <= LIMIT

    (sums,) = ledger.months(user).values()
    assert LIMIT - 10 < sums.reserved + sums.used <= LIMIT, "the workers came up to the limit"
    with ledger.sessions.of(user).write() as session:
        for number in range(DOCUMENTS):
            usage.release(session, user, UUID(int=number), 1)
    (sums,) = ledger.months(user).values()
    assert sums.reserved == 0 and sums.used > 0
    with ledger.sessions.of(user).write() as session:
        kinds = (
            sa.select(UsageEvent.kind, sa.func.count())
            .where(UsageEvent.user_id == user)
            .group_by(UsageEvent.kind)
        )
        counted = {row[0]: row[1] for row in session.execute(kinds)}
    assert counted[UsageKind.RESERVE] == counted[UsageKind.COMMIT] + counted[UsageKind.RELEASE]

    left = LIMIT - sums.used
    with ledger.sessions.of(user).write() as session:
        spent = [usage.reserve(session, user, uuid4(), 1, pages=1, limit=LIMIT) for _ in range(left + 2)]
    assert spent == [True] * left + [False] * 2
    assert taken(ledger, user) == LIMIT
    ledger.engine.dispose()
