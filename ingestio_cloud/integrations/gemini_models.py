"""Google's Gemini, by its own protocol: https://ai.google.dev/api/generate-content

The key goes in a header, never in the address, which servers and proxies write down.
"""

import re
from collections.abc import Mapping, Sequence
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
from ingestio_cloud.integrations.model_schemas import openapi_schema
from ingestio_cloud.integrations.model_settings import ModelSettings
from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.request import ModelAnswer, ModelRequest

_JSON_SCHEMA: Final = "responseJsonSchema"
_OPENAPI: Final = "responseSchema"
_PLAIN: Final = ""
_FORMS: Final = (_JSON_SCHEMA, _OPENAPI, _PLAIN)
"""How the shape of the answer is said: older servers know only the second, some models and schemas none."""
_SCHEMA_REFUSED: Final = re.compile(r"schema|too many states|response_?mime", re.IGNORECASE)
_COLD: Final = re.compile(r"gemini-[12]\b")
"""From the third generation on Google advises against another temperature than its own."""
_DURATION: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s")
_RETRY_INFO: Final = "google.rpc.RetryInfo"
_NO_KEY: Final = re.compile(r"api[ _]key", re.IGNORECASE)
_TROUBLES: Final = {
    "MAX_TOKENS": Trouble.CUT,
    **dict.fromkeys(
        ("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "LANGUAGE"),
        Trouble.DECLINED,
    ),
}


class GeminiModels:
    """One model of Gemini."""

    name: Final = ProviderKind.GEMINI.value

    def __init__(self, settings: ModelSettings) -> None:
        self._http = ModelHttp(settings.url, {"x-goog-api-key": settings.key.get_secret_value()})
        self.host: Final = self._http.host
        self._settings = settings
        self._model = settings.model.removeprefix("models/")
        self._form = 0

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Raises ModelError."""
        path = f"/models/{quote(self._model, safe='')}:generateContent"
        while True:
            form = self._form
            answer = await self._http.call("POST", path, self._body(request, form), self._settings.seconds)
            if not isinstance(answer, Refused):
                return _answer(answer)
            if form == len(_FORMS) - 1 or not _refuses_schema(answer):
                raise _trouble(answer)
            self._form = max(self._form, form + 1)

    async def check(self) -> None:
        """Ask for the model's description. Raises ModelError."""
        path = f"/models/{quote(self._model, safe='')}"
        body = await self._http.call("GET", path, None, CHECK_SECONDS)
        if isinstance(body, Refused):
            raise _trouble(body)

    async def close(self) -> None:
        await self._http.close()

    def _body(self, request: ModelRequest, form: int) -> dict[str, Any]:
        how: dict[str, Any] = {
            "maxOutputTokens": self._settings.max_output_tokens,
            "responseMimeType": "application/json",
        }
        if _COLD.match(self._model):
            how["temperature"] = 0
        match _FORMS[form]:
            case "responseJsonSchema":
                how[_JSON_SCHEMA] = request.answer_schema
            case "responseSchema":
                how[_OPENAPI] = openapi_schema(request.answer_schema)
            case _:
                pass
        pictures = [
            {"inlineData": {"mimeType": "image/jpeg", "data": picture.data}} for picture in request.pictures
        ]
        return {
            "systemInstruction": {"parts": [{"text": request.system}]},
            "contents": [{"role": "user", "parts": [{"text": request.user}, *pictures]}],
            "generationConfig": how,
        }


def _answer(body: Mapping[str, Any]) -> ModelAnswer:
    """Raises ModelError for what is no whole answer."""
    usage = body.get("usageMetadata")
    counts = (
        tokens(usage, "promptTokenCount"),
        tokens(usage, "candidatesTokenCount", "thoughtsTokenCount"),
    )
    model = body.get("modelVersion")
    feedback = body.get("promptFeedback")
    candidates = body.get("candidates")
    if not candidates and isinstance(feedback, dict) and feedback.get("blockReason"):
        return whole(answer_of("", model, counts), Trouble.DECLINED)
    try:
        candidate = body["candidates"][0]
        finish, content = candidate.get("finishReason"), candidate.get("content")
        text = _text(content.get("parts") if isinstance(content, dict) else None)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ModelError(Trouble.NONSENSE, "no candidate") from None
    trouble = None if finish in (None, "STOP") else _TROUBLES.get(str(finish), Trouble.NONSENSE)
    return whole(answer_of(text, model, counts), trouble)


def _text(parts: object) -> str:
    """The answer without the model's thoughts."""
    if not isinstance(parts, Sequence):
        return ""
    told = [part for part in parts if isinstance(part, dict) and not part.get("thought")]
    return "".join(text for part in told if isinstance(text := part.get("text"), str))


def _refuses_schema(refused: Refused) -> bool:
    return refused.status == 400 and _SCHEMA_REFUSED.search(refused.words) is not None


def _trouble(refused: Refused) -> ModelError:
    if refused.status == 400 and _NO_KEY.search(refused.words):
        return ModelError(Trouble.REFUSED, "400")
    return refused.trouble(_retry_delay(refused.body))


def _retry_delay(body: Mapping[str, Any]) -> float | None:
    """Seconds of a `google.rpc.RetryInfo` among the details (protobuf's JSON form of a duration)."""
    error = body.get("error")
    details = error.get("details") if isinstance(error, dict) else None
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, dict) and str(detail.get("@type", "")).endswith(_RETRY_INFO):
            match = _DURATION.fullmatch(str(detail.get("retryDelay", "")))
            return float(match[1]) if match else None
    return None
