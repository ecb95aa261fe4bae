"""What the settings page asks of: built for one account, and ended with it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ingestio_desktop.flows.cache import CacheFlow
from ingestio_desktop.flows.counts import CountsFlow
from ingestio_desktop.flows.network import NetworkFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.report import ReportFlow
from ingestio_desktop.flows.watched import WatchedFlow
from ingestio_desktop.settings import Settings, SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.cpu_process import CpuProcess
from ingestio_desktop.workers.io_thread import IoThread


@dataclass(frozen=True, slots=True)
class Preferences:
    """`account` is the key of the one in use, and `account_name` what it is called."""

    account: str
    account_name: str
    cache: CacheFlow
    counts: CountsFlow
    network: NetworkFlow
    prompts: PromptsFlow
    report: ReportFlow
    watched: WatchedFlow


@dataclass(frozen=True, slots=True)
class Household:
    """What lasts as long as the window."""

    settings: SettingsFile
    network: NetworkFlow
    report: ReportFlow
    version: str

    def furnish(
        self,
        running: ExitStack,
        account: str,
        account_name: str,
        store: Store,
        sync: SyncControl,
        cpu: CpuProcess,
        io: IoThread,
        cache: CacheFlow,
        known: Callable[[str], bool] = lambda _account: True,
    ) -> Preferences:
        """Have the settings hold for an account's parts, now and when they are changed. `running` ends it;
        `known` says which accounts are on this computer."""
        watched = WatchedFlow(store, cpu, self.settings, account, known=known)
        watched.start()
        running.callback(watched.close)
        counts = CountsFlow(store, io, self.settings, self.version)
        running.callback(counts.close)
        counts.send_if_wanted()

        sync.limit_uploads(self.settings.settings.upload_bytes_per_second)
        running.callback(self.settings.changed.subscribe(_Following(self.settings.settings, sync, watched)))
        # What was not reached the former way may be reached now.
        running.callback(self.network.changed.subscribe(lambda _proxy: sync.sync_now()))
        return Preferences(
            account,
            account_name,
            cache,
            counts,
            self.network,
            PromptsFlow(store),
            self.report,
            watched,
        )


class _Following:
    """Hands on what is other than before. Most changes are of windows and columns, and a folder with many
    files is not to be listed for those."""

    def __init__(self, before: Settings, sync: SyncControl, watched: WatchedFlow) -> None:
        self._before = before
        self._sync = sync
        self._watched = watched

    def __call__(self, settings: Settings) -> None:
        before, self._before = self._before, settings
        if settings.upload_limit_kbps != before.upload_limit_kbps:
            self._sync.limit_uploads(settings.upload_bytes_per_second)
        if (settings.watched, settings.watching_paused) != (before.watched, before.watching_paused):
            self._watched.look()


def open_cache(running: ExitStack, store: Store, folder: Path, settings: SettingsFile) -> CacheFlow:
    """The copies of one account. `running` ends it."""
    cache = CacheFlow(store, folder, settings)
    running.callback(cache.close)
    cache.start()
    return cache
