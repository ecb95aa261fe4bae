"""Nobody waits for another's thousands of documents, and nobody has more in work than the plan says.

Seen by a trigger, which notes every change of a job's status in the order in which they happen.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_cloud.db.engine import is_sqlite
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
MANY = 200
FEW = 5
PATIENCE_SECONDS = 600.0

_SQLITE = (
    "CREATE TABLE seen (number INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT, status TEXT)",
    "CREATE TRIGGER see_new AFTER INSERT ON extraction_jobs "
    "BEGIN INSERT INTO seen (user_id, status) VALUES (new.user_id, new.status); END",
    "CREATE TRIGGER see AFTER UPDATE OF status ON extraction_jobs WHEN new.status <> old.status "
    "BEGIN INSERT INTO seen (user_id, status) VALUES (new.user_id, new.status); END",
)
_POSTGRESQL = (
    "CREATE TABLE seen (number bigserial PRIMARY KEY, user_id text, status text)",
    "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
    "$$ BEGIN INSERT INTO public.seen (user_id, status) VALUES (new.user_id, new.status); "
    "RETURN NULL; END $$",
    "CREATE TRIGGER see_new AFTER INSERT ON extraction_jobs FOR EACH ROW EXECUTE FUNCTION see()",
    "CREATE TRIGGER see AFTER UPDATE OF status ON extraction_jobs FOR EACH ROW "
    "WHEN (new.status IS DISTINCT FROM old.status) EXECUTE FUNCTION see()",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A job of a user came into a status."""

    user: UUID
    status: str


class Watcher:
    """Notes what happens to jobs from now on."""

    def __init__(self, bench: Bench) -> None:
        self._database = bench.database
        with self._database.begin() as connection:
            for statement in _SQLITE if is_sqlite(bench.url) else _POSTGRESQL:
                connection.exec_driver_sql(statement)

    def seen(self) -> list[Seen]:
        with self._database.connect() as connection:
            rows = connection.execute(sa.text("SELECT user_id, status FROM seen ORDER BY number")).all()
        return [Seen(UUID(user), status) for user, status in rows]

    def begun(self, user: UUID) -> int:
        return sum(one == Seen(user, "processing") for one in self.seen())


def most_at_once(seen: list[Seen]) -> Counter[UUID]:
    """How many jobs of each user were in work at the same moment, at most."""
    now: Counter[UUID] = Counter()
    most: Counter[UUID] = Counter()
    for one in seen:
        if one.status == "processing":
            now[one.user] += 1
        elif one.status != "pending":
            now[one.user] -= 1
        most[one.user] = max(most[one.user], now[one.user])
    return most


def begun_between(seen: list[Seen], many: UUID, few: UUID) -> int:
    """How many jobs of the one were begun after all of the other were queued, and before the last of
    those was begun."""
    queued = max(number for number, one in enumerate(seen) if one == Seen(few, "pending"))
    begun = max(number for number, one in enumerate(seen) if one == Seen(few, "processing"))
    return seen[queued:begun].count(Seen(many, "processing"))


def of_another(bench: Bench, many: int) -> int:
    """How many of somebody's `many` documents are begun between the moment when another queues five
    and the moment when the last of those is begun."""
    watcher = Watcher(bench)
    flood, _ = bench.submit(*["x"] * many)
    user = bench.user_of(flood)
    until(lambda: watcher.begun(user) > 8)
    batch, _ = bench.submit(*["x"] * FEW)
    other = bench.user_of(batch)
    until(lambda: watcher.begun(other) == FEW, PATIENCE_SECONDS)
    assert bench.batch_status(flood) is BatchStatus.PROCESSING
    return begun_between(watcher.seen(), user, other)


def test_the_count_between_is_a_count_of_what_was_begun_meanwhile() -> None:
    many, few = UUID(int=1), UUID(int=2)
    order = [
        *[Seen(many, "pending"), Seen(many, "processing"), Seen(few, "pending"), Seen(few, "pending")],
        *[Seen(many, "processing"), Seen(few, "processing"), Seen(many, "completed")],
        *[Seen(many, "processing"), Seen(few, "processing"), Seen(many, "processing")],
    ]
    assert begun_between(order, many, few) == 2
    assert most_at_once(order) == {many: 3, few: 2}


def test_a_few_documents_do_not_wait_for_the_many_of_another(tmp_path: Path, database_url: str) -> None:
    """The queue goes through the users by chance, eight documents of one at most at a time: that
    another has 150 begun first has a chance of one in 250,000."""
    with Bench(tmp_path, read_nothing, workers=1, url=database_url).launched() as bench:
        assert of_another(bench, MANY) < 150


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_a_few_documents_do_not_wait_for_five_thousand(tmp_path: Path, database_url: str) -> None:
    with Bench(tmp_path, read_nothing, workers=2, url=database_url).launched() as bench:
        assert of_another(bench, 5_000) < 300


@contextmanager
def worker(folder: Path, url: str, plans: str) -> Iterator[None]:
    """A real worker process with a child for each of two slow documents."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
    variables = {
        "INGESTIO_ENGINE": "slow",
        "INGESTIO_WORKERS": "2",
        "INGESTIO_DATABASE_URL": url,
        "INGESTIO_STORAGE_URL": (folder.parent / "files").as_uri(),
        "INGESTIO_PLANS": plans,
    }
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", "worker", "--data-dir", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env={**clean, **variables}) as process:
        try:
            yield
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()


def in_work_at_once(folder: Path, url: str, *, workers: int, documents: int, plans: str) -> list[int]:
    """How many documents of each of two users several processes had in work at once, at most."""
    queueing = Bench(folder, read_nothing, runs_work=False, url=url)
    with queueing.launched():
        watcher = Watcher(queueing)
        batches = [queueing.submit(*["x"] * documents)[0] for _ in range(2)]
        with ExitStack() as stack:
            for number in range(workers):
                stack.enter_context(worker(folder / f"worker{number}", url, plans))
            until(
                lambda: all(queueing.batch_status(batch) in FINAL_BATCH for batch in batches),
                PATIENCE_SECONDS,
            )
        assert {queueing.batch_status(batch) for batch in batches} == {BatchStatus.COMPLETED}
        most = most_at_once(watcher.seen())
        return [most[queueing.user_of(batch)] for batch in batches]


def test_nobody_has_more_in_work_than_the_plan_says(tmp_path: Path, postgres_url: str) -> None:
    plans = '{"local": {"documents_at_once": 2}}'
    assert in_work_at_once(tmp_path, postgres_url, workers=2, documents=5, plans=plans) == [2, 2]


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_nobody_has_more_in_work_whatever_the_plan(tmp_path: Path, postgres_url: str) -> None:
    plans = '{"local": {"documents_at_once": 5}}'
    assert in_work_at_once(tmp_path, postgres_url, workers=4, documents=50, plans=plans) == [5, 5]
