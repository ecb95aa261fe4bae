"""Jobs, results, findings and edits in the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import and_
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionFindings,
    ExtractionJob,
    ExtractionResult,
    FieldEdit,
)
from ingestio_cloud.db.scope import changed_rows, everyone, everyone_update, insert_rows, owned, owned_update
from ingestio_cloud.features.keyset import Key, Order, list_tag, page_of, parse_integer
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import JOB_TRANSITIONS, BatchStatus, JobStatus

_BY_SEQUENCE: Final = Order((Key(FieldEdit.sequence, parse_integer, int),))


@dataclass(frozen=True, slots=True)
class AttemptRows:
    """An attempt: its document and job, and what its batch says."""

    document: Document
    job: ExtractionJob
    batch_plan: dict[str, Any] | None
    batch_status: BatchStatus | None


def attempt(session: Session, user_id: UUID, document_id: UUID, number: int) -> AttemptRows | None:
    """The attempt with all that is needed to begin or to finish it, in one query."""
    row = session.execute(
        owned(Document, user_id)
        .add_columns(ExtractionJob, ExtractionBatch.field_plan, ExtractionBatch.status)
        .join(
            ExtractionJob,
            and_(ExtractionJob.document_id == Document.id, ExtractionJob.user_id == Document.user_id),
        )
        .outerjoin(
            ExtractionBatch,
            and_(ExtractionBatch.id == Document.batch_id, ExtractionBatch.user_id == Document.user_id),
        )
        .where(Document.id == document_id, ExtractionJob.attempt == number)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return None if row is None else AttemptRows(*row)


def job(session: Session, user_id: UUID, document_id: UUID, attempt: int) -> ExtractionJob | None:
    found: ExtractionJob | None = session.scalars(
        owned(ExtractionJob, user_id)
        .where(ExtractionJob.document_id == document_id, ExtractionJob.attempt == attempt)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return found


def add_job(
    session: Session, user_id: UUID, document_id: UUID, batch_id: UUID | None, attempt: int, pages: int
) -> None:
    session.add(
        ExtractionJob(
            id=uuid4(),
            user_id=user_id,
            document_id=document_id,
            batch_id=batch_id,
            attempt=attempt,
            pages=pages,
            engine_run_id=f"doc:{document_id}:{attempt}",
        )
    )
    session.flush()


def unfinished_attempts(session: Session) -> set[tuple[UUID, int]]:
    """Document and number of each attempt, of whomever, that is not over."""
    statement = everyone(ExtractionJob.document_id, ExtractionJob.attempt)
    running = ExtractionJob.status.in_([JobStatus.PENDING, JobStatus.PROCESSING])
    return {(row.document_id, row.attempt) for row in session.execute(statement.where(running))}


def move_job(
    session: Session,
    user_id: UUID,
    document_id: UUID,
    attempt: int,
    expected: Iterable[JobStatus],
    status: JobStatus,
    *,
    worker: str | None = None,
    **values: Any,
) -> bool:
    """Change a job's status from one of the expected ones; whether it was in one of them. With `worker`
    only if that process has it in work."""
    allowed = [state for state in expected if status in JOB_TRANSITIONS[state]]
    statement = (
        owned_update(ExtractionJob, user_id)
        .where(
            ExtractionJob.document_id == document_id,
            ExtractionJob.attempt == attempt,
            ExtractionJob.status.in_(allowed),
        )
        .values(status=status, **values)
    )
    if worker is not None:
        statement = statement.where(ExtractionJob.claimed_by == worker)
    return changed_rows(session, statement) == 1


def claim_again(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, worker: str, *, run: str | None = None
) -> bool:
    """Give a running job to another process, or again to the same; False once it is over, or with `run`
    once another run has it."""
    statement = owned_update(ExtractionJob, user_id).where(
        ExtractionJob.document_id == document_id,
        ExtractionJob.attempt == attempt,
        ExtractionJob.status == JobStatus.PROCESSING,
    )
    if run is not None:
        statement = statement.where(ExtractionJob.engine_run_id == run)
    return changed_rows(session, statement.values(claimed_by=worker)) == 1


def let_go_of(session: Session, user_id: UUID, document_id: UUID, attempt: int, worker: str) -> None:
    """Note that this process has a running job in work no more."""
    session.execute(
        owned_update(ExtractionJob, user_id)
        .where(
            ExtractionJob.document_id == document_id,
            ExtractionJob.attempt == attempt,
            ExtractionJob.status == JobStatus.PROCESSING,
            ExtractionJob.claimed_by == worker,
        )
        .values(claimed_by=None)
    )


def count_deaths(session: Session, workers: Sequence[str]) -> int:
    """Note that these processes died with what they had in work, of whomever; how many that was."""
    return changed_rows(
        session,
        everyone_update(ExtractionJob)
        .where(ExtractionJob.claimed_by.in_(workers), ExtractionJob.status == JobStatus.PROCESSING)
        .values(deaths=ExtractionJob.deaths + 1, claimed_by=None),
    )


def let_go_of_all(session: Session, worker: str) -> int:
    """Note that this process has nothing in work any more, as it ends orderly; how much it had."""
    return changed_rows(
        session,
        everyone_update(ExtractionJob)
        .where(ExtractionJob.claimed_by == worker, ExtractionJob.status == JobStatus.PROCESSING)
        .values(claimed_by=None),
    )


def set_progress(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, value: int, worker: str
) -> bool:
    """Raise a job's progress that this process has in work; it never falls."""
    statement = (
        owned_update(ExtractionJob, user_id)
        .where(
            ExtractionJob.document_id == document_id,
            ExtractionJob.attempt == attempt,
            ExtractionJob.status == JobStatus.PROCESSING,
            ExtractionJob.claimed_by == worker,
            ExtractionJob.progress < value,
        )
        .values(progress=value)
    )
    return changed_rows(session, statement) == 1


