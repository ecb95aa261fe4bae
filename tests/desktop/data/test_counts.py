"""Counts are sent only when they are turned on and there is an address, once a day, and never more than is
shown."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ingestio_desktop.flows.counts import CountsFlow
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.workers.io_thread import IoThread


class Collector(HTTPServer):
    """What arrived, and with which headers. Answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 204

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self.server.bodies.append(json.loads(self.rfile.read(length)))
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def counts(store: Store, settings: SettingsFile) -> Iterator[CountsFlow]:
    io = IoThread()
    io.start()
    flow = CountsFlow(store, io, settings, "1.2.3")
    yield flow
    flow.close()
    io.close()


def test_nothing_is_sent_while_it_is_off_or_there_is_no_address(
    counts: CountsFlow, settings: SettingsFile, collector: Collector
) -> None:
    settings.change(telemetry_address=collector.url)
    assert counts.send_if_wanted().result(30) is False
    settings.change(telemetry_address=None, telemetry=True)
    assert counts.send_if_wanted().result(30) is False
    assert collector.bodies == []


def test_what_is_sent_is_what_is_shown_once_a_day(
    counts: CountsFlow, settings: SettingsFile, collector: Collector
) -> None:
    shown = counts.preview().result(30)
    assert set(shown) == {
        *("version", "system", "python", "batches", "documents"),
        *("documents_confirmed", "documents_failed"),
    }
    day = datetime.now(UTC).date()
    settings.change(telemetry_address=collector.url, telemetry_day=day - timedelta(days=1))
    sent = threading.Event()
    settings.changed.subscribe(lambda now: sent.set() if now.telemetry_day == day else None)
    settings.change(telemetry=True)
    assert sent.wait(30)
    assert collector.bodies == [shown]
    assert not {"authorization", "cookie"} & collector.headers[0].keys()
    assert collector.headers[0]["user-agent"] == "IngestIO"
    assert counts.send_if_wanted().result(30) is False
    assert len(collector.bodies) == 1


def test_an_address_that_refuses_is_asked_again_another_day(
    counts: CountsFlow, settings: SettingsFile, collector: Collector
) -> None:
    collector.status = 500
    settings.change(telemetry_address=collector.url)
    done = threading.Event()
    settings.changed.subscribe(lambda now: done.set() if now.telemetry_day else None)
    settings.change(telemetry=True)
    assert done.wait(30)
    assert counts.send_if_wanted().result(30) is False
    assert len(collector.bodies) == 1
