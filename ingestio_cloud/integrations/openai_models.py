"""Everything that speaks OpenAI's chat completions: OpenAI itself, and Ollama, vLLM, llama.cpp and
others by their base URL. Protocol: https://platform.openai.com/docs/api-reference/chat/create

Spoken over httpx. OpenAI's own SDK takes its organisation, project and headers from whatever the
environment holds, and its time limit is one between two bytes: a server that keeps a call alive with
a blank now and then is waited for without end.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_extract.llm.answer import printable
from ingestio_extract.llm.request import ModelAnswer, ModelRequest

NAME: Final = "openai"

_MAX_ANSWER_BYTES: Final = 8 * 1024 * 1024
_MAX_TOKENS: Final = 10_000_000
"""Of one answer. A server that counts more counts wrongly, and sums have to fit into the database."""
_CONNECT_SECONDS: Final = 10.0
_CHECK_SECONDS: Final = 10.0
_TOO_LONG: Final = re.compile(
    r"context[ _](?:length|size|window)|maximum (?:context|input|prompt)|too many (?:input )?tokens"
    r"|prompt is too long|(?:input|prompt|request) (?:is )?(?:too long|exceeds)|string_above_max_length",
    re.IGNORECASE,
)
_UNPAID: Final = re.compile(r"insufficient_quota|billing|credit|payment", re.IGNORECASE)
_OPTIONS: Final = ("temperature", "response_format")
"""What some servers and models refuse; they are asked without it then."""


@dataclass(frozen=True, slots=True)
class OpenAISettings:
    """`url` is the base that `/chat/completions` is added to. `seconds` is the limit for a whole answer."""

    url: str
    model: str
    key: SecretStr
    seconds: float


class OpenAIModels:
    """One model of one server."""

    name: Final = NAME

    def __init__(self, settings: OpenAISettings) -> None:
        self.host: Final = urlsplit(settings.url).hostname or settings.url
        self._settings = settings
        self._base = settings.url.rstrip("/")
        self._http: httpx.AsyncClient | None = None
        self._without: frozenset[str] = frozenset()

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Raises ModelError."""
        for _ in range(len(_OPTIONS)):
            try:
                return _answer(await self._post(request))
            except _OptionRefusedError as refusal:
                self._without |= {refusal.option}
        return _answer(await self._post(request))

    async def check(self) -> None:
        """Ask which models there are, and whether ours is among them. Raises ModelError."""
        body = await self._call("GET", "/models", None, _CHECK_SECONDS)
        listed = body.get("data")
        names = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        model = self._settings.model
        if names and not any(name in (model, f"{model}:latest", f"models/{model}") for name in names):
            raise ModelError(Trouble.REFUSED, "no such model")

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def _post(self, request: ModelRequest) -> Mapping[str, Any]:
        options = {
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "document", "strict": True, "schema": request.answer_schema},
            },
        }
        body = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": request.system},
                {"role": "user", "content": request.user},
            ],
            **{name: value for name, value in options.items() if name not in self._without},
        }
        return await self._call("POST", "/chat/completions", body, self._settings.seconds)

    async def _call(self, method: str, path: str, body: object, seconds: float) -> Mapping[str, Any]:
        try:
            async with (
                asyncio.timeout(seconds),
                self._client().stream(
                    method, self._base + path, json=body, headers=self._headers()
                ) as answer,
            ):
                content = await _content(answer)
        except (TimeoutError, httpx.ReadTimeout):
            raise ModelError(Trouble.TIMEOUT) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise ModelError(Trouble.UNAVAILABLE, type(error).__name__) from None
        if not answer.is_success:
            raise self._refusal(answer, content)
        parsed = _json(content)
        if parsed is None:
            raise ModelError(Trouble.NONSENSE, "no JSON")
        return parsed

    def _refusal(self, answer: httpx.Response, content: bytes) -> Exception:
        """What an answer that is none means."""
        status = answer.status_code
        error = (_json(content) or {}).get("error")
        said = error if isinstance(error, dict) else {"message": error}
        words = " ".join(str(said.get(key) or "") for key in ("code", "type", "message"))
        wait = _retry_after(answer.headers)
        if status in (400, 413, 422):
            if status == 413 or _TOO_LONG.search(words):
                return ModelError(Trouble.TOO_LONG, str(status))
            option = _option_in(f"{said.get('param')} {words}")
            if option is not None and option not in self._without:
                return _OptionRefusedError(option)
        if status == 429:
            unpaid = _UNPAID.search(f"{said.get('code')} {said.get('type')}") is not None
            return ModelError(Trouble.REFUSED if unpaid else Trouble.BUSY, "429", wait)
        if status == 529:
            return ModelError(Trouble.BUSY, "529", wait)
        if status == 408:
            return ModelError(Trouble.TIMEOUT, "408", wait)
        if status >= 500 or status in (409, 425):
            return ModelError(Trouble.UNAVAILABLE, str(status), wait)
        return ModelError(Trouble.REFUSED, str(status))

    def _headers(self) -> dict[str, str]:
        key = self._settings.key.get_secret_value()
        return {"Authorization": f"Bearer {key}"} if key else {}

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            # No proxy and no .netrc of the environment: documents go where the setting says.
            self._http = httpx.AsyncClient(
                timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS), follow_redirects=False, trust_env=False
            )
        return self._http


class _OptionRefusedError(Exception):
    """The server does not know an option that it can be asked without."""

    def __init__(self, option: str) -> None:
        super().__init__(option)
        self.option = option


async def _content(answer: httpx.Response) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > _MAX_ANSWER_BYTES:
            raise ModelError(Trouble.NONSENSE, "too large")
    return bytes(content)


def _json(content: bytes) -> Mapping[str, Any] | None:
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _answer(body: Mapping[str, Any]) -> ModelAnswer:
    """Raises ModelError (nonsense) for what is no whole answer."""
    try:
        choice = body["choices"][0]
        text, finish = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ModelError(Trouble.NONSENSE, "no choice") from None
    if finish not in (None, "stop", "eos", "end_turn") or not isinstance(text, str) or not text.strip():
        raise ModelError(Trouble.NONSENSE, "not whole" if isinstance(finish, str) else "empty")
    usage = body.get("usage")
    model = body.get("model")
    return ModelAnswer(
        text=printable(text),
        model=printable(model)[:120] if isinstance(model, str) else "",
        input_tokens=_tokens(usage, "prompt_tokens"),
        output_tokens=_tokens(usage, "completion_tokens"),
    )


def _tokens(usage: object, name: str) -> int:
    count = usage.get(name) if isinstance(usage, dict) else None
    return count if isinstance(count, int) and 0 <= count <= _MAX_TOKENS else 0


def _option_in(words: str) -> str | None:
    folded = words.lower()
    if "json_schema" in folded or "structured output" in folded:
        return "response_format"
    return next((option for option in _OPTIONS if option in folded), None)


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
