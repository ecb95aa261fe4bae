"""Everything that speaks OpenAI's chat completions: OpenAI itself, and Ollama, vLLM, llama.cpp and
others by their base URL. Protocol: https://platform.openai.com/docs/api-reference/chat/create
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from ingestio_cloud.integrations.http_models import (
    CHECK_SECONDS,
    ModelHttp,
    Refused,
    answer_of,
    tokens,
    whole,
)
from ingestio_cloud.integrations.model_settings import ModelSettings
from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.request import ModelAnswer, ModelRequest

_UNPAID: Final = re.compile(r"insufficient_quota|billing|credit|payment", re.IGNORECASE)
_PICTURES: Final = "image_url"
_OPTIONS: Final = ("temperature", "response_format", _PICTURES)
"""What some servers and models refuse; they are asked without it then."""
_WHOLE: Final = (None, "stop", "eos", "end_turn")
_TROUBLES: Final = {"length": Trouble.CUT, "content_filter": Trouble.DECLINED}


class OpenAIModels:
    """One model of one server."""

    name: Final = ProviderKind.OPENAI.value

    def __init__(self, settings: ModelSettings) -> None:
        key = settings.key.get_secret_value()
        self._http = ModelHttp(settings.url, {"Authorization": f"Bearer {key}"} if key else {})
        self.host: Final = self._http.host
        self._settings = settings
        self._without: frozenset[str] = frozenset()

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Raises ModelError."""
        while True:
            without = self._without
            answer = await self._http.call(
                "POST", "/chat/completions", self._body(request, without), self._settings.seconds
            )
            if not isinstance(answer, Refused):
                return _answer(answer)
            option = _refused_option(answer)
            if option is None or option in without:
                raise _trouble(answer)
            self._without |= {option}

    async def check(self) -> None:
        """Ask which models there are, and whether ours is among them. Raises ModelError."""
        body = await self._http.call("GET", "/models", None, CHECK_SECONDS)
        if isinstance(body, Refused):
            raise _trouble(body)
        listed = body.get("data")
        names = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        model = self._settings.model
        if names and not any(name in (model, f"{model}:latest", f"models/{model}") for name in names):
            raise ModelError(Trouble.REFUSED, "no such model")

    async def close(self) -> None:
        await self._http.close()

    def _body(self, request: ModelRequest, without: frozenset[str]) -> dict[str, Any]:
        options: dict[str, Any] = {
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "document", "strict": True, "schema": request.answer_schema},
            },
        }
        return {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": request.system},
                {"role": "user", "content": _content(request, without)},
            ],
            **{name: value for name, value in options.items() if name not in without},
        }


def _content(request: ModelRequest, without: frozenset[str]) -> object:
    if not request.pictures or _PICTURES in without:
        return request.user
    pictures = [
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{picture.data}"}}
        for picture in request.pictures
    ]
    return [{"type": "text", "text": request.user}, *pictures]


def _refused_option(refused: Refused) -> str | None:
    if refused.status not in (400, 422) or refused.trouble().trouble is Trouble.TOO_LONG:
        return None
    return _option_in(refused.words)


def _answer(body: Mapping[str, Any]) -> ModelAnswer:
    """Raises ModelError for what is no whole answer."""
    try:
        choice = body["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        text, refusal = message["content"], message.get("refusal")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ModelError(Trouble.NONSENSE, "no choice") from None
    usage = body.get("usage")
    counts = tokens(usage, "prompt_tokens"), tokens(usage, "completion_tokens")
    trouble = Trouble.DECLINED if refusal else None
    if trouble is None and finish not in _WHOLE:
        trouble = _TROUBLES.get(str(finish), Trouble.NONSENSE)
    return whole(answer_of(text, body.get("model"), counts), trouble)


def _trouble(refused: Refused) -> ModelError:
    """A 429 that no waiting helps against is a refusal."""
    error = refused.body.get("error")
    said = f"{error.get('code')} {error.get('type')}" if isinstance(error, dict) else ""
    if refused.status == 429 and _UNPAID.search(said):
        return ModelError(Trouble.REFUSED, "429")
    return refused.trouble()


def _option_in(words: str) -> str | None:
    folded = words.lower()
    if "json_schema" in folded or "structured output" in folded:
        return "response_format"
    if "image" in folded or "vision" in folded or "multimodal" in folded:
        return _PICTURES
    return next((option for option in _OPTIONS if option in folded), None)
