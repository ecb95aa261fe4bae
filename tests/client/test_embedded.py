"""The embedded service as a child process: found, stopped, and never left behind."""

import asyncio
import json
import queue
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psutil
import pytest

from ingestio_client.embedded import DATA_FOLDER_IN_USE, EmbeddedService
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced, run_batch
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from tests.support.documents import make_document
from tests.support.service import START_SECONDS, running_service

GONE_SECONDS = 30.0

PARENT = """
import json, sys
from pathlib import Path
from ingestio_client.embedded import EmbeddedService
folder = Path(sys.argv[1])
service = EmbeddedService.launch(folder / "service", folder / "service.log")
url = service.wait_ready(float(sys.argv[2]))
print(json.dumps({"url": url, "token": service.token, "pid": service.pid}), flush=True)
sys.stdin.read()
"""


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def assert_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=GONE_SECONDS)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


async def read_one(url: str, token: str, folder: Path) -> None:
    """Have one document read, so that the service has its pool of processes."""
    path = folder / "one.pdf"
    path.write_bytes(make_document(1).content)
    document = announced(inspect_file(path))
    batch = BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=(document,))
    async with ServiceClient(url, fixed_token(token)) as client:
        result = await run_batch(client, batch, {document.id: path}, lambda _: None)
    assert result.batch.status is BatchStatus.COMPLETED


def test_one_service_a_folder_and_stopping_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Settings of a service that runs by itself must not reach the embedded one.
    monkeypatch.setenv("INGESTIO_DATABASE_URL", "no database")
    monkeypatch.setenv("INGESTIO_ROLE", "worker")
    with running_service(tmp_path) as service:
        assert service.running
        second = EmbeddedService.launch(tmp_path / "service", tmp_path / "second.log")
        with pytest.raises(IngestError) as caught:
            second.wait_ready(START_SECONDS)
        assert caught.value.code == DATA_FOLDER_IN_USE
        assert not second.running
        processes = family(service.pid)
    assert not service.running
    assert_gone(processes)
    service.stop()


def test_killing_the_parent_ends_the_service_and_its_pool(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), str(START_SECONDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with parent:
        assert parent.stdout is not None
        started = json.loads(parent.stdout.readline())
        asyncio.run(read_one(started["url"], started["token"], tmp_path))
        processes = family(started["pid"])
        assert len(processes) > 2, "there is none to inspect files and none to read them"
        parent.kill()
    assert_gone(processes)


def test_a_service_that_dies_by_itself_is_told(tmp_path: Path) -> None:
    codes: queue.Queue[int] = queue.Queue()
    with EmbeddedService.launch(tmp_path / "service", tmp_path / "log", on_exit=codes.put) as service:
        service.wait_ready(START_SECONDS)
        psutil.Process(service.pid).kill()
        assert codes.get(timeout=GONE_SECONDS) != 0
    assert codes.empty()


def test_a_start_that_takes_too_long_leaves_nothing(tmp_path: Path) -> None:
    service = EmbeddedService.launch(tmp_path / "service", tmp_path / "log")
    processes = family(service.pid)
    with pytest.raises(IngestError) as caught:
        service.wait_ready(0.001)
    assert (caught.value.code, caught.value.retryable) == ("service_start_slow", True)
    assert_gone(processes)


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(MachineError) as caught:
        EmbeddedService.launch(tmp_path / "file" / "service", tmp_path / "log")
    assert caught.value.code == "data_folder_unusable"


def test_a_log_that_has_grown_large_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    log.write_bytes(b"x" * (6 * 1024 * 1024))
    EmbeddedService.launch(tmp_path / "service", log).stop()
    assert (tmp_path / "service.log.1").stat().st_size == 6 * 1024 * 1024
    assert log.stat().st_size < 1024 * 1024


def test_starting_a_service_imports_nothing_heavy() -> None:
    code = (
        "import sys, ingestio_client.embedded; print([m for m in ('httpx', 'asyncio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
