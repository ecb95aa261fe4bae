"""JSON over HTTP with a provider of models, as all of them speak it.

Over httpx, not over the providers' own SDKs: these take organisations, projects and proxies from
whatever the environment holds, retry by themselves, and their time limit is one between two bytes, so
that a server that keeps a call alive with a blank now and then is waited for without end.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_extract.llm.answer import printable
from ingestio_extract.llm.request import ModelAnswer
from ingestio_extract.llm.strictjson import parse

CHECK_SECONDS: Final = 10.0

_MAX_ANSWER_BYTES: Final = 8 * 1024 * 1024
_MAX_TOKENS: Final = 10_000_000
"""Of one answer. A server that counts more counts wrongly, and sums have to fit into the database."""
_CONNECT_SECONDS: Final = 10.0
_TOO_LONG: Final = re.compile(
    r"context[ _](?:length|size|window)|maximum (?:context|input|prompt)|too many (?:input )?tokens"
    r"|prompt is too long|(?:input|prompt|request) (?:is )?(?:too long|exceeds)|string_above_max_length"
    r"|token count .{0,40}exceeds the maximum|request payload size exceeds",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that is none: its status, how long to wait where the server says so, and what it says.
    The words are to be looked at, never kept: some servers quote the question."""

    status: int
    wait: float | None
    body: Mapping[str, Any]
    words: str

    def trouble(self, wait: float | None = None) -> ModelError:
        """What such a status means, whoever says so."""
        status, wait = self.status, self.wait if wait is None else wait
        if status == 413 or (status in (400, 422) and _TOO_LONG.search(self.words)):
            return ModelError(Trouble.TOO_LONG, str(status))
        if status in (429, 529):
            return ModelError(Trouble.BUSY, str(status), wait)
        if status in (408, 504):
            return ModelError(Trouble.TIMEOUT, str(status), wait)
        if status >= 500 or status in (409, 425):
            return ModelError(Trouble.UNAVAILABLE, str(status), wait)
        return ModelError(Trouble.REFUSED, str(status))


class ModelHttp:
    """Calls of one server, with the same `headers` each. Belongs to the event loop that it is first used
    in."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self.host: Final = urlsplit(url).hostname or url
        self._base = url.rstrip("/")
        self._headers = dict(headers)
        self._http: httpx.AsyncClient | None = None

    async def call(self, method: str, path: str, body: object, seconds: float) -> Mapping[str, Any] | Refused:
        """The whole answer within so many seconds. Raises ModelError where there is none."""
        if not all(value.isascii() and value.isprintable() for value in self._headers.values()):
            # No server has such a key, and an error of the encoding would quote it.
            raise ModelError(Trouble.REFUSED, "key")
        try:
            async with (
                asyncio.timeout(seconds),
                self._client().stream(method, self._base + path, json=body, headers=self._headers) as answer,
            ):
                content = await _content(answer)
        except (TimeoutError, httpx.ReadTimeout):
            raise ModelError(Trouble.TIMEOUT) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise ModelError(Trouble.UNAVAILABLE, type(error).__name__) from None
        parsed = _object(content)
        if not answer.is_success:
            return _refused(answer, parsed or {})
        if parsed is None:
            raise ModelError(Trouble.NONSENSE, "no JSON")
        return parsed

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            # No proxy and no .netrc of the environment: documents go where the setting says.
            self._http = httpx.AsyncClient(
                timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS), follow_redirects=False, trust_env=False
            )
        return self._http


def answer_of(text: object, model: object, tokens: tuple[int, int]) -> ModelAnswer:
    """An answer as it may be kept, with the provider's own count of tokens in and out."""
    return ModelAnswer(
        text=printable(text) if isinstance(text, str) else "",
        model=printable(model)[:120] if isinstance(model, str) else "",
        input_tokens=tokens[0],
        output_tokens=tokens[1],
    )


def whole(answer: ModelAnswer, trouble: Trouble | None) -> ModelAnswer:
    """The answer, if it is one. Raises ModelError, with what it cost, where it was cut off, declined or
    is empty."""
    if trouble is None and answer.text.strip():
        return answer
    paid = answer.model_copy(update={"text": ""})
    raise ModelError(trouble or Trouble.NONSENSE, trouble or "empty", answer=paid)


def tokens(usage: object, *names: str) -> int:
    """The sum of these counts; what is no count is 0."""
    counts = [usage.get(name) for name in names] if isinstance(usage, dict) else []
    count = sum(one for one in counts if isinstance(one, int) and one > 0)
    return count if count <= _MAX_TOKENS else 0


async def _content(answer: httpx.Response) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > _MAX_ANSWER_BYTES:
            raise ModelError(Trouble.NONSENSE, "too large")
    return bytes(content)


def _object(content: bytes) -> Mapping[str, Any] | None:
    """Figures with a decimal sign stay the text that they are: 10.50 is not 10.5."""
    try:
        parsed = parse(content.decode("utf-8", "replace"))
    except ValueError:
        return None
    if isinstance(parsed, list) and len(parsed) == 1:
        # Google's gateways put an error into a list.
        parsed = parsed[0]
    return parsed if isinstance(parsed, dict) else None


def _refused(answer: httpx.Response, body: Mapping[str, Any]) -> Refused:
    error = body.get("error")
    said = error if isinstance(error, dict) else {"message": error}
    names = ("code", "type", "status", "param", "message")
    words = " ".join(str(said.get(name) or "") for name in names)
    return Refused(answer.status_code, _retry_after(answer.headers), body, words)


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds (RFC 9110 §10.2.3, and OpenAI's own header in milliseconds); None where nothing is said."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text):
            return float(text) * unit
    try:
        until = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, OverflowError):
        return None
    zoned = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
