"""Batches in a real store, the real flows, without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.desktop import Desktop, desktop_on


@pytest.fixture
def desktop(qapp: object, tmp_path: Path) -> Iterator[Desktop]:
    # Nothing is dropped here, so the child process is never asked.
    with desktop_on(tmp_path / "data", CpuProcess()) as made:
        yield made
    assert not made.unexpected
