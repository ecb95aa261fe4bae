"""What reads documents: the account's choice, its keys, and the words that say where text goes."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import (
    MICROS,
    EngineChoice,
    EngineDefault,
    EngineEstimate,
    Engines,
    EngineTest,
    ModelKeyPut,
)
from ingestio_core.errors import IngestError
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.language import money, tr
from ingestio_desktop.theme.words import day_in_full
from ingestio_desktop.workers.bridge import Bridge

_CENT = MICROS // 100


class EnginesPresenter(QObject):
    """Looks again after each change."""

    engines_changed = Signal(object)
    """An `Engines`."""
    estimated = Signal(object)
    """The `EngineEstimate` that was asked for last."""
    tested = Signal(object, object)
    """A `ProviderKind`, and an `EngineTest`."""
    saved = Signal(object)
    """The `ProviderKind` whose key was kept."""
    refused = Signal(object, object)
    """The `ProviderKind` whose key was not kept, and the `IngestError`."""
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(self, flow: EnginesFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._asked = 0
        self.engines: Engines | None = None

    def refresh(self) -> None:
        self._deliver(self._flow.engines(), self._show)

    def set_default(self, engine: EngineChoice, provider: ProviderKind | None = None) -> None:
        chosen = EngineDefault(engine=engine, provider=provider)

        def failed(error: IngestError) -> None:
            self.failed.emit(error)
            self.refresh()

        self._bridge.deliver(self._flow.set_default(chosen), self, self._show, failed)

    def put_key(self, provider: ProviderKind, key: ModelKeyPut) -> None:
        def kept(_key: object) -> None:
            self.saved.emit(provider)
            self.refresh()

        self._bridge.deliver(
            self._flow.put_key(provider, key),
            self,
            kept,
            lambda error: self.refused.emit(provider, error),
        )

    def delete_key(self, provider: ProviderKind) -> None:
        self._deliver(self._flow.delete_key(provider), lambda _done: self.refresh())

    def test_key(self, provider: ProviderKind) -> None:
        def failed(error: IngestError) -> None:
            self.tested.emit(provider, EngineTest(works=False, message=error.message))

        self._bridge.deliver(
            self._flow.test_key(provider), self, lambda told: self.tested.emit(provider, told), failed
        )

    def estimate(self, batch: BatchCreate) -> None:
        self._asked += 1
        asked = self._asked

        def came(told: EngineEstimate) -> None:
            if asked == self._asked:
                self.estimated.emit(told)

        self._deliver(self._flow.estimate(batch), came)

    def _show(self, engines: Engines) -> None:
        self.engines = engines
        self.engines_changed.emit(engines)

    def _deliver(self, work: "Future[Any]", then: Callable[[Any], None]) -> None:
        self._bridge.deliver(work, self, then, self.failed.emit)


def can_ask(engines: Engines) -> bool:
    """Whether the account has a model to ask."""
    return engines.models and bool(engines.keys or engines.service)


def asked_host(engines: Engines, provider: ProviderKind | None) -> str:
    """Who is asked with this key, or where none is named; "" for nobody."""
    for key in engines.keys:
        if key.provider is provider:
            return key.host
    if provider is None and engines.service is not None:
        return engines.service.host
    return engines.keys[0].host if provider is None and len(engines.keys) == 1 else ""


def privacy(engine: EngineChoice, host: str) -> str:
    """What leaves this computer or this service, in a sentence."""
    match engine:
        case EngineChoice.LOCAL:
            return tr("No text of these documents is sent to a model.")
        case EngineChoice.AUTO:
            return tr("Text of documents that could not be read with certainty is sent to {host}.", host=host)
        case EngineChoice.MODEL:
            return tr("Text of these documents is sent to {host}.", host=host)


def cost_before(told: EngineEstimate) -> str:
    """An estimate in words; "" where nobody is asked."""
    if told.model is None:
        return ""
    if told.cost_micros is None:
        tokens = told.input_tokens + told.output_tokens
        return tr("About %n token(s) with {model}, whose price is not known.", "", tokens, model=told.model)
    facts = {
        "cost": dollars(told.cost_micros),
        "model": told.model,
        "day": day_in_full(date.fromisoformat(told.prices_of or "")),
    }
    if told.engine is EngineChoice.AUTO:
        return tr("At most about {cost} with {model}, by the list prices of {day}.", **facts)
    return tr("About {cost} with {model}, by the list prices of {day}.", **facts)


def cost_after(input_tokens: int | None, output_tokens: int | None, cost_micros: int | None) -> str:
    """What was spent in words; "" where nobody was asked."""
    if input_tokens is None:
        return ""
    tokens = tr("%n token(s)", "", input_tokens + (output_tokens or 0))
    return tokens if cost_micros is None else f"{tokens}, {dollars(cost_micros)}"


def spent_words(
    engine: EngineChoice | None,
    input_tokens: int | None,
    output_tokens: int | None,
    cost_micros: int | None,
) -> str:
    """How a batch was read and what that cost, in a line; "" where no model was chosen or asked."""
    cost = cost_after(input_tokens, output_tokens, cost_micros)
    match engine:
        case EngineChoice.AUTO:
            if not cost:
                return tr("Read automatically: no model was asked yet")
            return tr("Read automatically: {cost}", cost=cost)
        case EngineChoice.MODEL:
            return tr("Read by a model: {cost}", cost=cost) if cost else tr("Read by a model")
        case _:
            return tr("Read by a model: {cost}", cost=cost) if cost else ""


def dollars(micros: int) -> str:
    """An amount to the cent, as little as it may be."""
    if micros < _CENT:
        return tr("less than {cent}", cent=money(0.01))
    return money(-(-micros // _CENT) / 100)
