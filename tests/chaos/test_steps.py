"""Killed between every two steps of a document's work, and started again."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.features.extraction.service import MOST_DEATHS
from ingestio_core.lifecycle import DocumentStatus, JobStatus
from tests.chaos.aftermath import broken_runs
from tests.chaos.cluster import REPOSITORY
from tests.chaos.doomed import CANCELLED, KILLED, LOST, NEVER, NONE, POINTS, SURVIVED
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import PAGES, Bench

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

SIGKILLED = -9
READ_TWICE = {"read", "finished, not committed", "could not be stored"}
"""Only a crash between reading and storing makes a document be read again."""
PARTS = 3


def lives(folder: Path, url: str, *points: str) -> list[int]:
    """How each of these lives ended."""
    command = [sys.executable, "-m", "tests.chaos.doomed", str(folder), url or "-", *points]
    done = subprocess.run(command, cwd=REPOSITORY, timeout=170, check=True, stdout=subprocess.PIPE)
    codes: list[int] = json.loads(done.stdout.splitlines()[-1])
    return codes


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_between_every_two_steps(tmp_path: Path, part: int) -> None:
    killed_at_each_point(tmp_path, "", part)


@pytest.mark.chaos
@pytest.mark.parametrize("part", range(PARTS))
def test_killed_between_every_two_steps_beside_other_workers(
    tmp_path: Path, postgres_url: str, part: int
) -> None:
    killed_at_each_point(tmp_path, postgres_url, part)


def killed_at_each_point(folder: Path, url: str, part: int) -> None:
    """One of so many parts of the points: each is short enough for a machine that is busy otherwise."""
    points = [*[*POINTS, *LOST][part::PARTS], CANCELLED]
    assert lives(folder, url, *points, NONE) == [*[KILLED] * len(points), SURVIVED]
    bench = Bench(folder, by_content, url=url)
    *normal, cancelled = batches(bench)
    assert len(normal) == len(points) - 1
    for point, batch in zip(points, normal, strict=False):
        assert bench.states(batch) == [(DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)], point
        once = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}
        assert bench.usage(batch) == once, point
    assert bench.states(cancelled) == [(DocumentStatus.FAILED, JobStatus.CANCELLED, "cancelled")]
    assert bench.usage(cancelled) == {"reserved": 0, "used": 0, "documents": 0, "ledger": 0, "results": 0}
    assert not list(bench.blobs.keys("outcomes"))
    assert broken_runs(bench.database) == []
    again = {point for point, batch in zip(points, normal, strict=False) if bench.reads(batch) > 1}
    assert again == READ_TWICE & set(points)
    bench.close()


def test_a_document_that_kills_its_service_is_given_up(tmp_path: Path) -> None:
    assert lives(tmp_path, "", NEVER, "kill the service") == [SIGKILLED]
    assert lives(tmp_path, "", *[NONE] * MOST_DEATHS) == [*[SIGKILLED] * (MOST_DEATHS - 1), SURVIVED]
    assert lives(tmp_path, "", NEVER, "good") == [SURVIVED]
    bench = Bench(tmp_path, by_content)
    deadly, good = batches(bench)
    assert bench.states(deadly) == [(DocumentStatus.FAILED, JobStatus.FAILED, "given_up")]
    assert bench.states(good) == [(DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)]
    assert bench.usage(deadly)["used"] == bench.usage(deadly)["reserved"] == 0
    bench.close()


def batches(bench: Bench) -> list[UUID]:
    with bench.sessions.system.read() as session:
        return list(session.scalars(select(ExtractionBatch.id).order_by(ExtractionBatch.created_at)))
