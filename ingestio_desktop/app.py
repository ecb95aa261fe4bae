"""The composition root: the only place that builds things."""

import threading
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from ingestio_desktop.embedded import Supervisor
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.flows.exports import BROKEN_OFF, ExportFlow
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.logs import start_log, stop_log
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.library import end_broken_exports
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.cpu_process import CpuProcess
from ingestio_desktop.workers.io_thread import IoThread
from ingestio_desktop.workers.renderer import Renderer

THIS_COMPUTER: Final = "This computer"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Flows:
    """Every use case, built and ready."""

    account: AccountFlow
    batches: BatchesFlow
    compose: ComposeFlow
    engines: EnginesFlow
    exports: ExportFlow
    learned: LearnedFlow
    notifications: NotificationsFlow
    prompts: PromptsFlow
    review: ReviewFlow
    submit: SubmitFlow


class Application:
    """Everything below the windows, for the account *This computer*. Importing this module is
    heavy: do it in a background thread when a window waits."""

    def __init__(self, data: Path, settings: SettingsFile) -> None:
        """`data` is the person's data folder."""
        self._data = data
        self._settings = settings
        self._running = ExitStack()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._supervisor: Supervisor | None = None
        self._cpu: CpuProcess | None = None

    def start(self) -> "Future[Flows]":
        """Build store, threads and flows in the background, then start the embedded service and
        sync. The future ends when the flows can be used, which is before the service is there.
        Fails with `MachineError` (data_folder_unusable, store_unusable)."""
        future: Future[Flows] = Future()
        self._thread = threading.Thread(target=self._start, args=(future,), name="builder")
        self._thread.start()
        return future

    def shutdown(self) -> None:
        """Stop and join everything, children too. Safe to call twice."""
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            self._running.close()

    @property
    def child_pids(self) -> tuple[int, ...]:
        """Of the embedded service and of the CPU child, as far as they run."""
        parts = (self._supervisor, self._cpu)
        return tuple(part.pid for part in parts if part is not None and part.pid is not None)

    @property
    def service_pid(self) -> int | None:
        """Of the embedded service while it runs."""
        return self._supervisor.pid if self._supervisor is not None else None

    @property
    def service_address(self) -> tuple[str, str] | None:
        """Base URL and token of the embedded service while it is ready."""
        return self._supervisor.address if self._supervisor is not None else None

    def _start(self, future: "Future[Flows]") -> None:
        try:
            flows = self._build()
        except BaseException as error:  # noqa: BLE001 - the edge of the thread: its future reports
            self._running.close()
            future.set_exception(error)
        else:
            future.set_result(flows)

    def _build(self) -> Flows:
        running = self._running
        start_log(self._data / "logs" / "desktop.log")
        running.callback(stop_log)
        account = self._data / "accounts" / "this-computer"
        store = Store(account / "store.sqlite")
        store.open()
        running.callback(store.close)
        store.write(lambda unit: end_broken_exports(unit, BROKEN_OFF))
        io, cpu, renderer = IoThread(), CpuProcess(), Renderer()
        for worker in (renderer, cpu, io):
            worker.start()
            running.callback(worker.close)
        self._cpu = cpu
        sync = SyncControl(store, io, THIS_COMPUTER)
        sync.start()
        running.callback(sync.stop)
        compose = ComposeFlow(store, cpu)
        compose.start()
        running.callback(compose.close)
        review = ReviewFlow(store, DocumentFiles(store, sync, account / "files"), renderer)
        running.callback(review.close)
        self._supervisor = Supervisor(
            self._data, starting=sync.service_starting, ready=sync.service_ready, failed=sync.service_failed
        )
        self._supervisor.start()
        running.callback(self._supervisor.stop)
        shorten_pauses()
        log.info("started")
        return Flows(
            account=AccountFlow(store, sync),
            batches=BatchesFlow(store),
            compose=compose,
            engines=EnginesFlow(sync),
            exports=ExportFlow(store, cpu, self._settings),
            learned=LearnedFlow(sync),
            notifications=NotificationsFlow(store),
            prompts=PromptsFlow(store),
            review=review,
            submit=SubmitFlow(store, compose),
        )
