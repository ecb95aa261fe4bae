"""What passes by itself, and what the durable engine loses, costs no document anything."""

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import DiskFull, ProgramLimitExceeded
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import ExtractionJob
from ingestio_cloud.db.sessions import BoundSessions
from ingestio_cloud.features.extraction import repository, service
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.extraction.service import MOST_DEATHS, BeginState
from ingestio_cloud.workflows import putoff
from ingestio_cloud.workflows.build import SLOTS_PER_CHILD, TURNS_PER_CHILD
from ingestio_cloud.workflows.engine import EMBEDDED
from ingestio_cloud.workflows.processing import Attempt, ReadOutcome
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.lifecycle import FINAL_BATCH, DocumentStatus, JobStatus
from tests.chaos.aftermath import unfinished_runs
from tests.cloud.pool_engines import by_content
from tests.cloud.served import invoice_read
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.postgres import SETTINGS, PostgresServer, installations, new_cluster
from tests.support.waiting import until

COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)
ONCE = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestio_cloud.workflows.processing._RETRY_SECONDS", (0.01,))
    monkeypatch.setattr(putoff, "_FIRST_SECONDS", 0.05)
    monkeypatch.setattr(putoff, "_MOST_SECONDS", 0.2)


@pytest.fixture
def bench(tmp_path: Path, database_url: str) -> Bench:
    """On both databases."""
    return Bench(tmp_path, by_content, url=database_url)


@pytest.fixture
def cluster() -> Iterator[PostgresServer]:
    # It is halted at once: what it said is committed must be there afterwards.
    cluster = new_cluster(installations()[0], {**SETTINGS, "synchronous_commit": "on"})
    yield cluster
    cluster.stop()


def refused_by_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


def settle(bench: Bench, batch: UUID) -> None:
    until(lambda: bench.batch_status(batch) in FINAL_BATCH)


def reading(bench: Bench, document: UUID) -> Callable[[], bool]:
    return (bench.blobs.folder / f"files/{document}.reads").exists if bench.blobs.folder else bool


def look_after(bench: Bench) -> None:
    with suppress(OperationalError):
        bench.durable._returning.put_back_stranded()


def go(bench: Bench, document: UUID) -> None:
    """Let the document be read that waits for it."""
    bench.blobs.put_bytes(f"files/{document}.go", b"")


def test_a_database_that_restarts_costs_nothing(tmp_path: Path, cluster: PostgresServer) -> None:
    bench = Bench(tmp_path, by_content, url=cluster.new_database())
    with bench.launched():
        batch, (document,) = bench.submit("wait")
        until(reading(bench, document))
        cluster.halt()
        go(bench, document)
        until(lambda: len(bench.durable._waiting) == 1)
        # What looks after the rest does not wait for the database, longer and longer, but fails.
        looking = threading.Thread(target=look_after, args=(bench,), daemon=True)
        looking.start()
        looking.join(30)
        assert not looking.is_alive()
        # What was read waits in the store, not in a process that may die.
        assert list(bench.blobs.keys("outcomes")) == [f"outcomes/{document}.1.json"]
        cluster.start()
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE
        assert bench.reads(batch) == 1
        until(lambda: not list(bench.blobs.keys("outcomes")))


def test_a_store_that_is_away_is_waited_for(bench: Bench, tmp_path: Path) -> None:
    files, away = tmp_path / "files", tmp_path / "away"
    batch, _ = queued(bench, "good")
    files.rename(away)
    with bench.launched():
        until(lambda: len(bench.durable._waiting) == 1)
        assert bench.states(batch) == [(DocumentStatus.PROCESSING, JobStatus.PROCESSING, None)]
        assert bench.usage(batch)["reserved"] == PAGES
        away.rename(files)
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE
    assert job(bench).deaths == 0


