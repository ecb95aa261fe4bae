"""Figures that are counted in the database: what waits, what is in work, what was done."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    Notification,
    Upload,
    UploadStatus,
    WebhookEvent,
)
from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_core.lifecycle import BatchStatus, DocumentStatus

_KEPT_SECONDS: Final = 30.0


class StateFigures:
    """Counts anew after half a minute at the earliest, whoever asks and however often."""

    def __init__(self, db: AsyncSessions, clock: Callable[[], float] = time.monotonic) -> None:
        self._db = db
        self._clock = clock
        self._turn = asyncio.Lock()
        self._families: Sequence[Metric] = ()
        self._until = float("-inf")

    async def families(self) -> Sequence[Metric]:
        """Raises what the database raises."""
        async with self._turn:
            if self._clock() >= self._until:
                self._families = await self._db.system.read(_count)
                self._until = self._clock() + _KEPT_SECONDS
            return self._families


def _count(session: Session) -> Sequence[Metric]:
    batches = _by_status(session, ExtractionBatch.status)
    documents = _by_status(session, Document.status)
    open_uploads, received = session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Upload.received), 0)).where(
            Upload.status != UploadStatus.FINISHED
        )
    ).one()
    webhooks = session.scalar(
        sa.select(sa.func.count()).select_from(WebhookEvent).where(WebhookEvent.processed_at.is_(None))
    )
    waiting, tried = session.execute(
        sa.select(
            sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((Notification.mail_attempts > 0, 1))), 0)
        ).where(Notification.mail_due_at.is_not(None))
    ).one()
    return (
        _family("ingestio_batches", "Batches by status.", batches, BatchStatus),
        _family("ingestio_documents", "Documents by status.", documents, DocumentStatus),
        _single(
            "ingestio_queue_length",
            "Documents that wait for a worker.",
            documents.get(DocumentStatus.UPLOADED.value, 0),
        ),
        _single("ingestio_uploads_open", "Uploads that are not finished.", open_uploads),
        _single("ingestio_uploads_open_bytes", "Bytes received of them.", received),
        _single("ingestio_webhooks_waiting", "Events of others that are not processed yet.", webhooks or 0),
        _single("ingestio_batch_mails_waiting", "Batches that ended and are to be told by mail.", waiting),
        _single("ingestio_batch_mails_tried", "Those of them whose mail was tried before.", tried),
    )


def _by_status(session: Session, column: Any) -> dict[str, int]:
    rows = session.execute(sa.select(column, sa.func.count()).group_by(column))
    return {status.value: count for status, count in rows}


def _family(
    name: str, help_text: str, counts: dict[str, int], statuses: type[BatchStatus] | type[DocumentStatus]
) -> Metric:
    family = GaugeMetricFamily(name, help_text, labels=("status",))
    for status in statuses:
        family.add_metric((status.value,), counts.get(status.value, 0))
    return family


def _single(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_text, value=float(value))
