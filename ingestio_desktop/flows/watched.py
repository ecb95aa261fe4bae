"""Watched folders: batches of what lands in them, without being asked. One thread looks."""

import queue
import threading
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Final
from uuid import UUID

import structlog

from ingestio_core.errors import IngestError
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_desktop.flows.watching.state import FolderPhase, FolderState, Told, ToldKind
from ingestio_desktop.flows.watching.watcher import IDLE_SECONDS, Watcher
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.store.watched import forget_refused
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener

__all__ = ["FolderPhase", "FolderState", "Told", "ToldKind", "WatchedFlow"]

_SPACING_SECONDS: Final = 0.5
"""Hints may come by the hundred; so long lies between two looks at least."""

_JOIN_SECONDS: Final = 5.0
"""A folder on a computer that does not answer may hold the thread for minutes: it is not waited for."""

log = structlog.get_logger(__name__)


class WatchedFlow:
    """Runs for one account. `changed` and `told` are notified in the flow's thread."""

    def __init__(
        self,
        store: Store,
        cpu: CpuProcess,
        settings: SettingsFile,
        account: str,
        *,
        pace: float = 1.0,
        known: Callable[[str], bool] = lambda _account: True,
    ) -> None:
        """`account` is the key of the account in use, as settings name it; `known` says which are on this
        computer. So many seconds of the settings,
        and of all that waits here, pass in one."""
        self.changed: Notifier[tuple[FolderState, ...]] = Notifier()
        self.told: Notifier[Told] = Notifier()
        self._store = store
        self._cpu = cpu
        self._settings = settings
        self._pace = pace
        self._states: tuple[FolderState, ...] = ()
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._woken = threading.Event()
        self._closed = threading.Event()
        self._watcher = Watcher(
            store,
            self._inspect,
            lambda: settings.settings,
            account,
            changed=self._show,
            told=self.told.notify,
            clock=lambda: monotonic() * pace,
            known=known,
        )
        self._unsubscribe = store.changed.subscribe(self._store_changed)
        self._thread = threading.Thread(target=self._run, name="watched-folders", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End the thread. Safe to call twice."""
        self._unsubscribe()
        self._closed.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join(_JOIN_SECONDS)

    def states(self) -> tuple[FolderState, ...]:
        """As last notified, in the order of the settings."""
        return self._states

    def look(self, folder_id: UUID | None = None) -> None:
        """Look at a folder now, or at all: also when their settings were changed."""
        self._tell(partial(self._watcher.look_soon, folder_id))

    def retry_refused(self, folder_id: UUID) -> None:
        """Look at the files of a folder that were refused once more."""

        def retry() -> None:
            self._store.write(lambda unit: forget_refused(unit, folder_id)).result()
            self._watcher.forget_refused(folder_id)

        self._tell(retry)

    def _show(self, states: tuple[FolderState, ...]) -> None:
        self._states = states
        self.changed.notify(states)

    def _tell(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)
        self._woken.set()

    def _store_changed(self, changed: Changed) -> None:
        if changed.watched or changed.batches:
            self._jobs.put(self._watcher.store_changed)
        if changed.account:
            self._jobs.put(self._watcher.look_soon)
        if changed.watched or changed.batches or changed.documents or changed.account:
            self._woken.set()

    # In the thread

    def _run(self) -> None:
        while not self._closed.is_set():
            self._woken.clear()
            try:
                while not self._jobs.empty():
                    self._jobs.get()()
                seconds = self._watcher.step()
            except IngestError as error:
                log.warning("watched folders could not be looked at", code=error.code)
                seconds = IDLE_SECONDS
            except Exception:
                # The edge of a task: one that fails must not end watching for good.
                if self._closed.is_set():
                    return
                log.exception("a look at watched folders failed")
                seconds = IDLE_SECONDS
            self._closed.wait(_SPACING_SECONDS / self._pace)
            self._woken.wait(seconds / self._pace)

    def _inspect(self, files: Sequence[FoundFile], max_bytes: int) -> Sequence[IntakeResult]:
        """What intake finds in files; fewer when the program ends meanwhile."""
        heard: queue.SimpleQueue[Sequence[IntakeResult] | IngestError | None] = queue.SimpleQueue()
        job = self._cpu.inspect(
            files,
            IntakeListener(found=lambda _: None, inspected=heard.put, ended=heard.put),
            max_bytes=max_bytes,
        )
        results: list[IntakeResult] = []
        while not self._closed.is_set():
            try:
                said = heard.get(timeout=_SPACING_SECONDS)
            except queue.Empty:
                continue
            if said is None:
                return results
            if isinstance(said, IngestError):
                raise said
            results.extend(said)
        self._cpu.cancel(job)
        return ()
