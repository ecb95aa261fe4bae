"""A document's progress on its way from the child through the pool into its job."""

from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionJob
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings, Reading
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from ingestio_core.limits import MediaType
from ingestio_core.progress import STORED, words
from ingestio_extract.pipeline import extract_document
from tests.cloud.pool_engines import hurry, step_by_step
from tests.cloud.workflow_bench import Bench
from tests.support.documents import DocumentKind, make_document
from tests.support.waiting import until


def progress(bench: Bench, document: UUID) -> int:
    with bench.sessions.system.read() as session:
        return session.scalars(
            select(ExtractionJob.progress).where(ExtractionJob.document_id == document)
        ).one()


def reached(bench: Bench, document: UUID, percent: int) -> bool:
    return progress(bench, document) == percent


def long_document() -> bytes:
    """An invoice with three more pages."""
    with pikepdf.open(BytesIO(make_document(1, DocumentKind.INVOICE).content)) as pdf:
        for _ in range(3):
            pdf.pages.append(pdf.pages[0])
        content = BytesIO()
        pdf.save(content)
    return content.getvalue()


def test_a_job_rises_by_pages_fields_and_checks_until_it_is_stored(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingestio_cloud.workflows.pool.PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr("ingestio_cloud.workflows.children.LOOK_SECONDS", 0.02)
    content = long_document()
    (tmp_path / "a.pdf").write_bytes(content)
    steps: list[int] = []
    extract_document(tmp_path / "a.pdf", MediaType.PDF, None, progress=steps.append)
    pages = len([step for step in steps if 10 < step <= 60])
    assert steps[0] == 10 and pages >= 4 and steps[-1] == 90

    bench = Bench(tmp_path / "bench", step_by_step, url=database_url)
    with bench.launched():
        batch, (document,) = bench.submit(content)
        assert progress(bench, document) == 0
        seen = []
        for step in steps:
            until(partial(reached, bench, document, step))
            seen.append(words(step, pages))
            bench.blobs.put_bytes(f"files/{document}.seen", str(step).encode())
        until(lambda: bench.batch_status(batch) in FINAL_BATCH)
        assert bench.batch_status(batch) is BatchStatus.COMPLETED
        assert progress(bench, document) == STORED
    in_order = [f"Reading page {page + 1} of {pages}" for page in range(pages)]
    assert list(dict.fromkeys(seen)) == [*in_order, "Finding fields", "Checking"]


def test_progress_is_told_once_a_second_and_the_last_figure_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of figures that come at once the last is told, too, in its turn."""
    source = tmp_path / "a.txt"
    source.write_text("", encoding="ascii")
    now = [1000.0]
    monkeypatch.setattr("ingestio_cloud.workflows.pool.monotonic", lambda: now[0])
    told: list[tuple[int, float]] = []

    def tell(percent: int) -> None:
        told.append((percent, now[0]))
        (tmp_path / "a.txt.go").write_text(str(percent), encoding="ascii")

    def look() -> bool:
        # Each look a fifth of a second later.
        now[0] += 0.2
        return False

    pool = ExtractionPool(PoolSettings(engine=hurry, workers=1, scratch=tmp_path / "scratch"))
    try:
        pool.extract(Reading(source, MediaType.PDF, None, 60.0), on_progress=tell, is_cancelled=look)
    finally:
        pool.close()
    figures, times = zip(*told, strict=True)
    assert {20, 60} <= set(figures) and list(figures) == sorted(set(figures))
    assert all(later - earlier >= 0.99 for earlier, later in pairwise(times))
