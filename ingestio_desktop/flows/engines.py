"""What reads documents, keys of model providers, and what asking costs: known by the service alone."""

from concurrent.futures import Future

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import (
    EngineDefault,
    EngineEstimate,
    Engines,
    EngineTest,
    ModelKey,
    ModelKeyPut,
)
from ingestio_core.providers import ProviderKind
from ingestio_desktop.sync.control import SyncControl


class EnginesFlow:
    """Asks the service each time; a key is handed on and kept nowhere here. All futures fail with
    `IngestError`: service_unreachable without a service, and those of the service and the transport."""

    def __init__(self, sync: SyncControl) -> None:
        self._sync = sync

    def engines(self) -> "Future[Engines]":
        return self._sync.ask(lambda client: client.engines())

    def set_default(self, chosen: EngineDefault) -> "Future[Engines]":
        return self._sync.ask(lambda client: client.set_default_engine(chosen))

    def put_key(self, provider: ProviderKind, key: ModelKeyPut) -> "Future[ModelKey]":
        return self._sync.ask(lambda client: client.put_model_key(provider, key))

    def delete_key(self, provider: ProviderKind) -> "Future[None]":
        return self._sync.ask(lambda client: client.delete_model_key(provider))

    def test_key(self, provider: ProviderKind) -> "Future[EngineTest]":
        """Sends no document."""
        return self._sync.ask(lambda client: client.test_model_key(provider))

    def estimate(self, batch: BatchCreate) -> "Future[EngineEstimate]":
        """What a batch will cost at about; makes nothing."""
        return self._sync.ask(lambda client: client.estimate_batch(batch))
