"""The embedded service as a child process: started, found, stopped, never left behind.

The child ends when the pipe on its standard input does, whatever ends this process; on Linux the
kernel also ends it with the thread that called `launch`, so that must be one that stays.
Nothing heavy is imported here: the window calls this before its first frame.
"""

import contextlib
import json
import os
import queue
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final, Self

from ingestio_core.errors import IngestError, MachineError, ProgramError

DATA_FOLDER_IN_USE: Final = "data_folder_in_use"
"""The code of the error that `wait_ready` raises when another service has the data folder."""

DATA_FOLDER_UNUSABLE: Final = "data_folder_unusable"
"""The code of the error that `launch` raises when the data folder or its log cannot be written."""

_START_SECONDS: Final = 60.0
_GRACE_SECONDS: Final = 3.0
_STOP_SECONDS: Final = 5.0
_OURS: Final = "INGESTIO_"
_PASSED_ON: Final = frozenset({"INGESTIO_ENGINE", "INGESTIO_WORKERS"})
_LOG_BYTES: Final = 5 * 1024 * 1024


class EmbeddedService:
    """A service of this computer, made by `launch`. `token` is its bearer token."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", token: str, log: Path, on_exit: Callable[[int], None] | None
    ) -> None:
        self.token = token
        self._process = process
        self._log = log
        self._on_exit = on_exit
        self._port: int | None = None
        self._stopping = False
        self._first_line: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="embedded-service-output", daemon=True)
        self._reader.start()

    @classmethod
    def launch(cls, data: Path, log: Path, *, on_exit: Callable[[int], None] | None = None) -> Self:
        """Start the service on the data folder `data`, with its log going to the file `log`.

        Returns at once; `wait_ready` says whether it came up. `on_exit` is called with the exit
        code, from a thread of ours, when it was ready and ends without having been asked to. Raises
        `MachineError` (data_folder_unusable, service_start_failed).
        """
        token = secrets.token_urlsafe(32)
        with _log_file(log) as stderr:
            _make_folder(data)
            try:
                process = subprocess.Popen(
                    _command(data),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=stderr,
                    env=_environment(token),
                    **_detached(),
                )
            except OSError as error:
                raise MachineError(
                    "service_start_failed",
                    "The service on this computer could not be started",
                    f"{sys.executable} could not be run: {error.strerror}. Install IngestIO again.",
                ) from error
        return cls(process, token, log, on_exit)

    def wait_ready(self, timeout: float = _START_SECONDS) -> str:
        """Block until the service takes requests, and give its base URL.

        When it does not come up it is stopped, and `IngestError` raised: data_folder_in_use,
        service_start_slow, service_start_failed, or what the service itself said.
        """
        if self._port is None:
            try:
                line = self._first_line.get(timeout=timeout)
                self._port = self._port_of(line)
            except queue.Empty:
                self.stop()
                raise IngestError(
                    "service_start_slow",
                    "The service on this computer did not start in time",
                    f"It was given {timeout:.0f} seconds. Try again; what it did is in {self._log}.",
                    retryable=True,
                ) from None
            except IngestError:
                self.stop()
                raise
        return self.base_url

    @property
    def base_url(self) -> str:
        """Where the service listens; only once it is ready."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """The port on the loopback interface; only once it is ready."""
        assert self._port is not None, "wait_ready comes first"
        return self._port

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End the service and wait for it, 5 seconds at most before it is killed. May be called twice."""
        self._stopping = True
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS - _GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if threading.current_thread() is not self._reader:
            self._reader.join(_STOP_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _read(self) -> None:
        """Keep the pipe empty; its end is the end of the service."""
        assert self._process.stdout is not None
        with self._process.stdout as output:
            self._first_line.put(output.readline())
            while output.read(4096):
                pass
        code = self._process.wait()
        if self._port is not None and not self._stopping and self._on_exit is not None:
            self._on_exit(code)

    def _port_of(self, line: bytes) -> int:
        try:
            event = json.loads(line)
            if event["event"] == "ready":
                return int(event["port"])
            raise IngestError(
                event["code"], event["title"], event["message"], bool(event.get("retryable", False))
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ProgramError(
                "service_start_failed",
                "The service on this computer could not be started",
                f"It ended before it was ready. What it said is in {self._log}; please report this.",
            ) from error


def _command(data: Path) -> list[str]:
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "ingestio_cloud"]
    options = ["--host", "127.0.0.1", "--port", "0", "--data-dir", str(data), "--exit-with-parent"]
    return [*program, "serve", *options]


def _environment(token: str) -> dict[str, str]:
    """Ours with the token. What else is set of the service's own variables is meant for one that
    runs by itself, such as its database; only how it reads is passed on. Python must not take
    modules from the folder that one happens to be in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(_OURS) or name.upper() in _PASSED_ON
    }
    return {**kept, "INGESTIO_TOKEN": token, "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}


def _detached() -> dict[str, Any]:
    """Ctrl+C in a terminal is for us alone: the service is asked to stop when its work is cancelled."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(
            DATA_FOLDER_UNUSABLE,
            "The data folder cannot be used",
            f"“{folder}” could not be made: {error.strerror}. Choose another data folder.",
        ) from error


def _log_file(log: Path) -> IO[bytes]:
    """The log to append to; one that has grown large becomes `.1` first."""
    _make_folder(log.parent)
    try:
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))
        return log.open("ab")
    except OSError as error:
        raise MachineError(
            DATA_FOLDER_UNUSABLE,
            "The log cannot be written",
            f"“{log}” could not be opened: {error.strerror}. Check who owns the folder, or choose another.",
        ) from error
