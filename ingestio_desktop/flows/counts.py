"""Counts that help to make the program better: off unless turned on, and never more than is shown."""

import platform
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from datetime import UTC, datetime

import structlog

from ingestio_core.errors import IngestError
from ingestio_desktop.api.network import send_counts
from ingestio_desktop.futures import chain, done
from ingestio_desktop.settings import Settings, SettingsFile
from ingestio_desktop.store.database import Reader, Store
from ingestio_desktop.store.tallies import tallies
from ingestio_desktop.workers.io_thread import IoThread

Counts = Mapping[str, str | int]

log = structlog.get_logger(__name__)


class CountsFlow:
    """Sends at most once a day, and only while it is turned on and an address is set."""

    def __init__(self, store: Store, io: IoThread, settings: SettingsFile, version: str) -> None:
        self._store = store
        self._io = io
        self._settings = settings
        self._version = version
        self._lock = threading.Lock()
        self._sending = False
        self._unsubscribe = settings.changed.subscribe(self._settings_changed)

    def close(self) -> None:
        self._unsubscribe()

    def preview(self) -> "Future[Counts]":
        """Exactly what would be sent."""

        def read(session: Reader) -> Counts:
            return {
                "version": self._version,
                "system": platform.system(),
                "python": platform.python_version(),
                **tallies(session),
            }

        return self._store.read(read)

    def send_if_wanted(self) -> "Future[bool]":
        """Whether something was sent. An address that does not answer is asked again another day."""
        settings = self._settings.settings
        address = settings.telemetry_address
        with self._lock:
            if self._sending or address is None or not _is_due(settings):
                return done(False)
            self._sending = True
        return chain(self.preview(), lambda counts: self._io.submit(self._send(address, counts)))

    def _settings_changed(self, _settings: Settings) -> None:
        self.send_if_wanted()

    async def _send(self, address: str, counts: Counts) -> bool:
        try:
            # Turned off meanwhile is off.
            if not self._settings.settings.telemetry:
                return False
            await send_counts(address, counts)
        except IngestError as error:
            log.info("counts were not sent", code=error.code)
            return False
        else:
            return True
        finally:
            self._sending = False
            self._settings.change(telemetry_day=datetime.now(UTC).date())


def _is_due(settings: Settings) -> bool:
    return settings.telemetry and settings.telemetry_day != datetime.now(UTC).date()
