"""One batch in a real store and one child process for all tests of exports; nothing of it is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.desktop import fresh_store
from tests.support.exporting import fill_exports


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """24 documents that were read, 9 of them to review; 5 in progress, 3 errors and 2 cancelled."""

    store: Store
    cpu: CpuProcess
    flow: ExportFlow
    settings: SettingsFile
    batch: UUID

    @property
    def source(self) -> ExportSource:
        return ExportSource(batch_id=self.batch)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExportDesk]:
    folder = tmp_path_factory.mktemp("exports")
    store = fresh_store(folder / "store.sqlite")
    cpu = CpuProcess()
    cpu.start()
    settings = SettingsFile(folder / "settings.json")
    flow = ExportFlow(store, cpu, settings)
    batch = fill_exports(store, 24, unconfirmed=9, in_progress=5, failed=3, cancelled=2)
    # Its thread for disks is there before the first test, and not left behind by it.
    flow.look_at(folder / "x.xlsx").result(60)
    try:
        yield ExportDesk(store, cpu, flow, settings, batch)
    finally:
        flow.close()
        cpu.close()
        store.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "March.xlsx"
