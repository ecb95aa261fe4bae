"""A provider of models on a loopback port: it speaks OpenAI's chat completions, and misbehaves as told."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any, Final

from tests.support.model_reader import read_as_a_model

MODEL: Final = "reader-1"
KEY: Final = "sk-of-these-tests"
INPUT_TOKENS: Final = 700
OUTPUT_TOKENS: Final = 90

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
    """`replies` are used up in their order, then `usual` answers. `asked` has the body of each question
    and `times` when it came; `at_once` is the most of them that were answered at one time."""

    def __init__(self) -> None:
        self.url = ""
        self.replies: deque[Reply] = deque()
        self.usual = GOOD
        self.asked: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.paths: list[str] = []
        self.at_once = 0
        self.by_text: dict[str, list[Reply]] = {}
        """Replies for questions that hold a text, before all others; the last one stays."""
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
            return sum(text in body["messages"][1]["content"] for body in self.asked)

    def let_go(self) -> None:
        """Answer what hangs."""
        self.released.set()

    def reply(self, body: dict[str, Any]) -> Reply:
        with self._lock:
            self.asked.append(body)
            self.times.append(monotonic())
            self._now += 1
            self.at_once = max(self.at_once, self._now)
            user = body["messages"][1]["content"]
            for text, replies in self.by_text.items():
                if text in user:
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
        state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
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
        if not self._allowed():
            return
        self._send(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server_state.paths.append(self.path)
        if not self._allowed():
            return
        reply = self.server_state.reply(body)
        try:
            self._answer(reply, body)
        except OSError:
            self.close_connection = True
        finally:
            self.server_state.answered()

    def _answer(self, reply: Reply, body: dict[str, Any]) -> None:
        if reply.hang:
            self.server_state.released.wait()
        if reply.drip:
            self._drip()
        elif reply.raw is not None:
            self._send_bytes(200, reply.raw, {})
        elif reply.status != 200:
            error = {"message": reply.message, "type": "error", "code": reply.code, "param": reply.param}
            self._send(reply.status, {"error": error}, reply.headers)
        else:
            self._send(200, _completion(reply, body), {}, cut=reply.reset)

    def _allowed(self) -> bool:
        if self.headers.get("authorization") == f"Bearer {KEY}":
            return True
        error = {"message": "Incorrect API key provided", "type": "error", "code": "invalid_api_key"}
        self._send(401, {"error": error})
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


def _completion(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    text = reply.text
    if text is None:
        schema = body["response_format"]["json_schema"]["schema"] if "response_format" in body else {}
        content = read_as_a_model(body["messages"][1]["content"], schema or {"properties": {}})
        if reply.change is not None:
            reply.change(content)
        text = json.dumps(content)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": body["model"],
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reply.finish}
        ],
        "usage": {"prompt_tokens": INPUT_TOKENS, "completion_tokens": OUTPUT_TOKENS},
    }
