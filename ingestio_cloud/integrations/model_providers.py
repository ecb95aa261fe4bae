"""Every provider of models that there is, made by its kind."""

from pydantic import SecretStr

from ingestio_cloud.integrations.model_settings import MAX_OUTPUT_TOKENS, ModelSettings
from ingestio_cloud.integrations.models import ModelProvider
from ingestio_core.providers import PROVIDERS, ProviderKind


def make_provider(
    kind: ProviderKind,
    *,
    key: SecretStr,
    model: str = "",
    base_url: str = "",
    seconds: float = 120.0,
    max_output_tokens: int = MAX_OUTPUT_TOKENS,
) -> ModelProvider:
    """A provider that has asked nobody yet; its own model and address unless others are given."""
    # Loads httpx, which a service that asks no model need not.
    from ingestio_cloud.integrations.anthropic_models import AnthropicModels
    from ingestio_cloud.integrations.gemini_models import GeminiModels
    from ingestio_cloud.integrations.openai_models import OpenAIModels

    known = PROVIDERS[kind]
    settings = ModelSettings(
        url=base_url or known.url,
        model=model or known.model,
        key=key,
        seconds=seconds,
        max_output_tokens=max_output_tokens,
    )
    match kind:
        case ProviderKind.OPENAI:
            return OpenAIModels(settings)
        case ProviderKind.GEMINI:
            return GeminiModels(settings)
        case ProviderKind.ANTHROPIC:
            return AnthropicModels(settings)
