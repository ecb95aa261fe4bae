"""Workers that die on PostgreSQL: the others see it, one of them sweeps, nothing is counted twice."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.models import Worker
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_cloud.workflows.liveness import Liveness, fresh_executor_id
from ingestio_core import __version__
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentStatus
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.waiting import until

REPOSITORY = Path(__file__).resolve().parents[2]
SOON = timedelta(milliseconds=200)
COUNT = 12


@pytest.fixture
def sessions(postgres_url: str) -> Iterator[SyncSessions]:
    engine = make_sync_engine(postgres_url)
    yield SyncSessions(engine)
    engine.dispose()


def test_one_that_stopped_beating_is_swept_once(sessions: SyncSessions) -> None:
    dead, alive = Liveness(sessions, "dead", SOON), Liveness(sessions, "alive", SOON)
    dead.beat()
    alive.start()
    swept: list[str] = []
    busy = {"dead", "alive"}

    def take_over(executors: Sequence[str]) -> int:
        swept.extend(executors)
        busy.difference_update(executors)
        return 3

    until(lambda: alive.sweep(lambda: busy, take_over) == 3)
    assert swept == ["dead"]
    assert alive.sweep(lambda: busy, take_over) == 0
    alive.leave()
    assert names(sessions) == []


def test_one_that_could_not_say_that_it_lives_leaves_its_own_work_alone(sessions: SyncSessions) -> None:
    Liveness(sessions, "dead", timedelta(0)).beat()
    late = Liveness(sessions, "late", timedelta(0))
    late.beat()
    swept: list[str] = []

    def take_over(executors: Sequence[str]) -> int:
        swept.extend(executors)
        return len(executors)

    assert late.sweep(lambda: {"dead", "late"}, take_over) == 1
    assert swept == ["dead"]


def test_two_never_sweep_at_once(sessions: SyncSessions) -> None:
    Liveness(sessions, "dead", timedelta(0)).beat()
    inside, go_on = threading.Event(), threading.Event()

    def slowly(_: Sequence[str]) -> int:
        inside.set()
        assert go_on.wait(30)
        return 1

    results: list[int] = []
    first = threading.Thread(
        target=lambda: results.append(Liveness(sessions, "a", timedelta(0)).sweep(dead, slowly))
    )
    first.start()
    assert inside.wait(30)
    assert Liveness(sessions, "b", timedelta(0)).sweep(dead, lambda _: 9) == 0
    go_on.set()
    first.join()
    assert results == [1]


def test_a_take_over_that_fails_is_tried_again(sessions: SyncSessions) -> None:
    Liveness(sessions, "dead", timedelta(0)).beat()
    other = Liveness(sessions, "other", timedelta(0))

    def fail(_: Sequence[str]) -> int:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        other.sweep(dead, fail)
    assert names(sessions) == ["dead"]
    assert other.sweep(dead, len) == 1


def test_what_a_sweep_missed_the_next_one_takes_over(sessions: SyncSessions) -> None:
    Liveness(sessions, "dead", timedelta(0)).beat()
    other = Liveness(sessions, "other", timedelta(0))
    assert [other.sweep(dead, lambda _: 0), other.sweep(dead, len)] == [0, 1]
    assert names(sessions) == []


def test_one_that_was_only_suspended_comes_back(sessions: SyncSessions) -> None:
    suspended = Liveness(sessions, "suspended", timedelta(0))
    suspended.beat()
    assert Liveness(sessions, "other", timedelta(0)).sweep(lambda: {"suspended"}, len) == 1
    suspended.beat()
    assert names(sessions) == ["suspended"]


def test_each_says_which_release_it_is(sessions: SyncSessions) -> None:
    Liveness(sessions, "new", timedelta(0)).beat()
    with sessions.system.read() as session:
        assert session.scalars(select(Worker.version)).all() == [__version__]


def test_no_two_processes_have_one_name() -> None:
    assert fresh_executor_id("host") != fresh_executor_id("host")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_worker_had_in_work_is_done_by_another(tmp_path: Path, postgres_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    with queueing.launched():
        batch, _ = queueing.submit(*["x"] * COUNT)
        with working(tmp_path / "a", tmp_path / "files", postgres_url, "slow") as victim:
            until(lambda: any(status is DocumentStatus.PROCESSING for status, _, _ in queueing.states(batch)))
            victim.kill()
            victim.wait(20)
        assert queueing.batch_status(batch) not in FINAL_BATCH
        with working(tmp_path / "b", tmp_path / "files", postgres_url, "null") as successor:
            until(lambda: queueing.batch_status(batch) in FINAL_BATCH)
            successor.send_signal(signal.SIGTERM)
            assert successor.wait(20) == 0
        assert queueing.batch_status(batch) is BatchStatus.COMPLETED
        usage = queueing.usage(batch)
        assert usage == {
            "reserved": 0,
            "used": COUNT * PAGES,
            "documents": COUNT,
            "ledger": COUNT * PAGES,
            "results": COUNT,
        }
        assert names(queueing.sessions) == []


def dead() -> set[str]:
    return {"dead"}


def names(sessions: SyncSessions) -> list[str]:
    with sessions.system.read() as session:
        return list(session.scalars(select(Worker.executor_id)))


@contextmanager
def working(folder: Path, files: Path, url: str, engine: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker process of its own, on the files of another one."""
    folder.mkdir()
    (folder / "files").symlink_to(files, target_is_directory=True)
    environment = {
        **os.environ,
        "INGESTIO_ENGINE": engine,
        "INGESTIO_WORKERS": "1",
        "INGESTIO_DATABASE_URL": url,
        "INGESTIO_DEAD_AFTER": "2",
    }
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", "worker", "--data-dir", folder]
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment) as process:
        yield process
        process.kill()
