"""The durable engine on a real database: each document once, whatever happens to it."""

import logging
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import ProgrammingError

from ingestio_cloud.db.models import Document, ExtractionJob, ExtractionResult, UsageMonth
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import service
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.workflows import lanes
from ingestio_cloud.workflows.tables import make_tables
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentStatus, JobStatus
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.postgres import postgres_server
from tests.support.waiting import until

COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)


@pytest.fixture
def bench(tmp_path: Path, database_url: str) -> Bench:
    """On both databases."""
    return Bench(tmp_path, by_content, url=database_url)


def settle(bench: Bench, batch: UUID) -> None:
    until(lambda: bench.batch_status(batch) in FINAL_BATCH)


def test_a_batch_is_read_and_counted_once(bench: Bench) -> None:
    with bench.launched():
        batch, _ = bench.submit(*[f"good {number}" for number in range(10)])
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.COMPLETED
        assert bench.states(batch) == [COMPLETED] * 10
        pages = 10 * PAGES
        assert bench.usage(batch) == {
            "reserved": 0,
            "used": pages,
            "documents": 10,
            "ledger": pages,
            "results": 10,
        }
        until(lambda: not list(bench.blobs.keys("outcomes")))


def test_outcomes_that_a_crash_left_are_swept(bench: Bench) -> None:
    left = f"outcomes/{uuid4()}.1.json"
    bench.blobs.put_bytes(left, b"{}")
    with bench.launched():
        until(lambda: not list(bench.blobs.keys("outcomes")))


def test_a_sweep_keeps_what_is_still_needed(bench: Bench) -> None:
    with bench.launched():
        _, (document,) = bench.submit("hang")
        needed = f"outcomes/{document}.1.json"
        bench.blobs.put_bytes(needed, b"{}")
        bench.work.sweep()
        assert list(bench.blobs.keys("outcomes")) == [needed]


def test_a_bad_document_fails_alone_and_costs_nothing(bench: Bench) -> None:
    with bench.launched():
        batch, _ = bench.submit("good", "refuse", "die")
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.PARTIALLY_COMPLETED
        codes = {code for _, _, code in bench.states(batch)}
        assert codes == {None, "unreadable", "extraction_crashed"}
        assert bench.usage(batch)["used"] == PAGES
        assert bench.usage(batch)["reserved"] == 0


def test_a_rollback_takes_the_job_with_it(bench: Bench) -> None:
    with bench.launched():
        batch, (document,) = bench.submit("good")
        settle(bench, batch)
        with pytest.raises(ZeroDivisionError), bench.sessions.system.write() as session:
            row = session.scalars(select(Document).where(Document.id == document)).one()
            bench.durable.enqueue(
                session, document_id=document, batch_id=batch, user_id=row.user_id, attempt=2
            )
            raise ZeroDivisionError
        with bench.sessions.system.read() as session:
            runs = session.scalars(text(f"SELECT workflow_uuid FROM {bench.runs_table}")).all()
        assert runs == [f"doc:{document}:1"]


def test_the_same_attempt_queued_twice_runs_once(bench: Bench) -> None:
    with bench.launched():
        batch, (document,) = bench.submit("good")
        settle(bench, batch)
        with bench.sessions.system.write() as session:
            job = session.scalars(select(ExtractionJob)).one()
            bench.durable.enqueue(
                session, document_id=document, batch_id=batch, user_id=job.user_id, attempt=1
            )
        other, _ = bench.submit("good")
        settle(bench, other)
        assert bench.usage(batch)["results"] == 1


def test_a_run_without_a_partition_is_refused() -> None:
    with pytest.raises(ValueError, match="must be queued for a user"):
        lanes.options("process_document", "doc:x:1", queue="documents:local", partition=None)  # type: ignore[arg-type]


def test_a_second_engine_in_one_process_is_refused(bench: Bench, tmp_path: Path) -> None:
    second = Bench(tmp_path / "second", by_content)
    with bench.launched():
        with pytest.raises(RuntimeError, match="another durable engine"):
            second.durable.launch()
        second.close()
        batch, _ = bench.submit("good")
        settle(bench, batch)


