"""Plans and what each allows: the one table of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingestio_core.limits import MAX_FILE_BYTES

_MOST_FILES: Final = 10_000
_MOST_PAGES: Final = 2**31 - 1
_MOST_AT_ONCE: Final = 10_000


class PlanName(StrEnum):
    STARTER = "starter"
    PLUS = "plus"
    GROWTH = "growth"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Plan:
    """None where there is no limit. `max_file_bytes` is in bytes. `documents_at_once` are those of one
    user that are read at the same moment, over all processes; None is what the machines have. What
    counts by the minute protects the others: it is above what a person with our programs needs."""

    name: PlanName
    files_per_batch: int
    pages_per_month: int | None
    max_file_bytes: int = MAX_FILE_BYTES
    model_engines: bool = False
    documents_at_once: int | None = None
    requests_per_minute: int | None = None
    uploads_per_minute: int | None = None
    batches_per_minute: int | None = None
    exports_per_minute: int | None = None
    field_plans_per_minute: int | None = None
    page_reads_per_minute: int | None = None

    @property
    def allows_batches(self) -> bool:
        return self.files_per_batch > 0


PLANS: Final[Mapping[PlanName, Plan]] = {
    PlanName.STARTER: Plan(
        PlanName.STARTER,
        files_per_batch=0,
        pages_per_month=50,
        documents_at_once=1,
        requests_per_minute=300,
        uploads_per_minute=300,
        batches_per_minute=10,
        exports_per_minute=10,
        field_plans_per_minute=120,
        page_reads_per_minute=60,
    ),
    PlanName.PLUS: Plan(
        PlanName.PLUS,
        files_per_batch=100,
        pages_per_month=1_000,
        model_engines=True,
        documents_at_once=4,
        requests_per_minute=1_200,
        uploads_per_minute=1_200,
        batches_per_minute=30,
        exports_per_minute=30,
        field_plans_per_minute=240,
        page_reads_per_minute=180,
    ),
    PlanName.GROWTH: Plan(
        PlanName.GROWTH,
        files_per_batch=1_000,
        pages_per_month=10_000,
        model_engines=True,
        documents_at_once=16,
        requests_per_minute=3_000,
        uploads_per_minute=6_000,
        batches_per_minute=60,
        exports_per_minute=60,
        field_plans_per_minute=480,
        page_reads_per_minute=360,
    ),
    PlanName.LOCAL: Plan(PlanName.LOCAL, files_per_batch=10_000, pages_per_month=None, model_engines=True),
}

_PerMinute = Annotated[int, Field(ge=1)] | None


class PlanChange(BaseModel):
    """What an installation changes of a plan, by field; what is not named stays. `pages_per_month`,
    `documents_at_once` and what counts by the minute may be null, for no limit. A file is never larger
    than what the service takes at all."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    files_per_batch: Annotated[int, Field(ge=0, le=_MOST_FILES)] = 0
    pages_per_month: Annotated[int, Field(ge=0, le=_MOST_PAGES)] | None = None
    max_file_bytes: Annotated[int, Field(ge=1, le=MAX_FILE_BYTES)] = MAX_FILE_BYTES
    model_engines: bool = False
    documents_at_once: Annotated[int, Field(ge=1, le=_MOST_AT_ONCE)] | None = None
    requests_per_minute: _PerMinute = None
    uploads_per_minute: _PerMinute = None
    batches_per_minute: _PerMinute = None
    exports_per_minute: _PerMinute = None
    field_plans_per_minute: _PerMinute = None
    page_reads_per_minute: _PerMinute = None

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
