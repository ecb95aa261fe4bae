"""The real service, killed and stopped in the middle of its work."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.lifecycle import BatchStatus, DocumentStatus
from tests.chaos.batch30 import all_documents, family, gone, make_files, readers, until_completed
from tests.support.service import connected, running_service
from tests.support.waiting import until

REPOSITORY = Path(__file__).resolve().parents[2]
COUNT = 30


@pytest.fixture(autouse=True)
def interruptible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGESTIO_ENGINE", "slow")
    monkeypatch.setenv("INGESTIO_WORKERS", "2")


async def test_killed_twice_in_a_batch_of_thirty(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files", COUNT)
    batch = files.batch()
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            await client.create_batch(batch)
            await files.upload(client, files.documents[:20])
            await until_completed(client, batch.id, 3)
        kill(service.pid)
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            await files.upload(client, files.documents[20:])
            before = await until_completed(client, batch.id, 12)
            assert before.status is BatchStatus.PROCESSING
        kill(service.pid)
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            await client.submit_batch(batch.id)
            final = await until_completed(client, batch.id, COUNT)
            assert final.status is BatchStatus.COMPLETED
            assert final.total_pages == files.pages
            documents = await all_documents(client, batch.id)
            assert (await client.account()).pages_used == files.pages
        processes = family(service.pid)
        # Neither the durable engine nor anything else talks to the outside.
        assert not [peer for peer in peers(processes) if peer not in ("127.0.0.1", "::1")]
    assert gone(processes)
    assert len(documents) == COUNT
    assert {document.status for document in documents} == {DocumentStatus.COMPLETED}
    assert {document.job.attempt for document in documents if document.job} == {1}
    assert_counted_once(tmp_path / "service" / "service.db", files.pages)


async def test_stopped_in_its_work_and_started_again(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files", 8)
    batch = files.batch()
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            await client.create_batch(batch)
            await files.upload(client, files.documents)
            await until_completed(client, batch.id, 1)
        processes = family(service.pid)
        os.kill(service.pid, signal.SIGTERM)
        assert gone(processes)
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            final = await until_completed(client, batch.id, 8)
            assert final.status is BatchStatus.COMPLETED
    assert_counted_once(tmp_path / "service" / "service.db", files.pages)


async def test_the_service_and_its_children_end_with_a_killed_window(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files", 6)
    batch = files.batch()
    window, told = open_window(tmp_path)
    async with ServiceClient(told["url"], fixed_token(told["token"])) as client:
        await client.create_batch(batch)
        await files.upload(client, files.documents)
        until(lambda: len(readers(told["pid"])) == 3)
    processes = family(told["pid"])
    window.kill()
    window.communicate()
    assert gone(processes)


def peers(processes: Sequence[psutil.Process]) -> list[str]:
    """The addresses that these processes are connected to."""
    return [
        connection.raddr.ip
        for process in processes
        for connection in process.net_connections()
        if connection.raddr
    ]


def open_window(folder: Path) -> tuple["subprocess.Popen[str]", dict[str, Any]]:
    """A program that embeds the service, and where it says that service is."""
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.embedder", str(folder)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    return window, json.loads(window.stdout.readline())


def kill(pid: int) -> None:
    """kill -9 in the middle of its work: it reads documents, and takes its children with it."""
    processes = family(pid)
    assert readers(pid)
    psutil.Process(pid).send_signal(signal.SIGKILL)
    assert gone(processes)


def assert_counted_once(database: Path, pages: int) -> None:
    """Each document has one result and one settled reservation, and the month is the ledger's sum."""
    connection = sqlite3.connect(database)
    try:
        events = connection.execute("SELECT document_id, kind, pages FROM usage_events").fetchall()
        results = connection.execute("SELECT document_id FROM extraction_results").fetchall()
        months = connection.execute("SELECT pages_used, pages_reserved FROM usage_months").fetchall()
        documents = connection.execute("SELECT id FROM documents").fetchall()
    finally:
        connection.close()
    once = Counter(document for (document,) in documents)
    assert Counter(document for (document,) in results) == once
    assert Counter(document for document, kind, _ in events if kind == "reserve") == once
    assert Counter(document for document, kind, _ in events if kind == "commit") == once
    assert {kind for _, kind, _ in events} == {"reserve", "commit"}
    assert sum(count for _, kind, count in events if kind == "commit") == pages
    assert months == [(pages, 0)]
