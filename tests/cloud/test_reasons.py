"""Every way a document can fail after its upload: provoked for real, with what it then says and costs."""

import re
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from ingestio_cloud.db.models import Document, ExtractionBatch, ExtractionJob
from ingestio_cloud.features.accounts.plans import AccountPlans
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction.reasons import Cause, as_table, reason
from ingestio_cloud.features.extraction.service import MOST_DEATHS
from ingestio_cloud.workflows import putoff
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentStatus, JobStatus
from ingestio_core.limits import MEBIBYTE
from ingestio_core.plans import PlanChange, PlanName, changed_plans
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.waiting import until

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "errors.md"
FINDERS = (
    "ingestio_extract/*.py",
    "ingestio_core/intake.py",
    "ingestio_core/contents/*.py",
    "ingestio_cloud/features/uploads/service.py",
    "ingestio_cloud/features/uploads/verify.py",
    "ingestio_cloud/features/batches/service.py",
)
"""Who says what is wrong with a file."""
NO_UPLOAD = {"upload_busy", "uploads_at_once", "upload_interrupted", "id_taken", "page_unreadable"}
"""What ends an upload, or the reading of a page that somebody looks at, but no document."""

HANG = "hang in C"
IN_THE_CHILD = {
    "die": Cause.EXTRACTION_CRASHED,
    HANG: Cause.EXTRACTION_TIMEOUT,
    "grow in C": Cause.EXTRACTION_OUT_OF_MEMORY,
    "say much": Cause.EXTRACTION_TOO_LARGE,
    "fail": Cause.EXTRACTION_FAILED,
    "answer nonsense": Cause.PROCESSING_FAILED,
}
HERE = {Cause.PAGE_QUOTA_REACHED, Cause.CANCELLED, Cause.FILE_MISSING, Cause.GIVEN_UP}
OF_MODELS = {cause for cause in Cause if cause.startswith("model_")}


def settle(bench: Bench, batch: UUID) -> None:
    until(lambda: bench.batch_status(batch) in FINAL_BATCH)


def said(bench: Bench, document: UUID) -> ErrorInfo:
    """What a failed document says, which is what its job says."""
    with bench.sessions.system.read() as session:
        row = session.scalars(select(Document).where(Document.id == document)).one()
        job = session.scalars(select(ExtractionJob).where(ExtractionJob.document_id == document)).one()
        assert row.error is not None and row.error == job.error
        cancelled = row.error.code == Cause.CANCELLED
        assert row.status is DocumentStatus.FAILED
        assert job.status is (JobStatus.CANCELLED if cancelled else JobStatus.FAILED)
        assert job.finished_at is not None and job.pages in (None, PAGES)
        return row.error


def goes_on(bench: Bench) -> None:
    """Whether the next document is read, and nothing is left of those before."""
    batch, _ = bench.submit("good")
    settle(bench, batch)
    assert bench.batch_status(batch) is BatchStatus.COMPLETED
    until(lambda: not list(bench.scratch.iterdir()))


def test_every_cause_is_provoked_here_or_by_who_asks_models() -> None:
    assert set(Cause) == set(IN_THE_CHILD.values()) | HERE | OF_MODELS


def test_a_child_in_trouble_costs_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, by_content, memory_bytes=450 * MEBIBYTE)
    others = [text for text in IN_THE_CHILD if text != HANG]
    with bench.launched():
        with monkeypatch.context() as patch:
            # For this one alone: on a busy machine the others take that long, too.
            patch.setattr("ingestio_cloud.workflows.processing.LIMIT_SECONDS", 2.0)
            patch.setattr("ingestio_cloud.workflows.processing.LIMIT_SECONDS_PER_PAGE", 0.0)
            hung, (hanging,) = bench.submit(HANG)
            settle(bench, hung)
        batch, documents = bench.submit(*others, "good")
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.PARTIALLY_COMPLETED
        errors = {text: said(bench, document) for text, document in zip(others, documents, strict=False)}
        errors[HANG] = said(bench, hanging)
        assert errors == {text: reason(cause, seconds=2) for text, cause in IN_THE_CHILD.items()}
        usage = bench.usage(batch)
        assert (usage["used"], usage["reserved"], usage["results"]) == (PAGES, 0, 1)
        with bench.sessions.system.read() as session:
            told = session.scalars(
                select(ExtractionBatch.last_error_message).where(ExtractionBatch.id == batch)
            ).one()
        assert told is not None and told.partition(": ")[2] in {errors[text].message for text in others}
        goes_on(bench)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with Bench(tmp_path, by_content, runs_work=False).launched() as queueing:
        batch, (document,) = queueing.submit("good")
        queueing.blobs.delete_now(f"files/{document}")
    bench = Bench(tmp_path, by_content)
    with bench.launched():
        settle(bench, batch)
        assert said(bench, document) == reason(Cause.FILE_MISSING)
        assert bench.usage(batch)["used"] == bench.usage(batch)["reserved"] == 0
        goes_on(bench)


