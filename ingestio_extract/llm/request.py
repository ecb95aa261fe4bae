"""One question to a language model and its answer, whatever the provider."""

from typing import Any

from pydantic import Field

from ingestio_core.contracts.base import Wire


class ModelRequest(Wire):
    """`system` says what to do, `user` has a part of the document, `answer_schema` is the JSON Schema
    that the answer must follow."""

    system: str
    user: str
    answer_schema: dict[str, Any]


class ModelAnswer(Wire):
    """`text` is as the model wrote it, `seconds` the time it took. The tokens are the provider's own count,
    0 where it gives none."""

    text: str
    model: str
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    seconds: float = 0.0
