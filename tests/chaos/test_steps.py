"""Killed between every two steps of a document's work, and started again."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_core.lifecycle import DocumentStatus, JobStatus
from tests.chaos.doomed import KILLED, NEVER, NONE
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import PAGES, Bench

REPOSITORY = Path(__file__).resolve().parents[2]
POINTS = ("before:begin", "before:read", "after:read", "before:finish", "before:tidy", "after:tidy")
SIGKILLED = -9


def start(folder: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "tests.chaos.doomed", str(folder), *arguments]
    return subprocess.run(command, cwd=REPOSITORY, timeout=60, check=False).returncode


def test_killed_between_every_two_steps(tmp_path: Path) -> None:
    assert [start(tmp_path, point) for point in POINTS] == [KILLED] * len(POINTS)
    assert start(tmp_path, NONE) == 0
    bench = Bench(tmp_path, by_content)
    with bench.sessions.system.read() as session:
        batches = session.scalars(select(ExtractionBatch.id).order_by(ExtractionBatch.created_at)).all()
    assert len(batches) == len(POINTS)
    for batch in batches:
        assert bench.states(batch) == [(DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)]
        once = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}
        assert bench.usage(batch) == once
    assert not list(bench.blobs.keys("outcomes"))
    # Only a crash between reading and storing makes a document be read again.
    again = [number for number, batch in enumerate(batches) if bench.reads(batch) > 1]
    assert [POINTS[number] for number in again] == ["after:read", "before:finish"]
    bench.close()


def test_a_document_that_kills_its_service_is_given_up(tmp_path: Path) -> None:
    assert start(tmp_path, NEVER, "kill the service") == SIGKILLED
    assert [start(tmp_path, NONE) for _ in range(3)] == [SIGKILLED] * 3
    assert start(tmp_path, NEVER, "good") == 0
    bench = Bench(tmp_path, by_content)
    with bench.sessions.system.read() as session:
        deadly, good = session.scalars(select(ExtractionBatch.id).order_by(ExtractionBatch.created_at)).all()
    assert bench.states(deadly) == [(DocumentStatus.FAILED, JobStatus.FAILED, "given_up")]
    assert bench.states(good) == [(DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)]
    assert bench.usage(deadly)["used"] == bench.usage(deadly)["reserved"] == 0
    bench.close()
