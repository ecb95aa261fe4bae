"""A service that knows engines and keys, for windows: it answers at once and keeps what it is told."""

from concurrent.futures import Future
from datetime import UTC, datetime

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import (
    EngineChoice,
    EngineDefault,
    EngineEstimate,
    Engines,
    EngineTest,
    ModelKey,
    ModelKeyPut,
)
from ingestio_core.errors import IngestError
from ingestio_core.providers import PROVIDERS, ProviderKind
from ingestio_desktop.futures import done, failed

WRONG = "sk-wrong-key-0000"


def model_key(kind: ProviderKind, put: ModelKeyPut) -> ModelKey:
    """A key as the service shows it."""
    known = PROVIDERS[kind]
    host = (put.base_url or known.url).partition("//")[2].partition("/")[0]
    return ModelKey(
        provider=kind,
        base_url=put.base_url,
        model=put.model or known.model,
        host=host,
        last_four=(put.key or "")[-4:],
        readable=True,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


class ChosenEngines:
    """In place of `EnginesFlow`. `kept` has what was put, `estimated` the batches that were asked about."""

    def __init__(
        self,
        *kinds: ProviderKind,
        default: EngineChoice | None = None,
        local: bool = True,
        models: bool = True,
    ) -> None:
        keys = tuple(model_key(kind, ModelKeyPut(key="sk-of-these-tests")) for kind in kinds)
        chosen = None
        if default is not None:
            chosen = EngineDefault(engine=default, provider=kinds[0] if kinds else None)
        self.state = Engines(
            models=models, own_keys=True, own_addresses=local, service=None, default=chosen, keys=keys
        )
        self.kept: list[tuple[ProviderKind, ModelKeyPut]] = []
        self.estimated: list[BatchCreate] = []

    def engines(self) -> "Future[Engines]":
        return done(self.state)

    def set_default(self, chosen: EngineDefault) -> "Future[Engines]":
        self.state = self.state.model_copy(update={"default": chosen})
        return done(self.state)

    def put_key(self, provider: ProviderKind, key: ModelKeyPut) -> "Future[ModelKey]":
        if key.key == "":
            return failed(IngestError("model_key_unusable", "This is no key", "Copy the key alone."))
        self.kept.append((provider, key))
        made = model_key(provider, key)
        others = tuple(one for one in self.state.keys if one.provider is not provider)
        self.state = self.state.model_copy(update={"keys": (*others, made)})
        return done(made)

    def delete_key(self, provider: ProviderKind) -> "Future[None]":
        others = tuple(one for one in self.state.keys if one.provider is not provider)
        self.state = self.state.model_copy(update={"keys": others})
        return done(None)

    def test_key(self, provider: ProviderKind) -> "Future[EngineTest]":
        wrong = any(key.key == WRONG for kind, key in self.kept if kind is provider)
        message = f"{PROVIDERS[provider].title} refused the key." if wrong else ""
        return done(EngineTest(works=not wrong, message=message))

    def estimate(self, batch: BatchCreate) -> "Future[EngineEstimate]":
        self.estimated.append(batch)
        key = next(key for key in self.state.keys if batch.model_provider in (None, key.provider))
        pages = sum(document.pages for document in batch.documents)
        default = self.state.default.engine if self.state.default else EngineChoice.LOCAL
        return done(
            EngineEstimate(
                engine=batch.engine or default,
                host=key.host,
                model=key.model,
                documents=len(batch.documents),
                pages=pages,
                questions=pages,
                input_tokens=1_500 * pages,
                output_tokens=400 * pages,
                cost_micros=2_925 * pages,
                prices_of="2026-11-06",
            )
        )
