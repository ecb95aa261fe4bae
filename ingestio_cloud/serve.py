"""Runs the app on a socket and ends with the process that started it.

Standard output carries one JSON line: `ready` with the port, or `error` with the reason.
"""

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import structlog
import uvicorn
from fastapi import FastAPI

from ingestio_cloud.app import create_app, stop_streams
from ingestio_cloud.connections import GuardedProtocol
from ingestio_cloud.lockfile import FolderLock
from ingestio_cloud.middleware.envelope import MAX_HEADER_BYTES
from ingestio_cloud.settings import Settings
from ingestio_cloud.stopping import STOP_SECONDS, Ending, ExitCode, end_within
from ingestio_cloud.telemetry.tracing import tracer_of
from ingestio_core.errors import IngestError, MachineError

log = structlog.get_logger(__name__)

_PR_SET_PDEATHSIG: Final = 1
_GRACE_SECONDS: Final = 1


def serve(settings: Settings) -> ExitCode:
    """Serve until told to stop. Blocks."""
    try:
        lock = FolderLock(settings.data_dir)
    except IngestError as error:
        _tell_error(error)
        return ExitCode.NOT_STARTED
    try:
        listener = listen(settings.host, settings.port)
    except IngestError as error:
        lock.release()
        _tell_error(error)
        return ExitCode.NOT_STARTED
    try:
        with tracer_of(settings) as tracer:
            app = create_app(settings, tracer=tracer)
            server = _Server(app, server_config(app, settings), listener)
            if settings.exit_with_parent:
                end_with_parent(server.stop)
            # The server means to end the process when the app does not start; the reason is told first.
            with contextlib.suppress(SystemExit):
                asyncio.run(server.serve(sockets=[listener]))
        if server.started:
            return ExitCode.OK
        failure: IngestError | None = getattr(app.state, "failure", None)
        if failure is None:
            return ExitCode.FAILED
        _tell_error(failure)
        return ExitCode.NOT_STARTED
    finally:
        listener.close()
        lock.release()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any. Raises `MachineError` (port_in_use)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends small answers at once instead of 40 ms later.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise MachineError(
            "port_in_use",
            "The service cannot listen",
            f"{host}:{port} cannot be used: {error.strerror}. Choose another port.",
        ) from error
    listener.setblocking(False)
    return listener


def end_with_parent(stop: Callable[[], None], patience: float = STOP_SECONDS) -> None:
    """Call `stop` when standard input ends, which it does however the parent ends; on Linux the
    kernel tells as well. What still runs `patience` seconds later is ended without further ado."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)

    def wait() -> None:
        while os.read(0, 4096):
            pass
        log.info("parent_gone")
        stop()
        end_within(patience)

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()


class _Server(uvicorn.Server):
    """Says when it is ready, and ends open streams before it waits for requests to end."""

    def __init__(self, app: FastAPI, config: uvicorn.Config, listener: socket.socket) -> None:
        super().__init__(config)
        self._app = app
        self._listener = listener
        self._ending = Ending()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._ending.tell(sig)

    def stop(self) -> None:
        """May be called from any thread."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            port = self._listener.getsockname()[1]
            log.info("ready", port=port)
            _tell({"event": "ready", "port": port, "pid": os.getpid()})

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await stop_streams(self._app)
        await super().shutdown(sockets)
        log.info("stopped")


def server_config(
    app: FastAPI, settings: Settings, protocol: type[GuardedProtocol] = GuardedProtocol
) -> uvicorn.Config:
    """How the server treats connections and proxies."""
    return uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        limit_concurrency=settings.max_connections,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=75,
    )


def _tell_error(error: IngestError) -> None:
    log.error("not_started", code=error.code)
    _tell({"event": "error", "code": error.code, "title": error.title, "message": error.message})


def _tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
