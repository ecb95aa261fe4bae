"""Keep the embedded service running: start it, start it again when it ends, stop it."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import structlog

from ingestio_client.embedded import EmbeddedService
from ingestio_client.paths import service_folder, service_log
from ingestio_core.errors import IngestError, ProgramError

_LOOK_SECONDS: Final = 2.0
_RETRY_SECONDS: Final = (1.0, 2.0, 5.0, 10.0, 30.0)

log = structlog.get_logger(__name__)


class Supervisor:
    """One thread that stays as long as the service: on Linux the kernel ends the service with the
    thread that started it. The callbacks run in that thread."""

    def __init__(
        self,
        data: Path,
        *,
        starting: Callable[[], None],
        ready: Callable[[str, str], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        """`data` is the person's data folder; `ready` hears the base URL and the token."""
        self._data = data
        self._starting = starting
        self._ready = ready
        self._failed = failed
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._service: EmbeddedService | None = None
        self._address: tuple[str, str] | None = None
        self._thread = threading.Thread(target=self._run, name="embedded-service", daemon=True)

    @property
    def pid(self) -> int | None:
        """Of the service while it runs."""
        service = self._service
        return service.pid if service is not None else None

    @property
    def address(self) -> tuple[str, str] | None:
        """Base URL and token of the service while it is ready."""
        return self._address

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the service and join the thread. Safe to call twice."""
        self._stopping.set()
        self._events.put("stop")
        service = self._service
        if service is not None:
            # Also ends a wait for a service that is still starting.
            service.stop()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._starting()
            try:
                failures = 0 if self._serve() else failures + 1
            except IngestError as error:
                failures += 1
                if not self._stopping.is_set():
                    log.warning("the service did not start", code=error.code)
                    self._failed(error)
            except Exception as error:
                # The edge of the thread: shown as its state.
                failures += 1
                log.exception("the service could not be started")
                self._failed(_unexpected(error))
            if not self._stopping.is_set():
                self._stopping.wait(_RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)])

    def _serve(self) -> bool:
        """Run the service until it ends or is to end; true if it was ready once."""
        service = EmbeddedService.launch(
            service_folder(self._data), service_log(self._data), on_exit=lambda _: self._events.put("exit")
        )
        self._service = service
        if self._stopping.is_set():
            # `stop` came while the process was made, and did not see it.
            service.stop()
            return False
        try:
            base_url = service.wait_ready()
            if self._stopping.is_set():
                return False
            self._address = base_url, service.token
            self._ready(base_url, service.token)
            self._wait_for_end(service)
            return True
        finally:
            self._service = self._address = None
            service.stop()

    def _wait_for_end(self, service: EmbeddedService) -> None:
        while True:
            try:
                event = self._events.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                # One that ended in the moment it became ready tells nobody.
                if service.running:
                    continue
                event = "exit"
            if event == "exit":
                log.warning("the service ended by itself")
            return


class Listener(Protocol):
    """Whoever has to know how the service is. Called in a thread of ours."""

    def service_starting(self) -> None: ...
    def service_ready(self, base_url: str, token: str) -> None: ...
    def service_failed(self, error: IngestError) -> None: ...


class LocalService:
    """The embedded service as one account uses it: started when it is first in use, kept until the window
    ends. Work of This computer goes on while another account is in use, and coming back waits for nothing."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._supervisor: Supervisor | None = None
        self._listener: Listener | None = None
        self._told: Callable[[Listener], None] = _tell_starting

    @property
    def supervisor(self) -> Supervisor | None:
        """None before it was first in use."""
        return self._supervisor

    def attach(self, listener: Listener) -> None:
        """Tell this one how it is, at once and from now on."""
        with self._lock:
            self._listener = listener
            self._told(listener)
            if self._supervisor is None:
                self._supervisor = Supervisor(
                    self._data, starting=self._starting, ready=self._ready, failed=self._failed
                )
                self._supervisor.start()

    def detach(self) -> None:
        """Tell nobody any more."""
        with self._lock:
            self._listener = None

    def stop(self) -> None:
        """End the service. Safe to call twice."""
        self.detach()
        if self._supervisor is not None:
            self._supervisor.stop()

    def _starting(self) -> None:
        self._tell(_tell_starting)

    def _ready(self, base_url: str, token: str) -> None:
        self._tell(lambda listener: listener.service_ready(base_url, token))

    def _failed(self, error: IngestError) -> None:
        self._tell(lambda listener: listener.service_failed(error))

    def _tell(self, telling: Callable[[Listener], None]) -> None:
        with self._lock:
            self._told = telling
            if self._listener is not None:
                telling(self._listener)


def _tell_starting(listener: Listener) -> None:
    listener.service_starting()


def _unexpected(error: Exception) -> ProgramError:
    return ProgramError(
        "service_start_failed",
        "The service on this computer could not be started",
        f"Starting it ended with {type(error).__name__}. Start IngestIO again; "
        "if it happens again, please report it.",
    )
