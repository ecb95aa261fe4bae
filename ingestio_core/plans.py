"""Plans and what each allows: the one table of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingestio_core.limits import MAX_FILE_BYTES

_MOST_FILES: Final = 10_000
_MOST_PAGES: Final = 2**31 - 1


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


class PlanChange(BaseModel):
    """What an installation changes of a plan, by field; what is not named stays. `pages_per_month`
    may be null, for no limit. A file is never larger than what the service takes at all."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    files_per_batch: Annotated[int, Field(ge=0, le=_MOST_FILES)] = 0
    pages_per_month: Annotated[int, Field(ge=0, le=_MOST_PAGES)] | None = None
    max_file_bytes: Annotated[int, Field(ge=1, le=MAX_FILE_BYTES)] = MAX_FILE_BYTES
    model_engines: bool = False

    @model_validator(mode="after")
    def _changes_something(self) -> "PlanChange":
        if not self.model_fields_set:
            raise ValueError(f"name a value to change: {', '.join(type(self).model_fields)}")
        return self


def changed_plans(changes: Mapping[PlanName, PlanChange]) -> Mapping[PlanName, Plan]:
    """The table of plans with an installation's changes."""
    return {
        name: replace(plan, **changes[name].model_dump(exclude_unset=True)) if name in changes else plan
        for name, plan in PLANS.items()
    }
