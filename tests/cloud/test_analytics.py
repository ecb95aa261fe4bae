"""What is told to PostHog: that a batch was made, and nothing that is in it."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ingestio_cloud.integrations import analytics as analytics_module
from ingestio_cloud.integrations.analytics import Analytics
from ingestio_cloud.settings import Accounts
from ingestio_core.lifecycle import PromptStrategy
from tests.cloud.served import Served, batch_request, served
from tests.support.people import person
from tests.support.waiting import until

KEY = "phc_of_these_tests"


class PostHog:
    """PostHog's batch endpoint (https://posthog.com/docs/api/capture#batch-events)."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self.status = 200
        self.answers = threading.Event()
        self.answers.set()
        self.called = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="posthog")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self.answers.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        posthog = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                return

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                posthog.called.set()
                posthog.answers.wait()
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                content = json.loads(body)
                if posthog.status == 200 and self.path == "/batch/":
                    posthog.keys.add(content["api_key"])
                    posthog.events.extend(content["batch"])
                self.send_response(posthog.status)
                self.end_headers()
                self.wfile.write(b'{"status": 1}')

        return Handler


@pytest.fixture
def posthog() -> Iterator[PostHog]:
    made = PostHog()
    yield made
    made.close()


@contextmanager
def hosted(folder: Path, posthog: PostHog, **more: Any) -> Iterator[Served]:
    settings = {"accounts": Accounts.OWN, "posthog_key": KEY, "posthog_host": posthog.url, **more}
    with served(folder, **settings) as service:
        yield service


def test_a_new_batch_is_told_once_without_contents(tmp_path: Path, posthog: PostHog) -> None:
    with hosted(tmp_path, posthog) as service:
        who = person(service.sessions, service.url, unlimited=True)
        named = batch_request(b"a", b"b", name="May", prompt_strategy="global", prompt="secret words")
        unnamed = batch_request(b"c")
        for request in (named, named, unnamed):
            assert who.http.post("/v1/batches", json=request).is_success
        who.http.post("/v1/batches", json={**unnamed, "name": "another"})
        until(lambda: len(posthog.events) >= 2)
        who.close()
    told = {event["properties"]["batch_id"]: event for event in posthog.events}
    assert len(posthog.events) == len(told) == 2
    assert posthog.keys == {KEY}
    assert {event["event"] for event in told.values()} == {"batch_created"}
    assert {event["distinct_id"] for event in told.values()} == {str(who.user_id)}
    wanted = ("batch_name", "file_count", "page_count", "prompt_strategy")
    assert [told[named["id"]]["properties"][name] for name in wanted] == ["May", 2, 2, "global"]
    assert [told[unnamed["id"]]["properties"][name] for name in wanted] == ["Untitled Batch", 1, 1, "auto"]
    everything = json.dumps(posthog.events)
    for secret in ("secret words", named["documents"][0]["filename"], "example.org"):
        assert secret not in everything


def test_what_cannot_be_told_keeps_nobody_waiting(tmp_path: Path, posthog: PostHog) -> None:
    posthog.answers.clear()
    with hosted(tmp_path, posthog) as service:
        who = person(service.sessions, service.url, unlimited=True)
        assert who.http.post("/v1/batches", json=batch_request(b"a")).status_code == 201
        assert posthog.called.wait(20)
        assert who.http.post("/v1/batches", json=batch_request(b"b")).status_code == 201
        posthog.status = 500
        posthog.answers.set()
        assert who.http.post("/v1/batches", json=batch_request(b"c")).status_code == 201
        who.close()
    assert posthog.events == []


def test_nothing_is_told_of_an_embedded_service(tmp_path: Path, posthog: PostHog) -> None:
    with hosted(tmp_path, posthog, accounts=Accounts.OFF) as service:
        service.create(b"a")
    assert not posthog.called.is_set()


def test_the_end_does_not_wait_for_long(posthog: PostHog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analytics_module, "_CLOSE_SECONDS", 0.2)
    posthog.answers.clear()
    analytics = Analytics(KEY, posthog.url)
    analytics.batch_created(
        uuid4(), batch_id=uuid4(), name=None, files=1, pages=1, strategy=PromptStrategy.AUTO
    )
    assert posthog.called.wait(20)
    analytics.close()
    assert posthog.events == []
