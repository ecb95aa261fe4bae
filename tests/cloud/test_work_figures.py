"""What a worker tells of itself: its figures, whether it lives and whether it is ready."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

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
from ingestio_core.errors import MachineError

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
    figures.given_up()
    figures.child_ended(ChildEnd.TOO_LARGE)
    figures.swept(deaths=2, recovered=9)
    figures.swept(deaths=0, recovered=0)
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
