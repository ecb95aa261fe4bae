"""What a worker tells of itself: its figures, whether it lives and whether it is ready."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Worker
from ingestio_cloud.healthy import answers
from ingestio_cloud.settings import Role, Settings
from ingestio_cloud.telemetry.metrics import exposition
from ingestio_cloud.telemetry.server import Answers, OperationsServer
from ingestio_cloud.telemetry.work import (
    ChildEnd,
    Fleet,
    Lane,
    Load,
    ModelOutcome,
    WorkFigures,
    fleet_families,
)
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_cloud.workflows.figures import FleetFigures
from ingestio_core import __version__
from ingestio_core.errors import MachineError
from ingestio_core.lifecycle import FINAL_BATCH
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
Figures = dict[tuple[str, ...], float]


def parsed(text: bytes | str) -> Figures:
    text = text if isinstance(text, str) else text.decode()
    return {
        (sample.name, *sorted(f"{name}={value}" for name, value in sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_each_thing_that_happens_has_its_figure() -> None:
    figures = WorkFigures()
    figures.begun()
    figures.begun()
    figures.finished("local", pages=3, seconds=0.4)
    figures.failed("extraction_timeout")
    figures.put_off("storage")
    figures.failed("given_up")
    figures.child_ended(ChildEnd.TOO_LARGE)
    figures.swept()
    figures.swept()
    figures.found_dead(2, recovered=9)
    figures.reconciled(4)
    figures.model_call("openai", ModelOutcome.RATE_LIMITED, 0.3)
    figures.model_call("openai", ModelOutcome.ANSWERED, 2.0, tokens_in=900, tokens_out=80)
    told = parsed(exposition(figures.registry))
    assert told["ingestio_work_begun_total",] == 2
    assert told["ingestio_work_finished_total", "engine=local"] == 1
    assert told["ingestio_pages_read_total", "engine=local"] == 3
    assert told["ingestio_reading_seconds_sum", "engine=local"] == 0.4
    assert told["ingestio_work_failed_total", "code=extraction_timeout"] == 1
    assert told["ingestio_work_put_off_total", "reason=storage"] == 1
    assert told["ingestio_work_given_up_total",] == 1
    assert told["ingestio_child_ends_total", "reason=too_large"] == 1
    assert told["ingestio_child_ends_total", "reason=crashed"] == 0
    assert (told["ingestio_worker_deaths_total",], told["ingestio_work_recovered_total",]) == (2, 9)
    assert (told["ingestio_sweeps_total",], told["ingestio_work_reconciled_total",]) == (2, 4)
    assert told["ingestio_model_calls_total", "outcome=rate_limited", "provider=openai"] == 1
    assert told["ingestio_model_tokens_total", "provider=openai", "way=in"] == 900
    assert told["ingestio_model_seconds_count", "provider=openai"] == 2


def test_what_is_in_hand_is_asked_at_every_look() -> None:
    now = Load()
    figures = WorkFigures()
    figures.watch_load(lambda: now)
    assert parsed(exposition(figures.registry))["ingestio_children",] == 0
    now = Load(in_work=2, waiting_turn=5, put_off=1, children=(300, 500), heartbeat_age_seconds=2.5)
    told = parsed(exposition(figures.registry))
    assert (told["ingestio_in_work",], told["ingestio_waiting_turn",]) == (2, 5)
    assert told["ingestio_waiting_put_off",] == 1
    assert told["ingestio_children",] == 2
    assert told["ingestio_children_memory_bytes",] == 800
    assert told["ingestio_child_largest_memory_bytes",] == 500
    assert told["ingestio_heartbeat_age_seconds",] == 2.5


def test_lanes_and_workers_are_told_by_name_and_version() -> None:
    fleet = Fleet({"documents:plus": Lane(7, 61.5)}, {"1.2.0": 3})
    told = parsed(exposition(WorkFigures().registry, fleet_families(fleet)))
    assert told["ingestio_lane_length", "lane=documents:plus"] == 7
    assert told["ingestio_lane_oldest_seconds", "lane=documents:plus"] == 61.5
    assert told["ingestio_workers", "version=1.2.0"] == 3


def test_labels_that_come_from_elsewhere_stay_few() -> None:
    figures = WorkFigures()
    for number in range(1_000):
        figures.failed(f"code_{number}")
        figures.model_call(f"provider_{number}", ModelOutcome.ANSWERED, 0.1)
    told = parsed(exposition(figures.registry))
    failed = {name: value for name, value in told.items() if name[0] == "ingestio_work_failed_total"}
    assert len(failed) == 101
    assert failed["ingestio_work_failed_total", "code=other"] == 900
    assert sum(name[0] == "ingestio_model_calls_total" for name in told) == 101


@contextmanager
def answering(
    token: str | None = None, checks: dict[str, str] | None = None, host: str = "127.0.0.1"
) -> Iterator[OperationsServer]:
    given = {"database": "ok"} if checks is None else checks
    served = OperationsServer(host, 0, Answers(lambda: given, lambda: b"figures 1\n", token))
    with closing(served):
        yield served


def test_readiness_says_what_fails() -> None:
    checks = {"database": "ok", "storage": "ok"}
    with answering(checks=checks) as server, httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as http:
        assert http.get("/readyz").json() == {"status": "ready", "checks": checks}
        checks["storage"] = "failed"
        answer = http.get("/readyz")
        assert (answer.status_code, answer.json()["checks"]["storage"]) == (503, "failed")
        assert answer.headers["Retry-After"] == "10"
        assert http.get("/healthz").json() == {"status": "ok"}
        assert http.get("/v1/batches").status_code == 404
        assert http.post("/metrics").status_code == 501


def test_figures_of_a_worker_are_for_this_machine_or_for_who_has_the_token() -> None:
    with answering() as server:
        url = f"http://127.0.0.1:{server.port}/metrics"
        assert httpx.get(url).text == "figures 1\n"
        assert httpx.get(url, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
    with answering("the-token-of-the-monitoring") as server:
        url = f"http://127.0.0.1:{server.port}/metrics"
        assert httpx.get(url).status_code == 401
        assert httpx.get(url, headers={"Authorization": "Bearer ungültig".encode()}).status_code == 401
        headers = {"Authorization": "Bearer the-token-of-the-monitoring"}
        assert httpx.get(url, headers=headers).status_code == 200
        assert httpx.get(url.replace("metrics", "healthz")).status_code == 200


def test_those_who_are_silent_keep_nobody_from_asking() -> None:
    with answering() as server:
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(10)]
        assert httpx.get(f"http://127.0.0.1:{server.port}/healthz").status_code == 200
        for connection in silent:
            connection.close()


def test_a_port_that_is_taken_is_said() -> None:
    with (
        answering() as server,
        pytest.raises(MachineError, match="INGESTIO_METRICS_PORT") as caught,
    ):
        OperationsServer("127.0.0.1", server.port, Answers(dict, bytes, None))
    assert caught.value.code == "port_in_use"


def test_a_worker_is_asked_at_the_port_of_its_figures() -> None:
    with answering() as server:
        worker = Settings(role=Role.WORKER, metrics_port=server.port)
        assert answers(worker)
        assert not answers(Settings(role=Role.ALL, metrics_port=server.port, port=1))
    assert not answers(worker)
    assert not answers(Settings(role=Role.WORKER))


@contextmanager
def worker(folder: Path, url: str) -> Iterator[tuple[httpx.Client, "subprocess.Popen[bytes]"]]:
    """A real worker that reads nothing, and how to ask it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
    variables = {
        "INGESTIO_ENGINE": "null",
        "INGESTIO_WORKERS": "1",
        "INGESTIO_METRICS_PORT": "0",
        "INGESTIO_DATABASE_URL": url,
    }
    log = folder / "worker.log"
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", "worker", "--data-dir", str(folder)]
    with (
        log.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, env={**clean, **variables}, stderr=file) as process,
    ):
        try:
            until(lambda: '"answering"' in log.read_text())
            port = re.search(r'"port": (\d+)', log.read_text())
            assert port is not None
            with httpx.Client(base_url=f"http://127.0.0.1:{port[1]}", timeout=10) as http:
                yield http, process
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to stop a worker with")
def test_a_worker_tells_what_it_does(tmp_path: Path, postgres_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    with queueing.launched():
        queueing.submit(*["x"] * 3)
        batch, _ = queueing.submit("x")
        missing, (lost,) = queueing.submit("x")
        queueing.blobs.delete_now(f"files/{lost}")
        with worker(tmp_path, postgres_url) as (http, process):
            until(lambda: all(queueing.batch_status(one) in FINAL_BATCH for one in (batch, missing)))
            until(lambda: parsed(http.get("/metrics").text)["ingestio_work_begun_total",] == 5)
            until(lambda: parsed(http.get("/metrics").text)["ingestio_in_work",] == 0)
            told = parsed(http.get("/metrics").text)
            assert told["ingestio_work_finished_total", "engine=null"] == 4
            assert told["ingestio_pages_read_total", "engine=null"] == 4
            assert told["ingestio_reading_seconds_count", "engine=null"] == 4
            assert told["ingestio_work_failed_total", "code=file_missing"] == 1
            assert told["ingestio_work_given_up_total",] == 0
            assert told["ingestio_children",] == 1
            assert told["ingestio_child_largest_memory_bytes",] > 1_000_000
            assert told["ingestio_waiting_turn",] == told["ingestio_waiting_put_off",] == 0
            assert 0 <= told["ingestio_heartbeat_age_seconds",] < 30
            assert told["ingestio_sweeps_total",] >= 1
            assert ("ingestio_lane_length", "lane=documents:local") in told
            assert sum(value for name, value in told.items() if name[0] == "ingestio_workers") == 1
            assert told["ingestio_build_info", f"version={__version__}"] == 1
            assert told["ingestio_database_connections", "state=allowed"] > 0
            assert (
                dict.fromkeys(("database", "storage", "engine"), "ok") == http.get("/readyz").json()["checks"]
            )
            assert http.get("/healthz").status_code == 200
            text = http.get("/metrics").text
            assert not any(str(word) in text for word in (batch, lost, queueing.user_of(batch)))
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


def test_lanes_say_how_long_and_since_when(tmp_path: Path, database_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=database_url)
    with queueing.launched():
        queueing.submit(*["x"] * 3)
        queueing.submit("x")
        with queueing.sessions.system.write() as session:
            session.connection().exec_driver_sql(
                f"UPDATE {queueing.runs_table} SET created_at = created_at - 90000"
            )
            session.add(Worker(executor_id="a", started_at=utc_now(), seen_at=utc_now(), version="1.0"))
            session.add(Worker(executor_id="b", started_at=utc_now(), seen_at=utc_now(), version="1.0"))
            long_ago = utc_now() - timedelta(hours=1)
            session.add(Worker(executor_id="c", started_at=long_ago, seen_at=long_ago, version="0.9"))
        now = 0.0
        figures = FleetFigures(queueing.sessions, queueing.url, timedelta(seconds=30), clock=lambda: now)
        assert figures.fleet([]) == Fleet()
        fleet = figures.fleet(["documents:local", "documents:plus"])
        assert fleet.lanes["documents:local"].length == 4
        assert 90 <= fleet.lanes["documents:local"].oldest_seconds < 600
        assert fleet.lanes["documents:plus"] == Lane(0, 0.0)
        assert fleet.workers == ({"1.0": 2} if "postgresql" in database_url else {})
        queueing.submit("x")
        assert figures.fleet(["documents:local"]).lanes["documents:local"].length == 4
        now = 31.0
        assert figures.fleet(["documents:local"]).lanes["documents:local"].length == 5


def test_a_worker_that_cannot_answer_does_not_start(tmp_path: Path, postgres_url: str) -> None:
    with answering() as server:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
        done = subprocess.run(
            [sys.executable, "-m", "ingestio_cloud", "serve", "--role", "worker", "--data-dir", tmp_path],
            cwd=ROOT,
            env={**clean, "INGESTIO_METRICS_PORT": str(server.port), "INGESTIO_DATABASE_URL": postgres_url},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 4
    assert json.loads(done.stderr.splitlines()[-1])["code"] == "port_in_use"
