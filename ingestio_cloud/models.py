"""The provider of models, by the settings: for the composition roots of the API and the worker."""

from pathlib import Path

from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk, ModelProvider
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.asking import Models
from ingestio_cloud.workflows.engines import EngineName
from ingestio_cloud.workflows.routes import OneRoute
from ingestio_core.providers import ProviderKind, sees_pictures
from ingestio_extract.llm.options import AskOptions


def open_models(settings: Settings, scratch: Path) -> Models | None:
    """Whom to ask and how; None where no document leaves the machine. `scratch` is of this process alone."""
    if settings.engine != EngineName.MODEL:
        return None
    return Models(
        OneRoute(
            ModelDesk(open_provider(settings)),
            requests_per_minute=settings.model_requests_per_minute,
            at_once=settings.model_at_once,
            options=AskOptions(pictures=sees_pictures(ProviderKind.OPENAI, settings.model_name)),
        ),
        scratch=scratch / "answers",
    )


def open_provider(settings: Settings) -> ModelProvider:
    """The provider itself."""
    return make_provider(
        ProviderKind.OPENAI,
        base_url=settings.model_url,
        model=settings.model_name,
        key=settings.model_key,
        seconds=settings.model_timeout,
    )
