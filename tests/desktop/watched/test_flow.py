"""The flow as it runs: a thread, the child process, settings that change meanwhile."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingestio_desktop.flows.watched import FolderPhase, FolderState, WatchedFlow
from ingestio_desktop.options import THIS_COMPUTER, WatchedFolder
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.documents import broken_pdf
from tests.support.watching import batches, put

PACE = 20.0


class Heard:
    """Waits until the states are as wanted."""

    def __init__(self, flow: WatchedFlow) -> None:
        self._flow = flow
        self._changed = threading.Condition()
        flow.changed.subscribe(self._notify)

    def _notify(self, _: object) -> None:
        with self._changed:
            self._changed.notify_all()

    def until(self, wanted: Callable[[tuple[FolderState, ...]], bool]) -> tuple[FolderState, ...]:
        with self._changed:
            assert self._changed.wait_for(lambda: wanted(self._flow.states()), timeout=30)
        return self._flow.states()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def flow(store: Store, settings: SettingsFile) -> Iterator[WatchedFlow]:
    cpu = CpuProcess()
    cpu.start()
    made = WatchedFlow(store, cpu, settings, THIS_COMPUTER, pace=PACE)
    made.start()
    yield made
    made.close()
    made.close()
    cpu.close()


def test_a_folder_is_watched_as_soon_as_the_settings_say_so(
    store: Store, folder: Path, settings: SettingsFile, flow: WatchedFlow
) -> None:
    heard = Heard(flow)
    put(folder, 1, 2)
    (folder / "broken.pdf").write_bytes(broken_pdf())
    settings.change(watched=(WatchedFolder(path=folder, settle_seconds=1),))
    flow.look()
    (state,) = heard.until(lambda states: bool(states) and states[0].history.taken == 2)
    assert state.history.refused_count == 1
    (batch,) = batches(store)
    assert batch.id == state.history.last_batch
    settings.change(watching_paused=True)
    flow.look()
    heard.until(lambda states: states[0].phase is FolderPhase.PAUSED)
    settings.change(watched=())
    flow.look()
    heard.until(lambda states: states == ())


def test_refused_files_are_tried_again_when_the_person_says_so(
    store: Store, folder: Path, settings: SettingsFile, flow: WatchedFlow
) -> None:
    heard, told = Heard(flow), threading.Semaphore(0)
    flow.told.subscribe(lambda _: told.release())
    (folder / "broken.pdf").write_bytes(broken_pdf())
    settings.change(watched=(WatchedFolder(path=folder, settle_seconds=1),))
    flow.look()
    (state,) = heard.until(lambda states: bool(states) and states[0].history.refused_count == 1)
    assert told.acquire(timeout=30)
    flow.retry_refused(state.id)
    assert told.acquire(timeout=30)
    assert batches(store) == []
