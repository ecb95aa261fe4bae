"""The account on the wire."""

from datetime import date
from uuid import UUID

from ingestio_core.contracts.base import Wire
from ingestio_core.plans import PlanName


class Account(Wire):
    """`pages_limit` and `pages_left` are None where the plan has no page limit."""

    id: UUID
    email: str | None
    plan: PlanName
    files_per_batch: int
    max_file_bytes: int
    pages_limit: int | None
    pages_used: int
    pages_left: int | None
    period_start: date
    period_end: date
