"""The desks of many accounts, each made when it is first needed."""

import hashlib
import threading
from collections import OrderedDict
from typing import Final

from pydantic import SecretStr

from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk
from ingestio_core.providers import ProviderKind

_MOST: Final = 64
"""Each has a thread and connections of its own."""


class ModelDesks:
    """Asks for many accounts, from any thread. Of too many desks the one that nobody wanted for longest is
    closed; a call that is still open there ends as `unavailable`, and is asked again."""

    def __init__(self, seconds: float, most: int = _MOST) -> None:
        self._seconds = seconds
        self._most = most
        self._lock = threading.Lock()
        self._desks: OrderedDict[str, ModelDesk] = OrderedDict()

    def of(self, kind: ProviderKind, key: SecretStr, *, model: str = "", base_url: str = "") -> ModelDesk:
        """The desk of an account, which asks a model there."""
        parts = (kind.value, key.get_secret_value(), model, base_url)
        name = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        with self._lock:
            desk = self._desks.get(name)
            if desk is None:
                provider = make_provider(kind, key=key, model=model, base_url=base_url, seconds=self._seconds)
                desk = self._desks[name] = ModelDesk(provider)
            self._desks.move_to_end(name)
            left = [self._desks.popitem(last=False)[1]] if len(self._desks) > self._most else []
        for one in left:
            one.close()
        return desk

    def close(self) -> None:
        """End all connections. Idempotent."""
        with self._lock:
            desks, self._desks = list(self._desks.values()), OrderedDict()
        for desk in desks:
            desk.close()
