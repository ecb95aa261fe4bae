"""A run that another one has by now, while this process still has a thread on it."""

import threading
from pathlib import Path
from uuid import UUID

import pytest

from ingestio_cloud.workflows import putoff
from ingestio_core.lifecycle import FINAL_BATCH, DocumentStatus, JobStatus
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.waiting import until

COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)
ONCE = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putoff, "_FIRST_SECONDS", 0.05)
    monkeypatch.setattr(putoff, "_MOST_SECONDS", 0.2)


@pytest.fixture
def bench(tmp_path: Path, database_url: str) -> Bench:
    return Bench(tmp_path, by_content, url=database_url)


def test_an_attempt_is_never_read_twice_at_once_in_a_process(bench: Bench) -> None:
    """As when it was suspended for so long that others took it for dead."""
    with bench.launched():
        batch, document = being_read(bench)
        change_runs(bench, "status = 'ENQUEUED', owner_xid = NULL")
        until(lambda: len(bench.durable._waiting) == 1)
        bench.blobs.put_bytes(f"files/{document}.go", b"")
        until(lambda: bench.batch_status(batch) in FINAL_BATCH)
        until(lambda: run_states(bench) == ["SUCCESS"])
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE
        assert bench.reads(batch) == 1


@pytest.mark.parametrize(
    "change",
    [
        "status = 'PENDING', executor_id = 'another', owner_xid = 'anothers'",
        "status = 'CANCELLED', queue_name = NULL, owner_xid = NULL",
    ],
)
def test_no_thread_waits_for_what_others_do_with_a_run(
    bench: Bench, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    with bench.launched():
        batch, document = being_read(bench)
        change_runs(bench, change)
        bench.blobs.put_bytes(f"files/{document}.go", b"")
        until(lambda: bench.batch_status(batch) in FINAL_BATCH)
    until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("dbos-executor")])
    assert not [entry for entry in caplog.records if entry.levelname == "ERROR"]


def being_read(bench: Bench) -> tuple[UUID, UUID]:
    batch, (document,) = bench.submit("wait")
    assert bench.blobs.folder is not None
    until((bench.blobs.folder / f"files/{document}.reads").exists)
    return batch, document


def change_runs(bench: Bench, values: str) -> None:
    with bench.sessions.system.write() as session:
        session.connection().exec_driver_sql(f"UPDATE {bench.runs_table} SET {values}")


def run_states(bench: Bench) -> list[str]:
    with bench.sessions.system.read() as session:
        return list(session.connection().exec_driver_sql(f"SELECT status FROM {bench.runs_table}").scalars())