def test_pages_of_the_month_that_are_used_up(tmp_path: Path, database_url: str) -> None:
    few = changed_plans({PlanName.STARTER: PlanChange(pages_per_month=PAGES)})
    bench = Bench(tmp_path, by_content, url=database_url, plans=partial(AccountPlans, plans=few))
    with bench.launched():
        batch, documents = bench.submit("good", "good", local=False)
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.PARTIALLY_COMPLETED
        refused = next(
            document
            for document, (status, _, _) in zip(documents, bench.states(batch), strict=True)
            if status is DocumentStatus.FAILED
        )
        assert said(bench, refused) == reason(Cause.PAGE_QUOTA_REACHED)
        assert (bench.usage(batch)["used"], bench.usage(batch)["reserved"]) == (PAGES, 0)
        goes_on(bench)


def test_a_batch_that_is_cancelled(tmp_path: Path, database_url: str) -> None:
    bench = Bench(tmp_path, by_content, url=database_url)
    with bench.launched():
        batch, documents = bench.submit("hang", "hang in C", "hang")
        user = bench.user_of(batch)
        until(lambda: DocumentStatus.PROCESSING in {status for status, _, _ in bench.states(batch)})
        with bench.sessions.of(user).write() as session:
            _, cleanup = batches.cancel(session, user, batch)
        bench.durable.cancel(list(cleanup.attempts))
        assert [said(bench, document) for document in documents] == [reason(Cause.CANCELLED)] * 3
        assert bench.usage(batch)["used"] == bench.usage(batch)["reserved"] == 0
        goes_on(bench)


def test_a_document_that_processes_died_with(tmp_path: Path) -> None:
    """The deaths themselves are those of `tests/chaos/test_steps.py`."""
    with Bench(tmp_path, by_content, runs_work=False).launched() as queueing:
        batch, (document,) = queueing.submit("good")
        with queueing.sessions.system.write() as session:
            session.execute(update(ExtractionJob).values(deaths=MOST_DEATHS))
    bench = Bench(tmp_path, by_content)
    with bench.launched():
        settle(bench, batch)
        assert said(bench, document) == reason(Cause.GIVEN_UP)
        goes_on(bench)


def test_a_full_disk_is_no_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putoff, "_FIRST_SECONDS", 0.05)
    bench = Bench(tmp_path, by_content)
    with bench.launched():
        batch, _ = bench.submit("fill the disk once")
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.COMPLETED
        assert bench.reads(batch) == 2
        assert bench.usage(batch)["used"] == PAGES


@pytest.mark.parametrize("cause", list(Cause))
def test_what_a_person_reads(cause: Cause) -> None:
    for told in (reason(cause), reason(cause, seconds=150, provider="OpenAI")):
        assert told.code == cause
        assert told.title and not told.title.endswith(".")
        sentences = re.split(r"(?<=[.])\s", told.message)
        assert len(sentences) >= 2, "what happened, and what to do"
        assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)
        assert not re.search(r"[{}<>/\\_]|Error|Exception|Traceback|None|\bpid\b", told.message)
        assert len(told.message) <= 240


def test_messages_tell_one_cause_from_another() -> None:
    assert len({reason(cause).message for cause in Cause}) == len(Cause)
    assert "150 seconds" in reason(Cause.EXTRACTION_TIMEOUT, seconds=150).message
    for cause in OF_MODELS - {Cause.MODEL_TOO_LONG, Cause.MODEL_NOT_ASKED}:
        assert reason(cause, provider="Mistral").message.startswith("Mistral ")


def test_the_documentation_has_the_table() -> None:
    assert as_table() in PAGE.read_text("utf-8")


def test_the_documentation_has_what_may_be_wrong_with_a_file() -> None:
    files = [path for pattern in FINDERS for path in REPOSITORY.glob(pattern)]
    errors = re.compile(r'(?:IngestError|ErrorInfo)\(\s*(?:code=)?"([a-z_]+)"')
    found = {code for path in files for code in errors.findall(path.read_text("utf-8"))} - NO_UPLOAD
    assert len(found) > 8
    listed = set(re.findall(r"^\| `([a-z_]+)`", PAGE.read_text("utf-8"), re.MULTILINE))
    assert found <= listed
