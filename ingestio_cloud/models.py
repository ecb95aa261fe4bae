"""The provider of models, by the settings: for the composition roots of the API and the worker."""

from pathlib import Path

from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk, ModelProvider
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.asking import Models
from ingestio_cloud.workflows.engines import ASKING, EngineName
from ingestio_cloud.workflows.routes import OneRoute
from ingestio_core.providers import PROVIDERS, sees_pictures
from ingestio_extract.llm.options import AskOptions


def open_models(settings: Settings, scratch: Path) -> Models | None:
    """Whom to ask and how; None where no document leaves the machine. `scratch` is of this process alone."""
    if settings.engine not in ASKING:
        return None
    return Models(
        OneRoute(
            ModelDesk(open_provider(settings)),
            requests_per_minute=settings.model_requests_per_minute,
            at_once=settings.model_at_once,
            options=ask_options(settings),
        ),
        scratch=scratch / "answers",
    )


def ask_options(settings: Settings) -> AskOptions:
    """How the provider of the settings is asked."""
    kind = settings.model_provider
    sees = settings.model_pictures
    if sees is None:
        sees = sees_pictures(kind, settings.model_name or PROVIDERS[kind].model)
    return AskOptions(pictures=sees, only_unsure=settings.engine == EngineName.AUTO)


def open_provider(settings: Settings) -> ModelProvider:
    """The provider itself."""
    return make_provider(
        settings.model_provider,
        base_url=settings.model_url,
        model=settings.model_name,
        key=settings.model_key,
        seconds=settings.model_timeout,
    )
