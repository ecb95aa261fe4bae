"""How fast this account's own batches went, for an estimate of the next one."""

import json
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.store.models import BatchModel

_BATCHES: Final = 20
_ENDED: Final = (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Seconds that a page took, from the submission to the end, in the last `batches` batches."""

    seconds_per_page: float
    batches: int


def throughput(session: Session, engine: EngineChoice | None) -> Throughput | None:
    """Of the batches that were read like this one; of any, where none was; None where none has ended.

    The middle one counts, with each batch weighing its pages: one that waited a night for the network
    says nothing about the next."""
    ended = session.execute(
        sa.select(BatchModel.total_pages, BatchModel.created_at, BatchModel.completed_at, BatchModel.server)
        .where(
            BatchModel.status.in_(_ENDED),
            BatchModel.completed_at.is_not(None),
            BatchModel.total_pages > 0,
        )
        .order_by(BatchModel.completed_at.desc())
        .limit(_BATCHES)
    )
    asks = engine not in (None, EngineChoice.LOCAL)
    alike: list[tuple[float, int]] = []
    others: list[tuple[float, int]] = []
    for pages, begun, over, body in ended:
        if over is None:
            continue
        seconds = (over - begun).total_seconds() / pages
        asked = json.loads(body or "{}").get("engine") not in (None, EngineChoice.LOCAL)
        (alike if asked is asks else others).append((max(0.0, seconds), pages))
    known = sorted(alike or others)
    if not known:
        return None
    half, seen = sum(pages for _, pages in known) / 2, 0
    for seconds, pages in known:
        seen += pages
        if seen >= half:
            return Throughput(seconds, len(known))
    return None
