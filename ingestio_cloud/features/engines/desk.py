"""What the feature is given by the composition root."""

from dataclasses import dataclass, field
from uuid import UUID

from ingestio_cloud.integrations.secret_box import SecretBox
from ingestio_core.contracts.engines import EngineChoice, ServiceModel
from ingestio_core.providers import PROVIDERS, ProviderKind


@dataclass(frozen=True, slots=True)
class EngineDesk:
    """`box` locks keys, None where the service cannot keep any; `service` is the model that it pays for
    itself. `any_address` lets keys be for any server: only where the service is on the computer of its only
    user, for elsewhere somebody could reach what only the service does. `addresses` are let in beside the
    providers' own. `seconds` is the limit for an answer,
    `usual` what reads batches where nobody has chosen, `pictures` whether the service's model is shown
    pages without text."""

    box: SecretBox | None = None
    service: ServiceModel | None = None
    any_address: bool = False
    addresses: tuple[str, ...] = field(default=())
    seconds: float = 120.0
    usual: EngineChoice = EngineChoice.LOCAL
    pictures: bool = False

    def takes(self, provider: ProviderKind, base_url: str) -> bool:
        """Whether a key may be for this server."""
        known = {PROVIDERS[provider].url, *self.addresses}
        return self.any_address or not base_url or base_url in {url.rstrip("/") for url in known}


def owner(user_id: UUID, provider: ProviderKind) -> str:
    """Whose a locked key is: copied to another row it opens nothing."""
    return f"{user_id}:{provider}"
