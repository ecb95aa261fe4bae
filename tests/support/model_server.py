"""A provider of models on a loopback port: it speaks OpenAI's, Gemini's and Anthropic's protocols, and
misbehaves as told."""

import json
import re
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any, Final

from tests.support.model_protocols import (
    INPUT_TOKENS,
    KEY,
    MODEL,
    OUTPUT_TOKENS,
    Asked,
    Dialect,
    dialect_of,
)
from tests.support.model_reader import read_as_a_model

__all__ = [
    "BUSY",
    "GOOD",
    "INPUT_TOKENS",
    "KEY",
    "MODEL",
    "OUTPUT_TOKENS",
    "Change",
    "ModelServer",
    "Reply",
    "running_model_server",
]

_LINES: Final = re.compile(r"^Lines (\d+) to (\d+):$", re.MULTILINE)

Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Reply:
    """How one question is answered. A `status` other than 200 is an error of this `code`, `param` and
    `message`, with `headers`; `text` stands instead of what a good model reads, `change` changes that;
    `hang` gives no answer before the server is closed or `let_go`, `drip` a blank at a time, `reset`
    breaks the connection in the middle of the answer."""

    status: int = 200
    code: str | None = None
    param: str | None = None
    message: str = "no"
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    change: Change | None = None
    finish: str = "stop"
    raw: bytes | None = None
    hang: bool = False
    drip: bool = False
    reset: bool = False


GOOD: Final = Reply()
BUSY: Final = Reply(429, code="rate_limit_exceeded")


class ModelServer:
    """`replies` are used up in their order, then `usual` answers. `asked` has the body of each question,
    `questions` what it says and `times` when it came; `at_once` is the most of them that were answered at
    one time. `root` is the address that all protocols begin at, `url` OpenAI's."""

    def __init__(self) -> None:
        self.root = ""
        self.url = ""
        self.replies: deque[Reply] = deque()
        self.usual = GOOD
        self.asked: list[dict[str, Any]] = []
        self.questions: list[Asked] = []
        self.times: list[float] = []
        self.paths: list[str] = []
        self.at_once = 0
        self.by_text: dict[str, list[Reply]] = {}
        """Replies for questions that hold a text, before all others; the last one stays."""
        self.cuts: Callable[[int, int], bool] = lambda first, last: False
        """Whether the answer about the lines from the first to the last one is cut off."""
        self.closing = threading.Event()
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._now = 0

    @property
    def count(self) -> int:
        """How many questions came."""
        return self.asked_about("")

    def asked_about(self, text: str) -> int:
        """How many questions came that hold a text."""
        with self._lock:
            return sum(text in one.user for one in self.questions)

    def let_go(self) -> None:
        """Answer what hangs."""
        self.released.set()

    def reply(self, body: dict[str, Any], asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(body)
            self.questions.append(asked)
            self.times.append(monotonic())
            self._now += 1
            self.at_once = max(self.at_once, self._now)
            for text, replies in self.by_text.items():
                if text in asked.user:
                    return replies.pop(0) if len(replies) > 1 else replies[0]
            return self.replies.popleft() if self.replies else self.usual

    def answered(self) -> None:
        with self._lock:
            self._now -= 1


@contextmanager
def running_model_server() -> Iterator[ModelServer]:
    """A server until the end of the block."""
    state = ModelServer()

    class Handler(_Handler):
        server_state = state

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        state.root = f"http://127.0.0.1:{server.server_address[1]}"
        state.url = f"{state.root}/v1"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="model-server")
        thread.start()
        try:
            yield state
        finally:
            state.closing.set()
            state.released.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: ModelServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server_state.paths.append(self.path)
        dialect = dialect_of(self.path)
        if self._allowed(dialect):
            known = MODEL in self.path or self.path.endswith("/models")
            answer = dialect.models() if known else dialect.error(404, "not_found", None, "no")
            self._send(200 if known else 404, answer)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server_state.paths.append(self.path)
        dialect = dialect_of(self.path)
        if not self._allowed(dialect):
            return
        asked = dialect.asked(body)
        reply = self.server_state.reply(body, asked)
        try:
            self._answer(reply, body, dialect, asked)
        except OSError:
            self.close_connection = True
        finally:
            self.server_state.answered()

    def _answer(self, reply: Reply, body: dict[str, Any], dialect: Dialect, asked: Asked) -> None:
        if reply.hang:
            self.server_state.released.wait()
        if reply.drip:
            self._drip()
        elif reply.raw is not None:
            self._send_bytes(200, reply.raw, {})
        elif reply.status != 200:
            error = dialect.error(reply.status, reply.code, reply.param, reply.message)
            self._send(reply.status, error, reply.headers)
        else:
            text = _text(reply, asked)
            lines = _LINES.search(asked.user)
            if lines is not None and self.server_state.cuts(int(lines[1]), int(lines[2])):
                text, reply = text[: len(text) // 2], replace(reply, finish="length")
            self._send(200, dialect.answer(text, reply.finish, body), {}, cut=reply.reset)

    def _allowed(self, dialect: Dialect) -> bool:
        if dialect.is_allowed({name.lower(): value for name, value in self.headers.items()}):
            return True
        self._send(401, dialect.error(401, "invalid_api_key", None, "Incorrect API key provided"))
        return False

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "100000")
        self.end_headers()
        while not self.server_state.closing.wait(0.05):
            self.wfile.write(b" ")

    def _send(
        self, status: int, body: object, headers: Mapping[str, str] | None = None, *, cut: bool = False
    ) -> None:
        self._send_bytes(status, json.dumps(body).encode(), headers or {}, cut=cut)

    def _send_bytes(
        self, status: int, content: bytes, headers: Mapping[str, str], *, cut: bool = False
    ) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if cut:
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            # Closed without lingering, a socket is reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        else:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        return None


def _text(reply: Reply, asked: Asked) -> str:
    """What is told, or what a good model reads."""
    if reply.text is not None:
        return reply.text
    content = read_as_a_model(asked.user, asked.schema or {"properties": {}})
    if reply.change is not None:
        reply.change(content)
    return json.dumps(content)
