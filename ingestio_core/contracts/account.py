"""The account on the wire."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from ingestio_core.contracts.base import Flag, Wire
from ingestio_core.plans import PlanName


class Standing(StrEnum):
    """How a subscription is: paid for, on trial, not paid, or paid for and cancelled to its end."""

    ACTIVE = "active"
    TRIAL = "trial"
    PAST_DUE = "past_due"
    ENDING = "ending"


class SubscriptionStanding(Wire):
    """`until` is the day (UTC) on which it is renewed, its trial is over or it ends; None where the
    provider does not say."""

    state: Standing
    until: date | None = None


class Account(Wire):
    """`pages_limit` and `pages_left` are None where the plan has no page limit. `model_engines` says
    whether documents may be read by a model, `batch_mails` whether the person wants a mail when a batch
    has ended. `subscription` is None where there is none."""

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
    model_engines: bool = False
    batch_mails: bool = True
    subscription: SubscriptionStanding | None = None


class AccountPatch(Wire):
    """What a person changes of their account; None leaves it as it is."""

    batch_mails: Flag | None = None


class PersonalTokenCreate(Wire):
    """A token for the command line or a script. `name` is for the person to know it by; without
    `expires_at` it works until it is ended."""

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*$"),
    ]
    expires_at: AwareDatetime | None = None


class PersonalToken(Wire):
    """A token as it is listed. `last_used_at` is exact to a minute."""

    id: UUID
    name: str
    created_at: AwareDatetime
    last_used_at: AwareDatetime | None
    expires_at: AwareDatetime | None


class NewPersonalToken(PersonalToken):
    """A token just made; `token` is shown this once."""

    token: str


class AccountDeletion(Wire):
    """Whoever deletes an account names it: by its e-mail address, or by its id where it has none; and
    by its password where it has one."""

    confirm: Annotated[str, Field(min_length=1, max_length=320)]
    password: Annotated[str, Field(max_length=1_000)] | None = None
