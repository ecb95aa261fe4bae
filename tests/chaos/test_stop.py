"""Told to end, a process does so within ten seconds and hands on what it has in work, as if never begun;
told twice it ends at once."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa

from ingestio_cloud.db.models import ExtractionJob, Worker
from ingestio_cloud.stopping import ExitCode
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentStatus
from tests.chaos.batch30 import family, gone, readers
from tests.chaos.cluster import REPOSITORY, log_lines
from tests.cloud.conftest import make_pdf
from tests.cloud.pool_engines import by_content
from tests.cloud.served import batch_request
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.people import person
from tests.support.postgres import SETTINGS, installations, new_cluster
from tests.support.uploading import announce, finish, half_sent, offset_of
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")

STOPPED_WITHIN = 10
"""Seconds, as it is promised to whoever runs the service."""
AGES = timedelta(minutes=10)
"""Until a silent process is taken for dead: no test waits for that."""
COUNT = 12


def test_a_busy_worker_hands_its_documents_to_another_at_once(tmp_path: Path, postgres_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    with queueing.launched():
        batch, _ = queueing.submit(*["x"] * COUNT)
        with working(tmp_path, "first", postgres_url) as first:
            until(lambda: in_work(queueing, batch) and len(readers(first.pid)) == 2)
            # One of them hangs: nothing but its end brings it to stop.
            readers(first.pid)[0].suspend()
            with working(tmp_path, "second", postgres_url) as second:
                until(lambda: len(workers(queueing)) == 2)
                end(first)
                assert len(workers(queueing)) == 1
                until(lambda: queueing.batch_status(batch) in FINAL_BATCH)
                end(second)
        assert queueing.batch_status(batch) is BatchStatus.COMPLETED
        assert queueing.usage(batch) == {
            "reserved": 0,
            "used": COUNT * PAGES,
            "documents": COUNT,
            "ledger": COUNT * PAGES,
            "results": COUNT,
        }
        # A stop is no crash: it does not count towards giving a document up.
        assert deaths(queueing, batch) == 0
        assert workers(queueing) == []
    events = {event["event"] for name in ("first", "second") for event in log_lines(tmp_path / f"{name}.log")}
    assert "stopped" in events and "stop_hangs" not in events


def test_a_stop_waits_for_a_database_that_restarts(tmp_path: Path) -> None:
    cluster = new_cluster(installations()[0], {**SETTINGS, "synchronous_commit": "on"})
    try:
        bench = Bench(tmp_path, by_content, workers=1, url=cluster.new_database(), dead_after=AGES)
        # Tests of before may have left a child to those that come after.
        others = set(readers(os.getpid()))
        bench.durable.launch()
        batch, _ = bench.submit("hang")
        until(lambda: in_work(bench, batch))
        cluster.halt()
        stopping = threading.Thread(target=bench.durable.close)
        stopping.start()
        # Its child is ended first, and what it was reading is given back after that.
        until(lambda: not set(readers(os.getpid())) - others)
        cluster.start()
        stopping.join()
        bench.database.dispose()
        with bench.database.connect() as connection:
            runs = connection.exec_driver_sql(f"SELECT status FROM {bench.runs_table}").scalars().all()
        assert runs == ["ENQUEUED"]
        assert deaths(bench, batch) == 0
        bench.close()
    finally:
        cluster.stop()


def test_a_worker_that_is_told_twice_ends_at_once(tmp_path: Path, postgres_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    with queueing.launched():
        batch, _ = queueing.submit(*["x"] * COUNT)
        with working(tmp_path, "worker", postgres_url) as worker:
            until(lambda: in_work(queueing, batch))
            processes = family(worker.pid)
            with queueing.database.begin() as connection:
                # Its row cannot be changed, so it hangs at saying goodbye.
                connection.exec_driver_sql("LOCK TABLE workers, extraction_jobs IN EXCLUSIVE MODE")
                worker.send_signal(signal.SIGTERM)
                until(lambda: not readers(worker.pid))
                assert worker.poll() is None
                worker.send_signal(signal.SIGTERM)
                assert worker.wait(STOPPED_WITHIN) == -signal.SIGTERM
        assert gone(processes)
        # It is as after a crash: another one takes over what it had.
        assert queueing.batch_status(batch) not in FINAL_BATCH


def test_a_stop_that_hangs_is_cut_off() -> None:
    code = (
        "import os, signal, threading; from ingestio_cloud.stopping import Ending; ending = Ending(0.1);"
        "signal.signal(signal.SIGTERM, lambda number, _: ending.tell(number));"
        "os.kill(os.getpid(), signal.SIGTERM); threading.Event().wait()"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False, stderr=subprocess.DEVNULL)
    assert done.returncode == ExitCode.HUNG


def test_an_api_with_open_streams_and_uploads_ends_and_loses_no_byte(
    tmp_path: Path, postgres_url: str
) -> None:
    bench = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    content = make_pdf("big") + b"\n%" + b"x" * 1_000_000
    half = len(content) // 2
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    who = person(bench.sessions, f"http://127.0.0.1:{port}", unlimited=True)
    service = Api(who.http, port)
    with running(tmp_path, "api1", postgres_url, "--role", "api", "--port", str(port)) as api:
        until(lambda: answers(service))
        request = batch_request(content)
        assert who.http.post("/v1/batches", json=request).status_code == 201
        created = announce(service, request["documents"][0]["id"], len(content))
        assert created.status_code == 201, created.text
        where = created.headers["Location"]
        with (
            who.http.stream("GET", "/v1/changes/stream") as stream,
            half_sent(service, where, 0, content[:half], len(content), who.token),
        ):
            assert next(stream.iter_lines())
            until(lambda: some_arrived(tmp_path / "files" / "uploads"))
            end(api)
    with running(tmp_path, "api2", postgres_url, "--role", "api", "--port", str(port)) as api:
        until(lambda: answers(service))
        assert 0 < offset_of(service, where) <= half
        finish(service, where, content)
        end(api)
    who.close()
    bench.close()
    for name in ("api1", "api2"):
        assert log_lines(tmp_path / f"{name}.log")[-1]["event"] == "stopped"


def some_arrived(folder: Path) -> bool:
    """Whether bytes of an upload are on the disk, which are more than what is noted of it."""
    return any(path.stat().st_size > 32_768 for path in folder.rglob("*") if path.is_file())


@dataclass(frozen=True, slots=True)
class Api:
    http: httpx.Client
    port: int


def answers(service: Api) -> bool:
    try:
        return service.http.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def working(folder: Path, name: str, url: str) -> Iterator["subprocess.Popen[bytes]"]:
    with running(folder, name, url, "--role", "worker") as worker:
        yield worker


@contextmanager
def running(folder: Path, name: str, url: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of the service on the files of `folder`, with a log there."""
    command = [sys.executable, "-m", "ingestio_cloud", "serve", *arguments]
    environment = {
        **os.environ,
        "INGESTIO_DATABASE_URL": url,
        "INGESTIO_STORAGE_URL": (folder / "files").as_uri(),
        "INGESTIO_LINK_KEY": "k" * 32,
        "INGESTIO_ACCOUNTS": "own",
        "INGESTIO_ENGINE": "slow",
        "INGESTIO_WORKERS": "2",
        "INGESTIO_DEAD_AFTER": str(int(AGES.total_seconds())),
    }
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--data-dir", str(folder / name)],
            cwd=REPOSITORY,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    with process:
        try:
            yield process
        finally:
            process.kill()


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to, and see that it does, with all that it started."""
    processes = family(process.pid)
    process.send_signal(signal.SIGTERM)
    # The API hands the signal on once it has ended orderly, so that whoever sent it sees it.
    assert process.wait(STOPPED_WITHIN) in (ExitCode.OK, -signal.SIGTERM)
    assert gone(processes[1:])


def in_work(queueing: Bench, batch: UUID) -> bool:
    return any(status is DocumentStatus.PROCESSING for status, _, _ in queueing.states(batch))


def workers(queueing: Bench) -> Sequence[str]:
    with queueing.sessions.system.read() as session:
        return session.scalars(sa.select(Worker.executor_id)).all()


def deaths(queueing: Bench, batch: UUID) -> int | None:
    with queueing.sessions.system.read() as session:
        return session.scalar(
            sa.select(sa.func.sum(ExtractionJob.deaths)).where(ExtractionJob.batch_id == batch)
        )
