"""An attempt while a model is asked: it is in work, and one run after the other has it.

Each run of the durable engine asks one question at most and then names the next one, in the
transaction that notes what its own cost. A run that the attempt does not name does nothing.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Update
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import ExtractionJob, ModelPause
from ingestio_cloud.db.scope import changed_rows, everyone, everyone_update, insert_or_ignore, owned_update
from ingestio_cloud.features.extraction import repository, service
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.extraction.service import MOST_DEATHS
from ingestio_core.contracts.base import Wire
from ingestio_core.lifecycle import JobStatus


class Spent(Wire):
    """What answers cost so far, by the provider's own count. `cost_micros` is in millionths of a US
    dollar, by the prices of the moment; None where the model's price is not known."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int | None = None


def is_asked_about(session: Session, *, document_id: UUID, user_id: UUID, attempt: int, run: str) -> bool:
    """Whether another run than `run`, which read the words, has gone on with the attempt."""
    job = repository.job(session, user_id, document_id, attempt)
    return job is not None and job.engine_run_id != run


def take_up(
    session: Session, *, document_id: UUID, user_id: UUID, attempt: int, run: str, worker: str
) -> Spent | None:
    """Give an attempt to the process that has its run; what it cost before, None when there is nothing to
    do (any more). One that too many processes died with fails here."""
    job = repository.job(session, user_id, document_id, attempt)
    if job is None or job.status is not JobStatus.PROCESSING or job.engine_run_id != run:
        return None
    if job.deaths >= MOST_DEATHS:
        service.fail(
            session,
            document_id=document_id,
            user_id=user_id,
            attempt=attempt,
            error=reason(Cause.GIVEN_UP),
        )
        return None
    if not repository.claim_again(session, user_id, document_id, attempt, worker, run=run):
        return None
    return Spent(
        input_tokens=job.input_tokens or 0,
        output_tokens=job.output_tokens or 0,
        cost_micros=job.cost_micros,
    )


def pass_on(
    session: Session,
    *,
    document_id: UUID,
    user_id: UUID,
    attempt: int,
    worker: str,
    run: str,
    spent: Spent | None,
) -> bool:
    """Let `run` go on with an attempt that this process has in work, which cost `spent` in all; False
    when it has it no more."""
    values: dict[str, object] = {"engine_run_id": run, "claimed_by": None}
    if spent is not None:
        values |= spent.model_dump()
    statement = _in_work(user_id, document_id, attempt, worker).values(**values)
    return changed_rows(session, statement) == 1


def note(
    session: Session, *, document_id: UUID, user_id: UUID, attempt: int, worker: str, spent: Spent
) -> None:
    """Note what an attempt cost that this process has in work."""
    session.execute(_in_work(user_id, document_id, attempt, worker).values(**spent.model_dump()))


def paused_until(session: Session, provider: str) -> datetime | None:
    """When a provider may be asked again, if it said so to anybody; it belongs to no user."""
    found: datetime | None = session.scalars(
        everyone(ModelPause.until).where(ModelPause.provider == provider)
    ).one_or_none()
    return found


def pause(session: Session, provider: str, until: datetime) -> None:
    """Let nobody ask a provider before `until`; it belongs to no user."""
    if not insert_or_ignore(session, ModelPause, {"provider": provider, "until": until}):
        session.execute(
            everyone_update(ModelPause)
            .where(ModelPause.provider == provider, ModelPause.until < until)
            .values(until=until)
        )


def _in_work(user_id: UUID, document_id: UUID, attempt: int, worker: str) -> Update:
    return owned_update(ExtractionJob, user_id).where(
        ExtractionJob.document_id == document_id,
        ExtractionJob.attempt == attempt,
        ExtractionJob.status == JobStatus.PROCESSING,
        ExtractionJob.claimed_by == worker,
    )
