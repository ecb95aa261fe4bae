"""The providers of language models that can be chosen, and what their models cost.

Nothing here asks anybody. Prices are list prices in US dollars for a million tokens, as the providers
published them (https://developers.openai.com/api/docs/pricing, https://ai.google.dev/gemini-api/docs/pricing,
https://platform.claude.com/docs/en/about-claude/pricing); they change, so an estimate says of what day
they are, and a setting may put others in their place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from enum import StrEnum
from typing import Final

_MILLION: Final = Decimal(1_000_000)
_SMALLEST: Final = Decimal("0.0001")


class ProviderKind(StrEnum):
    """The protocol that a provider speaks. `openai` is also Ollama, vLLM and others by their base URL."""

    OPENAI = "openai"
    GEMINI = "gemini"
    ANTHROPIC = "anthropic"


@dataclass(frozen=True, slots=True)
class Provider:
    """What a person calls it, where it is, and the model that is asked unless another is chosen.
    `seeing` are the beginnings of the names of models that take pictures."""

    title: str
    url: str
    model: str
    seeing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: Decimal
    output: Decimal


PROVIDERS: Final[Mapping[ProviderKind, Provider]] = {
    ProviderKind.OPENAI: Provider(
        "OpenAI",
        "https://api.openai.com/v1",
        "gpt-5.4-mini",
        ("gpt-4o", "gpt-4.1", "gpt-5", "gpt-6", "o3", "o4"),
    ),
    ProviderKind.GEMINI: Provider(
        "Google Gemini",
        "https://generativelanguage.googleapis.com/v1beta",
        "gemini-3.5-flash-lite",
        ("gemini-",),
    ),
    ProviderKind.ANTHROPIC: Provider(
        "Anthropic", "https://api.anthropic.com/v1", "claude-haiku-4-5", ("claude-",)
    ),
}

PRICES_OF: Final = date(2026, 11, 6)
"""The day of the prices below."""

PRICES: Final[Mapping[str, Price]] = {
    name: Price(Decimal(taken), Decimal(given))
    for name, taken, given in (
        ("gpt-4o", "2.50", "10"),
        ("gpt-4o-mini", "0.15", "0.60"),
        ("gpt-4.1", "2", "8"),
        ("gpt-4.1-mini", "0.40", "1.60"),
        ("gpt-4.1-nano", "0.10", "0.40"),
        ("gpt-5", "1.25", "10"),
        ("gpt-5-mini", "0.25", "2"),
        ("gpt-5-nano", "0.05", "0.40"),
        ("gpt-5.4", "2.50", "15"),
        ("gpt-5.4-mini", "0.75", "4.50"),
        ("gpt-5.4-nano", "0.20", "1.25"),
        ("gpt-5.5", "5", "30"),
        ("gpt-5.6-terra", "2", "12"),
        ("gpt-5.6-luna", "0.20", "1.20"),
        ("gpt-6-sol", "2", "10"),
        ("gpt-6-luna", "0.10", "0.50"),
        ("gpt-6-astra", "10", "50"),
        ("gemini-2.5-flash", "0.30", "2.50"),
        ("gemini-2.5-flash-lite", "0.10", "0.40"),
        ("gemini-2.5-pro", "1.25", "10"),
        ("gemini-3.5-flash", "1.50", "9"),
        ("gemini-3.5-flash-lite", "0.30", "2.50"),
        ("gemini-3.6-flash", "1.50", "7.50"),
        ("claude-haiku-4-5", "1", "5"),
        ("claude-sonnet-4-5", "3", "15"),
        ("claude-sonnet-4-6", "3", "15"),
        ("claude-sonnet-5", "2", "10"),
        ("claude-sonnet-5-5", "2", "10"),
        ("claude-opus-4-5", "5", "25"),
        ("claude-opus-4-6", "5", "25"),
        ("claude-opus-4-7", "5", "25"),
        ("claude-opus-4-8", "5", "25"),
        ("claude-opus-5", "5", "25"),
        ("claude-opus-5-5", "4", "20"),
    )
}

_VERSION: Final = re.compile(r"(?:-(?:latest|preview|\d{2,8}(?:-\d{2}){0,2}))*")
"""What may follow a model's name and leave its price as it is: `-2026-03-17`, `-20251001`, `-latest`."""


def sees_pictures(kind: ProviderKind, model: str) -> bool:
    """Whether a model is known to take pictures; a setting may say otherwise."""
    return model.lower().removeprefix("models/").startswith(PROVIDERS[kind].seeing)


def price_of(model: str, own: Mapping[str, Price] | None = None) -> Price | None:
    """The price of a model, of `own` prices first; None where nobody knows it, as of servers of one's own."""
    name = model.lower().removeprefix("models/")
    for prices in (own or {}, PRICES):
        for known in sorted(prices, key=len, reverse=True):
            if name.startswith(known.lower()) and _VERSION.fullmatch(name[len(known) :]):
                return prices[known]
    return None


def micros(price: Price, input_tokens: int, output_tokens: int) -> int:
    """Whole millionths of a US dollar, rounded up."""
    exact = price.input * input_tokens + price.output * output_tokens
    return int(exact.to_integral_value(ROUND_UP))


def cost(price: Price, input_tokens: int, output_tokens: int) -> Decimal:
    """US dollars, rounded up to a hundredth of a cent."""
    exact = (price.input * input_tokens + price.output * output_tokens) / _MILLION
    return exact.quantize(_SMALLEST, ROUND_UP)
