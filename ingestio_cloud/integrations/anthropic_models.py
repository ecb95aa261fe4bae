"""Anthropic's models, by its own protocol: https://docs.anthropic.com/en/api/messages

The answer is asked for as the input of a tool that the model has to use. That takes a schema of any
size; the grammar of `output_config` takes at most 16 fields that may be null. Models that think always
may not be forced to use a tool: they get the schema as `output_config`, or in words alone.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from ingestio_cloud.integrations.http_models import (
    CHECK_SECONDS,
    ModelHttp,
    Refused,
    answer_of,
    tokens,
    whole,
)
from ingestio_cloud.integrations.model_schemas import tool_schema
from ingestio_cloud.integrations.model_settings import ModelSettings
from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.request import ModelAnswer, ModelRequest

_VERSION: Final = "2023-06-01"
_TOOL: Final = "answer"
_FORMS: Final = ("tool", "format", "plain")
_FORM_REFUSED: Final = re.compile(
    r"tool|thinking|output_config|output_format|schema|grammar|structured", re.IGNORECASE
)
_MOST_TOKENS: Final = re.compile(r"max_tokens: \d+ > (\d+)")
_UNPAID: Final = re.compile(r"credit balance|billing", re.IGNORECASE)
_WHOLE: Final = ("end_turn", "tool_use", "stop_sequence")
_TROUBLES: Final = {
    "max_tokens": Trouble.CUT,
    "model_context_window_exceeded": Trouble.CUT,
    "refusal": Trouble.DECLINED,
}


class AnthropicModels:
    """One model of Anthropic's."""

    name: Final = ProviderKind.ANTHROPIC.value

    def __init__(self, settings: ModelSettings) -> None:
        headers = {"x-api-key": settings.key.get_secret_value(), "anthropic-version": _VERSION}
        self._http = ModelHttp(settings.url, headers)
        self.host: Final = self._http.host
        self._settings = settings
        self._most = settings.max_output_tokens
        self._form = 0

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Raises ModelError."""
        while True:
            form, most = self._form, self._most
            answer = await self._http.call("POST", "/messages", self._body(request), self._settings.seconds)
            if not isinstance(answer, Refused):
                return _answer(answer)
            if answer.status != 400 or answer.trouble().trouble is Trouble.TOO_LONG:
                raise answer.trouble()
            if _UNPAID.search(answer.words):
                raise ModelError(Trouble.REFUSED, "400")
            if (allowed := _MOST_TOKENS.search(answer.words)) and 0 < int(allowed[1]) < most:
                self._most = min(self._most, int(allowed[1]))
            elif form < len(_FORMS) - 1 and _FORM_REFUSED.search(answer.words):
                self._form = max(self._form, form + 1)
            else:
                raise answer.trouble()

    async def check(self) -> None:
        """Ask for the model's description. Raises ModelError."""
        path = f"/models/{quote(self._settings.model, safe='')}"
        body = await self._http.call("GET", path, None, CHECK_SECONDS)
        if isinstance(body, Refused):
            raise body.trouble()

    async def close(self) -> None:
        await self._http.close()

    def _body(self, request: ModelRequest) -> dict[str, Any]:
        pictures = [
            {
                "type": "image",
                "source": {"type": "base64", "media_type": "image/jpeg", "data": picture.data},
            }
            for picture in request.pictures
        ]
        # Without a temperature, which newer models refuse.
        body: dict[str, Any] = {
            "model": self._settings.model,
            "max_tokens": self._most,
            "system": request.system,
            "messages": [{"role": "user", "content": [*pictures, {"type": "text", "text": request.user}]}],
        }
        match _FORMS[self._form]:
            case "tool":
                body["tools"] = [
                    {
                        "name": _TOOL,
                        "description": "Takes what was read from the document.",
                        "input_schema": tool_schema(request.answer_schema),
                    }
                ]
                body["tool_choice"] = {"type": "tool", "name": _TOOL, "disable_parallel_tool_use": True}
            case "format":
                body["output_config"] = {"format": {"type": "json_schema", "schema": request.answer_schema}}
            case _:
                pass
        return body


def _answer(body: Mapping[str, Any]) -> ModelAnswer:
    """Raises ModelError for what is no whole answer."""
    usage = body.get("usage")
    counts = (
        tokens(usage, "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"),
        tokens(usage, "output_tokens"),
    )
    blocks = body.get("content")
    if not isinstance(blocks, list):
        raise ModelError(Trouble.NONSENSE, "no content")
    used = [block for block in blocks if isinstance(block, dict)]
    inputs = [block.get("input") for block in used if block.get("type") == "tool_use"]
    if inputs:
        # A tool's input comes parsed; figures with a decimal sign were kept as text.
        text = json.dumps(inputs[0], ensure_ascii=False) if isinstance(inputs[0], dict) else ""
    else:
        texts = [block.get("text") for block in used if block.get("type") == "text"]
        text = "".join(one for one in texts if isinstance(one, str))
    reason = body.get("stop_reason")
    trouble = None if reason in _WHOLE else _TROUBLES.get(str(reason), Trouble.NONSENSE)
    return whole(answer_of(text, body.get("model"), counts), trouble)