def running_jobs(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> Sequence[ExtractionJob]:
    """Jobs of these documents that are not over."""
    return session.scalars(
        owned(ExtractionJob, user_id)
        .where(
            ExtractionJob.document_id.in_(document_ids),
            ExtractionJob.status.in_([JobStatus.PENDING, JobStatus.PROCESSING]),
        )
        .execution_options(populate_existing=True)
    ).all()


def cancel_jobs(session: Session, user_id: UUID, job_ids: Sequence[UUID], error: ErrorInfo) -> None:
    """Cancel those of the jobs that are not over."""
    session.execute(
        owned_update(ExtractionJob, user_id)
        .where(
            ExtractionJob.id.in_(job_ids),
            ExtractionJob.status.in_([JobStatus.PENDING, JobStatus.PROCESSING]),
        )
        .values(status=JobStatus.CANCELLED, error=error, finished_at=utc_now())
    )


def add_result(
    session: Session, user_id: UUID, values: Mapping[str, Any], findings: list[Any], quality: float
) -> UUID:
    result_id = uuid4()
    insert_rows(session, ExtractionResult, [{"id": result_id, "user_id": user_id, **values}])
    found = {"quality": quality, "findings": findings, "duplicates": []}
    insert_rows(session, ExtractionFindings, [{"result_id": result_id, "user_id": user_id, **found}])
    return result_id


def change_result(
    session: Session,
    user_id: UUID,
    result_id: UUID,
    *,
    data: dict[str, Any],
    evidence: dict[str, Any],
    adjustments: list[Any],
    findings: list[Any],
    quality: float,
    version: int,
) -> None:
    session.execute(
        owned_update(ExtractionResult, user_id)
        .where(ExtractionResult.id == result_id)
        .values(data=data, evidence=evidence, adjustments=adjustments, version=version, updated_at=utc_now())
    )
    session.execute(
        owned_update(ExtractionFindings, user_id)
        .where(ExtractionFindings.result_id == result_id)
        .values(findings=findings, quality=quality)
    )


def trail(session: Session, user_id: UUID, document_id: UUID) -> Sequence[FieldEdit]:
    """All edits of a document, oldest first."""
    return session.scalars(
        owned(FieldEdit, user_id)
        .where(FieldEdit.document_id == document_id)
        .order_by(FieldEdit.sequence, FieldEdit.id)
    ).all()


def trail_page(
    session: Session, user_id: UUID, document_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[FieldEdit], str | None]:
    """One page of a document's edits, oldest first, and the next cursor."""
    statement = owned(FieldEdit, user_id).where(FieldEdit.document_id == document_id)
    tag = list_tag("trail", document_id)
    return page_of(session, statement, _BY_SEQUENCE, tag=tag, cursor=cursor, limit=limit)


def add_edits(session: Session, entries: Sequence[FieldEdit]) -> None:
    session.add_all(entries)
    session.flush()
