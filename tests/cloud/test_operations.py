"""What is told about the service: figures, readiness, logs without contents, traces."""

import asyncio
import gzip
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from ingestio_cloud.db.models import Notification
from ingestio_cloud.db.scope import owned_update
from ingestio_cloud.telemetry.readiness import probe
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, batch_request, metadata, served
from tests.support.browsing import Browser
from tests.support.ending import Owner
from tests.support.mail import mail_server
from tests.support.waiting import until

OCTETS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
TOKEN = "a-token-that-no-log-may-have"
WORDS = "Confidential Grimaldi Invoice 990017 Total 119.00"
FILENAME = "grimaldi-merger-secret.pdf"
EDIT = "Quicksilver Holdings"


def figures(service: Served, **headers: str) -> dict[tuple[str, ...], float]:
    answer = service.http.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sorted(f"{name}={value}" for name, value in sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_the_figures_say_what_is_going_on(service: Served, pdf: bytes) -> None:
    service.create(pdf, pdf)
    batch, (document, _) = service.create(pdf, pdf)
    assert service.upload(document, pdf).status_code == 201
    assert service.http.get(f"/v1/batches/{uuid4()}").status_code == 404
    owner = Owner(service.engine, timedelta(hours=1)).sign_up()
    for _ in range(3):
        owner.end()
    with owner.sessions.of(owner.user).write() as session:
        one = owned_update(Notification, owner.user).where(Notification.id == owner.told()[0].id)
        session.execute(one.values(mail_attempts=1))
    told = figures(service)
    route = ("ingestio_requests_total", "method=POST", "route=/v1/batches", "status=201")
    assert told[route] == 2
    assert told["ingestio_batches", "status=pending_upload"] == 1
    assert told["ingestio_batches", "status=queued"] == 1
    assert told["ingestio_documents", "status=pending_upload"] == 3
    assert told["ingestio_queue_length",] == told["ingestio_documents", "status=uploaded"] == 1
    assert told["ingestio_problems_total", "code=batch_not_found"] == 1
    assert told["ingestio_requests_in_flight",] == 1
    assert told["ingestio_webhooks_waiting",] == 0
    assert (told["ingestio_batch_mails_waiting",], told["ingestio_batch_mails_tried",]) == (3, 1)
    assert told["ingestio_database_connections", "state=allowed"] > 0
    assert ("ingestio_uploads_open_bytes",) in told
    assert any(name[0] == "ingestio_build_info" for name in told)
    assert not any(batch in " ".join(name) for name in told)


def test_figures_are_for_this_machine_or_for_who_has_the_token(tmp_path: Path) -> None:
    with served(tmp_path / "open") as service:
        url = f"{service.url}/metrics"
        assert httpx.get(url).status_code == 200
        assert httpx.get(url, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
    with served(tmp_path / "closed", metrics_token="the-token-of-the-monitoring") as service:
        url = f"{service.url}/metrics"
        assert httpx.get(url).json()["code"] == "not_authenticated"
        headers = {"Authorization": "Bearer the-token-of-the-monitoring"}
        assert httpx.get(url, headers=headers).status_code == 200


def test_readiness_asks_all_that_is_needed(service: Served) -> None:
    assert httpx.get(f"{service.url}/readyz").json() == {
        "status": "ready",
        "checks": {"database": "ok", "storage": "ok", "engine": "ok"},
    }


def test_readiness_names_what_fails(tmp_path: Path) -> None:
    with served(tmp_path) as service:
        files = service.settings.files_dir
        kept = files.rename(tmp_path / "elsewhere")
        files.write_text("no folder")
        answer = httpx.get(f"{service.url}/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, "not_ready")
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["checks"] == {"database": "ok", "storage": "failed", "engine": "ok"}
        assert httpx.get(f"{service.url}/healthz").json() == {"status": "ok"}
        files.unlink()
        kept.rename(files)
        assert httpx.get(f"{service.url}/readyz").status_code == 200


async def test_what_hangs_is_not_ready() -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    assert await probe({"database": hangs}, seconds=0.01) == {"database": "failed"}


@contextmanager
def process(folder: Path, log: Path, **variables: str) -> Iterator[httpx.Client]:
    """The service as a process of its own, everything it says kept in `log`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
    command = [
        sys.executable,
        "-m",
        "ingestio_cloud",
        "serve",
        "--exit-with-parent",
        "--data-dir",
        str(folder),
    ]
    settings = {"INGESTIO_TOKEN": TOKEN, "INGESTIO_LOG_LEVEL": "debug", "INGESTIO_WORKERS": "1"}
    with log.open("wb") as file:
        started = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            env={**clean, **settings, **variables},
        )
    with started:
        assert started.stdout is not None and started.stdin is not None
        try:
            port = json.loads(started.stdout.readline())["port"]
            headers = {"Authorization": f"Bearer {TOKEN}"}
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
                yield client
            started.stdin.close()
            assert started.wait(60) == 0
        finally:
            started.kill()


def scenario(client: httpx.Client) -> list[str]:
    """Most of what can be done to a document; what of it no log may repeat."""
    content = make_pdf(WORDS)
    request = batch_request(
        content, name="Merger of Grimaldi", prompt_strategy="global", prompt="total, iban"
    )
    request["documents"][0]["filename"] = FILENAME
    document = request["documents"][0]["id"]
    assert client.post("/v1/batches", json=request).status_code == 201
    headers = {**OCTETS, "Upload-Length": str(len(content)), **metadata(document)}
    assert client.post("/v1/uploads", content=content, headers=headers).status_code == 201
    assert client.post(f"/v1/batches/{request['id']}/submit").status_code in (200, 409)
    until(lambda: client.get(f"/v1/documents/{document}").json()["status"] == "completed")
    read = client.get(f"/v1/documents/{document}").json()
    edits = {"edits": [{"op": "add", "path": "/vendor_name", "value": EDIT}]}
    edited = client.patch(
        f"/v1/documents/{document}/data", json=edits, headers={"If-Match": f'"{read["version"]}"'}
    )
    assert edited.status_code == 200, edited.text
    export = {"id": str(uuid4()), "format": "csv", "batch_id": request["id"]}
    assert client.post("/v1/exports", json=export).status_code == 201
    until(lambda: client.get(f"/v1/exports/{export['id']}").json()["status"] == "saved")
    link = client.get(f"/v1/exports/{export['id']}").json()["download_url"]
    assert EDIT in client.get(link).text
    assert client.post("/v1/batches", content=f'{{"{EDIT}": '.encode()).status_code == 422
    broken = {"Content-Type": "application/json"}
    assert client.post("/v1/batches", content=f'{{"{EDIT}": '.encode(), headers=broken).status_code == 400
    assert client.post("/v1/field-plans", json={"prompt": [EDIT]}).status_code == 422
    assert client.get("/v1/batches", params={"name": "Grimaldi\0"}).status_code == 422
    assert client.get("/v1/account", headers={"Authorization": f"Bearer {EDIT[:11]}"}).status_code == 401
    assert client.delete(f"/v1/documents/{document}").status_code == 204
    return [TOKEN, WORDS, "Grimaldi", FILENAME, EDIT, "Quicksilver", "total, iban", link.rpartition("=")[2]]


def test_a_log_of_a_whole_scenario_has_no_contents(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with process(tmp_path / "data", log) as client:
        secrets = scenario(client)
    text = log.read_text("utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    requests = [entry for entry in entries if entry["event"] == "request"]
    assert len(requests) > 10 and all(entry["request_id"] for entry in requests)
    assert {"POST", "PATCH", "GET", "DELETE"} <= {entry["method"] for entry in requests}
    assert [secret for secret in secrets if secret.lower() in text.lower()] == []


def test_a_log_of_people_has_no_addresses_and_no_secrets(tmp_path: Path) -> None:
    log, email, password = tmp_path / "log", "ada.grimaldi@example.org", "a correct horse 990017"
    with mail_server(tmp_path, open_relay=True) as post:
        variables = {
            "INGESTIO_ENGINE": "null",
            "INGESTIO_ACCOUNTS": "own",
            "INGESTIO_SMTP_URL": post.plain_url,
        }
        with process(tmp_path / "data", log, **variables) as client:
            browser = Browser(str(client.base_url))
            assert browser.fill("/sign-up", email=email, password=password).status == 200
            link = post.wait_for(email).link
            assert browser.fill("/" + link.split("/", 3)[3], password=password).status == 303
            assert browser.fill("/sign-in", email=email, password="not this one 1").status == 422
            assert browser.fill("/sign-in", email=email, password=password).status == 303
            cookies = list(browser.http.cookies.values())
            assert cookies and browser.fill("/forgot", email=email).status == 200
            browser.close()
    text = log.read_text("utf-8").lower()
    assert '"/sign-in"' in text
    secrets = [email, "grimaldi", password, "not this one", link.rpartition("=")[2], *cookies]
    assert [secret for secret in secrets if secret.lower() in text] == []


class Collector:
    """An OTLP collector that keeps the spans that it is sent."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.services: set[str] = set()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                collector.keep(self.path, body)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, name="collector")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def keep(self, path: str, body: bytes) -> None:
        assert path == "/v1/traces"
        request = ExportTraceServiceRequest.FromString(body)
        for group in request.resource_spans:
            self.services |= {one.value.string_value for one in group.resource.attributes}
            self.spans += [span for scope in group.scope_spans for span in scope.spans]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def collector() -> Iterator[Collector]:
    running = Collector()
    yield running
    running.close()


def test_requests_and_statements_are_traced_without_their_values(
    tmp_path: Path, collector: Collector
) -> None:
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "INGESTIO_ENGINE": "null"}
    with process(tmp_path / "data", tmp_path / "log", **variables) as client:
        client.get(
            "/v1/batches", params={"name": "Grimaldi"}, headers={"traceparent": f"00-{trace}-{parent}-01"}
        )
    names = {span.name for span in collector.spans}
    request = next(span for span in collector.spans if span.name == "GET /v1/batches")
    statements = [span for span in collector.spans if span.parent_span_id == request.span_id]
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == (trace, parent)
    assert {"SELECT"} <= {span.name for span in statements}, names
    assert "ingestio" in collector.services
    told = " ".join(str(span) for span in collector.spans)
    assert "extraction_batches" in told and "Grimaldi" not in told and TOKEN not in told


def test_a_collector_that_is_away_disturbs_nobody(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = f"http://127.0.0.1:{taken.getsockname()[1] + 1}"
    variables = {"INGESTIO_OTEL_ENDPOINT": away, "INGESTIO_ENGINE": "null"}
    with process(tmp_path / "data", tmp_path / "log", **variables) as client:
        assert client.get("/v1/account").status_code == 200
