"""Whom to ask about an attempt: which provider, with whose key, in which queue, and how.

Queues of the durable engine are registered at the start, so there is one for each provider that the
service itself pays for, and one for all keys of users' own: partitioned by user, it gives each of
them a rate and places of their own. A pause that a provider asked for holds for one account with it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from ingestio_cloud.integrations.models import ModelDesk
from ingestio_extract.llm.options import AskOptions

OWN_KEYS: Final = "own"
"""The lane of all who ask with a key of their own."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A queue for questions: so many in a minute and so many at once, of all users together, or of each
    user where they are `apart`."""

    name: str
    requests_per_minute: int
    at_once: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """Whom to ask and how. `lane` is the name of one of `Routes.lanes`; `account` names whom a pause holds
    for, and has nothing of the key in it. `chosen` says that somebody chose it for the batch."""

    desk: ModelDesk
    lane: str
    account: str
    options: AskOptions = field(default_factory=AskOptions)
    chosen: bool = False


class NoWay(StrEnum):
    """Why nobody can be asked about a document though a model was chosen for it."""

    KEY_GONE = "key_gone"
    KEY_UNREADABLE = "key_unreadable"
    ADDRESS_CLOSED = "address_closed"
    NO_MODEL = "no_model"
    NOT_IN_PLAN = "not_in_plan"


class Routes(Protocol):
    """Knows the way to a model for each document. Thread-safe; may ask the database."""

    @property
    def lanes(self) -> Sequence[Lane]: ...

    def of(self, user: UUID, document: UUID) -> Route | NoWay | None:
        """The way now, the same for all questions about a document as long as nobody changes a setting;
        None where it is to be read locally, and why there is none where a model was chosen."""
        ...

    def close(self) -> None: ...


class OneRoute:
    """The same way for all: the provider that the service's settings name."""

    def __init__(
        self, desk: ModelDesk, *, requests_per_minute: int, at_once: int, options: AskOptions | None = None
    ) -> None:
        self._desk = desk
        self._route = Route(desk, desk.name, desk.name, options or AskOptions())
        self.lanes: Final = (Lane(desk.name, requests_per_minute, at_once),)

    def of(self, user: UUID, document: UUID) -> Route:
        return self._route

    def close(self) -> None:
        self._desk.close()


def account_of(provider: str, key: str) -> str:
    """A name for an account with a provider that tells nobody its key."""
    return f"{provider}:{hashlib.sha256(key.encode()).hexdigest()[:16]}"
