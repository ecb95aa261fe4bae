"""A real store, a real child process and a draft on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.store.database import Store
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.desktop import fresh_store
from tests.support.documents import make_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path / "data" / "store.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def cpu() -> Iterator[CpuProcess]:
    process = CpuProcess()
    process.start()
    yield process
    process.close()


@pytest.fixture
def compose(store: Store, cpu: CpuProcess) -> Iterator[ComposeFlow]:
    flow = ComposeFlow(store, cpu)
    flow.start()
    flow.open().result(30)
    yield flow
    flow.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good files, one of them twice, a broken PDF and a text file that says it is one."""
    top = tmp_path / "dropped"
    (top / "one").mkdir(parents=True)
    (top / "two").mkdir()
    documents = [make_document(number).content for number in (1, 2, 3)]
    (top / "one" / "same.pdf").write_bytes(documents[0])
    (top / "two" / "same.pdf").write_bytes(documents[1])
    (top / "third.pdf").write_bytes(documents[2])
    (top / "copy of third.pdf").write_bytes(documents[2])
    (top / "broken.pdf").write_bytes(documents[0][:200])
    (top / "text.pdf").write_bytes(b"Dear Sir or Madam,\n")
    return top
