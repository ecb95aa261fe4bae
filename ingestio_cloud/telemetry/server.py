"""A small server for a process without an API: does it live, is it ready, what are its figures."""

import hmac
import json
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any, Final

import structlog
from prometheus_client import CONTENT_TYPE_LATEST

from ingestio_cloud.telemetry.readiness import OK
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

_IDLE_SECONDS: Final = 5.0
_AT_ONCE: Final = 16
_RETRY_AFTER: Final = "10"
_FORWARDED: Final = ("X-Forwarded-For", "Forwarded", "Via")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is answered. `checks` says `ok` or `failed` for each thing that the process needs; `token`
    is what /metrics is asked with, which only this machine may read where there is none."""

    checks: Callable[[], Mapping[str, str]]
    figures: Callable[[], bytes]
    token: str | None


class OperationsServer:
    """Listens from the beginning and answers in threads of its own. Port 0 takes any; `port` says which.
    Raises `MachineError` (port_in_use)."""

    def __init__(self, host: str, port: int, answers: Answers) -> None:
        try:
            self._server = _Server(host, port, answers)
        except OSError as error:
            raise MachineError(
                "port_in_use",
                "The figures cannot be served",
                f"{host}:{port} cannot be used: {error.strerror}. Set INGESTIO_METRICS_PORT to another port.",
            ) from error
        self.port: Final[int] = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="figures", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer no more. Idempotent."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, answers: Answers) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.answers = answers
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        super().__init__((host, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Whoever comes while too many are answered is hung up on."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is no news; anything else is told."""
        log.warning("figures_not_told", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _IDLE_SECONDS
    protocol_version = "HTTP/1.0"
    server_version = "IngestIO"
    sys_version = ""

    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/healthz":
                self._json(HTTPStatus.OK, {"status": "ok"})
            case "/readyz":
                self._ready()
            case "/metrics" if self._admitted():
                self._answer(HTTPStatus.OK, CONTENT_TYPE_LATEST, self.server.answers.figures())
            case "/metrics":
                self._json(HTTPStatus.UNAUTHORIZED, {"code": "not_authenticated"})
            case _:
                self._json(HTTPStatus.NOT_FOUND, {"code": "not_found"})

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: it is asked every few seconds."""

    def _ready(self) -> None:
        checks = dict(self.server.answers.checks())
        ready = all(outcome == OK for outcome in checks.values())
        self._json(
            HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
            {"status": "ready" if ready else "not_ready", "checks": checks},
        )

    def _admitted(self) -> bool:
        token = self.server.answers.token
        if token is not None:
            given = self.headers.get("Authorization", "")
            return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
        if any(name in self.headers for name in _FORWARDED):
            return False
        return ip_address(self.client_address[0]).is_loopback

    def _json(self, status: HTTPStatus, content: Mapping[str, Any]) -> None:
        self._answer(status, "application/json", json.dumps(content).encode())

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header("Retry-After", _RETRY_AFTER)
        self.end_headers()
        self.wfile.write(content)
