"""ClamAV's daemon for tests: Debian's own where it is installed, with one signature made here, else
a server that speaks its protocol; and a server of it that misbehaves."""

import shutil
import socket
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.support.waiting import until

_HALVES: Final = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
SIGNATURE: Final = "Eicar-Test-Signature"


def eicar() -> bytes:
    """The test file of the anti-virus industry (eicar.org), put together here so that no scanner
    minds this file."""
    return "".join(_HALVES).encode()


@contextmanager
def clamd(folder: Path, *, stream_max: int = 64 << 20) -> Iterator[str]:
    """A daemon that knows one virus, and its URL. `stream_max` is the longest stream in bytes."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        with speaking(Speech(stream_max)) as url:
            yield url
        return
    with _daemon(program, folder, stream_max) as url:
        yield url


@dataclass(frozen=True, slots=True)
class Speech:
    """How the server of our own behaves. `silent`: it takes all and never answers; `answer`: what it
    says whatever it was given."""

    stream_max: int = 64 << 20
    silent: bool = False
    answer: str | None = None


@contextmanager
def speaking(speech: Speech, port: int = 0) -> Iterator[str]:
    """A server that speaks clamd's protocol, and its URL."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            _speak(self, speech)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="clamd")
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _speak(handler: Any, speech: Speech) -> None:
    command = _until_zero(handler.rfile)
    if command == b"zPING":
        handler.wfile.write(b"PONG\0")
    elif command == b"zINSTREAM":
        content = bytearray()
        while length := int.from_bytes(handler.rfile.read(4), "big"):
            content += handler.rfile.read(length)
            if len(content) > speech.stream_max:
                handler.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        if speech.silent:
            handler.rfile.read(1)
            return
        found = f"stream: {SIGNATURE} FOUND" if eicar() in content else "stream: OK"
        handler.wfile.write(f"{speech.answer or found}\0".encode())
    else:
        handler.wfile.write(b"UNKNOWN COMMAND\0")


def _until_zero(stream: Any) -> bytes:
    line = b""
    while (byte := stream.read(1)) not in (b"", b"\0"):
        line += byte
    return line


@contextmanager
def _daemon(program: str, folder: Path, stream_max: int) -> Iterator[str]:
    database = folder / "signatures"
    database.mkdir(parents=True)
    (database / "eicar.ndb").write_text(f"{SIGNATURE}:0:*:{eicar().hex()}\n")
    with TemporaryDirectory(prefix="clamd-") as short:
        # The path of a socket may have about a hundred bytes only, so it cannot be in the test's folder.
        address = Path(short) / "socket"
        config = folder / "clamd.conf"
        config.write_text(
            f"LocalSocket {address}\nDatabaseDirectory {database}\nForeground yes\nDisableCache yes\n"
            f"StreamMaxLength {stream_max}\nLogFile {folder / 'clamd.log'}\nMaxThreads 4\n"
        )
        daemon = subprocess.Popen(
            [program, f"--config-file={config}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            until(lambda: _listens(address) or daemon.poll() is not None)
            assert daemon.poll() is None, (folder / "clamd.log").read_text()
            yield f"unix://{address}"
        finally:
            daemon.terminate()
            daemon.wait(30)


def _listens(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(address))
        except OSError:
            return False
    return True
