"""Plans and what each allows: the one table of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ingestio_core.limits import MAX_FILE_BYTES


class PlanName(StrEnum):
    STARTER = "starter"
    PLUS = "plus"
    GROWTH = "growth"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Plan:
    """`pages_per_month` is None where there is no limit; `max_file_bytes` is in bytes."""

    name: PlanName
    files_per_batch: int
    pages_per_month: int | None
    max_file_bytes: int = MAX_FILE_BYTES
    model_engines: bool = False

    @property
    def allows_batches(self) -> bool:
        return self.files_per_batch > 0


PLANS: Final[Mapping[PlanName, Plan]] = {
    PlanName.STARTER: Plan(PlanName.STARTER, files_per_batch=0, pages_per_month=50),
    PlanName.PLUS: Plan(PlanName.PLUS, files_per_batch=100, pages_per_month=1_000, model_engines=True),
    PlanName.GROWTH: Plan(PlanName.GROWTH, files_per_batch=1_000, pages_per_month=10_000, model_engines=True),
    PlanName.LOCAL: Plan(PlanName.LOCAL, files_per_batch=10_000, pages_per_month=None, model_engines=True),
}
