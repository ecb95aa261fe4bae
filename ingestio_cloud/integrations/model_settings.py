"""What a provider of models needs to know, whatever its protocol."""

from dataclasses import dataclass
from typing import Final

from pydantic import SecretStr

MAX_OUTPUT_TOKENS: Final = 16_000
"""Of one answer, where a protocol wants a limit: three times what a part of a document needs."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """`url` is the base that the protocol's paths are added to, `seconds` the limit for a whole answer."""

    url: str
    model: str
    key: SecretStr
    seconds: float
    max_output_tokens: int = MAX_OUTPUT_TOKENS
