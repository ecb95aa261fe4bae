"""The three protocols that providers of models speak, from the server's side: what a question says, and
how an answer, a refusal and an error look."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

MODEL: Final = "reader-1"
KEY: Final = "sk-of-these-tests"
INPUT_TOKENS: Final = 700
OUTPUT_TOKENS: Final = 90

JPEG: Final = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words, the schema it gives (empty where none), and the pictures with it."""

    user: str
    schema: dict[str, Any]
    pictures: tuple[str, ...]


class Dialect(Protocol):
    """One protocol. `finish` of an answer is `stop`, `length` (cut off), or a word of its own."""

    def is_mine(self, path: str) -> bool: ...
    def is_allowed(self, headers: Mapping[str, str]) -> bool: ...
    def asked(self, body: dict[str, Any]) -> Asked: ...
    def models(self) -> dict[str, Any]: ...
    def answer(self, text: str, finish: str, body: dict[str, Any]) -> dict[str, Any]: ...
    def error(self, status: int, code: str | None, param: str | None, message: str) -> dict[str, Any]: ...


class OpenAIDialect:
    def is_mine(self, path: str) -> bool:
        return path.endswith(("/chat/completions", "/models"))

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization") == f"Bearer {KEY}"

    def asked(self, body: dict[str, Any]) -> Asked:
        content = body["messages"][1]["content"]
        schema = body["response_format"]["json_schema"]["schema"] if "response_format" in body else {}
        if isinstance(content, str):
            return Asked(content, schema, ())
        pictures = tuple(one["image_url"]["url"].partition(",")[2] for one in content[1:])
        return Asked(content[0]["text"], schema, pictures)

    def models(self) -> dict[str, Any]:
        return {"object": "list", "data": [{"id": MODEL, "object": "model"}]}

    def answer(self, text: str, finish: str, body: dict[str, Any]) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        if finish == "refusal":
            message, finish = {"role": "assistant", "content": "", "refusal": text}, "stop"
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": INPUT_TOKENS, "completion_tokens": OUTPUT_TOKENS},
        }

    def error(self, status: int, code: str | None, param: str | None, message: str) -> dict[str, Any]:
        return {"error": {"message": message, "type": "error", "code": code, "param": param}}


class GeminiDialect:
    def is_mine(self, path: str) -> bool:
        return path.startswith("/v1beta/")

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("x-goog-api-key") == KEY

    def asked(self, body: dict[str, Any]) -> Asked:
        parts = body["contents"][0]["parts"]
        how = body["generationConfig"]
        openapi = how.get("responseSchema")
        schema = how.get("responseJsonSchema") or ({} if openapi is None else _plain(openapi))
        pictures = tuple(part["inlineData"]["data"] for part in parts[1:])
        assert all(part["inlineData"]["mimeType"] == JPEG for part in parts[1:])
        return Asked(parts[0]["text"], schema, pictures)

    def models(self) -> dict[str, Any]:
        return {"name": f"models/{MODEL}", "inputTokenLimit": 1_048_576}

    def answer(self, text: str, finish: str, body: dict[str, Any]) -> dict[str, Any]:
        usage = {
            "promptTokenCount": INPUT_TOKENS,
            "candidatesTokenCount": OUTPUT_TOKENS - 30,
            "thoughtsTokenCount": 30,
        }
        if finish == "blocked":
            return {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "usageMetadata": usage}
        finishes = {"stop": "STOP", "length": "MAX_TOKENS", "refusal": "SAFETY"}
        thought = {"text": "Let me look at the lines.", "thought": True}
        middle = len(text) // 2
        parts = [thought, {"text": text[:middle]}, {"text": text[middle:]}]
        candidate = {
            "content": {"role": "model", "parts": parts},
            "finishReason": finishes.get(finish, finish),
            "index": 0,
        }
        return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": MODEL}

    def error(self, status: int, code: str | None, param: str | None, message: str) -> dict[str, Any]:
        error: dict[str, Any] = {"code": status, "message": message, "status": code or "UNKNOWN"}
        if param is not None:
            error["details"] = [
                {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": []},
                {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": param},
            ]
        return {"error": error}


class AnthropicDialect:
    def is_mine(self, path: str) -> bool:
        return path.endswith("/messages") or "/v1/models/" in path

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("x-api-key") == KEY and headers.get("anthropic-version") == "2023-06-01"

    def asked(self, body: dict[str, Any]) -> Asked:
        assert body["max_tokens"] > 0
        *pictures, text = body["messages"][0]["content"]
        assert all(one["source"]["media_type"] == JPEG for one in pictures)
        schema: dict[str, Any] = {}
        if "tools" in body:
            (tool,) = body["tools"]
            assert body["tool_choice"]["name"] == tool["name"]
            schema = tool["input_schema"]
        elif "output_config" in body:
            schema = body["output_config"]["format"]["schema"]
        return Asked(text["text"], schema, tuple(one["source"]["data"] for one in pictures))

    def models(self) -> dict[str, Any]:
        return {"id": MODEL, "type": "model", "display_name": "Reader"}

    def answer(self, text: str, finish: str, body: dict[str, Any]) -> dict[str, Any]:
        content: list[dict[str, Any]] = [{"type": "text", "text": text}]
        reason = {"stop": "end_turn", "length": "max_tokens"}.get(finish, finish)
        if "tools" in body and finish == "stop":
            try:
                content = [{"type": "tool_use", "id": "toolu_1", "name": "answer", "input": json.loads(text)}]
                reason = "tool_use"
            except ValueError:
                reason = "end_turn"
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": content,
            "stop_reason": reason,
            "stop_sequence": None,
            "usage": {
                "input_tokens": INPUT_TOKENS - 200,
                "cache_creation_input_tokens": 0,
                "cache_read_input_tokens": 200,
                "output_tokens": OUTPUT_TOKENS,
            },
        }

    def error(self, status: int, code: str | None, param: str | None, message: str) -> dict[str, Any]:
        return {"type": "error", "error": {"type": code or "api_error", "message": message}}


DIALECTS: Final[tuple[Dialect, ...]] = (GeminiDialect(), AnthropicDialect(), OpenAIDialect())


def dialect_of(path: str) -> Dialect:
    """Whose address this is."""
    return next(one for one in DIALECTS if one.is_mine(path))


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema that a schema of OpenAPI says, as far as the reader needs it."""
    result: dict[str, Any] = {"type": str(schema.get("type", "object")).lower()}
    if "description" in schema:
        result["description"] = schema["description"]
    if "properties" in schema:
        result["properties"] = {name: _plain(one) for name, one in schema["properties"].items()}
    if "items" in schema:
        result["items"] = _plain(schema["items"])
    return result
