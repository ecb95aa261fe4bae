"""The provider of models, by the settings: for the composition roots of the API and the worker."""

from pathlib import Path

from ingestio_cloud.integrations.models import ModelDesk, ModelProvider
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.asking import Models
from ingestio_cloud.workflows.engines import EngineName


def open_models(settings: Settings, scratch: Path) -> Models | None:
    """Whom to ask and how; None where no document leaves the machine. `scratch` is of this process alone."""
    if settings.engine != EngineName.MODEL:
        return None
    return Models(
        ModelDesk(open_provider(settings)),
        requests_per_minute=settings.model_requests_per_minute,
        at_once=settings.model_at_once,
        scratch=scratch / "answers",
    )


def open_provider(settings: Settings) -> ModelProvider:
    """The provider itself."""
    # Loads httpx, which a service that asks no model need not.
    from ingestio_cloud.integrations.openai_models import OpenAIModels, OpenAISettings

    return OpenAIModels(
        OpenAISettings(
            url=settings.model_url,
            model=settings.model_name,
            key=settings.model_key,
            seconds=settings.model_timeout,
        )
    )