def test_a_machine_that_does_none_well_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would put off all that waits, which others could do."""
    monkeypatch.setattr(putoff, "pause", lambda _times: 3600.0)
    bench = Bench(tmp_path, by_content, workers=1)
    queueing = Bench(tmp_path, by_content, workers=1, runs_work=False)
    with queueing.launched():
        for _ in range(30):
            queueing.submit("good")
    (tmp_path / "files").rename(tmp_path / "away")
    with bench.launched():
        until(lambda: bench.durable._looks._rest > monotonic() + 1800)
        until(lambda: not len(bench.durable._runs))
        assert TURNS_PER_CHILD <= len(bench.durable._waiting) <= 2 * SLOTS_PER_CHILD


def test_one_that_ends_well_shows_that_the_machine_does() -> None:
    waiting = putoff.Waiting()
    waiting.add_for("one")
    waiting.add_for("other")
    # Again and again the same says nothing new.
    waiting.add_for("other")
    assert waiting.in_a_row == 2
    waiting.done("third")
    assert waiting.in_a_row == 0


def test_a_file_that_is_gone_is_not_waited_for(bench: Bench) -> None:
    batch, (document,) = queued(bench, "good")
    bench.blobs.delete_now(f"files/{document}")
    with bench.launched():
        settle(bench, batch)
        assert bench.states(batch) == [(DocumentStatus.FAILED, JobStatus.FAILED, "file_missing")]


def test_a_full_disk_is_waited_for(tmp_path: Path) -> None:
    """SQLite says so of a file that may not grow as it does of one that cannot."""
    bench = Bench(tmp_path, by_content)
    batch, _ = queued(bench, "x" * 3_000_000)
    pages = ["1"]

    @sa.event.listens_for(bench.database, "checkout")
    def _limit(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count = {pages[0]}")
        cursor.close()

    with bench.launched():
        until(lambda: len(bench.durable._waiting) == 1)
        pages[0] = "1073741823"
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE


@pytest.mark.parametrize("state", ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", None])
def test_an_attempt_whose_run_is_over_or_gone_is_queued_again(bench: Bench, state: str | None) -> None:
    batch, _ = queued(bench, "good")
    with bench.database.begin() as connection:
        change = f"DELETE FROM {bench.runs_table}"
        if state is not None:
            change = f"UPDATE {bench.runs_table} SET status = '{state}', queue_name = NULL"
        connection.exec_driver_sql(change)
    with bench.launched():
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE
    assert job(bench).deaths == 1


def test_to_find_nothing_lost_keeps_nobody_from_writing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, by_content)
    queued(bench, "good")
    found: list[int] = []
    looking = threading.Thread(target=lambda: found.append(bench.durable.reconcile()), daemon=True)
    with bench.sessions.system.write():
        looking.start()
        looking.join(20)
        assert found == [0]


def test_a_run_that_was_claimed_and_never_came_is_put_back(bench: Bench) -> None:
    """As when the connection broke while the claim was committed."""
    with bench.launched():
        first, _ = bench.submit("good")
        settle(bench, first)
        with bench.sessions.system.write() as session:
            batch, _ = bench.submit_in(session, uuid4(), "good")
            session.connection().exec_driver_sql(
                f"UPDATE {bench.runs_table} SET status = 'PENDING', executor_id = '{EMBEDDED}', "
                "owner_xid = 'nobody' WHERE status = 'ENQUEUED'"
            )
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]


def test_too_many_deaths_and_an_attempt_is_given_up(bench: Bench) -> None:
    batch, (document,) = queued(bench, "good")
    attempt = Attempt(document, bench.user_of(batch), 1)
    for death in range(MOST_DEATHS):
        assert begin(bench, attempt, "doomed").state is BeginState.READY
        with bench.sessions.system.write() as session:
            assert repository.count_deaths(session, ["doomed", "other"]) == 1
            assert repository.count_deaths(session, ["doomed"]) == 0
        assert (job(bench).deaths, job(bench).claimed_by) == (death + 1, None)
    assert begin(bench, attempt, "doomed").state is BeginState.OVER
    assert bench.states(batch) == [(DocumentStatus.FAILED, JobStatus.FAILED, "given_up")]
    assert bench.usage(batch)["reserved"] == bench.usage(batch)["used"] == 0


def test_a_stop_is_no_death(bench: Bench) -> None:
    with bench.launched():
        _, (document,) = bench.submit("hang")
        until(reading(bench, document))
        assert job(bench).claimed_by == EMBEDDED
    assert (job(bench).deaths, job(bench).claimed_by) == (0, None)


def test_one_that_was_taken_for_dead_changes_nothing_any_more(bench: Bench) -> None:
    batch, (document,) = queued(bench, "good")
    attempt = Attempt(document, bench.user_of(batch), 1)
    assert not begin(bench, attempt, "suspended").again
    assert begin(bench, attempt, "successor").again
    late: dict[str, Any] = {
        "document_id": document,
        "user_id": attempt.user,
        "attempt": 1,
        "worker": "suspended",
    }
    with bench.sessions.of(attempt.user).write() as session:
        assert not service.progress(session, **late, value=50)
        assert not service.is_running(session, **late)
        assert not service.fail(session, **late, error=reason(Cause.EXTRACTION_TIMEOUT))
        assert not service.finish(session, **late, outcome=invoice_read())
    with bench.sessions.of(attempt.user).write() as session:
        assert service.finish(session, **{**late, "worker": "successor"}, outcome=invoice_read())
    assert bench.states(batch) == [COMPLETED]
    assert bench.usage(batch) == ONCE


@pytest.mark.parametrize("text", ["good", "refuse"])
def test_a_run_whose_attempt_another_process_claimed_is_begun_again(bench: Bench, text: str) -> None:
    """That process was taken for dead and came back, and may have no run of it any more."""
    read, claims = bench.work.read, ["suspended"]

    def read_and_lose(attempt: Attempt) -> ReadOutcome:
        outcome = read(attempt)
        if claims:
            begin(bench, attempt, claims.pop())
        return outcome

    bench.work.read = read_and_lose  # type: ignore[method-assign]
    with bench.launched():
        batch, _ = bench.submit(text)
        settle(bench, batch)
        assert job(bench).deaths == 0, "the reconciler had to help"
        assert bench.usage(batch)["reserved"] == 0
        until(lambda: not unfinished_runs(bench.database))


def test_a_bug_fails_the_document_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bench.work, "finish", broken)
    with bench.launched():
        batch, _ = bench.submit("good")
        settle(bench, batch)
        assert bench.states(batch) == [(DocumentStatus.FAILED, JobStatus.FAILED, "processing_failed")]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "full"),
        ConnectionResetError(),
        MachineError("disk_full", "", ""),
        OperationalError("SELECT 1", {}, Exception()),
        OperationalError("SELECT 1", {}, DiskFull()),
        OperationalError("SELECT 1", {}, refused_by_sqlite(sqlite3.SQLITE_BUSY)),
        PoolTimeoutError(),
    ],
)
def test_what_is_the_machines_fault_passes(error: Exception) -> None:
    assert putoff.passes(error)


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError(),
        FileNotFoundError(errno.ENOENT, "gone"),
        IngestError("file_damaged", "", ""),
        IntegrityError("INSERT", {}, Exception()),
        OperationalError("INSERT", {}, ProgramLimitExceeded()),
        OperationalError("INSERT", {}, refused_by_sqlite(sqlite3.SQLITE_ERROR)),
    ],
)
def test_what_is_the_documents_or_our_fault_does_not(error: Exception) -> None:
    assert not putoff.passes(error)


@given(times=st.integers(1, 10_000))
def test_pauses_grow_and_stay_bounded(times: int) -> None:
    longest = (
        putoff._MOST_SECONDS if times > 16 else min(putoff._MOST_SECONDS, putoff._FIRST_SECONDS * 2**times)
    )
    assert longest / 2 <= putoff.pause(times) <= longest


def test_what_other_processes_took_over_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putoff, "_MOST_COUNTED", 3)
    waiting = putoff.Waiting()
    for number in range(5):
        waiting.add_for(f"doc:{number}")
    assert list(waiting._failures) == ["doc:2", "doc:3", "doc:4"]


def test_a_run_waits_for_its_user_or_for_a_time() -> None:
    waiting, user = putoff.Waiting(), uuid4()
    waiting.add(user, "one", "other")
    waiting.add_for("third")
    assert len(waiting) == 3
    assert all(run in waiting for run in ("one", "other", "third"))
    assert waiting.take(user) == ["one", "other"]
    assert (len(waiting), "one" in waiting, "third" in waiting) == (1, False, True)


def test_a_pool_without_connections_ends_no_run(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that leaves a run is its outcome, and the attempt is lost until it is reconciled."""
    failures = iter([PoolTimeoutError(), PoolTimeoutError()])

    def write(self: BoundSessions) -> AbstractContextManager[Session]:
        if threading.current_thread().name.startswith("dbos-executor"):
            for failure in failures:
                raise failure
        return self._sessions._write(self._user_id)

    batch, _ = queued(bench, "good")
    monkeypatch.setattr(BoundSessions, "write", write)
    with bench.launched():
        settle(bench, batch)
        assert bench.states(batch) == [COMPLETED]
    assert job(bench).deaths == 0


def queued(bench: Bench, *texts: str) -> tuple[UUID, list[UUID]]:
    """A batch that nobody works on yet."""
    queueing = Bench(bench.folder, by_content, runs_work=False, url=bench.url)
    with queueing.launched():
        return queueing.submit(*texts)


def begin(bench: Bench, attempt: Attempt, worker: str) -> service.BeginOutcome:
    with bench.sessions.of(attempt.user).write() as session:
        return service.begin(
            session,
            document_id=attempt.document,
            user_id=attempt.user,
            attempt=attempt.number,
            pages_per_month=None,
            worker=worker,
        )


def job(bench: Bench) -> ExtractionJob:
    with bench.sessions.system.read() as session:
        return session.scalars(sa.select(ExtractionJob)).one()