def test_cancelling_stops_what_is_read_and_what_waits(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with bench.launched():
        batch, documents = bench.submit(*["hang"] * 20)
        until(lambda: DocumentStatus.PROCESSING in {state for state, _, _ in bench.states(batch)})
        user = bench.user_of(batch)
        for document in documents:
            with bench.sessions.system.write() as session:
                service.fail(
                    session, document_id=document, user_id=user, attempt=1, error=reason(Cause.CANCELLED)
                )
        bench.durable.cancel([(document, 1) for document in documents])
        assert {code for _, _, code in bench.states(batch)} == {"cancelled"}
        assert bench.usage(batch)["reserved"] == 0
        other, _ = bench.submit("good")
        settle(bench, other)
        assert bench.batch_status(other) is BatchStatus.COMPLETED
        until(lambda: not unfinished_runs(bench))
    # That somebody cancels is nothing to warn of.
    assert not [entry for entry in caplog.records if entry.levelno >= logging.WARNING]


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_deleted_while_it_is_read_leaves_nothing(bench: Bench, whole: bool) -> None:
    """Also when the process that deleted it died before it told anybody."""
    with bench.launched():
        kept, _ = bench.submit("good")
        batch, (document,) = bench.submit("wait")
        user = bench.user_of(batch)
        until(lambda: DocumentStatus.PROCESSING in {state for state, _, _ in bench.states(batch)})
        with bench.sessions.of(user).write() as session:
            if whole:
                batches.delete(session, user, batch)
            else:
                batches.delete_document(session, user, document)
        bench.blobs.put_bytes(f"files/{document}.go", b"")
        settle(bench, kept)
        until(lambda: not unfinished_runs(bench))
        assert not list(bench.blobs.keys("outcomes"))
        with bench.sessions.system.read() as session:
            month = session.scalars(select(UsageMonth).where(UsageMonth.user_id == user)).one()
            assert (month.pages_reserved, month.pages_used, month.documents_used) == (0, 0, 0)
            for table in (ExtractionJob, ExtractionResult):
                assert not session.scalars(select(table).where(table.user_id == user)).all()
        if not whole:
            assert bench.batch_status(batch) is BatchStatus.CANCELLED


def unfinished_runs(bench: Bench) -> int:
    """Runs that the durable engine has still to end."""
    with bench.database.connect() as connection:
        query = f"SELECT count(*) FROM {bench.runs_table} WHERE status IN ('ENQUEUED', 'PENDING', 'DELAYED')"
        return int(connection.scalar(text(query)) or 0)


def test_a_stop_hands_the_work_to_the_next_start(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "data"
    first = Bench(folder, by_content, workers=3, url=database_url)
    with first.launched():
        batch, documents = first.submit("hang", "hang", "good")
        until(lambda: COMPLETED in first.states(batch))
        until(lambda: [state for state, _, _ in first.states(batch)].count(DocumentStatus.PROCESSING) == 2)
    for document in documents:
        first.blobs.put_bytes(f"files/{document}", b"good")
    second = Bench(folder, by_content, url=database_url)
    with second.launched():
        settle(second, batch)
        assert second.states(batch) == [COMPLETED] * 3
        assert second.usage(batch)["used"] == 3 * PAGES
        with second.sessions.system.read() as session:
            highest = text(f"SELECT max(recovery_attempts) FROM {second.runs_table}")
            recoveries = session.scalars(highest).one()
        assert recoveries == 1


def test_a_fault_of_the_service_fails_the_document_with_a_reason(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(bench.work, "finish", broken)
    with bench.launched():
        batch, _ = bench.submit("good")
        settle(bench, batch)
        assert bench.states(batch) == [(DocumentStatus.FAILED, JobStatus.FAILED, "processing_failed")]
        assert bench.usage(batch)["used"] == 0


def test_what_is_over_is_forgotten_in_time(bench: Bench) -> None:
    with bench.launched():
        batch, _ = bench.submit("good", "good")
        settle(bench, batch)

        def forgotten() -> bool:
            bench.durable.purge(timedelta(seconds=-5))
            with bench.sessions.system.read() as session:
                return bool(session.scalars(text(f"SELECT count(*) FROM {bench.runs_table}")).one() == 0)

        until(forgotten)
        assert bench.durable.purge() == 0


def test_a_user_queues_and_sees_nothing_of_the_queue(tmp_path: Path, postgres_url: str) -> None:
    """On PostgreSQL, where a user's transaction queues with the rights of its role alone."""
    bench = Bench(tmp_path, by_content, url=postgres_url)
    with bench.launched():
        batch, (document,) = bench.submit("good")
        settle(bench, batch)
        user = bench.user_of(batch)
        with bench.sessions.of(user).write() as session:
            bench.durable.enqueue(session, document_id=document, batch_id=batch, user_id=user, attempt=1)
        for secret in ("inputs", "output", "queue_partition_key", "authenticated_user"):
            with bench.sessions.of(user).read() as session, pytest.raises(ProgrammingError, match="denied"):
                session.connection().exec_driver_sql(f"SELECT {secret} FROM dbos.workflow_status")
        with bench.sessions.of(user).read() as session, pytest.raises(ProgrammingError, match="denied"):
            session.connection().exec_driver_sql("SELECT inputs FROM dbos.workflow_input")
        with bench.sessions.of(user).write() as session, pytest.raises(ProgrammingError, match="denied"):
            session.connection().exec_driver_sql("DELETE FROM dbos.workflow_status")


def test_a_login_without_tables_of_its_own_does_the_work(tmp_path: Path, postgres_url: str) -> None:
    server = postgres_server()
    server.execute("DROP ROLE IF EXISTS serving")
    server.execute("CREATE ROLE serving LOGIN")
    server.execute("GRANT ingestio_app, ingestio_system TO serving")
    make_tables(postgres_url)
    login = make_url(postgres_url).set(username="serving").render_as_string(hide_password=False)
    bench = Bench(tmp_path, by_content, url=login)
    with bench.launched():
        batch, _ = bench.submit("good", "refuse")
        settle(bench, batch)
        assert bench.batch_status(batch) is BatchStatus.PARTIALLY_COMPLETED
    server.execute("DROP ROLE serving")
