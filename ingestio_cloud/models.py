"""The providers of models, by the settings: for the composition roots of the API and the worker."""

from pathlib import Path

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.engines.desk import EngineDesk
from ingestio_cloud.features.engines.service import host_of
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk, ModelProvider
from ingestio_cloud.integrations.secret_box import SecretBox, key_in, keys_of
from ingestio_cloud.settings import Accounts, Settings
from ingestio_cloud.workflows.account_routes import AccountRoutes
from ingestio_cloud.workflows.asking import Models
from ingestio_cloud.workflows.engines import ASKING, EngineName
from ingestio_cloud.workflows.routes import OneRoute, Routes
from ingestio_core.contracts.engines import EngineChoice, ServiceModel
from ingestio_core.providers import PROVIDERS, sees_pictures
from ingestio_extract.llm.options import AskOptions


def open_models(settings: Settings, scratch: Path, sessions: SyncSessions | None = None) -> Models | None:
    """Whom to ask and how; None where no document leaves the machine. `scratch` is of this process alone.
    With `sessions`, also whom the accounts chose themselves."""
    service = _service_route(settings) if settings.engine in ASKING else None
    desk = None if sessions is None else open_engines(settings)
    if sessions is not None and desk is not None:
        routes: Routes = AccountRoutes(
            sessions,
            desk,
            service=service,
            requests_per_minute=settings.model_requests_per_minute,
            at_once=settings.model_at_once,
        )
    elif service is not None:
        routes = service
    else:
        return None
    return Models(routes, scratch=scratch / "answers")


def open_engines(settings: Settings) -> EngineDesk:
    """What accounts may choose from. On a person's own computer the key of their keys is in a file beside
    the database, which nobody else may read. Raises OSError where it can't be kept."""
    keys = keys_of(settings.secrets_key.get_secret_value())
    if not keys and settings.accounts_mode is Accounts.OFF:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        keys = [key_in(settings.data_dir)]
    service = None
    if settings.engine in ASKING:
        known = PROVIDERS[settings.model_provider]
        host = host_of(settings.model_url or known.url)
        service = ServiceModel(host=host, model=settings.model_name or known.model)
    usual = settings.engine if settings.engine in ASKING else EngineChoice.LOCAL
    return EngineDesk(
        box=SecretBox(keys) if keys else None,
        service=service,
        any_address=settings.accounts_mode is Accounts.OFF,
        addresses=tuple(url.rstrip("/") for url in keys_of(settings.model_addresses)),
        seconds=settings.model_timeout,
        usual=EngineChoice(usual),
        pictures=service is not None and ask_options(settings).pictures,
    )


def _service_route(settings: Settings) -> OneRoute:
    return OneRoute(
        ModelDesk(open_provider(settings)),
        requests_per_minute=settings.model_requests_per_minute,
        at_once=settings.model_at_once,
        options=ask_options(settings),
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
